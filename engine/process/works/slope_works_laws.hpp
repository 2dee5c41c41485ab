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

/// Share of a class that settles in one strip of `width` [m], after Hazen (1904) for quiet flow of
/// `unit_flow` [m2 s-1]: TE = 1 - exp(-w A / Q).  settling_velocity [m s-1].
inline double strip_trap(double settling_velocity, double width, double unit_flow) {
  return 1.0 - exp_of(-settling_velocity * width / (unit_flow > 1e-12 ? unit_flow : 1e-12));
}

/// Share of a class that is lost to strips on a way, when each takes `trap` and `met` of them are met.
inline double lost_to_strips(double trap, double met) { return 1.0 - exp_of(-met * trap); }

/// The same of a single basin in its cell. The cell is one mixed volume: of what enters in steady flow it
/// passes 1/(1 + n TE'), and that is 1 - TE where n TE' = TE/(1 - TE).  trap [-] 0 to 1.
inline double trap_of_mixed_cell(double trap) {
  constexpr double most = 1.0 - 1e-6;
  const double taken = trap < most ? trap : most;
  return taken / (1.0 - taken);
}

}  // namespace qingliu::works
