// What is wrong with a network is said with its place and the remedy, all at once.
#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "network/stream_network.hpp"

using namespace qingliu;

namespace {

/// A reach of five segments that falls by half a metre each.
StreamNetwork reach_of_five() {
  StreamNetwork network;
  network.sections = {Section::trapezoid(2.0, 0.0, 1.0)};
  network.reaches = {{"R1", -1, 0, 5}};
  for (int n = 0; n < 5; ++n) {
    Segment s;
    s.downstream = n < 4 ? n + 1 : -1;
    s.x = 10.0 + 20.0 * n;
    s.y = 50.0;
    s.chainage = 10.0 + 20.0 * n;
    s.length = s.way = 20.0;
    s.bank = 100.0 - 0.5 * n;
    s.bed = s.bank - 1.0;
    network.segments.push_back(s);
  }
  return network;
}

std::vector<std::string> findings_of(const StreamNetwork& network) {
  std::vector<std::string> found;
  try {
    check_network(network);
  } catch (const InputError& error) {
    for (const Finding& finding : error.findings()) found.push_back(finding.message);
  }
  return found;
}

}  // namespace

TEST_CASE("a sound network has no findings", "[network]") { CHECK(findings_of(reach_of_five()).empty()); }

TEST_CASE("a loop, a reach that runs uphill and a bed above its bank are named at once", "[network]") {
  StreamNetwork network = reach_of_five();
  network.segments[1].bank = 100.2;
  network.segments[1].bed = 99.4;      // above the bed of the segment before it
  network.segments[3].downstream = 2;  // back
  network.segments[4].bed = network.segments[4].bank + 0.1;
  const std::vector<std::string> found = findings_of(network);
  REQUIRE(found.size() == 3);
  CHECK(found[0] ==
        "stream 'R1' at 10.0 m (x 10.0 m, y 50.0 m): its bed rises downstream, from 99.000 m to 99.400 m. "
        "Mend the levels or the direction");
  CHECK(
      found[1] ==
      "stream 'R1' at 70.0 m (x 70.0 m, y 50.0 m): the network runs in a loop here. Every reach must lead to "
      "the outlet");
  CHECK(
      found[2] ==
      "stream 'R1' at 90.0 m (x 90.0 m, y 50.0 m): its bed (98.100 m) is not below its bank (98.000 m). Give "
      "a depth above 0");
}
