#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "network/section.hpp"

namespace qingliu {

/// A stretch of stream between two confluences (or a source and a confluence, or a confluence and the
/// outlet).
struct Reach {
  std::string name;
  int downstream = -1;  ///< reach that it flows into; -1: leaves the watershed
  int begin = 0;        ///< its segments, from the upper end
  int end = 0;
};

/// A weir, a drop, or the opening of a culvert or bridge at the lower end of a segment; it also holds the
/// segment's bed.
struct Sill {
  double level = 0.0;        ///< [m] elevation
  double width = 0.0;        ///< [m] 0: there is none
  double coefficient = 0.0;  ///< [-] m of Q = m b sqrt(2 g) H^1.5
  double rise = 0.0;         ///< [m] from the sill to the soffit; 0: open above
  double losses = 1.0;       ///< [-] heads of velocity that a full opening takes
  double deck = 0.0;         ///< [m] elevation over which water pours above a soffit
  double deck_length = 0.0;  ///< [m]
};

/// A piece of stream inside one cell of the land; the unit of storage.
struct Segment {
  int reach = 0;
  int downstream = -1;      ///< segment that it flows into, always later in the order; -1: the outlet
  int section = 0;          ///< index into StreamNetwork::sections
  int i = 0, j = 0;         ///< cell of the land above it
  double x = 0.0, y = 0.0;  ///< [m] its middle
  double chainage = 0.0;    ///< [m] from the upper end of its reach to its middle
  double length = 0.0;      ///< [m]
  double way = 0.0;         ///< [m] from its middle to that of the segment downstream
  double bed = 0.0;         ///< [m] elevation of the lowest point at the start
  double bank = 0.0;        ///< [m] elevation at which it meets the land
  double manning_n = 0.0;   ///< [s m-1/3]
  double bare_n = 0.0;      ///< [s m-1/3] when what protects its banks is lost; 0: manning_n
  double area = 0.0;        ///< [m2] of the watershed above it
  bool open = true;         ///< without a segment downstream: whether its water leaves
  Sill sill;                ///< between it and the segment downstream
  bool dam = false;         ///< a dam closes it: nothing flows between it and the segment downstream
};

/// The streams of a watershed as a tree. Segments are ordered so that every one comes before the one it flows
/// into: a single pass in their order goes down all streams.
struct StreamNetwork {
  std::vector<Reach> reaches;
  std::vector<Segment> segments;
  std::vector<Section> sections;
  double outlet_slope = 0.01;  ///< [-] of the normal depth where streams leave

  bool empty() const { return segments.empty(); }
  double length() const;  ///< [m] of all reaches
  /// Segment of a reach at a chainage [m] (the nearest), -1 when there is no such reach.
  int segment_at(const std::string& reach, double chainage) const;
  /// Segments of all reaches of a name, downstream; empty when there is none.
  std::vector<int> segments_of(const std::string& name) const;
  /// "R1 to R9 and Ma Xi, Huang He", for messages.
  std::string names_in_words() const;
};

/// Throws InputError with every fault: a loop, a segment that does not come before the one it flows into, a
/// bed that rises downstream, a bed at or above its bank, a length that is not positive.
void check_network(const StreamNetwork& network);

}  // namespace qingliu
