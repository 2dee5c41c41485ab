#include <catch2/catch.hpp>
#include <string>

#include "measures/where.hpp"

using namespace qingliu;
using measures::Where;

namespace {

const measures::CellFacts orchard{"orchard", "granite", 4, 2, 12.0, 190.0, 85.0, 30.0, 2};

bool holds(const std::string& text) { return Where(text, {}).holds(orchard); }

std::string complaint(const std::string& text) {
  try {
    Where(text, {});
  } catch (const InputError& error) {
    return error.findings().front().message;
  }
  return "";
}

}  // namespace

TEST_CASE("conditions compare names, class numbers, slope, aspect and height", "[measures]") {
  CHECK(holds(""));
  CHECK(holds("use == 'orchard' and slope_deg < 15"));
  CHECK_FALSE(holds("use == 'orchard' and slope_deg >= 15"));
  CHECK(holds("use == 4"));
  CHECK(holds("use in ['paddy', \"orchard\"]"));
  CHECK(holds("use in [1, 4]"));
  CHECK_FALSE(holds("soil != 'granite'"));
  CHECK(holds("aspect_deg > 135 and aspect_deg <= 225"));
  CHECK(holds("not (elevation_m < 80 or slope_deg > 25)"));
  CHECK(holds("elevation_m > -10.5"));
  CHECK(holds("stream_order >= 2 and stream_distance_m < 50"));
  CHECK_FALSE(holds("stream_order in [1, 3]"));
}

TEST_CASE("a condition knows whether it speaks of streams", "[measures]") {
  CHECK(Where("use == 4 or not (stream_order > 1)", {}).asks_for_streams());
  CHECK_FALSE(Where("use == 4 or not (slope_deg > 1)", {}).asks_for_streams());
  CHECK_FALSE(Where("", {}).asks_for_streams());
}

TEST_CASE("and binds closer than or", "[measures]") {
  CHECK(holds("use == 4 or use == 5 and slope_deg > 80"));
  CHECK_FALSE(holds("(use == 4 or use == 5) and slope_deg > 80"));
}

TEST_CASE("a condition that says nothing is explained", "[measures]") {
  CHECK(complaint("slope < 15").find("did you mean slope_deg?") != std::string::npos);
  CHECK(complaint("village == 3").find("no column 'village'") != std::string::npos);
  CHECK(complaint("use = 'orchard'").find("wants one of") != std::string::npos);
  CHECK(complaint("use < 'orchard'").find("no order") != std::string::npos);
  CHECK(complaint("slope_deg < 'steep'").find("compared with numbers") != std::string::npos);
  CHECK(complaint("use == 'orchard").find("not closed") != std::string::npos);
  CHECK(complaint("(use == 4").find("not closed") != std::string::npos);
  CHECK(complaint("use == 4 use == 5").find("not expected") != std::string::npos);
  CHECK(complaint("slope_deg <").find("neither a number") != std::string::npos);
  CHECK(complaint("use in 4").find("wants a list") != std::string::npos);
  CHECK(complaint(std::string(300, '(') + "use == 4").find("too many brackets") != std::string::npos);
}
