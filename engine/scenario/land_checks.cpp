#include "scenario/section_checks.hpp"

#include <fmt/format.h>

namespace qingliu::scenario {
namespace {

void check_terrain(Scenario& s, const WrittenKeys& written, Collector& collector) {
  const TerrainSection& t = s.terrain;
  const bool synthetic = written.has("terrain.synthetic"), dem = written.has("terrain.dem");
  const bool hillslope = t.synthetic == "hillslope";
  if (!t.synthetic.empty()) s.scenario.synthetic = true;
  if (!dem && !synthetic) {
    collector.error(t.place, "[terrain] dem is missing. Name a raster, or write synthetic = \"hillslope\"");
  }
  if (dem && synthetic) {
    collector.error(written.place("terrain.synthetic"),
                    "[terrain] dem and synthetic are both given. Keep one of them");
  }
  const bool resampled = !t.dem.resample.empty();
  if (dem && !resampled && written.has("terrain.cell_size_m")) {
    collector.error(written.place("terrain.cell_size_m"),
                    "[terrain] a dem brings its own cells. Remove cell_size_m, or write dem = { file = "
                    "\"...\", resample = \"mean\" }");
  }
  if (dem && resampled && !written.has("terrain.cell_size_m")) {
    collector.error(t.place, "[terrain] cell_size_m is missing: a dem with resample needs it");
  }
  if (synthetic && !written.has("terrain.cell_size_m")) {
    collector.error(t.place, "[terrain] cell_size_m is missing: synthetic terrain needs it");
  }
  const bool gongping = t.synthetic == "gongping", benggang = t.synthetic == "benggang";
  const double least = gongping ? 20.0 : 1.0, largest = gongping ? 500.0 : 10.0;
  if ((gongping || benggang) && t.cell_size > 0.0 && (t.cell_size < least || t.cell_size > largest)) {
    collector.error(written.place("terrain.cell_size_m"),
                    fmt::format("[terrain] cell_size_m = {} is out of range for {}. Write {:g} to {:g}",
                                t.cell_size, t.synthetic, least, largest));
  }
  if (hillslope && !written.has("terrain.hillslope")) {
    collector.error(
        t.place,
        "[terrain] hillslope is missing. Write hillslope = { length_m = 100, width_m = 20, slope = 0.1 }");
  }
  if (dem && written.has("terrain.hillslope")) {
    collector.error(written.place("terrain.hillslope"),
                    "[terrain] hillslope belongs to synthetic = \"hillslope\". Remove it");
  }
}

void check_mask(const Scenario& s, const WrittenKeys& written, Collector& collector) {
  const Place place = written.place("terrain.mask");
  if (s.terrain.mask == "landuse" && !written.has("landuse.raster")) {
    collector.error(
        place,
        "[terrain] mask = \"landuse\" needs the raster of [landuse]. Name it, or write mask = \"all\"");
  }
  if (s.terrain.mask == "watershed" && !written.has("terrain.outlet.point")) {
    collector.error(
        place,
        "[terrain] mask = \"watershed\" needs an outlet with a point. Give it, or write mask = \"all\"");
  }
}

void check_outlet(const WrittenKeys& written, Collector& collector) {
  const Place place = written.place("terrain.outlet");
  const bool line = written.has("terrain.outlet.line"), point = written.has("terrain.outlet.point");
  if (line && point) collector.error(place, "[terrain] outlet has both line and point. Keep one of them");
  if (written.has("terrain.synthetic") && (line || point)) {
    collector.error(place, "[terrain] synthetic terrain brings its own outlet. Remove line and point");
  }
  if (written.has("terrain.dem") && !line && !point && !written.has("boundary")) {
    collector.error(
        place,
        "[terrain] outlet needs a place. Write outlet = { line = [[x, y], [x, y]] } across the edge where "
        "the river leaves, or outlet = { point = [x, y], snap_m = 100 }");
  }
}

/// Classes come from exactly one of raster, uniform and by_rules, and from a table.
void check_class_source(const std::string& section, bool by_rules, bool needed, const WrittenKeys& written,
                        Collector& collector) {
  const bool raster = written.has(section + ".raster"), uniform = written.has(section + ".uniform");
  const bool table = written.has(section + ".table");
  const int sources = (raster ? 1 : 0) + (uniform ? 1 : 0) + (by_rules ? 1 : 0);
  const Place place = written.place(section);
  if (sources > 1) {
    collector.error(place,
                    fmt::format("[{}] raster, uniform and by_rules exclude each other. Keep one", section));
  }
  if (sources > 0 && !table) {
    collector.error(place,
                    fmt::format("[{}] table is missing: the CSV that says what the ids mean", section));
  }
  if (sources == 0 && (needed || table)) {
    collector.error(place,
                    fmt::format("[{}] where are its classes? Give one of raster = \"...\", uniform = 1, "
                                "by_rules = true",
                                section));
  }
}

void check_fractions(const Scenario& s, Collector& collector) {
  for (const FractionSection& f : s.fractions) {
    if (!f.layer.column.empty()) {
      collector.error(f.layer.place, "[[fraction]] layer: column is not used; every shape counts. Remove it");
    }
  }
}

void check_barriers(const Scenario& s, Collector& collector) {
  for (const BarrierSection& b : s.barriers) {
    if (!b.layer.column.empty())
      collector.error(b.layer.place, "[[barrier]] layer: column is not used; every shape counts. Remove it");
    if (b.height.has_value() == b.crest.has_value())
      collector.error(b.place,
                      "[[barrier]] needs either height_m, above the ground, or crest_m, an elevation. Give "
                      "one of them");
  }
}

void check_class_layers(const Scenario& s, Collector& collector) {
  const std::pair<const char*, const Layer*> layers[] = {
      {"landuse", &s.landuse.raster}, {"soil", &s.soil.raster}, {"output", &s.output.subwatersheds}};
  for (const auto& [section, layer] : layers) {
    if (layer->resample.empty() || layer->resample == "nearest") continue;
    const char* key = layer == &s.output.subwatersheds ? "subwatersheds" : "raster";
    collector.error(layer->place,
                    fmt::format("[{}] {}: resample = \"{}\" would mix class numbers. Write resample = "
                                "\"nearest\"",
                                section, key, layer->resample));
  }
}

}  // namespace

void check_land(Scenario& scenario, const WrittenKeys& written, Collector& collector) {
  check_terrain(scenario, written, collector);
  check_mask(scenario, written, collector);
  check_outlet(written, collector);
  check_class_source("landuse", scenario.landuse.by_rules, false, written, collector);
  if (written.has("soil")) check_class_source("soil", scenario.soil.by_rules, true, written, collector);
  check_fractions(scenario, collector);
  check_barriers(scenario, collector);
  check_class_layers(scenario, collector);
}

}  // namespace qingliu::scenario
