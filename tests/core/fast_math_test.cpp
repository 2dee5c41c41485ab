#include <catch2/catch.hpp>

#include <cmath>

#include "core/fast_math.hpp"

using namespace qingliu;

TEST_CASE("own elementary functions agree with long double ones to a few units in the last place", "[core]") {
  double worst_exp = 0, worst_log = 0, worst_log1p = 0, worst_cbrt = 0;
  for (int k = 0; k <= 200000; ++k) {
    const double x = -690.0 + 1380.0 * k / 200000.0;
    const long double e = std::exp(static_cast<long double>(x));
    worst_exp = std::max(worst_exp, static_cast<double>(std::fabs((exp_of(x) - e) / e)));
    const double v = std::exp2(-100.0 + 200.0 * k / 200000.0);
    const long double c = std::cbrt(static_cast<long double>(v));
    worst_cbrt = std::max(worst_cbrt, static_cast<double>(std::fabs((cbrt_of(v) - c) / c)));
    worst_cbrt = std::max(worst_cbrt, static_cast<double>(std::fabs(inverse_cbrt(v) * c - 1.0L)));
    const long double l = std::log(static_cast<long double>(v));
    if (std::fabs(l) > 1e-3L)
      worst_log = std::max(worst_log, static_cast<double>(std::fabs((log_of(v) - l) / l)));
    const double y = std::exp2(-50.0 + 80.0 * k / 200000.0);
    const long double l1 = std::log1p(static_cast<long double>(y));
    worst_log1p = std::max(worst_log1p, static_cast<double>(std::fabs((log1p_of(y) - l1) / l1)));
  }
  CHECK(worst_exp < 1e-15);
  CHECK(worst_cbrt < 1e-15);
  CHECK(worst_log < 2e-15);
  CHECK(worst_log1p < 2e-15);
  CHECK(pow_of(7.3, 0.61) == Approx(std::pow(7.3, 0.61)).epsilon(1e-14));
}

TEST_CASE("those of single precision keep their stated errors", "[core]") {
  double worst_exp = 0, worst_cbrt = 0;
  for (int k = 0; k <= 200000; ++k) {
    const float x = -87.0f + 175.0f * static_cast<float>(k) / 200000.0f;
    const double e = std::exp(static_cast<double>(x));
    worst_exp = std::max(worst_exp, std::fabs((static_cast<double>(exp_of(x)) - e) / e));
    const float v = static_cast<float>(std::exp2(-100.0 + 200.0 * k / 200000.0));
    const double c = std::cbrt(static_cast<double>(v));
    worst_cbrt = std::max(worst_cbrt, std::fabs(static_cast<double>(inverse_cbrt(v)) * c - 1.0));
  }
  CAPTURE(worst_exp, worst_cbrt);
  CHECK(worst_exp < 2e-7);
  CHECK(worst_cbrt < 2e-7);
  CHECK(minmod(1.0f, 2.0f) == 1.0f);
  CHECK(minmod(1.0f, -2.0f) == 0.0f);
  CHECK(minmod(-3.0f, -2.0f) == -2.0f);
}

TEST_CASE("the coarse power and logarithm of 2 keep their stated errors", "[core]") {
  double worst_exp = 0, worst_log = 0;
  for (int k = 0; k <= 200000; ++k) {
    const double x = -1000.0 + 2000.0 * k / 200000.0;
    const long double e = std::exp2(static_cast<long double>(x));
    worst_exp = std::max(worst_exp, static_cast<double>(std::fabs((coarse_exp2(x) - e) / e)));
    const double v = std::exp2(0.9999 * x);
    worst_log = std::max(
        worst_log, static_cast<double>(std::fabs(coarse_log2(v) - std::log2(static_cast<long double>(v)))));
  }
  CHECK(worst_exp < 2e-12);
  CHECK(worst_log < 4e-12);
  CHECK(coarse_exp2(0.0) == 1.0);
}

TEST_CASE("the cube root commutes with scaling by powers of eight", "[core]") {
  for (double x = 1e-6; x < 1e3; x *= 1.37) CHECK(inverse_cbrt(x * 512.0) * 8.0 == inverse_cbrt(x));
}

TEST_CASE("minmod", "[core]") {
  CHECK(minmod(1.0, 2.0) == 1.0);
  CHECK(minmod(-1.0, -2.0) == -1.0);
  CHECK(minmod(1.0, -2.0) == 0.0);
  CHECK(minmod(-2.0, 1.0) == 0.0);
  CHECK(minmod(0.0, 3.0) == 0.0);
  CHECK(minmod(-3.0, 0.0) == 0.0);
}
