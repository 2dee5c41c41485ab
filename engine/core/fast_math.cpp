#include "core/fast_math.hpp"

namespace qingliu {

const double hidden_zero = 0.0;

}  // namespace qingliu
