// A dam break over sand that moves with it, against a published semi-analytical solution.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <fstream>
#include <sstream>

#include "chart/number_text.hpp"
#include "verification/bedload_case.hpp"
#include "verification/convergence.hpp"
#include "verification/data.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

/// The solution at 1 s by rising x: depth [m], velocity [m s-1], bed [m].
struct Solution {
  std::vector<double> x, depth, speed, bed;
  /// [m] where the water is as deep as this, towards its front.
  double place_of_depth(double least) const {
    std::size_t k = x.size() - 1;
    while (k > 0 && depth[k] < least) --k;
    if (k + 1 == x.size()) return x.back();
    const double share = (depth[k] - least) / (depth[k] - depth[k + 1]);
    return x[k] + share * (x[k + 1] - x[k]);
  }
  /// [m2] of sand that has moved: half of what is missing and what lies above, by the trapezoidal rule.
  double moved() const {
    double sum = 0.0;
    for (std::size_t k = 1; k < x.size(); ++k)
      sum += 0.25 * (std::fabs(bed[k]) + std::fabs(bed[k - 1])) * (x[k] - x[k - 1]);
    return sum;
  }
  /// [m2] of water east of the dam.
  double passed() const {
    double sum = 0.0;
    for (std::size_t k = 1; k < x.size(); ++k)
      if (x[k - 1] > 0.0) sum += 0.5 * (depth[k] + depth[k - 1]) * (x[k] - x[k - 1]);
    return sum;
  }
  double at(const std::vector<double>& values, double place, double west) const {
    if (place < x.front()) return west;
    const auto above = std::lower_bound(x.begin(), x.end(), place);
    if (above == x.end()) return 0.0;
    if (above == x.begin()) return values.front();
    const auto k = static_cast<std::size_t>(above - x.begin());
    const double share = (place - x[k - 1]) / (x[k] - x[k - 1]);
    return values[k - 1] + share * (values[k] - values[k - 1]);
  }
};

/// Rows of seven numbers: depth, x, three celerities, velocity, bed.
Solution read_solution(const std::filesystem::path& file) {
  Solution solution;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::vector<double> v;
    for (double value; words >> value;) v.push_back(value);
    if (v.size() != 7 || (!solution.x.empty() && v[1] <= solution.x.back())) continue;
    solution.depth.push_back(v[0]);
    solution.x.push_back(v[1]);
    solution.speed.push_back(v[5]);
    solution.bed.push_back(v[6]);
  }
  return solution;
}

constexpr double end = 1.0, length = 14.0, west = -7.0;  ///< [s], [m]
constexpr double front_depth = 1e-3;                     ///< [m] of the water's front in the figures

struct DamBreak {
  double bed = 0.0, depth = 0.0;  ///< [m2] areas between computed and exact
  double front = 0.0;             ///< [m] last face of water deeper than front_depth
  double step = 0.0;              ///< [m] last face of sand higher than half the step of the bed at the front
  chart::Series bed_line{"", {}, {}, chart::Mark::circles}, surface_line{"", {}, {}, chart::Mark::squares};
};

/// The diameter of the grains says no more than from which depth of water on they move.
DamBreak dam_break(int n, const Solution& exact, double diameter) {
  const double dx = length / n;
  Grid grid(n, 1, dx, west, 0.0, "", std::vector<std::uint8_t>(static_cast<std::size_t>(n), 1));
  BedloadCase bed(std::move(grid), {GrainClass{.diameter = diameter}}, 0.0);
  bed.parameters.law = bedload::BedloadLaw::grass;
  bed.parameters.grass_coefficient = 0.004;
  bed.parameters.active_layer = 1e-3;
  bed.parameters.repose = 1e9;
  bed.flow.manning(0.0);
  bed.beds([](double, double) { return -2.0; }, [](double, double) { return 0.0; });
  bed.flow.water([](double x, double) { return x < 0.0 ? 1.0 : 0.0; });
  bed.start();
  while (bed.flow.time < end - 1e-12) bed.step(std::min(bed.max_step(), end - bed.flow.time));
  DamBreak result;
  bed.flow.each([&](std::size_t cell, int i, int) {
    const double x = bed.flow.grid.x_centre(i), h = bed.flow.state.depth[cell], z = bed.flow.state.bed[cell];
    result.bed += std::fabs(z - exact.at(exact.bed, x, 0.0)) * dx;
    result.depth += std::fabs(h - exact.at(exact.depth, x, 1.0)) * dx;
    if (h > front_depth) result.front = x + 0.5 * dx;
    if (z > 0.5 * exact.bed.back()) result.step = x + 0.5 * dx;
    result.bed_line.x.push_back(x);
    result.bed_line.y.push_back(z);
    if (h <= front_depth) return;
    result.surface_line.x.push_back(x);
    result.surface_line.y.push_back(z + h);
  });
  return result;
}

chart::LineChart bed_chart(const Solution& exact) {
  chart::LineChart chart;
  chart.title = "The bed after 1 s";
  chart.x = {"x [m]", false, -4.0, 6.0};
  chart.y.title = "bed [m]";
  chart.series.push_back({"Kelly and Dodd", exact.x, exact.bed, chart::Mark::line});
  return chart;
}

chart::LineChart surface_chart(const Solution& exact) {
  chart::LineChart chart;
  chart.title = "Water surface after 1 s";
  chart.x = {"x [m]", false, -4.0, 6.0};
  chart.y.title = "surface [m]";
  chart::Series line{"Kelly and Dodd", exact.x, exact.depth, chart::Mark::line};
  for (std::size_t k = 0; k < line.y.size(); ++k) line.y[k] += exact.bed[k];
  chart.series.push_back(line);
  return chart;
}

Report run(Resolution resolution) {
  Report report;
  const std::filesystem::path file = data_file("telemac_kd09/ggensimp.out");
  if (file.empty()) {
    report.missing = "telemac_kd09/ggensimp.out below QINGLIU_DATA_DIR";
    return report;
  }
  const Solution exact = read_solution(file);
  const double place = exact.place_of_depth(front_depth), step = exact.x.back();
  Convergence bed{"bed", {}, {}}, depth{"depth", {}, {}};
  chart::LineChart beds = bed_chart(exact), surfaces = surface_chart(exact);
  Table fronts{"Where the water is 1 mm deep, and the step of the bed, at 1 s",
               {"cell size [m]", "water [m]", "off [m]", "step [m]", "off [m]"},
               {}};
  int rises = 0;
  DamBreak finest;
  const int most = resolution == Resolution::nightly ? 2240 : 1120;
  for (int n = 140; n <= most; n *= 2) {
    DamBreak found = dam_break(n, exact, 1e-6);
    const double dx = length / n;
    if (!bed.errors.empty() && !(found.bed < bed.errors.back())) ++rises;
    bed.add(dx, found.bed);
    depth.add(dx, found.depth);
    fronts.rows.push_back({chart::number_text(dx, 4), chart::number_text(found.front, 4),
                           chart::number_text(found.front - place), chart::number_text(found.step, 4),
                           chart::number_text(found.step - step)});
    finest = found;
    if (n != 140 && n != 560) continue;
    found.bed_line.name = found.surface_line.name = "cells of " + chart::number_text(100.0 * dx) + " cm";
    if (n == 560) found.bed_line.mark = found.surface_line.mark = chart::Mark::dashes;
    beds.series.push_back(found.bed_line);
    surfaces.series.push_back(found.surface_line);
  }
  const std::string order_reason =
      "water and bed are solved one after the other in a step, which is of first order at best, and the step "
      "of "
      "the bed at the front is a jump under water without depth";
  report.at_most("doublings of the grid after which the error of the bed is not smaller", rises, 0.0);
  report.at_most("finest grid: sand that lies elsewhere, of what has moved [relative]",
                 0.5 * bed.errors.back() / exact.moved(), 0.05);
  report.at_most("finest grid: water that stands elsewhere, of what has passed the dam [relative]",
                 0.5 * depth.errors.back() / exact.passed(), 0.01);
  report.at_most("finest grid: front of the water (1 mm deep) off its place, of its way [relative]",
                 std::fabs(finest.front / place - 1.0), 0.01);
  report.at_most("finest grid: front of the sand off its place, of its way [relative]",
                 std::fabs(finest.step / step - 1.0), 0.01);
  report.at_least("order of the bed over all grids", bed.mean_order(), 0.95, order_reason);
  report.at_least("order of the depth over all grids", depth.mean_order(), 0.95, order_reason);
  chart::LineChart errors = convergence_chart("Error over the cell size", "cell size [m]", 1, {bed, depth});
  errors.y.title = "area between the lines [m²]";
  report.figures = {beds, surfaces, errors};
  Table films{"Cells of 2.5 cm, by the depth of water from which grains move",
              {"grains [µm]", "error of the bed [m²]", "water [m]", "step [m]"},
              {}};
  for (const double diameter : {1e-6, 1e-5, 1e-4}) {
    const DamBreak found = dam_break(560, exact, diameter);
    films.rows.push_back({chart::number_text(1e6 * diameter), chart::number_text(found.bed),
                          chart::number_text(found.front, 4), chart::number_text(found.step, 4)});
  }
  report.tables = {convergence_table("Areas between computed and exact [m²]", "cell size [m]", {bed, depth}),
                   fronts, films};
  report.notes.push_back(fmt::format(
      "At the front the solution has a step of the bed of {} m under water whose depth goes to zero at a "
      "speed of "
      "{} m/s; the law of Grass lets a film without depth carry as much as deep water. Grains pass such a "
      "step "
      "with the share of their water that reaches over it; without that rule sand piled up to walls before "
      "the "
      "front, which the water had to climb. Where only deeper water carries (last table) they still arise.",
      chart::number_text(exact.bed.back()), chart::number_text(exact.speed.back())));
  return report;
}

}  // namespace

extern const Case sand_dam_break{
    "KD09",
    "Bed",
    Against::published,
    "A dam break over sand that moves with it (Kelly and Dodd 2009)",
    R"(<p>1 m of water stands on the left over level sand; beyond the dam the sand is dry. At once the dam is gone. Shallow water
without friction over sand that moves as q = A u³ (volume with pores), A = 0.004 s²/m. The solution depends on x/t alone; it
is integrated along characteristics by Kelly and Dodd (2009) and tabulated in the examples of
TELEMAC-MASCARET (sisyphe, KD09), which are not shipped: the page is made where <code>QINGLIU_DATA_DIR</code> has
them.</p>
<p class="eq">∂h/∂t + ∂(hu)/∂x = 0, &nbsp; ∂(hu)/∂t + ∂(hu² + g h²/2)/∂x = −g h ∂z/∂x, &nbsp; ∂z/∂t + ∂(A u³)/∂x = 0.</p>
<p>x from −7 to 7 m, cells of 10 cm to 1.25 cm, 1 s.</p>)",
    run};

}  // namespace qingliu::verification
