#pragma once
// How a stream carries a mass without feeling it: with its water to the land and back, and downstream.
#include <vector>

namespace qingliu::quality {

/// The share of a segment's mass that goes with water spilled onto the land, and lies there with it.
inline void spill_mass(double share, double& in_stream, double& flooded) {
  const double mass = share * in_stream;
  in_stream -= mass;
  flooded += mass;
}

/// The share of the flooded mass that comes back with the flood water that pours in.
inline void return_mass(double share, double& in_stream, double& flooded) {
  const double mass = share >= 1.0 ? flooded : share * flooded;
  flooded = share >= 1.0 ? 0.0 : flooded - mass;
  in_stream += mass;
}

/// Mass per water [kg m-3] of every segment before a movement; 0 where it is dry.
inline void find_concentrations(const std::vector<double>& mass, const std::vector<double>& volume,
                                std::vector<double>& concentration) {
  for (std::size_t s = 0; s < mass.size(); ++s)
    concentration[s] = volume[s] > 0.0 ? mass[s] / volume[s] : 0.0;
}

}  // namespace qingliu::quality
