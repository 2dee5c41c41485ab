#pragma once
#include <cstddef>
#include <type_traits>

#include "grid/field.hpp"

namespace qingliu::surface {

/// The bed in the numbers of the flow. In double that is the bed itself; in single precision a copy that
/// every step of a run with grain classes renews, whoever has moved the bed (without them nothing does): what
/// a step adds to the bed may be less than the copy can show.
template <class T>
class FlowBed {
 public:
  explicit FlowBed(const Grid& grid) {
    if constexpr (copies) copy_ = Field<T>(grid);
  }

  void take(const Field<double>& bed) {
    if constexpr (copies) {
      const double* from = bed.data();
      T* to = copy_.data();
#pragma omp parallel for simd schedule(static)
      for (std::size_t k = 0; k < bed.size(); ++k) to[k] = static_cast<T>(from[k]);
      bed_ = &copy_;
    } else {
      bed_ = &bed;
    }
  }
  bool taken() const { return bed_ != nullptr; }
  const T* row(int j) const { return bed_->row(j); }

 private:
  static constexpr bool copies = !std::is_same_v<T, double>;
  Field<T> copy_;
  const Field<T>* bed_ = nullptr;
};

}  // namespace qingliu::surface
