#include "run/reservoir_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <optional>

#include "core/row_faults.hpp"
#include "core/timestamp.hpp"
#include "process/pool_laws.hpp"
#include "run/dam_place.hpp"
#include "run/layer_reader.hpp"
#include "run/reservoir_doubts.hpp"
#include "scenario/csv.hpp"

namespace qingliu::run {
namespace {

using scenario::ReservoirSection;

std::string label_of(const ReservoirSection& s) {
  return fmt::format("[[{}]] '{}'", s.curve_levels.empty() ? "reservoir" : "measure", s.name);
}

/// Says what is wrong with one reservoir.
struct Complaints {
  const ReservoirSection& section;
  Findings& findings;

  void add(const std::string& message) {
    findings.error(section.place, fmt::format("{}: {}", label_of(section), message));
  }
};

std::optional<std::size_t> find_column(const scenario::CsvTable& table, const std::string& name) {
  const auto found = std::ranges::find(table.header, name, &scenario::CsvCell::text);
  if (found == table.header.end()) return std::nullopt;
  return static_cast<std::size_t>(found - table.header.begin());
}

std::size_t needed_column(const scenario::CsvTable& table, const std::string& name,
                          const scenario::Path& file, const char* columns) {
  const std::optional<std::size_t> found = find_column(table, name);
  if (!found)
    throw InputError({file.string(), 1, 0},
                     fmt::format("there is no column '{}'. The table needs {}", name, columns));
  return *found;
}

double number_in(const scenario::CsvCell& cell, const std::string& name) {
  const std::string& text = cell.text;
  double value = 0.0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value))
    throw InputError(cell.place, fmt::format("'{}' is not a number. Write {} as a plain number", text, name));
  return value;
}

/// Numbers of a column; a table with a column "reservoir" (an earlier run's) gives the rows of one.
std::vector<double> column_of(const scenario::CsvTable& table, const std::string& name,
                              const ReservoirSection& s) {
  const std::size_t k = needed_column(table, name, s.table, "level_m, volume_m3 and area_m2");
  const std::optional<std::size_t> owner = find_column(table, "reservoir");
  std::vector<double> values;
  for (const auto& row : table.rows) {
    if (!owner || row[*owner].text == s.name) values.push_back(number_in(row[k], name));
  }
  return values;
}

/// "04-15" of a year, or a whole date, in seconds of the run; nothing for other words.
std::optional<double> rule_begin(const std::string& text, int year, std::int64_t start) {
  const std::optional<std::int64_t> moment =
      parse_timestamp(text.size() == 5 ? fmt::format("{:04d}-{}", year, text) : text);
  if (!moment) return std::nullopt;
  return static_cast<double>(*moment - start);
}

/// Rows of a rule table on their way into rules by moment.
class RuleRows {
 public:
  RuleRows(const ReservoirSection& s, const scenario::TimeSection& time)
      : start_(parse_timestamp(time.start).value_or(0)),
        first_year_(std::stoi(time.start.substr(0, 4))),
        years_(static_cast<int>(time.duration / (365.0 * 86400.0)) + 2),
        faults_(s.rules.string()) {}

  void add(const scenario::CsvCell& from, const scenario::CsvCell& level, const scenario::CsvCell& release) {
    try {
      check_kind(from);
      const double at = number_in(level, "level_m"), goes = number_in(release, "release_m3_per_s");
      if (goes < 0.0) throw InputError(release.place, "a release below 0. Write 0 or more");
      enter(from, level, at, goes);
      levels.emplace_back(at, level.place);
    } catch (const InputError& error) {
      for (const Finding& fault : error.findings()) faults_.add(fault.place.line, fault.message);
    }
  }
  void throw_if_any() const { faults_.throw_if_any(); }

  std::map<double, ReleaseRule> rules;
  std::vector<std::pair<double, Place>> levels;  ///< [m] of every row

 private:
  static bool every_year(const scenario::CsvCell& from) { return from.text.size() == 5; }

  /// Days of every year and days of one year do not say which of them holds.
  void check_kind(const scenario::CsvCell& from) {
    if (!first_) first_ = from;
    if (mixed_ || every_year(*first_) == every_year(from)) return;
    mixed_ = true;
    const scenario::CsvCell &yearly = every_year(from) ? from : *first_,
                            &once = every_year(from) ? *first_ : from;
    throw InputError(from.place,
                     fmt::format("'{}' (line {}) comes every year and '{}' (line {}) once, and nothing "
                                 "says which of them holds. Write all days with a year, or all without",
                                 yearly.text, yearly.place.line, once.text, once.place.line));
  }

  void enter(const scenario::CsvCell& from, const scenario::CsvCell& level, double at, double goes) {
    for (int year = first_year_ - 1; year <= first_year_ + (every_year(from) ? years_ : -1); ++year) {
      const std::optional<double> begin = rule_begin(from.text, year, start_);
      if (!begin) {
        if (every_year(from) && from.text == "02-29") continue;
        throw InputError(from.place, fmt::format("'{}' is no day. Write 04-15, or 2026-04-15", from.text));
      }
      ReleaseRule& rule = rules[*begin];
      rule.begin = *begin;
      if (!rule.levels.empty() && !(at > rule.levels.back()))
        throw InputError(level.place,
                         fmt::format("level_m = {} is not above the row before of the same day. Sort them, "
                                     "none twice",
                                     level.text));
      rule.levels.push_back(at);
      rule.discharge.push_back(goes);
    }
  }

  std::int64_t start_;
  int first_year_, years_;
  std::optional<scenario::CsvCell> first_;
  bool mixed_ = false;
  RowFaults faults_;
};

/// Rules by date over a run: those without a year come again every year. Gives the levels of all rows too.
std::vector<ReleaseRule> read_rules(const ReservoirSection& s, const scenario::TimeSection& time,
                                    std::vector<io::InputFile>& inputs,
                                    std::vector<std::pair<double, Place>>& levels) {
  scenario::Collector collector;
  const std::optional<scenario::CsvTable> table = scenario::read_csv(s.rules, collector);
  collector.throw_if_errors();
  note_file(s.rules, inputs);
  const char* columns = "from, level_m and release_m3_per_s";
  const std::size_t from = needed_column(*table, "from", s.rules, columns);
  const std::size_t level = needed_column(*table, "level_m", s.rules, columns);
  const std::size_t release = needed_column(*table, "release_m3_per_s", s.rules, columns);
  RuleRows rows(s, time);
  for (const auto& row : table->rows) rows.add(row[from], row[level], row[release]);
  rows.throw_if_any();
  levels = std::move(rows.levels);
  std::vector<ReleaseRule> list;
  for (auto& [begin, rule] : rows.rules) list.push_back(std::move(rule));
  if (list.empty())
    throw InputError(
        {s.rules.string(), 1, 0},
        "the table has no rows. Write one for each level of each rule, or leave rules out: then the "
        "outlet is fully open");
  if (list.front().begin > 0.0)
    throw InputError(
        table->rows.front()[from].place,
        fmt::format("no rule has begun when the run does, {}: nothing says what is released until then. "
                    "Write a rule for the days before, or days without a year (04-15)",
                    time.start));
  return list;
}

StorageCurve read_curve(const ReservoirSection& s, std::vector<io::InputFile>& inputs) {
  if (!s.curve_levels.empty()) return {s.curve_levels, s.curve_volumes, s.curve_areas};
  scenario::Collector collector;
  const std::optional<scenario::CsvTable> table = scenario::read_csv(s.table, collector);
  collector.throw_if_errors();
  note_file(s.table, inputs);
  try {
    return {column_of(*table, "level_m", s), column_of(*table, "volume_m3", s),
            column_of(*table, "area_m2", s)};
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
  if (s.breach_bottom)
    within("breach_bottom_m", *s.breach_bottom, curve.bottom(), s.crest,
           "the bottom of the table and crest_m");
  if (s.breach_bottom && *s.breach_bottom == s.crest)
    complaints.add(
        fmt::format("breach_bottom_m = {:g} is the crest itself: nothing would break. Write a "
                    "level below it",
                    *s.breach_bottom));
  if (s.breach_level)
    within("breach_level_m", *s.breach_level, s.breach_bottom.value_or(curve.bottom()), s.crest + 20.0,
           "breach_bottom_m and above the crest");
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
  if ((!s.rule_levels.empty() || !s.rules.empty()) && !s.outlet)
    complaints.add("a rule needs a bottom outlet. Give outlet_m");
  if (!s.rule_levels.empty() && !s.rules.empty())
    complaints.add("rule_level_m and rules are both given. Keep one of them");
  const bool begins = s.breach_level.has_value() != s.breach_moment.has_value();
  if (!s.breach.empty() && !begins) complaints.add("a breach needs one of breach_level_m and breach_at_h");
  if (!s.breach.empty() && !s.breach_bottom) complaints.add("a breach needs breach_bottom_m");
  if (s.breach.empty() && (s.breach_level || s.breach_moment || s.breach_bottom))
    complaints.add(
        "breach_level_m, breach_at_h and breach_bottom_m belong to a breach. Write breach = "
        "\"overtopping\" or \"piping\"");
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
  r.outlet = {s.outlet.value_or(0.0), s.outlet_area.value_or(0.0), s.outlet_coefficient, {}};
  if (!s.rule_levels.empty()) r.outlet.rules.push_back({-1e300, s.rule_levels, s.rule_discharge});
  const bool piping = s.breach == "piping";
  r.breach = {!s.breach.empty(),
              s.breach_level.value_or(1e300),
              s.breach_moment.value_or(1e300),
              s.breach_bottom.value_or(0.0),
              s.breach_width,
              s.breach_duration,
              piping ? 1.0 : 1.3,
              piping ? 0.7 : 1.0};
  r.even_deposit = s.deposit_shape == "even";
  r.share_of_year = s.share_of_year;
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
    std::vector<std::pair<double, Place>> rule_levels;
    if (!s.rules.empty())
      findings.collect(s.place, [&] { r.outlet.rules = read_rules(s, scenario.time, inputs, rule_levels); });
    if (read) {
      check_levels(s, r.curve, complaints);
      doubt_reservoir(s, r.curve, world.grid.cell_area(), scenario.time.duration, findings);
      doubt_rules(s, r.curve, rule_levels, findings);
    }
    r.segment = find_dam_segment({label_of(s), s.reach, s.chainage, s.point, s.place}, world, findings);
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
    if (r.breach.planned)
      world.assumptions.push_back(
          fmt::format("reservoir '{}': its dam is made to break in this scenario, down "
                      "to {:g} m; the breach moves no sediment of the dam or the bed",
                      r.name, r.breach.bottom));
  }
}

}  // namespace qingliu::run
