#include "terrain/streams.hpp"

#include <algorithm>

#include "terrain/priority_flood.hpp"

namespace qingliu::terrain {
namespace {

class Tracer {
 public:
  Tracer(const Surface& surface, const Directions& directions, const std::vector<std::uint32_t>& cells,
         const std::vector<std::uint8_t>& watershed, std::uint32_t least_cells)
      : s_(surface), directions_(directions), cells_(cells), watershed_(watershed), least_(least_cells) {}

  std::vector<StreamReach> trace(std::size_t outlet) {
    if (cells_[outlet] < least_) return {};
    std::vector<Start> open{{static_cast<std::uint32_t>(outlet), 0, 0.0}};
    while (!open.empty()) {
      const Start start = open.back();
      open.pop_back();
      const std::vector<std::uint32_t> tributaries = trace_up(start);
      for (auto it = tributaries.rbegin(); it != tributaries.rend(); ++it) open.push_back(below(*it));
    }
    set_orders();
    return std::move(reaches_);
  }

 private:
  struct Start {
    std::uint32_t cell;  ///< lowest cell of its own
    int downstream;      ///< id
    double chainage;     ///< [m] of the reach's lower end
  };

  std::size_t receiver(std::size_t cell) const {
    const int k = directions_[cell];
    return static_cast<std::size_t>(static_cast<std::int64_t>(cell) + step_j[k] * s_.nx + step_i[k]);
  }

  /// Stream cells that flow into a cell, the largest first.
  std::vector<std::uint32_t> donors(std::size_t cell) const {
    std::vector<std::uint32_t> found;
    for_neighbours(s_, cell, Neighbours::eight, [&](std::size_t other, int) {
      if (!watershed_[other] || cells_[other] < least_ || directions_[other] >= 8) return;
      if (receiver(other) == cell) found.push_back(static_cast<std::uint32_t>(other));
    });
    std::stable_sort(found.begin(), found.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return cells_[a] > cells_[b]; });
    return found;
  }

  /// A tributary of the reach traced last; where that one is the outlet cell alone it is no reach, and its
  /// tributaries end at the outlet.
  Start below(std::uint32_t cell) const {
    return lone_outlet_ ? Start{cell, 0, 0.0}
                        : Start{cell, reaches_.back().id, reaches_.back().chainage_from()};
  }

  /// Adds the reach that ends at `start`; returns the tributaries at its head.
  std::vector<std::uint32_t> trace_up(const Start& start) {
    StreamReach reach;
    const bool at_outlet = start.downstream == 0 && reaches_.empty() && !lone_outlet_;
    if (!at_outlet) reach.cells.push_back(static_cast<std::uint32_t>(receiver(start.cell)));
    std::uint32_t cell = start.cell;
    std::vector<std::uint32_t> above;
    for (;;) {
      reach.cells.push_back(cell);
      above = donors(cell);
      if (above.size() != 1) break;
      cell = above.front();
    }
    lone_outlet_ = reach.cells.size() == 1;
    if (lone_outlet_) return above;
    std::reverse(reach.cells.begin(), reach.cells.end());
    for (std::size_t k = 0; k + 1 < reach.cells.size(); ++k)
      reach.length += step_length[directions_[reach.cells[k]]] * s_.cell_size;
    reach.id = static_cast<int>(reaches_.size()) + 1;
    reach.downstream = start.downstream;
    reach.chainage_to = start.chainage;
    reach.cells_at_head = cells_[reach.cells.front()];
    reach.cells_at_end = cells_[start.cell];
    reach.slope = (s_.elevation[reach.cells.front()] - s_.elevation[reach.cells.back()]) / reach.length;
    reaches_.push_back(std::move(reach));
    return above;
  }

  /// Tributaries have larger ids than what they flow into.
  void set_orders() {
    std::vector<int> highest(reaches_.size() + 1, 0), count(reaches_.size() + 1, 0);
    for (auto reach = reaches_.rbegin(); reach != reaches_.rend(); ++reach) {
      reach->strahler = highest[reach->id] == 0 ? 1 : highest[reach->id] + (count[reach->id] > 1);
      int& top = highest[reach->downstream];
      if (reach->strahler > top) count[reach->downstream] = 0;
      top = std::max(top, reach->strahler);
      count[reach->downstream] += reach->strahler == top;
    }
  }

  const Surface& s_;
  const Directions& directions_;
  const std::vector<std::uint32_t>& cells_;
  const std::vector<std::uint8_t>& watershed_;
  std::uint32_t least_;
  bool lone_outlet_ = false;
  std::vector<StreamReach> reaches_;
};

}  // namespace

std::vector<StreamReach> stream_reaches(const Surface& surface, const Directions& directions,
                                        const std::vector<std::uint32_t>& cells,
                                        const std::vector<std::uint8_t>& watershed, std::size_t outlet,
                                        std::uint32_t least_cells) {
  return Tracer(surface, directions, cells, watershed, least_cells).trace(outlet);
}

}  // namespace qingliu::terrain
