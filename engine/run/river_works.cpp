#include "run/river_works.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "process/stream/composite_roughness.hpp"
#include "process/stream/dredging.hpp"
#include "run/dam_works.hpp"
#include "run/measure_record.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

bool digs(const Measure& m) { return measures::in_river(m, "sed_removed", 0.0) > 0.0; }

int sides_of(const Measure& m) {
  const auto side = m.words.find("side");
  return side == m.words.end() || side->second == "both" ? 2 : 1;
}

/// A bed level along the stretch: even, or straight from its upper to its lower end.
std::optional<double> level_at(const Measure& m, double chainage, double from, double to) {
  const auto upper = m.parameters.find("to_bed_m");
  if (upper == m.parameters.end()) return std::nullopt;
  const double lower = m.number("to_bed_lower_m", upper->second);
  const double share = to > from ? std::clamp((chainage - from) / (to - from), 0.0, 1.0) : 0.0;
  return upper->second + share * (lower - upper->second);
}

std::optional<Dredging> dredging_of(const RiverWork& work, const World& world) {
  const Measure& m = *work.measure;
  Dredging dredging;
  dredging.measure = m.section->id;
  dredging.stirred = m.number("resuspend_frac", 0.0);
  const std::vector<Segment>& segments = world.network.segments;
  const Segment &first = segments[work.parts.front().segment], &last = segments[work.parts.back().segment];
  const std::vector<double>& given = m.section->chainage;
  const double from = given.empty() ? first.chainage - 0.5 * first.length : given[0];
  const double to = given.empty() ? last.chainage + 0.5 * last.length : given[1];
  for (const RiverWork::Part& part : work.parts) {
    const Segment& s = segments[part.segment];
    dredging.cuts.push_back(
        {part.segment, part.share, m.parameters.at("depth_m"), level_at(m, s.chainage, from, to)});
    const Cut& cut = dredging.cuts.back();
    const double depth = cut.level ? std::max(0.0, world.streams.bed[part.segment] - *cut.level) : cut.depth;
    dredging.volume +=
        part.share * depth * s.length * stream::bed_width_of(world.network, world.streams, part.segment);
  }
  return dredging;
}

/// Number of the type's cost units.
double units_of(const RiverWork& work, double volume) {
  const Measure& m = *work.measure;
  const std::string& unit = m.type->cost_unit;
  if (unit == "CNY/m3") return volume;
  if (unit == "CNY/m") return work.length * sides_of(m);
  if (unit == "CNY/m2") return work.length * sides_of(m) * m.number("width_m", 1.0);
  if (unit == "CNY/each" || unit == "CNY/event") return 1.0;
  if (unit == "CNY/km/a") return work.length / 1e3;
  return 0.0;
}

/// [m2] of bed or bank that a work covers.
double area_of(const RiverWork& work, const World& world) {
  const double banks = work.length * sides_of(*work.measure) * work.measure->number("width_m", 0.0);
  if (banks > 0.0) return banks;
  double bed = 0.0;
  for (const RiverWork::Part& part : work.parts)
    bed += part.share * world.network.segments[part.segment].length *
           stream::bed_width_of(world.network, world.streams, part.segment);
  return bed;
}

double volume_of(const std::string& id, const World& world) {
  double volume = 0.0;
  for (const Dredging& dredging : world.dated_works.dredgings) {
    if (dredging.measure == id) volume += dredging.volume;
  }
  return volume;
}

}  // namespace

std::vector<RiverWork> place_river_works(const std::vector<Measure>& all, const World& world,
                                         Findings& findings) {
  std::vector<RiverWork> works;
  for (const Measure& m : all) {
    const scenario::MeasureSection& section = *m.section;
    const auto fault = [&](const std::string& what) {
      findings.error(section.place, fmt::format("[[measure]] '{}': {}", section.id, what));
    };
    RiverWork work;
    work.measure = &m;
    if (!section.dam.empty()) {  // found when the dams stand
      works.push_back(work);
      continue;
    }
    if (world.network.empty()) {
      fault("a work along a stream needs one. Write a section [streams]");
      continue;
    }
    const std::vector<int> segments = world.network.segments_of(section.reach);
    if (segments.empty()) {
      fault(fmt::format("there is no reach '{}'. The watershed has {}", section.reach,
                        world.network.names_in_words()));
      continue;
    }
    for (const int n : segments) {
      const Segment& s = world.network.segments[n];
      const double upper = s.chainage - 0.5 * s.length, lower = s.chainage + 0.5 * s.length;
      const double from = section.chainage.empty() ? upper : std::max(upper, section.chainage[0]);
      const double to = section.chainage.empty() ? lower : std::min(lower, section.chainage[1]);
      if (!(to > from)) continue;
      work.parts.push_back({n, (to - from) / s.length});
      work.length += to - from;
    }
    const Segment& last = world.network.segments[segments.back()];
    const double end = last.chainage + 0.5 * last.length;
    if (work.parts.empty() || (!section.chainage.empty() && section.chainage[1] > end + 1.0)) {
      fault(fmt::format("chainage_m = [{:g}, {:g}] goes beyond reach '{}', 0 to {:.0f} m. Mend chainage_m",
                        section.chainage[0], section.chainage[1], section.reach, end));
      continue;
    }
    works.push_back(std::move(work));
  }
  return works;
}

namespace {

/// Manning n of a network that bears the works which stand at `t` [s].
void rough_at(double t, const std::vector<RiverWork>& works, StreamNetwork& network) {
  for (const bool of_banks : {false, true}) {  // the bed first, banks upon it
    for (const RiverWork& work : works) {
      const Measure& m = *work.measure;
      if (!m.stands_at(t) || (measures::in_river(m, "tau_c_bank", 0.0) >= 0.0) != of_banks) continue;
      for (const RiverWork::Part& part : work.parts) {
        Segment& s = network.segments[part.segment];
        double n = measures::in_river(m, "n", s.manning_n);
        if (n < 0.0 || (!of_banks && n > s.manning_n)) continue;  // a cleaned bed is not rougher than before
        if (of_banks && s.bare_n == 0.0) s.bare_n = s.manning_n;
        if (of_banks)
          n = stream::composite_n(network.sections[s.section], s.bank - s.bed, s.manning_n, n, sides_of(m));
        s.manning_n = stream::n_along(s.manning_n, n, part.share);
      }
    }
  }
}

}  // namespace

void rough_reaches(const std::vector<RiverWork>& works, double duration, World& world) {
  std::vector<Measure> along;
  for (const RiverWork& work : works) {
    if (!work.parts.empty()) along.push_back(*work.measure);
  }
  for (const double moment : measures::moments_of(along, duration)) {
    StreamNetwork network = world.network;
    rough_at(moment, works, network);
    StreamStage stage;
    stage.at = moment;
    for (const Segment& s : network.segments) {
      stage.manning_n.push_back(s.manning_n);
      stage.bare_n.push_back(s.bare_n);
    }
    world.dated_works.stages.push_back(std::move(stage));
  }
  rough_at(0.0, works, world.network);
}

/// Whether a work is at the dam of a measure that is not there in this run.
bool at_no_dam(const Measure& m, const scenario::Scenario& scenario, World& world) {
  const std::string& dam = m.section->dam;
  const auto named = [&](const auto& d) { return d.name == dam; };
  if (dam.empty() || std::ranges::any_of(world.dams, named) || std::ranges::any_of(world.reservoirs, named) ||
      std::ranges::count(scenario.measures, dam.substr(0, dam.find('.')), &scenario::MeasureSection::id) == 0)
    return false;
  world.doubts.push_back(
      {Finding::Kind::warning, m.section->place,
       fmt::format("[[measure]] '{}': the measure '{}' builds no dam in this run: without effect in it",
                   m.section->id, dam)});
  return true;
}

void plan_river_works(const std::vector<RiverWork>& works, const scenario::Scenario& scenario, World& world,
                      Findings& findings) {
  DatedWorks& dated = world.dated_works;
  for (const RiverWork& work : works) {  // rules first: a rebuilt reservoir keeps them
    if (work.measure->type->name == "reservoir_flush" && !at_no_dam(*work.measure, scenario, world))
      plan_flushing(*work.measure, scenario, world, findings);
  }
  for (const RiverWork& work : works) {
    const Measure& m = *work.measure;
    const std::vector<double> moments = moments_of(m, m.number("every_a", 0.0), scenario);
    if (m.type->name == "reservoir_flush" || at_no_dam(m, scenario, world)) continue;
    if (!digs(m)) {
      if (m.section->dam.empty()) continue;
      const std::optional<Reinforcement> rebuilt = reinforcement_of(m, world, findings);
      for (const double at : moments) {
        if (rebuilt) dated.reinforcements.push_back({at, rebuilt->reservoir, rebuilt->after});
      }
      continue;
    }
    const std::optional<Dredging> dredging =
        m.section->dam.empty() ? dredging_of(work, world) : dredging_at_dam(m, world, findings);
    for (const double at : moments) {
      if (!dredging) break;
      dated.dredgings.push_back(*dredging);
      dated.dredgings.back().at = at;
    }
  }
  std::ranges::stable_sort(dated.dredgings, {}, &Dredging::at);
  std::ranges::stable_sort(dated.reinforcements, {}, &Reinforcement::at);
  if (findings.empty()) carry_out_works(0.0, world);
}

void describe_river_works(const std::vector<RiverWork>& works, const scenario::Scenario& scenario,
                          World& world) {
  for (const RiverWork& work : works) {
    const Measure& m = *work.measure;
    const double at = built_at(m, scenario), volume = volume_of(m.section->id, world);
    const bool at_dam = !m.section->dam.empty();
    std::string state;
    if ((digs(m) || at_dam) && at > 0.0 && at < scenario.time.duration)
      state = fmt::format("{:.4g} h after the run's begin", at / 3600.0);
    const std::string place = at_dam ? fmt::format("at '{}'", m.section->dam)
                                     : fmt::format("{:.4g} m of {}", work.length, m.section->reach);
    const std::string quantity = digs(m) ? fmt::format(", {:.4g} m3", volume) : "";
    const MeasureRecord record =
        record_of(m, {place + quantity, area_of(work, world), units_of(work, volume), state});
    world.measures.push_back(record.line);
    world.measure_facts.push_back(record.facts);
    world.river_works.push_back({m.section->id, work.length, unit_cost(m)});
    if (world.stream_bed.banks.empty() && measures::in_river(m, "tau_c_bank", 0.0) >= 0.0)
      world.doubts.push_back(
          {Finding::Kind::warning, m.section->place,
           fmt::format("[[measure]] '{}': no bank gives way in this run, so there is nothing to protect. "
                       "Describe the soil of the banks in [[bank]]",
                       m.section->id)});
  }
}

void update_dredging_costs(World& world) {
  for (const World::NamedWork& work : world.river_works) {
    const auto fact = std::ranges::find_if(world.measure_facts, [&](const MeasureFacts& f) {
      return f.section == "measure" && f.id == work.id;
    });
    const auto dug = [&](const Dredging& d) { return d.measure == work.id; };
    if (fact == world.measure_facts.end() || std::ranges::none_of(world.dated_works.dredgings, dug)) continue;
    const double volume = volume_of(work.id, world);
    fact->cost_low = volume * work.unit_cost[0];
    fact->cost_middle = volume * work.unit_cost[1];
    fact->cost_high = volume * work.unit_cost[2];
  }
}

io::Table river_works_table(const World& world) {
  io::Table table;
  table.name = "river_works";
  table.columns = {"work", "length_m", "dredged_m3"};
  for (const std::string& name : world.class_names) table.columns.push_back("removed_" + name + "_kg");
  for (const World::NamedWork& work : world.river_works) {
    std::vector<double> row{work.length, 0.0};
    row.resize(2 + world.class_names.size(), 0.0);
    for (std::size_t d = 0; d < world.dated_works.dredged; ++d) {
      const Dredging& dredging = world.dated_works.dredgings[d];
      if (dredging.measure != work.id) continue;
      row[1] += dredging.volume;
      for (std::size_t k = 0; k < dredging.removed.size(); ++k) row[2 + k] += dredging.removed[k];
    }
    table.text.push_back({work.id});
    table.rows.push_back(std::move(row));
  }
  return table;
}

}  // namespace qingliu::run
