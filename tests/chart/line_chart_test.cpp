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

TEST_CASE("the axis of one value holds 0, and ticks that differ", "[chart]") {
  for (const double value : {0.0, 4.0, -4.0, 1e-9, 41.0}) {
    const Scale scale = scale_for({value, value * (1.0 + 1e-12)}, false, {}, {});
    INFO(value);
    CHECK(scale.low <= 0.0);
    CHECK(scale.high >= 0.0);
    CHECK(scale.low <= value);
    CHECK(scale.high >= value);
    CHECK((value > 0.0 ? scale.low : value < 0.0 ? scale.high : scale.low) == 0.0);
    REQUIRE(scale.ticks.size() > 2);
    CHECK(scale.ticks[0].label != scale.ticks[1].label);
  }
  CHECK(scale_for({0.0, 0.0}, false, 0.0, {}).high == 1.0);
  CHECK(scale_for({20.0, 20.0}, false, 0.0, {}).high > 20.0);
  CHECK(scale_for({20.0, 20.0}, false, 19.0, 21.0).high == 21.0);
  CHECK(scale_for({20.0, 20.0}, false, 19.0, 21.0).low == 19.0);
  CHECK(scale_for({5.0, 5.0}, false, 0.0, {}).low == 0.0);
  CHECK(scale_for({5.0}, false, 5.0, 5.0).high > 5.0);
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

TEST_CASE("a name longer than the chart is cut in its legend, never inside a character", "[chart]") {
  LineChart chart;
  std::string name;
  for (int n = 0; n < 150; ++n) name += "\u5761a";
  chart.series = {{name, {0, 1}, {0, 1}}};
  const std::string svg = to_svg(chart);
  CHECK(svg.find(name) == std::string::npos);
  const std::size_t cut = svg.find("\u2026");
  REQUIRE(cut != std::string::npos);
  const std::size_t begin = svg.rfind('>', cut) + 1;
  CHECK(((cut - begin) % 4 == 0 || (cut - begin) % 4 == 3));  // whole pairs of 3 + 1 bytes, or one more of 3
  CHECK(cut - begin < 200);
}
