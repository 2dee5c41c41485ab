#include "ensemble/samples.hpp"

#include <catch2/catch.hpp>
#include <set>

using namespace qingliu::ensemble;

namespace {

/// Number of equal intervals out of `intervals` that hold a point's coordinate.
std::size_t filled(const std::vector<std::vector<double>>& points, std::size_t dimension,
                   std::size_t intervals) {
  std::set<std::size_t> hit;
  for (const auto& point : points)
    hit.insert(static_cast<std::size_t>(point[dimension] * static_cast<double>(intervals)));
  return hit.size();
}

}  // namespace

TEST_CASE("every coordinate has a point in each of n equal intervals", "[ensemble]") {
  const auto latin = unit_points(Method::latin_hypercube, 37, 5, 3);
  for (std::size_t d = 0; d < 5; ++d) CHECK(filled(latin, d, 37) == 37);
  // Sobol's is a (0, 1)-sequence in every coordinate: so for powers of two.
  for (const std::size_t count : {2, 16, 256, 1024}) {
    const auto sobol = unit_points(Method::sobol, count, most_sobol_dimensions, 3);
    for (std::size_t d = 0; d < most_sobol_dimensions; ++d) CHECK(filled(sobol, d, count) == count);
  }
}

TEST_CASE("the first two coordinates of Sobol's sequence are a (0, 2)-sequence", "[ensemble]") {
  // Every box of 2^-a by 2^-b holds one point of each run of 2^(a+b), a multiple of that apart.
  const int power = 8;
  const auto points = unit_points(Method::sobol, 1U << power, 2, 11);
  for (int a = 0; a <= power; ++a) {
    std::set<std::pair<int, int>> boxes;
    for (const auto& p : points)
      boxes.insert({static_cast<int>(p[0] * (1 << a)), static_cast<int>(p[1] * (1 << (power - a)))});
    CHECK(boxes.size() == points.size());
  }
}

TEST_CASE("points lie inside, and a seed gives the same points", "[ensemble]") {
  for (const Method method : {Method::latin_hypercube, Method::sobol}) {
    const auto points = unit_points(method, 100, 3, 1);
    for (const auto& point : points) {
      for (const double x : point) CHECK((x > 0.0 && x < 1.0));
    }
    CHECK(points == unit_points(method, 100, 3, 1));
    CHECK(points != unit_points(method, 100, 3, 2));
  }
}
