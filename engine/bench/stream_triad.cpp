#include "bench/stream_triad.hpp"

#include <omp.h>

#include <algorithm>
#include <memory>

#include "run/progress.hpp"

namespace qingliu::bench {

double stream_triad(int threads) {
  constexpr long elements = 40'000'000;
  constexpr int passes = 8;
  const std::unique_ptr<double[]> a(new double[elements]), b(new double[elements]), c(new double[elements]);
  omp_set_num_threads(threads);
#pragma omp parallel for schedule(static)
  for (long k = 0; k < elements; ++k) {
    a[k] = 0.0;
    b[k] = 1.0;
    c[k] = 2.0;
  }
  double shortest = 1e300;
  for (int pass = 0; pass < passes; ++pass) {
    const run::Stopwatch watch;
#pragma omp parallel for simd schedule(static)
    for (long k = 0; k < elements; ++k) a[k] = b[k] + 3.0 * c[k];
    shortest = std::min(shortest, watch.seconds());
  }
  return 3.0 * sizeof(double) * elements / shortest;
}

}  // namespace qingliu::bench
