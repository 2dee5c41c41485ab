#pragma once
// Runs of the program and of the run room in a scratch folder.
#include <sys/wait.h>

#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "support/places.hpp"
#include "support/scratch_folder.hpp"

namespace qingliu::testing {

namespace fs = std::filesystem;

struct Outcome {
  int status = -1;
  std::string output;  ///< stdout and stderr
};

/// The program with these arguments, from `folder`.
inline Outcome program(const fs::path& folder, const std::string& arguments,
                       const std::string& environment = "") {
  // In one shell, so that what follows a program in the background is heard too, and $! is the program.
  const std::string command = "(cd '" + folder.string() + "' || exit 126; " + environment + " '" +
                              qingliu::testing::program_file() + "' " + arguments + ") 2>&1";
  Outcome outcome;
  FILE* pipe = popen(command.c_str(), "r");
  std::array<char, 4096> part;
  while (const std::size_t n = fread(part.data(), 1, part.size(), pipe))
    outcome.output.append(part.data(), n);
  const int raw = pclose(pipe);
  outcome.status = WIFEXITED(raw) ? WEXITSTATUS(raw) : -1;
  return outcome;
}

/// Seconds between the two moments that were printed last, as by `date +%s.%N`.
inline double seconds_to_end(const std::string& output) {
  std::vector<double> moments;
  std::istringstream lines(output);
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && std::isdigit(static_cast<unsigned char>(line.front())) != 0)
      moments.push_back(std::stod(line));
  }
  return moments.size() < 2 ? 1e9 : moments.back() - moments[moments.size() - 2];
}

using Scratch = ScratchFolder;

/// The value of "key": in a JSON text, as written, from position `from`.
inline std::string json_value(const std::string& json, const std::string& key, std::size_t from = 0) {
  const std::size_t at = json.find("\"" + key + "\":", from);
  if (at == std::string::npos) return "";
  const std::size_t begin = json.find_first_not_of(" \"", at + key.size() + 3);
  return json.substr(begin, json.find_first_of(",\"}\n", begin) - begin);
}

inline std::string hash_of(const fs::path& results) {
  return json_value(text_of(results / "summary.json"), "state_hash");
}

/// Every relative_error of a summary: water first, then the classes.
inline std::vector<double> relative_errors(const fs::path& results) {
  const std::string json = text_of(results / "summary.json");
  std::vector<double> errors;
  for (std::size_t at = json.find("relative_error"); at != std::string::npos;
       at = json.find("relative_error", at + 1)) {
    errors.push_back(std::strtod(json_value(json, "relative_error", at - 1).c_str(), nullptr));
  }
  return errors;
}

inline fs::path shipped(const std::string& name) {
  return fs::path(qingliu::testing::source_folder()) / "scenarios" / name;
}

/// The command for some seconds of the hillslope in rain.
inline std::string rainy_slope(const std::string& more) {
  return "run '" + shipped("hillslope/scenario.toml").string() +
         "' --quiet --set terrain.cell_size_m=1 --set time.duration_h=0.5 " + more;
}

}  // namespace qingliu::testing
