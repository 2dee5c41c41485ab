#include "run/dam_works.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "core/constants.hpp"
#include "core/timestamp.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

constexpr double seconds_per_year = 365.25 * 86400.0;

/// Place of a name in a list of dams, -1 where it is not there.
template <class Dam>
int place_of(const std::vector<Dam>& dams, const std::string& name) {
  const auto found = std::ranges::find(dams, name, &Dam::name);
  return found == dams.end() ? -1 : static_cast<int>(found - dams.begin());
}

void set_outlet(const Measure& m, BottomOutlet& outlet) {
  const double radius = std::sqrt(outlet.area / std::numbers::pi);
  const double invert = m.given("culvert_inv_m").value_or(outlet.level - radius);
  if (const auto diameter = m.given("culvert_d_m"))
    outlet.area = 0.25 * std::numbers::pi * *diameter * *diameter;
  if (m.given("culvert_d_m") || m.given("culvert_inv_m"))
    outlet.level = invert + std::sqrt(outlet.area / std::numbers::pi);
  const std::string& gate = m.words.at("gate");
  if (gate == "open") outlet.rules.clear();
  if (gate == "closed") outlet.rules = {{-1e300, {outlet.level}, {0.0}}};
}

/// Whether a new culvert lies below the crest; a finding where it does not.
bool culvert_fits(const Measure& m, const Reservoir& r, Findings& findings) {
  const std::optional<double> diameter = m.given("culvert_d_m"), given = m.given("culvert_inv_m");
  if (!diameter && !given) return true;
  const double radius = std::sqrt(r.outlet.area / std::numbers::pi), invert = r.outlet.level - radius;
  const auto fault = [&](const std::string& what) {
    findings.error(m.section->place, fmt::format("[[measure]] '{}': {}", m.section->id, what));
    return false;
  };
  if (invert >= r.crest)
    return fault(fmt::format("{} = {:g} m does not lie below the crest of '{}', {:g} m. Both are elevations",
                             given ? "culvert_inv_m" : "the culvert's invert", invert, r.name, r.crest));
  if (invert + 2.0 * radius <= r.crest) return true;
  return fault(
      fmt::format("{} = {:g} m from the culvert's invert, {:g} m, reaches above the crest of '{}', {:g} m: "
                  "the culvert is larger than the dam. Look at both",
                  diameter ? "culvert_d_m" : "its diameter", 2.0 * radius, invert, r.name, r.crest));
}

/// Levels of a rebuilt reservoir against each other; one finding for each that does not fit.
void check_levels(const Measure& m, const Reservoir& r, Findings& findings) {
  const auto within = [&](const char* what, double level, double low, double high) {
    if (level >= low && level <= high) return;
    findings.error(
        m.section->place,
        fmt::format("[[measure]] '{}': {} = {:g} m lies outside {:g} to {:g} m of '{}'. Look at the "
                    "storage table and the crest",
                    m.section->id, what, level, low, high, r.name));
  };
  within("crest_m", r.crest, r.curve.bottom(), r.curve.top());
  if (r.breach.planned && r.breach.bottom >= r.crest)
    findings.error(
        m.section->place,
        fmt::format("[[measure]] '{}': crest_m = {:g} m does not lie above the bottom of the planned "
                    "breach of '{}', {:g} m. Look at both",
                    m.section->id, r.crest, r.name, r.breach.bottom));
  if (r.spillway.width > 0.0) within("spill_crest_m", r.spillway.sill, r.curve.bottom(), r.crest);
  if (r.outlet.area > 0.0 && culvert_fits(m, r, findings))
    within("the culvert's middle", r.outlet.level, r.curve.bottom(), r.crest);
}

}  // namespace

double built_at(const Measure& m, const scenario::Scenario& scenario) {
  return static_cast<double>(*parse_timestamp(m.section->built) - *parse_timestamp(scenario.time.start));
}

std::vector<double> moments_of(const Measure& m, double every, const scenario::Scenario& scenario) {
  std::vector<double> moments;
  double at = built_at(m, scenario);
  const double span = every * seconds_per_year;
  if (at <= 0.0) {
    moments.push_back(0.0);
    if (every == 0.0) return moments;
    at += span * (std::floor(-at / span) + 1.0);
  }
  for (; at < scenario.time.duration; at += span) {
    moments.push_back(at);
    if (every == 0.0) break;
  }
  return moments;
}

std::optional<Dredging> dredging_at_dam(const Measure& m, const World& world, Findings& findings) {
  Dredging dredging;
  dredging.measure = m.section->id;
  dredging.most = m.given("volume_m3").value_or(1e300);
  dredging.dam = place_of(world.dams, m.section->dam);
  dredging.pool = place_of(world.reservoirs, m.section->dam);
  if (dredging.dam >= 0) {
    dredging.volume =
        std::min(dredging.most, world.dam_states[dredging.dam].deposit_volume(world.dams[dredging.dam]));
    return dredging;
  }
  if (dredging.pool >= 0) {
    dredging.volume = dredging.most < 1e300 ? dredging.most : 0.0;
    return dredging;
  }
  findings.error(
      m.section->place,
      fmt::format("[[measure]] '{}': there is no check_dam, sediment_dam or [[reservoir]] '{}' to be dug "
                  "out. Give the name of one",
                  m.section->id, m.section->dam));
  return std::nullopt;
}

std::optional<Reinforcement> reinforcement_of(const Measure& m, const World& world, Findings& findings) {
  const int place = place_of(world.reservoirs, m.section->dam);
  if (place < 0) {
    findings.error(m.section->place, fmt::format("[[measure]] '{}': there is no [[reservoir]] '{}'. Give the "
                                                 "name of one",
                                                 m.section->id, m.section->dam));
    return std::nullopt;
  }
  Reservoir r = world.reservoirs[place];
  r.crest = m.given("crest_m").value_or(r.crest);
  r.spillway.sill = m.given("spill_crest_m").value_or(r.spillway.sill);
  r.spillway.width = m.given("spill_w_m").value_or(r.spillway.width);
  if (const auto c = m.given("spill_c"))  // Q = C b H^1.5 in place of m b sqrt(2 g) H^1.5
    r.spillway.coefficient = *c / std::sqrt(2.0 * constants::gravity);
  set_outlet(m, r.outlet);
  r.seepage = m.given("seepage_l_s").value_or(1e3 * r.seepage) / 1e3;
  check_levels(m, r, findings);
  return Reinforcement{0.0, static_cast<std::size_t>(place), std::move(r)};
}

void plan_flushing(const Measure& m, const scenario::Scenario& scenario, World& world, Findings& findings) {
  const auto found = std::ranges::find(world.reservoirs, m.section->dam, &Reservoir::name);
  const auto fault = [&](const std::string& what) {
    findings.error(m.section->place, fmt::format("[[measure]] '{}': {}", m.section->id, what));
  };
  if (found == world.reservoirs.end())
    return fault(fmt::format("there is no [[reservoir]] '{}'. Give the name of one", m.section->dam));
  if (!(found->outlet.area > 0.0))
    return fault(
        fmt::format("'{}' has no bottom outlet to be flushed through. Give it outlet_m and "
                    "outlet_area_m2",
                    m.section->dam));
  const std::optional<double> asked = m.given("level_m");
  if (!asked) return fault("say down to which level it is drawn: parameters = { level_m = ... }");
  const double level = *asked;
  if (level < found->curve.bottom() || level > found->crest)
    return fault(fmt::format("level_m = {:g} lies outside {:g} to {:g} m of '{}'. Write a level between",
                             level, found->curve.bottom(), found->crest, m.section->dam));
  const double begin = built_at(m, scenario), end = begin + 3600.0 * m.parameters.at("hours");
  if (!(end > 0.0)) return;  // over before the run begins
  std::vector<ReleaseRule>& rules = found->outlet.rules;
  constexpr double whatever_it_can = 1e9;  // [m3 s-1] more than an orifice gives: fully open
  if (rules.empty()) rules.push_back({-1e300, {found->curve.bottom()}, {whatever_it_can}});
  ReleaseRule after = *found->outlet.rule_at(end);
  after.begin = end;
  std::erase_if(rules, [&](const ReleaseRule& r) { return r.begin >= begin && r.begin <= end; });
  constexpr double closing = 0.05;  // [m] above the level within which the release goes down to 0
  rules.push_back({begin, {level, level + closing}, {0.0, m.parameters.at("q_m3s")}});
  rules.push_back(std::move(after));
  std::ranges::sort(rules, {}, &ReleaseRule::begin);
}

}  // namespace qingliu::run
