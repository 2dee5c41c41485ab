#include "chart/line_chart.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "chart/number_text.hpp"
#include "chart/scale.hpp"

using namespace qingliu::chart;

TEST_CASE("numbers for readers keep their significant digits", "[chart]") {
  CHECK(number_text(0.012345) == "0.0123");
  CHECK(number_text(45000.0) == "45000");
  CHECK(number_text(1.2e-7) == "1.2·10⁻⁷");
  CHECK(number_text(1e-12) == "10⁻¹²");
  CHECK(number_text(-2.5e8) == "−2.5·10⁸");
  CHECK(number_text(0.0) == "0");
  CHECK(number_text(99.96) == "100");
  CHECK(number_text(100.0, 1) == "100");
  CHECK(number_text(std::nan("")) == "not a number");
}

TEST_CASE("a linear scale has round ticks around the data", "[chart]") {
  const Scale scale = scale_for({0.3, 9.7}, false, {}, {});
  CHECK(scale.low == 0.0);
  CHECK(scale.high == 10.0);
  REQUIRE(scale.ticks.size() == 6);
  CHECK(scale.ticks[1].label == "2");
  CHECK(scale.place(5.0) == Approx(0.5));
  CHECK(scale_for({4.0, 4.0}, false, {}, {}).high > 4.0);
}

TEST_CASE("a logarithmic scale has decades and leaves out what is not above zero", "[chart]") {
  const Scale scale = scale_for({0.0, -1.0, 2e-4, 30.0}, true, {}, {});
  CHECK(scale.low == Approx(1e-4));
  CHECK(scale.high == Approx(100.0));
  CHECK(scale.place(0.1) == Approx(0.5));
  CHECK(scale.ticks.front().label == "10⁻⁴");
  CHECK_FALSE(scale.holds(0.0));
}

TEST_CASE("a chart is one svg with every series in its legend, the same each time", "[chart]") {
  LineChart chart;
  chart.title = "depth & level";
  chart.x.title = "x [m]";
  chart.y.title = "h [m]";
  chart.series = {{"exact", {0, 1, 2}, {0, 1, 4}, Mark::line},
                  {"full", {0, 1, 2}, {0, NAN, 4}, Mark::circles}};
  const std::string svg = to_svg(chart);
  CHECK(svg.rfind("<svg", 0) == 0);
  CHECK(svg.find("depth &amp; level") != std::string::npos);
  CHECK(svg.find(">exact<") != std::string::npos);
  CHECK(svg.find(">full<") != std::string::npos);
  CHECK(svg.find("nan") == std::string::npos);
  CHECK(svg == to_svg(chart));
}
