#include "measures/measure.hpp"

#include <algorithm>

#include "measures/ageing_laws.hpp"

namespace qingliu::measures {

std::optional<double> Measure::given(const std::string& name) const {
  const auto found = parameters.find(name);
  return found == parameters.end() ? std::nullopt : std::optional<double>(found->second);
}

bool Measure::exclusive() const {
  return std::ranges::any_of(type->effects, [](const Effect& e) { return !e.times_by_year.empty(); });
}

bool Measure::leads() const {
  const auto kind = words.find("kind");
  return (kind == words.end() || kind->second == "drain") &&
         std::ranges::any_of(type->effects, [](const Effect& e) { return e.lever->name == "reroute"; });
}

namespace {

double rotated_cover(double full, const Measure& m) {
  return rotated(full, m.parameters.at("cover_cut"), std::max(0.0, m.age), m.parameters.at("rotation_a"),
                 m.parameters.at("bare_months") / 12.0, m.type->ageing.growth_time);
}

}  // namespace

bool Measure::on_land() const {
  if (!type->builds.empty()) return false;
  const scenario::MeasureSection& s = *section;
  if ((s.reach + s.dam + s.gully + s.village).empty()) return true;
  const bool says_its_ground = !s.layer.empty() || !s.where.empty() || !s.wkt.empty() || s.point;
  return type->acts_on_land() && (!type->acts_in_rivers() || says_its_ground);
}

namespace {

/// Works on slopes whose every lever is one of their stores.
bool holds_or_leads_only(const MeasureType& type) {
  return type.builds.empty() && !type.effects.empty() &&
         std::ranges::all_of(type.effects, [](const Effect& e) { return e.law != nullptr; });
}

/// Along a reach and not on the ground beside it: revetments, cleaned beds.
bool along_stream_only(const Measure& m) {
  return m.type->builds.empty() && !m.section->reach.empty() && !m.on_land();
}

/// A cover of the ground alone, which leaves the soil as large as it is.
bool cover_only(const MeasureType& type) {
  return type.builds.empty() && !type.acts_in_rivers() && !type.effects.empty() &&
         std::ranges::all_of(type.effects, [](const Effect& e) {
           const bool strip = e.strip, cover = e.lever->through == Through::cover && !e.law;
           return (strip || cover) && e.filter.empty() && e.lever->target != &Landuse::soil_share;
         });
}

/// Plants and what they make of the soil come in years, and not within a run.
bool comes_in_years(const MeasureType& type) {
  return type.ageing.model == "growth" ||
         std::ranges::any_of(type.effects, [](const Effect& e) { return !e.times_by_year.empty(); });
}

}  // namespace

bool Measure::covers_ground() const {
  return on_land() && std::ranges::any_of(type->effects, [](const Effect& e) {
           const bool ground = e.lever->through == Through::cover || e.lever->through == Through::land_use;
           return ground && e.river.empty() && !e.law;
         });
}

bool Measure::begins_in_run() const {
  return !type->builds.empty() || type->at_dam || type->at_village || holds_or_leads_only(*type) ||
         ((along_stream_only(*this) || cover_only(*type)) && !comes_in_years(*type));
}

bool Measure::ends_in_run() const {
  return !type->builds.empty() || type->at_village || holds_or_leads_only(*type) ||
         along_stream_only(*this) || cover_only(*type);
}

std::set<double> moments_of(const std::vector<Measure>& all, double duration) {
  std::set<double> moments;
  for (const Measure& m : all) {
    if (m.begins_in_run() && m.begins > 0.0 && m.begins < duration) moments.insert(m.begins);
    if (m.ends_in_run() && m.ends > 0.0 && m.ends < duration) moments.insert(m.ends);
  }
  return moments;
}

std::string becomes_landuse(const Measure& m) {
  for (const Effect& e : m.type->effects) {
    if (e.lever->through == Through::land_use) return m.words.at(e.set);
  }
  return "";
}

double growth(const Measure& m) {
  const Ageing& ageing = m.type->ageing;
  return ageing.model == "growth" ? grown(0.0, 1.0, m.age - ageing.disturbed, ageing.growth_time) : 1.0;
}

Landuse treated(const Landuse& untreated, const Measure& m) {
  Landuse land = becomes_landuse(m).empty() ? untreated : mixed(untreated, m.becomes, growth(m));
  const Ageing& ageing = m.type->ageing;
  for (const Effect& e : m.type->effects) {
    if (e.lever->through != Through::cover || !e.river.empty() || e.law) continue;
    const double before = untreated.*e.lever->target;
    if (!e.times_by_year.empty()) {
      set_lever(land, *e.lever, before * of_year(e.times_by_year, m.age));
      continue;
    }
    const double aim = m.parameters.at(e.reach.empty() ? e.set : e.reach);
    if (ageing.model == "rotation") {
      set_lever(land, *e.lever, rotated_cover(aim, m));
      continue;
    }
    if (e.set.empty() && aim <= before) continue;
    double value = aim;
    if (ageing.model == "growth") value = grown(before, aim, m.age - ageing.disturbed, ageing.growth_time);
    if (ageing.model == "decay" && !m.section->upkeep)
      value = before + (aim - before) * condition(m.age, ageing.half_life);
    set_lever(land, *e.lever, value);
  }
  return land;
}

double in_river(const Measure& m, std::string_view lever, double before) {
  for (const Effect& e : m.type->effects) {
    if (e.river.empty() || e.lever->name != lever || !m.parameters.contains(e.river)) continue;
    const double aim = m.parameters.at(e.river);
    const Ageing& ageing = m.type->ageing;
    if (ageing.model == "growth") {  // roots come in twice the time of leaves
      const double time = lever == "root_cohesion" ? 2.0 * ageing.growth_time : ageing.growth_time;
      return grown(before, aim, m.age - ageing.disturbed, time);
    }
    if (ageing.model == "decay" && !m.section->upkeep)
      return before + (aim - before) * condition(m.age, ageing.half_life);
    return aim;
  }
  return -1.0;
}

StoreShape store_of(const Measure& m, double slope) {
  StoreShape shape = m.type->store()->shape(m.parameters, slope);
  if (m.type->ageing.model == "decay" && !m.section->upkeep)
    shape.capacity *= condition(m.age, m.type->ageing.half_life);
  shape.capacity *= 1.0 - m.filled();
  return shape;
}

double cost_units(const Measure& m, double area, double count) {
  const std::string& unit = m.type->cost_unit;
  if (m.spread() == Spread::line && unit == "CNY/m") return count;
  if (m.spread() == Spread::point && unit == "CNY/each") return count;
  if (m.spread() == Spread::point && unit == "CNY/m3")
    return count * m.type->store()->shape(m.parameters, 0.0).capacity;
  if (unit == "CNY/ha" || unit == "CNY/ha/a") return area / 1e4;
  if (unit == "CNY/km2") return area / 1e6;
  if (unit == "CNY/m2") return area;
  if (unit == "CNY/m" && m.type->share.size() == 2) return area / m.parameters.at(m.type->share[1]);
  return -1.0;
}

}  // namespace qingliu::measures
