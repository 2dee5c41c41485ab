// Whatever the bytes, the reader answers with findings: it neither crashes nor hangs nor lets another
// exception out.
#include <catch2/catch.hpp>
#include <chrono>
#include <cstdint>

#include "scenario/class_table.hpp"
#include "workbench.hpp"

using namespace qingliu;
using namespace qingliu::scenario;

namespace {

/// Marsaglia (2003), xorshift32: the same bytes on every machine.
class Dice {
 public:
  explicit Dice(std::uint32_t seed) : state_(seed) {}
  std::uint32_t roll(std::uint32_t sides) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 17;
    state_ ^= state_ << 5;
    return state_ % sides;
  }

 private:
  std::uint32_t state_;
};

/// One to four small wounds: a byte changed, a piece cut out, a piece doubled, a sign of the syntax put in.
std::string wounded(std::string text, Dice& dice) {
  static const std::string signs = "[]{}=\"'.,#\n\\-+e_0 :T";
  for (std::uint32_t wounds = 1 + dice.roll(4); wounds > 0; --wounds) {
    const std::uint32_t at = dice.roll(static_cast<std::uint32_t>(text.size()));
    switch (dice.roll(4)) {
      case 0:
        text[at] = static_cast<char>(dice.roll(256));
        break;
      case 1:
        text.erase(at, 1 + dice.roll(30));
        break;
      case 2:
        text.insert(at, text.substr(dice.roll(static_cast<std::uint32_t>(text.size())), 1 + dice.roll(40)));
        break;
      default:
        text.insert(at, 1, signs[dice.roll(static_cast<std::uint32_t>(signs.size()))]);
        break;
    }
  }
  return text;
}

std::string repeated(const std::string& piece, std::size_t bytes) {
  std::string text;
  while (text.size() + piece.size() <= bytes) text += piece;
  return text;
}

}  // namespace

TEST_CASE("wounded scenarios give findings or a scenario, never a crash", "[scenario]") {
  const Workbench bench;
  Dice dice(20260601);
  int good = 0, bad = 0;
  for (int k = 0; k < 600; ++k) {
    const std::string text = wounded(good_scenario, dice);
    try {
      bench.read(text);
      ++good;
    } catch (const InputError& error) {
      REQUIRE_FALSE(error.findings().empty());
      ++bad;
    }
  }
  CHECK(good > 0);
  CHECK(bad > 200);
}

TEST_CASE("wounded class tables give findings or rows, never a crash", "[scenario]") {
  const Workbench bench;
  Dice dice(7);
  int bad = 0;
  for (int k = 0; k < 600; ++k) {
    std::vector<Finding> findings;
    read_soil_table(bench.put("wounded.csv", wounded(good_soil, dice)), findings);
    read_landuse_table(bench.put("wounded.csv", wounded(good_landuse, dice)), findings);
    if (!findings.empty()) ++bad;
  }
  CHECK(bad > 200);
}

TEST_CASE("a mebibyte of anything is answered within seconds", "[scenario]") {
  const Workbench bench;
  constexpr std::size_t mebibyte = 1u << 20;
  Dice dice(99);
  std::string noise(mebibyte, ' ');
  for (char& c : noise) c = static_cast<char>(dice.roll(256));
  std::string letters(mebibyte, ' ');
  for (char& c : letters) c = static_cast<char>(32 + dice.roll(95));
  const std::vector<std::string> texts = {noise,
                                          letters,
                                          repeated("[", mebibyte),
                                          repeated("{", mebibyte),
                                          "a = " + repeated("[", 100000),
                                          "a = " + repeated("{a=", mebibyte - 4),
                                          repeated("a.", mebibyte) + "b = 1",
                                          "[" + repeated("a.", mebibyte - 4) + "b]",
                                          repeated("a = 1\n", mebibyte),
                                          repeated("[[a]]\n", mebibyte),
                                          "a = [" + repeated("1,", mebibyte - 8) + "1]\n",
                                          "a = \"" + repeated("\\u0041", mebibyte - 8),
                                          "a = " + repeated("\"", mebibyte - 4),
                                          repeated("\n", mebibyte),
                                          "a = " + repeated("9", mebibyte - 4),
                                          repeated("#", mebibyte),
                                          repeated("，", mebibyte),
                                          repeated("x\n", mebibyte)};
  for (std::size_t k = 0; k < texts.size(); ++k) {
    INFO("text " << k);
    const auto begin = std::chrono::steady_clock::now();
    CHECK_THROWS_AS(bench.read(texts[k]), InputError);
    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    CHECK(seconds < 20.0);
  }
}
