// Instructions per cell-update of the surface process, counted by callgrind in a program compiled for
// x86-64-v3 whatever the build is for: noise of the machine cannot move them.
#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>

#include "support/places.hpp"
#include "support/scratch_folder.hpp"

namespace {

/// Counted with g++ 12; a change that needs fewer instructions lowers them here.
struct Reference {
  const char* parts;
  double instructions;  ///< per cell-update, one update being two stages
};
constexpr Reference references[] = {{"flow", 379.0}, {"infiltration", 446.0}, {"sediment", 709.0}};
constexpr double tolerance = 0.03, worth_a_note = 0.10;

std::string output_of(const std::string& command) {
  std::string output;
  std::array<char, 4096> part{};
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  while (pipe != nullptr && std::fgets(part.data(), part.size(), pipe) != nullptr) output += part.data();
  if (pipe != nullptr) pclose(pipe);
  return output;
}

/// The number that follows `word`; 0 where there is none.
double number_after(const std::string& text, const std::string& word) {
  const std::size_t at = text.find(word);
  return at == std::string::npos ? 0.0 : std::strtod(text.c_str() + at + word.size(), nullptr);
}

}  // namespace

TEST_CASE("a cell-update costs no more instructions than it did", "[process][performance]") {
  const std::filesystem::path program = qingliu::testing::kernel_storm();
  if (program.empty()) {
    WARN("skipped: instructions are counted in builds by GNU compilers for x86-64 only");
    return;
  }
  if (std::system("valgrind --version >/dev/null 2>&1") != 0) {
    WARN("skipped: valgrind is not installed");
    return;
  }
  const qingliu::testing::ScratchFolder scratch;
  for (const Reference& reference : references) {
    const std::string output = output_of(
        "valgrind --tool=callgrind --callgrind-out-file='" + (scratch / "out").string() +
        "' --toggle-collect='*SurfaceProcess::advance*' '" + program.string() + "' count " + reference.parts);
    const double updates = number_after(output, "updates "), collected = number_after(output, "Collected : ");
    CAPTURE(reference.parts, output);
    REQUIRE(updates > 0.0);
    REQUIRE(collected > 0.0);
    const double measured = collected / updates;
    CAPTURE(measured, reference.instructions);
    CHECK(measured <= reference.instructions * (1.0 + tolerance));
    if (measured < reference.instructions * (1.0 - worth_a_note))
      WARN(reference.parts << ": " << measured << " instructions per cell-update; lower the reference of "
                           << reference.instructions);
  }
}
