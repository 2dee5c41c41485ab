#include "core/stretches.hpp"

#include <catch2/catch.hpp>
#include <cstdint>
#include <vector>

using namespace qingliu;

namespace {

struct Stretch {
  int begin, end;
  bool same;
};

std::vector<Stretch> stretches_of(const std::vector<std::int32_t>& a, const std::vector<std::int32_t>& b,
                                  int begin, int end) {
  std::vector<Stretch> found;
  for_stretches(
      begin, end,
      [&]<class Same>(int from, int to, Same) {
        found.push_back({from, to, Same::value});
      },
      a.data(), b.data());
  return found;
}

}  // namespace

TEST_CASE("stretches cover a row once, in order, and share an index where they say so", "[core]") {
  std::uint32_t state = 7;
  const auto random = [&](std::uint32_t below) { return (state = state * 1664525u + 1013904223u) % below; };
  for (int trial = 0; trial < 500; ++trial) {
    const int n = 1 + static_cast<int>(random(300));
    std::vector<std::int32_t> a(n), b(n);
    for (auto* index : {&a, &b})
      for (int i = 0; i < n; ++i)
        (*index)[i] = i > 0 && random(100) != 0 ? (*index)[i - 1] : static_cast<std::int32_t>(random(4));
    const int begin = static_cast<int>(random(static_cast<std::uint32_t>(n)));
    int at = begin;
    for (const Stretch& s : stretches_of(a, b, begin, n)) {
      REQUIRE(s.begin == at);
      REQUIRE(s.end > s.begin);
      const bool same = share_index(a.data(), s.begin, s.end) && share_index(b.data(), s.begin, s.end);
      if (s.same) REQUIRE(same);
      if (s.end - s.begin >= 2 * stretch_cells && same) REQUIRE(s.same);
      at = s.end;
    }
    REQUIRE(at == n);
  }
}

TEST_CASE("a row of one index is one stretch, and an empty row none", "[core]") {
  const std::vector<std::int32_t> one(1000, 3), other(1000, 1);
  const std::vector<Stretch> whole = stretches_of(one, other, 5, 1000);
  REQUIRE(whole.size() == 1);
  CHECK(whole[0].same);
  CHECK(whole[0].end == 1000);
  CHECK(stretches_of(one, other, 5, 5).empty());
}

TEST_CASE("a lookup gives the table's value, of one index or of each", "[core]") {
  const double table[] = {1.0, 2.0, 4.0};
  CHECK(Lookup<true>(table, 2)(2) == 4.0);
  CHECK(Lookup<false>(table, 2)(1) == 2.0);
}
