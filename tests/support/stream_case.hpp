#pragma once
// The straight stream of the verification cases, for tests too.
#include "verification/stream_case.hpp"

namespace qingliu::test {

using verification::StreamCase;

}  // namespace qingliu::test
