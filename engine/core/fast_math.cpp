#include "core/fast_math.hpp"

namespace qingliu {

const double hidden_zero = 0.0;
const float hidden_zero_single = 0.0f;

}  // namespace qingliu
