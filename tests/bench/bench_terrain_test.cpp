// Digests are those of the files that the generator of the published peer comparison writes (gen_case F 128
// 7, F 512 7, V 10): every code in the tables of docs/performance.md was given these very heights.
#include <catch2/catch.hpp>

#include "bench/bench_terrain.hpp"
#include "core/sha256.hpp"

using namespace qingliu;
using namespace qingliu::bench;

namespace {

std::string digest(const std::string& text) {
  Sha256 sha;
  sha.add(std::as_bytes(std::span(text)));
  return hexadecimal(sha.finish());
}

}  // namespace

TEST_CASE("the mountain of 128 cells and the V are those that the peers were given, to the bit",
          "[bench][terrain]") {
  CHECK(digest(ascii_grid(fluvial_mountain(128))) ==
        "3caf6b810374cdc6c6c0afab29303915383e6ceffc97d5447383a31bf73624a4");
  CHECK(digest(ascii_grid(v_catchment(10.0))) ==
        "f6e241c514f43f6a57610b9afabf424ff20de404f9eada3fcae13566685d3647");
}

TEST_CASE("the mountain of 512 cells is that which the peers were given, to the bit",
          "[bench][terrain][nightly]") {
  CHECK(digest(ascii_grid(fluvial_mountain(512))) ==
        "0beb543b40790c8b9c5586223c5341370e34f9e756500baec675486840f25df0");
}
