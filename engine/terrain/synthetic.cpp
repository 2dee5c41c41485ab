#include "terrain/synthetic.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "core/error.hpp"
#include "core/fast_math.hpp"
#include "terrain/noise.hpp"
#include "terrain/priority_flood.hpp"
#include "terrain/skeleton.hpp"

namespace qingliu::terrain {

namespace {

constexpr double catchment_area = 317e6;  ///< [m2] to the dam of Gongping Reservoir (county sources)
constexpr double scale = 0.9323;          ///< [-] skeleton metres to metres, so that the dam gathers 317 km2
constexpr double dam_x = 11330.0;         ///< [m] the dam, from the south-west corner of the domain
constexpr double dam_y = 5070.0;
constexpr double datum = -31.0;         ///< [m] lays the valley floor at the dam near 15 m
constexpr double corner_x = 640000.0;   ///< [m] EPSG:4547, about 115.36 E: placed, not surveyed
constexpr double corner_y = 2546000.0;  ///< [m] EPSG:4547, about 23.01 N
constexpr std::uint32_t seed = 1959;

/// Ground at a point of the domain [m]: the skeleton seen through a gentle warp (which bends what the lattice
/// made straight), with hollows and spurs too small for it. Floors stay smooth.
double ground(const Skeleton& skeleton, double x, double y) {
  const double u = x / scale + 420.0 * fractal_noise(x, y, 3600.0, 5, 0.5, seed);
  const double v = y / scale + 420.0 * fractal_noise(x, y, 3600.0, 5, 0.5, seed + 1);
  const double above = spline(skeleton.bed, skeleton.above_floor, u, v);
  const double hilly = above * above / (above * above + 30.0 * 30.0);
  const double detail = 7.0 * hilly * fractal_noise(x, y, 240.0, 3, 0.5, seed + 2);
  return spline(skeleton.bed, skeleton.bed.elevation, u, v) + detail + datum;
}

/// Mean ground of every cell of the domain.
Surface sample_domain(const Skeleton& skeleton, double cell_size) {
  const double width = (skeleton.bed.nx - 1) * skeleton.bed.cell_size * scale;
  const double height = (skeleton.bed.ny - 1) * skeleton.bed.cell_size * scale;
  Surface domain{static_cast<int>(width / cell_size), static_cast<int>(height / cell_size), cell_size, {}};
  domain.elevation.resize(static_cast<std::size_t>(domain.nx) * domain.ny);
  const int samples = std::max(1, static_cast<int>(cell_size / 55.0 + 0.5));
  const double spacing = cell_size / samples;
  for (int j = 0; j < domain.ny; ++j) {
    for (int i = 0; i < domain.nx; ++i) {
      double sum = 0.0;
      for (int b = 0; b < samples; ++b) {
        for (int a = 0; a < samples; ++a) {
          sum += ground(skeleton, i * cell_size + (a + 0.5) * spacing, j * cell_size + (b + 0.5) * spacing);
        }
      }
      domain.elevation[domain.at(i, j)] = sum / (samples * samples);
    }
  }
  return domain;
}

/// The cell within a short walk of the dam whose upstream area is nearest to the reservoir's catchment.
std::size_t dam_cell(const Surface& domain, const std::vector<double>& area) {
  const double reach = max_of(240.0, 1.5 * domain.cell_size);
  std::size_t best = 0;
  double least = 1e30;
  for (std::size_t cell = 0; cell < area.size(); ++cell) {
    const double x = (static_cast<double>(cell % domain.nx) + 0.5) * domain.cell_size;
    const double y = (static_cast<double>(cell / domain.nx) + 0.5) * domain.cell_size;
    if (std::fabs(x - dam_x) > reach || std::fabs(y - dam_y) > reach) continue;
    const double miss = std::fabs(area[cell] - catchment_area);
    if (miss >= least) continue;
    least = miss;
    best = cell;
  }
  return best;
}

/// The watershed alone, on the smallest raster that holds it.
SyntheticTerrain cut_out(const Surface& domain, const std::vector<std::uint8_t>& inside, std::size_t outlet) {
  int west = domain.nx, east = -1, south = domain.ny, north = -1;
  for (int j = 0; j < domain.ny; ++j) {
    for (int i = 0; i < domain.nx; ++i) {
      if (!inside[domain.at(i, j)]) continue;
      west = std::min(west, i);
      east = std::max(east, i);
      south = std::min(south, j);
      north = std::max(north, j);
    }
  }
  SyntheticTerrain cut;
  cut.surface = Surface{east - west + 1, north - south + 1, domain.cell_size, {}};
  cut.x_west = corner_x + west * domain.cell_size;
  cut.y_south = corner_y + south * domain.cell_size;
  cut.outlet_i = static_cast<int>(outlet % domain.nx) - west;
  cut.outlet_j = static_cast<int>(outlet / domain.nx) - south;
  for (int j = south; j <= north; ++j) {
    for (int i = west; i <= east; ++i) {
      const std::size_t cell = domain.at(i, j);
      cut.surface.elevation.push_back(inside[cell] ? domain.elevation[cell] : std::nan(""));
    }
  }
  return cut;
}

/// Lowers stream cells by the depth of a channel 0.35 A^0.35 m deep and 1.5 A^0.5 m wide (A in km2; regional
/// form unverified), spread over the cell where that is wider. Depth grows with A, so every stream still
/// falls.
void carve_channels(Surface& surface, const std::vector<double>& area) {
  for (std::size_t cell = 0; cell < area.size(); ++cell) {
    const double square_km = area[cell] * 1e-6;
    if (square_km < 0.5) continue;
    const double depth = 0.35 * pow_of(square_km, 0.35);
    const double width = 1.5 * std::sqrt(square_km);
    surface.elevation[cell] -= depth * min_of(1.0, width / surface.cell_size);
  }
}

/// Water of the flow model crosses faces only: so does the drainage that the terrain is cut and carved by.
std::vector<std::int64_t> receivers_across_faces(const Surface& surface) {
  const Flood flood = priority_flood(surface, Neighbours::four, Climb::over_spill_levels);
  return steepest_receivers(surface, flood, Neighbours::four);
}

}  // namespace

SyntheticTerrain synthetic_gongping(double cell_size) {
  if (!(cell_size >= 20.0 && cell_size <= 500.0)) {
    throw InputError("synthetic terrain: cell size " + std::to_string(cell_size) + " m; choose 20 to 500 m");
  }
  Surface domain = sample_domain(make_skeleton(), cell_size);
  breach_pits(domain);
  const auto receivers = receivers_across_faces(domain);
  const std::size_t outlet = dam_cell(domain, upstream_area(domain, receivers));
  SyntheticTerrain terrain = cut_out(domain, watershed_above(domain, receivers, outlet), outlet);
  Surface& surface = terrain.surface;
  carve_channels(surface, upstream_area(surface, receivers_across_faces(surface)));
  terrain.upstream_area = upstream_area(surface, receivers_across_faces(surface));
  return terrain;
}

}  // namespace qingliu::terrain
