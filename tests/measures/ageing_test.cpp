#include <catch2/catch.hpp>
#include <vector>

#include "measures/ageing_laws.hpp"

using namespace qingliu::measures;

TEST_CASE("cover grows from 0.30 to 0.78 in four years, as measured in Changting", "[measures][laws]") {
  CHECK(grown(0.30, 0.85, 4.0, 1.94) == Approx(0.78).margin(0.005));
  CHECK(grown(0.30, 0.85, 0.0, 1.94) == 0.30);
  CHECK(grown(0.30, 0.85, -1.0, 1.94) == 0.30);
  CHECK(grown(0.30, 0.85, 100.0, 1.94) == Approx(0.85).epsilon(1e-12));
}

TEST_CASE("what nobody keeps up is half as good after its half-life", "[measures][laws]") {
  CHECK(condition(0.0, 8.0) == 1.0);
  CHECK(condition(8.0, 8.0) == Approx(0.5).epsilon(1e-14));
  CHECK(condition(24.0, 8.0) == Approx(0.125).epsilon(1e-14));
}

TEST_CASE("a multiplier holds for its year, the last one for ever", "[measures][laws]") {
  const std::vector<double> years{1.10, 1.06, 0.70};
  CHECK(of_year(years, 0.0) == 1.10);
  CHECK(of_year(years, 0.99) == 1.10);
  CHECK(of_year(years, 1.0) == 1.06);
  CHECK(of_year(years, 30.0) == 0.70);
}
