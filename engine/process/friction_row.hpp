#pragma once
#include <cstdint>

namespace qingliu {

/// Manning friction of one row of cells: coefficient g n^2 cos^(-13/3) per cell, or, when n falls with depth,
/// the factor g cos^(-13/3) per cell and n(h) = deep + (film - deep) exp(-h/h_v) by cover class.
struct FrictionRow {
  const double* coefficient;
  const std::int32_t* cover;    ///< class index
  const double* n_deep;         ///< by class [s m-1/3]
  const double* n_difference;   ///< by class: film - deep
  const double* inverse_decay;  ///< by class: 1/h_v [m-1]
  bool depends_on_depth;
};

}  // namespace qingliu
