#include "scenario/section_checks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "scenario/name_checks.hpp"

namespace qingliu::scenario {
namespace {

/// Names stand in rows of tables.
void check_table_name(const char* section, const std::string& name, const Place& place,
                      Collector& collector) {
  const std::string fault = table_name_fault(name);
  if (!fault.empty()) collector.error(place, fmt::format("[[{}]] name {}", section, fault));
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
    if (std::ranges::count(s.measures, gauge.dam.substr(0, gauge.dam.find('.')), &MeasureSection::id) > 0)
      continue;  // whether it builds a dam is known when it stands
    collector.error(
        gauge.place,
        fmt::format("[[gauge]] '{}': there is no reservoir or structure \"{}\". {}", gauge.name, gauge.dam,
                    names.empty() ? std::string("The scenario has none: write [[reservoir]] or [[structure]]")
                                  : fmt::format("There are: {}", fmt::join(names, ", "))));
  }
}

/// Ids of measures become folders of `qingliu compare`.
void check_measure_ids(const Scenario& s, Collector& collector) {
  for (const MeasureSection& m : s.measures) {
    const std::string fault = file_name_fault(m.id);
    if (!fault.empty()) collector.error(m.place, fmt::format("[[measure]] id '{}' {}", m.id, fault));
  }
}

/// A measure lies at one kind of place; keys that belong to one of them stand beside it.
void check_measure_places(const Scenario& s, Collector& collector) {
  for (const MeasureSection& m : s.measures) {
    const auto error = [&](const std::string& what) {
      collector.error(m.place, fmt::format("[[measure]] '{}': {}", m.id, what));
    };
    std::vector<std::string> places;
    if (!m.layer.empty()) places.emplace_back("layer");
    if (!m.wkt.empty()) places.emplace_back("wkt");
    if (m.point) places.emplace_back("point");
    if (!m.reach.empty()) places.emplace_back("reach");
    if (places.size() > 1)
      error(fmt::format("{} each say where it lies. Keep one", fmt::join(places, " and ")));
    if (!m.ids.empty() && m.layer.empty()) error("ids choose shapes of a layer. Give layer, or take ids out");
    if (m.snap > 0.0 && !m.point && m.layer.empty() && m.wkt.empty())
      error("snap_m moves points. Give point, or take snap_m out");
    if (!m.chainage.empty() && m.reach.empty())
      error("chainage_m counts along a reach. Name it: reach = \"R1\"");
    if (m.chainage.size() > 2 || (m.chainage.size() == 2 && !(m.chainage[0] < m.chainage[1])))
      error("chainage_m wants two numbers, from and to, the first the smaller: chainage_m = [200, 450]");
  }
}

}  // namespace

void check_named(const Scenario& scenario, const WrittenKeys& written, Collector& collector) {
  check_edges(scenario, written, collector);
  check_gauges(scenario, written, collector);
  check_dams(scenario, collector);
  check_measure_ids(scenario, collector);
  check_measure_places(scenario, collector);
}

}  // namespace qingliu::scenario
