#pragma once
// A plot with measures, run by the program.
#include <catch2/catch.hpp>
#include <cstdlib>

#include "run_case.hpp"

namespace qingliu::testing {

/// A plot of red soil of 20 m x 5 m and 15 degrees under 60 mm/h for half an hour.
inline std::string plot(const std::string& measures) {
  return "schema = \"qingliu-scenario/1\"\ninherits = \"" + shipped("hillslope/scenario.toml").string() +
         "\"\n[scenario]\ntitle = \"plot\"\nsynthetic = true\n[time]\nstart = 2026-06-01\nduration_h = 0.75\n"
         "[terrain]\ncell_size_m = 1\nhillslope = { length_m = 20, width_m = 5, slope = 0.268 }\n"
         "[[rain]]\nkind = \"uniform\"\nrain_mm_per_h = 60\nduration_h = 0.5\n"
         "[[gauge]]\nname = \"half-way\"\nsection = [[500000.0, 2550010.0], [500005.0, 2550010.0]]\n" +
         measures;
}

inline std::string measure(const std::string& id, const std::string& type, const std::string& rest = "",
                           const std::string& built = "2020-06-01") {
  return "[[measure]]\nid = \"" + id + "\"\ntype = \"" + type + "\"\nbuilt = " + built + "\n" + rest + "\n";
}

/// Runs the plot and returns its folder of results.
inline fs::path run_plot(const Scratch& s, const std::string& name, const std::string& measures,
                         const std::string& more = "") {
  write_text(s.path() / (name + ".toml"), plot(measures));
  const Outcome run = program(s.path(), "run " + name + ".toml --quiet -o " + name + " " + more);
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  return s.path() / name;
}

/// Soil that left the plot, all classes [kg].
inline double soil_lost(const fs::path& results) {
  const std::string json = text_of(results / "summary.json");
  double sum = 0.0;
  for (std::size_t at = json.find("outflow_kg"); at != std::string::npos;
       at = json.find("outflow_kg", at + 1))
    sum += std::strtod(json_value(json, "outflow_kg", at - 1).c_str(), nullptr);
  return sum;
}

inline double water_left(const fs::path& results) {
  return std::strtod(json_value(text_of(results / "summary.json"), "outflow_m3").c_str(), nullptr);
}

}  // namespace qingliu::testing
