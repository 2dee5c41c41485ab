#pragma once
#include "verification/noise.hpp"

namespace qingliu::testing {

using verification::noise;

}  // namespace qingliu::testing
