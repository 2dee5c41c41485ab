#include "run/terrain_doubts.hpp"

#include <fmt/format.h>

namespace qingliu::run {

void doubt_edge(const scenario::Scenario& s, BuiltTerrain& t) {
  if (s.terrain.mask == "all" || !s.terrain.synthetic.empty()) return;
  std::size_t rim = 0, at_edge = 0;
  for (int j = 0; j < t.surface.ny; ++j) {
    for (int i = 0; i < t.surface.nx; ++i) {
      if (t.active[t.surface.at(i, j)] == 0 || !has_open_side(t, i, j)) continue;
      ++rim;
      if (i == 0 || j == 0 || i == t.surface.nx - 1 || j == t.surface.ny - 1) ++at_edge;
    }
  }
  if (at_edge <= 5 || at_edge < 0.03 * static_cast<double>(rim)) return;
  t.doubts.push_back(
      {Finding::Kind::warning, s.terrain.place,
       fmt::format(
           "[terrain] {} of the {} cells around the watershed lie at the edge of the elevation model: "
           "ground beyond it may drain in, and is not there. Take a larger model",
           at_edge, rim)});
}

void doubt_cut(const scenario::Scenario& s, const terrain::Surface& whole, BuiltTerrain& t) {
  if (t.outlet.empty()) return;
  const std::vector<std::int64_t> receivers = terrain::flow_receivers(whole);
  enum State : std::uint8_t { unknown, drains_in, stays_out };
  std::vector<std::uint8_t> state(receivers.size(), unknown);
  std::vector<std::size_t> path;
  std::size_t inside = 0, left_out = 0;
  for (std::size_t k = 0; k < receivers.size(); ++k) {
    inside += t.active[k];
    std::uint8_t found = stays_out;
    path.clear();
    for (std::int64_t c = static_cast<std::int64_t>(k); c >= 0; c = receivers[static_cast<std::size_t>(c)]) {
      const auto cell = static_cast<std::size_t>(c);
      found = t.active[cell] != 0 ? std::uint8_t{drains_in} : state[cell];
      if (found != unknown) break;
      found = stays_out;
      path.push_back(cell);
    }
    for (const std::size_t cell : path) state[cell] = found;
  }
  for (std::size_t k = 0; k < receivers.size(); ++k)
    left_out += t.active[k] == 0 && state[k] == drains_in ? 1 : 0;
  if (static_cast<double>(left_out) < 0.05 * static_cast<double>(inside)) return;
  const double cell = t.surface.cell_size * t.surface.cell_size / 1e6;
  t.doubts.push_back(
      {Finding::Kind::warning, s.terrain.place,
       fmt::format(
           "[terrain] {:.4g} km2 that the {} leaves out drain into the watershed of {:.4g} km2. Enlarge "
           "it, or bring their water in as [[inflow]]",
           static_cast<double>(left_out) * cell, s.terrain.mask_layer.empty() ? "land-use map" : "mask_layer",
           static_cast<double>(inside) * cell)});
}

void tell_holes(const std::vector<std::uint8_t>& with_height, BuiltTerrain& t) {
  std::size_t cells = 0, first = 0;
  double drained = 0.0;
  for (const std::size_t hole : terrain::enclosed_holes(t.surface.nx, t.surface.ny, t.active)) {
    if (with_height[hole] != 0) {
      drained += t.surface.cell_size * t.surface.cell_size;
      continue;
    }
    // From the north: rows of the raster run from the south, so the first of the last row that has one.
    if (cells++ == 0 || hole / t.surface.nx > first / t.surface.nx) first = hole;
  }
  if (cells == 0) return;
  const int i = static_cast<int>(first % t.surface.nx), j = static_cast<int>(first / t.surface.nx);
  t.notes.push_back(fmt::format(
      "terrain: no height in {} cell{} inside the watershed, the first at row {}, column {} of the elevation "
      "model counted from its north-west corner (x {:.1f} m, y {:.1f} m): they stay out of it, with {:.4g} "
      "km2 "
      "that drain to them. Fill them where there is ground (gdal_fillnodata)",
      cells, cells == 1 ? "" : "s", t.surface.ny - j, i + 1, t.x_west + (i + 0.5) * t.surface.cell_size,
      t.y_south + (j + 0.5) * t.surface.cell_size, drained / 1e6));
}

}  // namespace qingliu::run
