// Lines given for streams are laid onto the drainage: names, chainage and lengths are theirs; what cannot be
// a tree of streams is said with its place, all at once.
#include <catch2/catch.hpp>
#include <cmath>

#include "core/error.hpp"
#include "network/polyline.hpp"
#include "network/trace_reaches.hpp"

using namespace qingliu;

namespace {

/// A valley that falls south along its middle column, into which every row drains: cells of 10 m, middle at
/// x = 205 m, rows centred on 5, 15, ... 595 m.
struct Valley {
  static constexpr int nx = 41, ny = 60, middle = 20;
  Grid grid{nx, ny, 10.0, 0.0, 0.0, "", std::vector<std::uint8_t>(nx* ny, 1)};
  std::vector<std::int64_t> receivers;
  std::vector<double> area, elevation;

  Valley() {
    for (int j = 0; j < ny; ++j) {
      for (int i = 0; i < nx; ++i) {
        const int aside = std::abs(i - middle), step = i < middle ? 1 : -1;
        receivers.push_back(aside > 0 ? j * nx + i + step : (j > 0 ? (j - 1) * nx + i : -1));
        area.push_back(100.0 * (aside > 0 ? middle + 1 - aside : (ny - j) * nx));
        elevation.push_back(100.0 + 0.1 * j + 0.1 * aside);
      }
    }
  }
  LaidLines lay(std::vector<GivenLine> lines, double snap = 15.0) const {
    return lay_lines(grid, receivers, elevation, std::move(lines), snap);
  }
  StreamNetwork network(const LaidLines& laid, double least_area = 1e300) const {
    StreamShape shape;
    shape.least_area = least_area;
    TraceReport report;
    return trace_reaches(grid, receivers, area, elevation, shape, report, laid);
  }
  std::vector<std::string> faults(std::vector<GivenLine> lines) const {
    std::vector<std::string> found;
    try {
      lay(std::move(lines));
    } catch (const InputError& error) {
      for (const Finding& finding : error.findings()) found.push_back(finding.message);
    }
    return found;
  }
};

GivenLine line(const std::string& name, std::vector<LinePoint> points) {
  GivenLine given;
  given.name = name;
  given.points = std::move(points);
  return given;
}

double length_of(const StreamNetwork& network, const std::string& name) {
  double sum = 0.0;
  for (const int n : network.segments_of(name)) sum += network.segments[n].length;
  return sum;
}

}  // namespace

TEST_CASE("given lines bring their names, sizes and one chainage through a confluence", "[network][lines]") {
  const Valley valley;
  GivenLine upper = line("Ma Xi", {{208.0, 595.0}, {205.0, 305.0}});
  GivenLine lower = line("Ma Xi", {{205.0, 305.0}, {205.0, 5.0}});
  GivenLine side = line("Side", {{355.0, 309.0}, {205.0, 305.0}});
  side.width = 2.4;
  side.depth = 0.9;
  side.manning_n = 0.06;
  const StreamNetwork network = valley.network(valley.lay({side, lower, upper}));
  CHECK_NOTHROW(check_network(network));
  REQUIRE(network.reaches.size() == 3);
  const std::vector<int> main = network.segments_of("Ma Xi"), branch = network.segments_of("Side");
  REQUIRE(main.size() == 60);
  REQUIRE(branch.size() == 15);
  // The lines run down the rows: chainage is the way from the top, to within half a cell.
  for (const int n : main) {
    CAPTURE(network.segments[n].y);
    CHECK(network.segments[n].chainage == Approx(595.0 - network.segments[n].y).margin(5.0));
  }
  CHECK(length_of(network, "Ma Xi") == Approx(600.0).margin(10.0));
  CHECK(network.segments[network.segment_at("Ma Xi", 400.0)].y == Approx(195.0).margin(5.01));
  for (const int n : branch) {
    const Segment& s = network.segments[n];
    CHECK(network.sections[s.section].bank_width() == Approx(2.4));
    CHECK(s.bank - s.bed == Approx(0.9));
    CHECK(s.manning_n == 0.06);
  }
  // Widths that the lines do not give are those by watershed.
  const Segment& outlet = network.segments[main.back()];
  CHECK(network.sections[outlet.section].bank_width() == Approx(1.5 * std::sqrt(outlet.area / 1e6)));
  CHECK(network.names_in_words() == "Ma Xi, Side");
}

TEST_CASE("a winding line is longer than the way from cell to cell, and so are its segments",
          "[network][lines]") {
  const Valley valley;
  std::vector<LinePoint> zigzag;
  for (int n = 0; n <= 58; ++n) zigzag.emplace_back(n % 2 == 0 ? 200.0 : 210.0, 590.0 - 10.0 * n);
  const StreamNetwork network = valley.network(valley.lay({line("Bends", zigzag)}));
  // Between cells 10 m apart the line goes 10 sqrt(2) m.
  for (const int n : network.segments_of("Bends"))
    CHECK(network.segments[n].length == Approx(10.0 * std::sqrt(2.0)).epsilon(0.03));
}

TEST_CASE("a line that ends above the outlet is traced on, lines beyond the watershed are left out",
          "[network][lines]") {
  const Valley valley;
  const LaidLines laid = valley.lay(
      {line("Top", {{205.0, 595.0}, {205.0, 405.0}}), line("Away", {{900.0, 90.0}, {900.0, 10.0}})});
  CHECK(laid.outside == 1);
  CHECK(laid.traced_on == Approx(390.0).margin(20.0));
  const StreamNetwork network = valley.network(laid);
  CHECK(network.segments.size() == 60);
  CHECK(network.segments_of("Top").size() + network.segments_of("R1").size() == 60);
  CHECK(network.segments_of("Away").empty());
}

TEST_CASE("traced streams go on beside given ones where a watershed is asked for", "[network][lines]") {
  const Valley valley;
  const LaidLines laid = valley.lay({line("Side", {{355.0, 305.0}, {205.0, 305.0}})});
  const StreamNetwork network = valley.network(laid, 1e5);  // the middle column from its 25th cell on
  CHECK(network.segments_of("Side").size() == 16);          // its end lies in the middle column
  CHECK(network.segments.size() == 15 + 36);
}

TEST_CASE("lines that make no tree are named with place and remedy, all at once", "[network][lines]") {
  const Valley valley;
  const std::vector<std::string> found = valley.faults(
      {line("a", {{105.0, 405.0}, {205.0, 405.0}}), line("b", {{205.0, 405.0}, {205.0, 205.0}}),
       line("c", {{205.0, 205.0}, {105.0, 405.0}}), line("up", {{305.0, 55.0}, {395.0, 55.0}})});
  REQUIRE(found.size() == 3);
  CHECK(
      found[0].find("stream line 'a' at x 105.0 m, y 405.0 m: it flows back into itself by way of 'b', 'c', "
                    "a loop") == 0);
  CHECK(found[1].find("stream line 'c'") == 0);
  CHECK(found[2].find("stream line 'up' at x 305.0 m, y 55.0 m: it runs uphill") == 0);
  CHECK(found[2].find("turn it round") != std::string::npos);

  const std::vector<std::string> ring =
      valley.faults({line("ring", {{105.0, 105.0}, {155.0, 105.0}, {155.0, 155.0}, {105.0, 105.0}})});
  REQUIRE(!ring.empty());
  CHECK(ring[0].find("it ends where it begins, a loop") != std::string::npos);

  const std::vector<std::string> far = valley.faults(
      {line("far", {{205.0, 595.0}, {245.0, 405.0}, {205.0, 105.0}}),
       line("twice", {{105.0, 505.0}, {205.0, 505.0}}), line("twice", {{105.0, 305.0}, {205.0, 305.0}})});
  REQUIRE(far.size() == 2);
  CHECK(far[0].find("another stream of this name begins at x 105.0 m, y 505.0 m") != std::string::npos);
  CHECK(far[1].find("stream line 'far' at x 2") == 0);
  CHECK(far[1].find("the terrain drains elsewhere, more than snap_m = 15 m from it") != std::string::npos);
}
