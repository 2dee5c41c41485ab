#include "run/rain_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <tuple>

#include "run/design_storms.hpp"
#include "run/rain_column.hpp"
#include "run/rain_gauges.hpp"
#include "run/rain_rasters.hpp"
#include "run/rain_rows.hpp"

namespace qingliu::run {
namespace {

/// Steps of the factor of elevation that tell zones apart; a cell's factor is met to half of it.
constexpr double factor_step = 0.02;

/// One [[rain]] over the cells.
struct PlacedRain {
  std::vector<RainSeries> series;
  std::vector<std::vector<RainShare>> places;  ///< shares of each place
  std::vector<int> place_of_cell;              ///< nx*ny; empty: one place
};

/// The storm of a formula, as long as rain can be so fast.
RainSeries believable(const scenario::RainSection& rain, RainSeries storm) {
  double fastest = 0.0;  // [m s-1]
  const std::vector<double>&times = storm.times(), &depths = storm.cumulative_depths();
  for (std::size_t k = 0; k + 1 < times.size(); ++k)
    fastest = std::max(fastest, (depths[k + 1] - depths[k]) / (times[k + 1] - times[k]));
  if (fastest * 3.6e6 > fastest_rain_mm_per_h)
    throw InputError(
        rain.place,
        fmt::format("[[rain]] the storm reaches {:.0f} mm/h: no rain is faster than {:g} mm/h. {}",
                    fastest * 3.6e6, fastest_rain_mm_per_h,
                    rain.kind == "chicago" && !rain.depth
                        ? "formula_a1 is in mm/min: divide that of a formula in L/(s ha) by 167"
                        : "Mend depth_mm, or take longer blocks"));
  return storm;
}

RainSeries series_for_all(const scenario::Scenario& s, const scenario::RainSection& rain, LayerDesk desk) {
  if (rain.kind == "uniform") return {{rain.begin}, {rain.intensity}, rain.begin + rain.duration};
  if (rain.kind == "alternating-blocks") {
    return believable(rain, alternating_blocks(rain.depth.value_or(0.0), rain.duration, rain.block, rain.peak,
                                               rain.exponent, rain.begin));
  }
  if (rain.kind == "chicago") {
    const double b = rain.formula_b / 60.0;
    const double a = rain.depth
                         ? formula_a_of_depth(*rain.depth, rain.duration, b, rain.formula_n)
                         : formula_a(rain.formula_a1.value_or(0.0), rain.formula_c, rain.return_period);
    if (!(a >= 0.0))
      throw InputError(
          rain.place,
          fmt::format("[[rain]] 1 + C lg T of the intensity formula is below 0 with formula_c = {} and "
                      "return_period_years = {}. Give a longer return period",
                      rain.formula_c, rain.return_period));
    return believable(
        rain, chicago_storm({a, b, rain.formula_n}, rain.duration, rain.block, rain.peak, rain.begin));
  }
  desk.findings.doubt(column_doubt(rain));
  const auto rows = read_rain_rows(s, rain, rain.intensity_column, rain.select_column, rain.select_value);
  note_file(rain.file, desk.inputs);
  desk.findings.doubt(note_clock(s, timed_file(rain), desk.notes));
  const std::string name = rain.file.filename().string();
  desk.findings.doubt(lost_depth(rain, rows, name));
  return series_of_rows(s, rain, rows, name, desk.notes);
}

/// The grid and the heights of its cells.
struct Ground {
  const Grid& grid;
  const BuiltTerrain& terrain;
  const Window& window;

  double height(int i, int j) const {
    return terrain.surface.elevation[terrain.surface.at(window.first_i + i, window.first_j + j)];
  }
  /// f(i, j, cell) of every cell of the watershed, row by row from the south.
  template <class F>
  void for_each_cell(F f) const {
    for (int j = 0; j < grid.ny(); ++j) {
      for (int i = 0; i < grid.nx(); ++i) {
        if (grid.active(i, j)) f(i, j, static_cast<std::size_t>(j) * grid.nx() + i);
      }
    }
  }
};

/// Cells whose gauges have the same weights: of one gauge (Thiessen) or in one block (inverse distance), and
/// in one step of the factor of elevation.
void spread_gauges(const scenario::RainSection& rain, const std::vector<RainGauge>& gauges,
                   const Ground& ground, PlacedRain& placed) {
  const GaugeSpread spread{rain.method == "idw", rain.idw_power, rain.idw_gauges, rain.elevation_factor};
  const GaugeSpread nearest{};
  const double step = rain.elevation_factor > 0.0 ? factor_step / rain.elevation_factor : 0.0;  // [m]
  std::map<std::tuple<int, int, int>, int> index;
  ground.for_each_cell([&](int i, int j, std::size_t cell) {
    double x = ground.grid.x_centre(i), y = ground.grid.y_centre(j);
    std::tuple<int, int, int> key{0, 0, 0};
    if (spread.inverse_distance) {
      const double column = std::floor((x - ground.grid.x_west()) / rain.idw_block);
      const double row = std::floor((y - ground.grid.y_south()) / rain.idw_block);
      x = ground.grid.x_west() + (column + 0.5) * rain.idw_block;
      y = ground.grid.y_south() + (row + 0.5) * rain.idw_block;
      key = {static_cast<int>(column), static_cast<int>(row), 0};
    } else {
      std::get<0>(key) = gauge_weights(gauges, nearest, x, y, 0.0).front().series;
    }
    double z = 0.0;
    if (step > 0.0) {
      const double band = std::round(ground.height(i, j) / step);
      z = band * step;
      std::get<2>(key) = static_cast<int>(band);
    }
    const auto [place, added] = index.try_emplace(key, static_cast<int>(placed.places.size()));
    if (added) placed.places.push_back(gauge_weights(gauges, spread, x, y, z));
    placed.place_of_cell[cell] = place->second;
  });
}

/// [m] from a point to the nearest cell of the watershed; 0 inside it.
double distance_to(const Ground& ground, double x, double y) {
  double nearest = std::numeric_limits<double>::infinity();
  ground.for_each_cell([&](int i, int j, std::size_t) {
    const double dx = x - ground.grid.x_centre(i), dy = y - ground.grid.y_centre(j);
    nearest = std::min(nearest, dx * dx + dy * dy);
  });
  const double metres = std::sqrt(nearest);
  return metres <= std::sqrt(0.5) * ground.grid.cell_size() ? 0.0 : metres;
}

constexpr double far_away = 50e3;  ///< [m] of gauges that can hardly speak for the watershed
constexpr double too_far = 500e3;  ///< [m] of gauges that cannot be meant

/// What of the coordinates of a gauge far away may be wrong; "" when nothing is known.
std::string slip_of(const Ground& ground, const RainGauge& gauge) {
  if (distance_to(ground, gauge.y, gauge.x) < far_away)
    return "with x and y exchanged it would be near. Exchange them in the table";
  constexpr double prefix = 1e6;  // the zone's number before eastings of CGCS2000 and Gauss-Kruger
  const double zone = std::floor(ground.grid.x_west() / prefix), given = std::floor(gauge.x / prefix);
  if (zone == given || distance_to(ground, gauge.x + (zone - given) * prefix, gauge.y) >= far_away) return "";
  return zone > 0.0 && given == 0.0
             ? fmt::format("its x lacks the zone number {:.0f} that the terrain's has. Write it before x",
                           zone)
             : fmt::format(
                   "its x begins with the zone number {:.0f}, the terrain's with {:.0f}. Write that "
                   "of the terrain, 0 for none",
                   given, zone);
}

void doubt_places(const scenario::RainSection& rain, const std::vector<RainGauge>& gauges,
                  const Ground& ground, const std::vector<double>& distance, Findings& findings) {
  const auto doubt = [&](std::string what) {
    findings.doubt(Finding{Finding::Kind::warning, rain.place, std::move(what)});
  };
  bool explained = false;
  for (std::size_t g = 0; g < gauges.size(); ++g) {
    if (distance[g] < far_away) continue;
    const std::string slip = slip_of(ground, gauges[g]);
    if (distance[g] >= too_far) {
      findings.error(rain.place,
                     fmt::format("[[rain]] the gauge '{}' lies {:.0f} km from the watershed: {}",
                                 gauges[g].name, distance[g] / 1e3,
                                 slip.empty() ? "mend its coordinates, or take it out of the table" : slip));
      explained = true;
      continue;
    }
    if (slip.empty()) continue;
    explained = true;
    doubt(fmt::format("[[rain]] the gauge '{}' lies {:.0f} km from the watershed: {}", gauges[g].name,
                      distance[g] / 1e3, slip));
  }
  const double nearest = *std::ranges::min_element(distance);
  if (!explained && nearest >= far_away)
    doubt(
        fmt::format("[[rain]] no gauge of {} lies within {:g} km of the watershed, the nearest {:.0f} km "
                    "away. Are its coordinates those of the terrain?",
                    rain.stations.filename().string(), far_away / 1e3, nearest / 1e3));
}

/// Which share of the watershed each gauge stands for: what a hydrologist looks at first.
void note_gauges(const scenario::RainSection& rain, const std::vector<RainGauge>& gauges,
                 const Ground& ground, const PlacedRain& placed, LayerDesk desk) {
  constexpr double least_factor = 0.5, largest_factor = 2.0;  // of elevation, over a gauge's part of the land
  std::vector<double> weight(gauges.size(), 0.0), height(gauges.size(), 0.0), cells(gauges.size(), 0.0);
  ground.for_each_cell([&](int i, int j, std::size_t cell) {
    for (const RainShare& share : placed.places[placed.place_of_cell[cell]]) {
      weight[share.series] += share.weight;
      height[share.series] += ground.height(i, j);
      cells[share.series] += 1.0;
    }
  });
  std::string words;
  std::vector<double> distance;
  for (std::size_t g = 0; g < gauges.size(); ++g) {
    distance.push_back(distance_to(ground, gauges[g].x, gauges[g].y));
    words += fmt::format("{}{} {:.1f} %", g > 0 ? ", " : "", gauges[g].name,
                         100.0 * weight[g] / static_cast<double>(ground.grid.active_cells()));
    if (distance[g] > 0.0) words += fmt::format(" ({:.2f} km outside)", distance[g] / 1e3);
    if (!(rain.elevation_factor > 0.0) || !(cells[g] > 0.0)) continue;
    const double above = height[g] / cells[g] - gauges[g].z;
    const double factor = 1.0 + rain.elevation_factor * above;
    if (factor < least_factor || factor > largest_factor)
      desk.findings.doubt(Finding{
          Finding::Kind::warning, rain.place,
          fmt::format("[[rain]] elevation_factor_per_km multiplies the rain of the gauge '{}' by {:.2f}: the "
                      "land that it speaks for lies {:.0f} m above its z_m = {:g}. Mend z_m, or the factor",
                      gauges[g].name, factor, above, gauges[g].z)});
  }
  desk.notes.push_back(fmt::format("rain: {} gauges by {}; weight of each over the watershed{}: {}",
                                   gauges.size(), rain.method == "idw" ? "inverse distance" : "Thiessen",
                                   rain.elevation_factor > 0.0 ? ", with its factor of elevation" : "",
                                   words));
  doubt_places(rain, gauges, ground, distance, desk.findings);
}

PlacedRain place_rain(const scenario::Scenario& s, const scenario::RainSection& rain, const Ground& ground,
                      LayerDesk desk) {
  PlacedRain placed;
  const std::size_t cells = static_cast<std::size_t>(ground.grid.nx()) * ground.grid.ny();
  if (rain.kind == "gauges") {
    GaugeRain read = read_gauges(s, rain, ground.grid.crs_wkt(), desk);
    if (read.gauges.empty() || read.series.size() != read.gauges.size()) return placed;
    placed.place_of_cell.assign(cells, -1);
    placed.series = std::move(read.series);
    spread_gauges(rain, read.gauges, ground, placed);
    note_gauges(rain, read.gauges, ground, placed, desk);
  } else if (rain.kind == "grid") {
    RasterRain read = read_rain_rasters(s, rain, ground.grid, desk);
    placed.series = std::move(read.series);
    placed.place_of_cell = std::move(read.series_of_cell);
    for (std::size_t k = 0; k < placed.series.size(); ++k)
      placed.places.push_back({{static_cast<int>(k), 1.0}});
  } else {
    desk.findings.collect(rain.place, [&] { placed.series.push_back(series_for_all(s, rain, desk)); });
    placed.places.push_back({{0, 1.0}});
  }
  const auto dry = [&](const RainSeries& one) { return !(one.cumulative(s.time.duration) > 0.0); };
  const bool measured = rain.kind == "file" || rain.kind == "gauges" || rain.kind == "grid";
  if (measured && !placed.series.empty() && std::ranges::all_of(placed.series, dry))
    desk.findings.doubt(
        Finding{Finding::Kind::warning, rain.place,
                "[[rain]] not a drop of it falls within the run. Mend its values, or time.start and "
                "duration_h"});
  if (rain.areal_reduction == 1.0) return placed;
  for (auto& shares : placed.places) {
    for (RainShare& share : shares) share.weight *= rain.areal_reduction;
  }
  return placed;
}

/// Zones of all rains so far, and the zone of every cell (empty: one zone).
struct Zones {
  std::vector<RainZone> list{RainZone{}};
  std::vector<int> of_cell;
};

/// One more rain upon the zones that there are.
void add_rain(const PlacedRain& rain, int first_series, const Ground& ground, Zones& zones) {
  const auto joined = [&](const RainZone& zone, const std::vector<RainShare>& shares) {
    RainZone both = zone;
    for (const RainShare& share : shares) both.shares.push_back({first_series + share.series, share.weight});
    return both;
  };
  if (rain.place_of_cell.empty()) {
    if (rain.places.empty()) return;
    for (RainZone& zone : zones.list) zone = joined(zone, rain.places.front());
    return;
  }
  zones.of_cell.resize(rain.place_of_cell.size(), 0);
  std::map<std::pair<int, int>, int> index;
  std::vector<RainZone> list;
  ground.for_each_cell([&](int, int, std::size_t cell) {
    const int place = rain.place_of_cell[cell];
    if (place < 0) return;
    const auto [entry, added] =
        index.try_emplace({zones.of_cell[cell], place}, static_cast<int>(list.size()));
    if (added) list.push_back(joined(zones.list[zones.of_cell[cell]], rain.places[place]));
    zones.of_cell[cell] = entry->second;
  });
  zones.list = std::move(list);
}

/// Every cover class into one for each zone that it lies in.
void split_covers(const Zones& zones, const Ground& ground, BuiltLand& land) {
  std::map<std::pair<int, int>, int> index;
  std::vector<Landuse> covers;
  ground.for_each_cell([&](int, int, std::size_t cell) {
    int& cover = land.landuse_of_cell[cell];
    const auto [place, added] =
        index.try_emplace({cover, zones.of_cell[cell]}, static_cast<int>(covers.size()));
    if (added) {
      covers.push_back(land.landuses[cover]);
      covers.back().rain_zone = zones.of_cell[cell];
    }
    cover = place->second;
  });
  land.landuses = std::move(covers);
}

}  // namespace

RainForcing build_rain(const scenario::Scenario& s, const Grid& grid, const BuiltTerrain& terrain,
                       const Window& window, BuiltLand& land, LayerDesk desk) {
  const Ground ground{grid, terrain, window};
  Zones zones;
  std::vector<RainSeries> series;
  for (const scenario::RainSection& rain : s.rain) {
    PlacedRain placed = place_rain(s, rain, ground, desk);
    if (!desk.findings.empty()) continue;
    add_rain(placed, static_cast<int>(series.size()), ground, zones);
    for (RainSeries& one : placed.series) series.push_back(std::move(one));
  }
  if (!desk.findings.empty()) return {};
  if (zones.of_cell.empty()) {
    zones.list.front().cells = grid.active_cells();
  } else {
    ground.for_each_cell([&](int, int, std::size_t cell) { ++zones.list[zones.of_cell[cell]].cells; });
    if (!land.landuse_of_cell.empty()) split_covers(zones, ground, land);
    desk.notes.push_back(
        fmt::format("rain: {} zones, {} cover classes with them", zones.list.size(), land.landuses.size()));
  }
  return {std::move(series), std::move(zones.list)};
}

void check_rain_series(const scenario::Scenario& s, LayerDesk desk) {
  for (const scenario::RainSection& rain : s.rain) {
    if (rain.kind == "file") desk.findings.collect(rain.place, [&] { series_for_all(s, rain, desk); });
    if (rain.kind == "gauges") read_gauges(s, rain, "", desk);
  }
}

}  // namespace qingliu::run
