#pragma once
// The program under mpirun, more ranks than processors, and what of its results must be the same.
#include <catch2/catch.hpp>
#include <cstring>
#include <map>

#include "io/hdf5.hpp"
#include "io/publish.hpp"
#include "run/run_case.hpp"
#include "support/places.hpp"

namespace qingliu::testing {

inline std::string mpirun(int ranks) {
  return "OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 mpirun --oversubscribe --bind-to none "
         "--quiet -n " +
         std::to_string(ranks);
}

inline Outcome on_ranks(int ranks, const fs::path& folder, const std::string& arguments) {
  return program(folder, arguments, mpirun(ranks));
}

/// The everyday program of this source tree, "" where it has not been built.
inline std::string everyday_program() {
  const fs::path file = fs::path(qingliu::testing::source_folder()) / "build/release/engine/cli/qingliu";
  return fs::exists(file) ? file.string() : "";
}

/// Its exit status.
inline int everyday(const fs::path& folder, const std::string& arguments) {
  const std::string command = "cd '" + folder.string() + "' && '" + everyday_program() + "' " + arguments;
  return WEXITSTATUS(std::system(command.c_str()));
}

/// The datasets of a segment with their units, values as bytes.
inline std::map<std::string, std::string> datasets_of(const fs::path& file) {
  const io::hdf5::File segment(file.string(), io::bytes_of_file(file));
  std::map<std::string, std::string> all;
  for (const std::string& path : segment.datasets("/")) {
    const std::vector<float> values = segment.read<float>(path);
    all[path + " [" + segment.text_attribute(path, "units") + "]"] =
        std::string(reinterpret_cast<const char*>(values.data()), values.size() * sizeof(float));
  }
  return all;
}

/// Published segments of a results folder, with the static one.
inline std::vector<fs::path> segments_of(const fs::path& results) {
  std::vector<fs::path> names;
  for (const auto& entry : fs::directory_iterator(results / "steps"))
    names.push_back(entry.path().filename());
  std::ranges::sort(names);
  return names;
}

/// Every segment has the same datasets, to the bit, whether one rank wrote it or several together.
inline void check_same_segments(const fs::path& a, const fs::path& b) {
  REQUIRE(segments_of(a) == segments_of(b));
  for (const fs::path& name : segments_of(a)) {
    if (name == "static.h5") continue;
    const auto ours = datasets_of(a / "steps" / name), theirs = datasets_of(b / "steps" / name);
    REQUIRE(ours.size() >= 5);
    REQUIRE(ours.size() == theirs.size());
    for (const auto& [dataset, bytes] : theirs) {
      INFO(name << ' ' << dataset);
      REQUIRE(ours.count(dataset) == 1);
      CHECK(ours.at(dataset) == bytes);
    }
  }
}

/// What of the results must be the same, bit for bit, whatever the layout.
inline void check_same(const fs::path& a, const fs::path& b) {
  CHECK(hash_of(a) == hash_of(b));
  check_same_segments(a, b);
  int tables = 0;
  for (const auto& entry : fs::directory_iterator(b)) {
    if (entry.path().extension() != ".csv") continue;
    INFO(entry.path().filename());
    CHECK(text_of(a / entry.path().filename()) == text_of(entry.path()));
    ++tables;
  }
  CHECK(tables >= 2);
}

/// One answer over ranks x threads, and of the everyday program where it is there.
inline void check_layouts(const fs::path& folder, const std::string& run, int status) {
  const fs::path first = folder / "r1t1";
  for (const int ranks : {1, 2, 3, 4}) {
    for (const int threads : {1, 2}) {
      const std::string out = "r" + std::to_string(ranks) + "t" + std::to_string(threads);
      const Outcome outcome =
          on_ranks(ranks, folder, run + " -o " + out + " --threads " + std::to_string(threads));
      CAPTURE(out, outcome.output);
      REQUIRE(outcome.status == status);
      CHECK(json_value(text_of(folder / out / "summary.json"), "ranks") == std::to_string(ranks));
      check_same(folder / out, first);
    }
  }
  if (everyday_program().empty()) {
    WARN("the everyday program is not built: not compared");
    return;
  }
  CHECK(everyday(folder, run + " -o everyday") == status);
  check_same(first, folder / "everyday");
}

inline std::string slope(const std::string& more) {
  return "run '" + shipped("hillslope/scenario.toml").string() + "' --quiet --set terrain.cell_size_m=1 " +
         more;
}

}  // namespace qingliu::testing
