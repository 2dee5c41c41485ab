// Level pools: V22 water, V41 trapping.
#include <cmath>
#include <functional>

#include "chart/number_text.hpp"
#include "process/pool_laws.hpp"
#include "process/reservoir/reservoir_process.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double area = 1e5;

/// A prism of 10 ha and 20 m; the crest is out of reach.
Reservoir prism() {
  Reservoir r;
  r.curve = StorageCurve({0.0, 20.0}, {0.0, 20.0 * area}, {area, area});
  r.crest = 20.0;
  r.crest_length = 100.0;
  return r;
}

/// A pool whose level follows a closed form.
struct Draining {
  const char* name;
  Reservoir reservoir;
  double start, inflow;                 ///< [m], [m3 s-1]
  double end;                           ///< [s]
  std::function<double(double)> exact;  ///< level [m] at t [s]
};

std::vector<Draining> pools() {
  const double cb = 17.0, root_2g = std::sqrt(2.0 * constants::gravity);
  Reservoir weir = prism(), orifice = prism(), linear = prism();
  weir.spillway.width = 10.0;
  weir.spillway.coefficient = cb / 10.0 / root_2g;
  orifice.outlet = {0.0, 2.0, 0.62, {}};
  const double k = 5.0;  // Q = k h by a rule, below what the outlet could give
  linear.outlet = {0.0, 100.0, 1.0, {{-1e300, {0.0, 20.0}, {0.0, 20.0 * k}}}};
  return {
      {"weir", weir, 1.0, 0.0, 7200.0, [=](double t) { return std::pow(1.0 + cb * t / (2.0 * area), -2.0); }},
      {"orifice", orifice, 4.0, 0.0, 60000.0,
       [=](double t) { return std::pow(2.0 - 0.62 * 2.0 * root_2g * t / (2.0 * area), 2.0); }},
      {"rule Q = k h with inflow", linear, 8.0, 20.0, 60000.0,
       [=](double t) { return 4.0 + 4.0 * std::exp(-k * t / area); }}};
}

Report run_levels() {
  Report report;
  double to_print = 0.0;
  for (const auto& [t, level] :
       {std::pair{600.0, .9053043}, {1800.0, .7522140}, {3600.0, .5862916}, {7200.0, .3848309}})
    raise_to(to_print, std::fabs(pools().front().exact(t) / level - 1.0));
  report.at_most("closed form of the weir against four levels of the design page [relative]", to_print, 1e-6)
      .is(Against::design);
  for (const Draining& pool : pools()) {
    ReservoirState state(pool.reservoir, 0);
    state.water = pool.reservoir.curve.volume_of(pool.start);
    chart::Series marks{"engine, steps of 60 s", {}, {}, chart::Mark::circles};
    double worst = 0.0;
    const int steps = static_cast<int>(pool.end / 60.0);
    for (int n = 1; n <= steps; ++n) {
      reservoir::advance_pool(60.0, 60.0 * n, pool.reservoir, {}, {60.0 * pool.inflow, {}}, state);
      const double level = state.level(pool.reservoir);
      raise_to(worst, std::fabs(level / pool.exact(60.0 * n) - 1.0));
      if (n % std::max(1, steps / 30) != 0) continue;
      marks.x.push_back(n / 60.0);
      marks.y.push_back(level);
    }
    report.at_most(std::string(pool.name) + ": worst level in steps of 60 s [relative]", worst, 1e-6);
    chart::LineChart chart;
    chart.title = std::string("Level of the pool: ") + pool.name;
    chart.x.title = "time [h]";
    chart.y.title = "level [m]";
    chart.height = 300;
    chart.series = {
        exact_line(0.0, pool.end / 3600.0, 200, [&](double hours) { return pool.exact(3600.0 * hours); }),
        marks};
    report.figures.push_back(chart);
  }
  return report;
}

/// Trapped share of a class in a steady pool through which `discharge` passes.
double trapped(double settling, int tanks, double discharge) {
  Reservoir r = prism();
  r.outlet = {0.0, 1.0, 0.62, {{-1e300, {0.0, 20.0}, {discharge, discharge}}}};
  r.tanks = tanks;
  r.start_level = 10.0;
  r.deposit_density = {1e12};  // its volume does not count here
  const Grains grains{{1e-5, 2650.0, settling, -1.0}};
  ReservoirState pool(r, 1);
  reservoir::Outflow out;
  for (int n = 1; n <= 6000; ++n)
    out = reservoir::advance_pool(6000.0, 6000.0 * n, r, grains, {6000.0 * discharge, {6000.0}}, pool);
  return 1.0 - out.classes[0] / 6000.0;
}

Report run_trapping() {
  Report report;
  const double discharge = 10.0;
  const auto tanks_law = [](double overflow, int n) { return 1.0 - std::pow(1.0 + overflow / n, -n); };
  const std::vector<double> velocities{1e-6, 3e-6, 1e-5, 3e-5, 1e-4, 3e-4, 1e-3};
  chart::LineChart chart;
  chart.title = "Trapped share of a class";
  chart.x = {"overflow number w A/Q", true, {}, {}};
  chart.y.title = "trapped [-]";
  Table table{"Trapped share", {"w A/Q", "1 tank", "exact", "3 tanks", "exact", "plug flow"}, {}};
  for (const double w : velocities) {
    const double overflow = w * area / discharge;
    table.rows.push_back({chart::number_text(overflow)});
    for (const int n : {1, 3}) {
      table.rows.back().push_back(chart::number_text(trapped(w, n, discharge), 6));
      table.rows.back().push_back(chart::number_text(tanks_law(overflow, n), 6));
    }
    table.rows.back().push_back(chart::number_text(1.0 - std::exp(-overflow), 6));
  }
  for (const int n : {1, 3}) {
    chart::Series line{
        std::to_string(n) + (n == 1 ? " tank, exact" : " tanks, exact"), {}, {}, chart::Mark::line};
    chart::Series marks{"engine", {}, {}, n == 1 ? chart::Mark::circles : chart::Mark::squares};
    for (int k = 0; k <= 100; ++k) {
      line.x.push_back(0.01 * std::pow(1000.0, 0.01 * k));
      line.y.push_back(tanks_law(line.x.back(), n));
    }
    double worst = 0.0;
    for (const double w : velocities) {
      const double overflow = w * area / discharge, share = trapped(w, n, discharge);
      raise_to(worst, std::fabs(share / tanks_law(overflow, n) - 1.0));
      marks.x.push_back(overflow);
      marks.y.push_back(share);
    }
    report.at_most(std::to_string(n) + (n == 1 ? " tank" : " tanks") + ": worst trapped share [relative]",
                   worst, 1e-9);
    chart.series.push_back(line);
    chart.series.push_back(marks);
  }
  double plug = 0.0;
  for (const double w : velocities) {
    const double overflow = w * area / discharge;
    raise_to(plug,
             std::fabs(pool::trapped_share(w, area, discharge, 100000) / (1.0 - std::exp(-overflow)) - 1.0));
  }
  report.at_most("many tanks against plug flow 1 − exp(−w A/Q) [relative]", plug, 1e-3);
  report.figures.push_back(chart);
  report.tables.push_back(table);
  report.notes.push_back(
      "No curve of Brune, Dendy or Churchill enters the answer: reservoirs trap class by class.");
  return report;
}

}  // namespace

extern const Case level_pool{"V22",
                             "Reservoirs",
                             Against::closed_form,
                             "A level pool drains over a weir / through an orifice / by a rule",
                             R"(<p>A prism of A = 10 ha in steps of 60 s.</p>
<p class="eq">weir: h = (h₀<sup>−1/2</sup> + C b t/(2 A))<sup>−2</sup>; &nbsp; orifice: √h = √h₀ − µ a √(2g) t/(2 A); &nbsp;
Q = k h with inflow I: h = I/k + (h₀ − I/k) exp(−k t/A).</p>
<p>C b = 17 m³ᐟ²/s, h₀ = 1 m; µ a = 1.24 m², h₀ = 4 m; k = 5 m²/s, I = 20 m³/s, h₀ = 8 m.</p>)",
                             run_levels};

extern const Case pool_trapping{
    "V41",
    "Reservoirs",
    Against::closed_form,
    "A steady pool traps as mixed tanks in series do",
    R"(<p class="eq">trapped = 1 − (1 + w A/(N Q))<sup>−N</sup>: &nbsp; w A/(Q + w A) for one tank, 1 − exp(−w A/Q) for
many.</p><p>A = 10 ha, Q = 10 m³/s, w = 10⁻⁶ to 10⁻³ m/s; steps of 6000 s until nothing changes.</p>)",
    run_trapping};

}  // namespace qingliu::verification
