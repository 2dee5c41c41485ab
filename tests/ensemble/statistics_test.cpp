#include "ensemble/statistics.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <numbers>

#include "ensemble/samples.hpp"

using namespace qingliu::ensemble;

namespace {

/// Column d of the points.
std::vector<double> column(const std::vector<std::vector<double>>& points, std::size_t d) {
  std::vector<double> values;
  for (const auto& p : points) values.push_back(p[d]);
  return values;
}

}  // namespace

TEST_CASE("first-order sensitivities of the Ishigami function", "[ensemble]") {
  // Ishigami & Homma (1990): y = sin x1 + a sin^2 x2 + b x3^4 sin x1, x in (-pi, pi); closed forms of the
  // shares.
  constexpr double a = 7.0, b = 0.1, pi = std::numbers::pi;
  const double first = 0.5 * std::pow(1.0 + b * std::pow(pi, 4) / 5.0, 2), second = a * a / 8.0;
  const double variance = a * a / 8.0 + b * std::pow(pi, 4) / 5.0 + b * b * std::pow(pi, 8) / 18.0 + 0.5;
  for (const Method method : {Method::latin_hypercube, Method::sobol}) {
    const auto points = unit_points(method, 8192, 3, 5);
    std::vector<double> values;
    for (const auto& p : points) {
      const double x1 = pi * (2 * p[0] - 1), x2 = pi * (2 * p[1] - 1), x3 = pi * (2 * p[2] - 1);
      values.push_back(std::sin(x1) + a * std::sin(x2) * std::sin(x2) + b * std::pow(x3, 4) * std::sin(x1));
    }
    // The sampling error of a share from n points is of the order of 1/sqrt(n) = 0.011.
    CHECK(first_order(column(points, 0), values) == Approx(first / variance).margin(0.02));
    CHECK(first_order(column(points, 1), values) == Approx(second / variance).margin(0.02));
    CHECK(first_order(column(points, 2), values) == Approx(0.0).margin(0.02));
  }
}

TEST_CASE("a linear function of independent factors: shares are squares of coefficients", "[ensemble]") {
  const auto points = unit_points(Method::sobol, 4096, 3, 1);
  std::vector<double> values;
  for (const auto& p : points) values.push_back(4.0 * p[0] + 2.0 * p[1] - 1.0 * p[2]);
  CHECK(first_order(column(points, 0), values) == Approx(16.0 / 21.0).margin(0.01));
  CHECK(first_order(column(points, 1), values) == Approx(4.0 / 21.0).margin(0.01));
  CHECK(first_order(column(points, 2), values) == Approx(1.0 / 21.0).margin(0.01));
}

TEST_CASE("crossed options: the shares of an analysis of variance", "[ensemble]") {
  // 3 x 4 options, additive: 10 times the first, once the second. Population variances 200/3 and 5/4 per
  // member.
  std::vector<double> first, second, values;
  for (int r = 0; r < 50; ++r) {
    for (int i = 0; i < 3; ++i) {
      for (int j = 0; j < 4; ++j) {
        first.push_back(i), second.push_back(j);
        values.push_back(10.0 * i + j);
      }
    }
  }
  const double whole = 200.0 / 3.0 + 1.25;
  CHECK(first_order(first, values) == Approx(200.0 / 3.0 / whole).margin(1e-3));
  CHECK(first_order(second, values) == Approx(1.25 / whole).margin(1e-2));
}

TEST_CASE("nothing to tell gives no number", "[ensemble]") {
  CHECK(std::isnan(first_order({1, 2, 3, 4}, {5, 5, 5, 5})));
  CHECK(std::isnan(first_order({1, 1, 1, 1}, {1, 2, 3, 4})));
  CHECK(std::isnan(first_order({1, 2}, {1, 2})));
}

TEST_CASE("quantiles lie linearly between ordered values, missing ones do not count", "[ensemble]") {
  const double nan = std::nan("");
  CHECK(quantile({4, nan, 1, 3, 2}, 0.5) == 2.5);
  CHECK(quantile({4, 1, 3, 2}, 0.0) == 1.0);
  CHECK(quantile({4, 1, 3, 2}, 1.0) == 4.0);
  CHECK(quantile({4, 1, 3, 2}, 0.25) == 1.75);
  CHECK(std::isnan(quantile({nan}, 0.5)));
}
