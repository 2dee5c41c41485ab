#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "grid/grid.hpp"
#include "io/polygon_cover.hpp"
#include "network/stream_network.hpp"

namespace qingliu::run {

/// Orders of the reaches after Strahler (1957): 1 at the sources; where two of an order n meet and none is
/// higher, n + 1.
std::vector<int> strahler_orders(const StreamNetwork& network);

/// Streams as measures see them: names, orders, how far each cell is from one.
class SiteStreams {
 public:
  /// Both must outlive it.
  SiteStreams(const StreamNetwork& network, const Grid& grid);

  const StreamNetwork& network() const { return network_; }
  /// [m] from the middle of cell i, j to that of the nearest cell with a stream; 1e300 where there is none.
  double distance(int i, int j) const;
  /// Segment nearest to the cell, -1 where there is none.
  int segment(int i, int j) const;
  /// Of that stream; 0 where there is none.
  int order(int i, int j) const;

 private:
  const Grid& grid_;
  const StreamNetwork& network_;
  std::vector<int> orders_;            ///< of the reaches
  std::vector<std::int32_t> nearest_;  ///< segment nearest to each of nx*ny cells, -1 none
};

enum class Side { both, left, right };

/// The ground beside reach `r` from chainage `from` to `to` [m], as wide as `width` [m] from the water's edge
/// (half of the stream's width at its bank from its line); looking downstream.
std::vector<io::Polygon> beside_reach(const StreamNetwork& network, int r, double from, double to,
                                      double width, Side side);

/// [m]
double length_of(const StreamNetwork& network, int reach);

/// What is wrong with a place on a reach, and the remedy: there is no such reach, or it ends more than a
/// metre before. "" for a good one.
std::string wrong_place(const StreamNetwork& network, const std::string& reach, double chainage);

}  // namespace qingliu::run
