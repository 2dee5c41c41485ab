#pragma once
#ifdef __SSE2__
#include <immintrin.h>
#endif

namespace qingliu {

/// Numbers below 2.2e-308 become 0 in the calling thread (they cost 1.6-1.8 times the whole step otherwise).
/// On processors other than x86-64 nothing happens.
inline void flush_denormals() {
#ifdef __SSE2__
  _mm_setcsr(_mm_getcsr() | 0x8040U);
#endif
}

}  // namespace qingliu
