#include <algorithm>
#include <cmath>

#include "verification/bedload_case.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr int n = 40;
constexpr double repose = 0.6745085;  // tan 34 degrees

chart::Series middle_row(const BedloadCase& bed, const char* name, chart::Mark mark) {
  chart::Series line{name, {}, {}, mark};
  for (int i = 0; i < n; ++i) {
    line.x.push_back(bed.flow.grid.x_centre(i));
    line.y.push_back(bed.flow.state.bed[bed.flow.grid.index(i, n / 2)]);
  }
  return line;
}

/// V39: a round step of sand in 1 m cells, swept until nothing is too steep.
Report run() {
  BedloadCase bed(SurfaceCase::rectangle(n, n, 1.0));
  bed.parameters.active_layer = 1e-9;
  bed.beds([](double, double) { return 0.0; },
           [](double x, double y) { return std::hypot(x - 20.0, y - 20.0) < 6.0 ? 8.0 : 0.0; });
  bed.start_bedload();
  chart::LineChart profile;
  profile.title = "Through the middle";
  profile.x.title = "x [m]";
  profile.y.title = "sand [m]";
  profile.series.push_back(middle_row(bed, "start", chart::Mark::line));
  const double mass = bed.deposit(0);
  int sweeps = 0;
  for (double excess = 1.0; excess > 1e-6 && sweeps < 20000; ++sweeps)
    excess = bed.process->slide(bed.flow.state);
  const Field<double>& z = bed.flow.state.bed;
  double steepest = 0.0, lowest = 0.0;
  int uneven = 0;
  bed.flow.each([&](std::size_t cell, int i, int j) {
    if (i + 1 < n) raise_to(steepest, std::fabs(z[cell + 1] - z[cell]));
    if (j + 1 < n) raise_to(steepest, std::fabs(z[cell + bed.flow.grid.stride()] - z[cell]));
    lower_to(lowest, bed.flow.state.deposited[0][cell]);
    uneven += z[cell] != z[bed.flow.grid.index(n - 1 - i, j)] || z[cell] != z[bed.flow.grid.index(j, i)];
  });
  Report report;
  report.at_most("steepest slope against tan 34° [relative]", std::fabs(steepest / repose - 1.0), 2e-6);
  report.at_most("sand that is missing [relative]", std::fabs(bed.deposit(0) / mass - 1.0), 1e-14)
      .is(Against::consistency);
  report.at_least("least sand of a cell [kg/m²]", lowest, 0.0).is(Against::consistency);
  report.at_most("cells that differ in a bit from their mirror images", uneven, 0.0).is(Against::consistency);
  profile.series.push_back(middle_row(bed, "at rest", chart::Mark::circles));
  report.figures.push_back(profile);
  report.notes.push_back("Sweeps to the end: " + std::to_string(sweeps) + ".");
  return report;
}

}  // namespace

extern const Case avalanche{
    "V39",
    "Bed",
    Against::consistency,
    "A step of sand slides to the angle of repose and keeps its mass",
    R"(<p>A round pile of sand, 8 m high with vertical walls, slides down in cells of 1 m without water until no slope along
the grid is steeper than the angle of repose of 34°. The cone keeps every grain and the four-fold symmetry of the grid.</p>)",
    run};

}  // namespace qingliu::verification
