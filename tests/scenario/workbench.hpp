#pragma once
// A folder of its own with a good scenario and its tables, and the findings of variations of it.
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "scenario/scenario.hpp"

namespace qingliu::scenario {

inline const std::string good_scenario = R"(schema = "qingliu-scenario/1"
[scenario]
title = "Slope"
synthetic = true
[time]
start = 2026-06-01T00:00:00
duration_h = 2
max_step_s = 30
[terrain]
synthetic = "hillslope"
cell_size_m = 2
hillslope = { length_m = 100, width_m = 20, slope = 0.1 }
[landuse]
table = "landuse.csv"
uniform = 1
[soil]
table = "soil.csv"
uniform = 1
[grains]
diameter_um = [2, 20, 100]
[[rain]]
kind = "uniform"
rain_mm_per_h = 36
duration_h = 1
[flow]
courant = 0.4
[sediment]
closure = "hairsine-rose"
[[gauge]]
name = "half"
section = [[500000, 2550050], [500020, 2550050]]
[output]
every_min = 5
fields = ["water_depth", "bed_change"]
)";

inline const std::string good_landuse =
    "id,name,manning_n,cover,litter_mm\n1,bare,0.03,0,0\n2,草地,0.24,0.8,1.5\n";

inline const std::string good_soil =
    "# a remark\n"
    "id,name,horizon,bottom_m,ksat_mm_per_h,suction_mm,porosity,moisture,clay_percent,silt_percent,sand_"
    "percent\n"
    "1,red,1,0.2,36,220,0.45,0.3,30,25,45\n"
    "1,red,2,1.5,3.6,110,0.42,0.28,15,25,60\n";

/// A folder below the system's temporary folder that vanishes with its owner.
class Workbench {
 public:
  Workbench() {
    static int count = 0;
    folder_ = std::filesystem::temp_directory_path() /
              ("qingliu-scenario-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
    std::filesystem::create_directories(folder_);
    put("landuse.csv", good_landuse);
    put("soil.csv", good_soil);
    put("rain.csv", "event,when,mm_per_h\nA,2026-06-01 00:00:00,5\n");
    put("terrain.tif", "not looked into by this room");
  }
  Workbench(const Workbench&) = delete;
  Workbench& operator=(const Workbench&) = delete;
  ~Workbench() { std::filesystem::remove_all(folder_); }

  Path put(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name, std::ios::binary) << text;
    return folder_ / name;
  }

  Scenario read(const std::string& text, const std::vector<std::string>& settings = {}) const {
    return read_scenario(put("s.toml", text), settings);
  }

  /// Findings as a person sees them, without the folder; warnings too when the scenario is good.
  std::vector<std::string> findings(const std::string& text,
                                    const std::vector<std::string>& settings = {}) const {
    try {
      return words(read(text, settings).warnings);
    } catch (const InputError& error) {
      return words(error.findings());
    }
  }

  std::vector<std::string> words(const std::vector<Finding>& findings) const {
    std::vector<std::string> lines;
    for (const Finding& finding : findings) lines.push_back(without_folder(to_string(finding)));
    return lines;
  }

  std::string without_folder(std::string text) const {
    const std::string folder = folder_.string() + "/";
    for (std::size_t at; (at = text.find(folder)) != std::string::npos;) text.erase(at, folder.size());
    return text;
  }

  const Path& folder() const { return folder_; }

 private:
  Path folder_;
};

/// The text with one passage replaced; the passage must be there.
inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  if (at == std::string::npos) throw std::logic_error("no passage: " + from);
  return text.replace(at, from.size(), to);
}

}  // namespace qingliu::scenario
