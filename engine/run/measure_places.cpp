#include "run/measure_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "measures/where.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

/// [m] of lines: what the scenario says, else the width of the type; 0: none is known.
double line_width(const Measure& m) {
  if (m.section->line_width > 0.0) return m.section->line_width;
  const auto own = m.parameters.find("width_m");
  return own == m.parameters.end() ? 0.0 : own->second;
}

/// Shares of the cells that a measure's layer covers; 1 everywhere without a layer.
std::vector<double> shares_by_layer(const Measure& measure, const io::TargetGrid& target, std::size_t cells,
                                    LayerDesk desk) {
  const scenario::MeasureSection& m = *measure.section;
  if (m.layer.empty()) return std::vector<double>(cells, 1.0);
  const std::string label = fmt::format("[[measure]] '{}' layer", m.id);
  const io::LayerShapes shapes = layer_shapes(m.layer, label, target, line_width(measure), desk);
  if (!shapes.lines.empty() && line_width(measure) == 0.0) {
    desk.findings.error(m.place, fmt::format("{}: {} holds lines. Say how wide they are: width_m = 4", label,
                                             m.layer.file.filename().string()));
  }
  std::vector<io::Polygon> chosen;
  std::vector<double> absent = m.ids;
  for (std::size_t k = 0; k < shapes.polygons.size(); ++k) {
    if (!m.ids.empty() && std::ranges::find(m.ids, shapes.values[k]) == m.ids.end()) continue;
    std::erase(absent, shapes.values[k]);
    chosen.push_back(shapes.polygons[k]);
  }
  if (!absent.empty() && !shapes.polygons.empty()) {
    desk.findings.error(m.place, fmt::format("{}: no shape with the number {}. Name the column of the ids: "
                                             "layer = {{ file = ..., column = ... }}",
                                             label, fmt::join(absent, ", ")));
  }
  return io::covered_share(chosen, target.frame);
}

}  // namespace

std::vector<int> steps_of(const Measure& m, const Site& site, const io::TargetGrid& target, LayerDesk desk) {
  const scenario::MeasureSection& section = *m.section;
  std::vector<double> shares;
  std::vector<int> steps(site.cells(), 0);
  desk.findings.collect(section.place, [&] {
    const measures::Where where(section.where, section.place);
    shares = shares_by_layer(m, target, site.cells(), desk);
    if (shares.empty()) return;
    std::size_t covered = 0;
    site.for_each_cell([&](int i, int j, std::size_t cell) {
      if (shares[cell] <= 0.0) return;
      if (!section.where.empty() && !where.holds(site.facts(i, j))) return;
      steps[cell] = static_cast<int>(std::lround(shares[cell] * share_steps));
      covered += steps[cell] > 0;
    });
    if (covered > 0) return;
    const io::CellFrame& f = target.frame;
    desk.findings.error(
        section.place,
        fmt::format(
            "[[measure]] '{}' covers no cell of the watershed (x {:.1f}-{:.1f} m, y {:.1f}-{:.1f} m). "
            "Mend its {}",
            section.id, f.x_west, f.x_west + f.nx * f.cell_size, f.y_south, f.y_south + f.ny * f.cell_size,
            section.where.empty() ? "layer" : "layer or where"));
  });
  return steps;
}

/// Two measures that each multiply the untreated ground, or two earthworks, may not share ground.
void find_conflicts(const std::vector<Measure>& all, const std::vector<std::vector<int>>& steps,
                    const Site& site, Findings& findings) {
  for (std::size_t b = 1; b < all.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      if (!all[a].stands || !all[b].stands) continue;
      const bool earth = all[a].earthwork() && all[b].earthwork();
      if (!earth && !(all[a].exclusive() && all[b].exclusive())) continue;
      std::size_t shared = 0;
      site.for_each_cell([&](int, int, std::size_t cell) {
        shared +=
            steps[a][cell] > 0 && steps[b][cell] > 0 && steps[a][cell] + steps[b][cell] > share_steps + 1;
      });
      if (shared == 0) continue;
      findings.error(all[b].section->place,
                     fmt::format("[[measure]] '{}' lies on the ground of '{}' in {} cells ({:.4g} ha). {}: "
                                 "part them, or retire one",
                                 all[b].section->id, all[a].section->id, shared,
                                 static_cast<double>(shared) * site.grid().cell_area() / 1e4,
                                 earth ? "Both move its earth" : "Both describe the whole ground"));
    }
  }
}

}  // namespace qingliu::run
