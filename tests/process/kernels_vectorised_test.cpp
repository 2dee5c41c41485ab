#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/scratch_folder.hpp"

namespace {

/// Value of a CMake cache entry of this build, or "".
std::string cached(const std::string& name) {
  std::ifstream cache(std::string(QINGLIU_BUILD_DIR) + "/CMakeCache.txt");
  for (std::string line; std::getline(cache, line);) {
    if (line.rfind(name + ":", 0) == 0) return line.substr(line.find('=') + 1);
  }
  return "";
}

std::string output_of(const std::string& command) {
  std::string output;
  std::array<char, 4096> buffer{};
  FILE* pipe = popen((command + " 2>&1").c_str(), "r");
  while (pipe != nullptr && std::fgets(buffer.data(), buffer.size(), pipe) != nullptr)
    output += buffer.data();
  if (pipe != nullptr) pclose(pipe);
  return output;
}

/// Lines of the loops that a header marks by "#pragma GCC ivdep", counted from 1.
std::vector<int> marked_loops(const std::string& header) {
  std::ifstream text(std::string(QINGLIU_SOURCE_DIR) + "/engine/" + header);
  std::vector<int> lines;
  int number = 1;
  for (std::string line; std::getline(text, line); ++number) {
    if (line.find("#pragma GCC ivdep") != std::string::npos) lines.push_back(number + 1);
  }
  return lines;
}

const char* const probe = R"(#include "process/infiltration/infiltrate_row.hpp"
#include "process/erosion/exchange_row.hpp"
void infiltrate(int n, const qingliu::infiltration::HorizonTable& table, double dt,
                const qingliu::infiltration::InfiltrationRow& row) {
  qingliu::infiltration::infiltrate_row(0, n, table, dt, row);
}
void exchange(int n, const qingliu::erosion::ExchangeParameters& parameters,
              const qingliu::erosion::ExchangeRow& row,
              std::span<const qingliu::erosion::ExchangeClassRow> classes) {
  qingliu::erosion::exchange_row(0, n, parameters, row, classes);
}
)";

}  // namespace

TEST_CASE("the row kernels of flow, transport and erosion vectorise", "[process][build]") {
  const std::string compiler = cached("CMAKE_CXX_COMPILER");
  if (output_of(compiler + " --version").find("Free Software Foundation") == std::string::npos) {
    WARN("skipped: the report of vectorised loops is read from GNU compilers only");
    return;
  }
  const bool x86 = output_of(compiler + " -dumpmachine").rfind("x86_64", 0) == 0;
  for (const std::string source : {"process/flow/flow_rows.cpp", "process/transport/transport_rows.cpp",
                                   "process/erosion/erosion_rows.cpp"}) {
    const std::string path = QINGLIU_SOURCE_DIR "/engine/" + source;
    const std::string report = output_of(
        compiler + " -std=c++20 -O3 -ffp-contract=off -fno-math-errno -fno-trapping-math -fopenmp-simd " +
        (x86 ? "-march=x86-64-v3 " : "") + "-fopt-info-vec-optimized -I'" QINGLIU_SOURCE_DIR "/engine' -c '" +
        path + "' -o /dev/null");
    std::ifstream text(path);
    int number = 1, loops = 0;
    for (std::string line; std::getline(text, line); ++number) {
      if (line.find("#pragma omp simd") == std::string::npos) continue;
      ++loops;
      bool vectorised = false;
      for (int at = number; at <= number + 3; ++at) {
        vectorised = vectorised || report.find(source + ":" + std::to_string(at) + ":") != std::string::npos;
      }
      INFO(source << ":" << number << " is not vectorised; the compiler said:\n" << report);
      CHECK(vectorised);
    }
    CHECK(loops >= 5);
  }
}

TEST_CASE("the row kernels of infiltration and exchange vectorise", "[process][build]") {
  const std::string compiler = cached("CMAKE_CXX_COMPILER");
  const std::string version = output_of(compiler + " --version");
  if (version.find("Free Software Foundation") == std::string::npos) {
    WARN("skipped: the report of vectorised loops is read from GNU compilers only");
    return;
  }
  const qingliu::testing::ScratchFolder scratch;
  const auto source = scratch / "probe.cpp";
  std::ofstream(source) << probe;
  const bool x86 = output_of(compiler + " -dumpmachine").rfind("x86_64", 0) == 0;
  const std::string report = output_of(
      compiler + " -std=c++20 -O3 -ffp-contract=off -fno-math-errno -fno-trapping-math " +
      (x86 ? "-march=x86-64-v3 " : "") + "-fopt-info-vec-optimized -I'" QINGLIU_SOURCE_DIR "/engine' -c '" +
      source.string() + "' -o /dev/null");
  for (const std::string header :
       {"process/infiltration/infiltrate_row.hpp", "process/erosion/exchange_row.hpp"}) {
    const std::vector<int> loops = marked_loops(header);
    CHECK_FALSE(loops.empty());
    for (int line : loops) {
      INFO(header << ":" << line << " is not vectorised; the compiler said:\n" << report);
      CHECK(report.find(header + ":" + std::to_string(line) + ":") != std::string::npos);
    }
  }
}
