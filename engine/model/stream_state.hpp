#pragma once
#include <array>
#include <vector>

#include "network/stream_network.hpp"

namespace qingliu {

/// One side of a stream, looking downstream.
enum Side { left_bank = 0, right_bank = 1 };
constexpr int sides = 2;
constexpr const char* side_names[sides] = {"left", "right"};

/// One bank of every segment. Its face goes from the toe at the bed to the top at the land.
struct BankState {
  explicit BankState(std::size_t segments = 0)
      : toe(segments, 0.0),
        top(segments, 0.0),
        taken(segments, 0.0),
        water(segments, 0.0),
        lost(segments, -1.0) {}

  std::vector<double> toe;    ///< [m] that it has gone back
  std::vector<double> top;    ///< [m]
  std::vector<double> taken;  ///< [m2] of its section, by the flow and by falls
  std::vector<double> water;  ///< [m] above the bed, inside the bank
  std::vector<double> lost;   ///< [s] when its protection failed, -1 while it holds or without one
};

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
        eroded(network.segments.size(), 0.0),
        removed(classes, std::vector<double>(network.segments.size(), 0.0)),
        dug(network.segments.size(), 0.0),
        widened(network.segments.size(), 0.0) {
    for (std::size_t s = 0; s < bed.size(); ++s) bed[s] = network.segments[s].bed;
    banks.fill(BankState(network.segments.size()));
  }

  int classes() const { return static_cast<int>(suspended.size()); }
  /// [kg m-2] of class k that lies loose.
  double loose(int k, std::size_t segment) const {
    return buried.empty() ? deposited[k][segment] : deposited[k][segment] + buried[k][segment];
  }
  /// From now on the loose bed has an active layer.
  void part_layers() { buried.assign(deposited.size(), std::vector<double>(bed.size(), 0.0)); }

  std::vector<double> volume;     ///< [m3] of water below the bank
  std::vector<double> discharge;  ///< [m3 s-1] to the segment downstream
  std::vector<double> bed;        ///< [m] elevation now

  std::vector<std::vector<double>> suspended;  ///< [kg] of each class in the water
  std::vector<std::vector<double>> deposited;  ///< [kg m-2] of the bed, loose, of each class; with bedload,
                                               ///< of the active layer only
  std::vector<std::vector<double>> buried;  ///< [kg m-2] loose below the active layer; empty without bedload
  std::vector<double> eroded;               ///< [kg m-2] of the original bed detached so far, all classes

  std::vector<std::vector<double>> removed;  ///< [kg] of each class that was loose and has been dredged away
  std::vector<double> dug;  ///< [kg] of the original bed that has, all classes; `eroded` has it too

  std::vector<double> widened;         ///< [m] by which the banks stand farther apart than at the start
  std::array<BankState, sides> banks;  ///< left and right
};

}  // namespace qingliu
