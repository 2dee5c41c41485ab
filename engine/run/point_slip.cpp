#include "run/point_slip.hpp"

#include <fmt/format.h>

#include <cmath>

#include "core/error.hpp"
#include "io/coordinate_change.hpp"
#include "io/reference_system.hpp"

namespace qingliu::run {
namespace {

using Point = std::pair<double, double>;

bool near(const GroundBox& g, double x, double y) {
  constexpr double margin = 50e3;  // [m]
  return x >= g.west - margin && x <= g.east + margin && y >= g.south - margin && y <= g.north + margin;
}

std::string meant(double x, double y, const std::string& slip) {
  return fmt::format(" Did you mean [{:.1f}, {:.1f}]? {}", x, y, slip);
}

/// Degrees of WGS 84 in the run's coordinates.
std::string slip_of_degrees(const Point& p, const GroundBox& ground) {
  if (ground.crs_wkt.empty() || std::fabs(p.first) > 180.0 || std::fabs(p.second) > 180.0) return "";
  try {
    const io::CoordinateChange change(io::crs_from_user("EPSG:4326"), ground.crs_wkt);
    double x = p.first, y = p.second;
    if (std::fabs(y) <= 90.0 && change.apply(x, y) && near(ground, x, y))
      return meant(x, y, "The numbers are degrees");
    x = p.second, y = p.first;
    if (std::fabs(y) <= 90.0 && change.apply(x, y) && near(ground, x, y))
      return meant(x, y, "The numbers are degrees, with the latitude first");
  } catch (const InputError&) {  // no way from degrees to these coordinates: nothing is known
  }
  return "";
}

}  // namespace

GroundBox box_of(const Grid& grid) {
  return {grid.x_west(), grid.x_west() + grid.nx() * grid.cell_size(), grid.y_south(),
          grid.y_south() + grid.ny() * grid.cell_size(), grid.crs_wkt()};
}

GroundBox box_of(const BuiltTerrain& t) {
  return {t.x_west, t.x_west + t.surface.nx * t.surface.cell_size, t.y_south,
          t.y_south + t.surface.ny * t.surface.cell_size, t.crs_wkt};
}

std::string slip_of_point(const Point& p, const GroundBox& ground) {
  if (near(ground, p.first, p.second)) return "";
  if (near(ground, p.second, p.first)) return meant(p.second, p.first, "x and y are exchanged");
  constexpr double prefix = 1e6;  // the zone's number before eastings of CGCS2000 and Gauss-Kruger
  const double zone = std::floor(ground.west / prefix), given = std::floor(p.first / prefix);
  const double moved = p.first + (zone - given) * prefix;
  if (zone != given && near(ground, moved, p.second))
    return meant(
        moved, p.second,
        zone > 0.0 && given == 0.0
            ? fmt::format("x lacks the zone number {:.0f} that the terrain's has", zone)
            : fmt::format("x begins with the zone number {:.0f}, the terrain's with {:.0f}", given, zone));
  return slip_of_degrees(p, ground);
}

std::string in_words(const Point& p) { return fmt::format("x {:.1f} m, y {:.1f} m", p.first, p.second); }

}  // namespace qingliu::run
