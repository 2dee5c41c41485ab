#pragma once
#include <vector>

#include "network/stream_network.hpp"

namespace qingliu {

/// Everything in the streams that changes with time, one value per segment.
struct StreamState {
  StreamState() = default;
  /// classes: number of grain classes (0: no sediment). Starts dry, the bed as the network has it.
  StreamState(const StreamNetwork& network, int classes)
      : volume(network.segments.size(), 0.0),
        discharge(network.segments.size(), 0.0),
        bed(network.segments.size()),
        suspended(classes, std::vector<double>(network.segments.size(), 0.0)),
        deposited(classes, std::vector<double>(network.segments.size(), 0.0)),
        eroded(network.segments.size(), 0.0) {
    for (std::size_t s = 0; s < bed.size(); ++s) bed[s] = network.segments[s].bed;
  }

  int classes() const { return static_cast<int>(suspended.size()); }

  std::vector<double> volume;     ///< [m3] of water below the bank
  std::vector<double> discharge;  ///< [m3 s-1] to the segment downstream
  std::vector<double> bed;        ///< [m] elevation now

  std::vector<std::vector<double>> suspended;  ///< [kg] of each class in the water
  std::vector<std::vector<double>> deposited;  ///< [kg m-2] of the bed, loose, of each class
  std::vector<double> eroded;                  ///< [kg m-2] of the original bed detached so far, all classes
};

}  // namespace qingliu
