#include "run/measure_gullies.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "measures/ageing_laws.hpp"
#include "run/measure_record.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

/// A head behind a bund and ditch, or over a drop, stays; what neglect has left of the work lets it go on at
/// that share of its pace.
void hold_head(const Measure& m, scenario::GullySection& gully) {
  const measures::Ageing& ageing = m.type->ageing;
  const double holds = m.section->upkeep ? 1.0 : measures::condition(m.age, ageing.half_life);
  gully.head_rate *= 1.0 - holds;
  if (holds >= 1.0) gully.head_height = 0.0;
}

/// Walls cut back to a slope, planted: roots come in twice the time of leaves.
void treat_walls(const Measure& m, scenario::CollapsingGullySection& gully) {
  const double slope = m.parameters.at("regrade_slope");
  if (slope > 0.0) gully.wall_angle = std::min(gully.wall_angle, std::atan(slope));
  const measures::Ageing& ageing = m.type->ageing;
  gully.added_cohesion +=
      1e3 * measures::grown(0.0, m.parameters.at("root_kpa"), m.age, 2.0 * ageing.growth_time);
}

template <class Section>
Section* named(std::vector<Section>& sections, const std::string& name) {
  const auto found = std::ranges::find(sections, name, &Section::name);
  return found == sections.end() ? nullptr : &*found;
}

}  // namespace

scenario::Scenario with_treated_gullies(const scenario::Scenario& scenario, const std::vector<Measure>& all,
                                        Findings& findings) {
  scenario::Scenario treated = scenario;
  for (const Measure& m : all) {
    const bool head = m.type->name == "gully_head";
    scenario::GullySection* gully = named(treated.gullies, m.section->gully);
    scenario::CollapsingGullySection* walls = named(treated.collapsing_gullies, m.section->gully);
    if (head ? gully == nullptr : walls == nullptr) {
      findings.error(m.section->place,
                     fmt::format("[[measure]] '{}': there is no [[{}]] '{}'. Give the name of one",
                                 m.section->id, head ? "gully" : "collapsing_gully", m.section->gully));
      continue;
    }
    if (!m.stands) continue;
    if (head) {
      hold_head(m, *gully);
    } else {
      treat_walls(m, *walls);
    }
  }
  return treated;
}

void describe_gully_works(const std::vector<Measure>& all, World& world) {
  for (const Measure& m : all) {
    const double units = m.parameters.at(m.type->cost_unit == "CNY/m" ? "length_m" : "sites");
    const MeasureRecord record = record_of(m, {fmt::format("at '{}'", m.section->gully), 0.0, units, ""});
    world.measures.push_back(record.line);
    world.measure_facts.push_back(record.facts);
  }
}

}  // namespace qingliu::run
