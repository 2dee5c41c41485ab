#include <cmath>

#include "terrain/drainage.hpp"
#include "terrain/priority_flood.hpp"

namespace qingliu::terrain {
namespace {

constexpr std::uint8_t flat = 253;  ///< in work: nothing lower around, not on the rim

std::size_t beside(const Surface& s, std::size_t cell, int k) {
  return static_cast<std::size_t>(static_cast<std::int64_t>(cell) + step_j[k] * s.nx + step_i[k]);
}

std::uint8_t steepest(const Surface& s, std::size_t cell) {
  const double here = s.elevation[cell];
  if (std::isnan(here)) return undefined;
  double most = 0.0;
  std::uint8_t chosen = flat;
  int around = 0;
  for_neighbours(s, cell, Neighbours::eight, [&](std::size_t other, int k) {
    ++around;
    const double fall = (here - s.elevation[other]) / step_length[k];
    if (fall > most) {
      most = fall;
      chosen = static_cast<std::uint8_t>(k);
    }
  });
  return chosen == flat && around < 8 ? leaves : chosen;
}

/// Barnes, Lehman & Mulla 2014, algorithms 2-7. All vectors by cell.
class FlatResolver {
 public:
  FlatResolver(const Surface& surface, Directions& directions)
      : s_(surface), directions_(directions), label_(directions.size(), 0), mask_(directions.size(), 0) {}

  void resolve() {
    find_edges();
    for (const std::uint32_t cell : low_) {
      if (label_[cell] == 0) label_flat(cell);
    }
    away_from_higher();
    towards_lower();
    point_down();
  }

 private:
  template <class Visit>
  void same_flat(std::size_t cell, Visit visit) const {
    for_neighbours(s_, cell, Neighbours::eight, [&](std::size_t other, int k) {
      if (label_[other] == label_[cell]) visit(other, k);
    });
  }

  void find_edges() {
    for (std::size_t cell = 0; cell < directions_.size(); ++cell) {
      if (directions_[cell] == undefined) continue;
      bool low = false, high = false;
      for_neighbours(s_, cell, Neighbours::eight, [&](std::size_t other, int) {
        if (directions_[cell] != flat) {
          low = low || (directions_[other] == flat && s_.elevation[other] == s_.elevation[cell]);
        } else {
          high = high || s_.elevation[other] > s_.elevation[cell];
        }
      });
      if (low) low_.push_back(static_cast<std::uint32_t>(cell));
      if (high) high_.push_back(static_cast<std::uint32_t>(cell));
    }
  }

  void label_flat(std::uint32_t seed) {
    const std::uint32_t number = static_cast<std::uint32_t>(height_.size());
    height_.push_back(0);
    label_[seed] = number;
    std::vector<std::uint32_t> open{seed};
    while (!open.empty()) {
      const std::uint32_t cell = open.back();
      open.pop_back();
      for_neighbours(s_, cell, Neighbours::eight, [&](std::size_t other, int) {
        if (label_[other] != 0 || s_.elevation[other] != s_.elevation[cell]) return;
        label_[other] = number;
        open.push_back(static_cast<std::uint32_t>(other));
      });
    }
  }

  /// Breadth first from `front`: take(cell, ring) says whether the search goes on from the cell.
  template <class Take>
  void spread(std::vector<std::uint32_t> front, Take take) {
    std::vector<std::uint32_t> next;
    for (std::int32_t ring = 1; !front.empty(); ++ring) {
      next.clear();
      for (const std::uint32_t cell : front) {
        if (label_[cell] == 0 || !take(cell, ring)) continue;
        same_flat(cell, [&](std::size_t other, int) {
          if (directions_[other] == flat) next.push_back(static_cast<std::uint32_t>(other));
        });
      }
      front.swap(next);
    }
  }

  void away_from_higher() {
    spread(std::move(high_), [&](std::uint32_t cell, std::int32_t ring) {
      if (mask_[cell] != 0) return false;
      mask_[cell] = -ring;
      height_[label_[cell]] = ring;
      return true;
    });
  }

  void towards_lower() {
    spread(std::move(low_), [&](std::uint32_t cell, std::int32_t ring) {
      if (mask_[cell] > 0) return false;
      mask_[cell] = (mask_[cell] < 0 ? height_[label_[cell]] + mask_[cell] : 0) + 2 * ring;
      return true;
    });
  }

  void point_down() {
    for (std::size_t cell = 0; cell < directions_.size(); ++cell) {
      if (directions_[cell] != flat) continue;
      std::int32_t least = mask_[cell];
      pointed_.push_back({static_cast<std::uint32_t>(cell), leaves});
      same_flat(cell, [&](std::size_t other, int k) {
        if (label_[cell] == 0 || mask_[other] >= least) return;
        least = mask_[other];
        pointed_.back().direction = static_cast<std::uint8_t>(k);
      });
    }
    for (const Pointed& p : pointed_) directions_[p.cell] = p.direction;
  }

  struct Pointed {
    std::uint32_t cell;
    std::uint8_t direction;
  };
  const Surface& s_;
  Directions& directions_;
  std::vector<std::uint32_t> label_;        ///< number of the flat that a cell belongs to; 0: none
  std::vector<std::int32_t> mask_;          ///< height in the flat's artificial gradient
  std::vector<std::int32_t> height_ = {0};  ///< by label: the most rings away from higher ground
  std::vector<std::uint32_t> low_, high_;
  std::vector<Pointed> pointed_;
};

}  // namespace

Directions d8_directions(const Surface& surface) {
  Directions directions(surface.elevation.size());
  for (std::size_t cell = 0; cell < directions.size(); ++cell) directions[cell] = steepest(surface, cell);
  FlatResolver(surface, directions).resolve();
  return directions;
}

std::vector<std::uint32_t> d8_cells(const Surface& surface, const Directions& directions) {
  const std::size_t n = directions.size();
  std::vector<std::uint8_t> donors(n, 0);
  std::vector<std::uint32_t> cells(n, 0);
  for (std::size_t cell = 0; cell < n; ++cell) {
    cells[cell] = directions[cell] != undefined;
    if (directions[cell] < 8) ++donors[beside(surface, cell, directions[cell])];
  }
  constexpr std::uint8_t done = 255;
  for (std::size_t head = 0; head < n; ++head) {
    std::size_t cell = head;
    while (donors[cell] == 0) {
      donors[cell] = done;
      if (directions[cell] >= 8) break;
      const std::size_t receiver = beside(surface, cell, directions[cell]);
      cells[receiver] += cells[cell];
      --donors[receiver];
      cell = receiver;
    }
  }
  return cells;
}

std::vector<std::uint8_t> d8_watershed(const Surface& surface, const Directions& directions,
                                       std::size_t outlet) {
  std::vector<std::uint8_t> inside(directions.size(), 0);
  std::vector<std::uint32_t> open{static_cast<std::uint32_t>(outlet)};
  inside[outlet] = 1;
  while (!open.empty()) {
    const std::size_t cell = open.back();
    open.pop_back();
    for_neighbours(surface, cell, Neighbours::eight, [&](std::size_t other, int) {
      if (inside[other] || directions[other] >= 8 || beside(surface, other, directions[other]) != cell)
        return;
      inside[other] = 1;
      open.push_back(static_cast<std::uint32_t>(other));
    });
  }
  return inside;
}

std::optional<std::size_t> snapped(const Surface& surface, const std::vector<std::uint32_t>& cells, int i,
                                   int j, double reach) {
  const int far = static_cast<int>(std::floor(std::fmin(reach / surface.cell_size, 1e5)));
  std::optional<std::size_t> best;
  for (int b = std::max(0, j - far); b <= std::min(surface.ny - 1, j + far); ++b) {
    for (int a = std::max(0, i - far); a <= std::min(surface.nx - 1, i + far); ++a) {
      const double di = a - i, dj = b - j;
      const std::size_t cell = surface.at(a, b);
      if (std::sqrt(di * di + dj * dj) * surface.cell_size > reach || cells[cell] == 0) continue;
      if (!best || cells[cell] > cells[*best]) best = cell;
    }
  }
  return best;
}

std::optional<std::size_t> largest_outlet(const Directions& directions,
                                          const std::vector<std::uint32_t>& cells) {
  std::optional<std::size_t> best;
  for (std::size_t cell = 0; cell < cells.size(); ++cell) {
    if (directions[cell] == leaves && (!best || cells[cell] > cells[*best])) best = cell;
  }
  return best;
}

}  // namespace qingliu::terrain
