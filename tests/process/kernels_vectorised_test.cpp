#include <array>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>

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

}  // namespace

TEST_CASE("the row kernels vectorise", "[process][build]") {
  const std::string compiler = cached("CMAKE_CXX_COMPILER");
  if (output_of(compiler + " --version").find("Free Software Foundation") == std::string::npos) {
    WARN("skipped: the report of vectorised loops is read from GNU compilers only");
    return;
  }
  const bool x86 = output_of(compiler + " -dumpmachine").rfind("x86_64", 0) == 0;
  for (const std::string source : {"process/flow/flow_rows.cpp", "process/transport/transport_rows.cpp",
                                   "process/erosion/erosion_rows.cpp", "process/erosion/exchange_row.cpp",
                                   "process/infiltration/infiltrate_row.cpp"}) {
    const std::string path = QINGLIU_SOURCE_DIR "/engine/" + source;
    const std::string report = output_of(
        compiler + " -std=c++20 -O3 -ffp-contract=off -fno-math-errno -fno-trapping-math -fopenmp-simd " +
        (x86 ? "-march=x86-64-v3 " : "") + "-fopt-info-vec-optimized -I'" QINGLIU_SOURCE_DIR "/engine' -c '" +
        path + "' -o /dev/null");
    std::ifstream text(path);
    int number = 1, loops = 0;
    for (std::string line; std::getline(text, line); ++number) {
      const bool marked = line.find("#pragma omp simd") != std::string::npos ||
                          line.find("#pragma GCC ivdep") != std::string::npos;
      if (!marked) continue;
      ++loops;
      bool vectorised = false;
      for (int at = number; at <= number + 3; ++at) {
        vectorised = vectorised || report.find(source + ":" + std::to_string(at) + ":") != std::string::npos;
      }
      INFO(source << ":" << number << " is not vectorised; the compiler said:\n" << report);
      CHECK(vectorised);
    }
    CHECK(loops >= 1);
  }
}
