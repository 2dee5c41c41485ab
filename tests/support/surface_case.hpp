#pragma once
// The small watershed of the verification cases, for tests too.
#include "verification/surface_case.hpp"

namespace qingliu::testing {

using verification::SurfaceCase;

}  // namespace qingliu::testing
