#include "run/barrier_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

#include "run/output_fields.hpp"
#include "run/point_slip.hpp"
#include "run/sections_builder.hpp"
#include "run/shape_faults.hpp"

namespace qingliu::run {
namespace {

using surface::Face;

/// Crest of every raised face, in the order of the rows.
using Crests = std::map<std::tuple<int, int, int>, double>;  ///< by j, i, axis (0: x)

double higher_ground(const World& world, const Face& face) {
  const bool along_x = face.axis == Face::Axis::x;
  const std::size_t here = world.grid.index(face.i, face.j);
  const std::size_t before =
      along_x ? world.grid.index(face.i - 1, face.j) : world.grid.index(face.i, face.j - 1);
  return std::max(world.state.bed[here], world.state.bed[before]);
}

/// Raises the faces along a line; counts those whose ground is not below the crest.
struct Raised {
  std::size_t faces = 0, buried = 0;
  double lowest = 1e300, highest = -1e300;
  double most = 0.0;  ///< [m] above the ground
};
void raise_along(const io::Ring& line, const scenario::BarrierSection& b, const World& world, Crests& crests,
                 Raised& raised) {
  for (std::size_t n = 1; n < line.size(); ++n) {
    for (const surface::SectionFace& f : section_along(world.grid, line[n - 1], line[n])) {
      const double ground = higher_ground(world, f.face);
      const double crest = b.height ? ground + *b.height : *b.crest;
      ++raised.faces;
      if (crest <= ground) {
        ++raised.buried;
        continue;
      }
      raised.lowest = std::min(raised.lowest, crest);
      raised.highest = std::max(raised.highest, crest);
      raised.most = std::max(raised.most, crest - ground);
      const auto [place, added] =
          crests.try_emplace({f.face.j, f.face.i, f.face.axis == Face::Axis::x ? 0 : 1}, crest);
      if (!added) place->second = std::max(place->second, crest);
    }
  }
}

/// What is wrong with lines of which none lies between two cells: where they lie, and where the watershed.
std::string beside_watershed(const std::string& name, const io::LayerShapes& shapes, const Grid& grid) {
  GroundBox lines{1e300, -1e300, 1e300, -1e300, ""};
  const auto take = [&](const io::Ring& ring) {
    for (const auto& [x, y] : ring) {
      lines.west = std::min(lines.west, x), lines.east = std::max(lines.east, x);
      lines.south = std::min(lines.south, y), lines.north = std::max(lines.north, y);
    }
  };
  for (const io::Ring& line : shapes.lines) take(line);
  for (const io::Polygon& polygon : shapes.polygons) std::ranges::for_each(polygon, take);
  const auto words = [](const GroundBox& box) {
    return fmt::format("x {:.1f}-{:.1f} m, y {:.1f}-{:.1f} m", box.west, box.east, box.south, box.north);
  };
  const GroundBox ground = box_of(grid);
  const bool apart = lines.west > ground.east || lines.east < ground.west || lines.south > ground.north ||
                     lines.north < ground.south;
  if (!apart)
    return fmt::format(
        "[[barrier]] {}: no line lies between two cells of the watershed. Lay it inside "
        "(cells are {:g} m wide), or leave it out",
        name, grid.cell_size());
  const std::string slip = slip_of_point({lines.west, lines.south}, ground);
  return fmt::format(
      "[[barrier]] {}: no line lies between two cells of the watershed: it lies at {}, the "
      "watershed at {}.{}",
      name, words(lines), words(ground),
      slip.empty() ? " Lay it inside, or say in which coordinates it is: layer = { file = ..., "
                     "crs = \"EPSG:...\" }"
                   : slip);
}

void raise(const scenario::BarrierSection& b, const scenario::Scenario& s, World& world, Crests& crests,
           LayerDesk desk) {
  Findings found;
  const io::LayerShapes shapes = layer_shapes(b.layer, "[[barrier]] layer", target_of(world.grid, s), 0.0,
                                              {found, desk.inputs, desk.notes});
  desk.findings.collect(b.place, [&] { found.throw_if_any(); });
  if (!found.empty()) return;
  const std::string name = b.layer.file.filename().string();
  for (const std::string& what : line_faults(shapes.lines))
    desk.findings.doubt(
        Finding{Finding::Kind::warning, b.place, fmt::format("[[barrier]] {}: {}", name, what)});
  Raised raised;
  for (const io::Ring& line : shapes.lines) raise_along(line, b, world, crests, raised);
  for (const io::Polygon& polygon : shapes.polygons) {
    for (io::Ring ring : polygon) {
      if (!ring.empty()) ring.push_back(ring.front());
      raise_along(ring, b, world, crests, raised);
    }
  }
  if (raised.faces == 0) {
    desk.findings.error(b.place, beside_watershed(name, shapes, world.grid));
  } else if (raised.faces == raised.buried) {
    desk.findings.error(b.place,
                        fmt::format("[[barrier]] {}: crest_m = {:g} is nowhere above the ground. Give an "
                                    "elevation, or height_m above the ground",
                                    name, b.crest.value_or(0.0)));
  } else {
    desk.notes.push_back(
        fmt::format("barrier {}: {} faces, {:.4g} m of them, crest {:.2f} to {:.2f} m{}", name,
                    raised.faces - raised.buried,
                    static_cast<double>(raised.faces - raised.buried) * world.grid.cell_size(), raised.lowest,
                    raised.highest,
                    raised.buried == 0 ? "" : fmt::format("; {} more lie above the crest", raised.buried)));
    constexpr double far_above = 30.0;  // [m]
    if (b.crest && raised.most > far_above)
      desk.findings.doubt(
          Finding{Finding::Kind::warning, b.place,
                  fmt::format("[[barrier]] {}: its crest, {:.2f} m, lies up to {:.0f} m above the ground. Is "
                              "crest_m an elevation in metres, in the datum of the terrain?",
                              name, *b.crest, raised.most)});
  }
}

/// Height of the highest barrier around each cell above its bed, for maps.
void add_static(World& world) {
  std::map<std::size_t, double> heights;
  const auto see = [&](int i, int j, double crest) {
    const std::size_t cell = world.grid.index(i, j);
    double& height = heights[cell];
    height = std::max(height, crest - world.state.bed[cell]);
  };
  for (const surface::Barrier& b : world.barriers) {
    see(b.face.i, b.face.j, b.crest);
    const bool along_x = b.face.axis == Face::Axis::x;
    see(along_x ? b.face.i - 1 : b.face.i, along_x ? b.face.j : b.face.j - 1, b.crest);
  }
  world.statics.push_back({"barrier_height", "m", "highest barrier beside the cell, above its bed", "", 0,
                           raster_of(world.grid, [&](std::size_t cell) {
                             const auto found = heights.find(cell);
                             return found == heights.end() ? 0.0 : found->second;
                           })});
}

}  // namespace

void build_barriers(const scenario::Scenario& s, World& world, LayerDesk desk) {
  Crests crests;
  for (const scenario::BarrierSection& b : s.barriers) raise(b, s, world, crests, desk);
  for (const auto& [place, crest] : crests) {
    const auto& [j, i, axis] = place;
    world.barriers.push_back({{axis == 0 ? Face::Axis::x : Face::Axis::y, i, j}, crest});
  }
  if (!world.barriers.empty()) add_static(world);
}

}  // namespace qingliu::run
