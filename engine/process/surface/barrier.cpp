#include "process/surface/barrier.hpp"

namespace qingliu::surface {

BarrierRows::BarrierRows(int rows, const std::vector<Barrier>& barriers) {
  if (barriers.empty()) return;
  x_.resize(static_cast<std::size_t>(rows) + 1);
  y_.resize(static_cast<std::size_t>(rows) + 1);
  for (const Barrier& b : barriers)
    (b.face.axis == Face::Axis::x ? x_ : y_)[b.face.j].push_back({b.face.i, b.crest});
}

}  // namespace qingliu::surface
