#include "run/gully_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "run/sections_builder.hpp"
#include "run/source_builder.hpp"

namespace qingliu::run {
namespace {

using scenario::GullySection;
using scenario::Point;

/// Cells of the nx*ny raster one after another, and how far each is followed [m].
struct Way {
  std::vector<std::size_t> cells;
  std::vector<double> lengths;

  void add(std::size_t cell, double length) {
    if (!cells.empty() && cells.back() == cell) {
      lengths.back() += length;
      return;
    }
    cells.push_back(cell);
    lengths.push_back(length);
  }
  double length() const {
    double sum = 0.0;
    for (const double part : lengths) sum += part;
    return sum;
  }
};

/// Where water goes from every cell of the raster, and how much land drains through it.
struct Drainage {
  const Grid& grid;
  std::vector<std::int64_t> receivers;
  std::vector<double> area;  ///< [m2]

  std::size_t nx() const { return static_cast<std::size_t>(grid.nx()); }
  double step(std::size_t a, std::size_t b) const {
    const bool corner = a % nx() != b % nx() && a / nx() != b / nx();
    return grid.cell_size() * (corner ? std::sqrt(2.0) : 1.0);
  }
  /// Of the cells that drain into this one, that with the most land above it.
  std::optional<std::size_t> donor(std::size_t cell) const {
    std::optional<std::size_t> best;
    const int i = static_cast<int>(cell % nx()), j = static_cast<int>(cell / nx());
    for (int b = std::max(0, j - 1); b <= std::min(grid.ny() - 1, j + 1); ++b) {
      for (int a = std::max(0, i - 1); a <= std::min(grid.nx() - 1, i + 1); ++a) {
        const std::size_t other = static_cast<std::size_t>(b) * nx() + a;
        if (receivers[other] != static_cast<std::int64_t>(cell)) continue;
        if (!best || area[other] > area[*best]) best = other;
      }
    }
    return best;
  }
};

std::string label_of(const GullySection& s) { return fmt::format("[[gully]] '{}'", s.name); }

std::size_t grid_cell(const Grid& grid, std::size_t flat) {
  return grid.index(static_cast<int>(flat % grid.nx()), static_cast<int>(flat / grid.nx()));
}

/// The cell of a point; a finding where it lies outside the watershed.
std::optional<std::size_t> cell_at(const GullySection& s, const Point& p, const Grid& grid,
                                   Findings& findings) {
  const int i = cell_of(p.first, grid.x_west(), grid.cell_size());
  const int j = cell_of(p.second, grid.y_south(), grid.cell_size());
  if (grid.active(i, j)) return static_cast<std::size_t>(j) * grid.nx() + i;
  findings.error(
      s.place,
      fmt::format(
          "{} leaves the watershed at ({:.1f}, {:.1f}) (x {:.1f}-{:.1f} m, y {:.1f}-{:.1f} m). Move it, or "
          "cut it off there",
          label_of(s), p.first, p.second, grid.x_west(), grid.x_west() + grid.nx() * grid.cell_size(),
          grid.y_south(), grid.y_south() + grid.ny() * grid.cell_size()));
  return {};
}

/// The cells under a line, from its first point; ends shorter than a tenth of a cell are left out.
std::optional<Way> way_along(const GullySection& s, const std::vector<Point>& line, const Grid& grid,
                             Findings& findings) {
  Way way;
  for (std::size_t k = 0; k + 1 < line.size(); ++k) {
    const double dx = line[k + 1].first - line[k].first, dy = line[k + 1].second - line[k].second;
    const double length = std::sqrt(dx * dx + dy * dy);
    const int steps = std::max(1, static_cast<int>(std::ceil(20.0 * length / grid.cell_size())));
    for (int n = 0; n < steps; ++n) {
      const double at = (n + 0.5) / steps;
      const auto cell = cell_at(s, {line[k].first + at * dx, line[k].second + at * dy}, grid, findings);
      if (!cell) return {};
      way.add(*cell, length / steps);
    }
  }
  Way kept;
  for (std::size_t n = 0; n < way.cells.size(); ++n) {
    if (way.lengths[n] >= 0.1 * grid.cell_size()) {
      kept.add(way.cells[n], way.lengths[n]);
    } else if (!kept.cells.empty()) {
      kept.lengths.back() += way.lengths[n];
    }
  }
  return kept;
}

std::vector<Point> line_of(const GullySection& s, const io::TargetGrid& target, LayerDesk desk) {
  if (!s.line.empty()) return s.line;
  const io::LayerShapes shapes = layer_shapes(s.layer, label_of(s) + " layer", target, 0.0, desk);
  if (shapes.lines.empty() && !shapes.polygons.empty())
    desk.findings.error(s.place,
                        fmt::format("{} layer: {} holds polygons. Draw a line along the gully, or make it "
                                    "a [[collapsing_gully]]",
                                    label_of(s), s.layer.file.filename().string()));
  return shapes.lines.empty() ? std::vector<Point>{} : shapes.lines.front();
}

/// From the lower end to the head.
std::optional<Way> existing_way(const GullySection& s, const io::TargetGrid& target, const Drainage& drainage,
                                const World& world, LayerDesk desk) {
  const Grid& grid = world.grid;
  Way way;
  if (!s.head) {
    const std::vector<Point> line = line_of(s, target, desk);
    if (line.empty()) return {};
    std::optional<Way> along = way_along(s, line, grid, desk.findings);
    if (!along || along->cells.empty()) return {};
    way = std::move(*along);
    if (world.state.bed[grid_cell(grid, way.cells.front())] >
        world.state.bed[grid_cell(grid, way.cells.back())]) {
      std::ranges::reverse(way.cells);
      std::ranges::reverse(way.lengths);
    }
    return way;
  }
  const auto head = cell_at(s, *s.head, grid, desk.findings);
  if (!head) return {};
  std::vector<std::uint8_t> stream(drainage.area.size(), 0);
  for (const Segment& segment : world.network.segments)
    stream[static_cast<std::size_t>(segment.j) * grid.nx() + segment.i] = 1;
  for (std::int64_t cell = static_cast<std::int64_t>(*head);;) {
    const auto here = static_cast<std::size_t>(cell);
    const std::int64_t next = drainage.receivers[here];
    way.add(here, next < 0 ? grid.cell_size() : drainage.step(here, static_cast<std::size_t>(next)));
    if (next < 0 || stream[here] != 0) break;
    cell = next;
  }
  std::ranges::reverse(way.cells);
  std::ranges::reverse(way.lengths);
  return way;
}

/// Cells that hold a stream belong to the stream: the gully begins above the last of them.
void leave_streams(Way& way, const World& world) {
  std::size_t first = 0;
  for (std::size_t n = 0; n < way.cells.size(); ++n) {
    const std::size_t nx = static_cast<std::size_t>(world.grid.nx());
    const auto in_cell = [&](const Segment& s) {
      return static_cast<std::size_t>(s.j) * nx + s.i == way.cells[n];
    };
    if (std::ranges::any_of(world.network.segments, in_cell)) first = n + 1;
  }
  way.cells.erase(way.cells.begin(), way.cells.begin() + static_cast<std::ptrdiff_t>(first));
  way.lengths.erase(way.lengths.begin(), way.lengths.begin() + static_cast<std::ptrdiff_t>(first));
}

/// Upwards from the head, where most water comes from.
void extend(Way& way, double reach, const Drainage& drainage) {
  double added = 0.0;
  while (added < reach) {
    const auto up = drainage.donor(way.cells.back());
    if (!up || std::ranges::find(way.cells, *up) != way.cells.end()) return;
    const double step = std::min(drainage.step(way.cells.back(), *up), reach - added);
    way.add(*up, step);
    added += step;
  }
}

Gully make_gully(const GullySection& s, const Way& way, double head, const World& world) {
  Gully g;
  g.name = s.name;
  for (const std::size_t flat : way.cells) g.cells.push_back(grid_cell(world.grid, flat));
  g.lengths = way.lengths;
  g.first_head = head;
  g.first_depth = s.depth;
  g.first_width = s.width;
  g.critical_shear = s.critical_shear;
  g.erodibility = s.erodibility;
  g.manning_n = s.manning_n;
  g.base = s.base;
  g.greatest_width = std::min(s.greatest_width, world.grid.cell_size());
  g.head_height = s.head_height;
  g.head_rate = s.head_rate;
  g.head_threshold = s.head_threshold;
  std::vector<double> fraction = s.fraction;
  const erosion::ErosionTable& soils = world.land.erosion;
  const std::int32_t row = world.land.top_horizon[g.cells.front()];
  if (fraction.empty()) {
    for (const std::vector<double>& of_class : soils.fraction) fraction.push_back(of_class[row]);
  }
  g.fraction = fraction_of(source_of_gullies, fraction, world);
  double volume = 0.0;  // of a kilogram
  for (std::size_t k = 0; k < world.land.grains.size(); ++k)
    volume += g.fraction[k] / ((1.0 - s.porosity) * world.land.grains[k].density);
  g.density = 1.0 / volume;
  return g;
}

}  // namespace

void build_gullies(const scenario::Scenario& scenario, const BuiltTerrain& terrain, const Window& window,
                   World& world, LayerDesk desk) {
  if (scenario.gullies.empty() || world.soils.empty()) return;
  world.state.open_gullies(world.grid);
  const io::TargetGrid target = target_of(world.grid, scenario);
  const terrain::Surface surface = surface_of(world.grid, terrain, window);
  Drainage drainage{world.grid, terrain::flow_receivers(surface), {}};
  drainage.area = terrain::upstream_area(surface, drainage.receivers);
  for (const GullySection& s : scenario.gullies) {
    std::optional<Way> way = existing_way(s, target, drainage, world, desk);
    if (!way) continue;
    leave_streams(*way, world);
    if (way->cells.empty()) {
      desk.findings.error(s.place, fmt::format("{} lies in a stream all along, which cuts its bed by itself "
                                               "([streams] erodible_depth_m). Begin it above the stream",
                                               label_of(s)));
      continue;
    }
    const double head = way->length(), above = drainage.area[way->cells.back()];
    if (s.head_height > 0.0) extend(*way, s.reach, drainage);
    desk.notes.push_back(fmt::format(
        "gully '{}': {:.4g} m long, {:.3g} km2 above its head, which {}; K_r {:g} s/m, critical shear {:g} "
        "Pa, "
        "ground that holds {:g} m down (unverified)",
        s.name, head, above / 1e6,
        s.head_height > 0.0 ? fmt::format("may go up by {:.4g} m", way->length() - head) : "stays",
        s.erodibility, s.critical_shear, s.base));
    world.gullies.push_back(make_gully(s, *way, head, world));
    world.gully_states.emplace_back(world.gullies.back());
  }
}

}  // namespace qingliu::run
