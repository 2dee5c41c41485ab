#include "process/surface/barrier.hpp"

#include <algorithm>

namespace qingliu::surface {

BarrierRows::BarrierRows(int rows, const std::vector<Barrier>& barriers) {
  if (barriers.empty()) return;
  x_.resize(static_cast<std::size_t>(rows) + 1);
  y_.resize(static_cast<std::size_t>(rows) + 1);
  for (const Barrier& b : barriers) {
    std::vector<Place>& row = (b.face.axis == Face::Axis::x ? x_ : y_)[b.face.j];
    const auto same = std::ranges::find(row, b.face.i, &Place::face_i);
    if (same == row.end()) {
      row.push_back({b.face.i, b.crest});
    } else {
      same->crest = std::max(same->crest, b.crest);
    }
  }
}

}  // namespace qingliu::surface
