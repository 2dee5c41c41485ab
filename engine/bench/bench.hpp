#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "bench/history.hpp"

namespace qingliu::bench {

struct BenchOptions {
  std::vector<std::string> cases;    ///< empty: the standard list
  std::vector<std::string> schemes;  ///< empty: full, and lean where this version has it
  std::vector<std::string> parts;    ///< empty: as the list says
  std::filesystem::path folder = "bench";
  std::filesystem::path yardstick;  ///< program to run beside each piece of work
  int threads = 1;
  int repeats = 3;
  bool quick = false;    ///< a short list, once each
  bool plateau = false;  ///< mountains run until all rain runs off
  bool peers = false;
  std::string version;
};

/// What the options ask for.
std::vector<Work> works_of(const BenchOptions& options);

/// Prepares, runs and reports every piece of work on stdout, and appends it to folder/history.jsonl.
void run_bench(const BenchOptions& options);

}  // namespace qingliu::bench
