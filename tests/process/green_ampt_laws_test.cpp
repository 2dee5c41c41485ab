#include "process/infiltration/green_ampt_laws.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

using namespace qingliu;
using namespace qingliu::infiltration;

namespace {

long double exact_front_time(long double beta, long double y) {
  const long double excess =
      y < 1e-4L ? y * y * (0.5L - y * (1.0L / 3 - y * (0.25L - y * (0.2L - y / 6)))) : y - std::log1p(y);
  return beta * y + (1 - beta) * excess;
}

/// Inverse by bisection in long double, the reference of the tests below.
long double exact_front_advance(long double beta, long double kappa) {
  long double low = 0, high = 1e-3L;
  while (exact_front_time(beta, high) < kappa) high *= 2;
  for (int k = 0; k < 200; ++k) {
    const long double middle = 0.5L * (low + high);
    (exact_front_time(beta, middle) < kappa ? low : high) = middle;
  }
  return high;
}

double relative_error(double value, long double exact) {
  return static_cast<double>(std::fabs((value - exact) / exact));
}

}  // namespace

TEST_CASE("y minus ln(1+y) keeps its digits from 1e-12 to 1e6", "[infiltration][laws]") {
  double worst = 0;
  for (double y = 1e-12; y < 1e6; y *= 1.0137) {
    worst = std::max(worst, relative_error(excess_over_log1p(y), exact_front_time(0, y)));
  }
  CHECK(worst < 3e-15);
  CHECK(excess_over_log1p(0.0) == 0.0);
  double worst_small = 0;
  for (double y = 1e-12; y < small_advance; y *= 1.0137)
    worst_small =
        std::max(worst_small, relative_error(excess_over_log1p_of_small(y), exact_front_time(0, y)));
  CHECK(worst_small < 2e-15);
}

TEST_CASE(
    "the advance of the front inverts its time to 1e-11 for alpha in [-50, 1] and kappa in [1e-12, 1e3]",
    "[infiltration][laws]") {
  std::mt19937_64 random(7);
  std::uniform_real_distribution<double> unit(0.0, 1.0);
  double worst_four = 0, worst_two = 0, worst_small = 0;
  int small = 0;
  for (int n = 0; n < 20000; ++n) {
    const double kind = unit(random);
    const double spread = unit(random);
    const double beta = kind < 0.3   ? std::pow(10.0, -16 * spread)
                        : kind < 0.4 ? 0.0
                        : kind < 0.6 ? spread
                                     : 1 + 50 * spread;
    const double kappa = std::pow(10.0, -12.0 + 15.0 * unit(random));
    const long double exact = exact_front_advance(beta, kappa);
    worst_four = std::max(worst_four, relative_error(front_advance(beta, kappa), exact));
    if (needs_four_steps(beta, kappa) == 0) {
      worst_two = std::max(worst_two, relative_error(front_advance<2>(beta, kappa), exact));
    }
    const double start = small_advance_start(beta, kappa);
    if (start > small_advance) continue;
    ++small;
    worst_small = std::max(worst_small, relative_error(small_front_advance(beta, kappa, start), exact));
  }
  INFO("worst error with four steps " << worst_four << ", with two where they suffice " << worst_two
                                      << ", with one from a small start " << worst_small << " in " << small
                                      << " cases");
  CHECK(small > 5000);
  CHECK(worst_small < 1e-12);
  CHECK(worst_four < 1e-12);
  CHECK(worst_two < 1e-12);
}

TEST_CASE("the front stands still without time, at any beta", "[infiltration][laws]") {
  for (double beta : {0.0, 1e-12, 0.5, 1.0, 40.0}) CHECK(front_advance(beta, 0.0) == 0.0);
}
