#include "run/terrain_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "io/reference_system.hpp"
#include "run/layer_reader.hpp"
#include "run/point_slip.hpp"
#include "run/sections_builder.hpp"
#include "run/stream_lines.hpp"
#include "run/terrain_doubts.hpp"
#include "terrain/synthetic.hpp"

namespace qingliu::run {
namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

io::Raster resampled_dem(const io::LayerSource& source, double cell_size, std::vector<std::string>& notes) {
  const io::FileRaster file = io::read_file_raster(source.file, source.hints);
  if (!file.crs_wkt.empty()) {
    const auto& t = file.transform;
    io::metric_crs_of_user(source.file.string(), source.hints.crs.empty() ? file.crs_wkt : source.hints.crs,
                           {t[0], t[0] + file.nx * t[1], std::min(t[3], t[3] + file.ny * t[5]), t[1]});
  }
  notes.push_back(
      fmt::format("terrain: {} resampled to cells of {} m", source.file.filename().string(), cell_size));
  return io::resampled(file, cell_size, source.resample);
}

void take_raster(const scenario::Scenario& s, BuiltTerrain& t, Findings& findings,
                 std::vector<io::InputFile>& inputs) {
  told(s.terrain.dem, "[terrain] dem", {findings, inputs, t.notes}, [&] {
    const io::LayerSource source = source_of(s.terrain.dem);
    io::Raster dem = source.resample == io::Resample::none
                         ? io::read_raster(source.file, source.hints)
                         : resampled_dem(source, s.terrain.cell_size, t.notes);
    if (dem.crs_wkt.empty()) {
      findings.error(s.terrain.dem.place,
                     fmt::format("[terrain] dem: {0} names no coordinate system. Say it: dem = {{ file = "
                                 "\"{0}\", crs = \"EPSG:4547\" }}",
                                 source.file.filename().string()));
    }
    io::require_heights_in_metres(source.file, dem);
    if (dem.bands > 1)
      t.notes.push_back(fmt::format("terrain: band {} of the {} of {} is taken", source.hints.band, dem.bands,
                                    source.file.filename().string()));
    if (!s.terrain.dem.crs.empty())
      t.notes.push_back(fmt::format("terrain: {} is taken as {} by the scenario",
                                    source.file.filename().string(), io::crs_in_words(dem.crs_wkt)));
    if (dem.guessed > 0) {
      t.notes.push_back(
          fmt::format("terrain: {} cells of {} hold -9999, -32768 or the like that the "
                      "file does not declare: taken as no value",
                      dem.guessed, source.file.filename().string()));
    }
    t.surface = {dem.nx, dem.ny, dem.cell_size, std::move(dem.values)};
    t.x_west = dem.x_west;
    t.y_south = dem.y_south;
    t.crs_wkt = dem.crs_wkt;
  });
}

/// A rectangular plane that drains south; its outlet is the whole southern edge.
void take_hillslope(const scenario::Scenario& s, BuiltTerrain& t) {
  const auto& p = s.terrain.synthetic_parameters;
  const double cell = s.terrain.cell_size;
  t.surface.nx = std::max(1, static_cast<int>(std::lround(p.at("width") / cell)));
  t.surface.ny = std::max(1, static_cast<int>(std::lround(p.at("length") / cell)));
  t.surface.cell_size = cell;
  t.x_west = 500000.0;
  t.y_south = 2550000.0;
  for (int j = 0; j < t.surface.ny; ++j) {
    t.surface.elevation.insert(t.surface.elevation.end(), t.surface.nx,
                               100.0 + p.at("slope") * (j + 0.5) * cell);
  }
  for (int i = 0; i < t.surface.nx; ++i)
    t.outlet.push_back({{surface::Face::Axis::y, i, 0}, -1, p.at("slope")});
}

void take_gongping(const scenario::Scenario& s, BuiltTerrain& t) {
  terrain::SyntheticTerrain made = terrain::synthetic_gongping(s.terrain.cell_size);
  t.x_west = made.x_west;
  t.y_south = made.y_south;
  t.surface = std::move(made.surface);
  t.upstream_area = std::move(made.upstream_area);
  const double slope = s.terrain.outlet.slope;
  t.outlet.push_back({{surface::Face::Axis::y, made.outlet_i, made.outlet_j}, -1, slope});
}

void take_benggang(const scenario::Scenario& s, BuiltTerrain& t) {
  terrain::SyntheticTerrain made = terrain::synthetic_benggang(s.terrain.cell_size);
  t.x_west = made.x_west;
  t.y_south = made.y_south;
  t.surface = std::move(made.surface);
  t.outlet.push_back({{surface::Face::Axis::y, made.outlet_i, made.outlet_j}, -1, s.terrain.outlet.slope});
}

void condition(const scenario::Scenario& s, BuiltTerrain& t) {
  if (s.terrain.pits == "keep") return;
  const bool breach = s.terrain.pits == "breach";
  terrain::BreachLimits limits;
  limits.over_faces = true;
  terrain::PitReport cut;
  if (breach) cut = terrain::breach_least_cost(t.surface, limits);
  const terrain::PitReport filled = terrain::fill_pits(t.surface, 0.0, breach);
  t.notes.push_back(fmt::format(
      "terrain: pits {}: {} cells raised by {:.4g} m3 in all, {} cells lowered by {:.4g} m3",
      breach ? fmt::format("breached within {} cells and {} m, the rest filled", limits.cells, limits.depth)
             : "filled",
      filled.cells_raised, filled.volume_filled, cut.cells_lowered, cut.volume_cut));
  const double area = static_cast<double>(filled.cells_raised) * t.surface.cell_size * t.surface.cell_size;
  constexpr double deep = 50.0;  // [m] in the mean: no pit of an elevation model
  if (filled.volume_filled > deep * area)
    t.doubts.push_back(
        {Finding::Kind::warning, s.terrain.place,
         fmt::format("[terrain] pits are filled {:.4g} m deep in the mean, {} cells. Do they hold a "
                     "number that stands for no value? Say which: dem = {{ ..., nodata = 0 }}",
                     filled.volume_filled / area, filled.cells_raised)});
}

/// The cell of largest upstream area within the snapping distance of the point, or false.
bool snap_outlet(const scenario::Scenario& s, const BuiltTerrain& t, bool at_edge, int& best_i, int& best_j) {
  const scenario::OutletSection& o = s.terrain.outlet;
  const double cell = t.surface.cell_size;
  const int ci = cell_of(o.point->first, t.x_west, cell);
  const int cj = cell_of(o.point->second, t.y_south, cell);
  const int reach = static_cast<int>(std::ceil(std::min(o.snap / cell, 1e6)));
  double best = 0.0;
  for (int j = std::max(0, cj - reach); j <= std::min(t.surface.ny - 1, cj + reach); ++j) {
    for (int i = std::max(0, ci - reach); i <= std::min(t.surface.nx - 1, ci + reach); ++i) {
      const double distance = std::hypot((i - ci) * cell, (j - cj) * cell);
      if (distance > o.snap + 0.5 * cell || t.active[t.surface.at(i, j)] == 0) continue;
      if (at_edge && !has_open_side(t, i, j)) continue;
      if (t.upstream_area[t.surface.at(i, j)] <= best) continue;
      best = t.upstream_area[t.surface.at(i, j)];
      best_i = i;
      best_j = j;
    }
  }
  return best > 0.0;
}

/// A much larger stream beside the outlet, beyond its snapping distance: a point that is off by little drains
/// little.
void hint_at_larger_stream(const scenario::Scenario& s, int i, int j, BuiltTerrain& t) {
  const double cell = t.surface.cell_size;
  const int reach = static_cast<int>(std::min(100.0, std::max(20.0, 10.0 * s.terrain.outlet.snap / cell)));
  const double area = t.upstream_area[t.surface.at(i, j)];
  double best = 4.0 * area;
  int best_i = -1, best_j = -1;
  for (int b = std::max(0, j - reach); b <= std::min(t.surface.ny - 1, j + reach); ++b) {
    for (int a = std::max(0, i - reach); a <= std::min(t.surface.nx - 1, i + reach); ++a) {
      if (t.active[t.surface.at(a, b)] == 0 || t.upstream_area[t.surface.at(a, b)] <= best) continue;
      best = t.upstream_area[t.surface.at(a, b)];
      best_i = a;
      best_j = b;
    }
  }
  if (best_i < 0) return;
  t.notes.push_back(
      fmt::format("terrain: a stream of {:.4g} km2 passes {:.0f} m from this outlet, at x {:.1f} m, y {:.1f} "
                  "m. If that one is "
                  "meant, move the point there or enlarge snap_m",
                  best / 1e6, std::hypot(best_i - i, best_j - j) * cell, t.x_west + (best_i + 0.5) * cell,
                  t.y_south + (best_j + 0.5) * cell));
}

/// The open side of the outlet cell with the lowest ground beyond it; the edge of the data counts as lowest.
std::optional<surface::OutletFace> open_face(const BuiltTerrain& t, int i, int j, double slope) {
  using surface::Face;
  const int step[4][2] = {{0, -1}, {-1, 0}, {1, 0}, {0, 1}};
  double lowest = std::numeric_limits<double>::infinity();
  std::optional<surface::OutletFace> chosen;
  for (const auto& d : step) {
    const int a = i + d[0], b = j + d[1];
    const bool on_data = a >= 0 && b >= 0 && a < t.surface.nx && b < t.surface.ny;
    if (on_data && t.active[t.surface.at(a, b)] != 0) continue;
    double z = on_data ? t.surface.elevation[t.surface.at(a, b)] : nan;
    if (std::isnan(z)) z = -1e9;
    if (z >= lowest) continue;
    lowest = z;
    const int sign = d[0] + d[1];
    const Face face = d[0] != 0 ? Face{Face::Axis::x, sign > 0 ? i + 1 : i, j}
                                : Face{Face::Axis::y, i, sign > 0 ? j + 1 : j};
    chosen = surface::OutletFace{face, sign, slope};
  }
  return chosen;
}

/// The open face of the outlet cell or, where that is open across a corner only, of the lowest of its
/// neighbours in the watershed that has one.
std::optional<surface::OutletFace> outlet_face_near(const BuiltTerrain& t, int i, int j, double slope) {
  std::optional<surface::OutletFace> face = open_face(t, i, j, slope);
  double lowest = std::numeric_limits<double>::infinity();
  for (int dj = -1; !has_open_side(t, i, j) && dj <= 1; ++dj) {
    for (int di = -1; di <= 1; ++di) {
      const int a = i + di, b = j + dj;
      const bool on_data = a >= 0 && b >= 0 && a < t.surface.nx && b < t.surface.ny;
      if (!on_data || t.active[t.surface.at(a, b)] == 0 || !has_open_side(t, a, b)) continue;
      if (t.surface.elevation[t.surface.at(a, b)] >= lowest) continue;
      lowest = t.surface.elevation[t.surface.at(a, b)];
      face = open_face(t, a, b, slope);
    }
  }
  return face;
}

void take_out(BuiltTerrain& t, std::size_t cell) {
  t.active[cell] = 0;
  t.surface.elevation[cell] = nan;
}

void mask_by_layers(const scenario::Scenario& s, BuiltTerrain& t, Findings& findings,
                    std::vector<io::InputFile>& inputs) {
  const io::TargetGrid target = target_of(t, s);
  std::vector<std::string> said_with_the_land;
  if (s.terrain.mask == "landuse") {
    const std::vector<double> classes =
        layer_values(s.landuse.raster, "[landuse] raster", target, {findings, inputs, said_with_the_land});
    for (std::size_t k = 0; k < classes.size(); ++k) {
      if (std::isnan(classes[k])) take_out(t, k);
    }
  }
  if (s.terrain.mask_layer.empty()) return;
  const std::vector<double> mask = layer_values(s.terrain.mask_layer, "[terrain] mask_layer", target,
                                                {findings, inputs, t.notes}, Shapes::one_inside);
  for (std::size_t k = 0; k < mask.size(); ++k) {
    if (std::isnan(mask[k]) || mask[k] == 0.0) take_out(t, k);
  }
}

void place_outlet(const scenario::Scenario& s, BuiltTerrain& t, const std::vector<std::int64_t>& receivers,
                  Findings& findings) {
  const scenario::OutletSection& o = s.terrain.outlet;
  if (!o.line.empty()) {
    t.outlet = outlet_along(t.surface.nx, t.surface.ny, t.surface.cell_size, t.x_west, t.y_south, t.active,
                            o.line[0], o.line[1], o.slope);
  } else if (o.point) {
    int i = 0, j = 0;
    const bool cut =
        s.terrain.mask != "all" || !s.terrain.mask_layer.empty();  // to what drains through the point
    if (snap_outlet(s, t, !cut, i, j)) {
      const double area = t.upstream_area[t.surface.at(i, j)] / 1e6;
      t.notes.push_back(fmt::format(
          "terrain: outlet placed at x {:.1f} m, y {:.1f} m, upstream area {:.4g} km2",
          t.x_west + (i + 0.5) * t.surface.cell_size, t.y_south + (j + 0.5) * t.surface.cell_size, area));
      if (cut) {
        hint_at_larger_stream(s, i, j, t);
        t.active = terrain::watershed_above(t.surface, receivers, t.surface.at(i, j));
      }
      if (const auto face = outlet_face_near(t, i, j, o.slope)) t.outlet.push_back(*face);
    }
  }
  if (!t.outlet.empty() || (o.line.empty() && !o.point)) return;
  const scenario::Point given = o.line.empty() ? *o.point : o.line[0];
  const GroundBox ground = box_of(t);
  const std::string slip = slip_of_point(given, ground);
  findings.error(
      o.place,
      fmt::format("[terrain] outlet meets no edge of the watershed: {} {}, the terrain lies at x "
                  "{:.1f}-{:.1f} m, y {:.1f}-{:.1f} m.{}",
                  o.line.empty() ? "it is at" : "its line begins at", in_words(given), ground.west,
                  ground.east, ground.south, ground.north,
                  slip.empty() ? " Give a line across the edge where the river leaves, or a point with a "
                                 "snap_m that reaches it"
                               : slip));
}

}  // namespace

bool has_open_side(const BuiltTerrain& t, int i, int j) {
  const auto inside = [&](int a, int b) {
    return a >= 0 && b >= 0 && a < t.surface.nx && b < t.surface.ny && t.active[t.surface.at(a, b)] != 0;
  };
  return !inside(i - 1, j) || !inside(i + 1, j) || !inside(i, j - 1) || !inside(i, j + 1);
}

BuiltTerrain build_terrain(const scenario::Scenario& s, Findings& findings,
                           std::vector<io::InputFile>& inputs) {
  BuiltTerrain t;
  if (s.terrain.synthetic == "hillslope") {
    take_hillslope(s, t);
  } else if (s.terrain.synthetic == "gongping") {
    take_gongping(s, t);
  } else if (s.terrain.synthetic == "benggang") {
    take_benggang(s, t);
  } else {
    take_raster(s, t, findings, inputs);
    if (!findings.empty()) return t;
  }
  t.active.resize(t.surface.elevation.size());
  for (std::size_t k = 0; k < t.active.size(); ++k) t.active[k] = std::isnan(t.surface.elevation[k]) ? 0 : 1;
  if (!s.terrain.synthetic.empty()) {
    t.crs_wkt = io::crs_from_epsg(4547);
    t.notes.push_back("terrain: SYNTHETIC, made by the engine; nothing of it is surveyed");
  }
  const std::vector<std::uint8_t> with_height = t.active;
  const bool cut = s.terrain.mask == "landuse" || !s.terrain.mask_layer.empty();
  const terrain::Surface whole = cut ? t.surface : terrain::Surface();
  mask_by_layers(s, t, findings, inputs);
  if (!findings.empty()) return t;
  burn_stream_lines(s, t, findings, inputs);
  if (!findings.empty()) return t;
  if (s.terrain.synthetic.empty()) condition(s, t);
  const std::vector<std::int64_t> receivers = terrain::flow_receivers(t.surface);
  if (t.upstream_area.empty()) t.upstream_area = terrain::upstream_area(t.surface, receivers);
  if (t.outlet.empty()) place_outlet(s, t, receivers, findings);
  if (s.terrain.synthetic.empty()) {
    tell_holes(with_height, t);
    doubt_heights(s, cut, t);
  }
  doubt_edge(s, t);
  if (cut) doubt_cut(s, whole, t);
  return t;
}

Window active_window(const BuiltTerrain& t) {
  int west = t.surface.nx, east = -1, south = t.surface.ny, north = -1;
  for (int j = 0; j < t.surface.ny; ++j) {
    for (int i = 0; i < t.surface.nx; ++i) {
      if (t.active[t.surface.at(i, j)] == 0) continue;
      west = std::min(west, i);
      east = std::max(east, i);
      south = std::min(south, j);
      north = std::max(north, j);
    }
  }
  return {west, south, east - west + 1, north - south + 1};
}

Grid grid_of(const BuiltTerrain& t, const Window& w) {
  std::vector<std::uint8_t> active(static_cast<std::size_t>(w.nx) * w.ny);
  for (int j = 0; j < w.ny; ++j) {
    for (int i = 0; i < w.nx; ++i) {
      active[static_cast<std::size_t>(j) * w.nx + i] = t.active[t.surface.at(w.first_i + i, w.first_j + j)];
    }
  }
  return Grid(w.nx, w.ny, t.surface.cell_size, t.x_west + w.first_i * t.surface.cell_size,
              t.y_south + w.first_j * t.surface.cell_size, t.crs_wkt, active);
}

terrain::Surface surface_of(const Grid& grid, const BuiltTerrain& t, const Window& window) {
  terrain::Surface surface{window.nx, window.ny, t.surface.cell_size, {}};
  surface.elevation.reserve(static_cast<std::size_t>(window.nx) * window.ny);
  for (int j = 0; j < window.ny; ++j) {
    for (int i = 0; i < window.nx; ++i) {
      const std::size_t source = t.surface.at(window.first_i + i, window.first_j + j);
      surface.elevation.push_back(grid.active(i, j) ? t.surface.elevation[source] : nan);
    }
  }
  return surface;
}

}  // namespace qingliu::run
