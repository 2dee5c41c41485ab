#include "run/subwatersheds.hpp"

#include <fmt/format.h>

#include <cmath>
#include <map>
#include <tuple>

#include "run/flow_paths.hpp"

namespace qingliu::run {
namespace {

constexpr std::int32_t unknown = -1;

/// The gauges that divide the watershed: the faces of their sections, and the cells of their streams.
struct Divides {
  std::map<std::tuple<int, int, int>, std::int32_t> faces;  ///< by axis (0: x), i, j
  std::map<std::int64_t, std::int32_t> cells;

  bool empty() const { return faces.empty() && cells.empty(); }
  std::int32_t at_face(int axis, int i, int j) const {
    const auto found = faces.find({axis, i, j});
    return found == faces.end() ? unknown : found->second;
  }
  std::int32_t at_cell(std::int64_t cell) const {
    const auto found = cells.find(cell);
    return found == cells.end() ? unknown : found->second;
  }
  /// The division whose section a step to one of the eight neighbours passes. A step across a corner passes
  /// a section that lies between its cells on either way around the corner, once.
  std::int32_t passed(int i, int j, int di, int dj) const {
    const int east = di > 0 ? i + 1 : i, north = dj > 0 ? j + 1 : j;
    if (dj == 0) return at_face(0, east, j);
    if (di == 0) return at_face(1, i, north);
    const std::int32_t ways[2][2] = {{at_face(0, east, j), at_face(1, i + di, north)},
                                     {at_face(1, i, north), at_face(0, east, j + dj)}};
    for (const auto& [first, second] : ways) {
      if (first == second) continue;  // none, or there and back
      return first != unknown ? first : second;
    }
    return unknown;
  }
};

Divides divides_of(const World& world, Subwatersheds& made) {
  Divides divides;
  for (std::size_t g = world.edges.size(); g < world.gauges.size(); ++g) {
    const Gauge& gauge = world.gauges[g];
    if (!gauge.is_section && gauge.segment < 0) continue;
    const auto zone = static_cast<std::int32_t>(made.names.size());
    made.names.push_back(gauge.name);
    for (const surface::SectionFace& f : gauge.faces)
      divides.faces.try_emplace({f.face.axis == surface::Face::Axis::x ? 0 : 1, f.face.i, f.face.j}, zone);
    if (gauge.segment < 0) continue;
    const Segment& segment = world.network.segments[gauge.segment];
    divides.cells.try_emplace(static_cast<std::int64_t>(segment.j) * world.grid.nx() + segment.i, zone);
  }
  return divides;
}

std::int32_t step_passes(const Divides& divides, std::int64_t nx, std::int64_t from, std::int64_t to) {
  const std::int64_t i = from % nx, j = from / nx;
  return divides.passed(static_cast<int>(i), static_cast<int>(j), static_cast<int>(to % nx - i),
                        static_cast<int>(to / nx - j));
}

void divide_by_gauges(const BuiltTerrain& terrain, const Window& window, World& world) {
  Subwatersheds& made = world.subwatersheds;
  const Grid& grid = world.grid;
  const Divides divides = divides_of(world, made);
  made.names.emplace_back(made.names.empty() ? "watershed" : "the rest");
  const auto rest = static_cast<std::int32_t>(made.names.size() - 1);
  if (divides.empty()) return;
  const terrain::Surface surface = surface_of(grid, terrain, window);
  const FlowPaths paths(grid, surface);
  made.of_cell.assign(surface.elevation.size(), unknown);
  std::vector<std::int64_t> way;
  for (std::size_t start = 0; start < made.of_cell.size(); ++start) {
    if (std::isnan(surface.elevation[start])) continue;
    way.clear();
    std::int64_t cell = static_cast<std::int64_t>(start);
    std::int32_t zone = made.of_cell[start];
    while (zone == unknown) {
      way.push_back(cell);
      zone = divides.at_cell(cell);
      if (zone != unknown) break;
      const std::int64_t next = paths.next(cell);
      zone = next < 0 ? rest : step_passes(divides, grid.nx(), cell, next);
      if (zone == unknown) zone = made.of_cell[next];
      cell = next;
    }
    for (const std::int64_t passed : way) made.of_cell[passed] = zone;
  }
}

void divide_by_layer(const scenario::Scenario& s, World& world, LayerDesk desk) {
  Subwatersheds& made = world.subwatersheds;
  const Grid& grid = world.grid;
  const std::vector<double> values =
      layer_values(s.output.subwatersheds, "[output] subwatersheds", target_of(grid, s), desk);
  if (values.empty()) return;
  std::map<double, std::int32_t> numbers;  // in their order
  std::size_t without = 0;
  for (int j = 0; j < grid.ny(); ++j) {
    for (int i = 0; i < grid.nx(); ++i) {
      if (!grid.active(i, j)) continue;
      const double value = values[static_cast<std::size_t>(j) * grid.nx() + i];
      if (std::isnan(value)) {
        ++without;
      } else {
        numbers.try_emplace(value, unknown);
      }
    }
  }
  constexpr std::size_t most = 10000;
  if (numbers.size() > most) {
    desk.findings.error(s.output.subwatersheds.place,
                        fmt::format("[output] subwatersheds: {} different numbers. Give one number for every "
                                    "sub-watershed, at most {}",
                                    numbers.size(), most));
    return;
  }
  for (auto& [number, zone] : numbers) {
    zone = static_cast<std::int32_t>(made.names.size());
    made.names.push_back(fmt::format("{}", number));
  }
  const auto rest = static_cast<std::int32_t>(made.names.size());
  if (without > 0) {
    made.names.emplace_back("the rest");
    desk.notes.push_back(fmt::format("totals: {} cells lie in no sub-watershed of the layer", without));
  }
  made.of_cell.assign(values.size(), unknown);
  for (int j = 0; j < grid.ny(); ++j) {
    for (int i = 0; i < grid.nx(); ++i) {
      const std::size_t cell = static_cast<std::size_t>(j) * grid.nx() + i;
      if (grid.active(i, j)) made.of_cell[cell] = std::isnan(values[cell]) ? rest : numbers.at(values[cell]);
    }
  }
}

}  // namespace

void build_subwatersheds(const scenario::Scenario& scenario, const BuiltTerrain& terrain,
                         const Window& window, World& world, LayerDesk desk) {
  if (scenario.output.subwatersheds.empty()) {
    divide_by_gauges(terrain, window, world);
  } else {
    divide_by_layer(scenario, world, desk);
  }
}

}  // namespace qingliu::run
