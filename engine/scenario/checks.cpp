#include "scenario/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "scenario/name_checks.hpp"

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
  if (t.synthetic == "gongping" && t.cell_size > 0.0 && (t.cell_size < 20.0 || t.cell_size > 500.0)) {
    collector.error(
        written.place("terrain.cell_size_m"),
        fmt::format("[terrain] cell_size_m = {} is out of range for gongping. Write 20 to 500", t.cell_size));
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

void check_soil_users(Scenario& s, const WrittenKeys& written, Collector& collector) {
  const bool soil = written.has("soil");
  if (!soil) {
    if (written.has("infiltration.kind") && s.infiltration.kind != "none") {
      collector.error(
          written.place("infiltration.kind"),
          fmt::format("[infiltration] kind = \"{}\" needs [soil]. Add [soil], or write kind = \"none\"",
                      s.infiltration.kind));
    }
    s.infiltration.kind = "none";
  }
  if (s.infiltration.recovery && s.infiltration.kind != "green-ampt") {
    collector.error(
        written.place("infiltration.recovery_h"),
        fmt::format(
            "[infiltration] recovery_h belongs to kind = \"green-ampt\", not to \"{}\". Remove it, or "
            "change kind",
            s.infiltration.kind));
  }
  if (s.infiltration.initial_abstraction != InfiltrationSection{}.initial_abstraction &&
      s.infiltration.kind != "scs-cn") {
    collector.error(
        written.place("infiltration.initial_abstraction"),
        fmt::format("[infiltration] initial_abstraction belongs to kind = \"scs-cn\", not to \"{}\". Remove "
                    "it, or change kind",
                    s.infiltration.kind));
  }
  if (!s.sediment.on) return;
  if (!soil) {
    collector.error(written.place("sediment"),
                    "[sediment] needs [soil]: what erodes? Add [soil] with a table, or write on = false");
  }
  if (!written.has("grains.diameter_um")) {
    collector.error(
        written.place("sediment"),
        "[sediment] needs [grains]. Add [grains] with diameter_um = [2, 20, 100, 350], or write on = false");
  }
}

/// Keys of one closure under another, and the one that cohesive cannot do without.
void check_closure_keys(const Scenario& s, const WrittenKeys& written, Collector& collector) {
  const SedimentSection& sediment = s.sediment;
  const SedimentSection standard;
  const auto belongs = [&](const char* key, const char* closure,
                           bool given) {  // a default may stand anywhere
    if (!given || sediment.closure == closure) return;
    collector.error(
        written.place(fmt::format("sediment.{}", key)),
        fmt::format("[sediment] {} belongs to closure = \"{}\", not to \"{}\". Remove it, or change "
                    "closure",
                    key, closure, sediment.closure));
  };
  belongs("detachment_efficiency", "deficit", sediment.efficiency != standard.efficiency);
  belongs("deposition_factor", "wepp", sediment.deposition_factor != standard.deposition_factor);
  belongs("erosion_rate_g_per_m2_s", "cohesive", sediment.erosion_rate.has_value());
  belongs("deposition_shear_pa", "cohesive", sediment.deposition_shear != standard.deposition_shear);
  if (sediment.closure == "cohesive" && s.streams.on && s.streams.critical_shear <= 0.0)
    collector.error(
        written.place("streams.critical_shear_pa"),
        "[streams] critical_shear_pa = 0, by which sediment closure = \"cohesive\" divides. Give a "
        "value above 0");
  if (sediment.closure == "cohesive" && !sediment.erosion_rate)
    collector.error(
        written.place("sediment.closure"),
        "[sediment] closure = \"cohesive\" needs erosion_rate_g_per_m2_s, M of M (tau/tau_c - 1). "
        "Give it: 0.1 to 1 for mud, and calibrate");
}

void check_grains(const Scenario& s, const WrittenKeys& written, Collector& collector) {
  if (!std::ranges::is_sorted(s.grains.diameters, std::less_equal<>())) {
    collector.error(written.place("grains.diameter_um"),
                    "[grains] diameter_um must rise from class to class. Write the finest first, none twice");
  }
}

/// lean has a Courant number of its own: above 0.35 a dead-end cell of a lake at rest swings up (decision
/// 005).
void check_flow(Scenario& s, const WrittenKeys& written, Collector& collector) {
  const double standard = 0.30, largest = 0.35;
  if (s.flow.scheme != "lean") return;
  if (!written.has("flow.courant")) {
    s.flow.courant = standard;
  } else if (s.flow.courant > largest) {
    collector.error(
        written.place("flow.courant"),
        fmt::format("[flow] courant = {} is too large for scheme = \"lean\": above {} still water in "
                    "dead ends swings up. Write {} or less, or scheme = \"full\"",
                    s.flow.courant, largest, largest));
  }
}

void check_bedload(const Scenario& s, const WrittenKeys& written, Collector& collector) {
  if (!s.sediment.on || s.sediment.bedload == "none" || s.grains.diameters.empty()) return;
  const double coarsest = s.grains.diameters.back();
  if (coarsest >= s.sediment.bedload_from) return;
  collector.error(
      written.place("sediment.bedload"),
      fmt::format("[sediment] bedload moves classes from bedload_from_um = {:g} on, and the coarsest of "
                  "[grains] is {:g} um. Add a coarser class, or lower bedload_from_um",
                  s.sediment.bedload_from * 1e6, coarsest * 1e6));
}

void check_streams(const Scenario& s, const WrittenKeys& written, Collector& collector) {
  const StreamsSection& streams = s.streams;
  if (streams.bed_fraction.empty()) return;
  const Place place = written.place("streams.bed_fraction");
  if (streams.bed_fraction.size() != s.grains.diameters.size()) {
    collector.error(place,
                    fmt::format("[streams] bed_fraction has {} shares, [grains] {} classes. Give one each",
                                streams.bed_fraction.size(), s.grains.diameters.size()));
    return;
  }
  const double sum = std::accumulate(streams.bed_fraction.begin(), streams.bed_fraction.end(), 0.0);
  if (std::fabs(sum - 1.0) > 1e-6)
    collector.error(place, fmt::format("[streams] bed_fraction adds up to {:.6g}. Let it add up to 1", sum));
}

/// Constant or file; as many concentrations as classes; columns that go together; names of their own.
template <class Section>
void check_series(const Scenario& s, const Section& section, const std::string& label,
                  const std::string& path, const char* constant_key, const WrittenKeys& written,
                  Collector& collector) {
  const bool constant = written.has(path + "." + constant_key), file = written.has(path + ".file");
  if (constant == file) {
    collector.error(section.place,
                    fmt::format("[[{}]] '{}': give either {} or file", label, section.name, constant_key));
  }
  if (section.select_column.empty() != section.select_value.empty()) {
    collector.error(section.place,
                    fmt::format("[[{}]] '{}': select_column and select_value go together. Give "
                                "both or none",
                                label, section.name));
  }
  const std::size_t classes = s.sediment.on ? s.grains.diameters.size() : 0;
  if (!section.concentration.empty() && section.concentration.size() != classes) {
    collector.error(
        section.place,
        fmt::format("[[{}]] '{}': concentration_kg_per_m3 has {} values, the run {} grain classes. Give "
                    "one for each",
                    label, section.name, section.concentration.size(), classes));
  }
}

/// Names stand in rows of tables.
void check_table_name(const char* section, const std::string& name, const Place& place,
                      Collector& collector) {
  const std::string fault = table_name_fault(name);
  if (!fault.empty()) collector.error(place, fmt::format("[[{}]] name {}", section, fault));
}

/// Ids of measures become folders of `qingliu compare`.
void check_measure_ids(const Scenario& s, Collector& collector) {
  for (const MeasureSection& m : s.measures) {
    const std::string fault = file_name_fault(m.id);
    if (!fault.empty()) collector.error(m.place, fmt::format("[[measure]] id '{}' {}", m.id, fault));
  }
}

void check_edges(const Scenario& s, const WrittenKeys& written, Collector& collector) {
  std::vector<std::string> names{"outlet"};
  const auto check_name = [&](const std::string& name, const char* label, const Place& place) {
    check_table_name(label, name, place, collector);
    if (std::ranges::count(names, name) > 0) {
      collector.error(
          place,
          fmt::format("[[{}]] the name \"{}\" is taken. Give each boundary and inflow its own", label, name));
    }
    if (!name.empty()) names.push_back(name);
  };
  for (std::size_t k = 0; k < s.boundaries.size(); ++k) {
    const BoundarySection& b = s.boundaries[k];
    const std::string path = fmt::format("boundary.{}", k);
    check_name(b.name, "boundary", b.place);
    if (b.kind == "stage") check_series(s, b, "boundary", path, "level_m", written, collector);
    if (b.kind == "discharge") check_series(s, b, "boundary", path, "discharge_m3_per_s", written, collector);
    if (b.kind == "rating" && !written.has(path + ".file")) {
      collector.error(b.place, fmt::format("[[boundary]] '{}': a rating needs file, a CSV of level_m and "
                                           "discharge_m3_per_s",
                                           b.name));
    }
  }
  for (std::size_t k = 0; k < s.inflows.size(); ++k) {
    const InflowSection& inflow = s.inflows[k];
    const std::string path = fmt::format("inflow.{}", k);
    check_name(inflow.name, "inflow", inflow.place);
    check_series(s, inflow, "inflow", path, "discharge_m3_per_s", written, collector);
    if (written.has(path + ".point") == written.has(path + ".line")) {
      collector.error(inflow.place,
                      fmt::format("[[inflow]] '{}': give either point = [x, y] or line = [[x, y], "
                                  "[x, y]]",
                                  inflow.name));
    }
  }
  for (const GaugeSection& gauge : s.gauges) {
    if (std::ranges::count(names, gauge.name) > 0)
      collector.error(gauge.place,
                      fmt::format("[[gauge]] the name \"{}\" belongs to the outlet, a boundary or an "
                                  "inflow. Give the gauge its own",
                                  gauge.name));
  }
}

/// Reservoirs and structures stand in one list of results: each needs a name of its own.
void check_dams(const Scenario& s, Collector& collector) {
  std::vector<std::string> names;
  const auto check = [&](const char* section, const std::string& name, const Place& place) {
    check_table_name(section, name, place, collector);
    if (!name.empty() && std::ranges::count(names, name) > 0)
      collector.error(place, fmt::format("[[{}]] the name \"{}\" is given twice. Give every reservoir and "
                                         "structure its own",
                                         section, name));
    names.push_back(name);
  };
  for (const ReservoirSection& r : s.reservoirs) check("reservoir", r.name, r.place);
  for (const StructureSection& d : s.structures) check("structure", d.name, d.place);
  for (const GaugeSection& gauge : s.gauges) {
    if (gauge.dam.empty() || std::ranges::count(names, gauge.dam) > 0) continue;
    collector.error(gauge.place, fmt::format("[[gauge]] '{}': there is no reservoir or structure \"{}\". "
                                             "There are: {}",
                                             gauge.name, gauge.dam, fmt::join(names, ", ")));
  }
}

void check_gauges(const Scenario& s, const WrittenKeys& written, Collector& collector) {
  for (std::size_t k = 0; k < s.gauges.size(); ++k) {
    const GaugeSection& gauge = s.gauges[k];
    int places = 0;
    for (const char* key : {"section", "point", "reach", "dam"})
      places += written.has(fmt::format("gauge.{}.{}", k, key)) ? 1 : 0;
    if (places != 1) {
      collector.error(gauge.place,
                      "[[gauge]] give one of section = [[x, y], [x, y]], point = [x, y], reach = \"name\" or "
                      "dam = \"name\"");
    }
    if (!gauge.reach.empty() && !s.streams.on)
      collector.error(gauge.place,
                      "[[gauge]] reach needs streams. Write a section [streams], or give a section or point");
    check_table_name("gauge", gauge.name, gauge.place, collector);
    const auto same = [&](const GaugeSection& other) {
      return !gauge.name.empty() && other.name == gauge.name;
    };
    if (std::any_of(s.gauges.begin(), s.gauges.begin() + static_cast<std::ptrdiff_t>(k), same)) {
      collector.error(
          gauge.place,
          fmt::format("[[gauge]] the name \"{}\" is given twice. Give each gauge its own", gauge.name));
    }
  }
}

void settle_output(Scenario& s, const WrittenKeys& written, Collector& collector) {
  if (!written.has("output.fields")) {
    s.output.fields = {"water_depth", "velocity"};
    const auto varies = [](const RainSection& rain) { return rain.kind == "gauges" || rain.kind == "grid"; };
    if (std::ranges::any_of(s.rain, varies)) s.output.fields.emplace_back("rain_total");
    if (s.sediment.on) s.output.fields.insert(s.output.fields.end(), {"bed_change", "net_erosion", "concentration"});
  }
  if (s.sediment.on) return;
  std::erase_if(s.output.fields, [&](const std::string& field) {
    const bool of_sediment = field == "bed_change" || field == "net_erosion" || field == "concentration" ||
                             field == "deposited_mass";
    if (of_sediment) {
      collector.warning(written.place("output.fields"),
                        fmt::format("[output] {} is left out: there is no [sediment]", field));
    }
    return of_sediment;
  });
}

}  // namespace

WrittenKeys::Walk WrittenKeys::walk(std::string_view path) const {
  Walk walk{true, {file_, 0, 0}};
  const Node* node = &root_;
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(part.size() + 1, path.size()));
    if (node->kind == Node::Kind::array) {
      std::size_t index = node->children.size();
      std::from_chars(part.data(), part.data() + part.size(), index);
      node = index < node->children.size() ? &node->children[index] : nullptr;
    } else {
      node = node->find(part);
    }
    walk.complete = node != nullptr;
    if (!node) break;
    walk.place = node->place;
  }
  return walk;
}

void check_sections(Scenario& scenario, const WrittenKeys& written, Collector& collector) {
  check_terrain(scenario, written, collector);
  check_mask(scenario, written, collector);
  check_outlet(written, collector);
  check_class_source("landuse", scenario.landuse.by_rules, false, written, collector);
  if (written.has("soil")) check_class_source("soil", scenario.soil.by_rules, true, written, collector);
  check_soil_users(scenario, written, collector);
  check_grains(scenario, written, collector);
  if (scenario.sediment.on) check_closure_keys(scenario, written, collector);
  check_flow(scenario, written, collector);
  check_rain(scenario, collector);
  check_bedload(scenario, written, collector);
  check_streams(scenario, written, collector);
  check_edges(scenario, written, collector);
  check_gauges(scenario, written, collector);
  check_dams(scenario, collector);
  check_measure_ids(scenario, collector);
  check_fractions(scenario, collector);
  check_barriers(scenario, collector);
  check_class_layers(scenario, collector);
  settle_output(scenario, written, collector);
}

}  // namespace qingliu::scenario
