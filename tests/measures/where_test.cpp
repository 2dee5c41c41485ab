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

TEST_CASE("a condition may ask for columns of the layer, as text or as numbers", "[measures]") {
  const std::vector<std::string> columns{"village", "priority", "use"};
  const measures::Attributes shape{{"village", "Pingdong"}, {"priority", "2"}, {"use", "none"}};
  const auto of_shape = [&](const std::string& text) {
    measures::CellFacts cell = orchard;
    cell.shape = &shape;
    return Where(text, {}, columns).holds(cell);
  };
  CHECK(of_shape("village == 'Pingdong'"));
  CHECK_FALSE(of_shape("village != 'Pingdong'"));
  CHECK(of_shape("priority <= 2 and slope_deg < 15"));
  CHECK_FALSE(of_shape("priority > 2 or slope_deg > 15"));
  CHECK(of_shape("village in ['Huangqiang', 'Pingdong'] and not (priority == 1)"));
  CHECK_FALSE(of_shape("village < 3"));                             // no number
  CHECK(of_shape("use == 'orchard'"));                              // the cell's own use comes first
  CHECK_FALSE(Where("priority >= 0", {}, columns).holds(orchard));  // no shape there
  const Where both("village == 'x' or priority == 2 or village == 'Pingdong'", {}, columns);
  CHECK(both.asked_of_layer() == std::vector<std::string>{"village", "priority"});
  CHECK(both.answers(shape) == std::vector<bool>{false, true, true});
}

TEST_CASE("a condition knows which classes it names, as text and as numbers", "[measures]") {
  const Where where(
      "use != 'forrest' or not (use in ['shrub', 2, 'shrub'] and soil == 'loam') or slope_deg > 20", {},
      {"owner"});
  CHECK(where.asked_of("use").names == std::vector<std::string>{"forrest", "shrub"});
  CHECK(where.asked_of("use").ids == std::vector<double>{2.0});
  CHECK(where.asked_of("soil").names == std::vector<std::string>{"loam"});
  CHECK(where.asked_of("soil").ids.empty());
  CHECK(Where("use > 3", {}).asked_of("use").ids.empty());  // order asks for no class
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
