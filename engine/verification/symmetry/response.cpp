#include <array>
#include <cmath>

#include "chart/number_text.hpp"

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

Report run(Resolution) {
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
    levers[2].storms[k].erodibility_factor = levers[2].values[k];
    levers[3].storms[k].n = levers[3].values[k];
  }
  for (const Lever& lever : levers) {
    Table table{std::string("Sediment at the outlet, by ") + lever.name, {lever.name, "sediment [t]"}, {}};
    int rises = 0;
    double before = 0.0;
    for (int k = 0; k < 4; ++k) {
      const double out = sediment_out(lever.storms[k], scheme);
      if (k > 0 && out > before) ++rises;
      before = out;
      table.rows.push_back({chart::number_text(lever.values[k]), chart::number_text(1e-3 * out)});
    }
    report.at_most(std::string("steps of ") + lever.name + " for the better that bring more sediment", rises,
                   0.0);
    report.tables.push_back(table);
  }
  report.notes.push_back("Traps and check dams follow when the engine has them.");
  return report;
}

}  // namespace

extern const Case monotone_response{
    "D03", "Symmetry, units and response", "Less rain or more protection never brings more sediment",
    R"(<p>A watershed of 12 ha with three grain classes, half an hour of rain and half an hour of runoff. One thing is made
better at a time: less rain, more cover against drops, a soil harder to erode, rougher plants over the same
soil. The sediment at the outlet
must never rise.</p>)",
    run};

}  // namespace qingliu::verification
