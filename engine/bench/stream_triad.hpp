#pragma once

namespace qingliu::bench {

/// Bandwidth of memory [byte s-1] by the triad a = b + s c over three arrays far larger than the caches
/// (STREAM; McCalpin 1995): best of several passes, 24 bytes counted per element.
double stream_triad(int threads);

}  // namespace qingliu::bench
