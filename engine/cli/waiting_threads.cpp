#include "cli/waiting_threads.hpp"

#include <unistd.h>

#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>

namespace qingliu::cli {
namespace {

/// Number of threads that the command line or the environment asks for, as it is written there.
std::optional<std::string> wanted_threads(char** argv) {
  constexpr std::string_view option = "--threads";
  for (; *argv != nullptr; ++argv) {
    const std::string_view word = *argv;
    if (word == option && argv[1] != nullptr) return argv[1];
    if (word.starts_with(option) && word.substr(option.size()).starts_with('='))
      return std::string(word.substr(option.size() + 1));
  }
  if (const char* threads = std::getenv("OMP_NUM_THREADS")) return threads;
  return std::nullopt;
}

}  // namespace

void let_waiting_threads_sleep(char** argv) {
  if (std::getenv("OMP_WAIT_POLICY") != nullptr || std::getenv("GOMP_SPINCOUNT") != nullptr) return;
  if (wanted_threads(argv) == "1") return;
  if (setenv("GOMP_SPINCOUNT", "1000", 1) == 0) execv("/proc/self/exe", argv);
}

}  // namespace qingliu::cli
