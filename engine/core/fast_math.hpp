#pragma once
// Elementary functions of the engine's own: branch-free, so that loops over them vectorise, and made of +, -,
// *, /, sqrt and bit operations only, so that every processor and every C library gives the same bits.
// Nothing that feeds the state uses libm's pow, exp, log or cbrt. Errors are measured in
// tests/core/fast_math_test.cpp.
#include <bit>
#include <cmath>
#include <cstdint>

namespace qingliu {

#define QINGLIU_INLINE inline __attribute__((always_inline))

QINGLIU_INLINE double min_of(double a, double b) { return a < b ? a : b; }
QINGLIU_INLINE double max_of(double a, double b) { return a > b ? a : b; }
QINGLIU_INLINE float min_of(float a, float b) { return a < b ? a : b; }
QINGLIU_INLINE float max_of(float a, float b) { return a > b ? a : b; }

/// 0 that the compiler cannot see. Where it sees one, g++ 12 makes of max(x, 0) in a loop of vectors a
/// comparison and a mask, two instructions for one.
extern const double hidden_zero;
extern const float hidden_zero_single;

/// max(x, 0) and min(x, 0) for loops.
QINGLIU_INLINE double positive_part(double x) { return max_of(x, hidden_zero); }
QINGLIU_INLINE double negative_part(double x) { return min_of(x, hidden_zero); }
QINGLIU_INLINE float positive_part(float x) { return max_of(x, hidden_zero_single); }
QINGLIU_INLINE float negative_part(float x) { return min_of(x, hidden_zero_single); }

/// minmod(a, b): 0 where the signs differ, else the smaller in magnitude: the middle one of a, b and 0.
QINGLIU_INLINE double minmod(double a, double b) { return max_of(min_of(a, b), negative_part(max_of(a, b))); }
QINGLIU_INLINE float minmod(float a, float b) { return max_of(min_of(a, b), negative_part(max_of(a, b))); }

/// 1 / cbrt(x), relative error < 1e-4: a bit seed and two Newton steps.
QINGLIU_INLINE float inverse_cbrt_start(float x) {
  std::int32_t bits = std::bit_cast<std::int32_t>(x);
  bits = 0x54a2fa8c - bits / 3;
  float t = std::bit_cast<float>(bits);
  const float third = 1.0f / 3.0f;
  t = t * (4.0f - x * t * (t * t)) * third;
  t = t * (4.0f - x * t * (t * t)) * third;
  return t;
}

/// 1 / cbrt(x) for x > 0 in the float range [1e-37, 1e37]; relative error < 4e-16 after one double Newton
/// step.
QINGLIU_INLINE double inverse_cbrt(double x) {
  const double s = static_cast<double>(inverse_cbrt_start(static_cast<float>(x)));
  const double r = 1.0 - (x * s) * (s * s);  // cubic step: (1-r)^(-1/3) = 1 + r/3 + 2 r2/9 + ...
  const double s1 = s + s * (r * (1.0 / 3.0 + r * (2.0 / 9.0 + r * (14.0 / 81.0))));
  return s1;
}

/// The same of single precision; relative error < 2e-7.
QINGLIU_INLINE float inverse_cbrt(float x) {
  const float s = inverse_cbrt_start(x);
  const float r = 1.0f - (x * s) * (s * s);
  return s + s * (r * (1.0f / 3.0f + r * (2.0f / 9.0f)));
}

/// cbrt(x) for x > 0 in the float range.
QINGLIU_INLINE double cbrt_of(double x) {
  const double t = inverse_cbrt(x);
  return x * (t * t);
}

/// exp(x); x is limited to [-700, 700]. Relative error < 4e-16.
QINGLIU_INLINE double exp_of(double x) {
  x = max_of(-700.0, min_of(x, 700.0));
  const double shifter = 6755399441055744.0;  // 1.5 * 2^52: rounds to the nearest integer
  const double shifted = x * 1.4426950408889634074 + shifter;
  const double n = shifted - shifter;
  double r = x - n * 6.93147180369123816490e-01;  // ln 2 in two parts
  r = r - n * 1.90821492927058770002e-10;
  double p = 1.0 / 479001600.0;
  p = p * r + 1.0 / 39916800.0;
  p = p * r + 1.0 / 3628800.0;
  p = p * r + 1.0 / 362880.0;
  p = p * r + 1.0 / 40320.0;
  p = p * r + 1.0 / 5040.0;
  p = p * r + 1.0 / 720.0;
  p = p * r + 1.0 / 120.0;
  p = p * r + 1.0 / 24.0;
  p = p * r + 1.0 / 6.0;
  p = p * r + 0.5;
  p = p * r * r + r;
  const std::int64_t k = std::bit_cast<std::int64_t>(shifted) - std::bit_cast<std::int64_t>(shifter);
  const double scale = std::bit_cast<double>((k + 1023) << 52);
  return scale + scale * p;
}

/// The same of single precision; x is limited to [-87, 88]. Relative error < 2e-7.
QINGLIU_INLINE float exp_of(float x) {
  x = max_of(-87.0f, min_of(x, 88.0f));
  const float shifter = 12582912.0f;  // 1.5 * 2^23
  const float shifted = x * 1.44269504f + shifter;
  const float n = shifted - shifter;
  float r = x - n * 0.693145752f;  // ln 2 in two parts
  r = r - n * 1.42860677e-6f;
  float p = 1.0f / 5040.0f;
  p = p * r + 1.0f / 720.0f;
  p = p * r + 1.0f / 120.0f;
  p = p * r + 1.0f / 24.0f;
  p = p * r + 1.0f / 6.0f;
  p = p * r + 0.5f;
  p = p * r * r + r;
  const std::int32_t k = std::bit_cast<std::int32_t>(shifted) - std::bit_cast<std::int32_t>(shifter);
  const float scale = std::bit_cast<float>((k + 127) << 23);
  return scale + scale * p;
}

/// ln(1 + y) for y > -0.29 (kept exact for small y). Relative error < 1e-15.
QINGLIU_INLINE double log1p_of(double y) {
  const double x = 1.0 + y;
  const bool small = y < 0.41;
  const std::int64_t bits = std::bit_cast<std::int64_t>(x);
  const std::int64_t e = ((bits + 0x00095f6200000000LL) >> 52) - 1023;  // mantissa into [0.707, 1.414)
  const double exponent = small ? 0.0 : static_cast<double>(static_cast<std::int32_t>(e));
  const double m = std::bit_cast<double>(bits - (e << 52));
  const double numerator = small ? y : m - 1.0;
  const double denominator = small ? 2.0 + y : m + 1.0;
  const double s = numerator / denominator;
  const double q = s * s;
  double p = 1.0 / 21.0;
  p = p * q + 1.0 / 19.0;
  p = p * q + 1.0 / 17.0;
  p = p * q + 1.0 / 15.0;
  p = p * q + 1.0 / 13.0;
  p = p * q + 1.0 / 11.0;
  p = p * q + 1.0 / 9.0;
  p = p * q + 1.0 / 7.0;
  p = p * q + 1.0 / 5.0;
  p = p * q + 1.0 / 3.0;
  return (2.0 * s + 2.0 * s * q * p) + exponent * 0.69314718055994530942;
}

/// ln(x) for normal x > 0.
QINGLIU_INLINE double log_of(double x) {
  const std::int64_t bits = std::bit_cast<std::int64_t>(x);
  const std::int64_t e = ((bits + 0x00095f6200000000LL) >> 52) - 1023;
  const double exponent = static_cast<double>(static_cast<std::int32_t>(e));
  const double m = std::bit_cast<double>(bits - (e << 52));
  const double s = (m - 1.0) / (m + 1.0);
  const double q = s * s;
  double p = 1.0 / 21.0;
  p = p * q + 1.0 / 19.0;
  p = p * q + 1.0 / 17.0;
  p = p * q + 1.0 / 15.0;
  p = p * q + 1.0 / 13.0;
  p = p * q + 1.0 / 11.0;
  p = p * q + 1.0 / 9.0;
  p = p * q + 1.0 / 7.0;
  p = p * q + 1.0 / 5.0;
  p = p * q + 1.0 / 3.0;
  return (2.0 * s + 2.0 * s * q * p) + exponent * 0.69314718055994530942;
}

/// 2^x for x in [-1000, 1000], relative error < 2e-12: for laws fitted to measurements. Polynomial of 2^r
/// through the exact values at the nine Chebyshev points of [-1/2, 1/2].
QINGLIU_INLINE double coarse_exp2(double x) {
  const double shifter = 6755399441055744.0;  // see exp_of
  const double shifted = x + shifter;
  const double r = x - (shifted - shifter);
  double p = 1.3255224878668817e-06;
  p = p * r + 1.5310079402249296e-05;
  p = p * r + 0.00015403455852453838;
  p = p * r + 0.0013333450568000645;
  p = p * r + 0.009618129159402558;
  p = p * r + 0.05550410941205933;
  p = p * r + 0.2402265069581299;
  p = p * r + 0.6931471805459335;
  p = p * r + 1.0;
  const std::int64_t k = std::bit_cast<std::int64_t>(shifted) - std::bit_cast<std::int64_t>(shifter);
  return p * std::bit_cast<double>((k + 1023) << 52);
}

/// log2(x) for normal x > 0, error < 4e-12: the companion of coarse_exp2.
QINGLIU_INLINE double coarse_log2(double x) {
  const std::int64_t bits = std::bit_cast<std::int64_t>(x);
  const std::int64_t e = ((bits + 0x00095f6200000000LL) >> 52) - 1023;  // mantissa into [0.707, 1.414)
  const double m = std::bit_cast<double>(bits - (e << 52));
  const double s = (m - 1.0) / (m + 1.0);
  const double q = s * s;
  double p = 1.0 / 13.0;
  p = p * q + 1.0 / 11.0;
  p = p * q + 1.0 / 9.0;
  p = p * q + 1.0 / 7.0;
  p = p * q + 1.0 / 5.0;
  p = p * q + 1.0 / 3.0;
  p = p * q + 1.0;
  const double of_mantissa = (2.0 * 1.4426950408889634074) * s * p;
  return static_cast<double>(static_cast<std::int32_t>(e)) + of_mantissa;
}

/// x^y for x > 0 by exp(y ln x); relative error about |y ln x| * 2e-16.
QINGLIU_INLINE double pow_of(double x, double y) { return exp_of(y * log_of(x)); }

}  // namespace qingliu
