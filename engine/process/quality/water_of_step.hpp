#pragma once

namespace qingliu::quality {

/// A segment's water at the end of a step.
struct SegmentWater {
  double depth = 0.0;      ///< [m] in the channel
  double speed = 0.0;      ///< [m s-1]
  double discharge = 0.0;  ///< [m3 s-1]
  double stands = 0.0;     ///< [m3] on the land of its cell
};

/// What a dam did with the water that reached its segment within a step.
struct DamWater {
  int segment = -1;
  double out = 0.0;   ///< [m3] passed downstream; where it was taken away, what was let down
  double held = 0.0;  ///< [m3] behind it afterwards
  double came = 0.0;  ///< [m3]
  double lost = 0.0;  ///< [m3] seeped away
  double area = 0.0;  ///< [m2] of the pool

  /// Where no dam stands, the share of what was in its pool that the step gives to the stream.
  double let_down() const { return held > 0.0 ? out / (out + held) : 1.0; }
};

}  // namespace qingliu::quality
