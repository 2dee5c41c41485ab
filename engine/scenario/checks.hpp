#pragma once
// What no single key can tell: which keys exclude or need each other, and whether the sections fit together.
#include <string>
#include <string_view>

#include "scenario/collector.hpp"
#include "scenario/node.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::scenario {

/// What stands in the text, right or wrong: "soil", "landuse.raster", "terrain.outlet.line", "gauge.0.point".
class WrittenKeys {
 public:
  WrittenKeys(const Node& root, std::string file) : root_(root), file_(std::move(file)) {}
  bool has(std::string_view path) const { return walk(path).complete; }
  /// Of the key, or of the nearest table around it that is there.
  Place place(std::string_view path) const { return walk(path).place; }

 private:
  struct Walk {
    bool complete = true;
    Place place;
  };
  Walk walk(std::string_view path) const;

  const Node& root_;
  std::string file_;
};

/// Checks sections against each other and settles what depends on several: synthetic, infiltration without
/// soil, the fields of the output.
void check_sections(Scenario& scenario, const WrittenKeys& written, Collector& collector);

/// What the kinds of rain need and exclude.
void check_rain(const Scenario& scenario, Collector& collector);

/// Whether a file of rain has the columns that its section names.
void check_rain_file(const RainSection& rain, Collector& collector);

/// Reads the class tables and looks for the one class, and the header of rain files, so that their findings
/// come at once.
void check_files(const Scenario& scenario, Collector& collector);

}  // namespace qingliu::scenario
