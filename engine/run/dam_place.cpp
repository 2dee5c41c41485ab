#include "run/dam_place.hpp"

#include <fmt/format.h>

#include <cmath>

#include "run/measure_streams.hpp"

namespace qingliu::run {
namespace {

/// Says what is wrong with the place of one dam.
struct Complain {
  const DamPlace& dam;
  Findings& findings;

  void operator()(const std::string& message) const {
    findings.error(dam.place, fmt::format("{}: {}", dam.label, message));
  }
};

/// The dam or sill in a segment; "" where none has a name.
std::string name_of_dam_at(const World& world, int segment) {
  std::string name;
  const auto look = [&](const auto& dams) {
    for (const auto& dam : dams)
      if (dam.segment == segment) name = dam.name;
  };
  look(world.reservoirs);
  look(world.dams);
  look(world.sills);
  return name;
}

/// The segment nearest to a point, not more than one cell away.
int segment_near(const DamPlace& dam, const World& world, const Complain& complain) {
  int nearest = -1;
  double least = 1e300;
  for (std::size_t n = 0; n < world.network.segments.size(); ++n) {
    const Segment& segment = world.network.segments[n];
    const double x = segment.x - dam.point->first, y = segment.y - dam.point->second;
    const double distance = std::sqrt(x * x + y * y);
    if (distance < least) {
      least = distance;
      nearest = static_cast<int>(n);
    }
  }
  if (least <= world.grid.cell_size()) return nearest;
  const Segment& segment = world.network.segments[nearest];
  complain(
      fmt::format("the dam stands beside the stream, {:.0f} m from {} at chainage {:.0f} m. Move point to "
                  "({:.1f}, {:.1f}), or "
                  "give reach and chainage_m",
                  least, world.network.reaches[segment.reach].name, segment.chainage, segment.x, segment.y));
  return -1;
}

}  // namespace

int find_dam_segment(const DamPlace& dam, const World& world, Findings& findings) {
  const Complain complain{dam, findings};
  if (world.network.empty()) {
    complain("a dam needs a stream to stand in. Write a section [streams]");
    return -1;
  }
  const bool by_reach = !dam.reach.empty() && dam.chainage >= 0.0;
  if (by_reach == dam.point.has_value() || dam.reach.empty() != (dam.chainage < 0.0)) {
    complain("give either reach and chainage_m, or point = [x, y]");
    return -1;
  }
  int segment = -1;
  if (dam.point) {
    segment = segment_near(dam, world, complain);
    if (segment < 0) return -1;
  } else {
    if (const std::string wrong = wrong_place(world.network, dam.reach, dam.chainage); !wrong.empty()) {
      complain(wrong);
      return -1;
    }
    segment = world.network.segment_at(dam.reach, dam.chainage);
  }
  if (world.network.segments[segment].downstream < 0) {
    complain("no stream is left below the dam to take its outflow. Move it at least one cell upstream");
    return -1;
  }
  if (world.network.segments[segment].dam || world.network.segments[segment].sill.width > 0.0) {
    const std::string other = name_of_dam_at(world, segment);
    complain(
        fmt::format("another dam stands in the same cell{}. Move one of them, or take it out where it is the "
                    "same",
                    other.empty() ? "" : fmt::format(", '{}'", other)));
    return -1;
  }
  return segment;
}

}  // namespace qingliu::run
