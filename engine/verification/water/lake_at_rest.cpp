#include <cmath>

#include "chart/number_text.hpp"
#include "verification/case.hpp"
#include "verification/noise.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr int cells = 24;
constexpr double dx = 5.0;

/// Random bed with islands, and ponds that the lake does not reach.
double island_bed(double x, double y, double level) {
  const double length = cells * dx;
  const double r = std::hypot(x - 0.6 * length, y - 0.4 * length) / length;
  const double rise =
      4.0 * std::exp(-20.0 * r * r) + noise(static_cast<int>(x), static_cast<int>(y), 1) * 0.8;
  return level - 2.0 + std::floor(rise * 1048576.0) / 1048576.0;  // so that level - bed is exact
}

/// Holes at random, and a dead end: column 12 below row 8.
std::vector<std::uint8_t> ragged_mask() {
  std::vector<std::uint8_t> active(cells * cells, 1);
  for (int j = 0; j < cells; ++j)
    for (int i = 0; i < cells; ++i)
      active[j * cells + i] = noise(i, j, 7) > -0.7 || (i == 12 && j < 8) ? 1 : 0;
  for (int i = 10; i <= 14; ++i) active[8 * cells + i] = 0;
  for (int j = 3; j < 8; ++j) active[j * cells + 11] = active[j * cells + 13] = 0;
  return active;
}

/// Largest speed after `steps` steps; `disturbance` [m] of noise on the surface.
double fastest_after(int steps, double level, double disturbance,
                     const surface::SurfaceParameters& parameters) {
  SurfaceCase lake(Grid(cells, cells, dx, 0.0, 0.0, "", ragged_mask()));
  lake.parameters = parameters;
  lake.terrain([&](double x, double y) { return island_bed(x, y, level); }).manning(0.0);
  lake.water([&](double x, double y) {
    const double disturbed = level + disturbance * noise(static_cast<int>(x), static_cast<int>(y), 3);
    return disturbed - island_bed(x, y, level);
  });
  lake.start();
  for (int step = 0; step < steps; ++step) lake.step(lake.process->max_step());
  return lake.fastest();
}

Report run(Resolution resolution) {
  Report report;
  const int steps = resolution == Resolution::nightly ? 100000 : 10000;
  Table table{"Largest speed after " + std::to_string(steps) + " steps [m/s]", {"level [m]"}, {}};
  for (const Scheme& scheme : schemes()) {
    table.columns.push_back(scheme.name + ", at rest");
    table.columns.push_back(scheme.name + ", noisy");
  }
  for (const double level : {0.0, 300.0, 2000.0}) {
    std::vector<std::string> row{chart::number_text(level, 4)};
    for (const Scheme& scheme : schemes()) {
      const double still = fastest_after(steps, level, 0.0, scheme.parameters);
      const double noisy = fastest_after(steps, level, 1e-12, scheme.parameters);
      row.push_back(chart::number_text(still));
      row.push_back(chart::number_text(noisy));
      const std::string where = scheme.name + ", level " + chart::number_text(level, 4) + " m: ";
      report.at_most(where + "largest speed of the lake at rest [m/s]", still, 1e-12);
      report.at_most(where + "largest speed with 10⁻¹² m of noise [m/s]", noisy, 1e-11);
    }
    table.rows.push_back(row);
  }
  report.tables.push_back(table);
  report.notes.push_back(
      "Noise of 10⁻¹² m on the surface is itself a wave of 10⁻¹² √(g/h) m/s; it must not grow. Without "
      "friction, so "
      "that nothing hides.");
  return report;
}

}  // namespace

extern const Case lake_at_rest{
    "V01",
    "Water",
    Against::closed_form,
    "A lake with islands and dead ends stays at rest",
    R"(<p>The surface η = h + z is level and nothing moves: pressure and bed slope cancel to the last bit, at any
height above the sea, in wet, dry and half-wet cells.</p>
<p class="eq">u = v = 0, &nbsp; η = const.</p>
<p>24 × 24 cells of 5 m, random bed with islands, cells cut out at random, a dead-end channel one cell wide, and
hollows on the islands that the lake does not reach. No friction. The level is 0, 300 or 2000 m.</p>)",
    run};

}  // namespace qingliu::verification
