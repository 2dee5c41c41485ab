#include "run/measure_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <utility>

#include "core/sum.hpp"
#include "measures/measure.hpp"
#include "measures/where.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

constexpr int share_steps = 50;  ///< of a cell

/// Rounded, so that no machine's arc tangent decides on which side of a limit a cell lies.
double rounded_degrees(double radians) {
  return std::round(radians * (180.0 / std::numbers::pi) * 1e6) * 1e-6;
}

/// What conditions ask of the cells, and where the cells are.
class Site {
 public:
  Site(const Grid& grid, const BuiltTerrain& terrain, const Window& window, const BuiltLand& land)
      : grid_(grid), terrain_(terrain), window_(window), land_(land) {}

  std::size_t flat(int i, int j) const { return static_cast<std::size_t>(j) * grid_.nx() + i; }

  measures::CellFacts facts(int i, int j) const {
    measures::CellFacts cell;
    const Landuse& use = land_.landuses[land_.landuse_of_cell[flat(i, j)]];
    cell.use = use.name;
    cell.use_id = use.id;
    if (!land_.soils.empty() && !land_.soil_of_cell.empty()) {
      const Soil& soil = land_.soils[land_.soil_of_cell[flat(i, j)]];
      cell.soil = soil.name;
      cell.soil_id = soil.id;
    }
    const double east = rise(i, j, 1, 0), north = rise(i, j, 0, 1);
    cell.slope_deg = rounded_degrees(std::atan(std::sqrt(east * east + north * north)));
    const double aspect = rounded_degrees(std::atan2(-east, -north));
    cell.aspect_deg = aspect < 0.0 ? aspect + 360.0 : aspect;
    cell.elevation_m = height(i, j);
    return cell;
  }

  template <class F>
  void for_each_cell(F f) const {
    for (int j = 0; j < grid_.ny(); ++j) {
      for (int i = 0; i < grid_.nx(); ++i) {
        if (grid_.active(i, j)) f(i, j, flat(i, j));
      }
    }
  }

 private:
  double height(int i, int j) const {
    const int x = window_.first_i + i, y = window_.first_j + j;
    if (x < 0 || y < 0 || x >= terrain_.surface.nx || y >= terrain_.surface.ny) return std::nan("");
    return terrain_.surface.elevation[terrain_.surface.at(x, y)];
  }
  /// Central difference along an axis [-], one-sided at the edge.
  double rise(int i, int j, int di, int dj) const {
    const double here = height(i, j);
    double before = height(i - di, j - dj), after = height(i + di, j + dj);
    const double cells = std::isnan(before) || std::isnan(after) ? 1.0 : 2.0;
    if (std::isnan(before)) before = here;
    if (std::isnan(after)) after = here;
    return (after - before) / (cells * grid_.cell_size());
  }

  const Grid& grid_;
  const BuiltTerrain& terrain_;
  const Window& window_;
  const BuiltLand& land_;
};

/// Shares of the cells that a measure's layer covers; 1 everywhere without a layer.
std::vector<double> shares_by_layer(const scenario::MeasureSection& m, const io::TargetGrid& target,
                                    std::size_t cells, LayerDesk desk) {
  if (m.layer.empty()) return std::vector<double>(cells, 1.0);
  const std::string label = fmt::format("[[measure]] '{}' layer", m.id);
  const io::VectorLayer shapes = layer_shapes(m.layer, label, target, m.line_width, desk);
  if (!shapes.lines.empty() && m.line_width == 0.0) {
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

/// Steps of every cell's share; a finding where the measure covers nothing.
std::vector<int> steps_of(const Measure& m, const Site& site, const io::TargetGrid& target, std::size_t cells,
                          LayerDesk desk) {
  const scenario::MeasureSection& section = *m.section;
  std::vector<double> shares;
  std::vector<int> steps(cells, 0);
  desk.findings.collect(section.place, [&] {
    const measures::Where where(section.where, section.place);
    shares = shares_by_layer(section, target, cells, desk);
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

/// Two measures that each multiply the untreated ground may not lie on the same ground.
void find_conflicts(const std::vector<Measure>& all, const std::vector<std::vector<int>>& steps,
                    const Site& site, const Grid& grid, Findings& findings) {
  for (std::size_t b = 1; b < all.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      if (!all[a].exclusive() || !all[b].exclusive() || !all[a].stands || !all[b].stands) continue;
      std::size_t shared = 0;
      site.for_each_cell([&](int, int, std::size_t cell) {
        shared +=
            steps[a][cell] > 0 && steps[b][cell] > 0 && steps[a][cell] + steps[b][cell] > share_steps + 1;
      });
      if (shared == 0) continue;
      findings.error(all[b].section->place,
                     fmt::format("[[measure]] '{}' lies on the ground of '{}' in {} cells ({:.4g} ha). Both "
                                 "describe the whole ground: part them, or retire one",
                                 all[b].section->id, all[a].section->id, shared,
                                 static_cast<double>(shared) * grid.cell_area() / 1e4));
    }
  }
}

struct Cost {
  double low = 0.0, middle = 0.0, high = 0.0;
};

Cost cost_of(const Measure& m, double area) {
  const double units = measures::cost_units(m, area);
  std::vector<double> unit = m.section->cost.empty() ? m.type->cost : m.section->cost;
  if (unit.size() == 1) unit = {unit[0], unit[0], unit[0]};
  if (units < 0.0 || unit.size() != 3) return {};
  return {units * unit[0], units * unit[1], units * unit[2]};
}

/// Area of a measure [m2], and the share of it that is flatter or steeper than its site allows.
struct Ground {
  double area = 0.0, unfit = 0.0;
};
Ground ground_of(const Measure& m, const std::vector<int>& steps, const Site& site, const Grid& grid) {
  Sum area, unfit;
  site.for_each_cell([&](int i, int j, std::size_t cell) {
    if (steps[cell] == 0) return;
    const double here = steps[cell] * grid.cell_area() / share_steps;
    area.add(here);
    const double slope = site.facts(i, j).slope_deg;
    if (slope < m.type->slope_low || slope > m.type->slope_high) unfit.add(here);
  });
  return {area.value(), unfit.value()};
}

void describe(const std::vector<Measure>& all, const std::vector<std::vector<int>>& steps, const Site& site,
              const Grid& grid, PlacedMeasures& placed) {
  std::map<std::string, Cost> by_year;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const Measure& m = all[k];
    const Ground ground = ground_of(m, steps[k], site, grid);
    const Cost cost = cost_of(m, ground.area);
    const std::string state = m.stands      ? fmt::format("age {:.2f} a", m.age)
                              : m.age < 0.0 ? "not built yet: without effect in this run"
                                            : "retired: without effect in this run";
    placed.lines.push_back(fmt::format(
        "measure     {}: {} {}, {:.4g} ha, built {}, {}, cost {:.4g} to {:.4g}, middle {:.4g} CNY{}",
        m.section->id, m.type->name, m.type->chinese, ground.area / 1e4, m.section->built.substr(0, 10),
        state, cost.low, cost.high, cost.middle, m.type->cost_unit.ends_with("/a") ? " a year" : ""));
    Cost& year = by_year[m.section->built.substr(0, 4)];
    year = {year.low + cost.low, year.middle + cost.middle, year.high + cost.high};
    if (ground.unfit > 0.0) {
      placed.doubts.push_back(
          {Finding::Kind::warning, m.section->place,
           fmt::format(
               "[[measure]] '{}': {:.0f} % of its area is outside the slopes of its type ({:g} to {:g} "
               "degrees)",
               m.section->id, 100.0 * ground.unfit / ground.area, m.type->slope_low, m.type->slope_high)});
    }
  }
  for (const auto& [year, cost] : by_year) {
    placed.lines.push_back(
        fmt::format("cost {}   {:.4g} to {:.4g}, middle {:.4g} CNY (price year 2024; costs "
                    "by the year are counted once)",
                    year, cost.low, cost.high, cost.middle));
  }
}

/// One measure upon the cover classes that there are: each splits by the share of its cells that is treated.
void split_covers(const Measure& m, const std::vector<int>& steps, const Site& site, BuiltLand& land) {
  std::map<std::pair<int, int>, int> index;
  std::vector<Landuse> covers;
  site.for_each_cell([&](int, int, std::size_t cell) {
    int& cover = land.landuse_of_cell[cell];
    const auto [place, added] = index.try_emplace({cover, steps[cell]}, static_cast<int>(covers.size()));
    if (added) {
      const Landuse& before = land.landuses[cover];
      const double share = m.strip_share * steps[cell] / share_steps;
      covers.push_back(share > 0.0 ? measures::mixed(before, measures::treated(before, m), share) : before);
    }
    cover = place->second;
  });
  land.landuses = std::move(covers);
}

}  // namespace

PlacedMeasures place_measures(const scenario::Scenario& s, const Grid& grid, const BuiltTerrain& terrain,
                              const Window& window, BuiltLand& land, LayerDesk desk) {
  PlacedMeasures placed;
  if (s.measures.empty()) return placed;
  measures::Reviewed reviewed = measures::review(s, measures::shipped_catalogue());
  for (const Finding& error : reviewed.errors) desk.findings.error(error.place, error.message);
  placed.doubts = std::move(reviewed.warnings);
  if (land.landuse_of_cell.empty()) return placed;
  const Site site(grid, terrain, window, land);
  const io::TargetGrid target = target_of(grid, s);
  const std::size_t cells = land.landuse_of_cell.size();
  std::vector<std::vector<int>> steps;
  for (const Measure& m : reviewed.measures) steps.push_back(steps_of(m, site, target, cells, desk));
  find_conflicts(reviewed.measures, steps, site, grid, desk.findings);
  if (!desk.findings.empty()) return placed;
  describe(reviewed.measures, steps, site, grid, placed);
  placed.share.assign(cells, 0.0);
  for (std::size_t k = 0; k < steps.size(); ++k) {
    if (!reviewed.measures[k].stands) continue;
    split_covers(reviewed.measures[k], steps[k], site, land);
    for (std::size_t c = 0; c < cells; ++c)
      placed.share[c] = std::max(placed.share[c], static_cast<double>(steps[k][c]) / share_steps);
  }
  return placed;
}

}  // namespace qingliu::run
