#pragma once
// What follows the flow in a cell, infiltration and the exchange with the bed, reads and writes doubles. Of a
// state in double these are the rows of the state themselves; one in single precision is widened into a
// buffer and narrowed again.
#include <algorithm>
#include <cstdint>

#include "grid/grid.hpp"
#include "process/flow/depth_sums.hpp"

namespace qingliu::surface {

inline double* widened(double* row, double*, Grid::Span) { return row; }
inline double* widened(const float* row, double* buffer, Grid::Span span) {
  std::copy(row + span.begin, row + span.end, buffer + span.begin);
  return buffer;
}

/// The row after `taken` has grown by what left it: what the rounding takes or gives is booked there too, and
/// `wide` becomes what the row holds. seed: see depth_sums.hpp.
inline void narrow(double*, double*, double*, Grid::Span, std::uint32_t) {}
inline void narrow(float* row, double* wide, double* taken, Grid::Span span, std::uint32_t seed) {
  for (int i = span.begin; i < span.end; ++i) {
    row[i] = flow::narrowed(wide[i], flow::drawn(i, seed));
    const double held = row[i];
    taken[i] += wide[i] - held;
    wide[i] = held;
  }
}

}  // namespace qingliu::surface
