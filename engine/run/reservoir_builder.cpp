#include "run/reservoir_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "process/pool_laws.hpp"
#include "run/dam_place.hpp"
#include "run/layer_reader.hpp"
#include "scenario/csv.hpp"

namespace qingliu::run {
namespace {

using scenario::ReservoirSection;

/// Says what is wrong with one reservoir.
struct Complaints {
  const ReservoirSection& section;
  Findings& findings;

  void add(const std::string& message) {
    findings.error(section.place, fmt::format("[[reservoir]] '{}': {}", section.name, message));
  }
};

std::vector<double> column_of(const scenario::CsvTable& table, const std::string& name,
                              const scenario::Path& file) {
  const auto found = std::ranges::find(table.header, name, &scenario::CsvCell::text);
  if (found == table.header.end())
    throw InputError(
        {file.string(), 1, 0},
        fmt::format("there is no column '{}'. The table needs level_m, volume_m3 and area_m2", name));
  const auto k = static_cast<std::size_t>(found - table.header.begin());
  std::vector<double> values;
  for (const auto& row : table.rows) {
    const std::string& text = row[k].text;
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
      throw InputError(row[k].place,
                       fmt::format("'{}' is not a number. Write {} as a plain number", text, name));
    values.push_back(value);
  }
  return values;
}

StorageCurve read_curve(const ReservoirSection& s, std::vector<io::InputFile>& inputs) {
  scenario::Collector collector;
  const std::optional<scenario::CsvTable> table = scenario::read_csv(s.table, collector);
  collector.throw_if_errors();
  note_file(s.table, inputs);
  try {
    return {column_of(*table, "level_m", s.table), column_of(*table, "volume_m3", s.table),
            column_of(*table, "area_m2", s.table)};
  } catch (const InputError& error) {
    std::vector<Finding> findings = error.findings();
    for (Finding& finding : findings) {
      if (finding.place.file.empty()) finding.place.file = s.table.string();
    }
    throw InputError(findings);
  }
}

void check_levels(const ReservoirSection& s, const StorageCurve& curve, Complaints complaints) {
  const auto within = [&](const char* key, double level, double low, double high, const char* between) {
    if (level < low || level > high)
      complaints.add(fmt::format("{} = {} lies outside {:g} to {:g} m. Write a level between {}", key, level,
                                 low, high, between));
  };
  if (s.crest > curve.top())
    complaints.add(
        fmt::format("the storage table ends at {:g} m, below crest_m = {:g}. Carry it on to the crest",
                    curve.top(), s.crest));
  within("crest_m", s.crest, curve.bottom(), 1e9, "the bottom of the table and the sky");
  within("normal_level_m", s.normal_level, s.dead_level, s.crest, "dead_level_m and crest_m");
  within("dead_level_m", s.dead_level, curve.bottom(), s.crest, "the bottom of the table and crest_m");
  within("start_level_m", s.start_level, curve.bottom(), s.crest, "the bottom of the table and crest_m");
  if (s.spillway)
    within("spillway_m", *s.spillway, curve.bottom(), s.crest, "the bottom of the table and crest_m");
  if (s.outlet) within("outlet_m", *s.outlet, curve.bottom(), s.crest, "the bottom of the table and crest_m");
}

void check_pairs(const ReservoirSection& s, std::size_t classes, Complaints complaints) {
  if (s.spillway.has_value() != s.spillway_width.has_value())
    complaints.add("spillway_m and spillway_width_m go together. Give both or none");
  if (s.gate_opening && !s.spillway) complaints.add("gate_opening_m belongs to a spillway. Give spillway_m");
  if (s.outlet.has_value() != s.outlet_area.has_value())
    complaints.add("outlet_m and outlet_area_m2 go together. Give both or none");
  if (s.rule_levels.size() != s.rule_discharge.size())
    complaints.add(fmt::format("rule_level_m has {} values, rule_release_m3_per_s {}. Give one for each",
                               s.rule_levels.size(), s.rule_discharge.size()));
  if (!std::ranges::is_sorted(s.rule_levels, std::less_equal<>()))
    complaints.add("rule_level_m must rise. Sort it, none twice");
  if (!s.rule_levels.empty() && !s.outlet) complaints.add("a rule needs a bottom outlet. Give outlet_m");
  if (!s.deposit_density.empty() && s.deposit_density.size() != classes)
    complaints.add(fmt::format("deposit_kg_per_m3 has {} values, [grains] {} classes. Give one for each",
                               s.deposit_density.size(), classes));
}

Reservoir make_reservoir(const ReservoirSection& s, const Grains& grains) {
  Reservoir r;
  r.name = s.name;
  r.crest = s.crest;
  r.crest_length = s.crest_length;
  r.normal_level = s.normal_level;
  r.dead_level = s.dead_level;
  r.start_level = s.start_level;
  r.spillway = {s.spillway.value_or(0.0), s.spillway_width.value_or(0.0), s.spillway_coefficient,
                s.gate_opening.value_or(-1.0), s.gate_coefficient};
  r.outlet = {s.outlet.value_or(0.0), s.outlet_area.value_or(0.0), s.outlet_coefficient, s.rule_levels,
              s.rule_discharge};
  r.evaporation = s.evaporation;
  r.seepage = s.seepage;
  r.alarms = s.alarms;
  r.tanks = s.tanks;
  r.deposit_density = s.deposit_density;
  if (s.deposit_density.empty()) {
    for (const GrainClass& grain : grains) r.deposit_density.push_back(pool::deposit_density(grain.diameter));
  }
  return r;
}

}  // namespace

void build_reservoirs(const scenario::Scenario& scenario, const Grains& grains, World& world,
                      Findings& findings, std::vector<io::InputFile>& inputs) {
  for (const ReservoirSection& s : scenario.reservoirs) {
    const Complaints complaints{s, findings};
    check_pairs(s, grains.size(), complaints);
    Reservoir r = make_reservoir(s, grains);
    bool read = false;
    findings.collect(s.place, [&] {
      r.curve = read_curve(s, inputs);
      read = true;
    });
    if (read) check_levels(s, r.curve, complaints);
    r.segment = find_dam_segment(
        {fmt::format("[[reservoir]] '{}'", s.name), s.reach, s.chainage, s.point, s.place}, world, findings);
    if (r.segment < 0 || !read) continue;
    world.network.segments[r.segment].dam = true;
    world.reservoirs.push_back(std::move(r));
  }
  std::ranges::sort(world.reservoirs, {}, &Reservoir::segment);
  for (const Reservoir& r : world.reservoirs) {
    world.pools.emplace_back(r, static_cast<int>(grains.size()));
    const Segment& segment = world.network.segments[r.segment];
    world.assumptions.push_back(
        fmt::format("reservoir '{}': dam on {} at {:.0f} m, {:.3f} km2 of watershed; {:.4g} m3 at the start, "
                    "{:.4g} m3 at normal "
                    "level; no backwater above the dam's cell",
                    r.name, world.network.reaches[segment.reach].name, segment.chainage, segment.area / 1e6,
                    r.curve.volume_of(r.start_level), r.curve.volume_of(r.normal_level)));
  }
}

}  // namespace qingliu::run
