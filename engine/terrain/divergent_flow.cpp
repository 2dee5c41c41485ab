// Flow that is shared among several neighbours: D-infinity and multiple directions.
#include <array>
#include <cmath>
#include <limits>

#include "core/constants.hpp"
#include "core/fast_math.hpp"
#include "terrain/drainage.hpp"
#include "terrain/priority_flood.hpp"

namespace qingliu::terrain {
namespace {

/// The facets from east counter-clockwise: steps to the neighbour across a face and to that across a corner.
struct Facet {
  int face_i, face_j, corner_i, corner_j;
  double base;  ///< [degrees] of the face neighbour, counter-clockwise from east
  int sense;    ///< +1 when the corner lies counter-clockwise of the face
};
constexpr std::array<Facet, 8> facets{{{1, 0, 1, 1, 0, 1},
                                       {0, 1, 1, 1, 90, -1},
                                       {0, 1, -1, 1, 90, 1},
                                       {-1, 0, -1, 1, 180, -1},
                                       {-1, 0, -1, -1, 180, 1},
                                       {0, -1, -1, -1, 270, -1},
                                       {0, -1, 1, -1, 270, 1},
                                       {1, 0, 1, -1, 360, -1}}};
constexpr float quarter = static_cast<float>(constants::pi / 4.0);

struct Share {
  std::size_t cell;
  double part;
};

/// The receivers of a cell, at most eight.
struct Shares {
  std::array<Share, 8> list;
  int count = 0;
  void add(std::size_t cell, double part) { list[count++] = {cell, part}; }
};

std::size_t beside(const Surface& s, std::size_t cell, int di, int dj) {
  return static_cast<std::size_t>(static_cast<std::int64_t>(cell) + dj * s.nx + di);
}

/// Elevation at a step from (i, j), NaN off the raster.
double height(const Surface& s, int i, int j) {
  const bool on = i >= 0 && j >= 0 && i < s.nx && j < s.ny;
  return on ? s.elevation[s.at(i, j)] : std::numeric_limits<double>::quiet_NaN();
}

/// Area of all cells in the order in which their water arrives; receivers(cell) gives Shares.
template <class Receivers>
std::vector<float> shared_area(const Surface& s, Receivers receivers) {
  const std::size_t n = s.elevation.size();
  std::vector<std::uint8_t> donors(n, 0);
  std::vector<double> area(n, s.cell_size * s.cell_size);
  for (std::size_t cell = 0; cell < n; ++cell) {
    const Shares shares = receivers(cell);
    for (int k = 0; k < shares.count; ++k) ++donors[shares.list[k].cell];
  }
  constexpr std::uint8_t done = 255;
  std::vector<std::uint32_t> open;
  for (std::size_t head = 0; head < n; ++head) {
    if (donors[head] != 0) continue;
    open.push_back(static_cast<std::uint32_t>(head));
    while (!open.empty()) {
      const std::size_t cell = open.back();
      open.pop_back();
      donors[cell] = done;
      const Shares shares = receivers(cell);
      for (int k = 0; k < shares.count; ++k) {
        const Share& share = shares.list[k];
        area[share.cell] += share.part * area[cell];
        if (--donors[share.cell] == 0) open.push_back(static_cast<std::uint32_t>(share.cell));
      }
    }
  }
  std::vector<float> result(n);
  for (std::size_t cell = 0; cell < n; ++cell) {
    result[cell] = std::isnan(s.elevation[cell]) ? std::numeric_limits<float>::quiet_NaN()
                                                 : static_cast<float>(area[cell]);
  }
  return result;
}

}  // namespace

FacetFlow dinf_directions(const Surface& s, const Directions& directions) {
  FacetFlow flow;
  flow.facet.assign(directions.size(), undefined);
  flow.turn.assign(directions.size(), 0.0f);
  for (std::size_t cell = 0; cell < directions.size(); ++cell) {
    if (directions[cell] == undefined) continue;
    flow.facet[cell] = directions[cell] < 8 ? static_cast<std::uint8_t>(8 + directions[cell]) : leaves;
    const int i = static_cast<int>(cell % s.nx), j = static_cast<int>(cell / s.nx);
    const double here = s.elevation[cell];
    double most = 0.0;
    for (std::uint8_t f = 0; f < 8; ++f) {
      const double face = height(s, i + facets[f].face_i, j + facets[f].face_j);
      const double corner = height(s, i + facets[f].corner_i, j + facets[f].corner_j);
      if (std::isnan(face) || std::isnan(corner)) continue;
      const double s1 = here - face, s2 = face - corner;
      double fall = std::sqrt(s1 * s1 + s2 * s2);
      float turn = static_cast<float>(std::atan2(s2, s1));
      if (s2 <= 0.0) {
        turn = 0.0f;
        fall = s1;
      } else if (s2 >= s1) {
        turn = quarter;
        fall = (here - corner) / diagonal;
      }
      if (fall <= most) continue;
      most = fall;
      flow.facet[cell] = f;
      flow.turn[cell] = turn;
    }
  }
  return flow;
}

float FacetFlow::degrees(std::size_t cell) const {
  constexpr std::array<float, 8> d8{270.0f, 180.0f, 0.0f, 90.0f, 225.0f, 315.0f, 135.0f, 45.0f};
  const std::uint8_t f = facet[cell];
  if (f >= leaves) return std::numeric_limits<float>::quiet_NaN();
  if (f >= 8) return d8[f - 8];
  return static_cast<float>(facets[f].base + facets[f].sense * turn[cell] * 180.0 / constants::pi);
}

std::vector<float> dinf_area(const Surface& s, const FacetFlow& flow) {
  return shared_area(s, [&](std::size_t cell) {
    Shares shares;
    const std::uint8_t f = flow.facet[cell];
    if (f >= leaves) return shares;
    if (f >= 8) {
      shares.add(beside(s, cell, step_i[f - 8], step_j[f - 8]), 1.0);
      return shares;
    }
    const double corner = flow.turn[cell] / quarter;
    if (corner < 1.0) shares.add(beside(s, cell, facets[f].face_i, facets[f].face_j), 1.0 - corner);
    if (corner > 0.0) shares.add(beside(s, cell, facets[f].corner_i, facets[f].corner_j), corner);
    return shares;
  });
}

std::vector<float> multiple_area(const Surface& s, const Directions& directions, double exponent) {
  return shared_area(s, [&](std::size_t cell) {
    Shares shares;
    if (directions[cell] >= 8) return shares;
    double sum = 0.0;
    for_neighbours(s, cell, Neighbours::eight, [&](std::size_t other, int k) {
      const double fall = (s.elevation[cell] - s.elevation[other]) / (step_length[k] * s.cell_size);
      if (fall <= 0.0) return;
      shares.add(other, pow_of(fall, exponent));
      sum += shares.list[shares.count - 1].part;
    });
    if (shares.count == 0) {
      shares.add(beside(s, cell, step_i[directions[cell]], step_j[directions[cell]]), 1.0);
      return shares;
    }
    for (int k = 0; k < shares.count; ++k) shares.list[k].part /= sum;
    return shares;
  });
}

}  // namespace qingliu::terrain
