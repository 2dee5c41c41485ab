#pragma once
// How bed and water exchange grains: the law of Hairsine & Rose, which is the default
// (hairsine_rose_laws.hpp), or one of those in closure_row.hpp.
namespace qingliu::erosion {

enum class ClosureLaw { hairsine_rose, deficit, wepp, cohesive };

struct Closure {
  ClosureLaw law = ClosureLaw::hairsine_rose;
  /// [-] of the settling velocity with which an overloaded flow deposits. WEPP: beta = 0.5 (Foster et al.
  /// 1995)
  double deposition_factor = 1.0;
  /// [Pa] cohesive: at and above this shear nothing settles (Krone 1962)
  double deposition_shear = 0.1;
};

}  // namespace qingliu::erosion
