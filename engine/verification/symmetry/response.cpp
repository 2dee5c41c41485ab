#include <array>
#include <cmath>

#include "chart/number_text.hpp"
#include "process/reservoir/reservoir_process.hpp"
#include "process/structure/check_dam_process.hpp"
#include "verification/schemes.hpp"
#include "verification/symmetry/watershed.hpp"

namespace qingliu::verification {
namespace {

/// Sediment of all classes at the outlet [kg].
double sediment_out(const ErosiveStorm& storm, const Scheme& scheme) {
  SurfaceCase c(SurfaceCase::rectangle(40, 30, 10.0), three_classes());
  c.parameters = scheme.parameters;
  c.terrain([](double x, double y) {
    return 0.12 * (400.0 - x) + 0.05 * std::fabs(y - 150.0) +
           0.3 * noise(static_cast<int>(x), static_cast<int>(y), 41);
  });
  erodible_soil(c);
  c.manning(storm.n);
  c.land.n_soil[0] = 0.03;  // plants take the rest of the shear
  c.land.erodibility_factor[0] = storm.erodibility_factor;
  c.east_outlet(0.12);
  c.start();
  c.rain = storm.rain;
  c.forcing.splash_energy[0] = 0.5 * (storm.rain / (100.0 / 3.6e6)) * (1.0 - storm.cover);
  c.run_until(1800.0);
  c.rain = 0.0;
  c.forcing.splash_energy[0] = 0.0;
  c.run_until(3600.0);
  double total = 0.0;
  for (const Sum& sum : c.process->sections()[0].classes) total += sum.value();
  return total;
}

/// A flood of three hours through a trap, with as much of each class in every cubic metre.
constexpr double flood = 10800.0, trap_step = 10.0;
Grains trap_grains() { return {{2e-6, 2650.0, 3.6e-6, -1.0}, {2e-5, 2650.0, 3.4e-4, -1.0}}; }
template <class Advance>
double past_trap(double peak, Advance advance) {
  Sum out;
  for (double now = trap_step; now < 4.0 * flood; now += trap_step) {
    const double q = now < flood ? peak * std::sin(constants::pi * now / flood) : 0.0;
    for (const double mass :
         advance(now, pool::PoolFlow{q * trap_step, {5.0 * q * trap_step, 5.0 * q * trap_step}}))
      out.add(mass);
  }
  return out.value();
}

/// Sediment [kg] past a check dam so high [m] in a gully of 5 m at a slope of 10 %.
double past_dam(double height) {
  CheckDam dam;
  dam.wedge = {height, 5.0, 0.1, 0.02, false};
  dam.notch_width = 2.0;
  dam.wing_height = 1.0;
  dam.crest_length = 6.0;
  dam.deposit_density = {1300.0, 1300.0};
  CheckDamState state(2);
  return past_trap(1.5, [&](double now, const pool::PoolFlow& in) {
    return structure::advance_dam(trap_step, now, dam, trap_grains(), in, state).classes;
  });
}

/// Sediment [kg] past a pool of so many hectares that starts full to its spillway.
double past_pool(double hectares) {
  const double area = 1e4 * hectares;
  Reservoir r;
  r.curve = StorageCurve({0.0, 20.0}, {0.0, 20.0 * area}, {area, area});
  r.crest = 20.0;
  r.crest_length = 100.0;
  r.spillway.sill = 5.0;
  r.spillway.width = 10.0;
  r.start_level = 5.0;
  r.deposit_density = {1300.0, 1300.0};
  ReservoirState state(r, 2);
  return past_trap(20.0, [&](double now, const pool::PoolFlow& in) {
    return reservoir::advance_pool(trap_step, now, r, trap_grains(), in, state).classes;
  });
}

/// The check and the table of one lever, whose values go from worse to better.
template <class Response>
void respond(Report& report, const std::string& lever, const std::array<double, 4>& values,
             Response response) {
  Table table{"Sediment at the outlet, by " + lever, {lever, "sediment [t]"}, {}};
  int rises = 0;
  double first = 0.0, before = 0.0;
  for (std::size_t k = 0; k < values.size(); ++k) {
    const double out = response(k);
    if (k == 0) first = out;
    if (k > 0 && !(out <= before)) ++rises;
    before = out;
    table.rows.push_back({chart::number_text(values[k]), chart::number_text(1e-3 * out, 4)});
  }
  report.at_most("steps of " + lever + " for the better that bring more sediment", rises, 0.0);
  report.at_most(lever + ": sediment with the best over that with the worst", before / first, 0.99);
  report.tables.push_back(table);
}

Report run() {
  Report report;
  const Scheme scheme = schemes().front();
  struct Lever {
    const char* name;
    ErosiveStorm storms[4];  ///< from worse to better
    std::array<double, 4> values;
  };
  std::vector<Lever> levers(4);
  levers[0].name = "rain [mm/h]";
  levers[0].values = {120, 100, 80, 60};
  levers[1].name = "cover [-]";
  levers[1].values = {0, 0.3, 0.6, 0.9};
  levers[2].name = "erodibility factor [-]";
  levers[2].values = {1.5, 1.0, 0.5, 0.1};
  levers[3].name = "roughness of plants n [s/m^1/3]";
  levers[3].values = {0.03, 0.05, 0.1, 0.2};
  for (int k = 0; k < 4; ++k) {
    levers[0].storms[k].rain = levers[0].values[k] / 3.6e6;
    levers[1].storms[k].cover = levers[1].values[k];
    levers[1].storms[k].erodibility_factor = 0.01;  // so that drops, not the flow, loosen what leaves
    levers[2].storms[k].erodibility_factor = levers[2].values[k];
    levers[3].storms[k].n = levers[3].values[k];
  }
  for (const Lever& lever : levers)
    respond(report, lever.name, lever.values,
            [&](std::size_t k) { return sediment_out(lever.storms[k], scheme); });
  const std::array<double, 4> heights{1.0, 2.0, 3.0, 5.0}, hectares{1.0, 3.0, 10.0, 30.0};
  respond(report, "height of a check dam [m]", heights, [&](std::size_t k) { return past_dam(heights[k]); });
  respond(report, "size of a pool [ha]", hectares, [&](std::size_t k) { return past_pool(hectares[k]); });
  return report;
}

}  // namespace

extern const Case monotone_response{
    "D03",
    "Symmetry, units and response",
    Against::consistency,
    "Less rain / more protection / a larger trap never brings more sediment",
    R"(<p>A watershed of 12 ha with three grain classes, half an hour of rain and half an hour of runoff. One thing is made
better at a time: less rain, more cover against drops, a soil harder to erode, rougher plants over the same
soil. Cover is varied on a soil that the flow hardly loosens. Then a flood with two classes passes a higher check dam, empty at the start, or a larger pool, full at the start. The
sediment at the outlet must never rise, and fall by a hundredth at least from the worst to the best.</p>)",
    run};

}  // namespace qingliu::verification
