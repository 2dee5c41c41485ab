#include <cmath>

#include "core/fast_math.hpp"
#include "terrain/noise.hpp"
#include "terrain/priority_flood.hpp"
#include "terrain/synthetic.hpp"

namespace qingliu::terrain {

namespace {

enum LanduseId {
  dense_forest = 1,
  open_forest,
  eucalyptus,
  orchard,
  terrace,
  paddy,
  village,
  stream_bed,
  bare_granite
};
enum SoilId { deep_granite = 1, thin_granite, colluvial_foot, alluvial_paddy, stream_gravel };

constexpr double least_brook = 2e5;           ///< [m2] upstream area from which a hollow counts as drainage
constexpr double least_river = 2.5e6;         ///< [m2] upstream area from which a stream may have a plain
constexpr double cells_of_a_stream = 1500.0;  ///< [-] upstream cells of one that is mostly bed

/// What the rules look at, cell by cell.
struct Site {
  double x, y;          ///< [m] from the raster's south-west corner
  double elevation;     ///< [m]
  double slope;         ///< [-]
  double above_stream;  ///< [m] over the brook that it drains to
  double above_plain;   ///< [m] over the stream of more than 2.5 km2 that it drains to
  bool stream;
};

/// Height of every cell above the first cell downstream that gathers more than `least_area` (Renno et al.
/// 2008, HAND).
std::vector<double> height_above_stream(const Surface& surface, const std::vector<double>& area,
                                        double least_area) {
  const Flood flood = priority_flood(surface, Neighbours::eight, Climb::over_spill_levels);
  const auto receivers = steepest_receivers(surface, flood, Neighbours::eight);
  std::vector<double> stream_level(surface.elevation);
  std::vector<double> height(surface.elevation.size(), 0.0);
  for (const std::uint32_t cell : flood.order) {
    if (area[cell] < least_area && receivers[cell] >= 0) stream_level[cell] = stream_level[receivers[cell]];
    height[cell] = max_of(0.0, surface.elevation[cell] - stream_level[cell]);
  }
  return height;
}

/// |grad z| by central differences, one-sided beside NaN and the edge (the limited slope would call every
/// ridge flat).
double mean_slope(const Surface& surface, std::size_t cell) {
  double axis[2] = {0.0, 0.0};
  double count[2] = {0.0, 0.0};
  for_neighbours(surface, cell, Neighbours::four, [&](std::size_t other, int k) {
    axis[step_j[k] != 0] += (surface.elevation[other] - surface.elevation[cell]) * (step_i[k] + step_j[k]);
    count[step_j[k] != 0] += 1.0;
  });
  const double sx = axis[0] / max_of(count[0], 1.0) / surface.cell_size;
  const double sy = axis[1] / max_of(count[1], 1.0) / surface.cell_size;
  return std::sqrt(sx * sx + sy * sy);
}

template <class Rule>
std::vector<int> apply_rule(const Surface& surface, const std::vector<double>& area, Rule rule) {
  const double cell_area = surface.cell_size * surface.cell_size;
  const auto above_stream = height_above_stream(surface, area, max_of(least_brook, 8.0 * cell_area));
  const auto above_plain = height_above_stream(surface, area, max_of(least_river, 40.0 * cell_area));
  const double stream_area = cells_of_a_stream * cell_area;
  std::vector<int> ids(surface.elevation.size(), 0);
  for (int j = 0; j < surface.ny; ++j) {
    for (int i = 0; i < surface.nx; ++i) {
      const std::size_t cell = surface.at(i, j);
      if (std::isnan(surface.elevation[cell])) continue;
      ids[cell] = rule(Site{(i + 0.5) * surface.cell_size, (j + 0.5) * surface.cell_size,
                            surface.elevation[cell], mean_slope(surface, cell), above_stream[cell],
                            above_plain[cell], area[cell] >= stream_area});
    }
  }
  return ids;
}

bool on_plain(const Site& site) { return site.above_plain < 12.0 && site.slope < 0.14; }

int landuse_of(const Site& site) {
  const double broad = fractal_noise(site.x, site.y, 2600.0, 3, 0.5, 41);  // whose land it is
  const double patch = fractal_noise(site.x, site.y, 620.0, 3, 0.6, 42);   // single slopes
  const double small = fractal_noise(site.x, site.y, 260.0, 2, 0.6, 43);   // hamlets and bare spots
  if (site.stream) return stream_bed;
  const bool near_plain = site.above_plain < 35.0 && site.slope < 0.28;
  if (near_plain && small + 0.4 * broad > 0.37) return village;
  if (on_plain(site)) return small > -0.8 ? paddy : terrace;
  if (site.elevation < 320.0 && site.slope > 0.14 && site.slope < 0.7 && small - 0.4 * broad > 0.50)
    return bare_granite;
  if (site.above_stream < 70.0 && site.slope < 0.40 && patch + broad > 0.27) return terrace;
  if (site.above_stream < 120.0 && site.slope < 0.5 && patch - broad > 0.39) return orchard;
  if (site.elevation < 420.0 && site.slope < 0.7 && broad - 0.6 * patch > 0.31) return eucalyptus;
  if (site.elevation < 500.0 && patch - 0.5 * broad > 0.05) return open_forest;
  return dense_forest;
}

int soil_of(const Site& site) {
  const double patch = fractal_noise(site.x, site.y, 900.0, 3, 0.5, 44);
  if (site.stream) return stream_gravel;
  if (on_plain(site)) return alluvial_paddy;
  if (site.above_stream < 12.0 && site.slope < 0.30) return colluvial_foot;
  const double thin_from = 0.62 + 0.15 * patch - 0.12 * (site.elevation > 600.0);
  return site.slope > thin_from ? thin_granite : deep_granite;
}

}  // namespace

std::vector<int> landuse_by_rules(const Surface& surface, const std::vector<double>& upstream_area) {
  return apply_rule(surface, upstream_area, landuse_of);
}

std::vector<int> soil_by_rules(const Surface& surface, const std::vector<double>& upstream_area) {
  return apply_rule(surface, upstream_area, soil_of);
}

}  // namespace qingliu::terrain
