#include "run/terrain_doubts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

namespace qingliu::run {
namespace {

/// Cells of a watershed, and cells of the `ground` beside it whose water enters it on the heights of `whole`.
std::pair<std::size_t, std::size_t> outside_that_drains_in(const terrain::Surface& whole,
                                                           const std::vector<std::uint8_t>& active,
                                                           const std::vector<std::uint8_t>& ground) {
  const std::vector<std::int64_t> receivers = terrain::flow_receivers(whole);
  enum State : std::uint8_t { unknown, drains_in, stays_out };
  std::vector<std::uint8_t> state(receivers.size(), unknown);
  std::vector<std::size_t> path;
  std::size_t inside = 0, left_out = 0;
  for (std::size_t k = 0; k < receivers.size(); ++k) {
    inside += active[k];
    std::uint8_t found = stays_out;
    path.clear();
    for (std::int64_t c = static_cast<std::int64_t>(k); c >= 0; c = receivers[static_cast<std::size_t>(c)]) {
      const auto cell = static_cast<std::size_t>(c);
      found = active[cell] != 0 ? std::uint8_t{drains_in} : state[cell];
      if (found != unknown) break;
      found = stays_out;
      path.push_back(cell);
    }
    for (const std::size_t cell : path) state[cell] = found;
  }
  for (std::size_t k = 0; k < receivers.size(); ++k)
    left_out += ground[k] != 0 && active[k] == 0 && state[k] == drains_in ? 1 : 0;
  return {inside, left_out};
}

}  // namespace

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
  const auto [inside, left_out] =
      outside_that_drains_in(whole, t.active, std::vector<std::uint8_t>(t.active.size(), 1));
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

namespace {

/// Heights of a raster in two parts with nothing between them.
struct SplitHeights {
  double low = 0.0, below = 0.0, above = 0.0, high = 0.0;  ///< [m] the lower part, and the upper
  std::size_t lower = 0, upper = 0;                        ///< cells
};

/// The widest gap between the heights, to a 2048th of their range.
SplitHeights widest_gap(const terrain::Surface& s) {
  constexpr std::size_t bins = 2048;
  SplitHeights split;
  double low = 1e300, high = -1e300;
  for (const double z : s.elevation) {
    if (std::isnan(z)) continue;
    low = std::min(low, z);
    high = std::max(high, z);
  }
  if (!(high > low)) return split;
  struct Bin {
    std::size_t cells = 0;
    double low = 1e300, high = -1e300;
  };
  std::vector<Bin> all(bins);
  for (const double z : s.elevation) {
    if (std::isnan(z)) continue;
    Bin& bin = all[std::min(bins - 1, static_cast<std::size_t>((z - low) / (high - low) * bins))];
    ++bin.cells;
    bin.low = std::min(bin.low, z);
    bin.high = std::max(bin.high, z);
  }
  double below = low;
  std::size_t cells = 0, lower = 0;
  for (const Bin& bin : all) {
    if (bin.cells == 0) continue;
    if (bin.low - below > split.above - split.below) split = {low, below, bin.low, high, 0, 0}, lower = cells;
    below = bin.high;
    cells += bin.cells;
  }
  split.lower = lower;
  split.upper = cells - lower;
  return split;
}

std::string doubt_of_far_heights(const terrain::Surface& s) {
  const SplitHeights g = widest_gap(s);
  if (g.lower == 0 || g.upper == 0) return "";
  const bool lower_is_odd = g.lower < g.upper || g.low == 0.0;
  const double gap = g.above - g.below;
  const double rest = lower_is_odd ? g.high - g.above : g.below - g.low;
  // Many cells of one value are no ground above other ground already where a small step parts them from it.
  const bool one_value = lower_is_odd ? g.below == g.low : g.high == g.above;
  const bool many = (lower_is_odd ? g.lower : g.upper) >= 20;
  const bool odd = (gap > 50.0 && gap > 0.1 * rest) || (one_value && many && gap > 10.0);
  if (!odd) return "";
  const double value = lower_is_odd ? g.low : g.high;
  return fmt::format(
      "[terrain] {} cells have heights of {:.1f} to {:.1f} m, the other {} of {:.1f} to {:.1f} m, and none "
      "lies between. Do they hold a number that stands for no value? Declare it in the file "
      "(gdal_edit.py -a_nodata {:g}) or in the scenario (nodata = {:g} of dem); single wrong cells are "
      "mended "
      "in the file",
      lower_is_odd ? g.lower : g.upper, lower_is_odd ? g.low : g.above, lower_is_odd ? g.below : g.high,
      lower_is_odd ? g.upper : g.lower, lower_is_odd ? g.above : g.low, lower_is_odd ? g.high : g.below,
      value, value);
}

/// Falls between cells of the watershed that share a face.
struct Falls {
  std::size_t walls = 0, first = 0;  ///< faces that no ground has, and a cell at the highest of them
  double highest = 0.0;              ///< [m]
  std::size_t cells = 0, steep = 0;  ///< those steeper than 45 degrees
};

Falls falls_of(const terrain::Surface& s, const std::vector<std::uint8_t>& inside) {
  constexpr double wall_slope = 10.0, wall_height = 25.0;  // [-], [m]: cliffs and gully walls are lower
  Falls falls;
  for (int j = 0; j < s.ny; ++j) {
    for (int i = 0; i < s.nx; ++i) {
      const std::size_t cell = s.at(i, j);
      if (inside[cell] == 0) continue;
      double most = 0.0;
      const auto see = [&](int a, int b, bool own) {
        if (a < 0 || b < 0 || a >= s.nx || b >= s.ny || inside[s.at(a, b)] == 0) return;
        const double fall = std::fabs(s.elevation[cell] - s.elevation[s.at(a, b)]);
        most = std::max(most, fall);
        if (!own || fall <= wall_height || fall <= wall_slope * s.cell_size) return;
        ++falls.walls;
        if (fall > falls.highest) falls.highest = fall, falls.first = cell;
      };
      see(i - 1, j, true), see(i, j - 1, true), see(i + 1, j, false), see(i, j + 1, false);
      ++falls.cells;
      falls.steep += most > s.cell_size ? 1 : 0;
    }
  }
  return falls;
}

/// Cells without height that lie between cells with one in their row or column, no more than 20 in a row:
/// each with the height of the line across the gap, the lower one where two cross.
std::vector<std::pair<std::size_t, double>> gaps_of(const terrain::Surface& s) {
  constexpr int longest = 20;
  std::map<std::size_t, double> filled;
  const auto along = [&](int count, const auto& cell_at) {
    int last = -1;  // with a height
    for (int n = 0; n < count; ++n) {
      const double here = s.elevation[cell_at(n)];
      if (std::isnan(here)) continue;
      if (last >= 0 && n - last > 1 && n - last <= longest + 1) {
        const double before = s.elevation[cell_at(last)];
        for (int k = last + 1; k < n; ++k) {
          const double z = before + (here - before) * (k - last) / (n - last);
          const auto [at, added] = filled.try_emplace(cell_at(k), z);
          if (!added) at->second = std::min(at->second, z);
        }
      }
      last = n;
    }
  };
  for (int j = 0; j < s.ny; ++j) along(s.nx, [&](int n) { return s.at(n, j); });
  for (int i = 0; i < s.nx; ++i) along(s.ny, [&](int n) { return s.at(i, n); });
  return {filled.begin(), filled.end()};
}

}  // namespace

std::vector<std::string> height_doubts(const terrain::Surface& s, const std::vector<std::uint8_t>& inside) {
  std::vector<std::string> doubts;
  if (std::string far = doubt_of_far_heights(s); !far.empty()) doubts.push_back(std::move(far));
  const Falls falls = falls_of(s, inside);
  if (falls.walls > 0)
    doubts.push_back(fmt::format(
        "[terrain] {} faces between cells are walls steeper than 84 degrees, up to {:.0f} m high, the "
        "highest "
        "at row {}, column {} of the elevation model counted from its north-west corner. Mend the heights "
        "there",
        falls.walls, falls.highest, s.ny - static_cast<int>(falls.first / s.nx), falls.first % s.nx + 1));
  if (static_cast<double>(falls.steep) > 0.05 * static_cast<double>(falls.cells))
    doubts.push_back(
        fmt::format("[terrain] {:.0f} % of the cells are steeper than 45 degrees. Are the heights in metres?",
                    100.0 * static_cast<double>(falls.steep) / static_cast<double>(falls.cells)));
  return doubts;
}

std::string gap_doubt(const terrain::Surface& surface, const std::vector<std::uint8_t>& inside) {
  const std::vector<std::pair<std::size_t, double>> gaps = gaps_of(surface);
  if (gaps.empty()) return "";
  terrain::Surface whole = surface;
  for (const auto& [cell, height] : gaps) whole.elevation[cell] = height;
  std::vector<std::uint8_t> ground(surface.elevation.size());
  for (std::size_t k = 0; k < ground.size(); ++k) ground[k] = std::isnan(surface.elevation[k]) ? 0 : 1;
  // What the watershed encloses is a hole in it: tell_holes() says so.
  for (const std::size_t hole : terrain::enclosed_holes(surface.nx, surface.ny, inside)) ground[hole] = 0;
  const auto [cells, left_out] = outside_that_drains_in(whole, inside, ground);
  if (static_cast<double>(left_out) < 0.05 * static_cast<double>(cells)) return "";
  const double square_km = surface.cell_size * surface.cell_size / 1e6;
  return fmt::format(
      "[terrain] {:.4g} km2 beyond cells without height would drain into the watershed of {:.4g} km2. Fill "
      "these cells (gdal_fillnodata), or bring their water in as [[inflow]]",
      static_cast<double>(left_out) * square_km, static_cast<double>(cells) * square_km);
}

void doubt_heights(const scenario::Scenario& s, bool cut, BuiltTerrain& t) {
  std::vector<std::string> doubts = height_doubts(t.surface, t.active);
  if (!cut && s.terrain.mask != "all") doubts.push_back(gap_doubt(t.surface, t.active));
  for (std::string& doubt : doubts) {
    if (!doubt.empty()) t.doubts.push_back({Finding::Kind::warning, s.terrain.place, std::move(doubt)});
  }
}

}  // namespace qingliu::run
