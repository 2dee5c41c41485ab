// Orders of streams, and the ground beside them.
#include <catch2/catch.hpp>
#include <cmath>

#include "run/measure_streams.hpp"

using namespace qingliu;
using namespace qingliu::run;

namespace {

/// Reaches with what they flow into, each of one segment of 10 m.
StreamNetwork tree(const std::vector<int>& downstream) {
  StreamNetwork n;
  n.sections.push_back(Section::trapezoid(2.0, 0.0, 1.0));
  n.segments.resize(downstream.size());
  n.reaches.resize(downstream.size());
  for (std::size_t r = 0; r < downstream.size(); ++r) {
    const int segment = static_cast<int>(downstream.size() - 1 - r);
    n.reaches[r] = {"R", downstream[r], segment, segment + 1};
    n.segments[segment].reach = static_cast<int>(r);
  }
  return n;
}

/// A straight stream 2 m wide of five cells of 10 m that runs south, and a bend to the east after them.
StreamNetwork bent() {
  StreamNetwork n;
  n.sections.push_back(Section::trapezoid(2.0, 0.0, 1.0));
  n.reaches.push_back({"R1", -1, 0, 8});
  for (int k = 0; k < 8; ++k) {
    Segment s;
    s.downstream = k < 7 ? k + 1 : -1;
    s.x = k < 5 ? 0.0 : 10.0 * (k - 4);
    s.y = k < 5 ? 100.0 - 10.0 * k : 60.0;
    s.chainage = 5.0 + 10.0 * k;
    s.length = 10.0;
    n.segments.push_back(s);
  }
  return n;
}

double area_of(const std::vector<io::Polygon>& polygons) {
  const io::CellFrame frame{400, 400, 0.5, -50.0, 0.0};
  double sum = 0.0;
  for (const double share : io::covered_share(polygons, frame)) sum += 0.25 * share;
  return sum;
}

}  // namespace

TEST_CASE("orders after Strahler: two of an order make the next, a smaller one joins without",
          "[run][placing]") {
  // R1 <- R2 (two sources) and R3 (a source): 2, 2, 1, 1, 1
  CHECK(strahler_orders(tree({-1, 0, 0, 1, 1})) == std::vector<int>{2, 2, 1, 1, 1});
  // both branches of R1 are of order 2
  CHECK(strahler_orders(tree({-1, 0, 0, 1, 1, 2, 2})) == std::vector<int>{3, 2, 2, 1, 1, 1, 1});
  // three sources meet
  CHECK(strahler_orders(tree({-1, 0, 0, 0})) == std::vector<int>{2, 1, 1, 1});
}

TEST_CASE("ground beside a straight stretch is its length times its width, on each side", "[run][placing]") {
  const StreamNetwork n = bent();
  CHECK(length_of(n, 0) == 80.0);
  CHECK(area_of(beside_reach(n, 0, 10.0, 40.0, 4.0, Side::left)) == Approx(120.0));
  CHECK(area_of(beside_reach(n, 0, 10.0, 40.0, 4.0, Side::both)) == Approx(240.0));
  // The first stretch runs south from y = 105: its left is the east, beyond the water's edge at x = 1.
  for (const io::Polygon& p : beside_reach(n, 0, 0.0, 30.0, 4.0, Side::left)) {
    for (const auto& [x, y] : p.front()) {
      CHECK((x >= 1.0 - 1e-9 && x <= 5.0 + 1e-9));
      CHECK((y >= 75.0 - 1e-9 && y <= 105.0 + 1e-9));
    }
  }
  // Around the outer side of the bend the corner is filled: 40 + 30 m of strip and a corner that is more
  // than the triangle between its ends and less than the square.
  const double outer = area_of(beside_reach(n, 0, 0.0, 80.0, 4.0, Side::right));
  CHECK(outer > 4.0 * 80.0);
  CHECK(outer < 4.0 * 80.0 + 25.0);
}
