#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "support/places.hpp"

namespace {

/// Value of a CMake cache entry of this build, or "".
std::string cached(const std::string& name) {
  std::ifstream cache(qingliu::testing::build_folder() + "/CMakeCache.txt");
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

std::vector<std::string> lines_of(const std::string& path) {
  std::ifstream file(path);
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

/// Line numbers (from 1) where the compiler may report the loop marked on line `at`: the loop's head and
/// first statement, or, where that is a call of an inlined function of the same file, the body of that
/// function.
std::vector<int> places_of_loop(const std::vector<std::string>& lines, int at) {
  std::vector<int> places;
  for (int n = at; n <= at + 3; ++n) places.push_back(n);
  const std::string& head = lines[at];
  const bool one_line = !head.empty() && head.back() == ';';
  const std::string body = one_line ? head.substr(head.find(") ") + 2) : lines[at + 1];
  const std::size_t first = body.find_first_not_of(' ');
  const std::string called = body.substr(first, body.find_first_of("<(= ", first) - first);
  for (std::size_t n = 0; n < lines.size(); ++n) {
    if (lines[n].rfind("QINGLIU_INLINE", 0) != 0 || lines[n].find(' ' + called + '(') == std::string::npos)
      continue;
    for (; n < lines.size() && lines[n] != "}"; ++n) places.push_back(static_cast<int>(n) + 1);
  }
  return places;
}

}  // namespace

TEST_CASE("the row kernels vectorise, with the state in double or in single precision", "[process][build]") {
  const std::string compiler = cached("CMAKE_CXX_COMPILER");
  if (output_of(compiler + " --version").find("Free Software Foundation") == std::string::npos) {
    WARN("skipped: the report of vectorised loops is read from GNU compilers only");
    return;
  }
  const bool x86 = output_of(compiler + " -dumpmachine").rfind("x86_64", 0) == 0;
  const bool single = GENERATE(false, true);
  for (const std::string source : {"process/flow/flow_rows.cpp", "process/flow/inertial_rows.cpp",
                                   "process/transport/transport_rows.cpp", "process/erosion/erosion_rows.cpp",
                                   "process/erosion/exchange_row.cpp", "process/erosion/closure_row.cpp",
                                   "process/infiltration/infiltrate_row.cpp"}) {
    const bool of_flow = source.find("process/flow/") == 0;
    const bool sees_state = of_flow || source.find("process/transport/") == 0;
    if (single && !sees_state) continue;
    const std::string path = qingliu::testing::source_folder() + "/engine/" + source;
    const std::string report = output_of(
        compiler + " -std=c++20 -O3 -ffp-contract=off -fno-math-errno -fno-trapping-math -fopenmp-simd " +
        (single ? "-DQINGLIU_STATE_SINGLE " : "") + (single && of_flow ? "-Wdouble-promotion " : "") +
        (x86 ? "-march=x86-64-v3 " : "") + "-fopt-info-vec-optimized -I'" +
        qingliu::testing::source_folder() + "/engine' -c '" + path + "' -o /dev/null");
    const std::vector<std::string> lines = lines_of(path);
    int loops = 0;
    for (int number = 1; number < static_cast<int>(lines.size()); ++number) {
      const std::string& line = lines[number - 1];
      const bool marked = line.find("#pragma omp simd") != std::string::npos ||
                          line.find("#pragma GCC ivdep") != std::string::npos;
      if (!marked) continue;
      ++loops;
      bool vectorised = false;
      for (const int at : places_of_loop(lines, number)) {
        vectorised = vectorised || report.find(source + ":" + std::to_string(at) + ":") != std::string::npos;
      }
      INFO(source << ":" << number << " is not vectorised; the compiler said:\n" << report);
      CHECK(vectorised);
    }
    CHECK(loops >= 1);
    CHECK(report.find("-Wdouble-promotion") == std::string::npos);  // one double makes a loop one of doubles
  }
}
