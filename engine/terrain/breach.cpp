#include <algorithm>
#include <cmath>
#include <queue>

#include "core/sum.hpp"
#include "terrain/priority_flood.hpp"

namespace qingliu::terrain {
namespace {

/// The least-cost breaches of one surface, pit after pit.
class Breacher {
 public:
  Breacher(Surface& surface, const BreachLimits& limits)
      : s_(surface),
        limits_(limits),
        neighbours_(limits.over_faces ? Neighbours::four : Neighbours::eight),
        stamp_(surface.elevation.size(), 0),
        cost_(surface.elevation.size()),
        steps_(surface.elevation.size()),
        came_(surface.elevation.size()) {}

  PitReport breach_all() {
    for (const std::uint32_t pit : pits_lowest_first()) breach(pit);
    report_.volume_cut = cut_.value() * s_.cell_size * s_.cell_size;
    return report_;
  }

 private:
  struct Way {
    float cost;
    std::uint32_t cell;
    bool operator<(const Way& other) const {
      return cost != other.cost ? cost > other.cost : cell > other.cell;
    }
  };

  bool on_rim(std::size_t cell) const {
    int around = 0;
    for_neighbours(s_, cell, neighbours_, [&](std::size_t, int) { ++around; });
    return around < static_cast<int>(neighbours_);
  }

  /// One cell of every level patch from which no water runs off.
  std::vector<std::uint32_t> pits_lowest_first() {
    std::vector<std::uint8_t> seen(s_.elevation.size(), 0);
    std::vector<std::uint32_t> pits, patch;
    for (std::size_t cell = 0; cell < seen.size(); ++cell) {
      if (seen[cell] || std::isnan(s_.elevation[cell])) continue;
      bool drains = false;
      patch.assign(1, static_cast<std::uint32_t>(cell));
      seen[cell] = 1;
      for (std::size_t next = 0; next < patch.size(); ++next) {
        int around = 0;
        for_neighbours(s_, patch[next], neighbours_, [&](std::size_t other, int) {
          ++around;
          drains = drains || s_.elevation[other] < s_.elevation[cell];
          if (seen[other] || s_.elevation[other] != s_.elevation[cell]) return;
          seen[other] = 1;
          patch.push_back(static_cast<std::uint32_t>(other));
        });
        drains = drains || around < static_cast<int>(neighbours_);
      }
      if (!drains) pits.push_back(static_cast<std::uint32_t>(cell));
    }
    std::stable_sort(pits.begin(), pits.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return s_.elevation[a] < s_.elevation[b]; });
    return pits;
  }

  void breach(std::uint32_t pit) {
    const double bottom = s_.elevation[pit];
    std::priority_queue<Way> open;
    ++search_;
    stamp_[pit] = search_;
    cost_[pit] = 0.0f;
    steps_[pit] = 0;
    open.push({0.0f, pit});
    while (!open.empty()) {
      const Way here = open.top();
      open.pop();
      if (here.cost > cost_[here.cell]) continue;
      if (s_.elevation[here.cell] < bottom || (here.cell != pit && on_rim(here.cell))) {
        cut(pit, here.cell);
        return;
      }
      if (steps_[here.cell] < limits_.cells) widen(here, bottom, open);
    }
  }

  void widen(const Way& here, double bottom, std::priority_queue<Way>& open) {
    constexpr float by_way = 1e-4f;  // [m] a step: the shorter of two equal cuts
    for_neighbours(s_, here.cell, neighbours_, [&](std::size_t other, int k) {
      const double depth = std::max(0.0, s_.elevation[other] - bottom);
      if (depth > limits_.depth) return;
      const float cost = here.cost + static_cast<float>(depth) + by_way * static_cast<float>(step_length[k]);
      if (stamp_[other] == search_ && cost_[other] <= cost) return;
      stamp_[other] = search_;
      cost_[other] = cost;
      steps_[other] = static_cast<std::uint16_t>(steps_[here.cell] + 1);
      came_[other] = static_cast<std::uint8_t>(k);
      open.push({cost, static_cast<std::uint32_t>(other)});
    });
  }

  /// The channel falls evenly from the pit to the end of the way; ground below it stays.
  void cut(std::uint32_t pit, std::uint32_t end) {
    const double bottom = s_.elevation[pit];
    const double fall = std::max(0.0, bottom - s_.elevation[end]);
    const int steps = steps_[end];
    std::size_t cell = end;
    for (int step = steps; step > 0; --step) {
      const double channel = bottom - fall * step / steps;
      const double excess = s_.elevation[cell] - channel;
      if (excess > 0.0) {
        s_.elevation[cell] = channel;
        cut_.add(excess);
        ++report_.cells_lowered;
      }
      const int k = came_[cell];
      cell = static_cast<std::size_t>(static_cast<std::int64_t>(cell) - step_j[k] * s_.nx - step_i[k]);
    }
  }

  Surface& s_;
  const BreachLimits& limits_;
  const Neighbours neighbours_;
  std::vector<std::uint32_t> stamp_;  ///< number of the search that last came by
  std::vector<float> cost_;           ///< [m] depths cut so far
  std::vector<std::uint16_t> steps_;
  std::vector<std::uint8_t> came_;
  std::uint32_t search_ = 0;
  Sum cut_;
  PitReport report_;
};

}  // namespace

PitReport breach_least_cost(Surface& surface, const BreachLimits& limits) {
  return Breacher(surface, limits).breach_all();
}

}  // namespace qingliu::terrain
