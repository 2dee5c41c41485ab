#pragma once
#include "core/fast_math.hpp"

namespace qingliu::works {

/// Water that a store catches in a step [m]: what runs a way meets one in every catch length L, so that
/// dh/dt = -h u / L, and no more than the room that is left. In steady rain r a slope then carries
/// q(x) = r L (1 - exp(-x/L)): at most what a slope of length L carries, however long it is.
///   depth, room [m]; speed [m s-1]; caught_per_way = 1/L [m-1]; dt [s].
inline double caught(double depth, double room, double speed, double caught_per_way, double dt) {
  const double running = depth * (1.0 - exp_of(-(speed * dt) * caught_per_way));
  return running < room ? running : room;
}

}  // namespace qingliu::works
