#include "network/section.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "core/error.hpp"

using qingliu::Section;

TEST_CASE("a trapezoid has the area, width and perimeter of its formulas", "[network][laws]") {
  const Section s = Section::trapezoid(2.0, 1.5, 3.0);
  const double y = 1.2;
  CHECK(s.area(y) == Approx((2.0 + 1.5 * y) * y).epsilon(1e-14));
  CHECK(s.width(y) == Approx(2.0 + 3.0 * y).epsilon(1e-14));
  CHECK(s.wetted_perimeter(y) == Approx(2.0 + 2.0 * y * std::sqrt(1.0 + 1.5 * 1.5)).epsilon(1e-14));
  CHECK(s.bank_width() == Approx(11.0).epsilon(1e-14));
}

TEST_CASE("above the bank the walls stand upright", "[network][laws]") {
  const Section s = Section::trapezoid(2.0, 1.0, 1.0);
  CHECK(s.area(3.0) == Approx(3.0 + 4.0 * 2.0).epsilon(1e-14));
  CHECK(s.wetted_perimeter(3.0) == Approx(2.0 + 2.0 * std::sqrt(2.0) + 4.0).epsilon(1e-14));
}

TEST_CASE("the depth of an area is the inverse of the area of a depth", "[network][laws]") {
  for (const Section& s :
       {Section::trapezoid(3.0, 0.0, 2.0), Section::trapezoid(0.0, 2.0, 2.0),
        Section::power_law(6.0, 2.0, 2.0), Section::surveyed({0, 1, 3, 4, 9}, {5, 3, 2.5, 3.5, 4.5})}) {
    for (const double y : {1e-9, 1e-3, 0.4, 1.1, 1.9, 2.5, 7.0})
      CHECK(s.depth_of_area(s.area(y)) == Approx(y).epsilon(1e-12));
    CHECK(s.depth_of_area(0.0) == 0.0);
  }
}

TEST_CASE("a parabola cut into strips keeps its area to a thousandth", "[network][laws]") {
  // w = W (y/B)^(1/2): A = 2/3 W B
  CHECK(Section::power_law(6.0, 2.0, 2.0).area(2.0) == Approx(8.0).epsilon(2e-3));
}

TEST_CASE("surveyed points give the width between the flanks", "[network][laws]") {
  const Section s = Section::surveyed({0, 2, 4, 6}, {4, 1, 1, 3});
  CHECK(s.bottom_width() == Approx(2.0));
  CHECK(s.height() == Approx(2.0));  // the lower bank
  CHECK(s.width(1.0) == Approx(2.0 + 2.0 / 3.0 + 1.0).epsilon(1e-14));
}

TEST_CASE("a section that shrinks upwards or has two hollows is refused", "[network][laws]") {
  CHECK_THROWS_AS(Section({0.0, 1.0, 2.0}, {2.0, 3.0, 2.5}), qingliu::InputError);
  CHECK_THROWS_AS(Section({0.0, 0.0}, {2.0, 3.0}), qingliu::InputError);
  CHECK_THROWS_AS(Section::surveyed({0, 1, 2, 3, 4}, {4, 1, 3, 1, 4}), qingliu::InputError);
}

TEST_CASE("a widened section has a strip more at every depth", "[network][laws]") {
  const qingliu::Section narrow = qingliu::Section::trapezoid(2.0, 0.5, 1.0);
  const qingliu::Section wide = qingliu::Section::trapezoid(3.5, 0.5, 1.0);
  for (const double y : {0.0, 0.3, 1.0, 1.7}) {
    CHECK(narrow.area(y, 1.5) == Approx(wide.area(y)).epsilon(1e-14));
    CHECK(narrow.width(y, 1.5) == Approx(wide.width(y)).epsilon(1e-14));
    CHECK(narrow.wetted_perimeter(y, 1.5) == Approx(wide.wetted_perimeter(y)).epsilon(1e-14));
    CHECK(narrow.depth_of_area(narrow.area(y, 1.5), 1.5) == Approx(y).margin(1e-14));
  }
}
