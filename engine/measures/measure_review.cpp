#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/suggest.hpp"
#include "core/timestamp.hpp"
#include "measures/measure.hpp"

namespace qingliu::measures {
namespace {

constexpr double seconds_per_year = 365.25 * 86400.0;

double seconds_between(const std::string& from, const std::string& to) {
  return static_cast<double>(*parse_timestamp(to) - *parse_timestamp(from));
}

double years_between(const std::string& from, const std::string& to) {
  return seconds_between(from, to) / seconds_per_year;
}

/// Whether water stands behind what a type builds.
bool builds_dam(const MeasureType& type) {
  return !type.builds.empty() && type.builds != "drop" && type.builds != "trap";
}

/// One section of the scenario against the catalogue.
class Reviewer {
 public:
  Reviewer(const scenario::MeasureSection& section, Reviewed& result) : section_(section), result_(result) {}

  void review(const scenario::TimeSection& time, const std::vector<MeasureType>& catalogue) {
    const std::string& today = time.start;
    Measure measure;
    measure.section = &section_;
    measure.type = type_named(catalogue, section_.type);
    if (!measure.type) return unknown_type(catalogue);
    read_parameters(measure, catalogue);
    if (!section_.retired.empty() && !(years_between(section_.built, section_.retired) > 0.0))
      error(section_.place,
            fmt::format("retired {} is not after built {}", section_.retired, section_.built));
    if (section_.release && (section_.retired.empty() || !builds_dam(*measure.type)))
      error(section_.place,
            section_.retired.empty()
                ? "release_h belongs to a dam that is retired. Give retired, or take it out"
                : fmt::format("{} holds no water that could be let down. Take release_h out", section_.type));
    if (section_.cost.size() != 0 && section_.cost.size() != 1 && section_.cost.size() != 3)
      error(section_.place, "cost_cny wants one number, or low, middle and high");
    measure.age = years_between(section_.built, today);
    warn_of_dates(measure, time.duration / seconds_per_year, today);
    measure.begins = seconds_between(today, section_.built);
    if (!section_.retired.empty() && seconds_between(today, section_.retired) < time.duration)
      measure.ends = seconds_between(today, section_.retired);
    measure.in_run = measure.begins < time.duration && measure.ends > 0.0;
    measure.stands =
        measure.age >= 0.0 && (section_.retired.empty() || years_between(today, section_.retired) > 0.0);
    if (section_.filled > 0.0 && measure.in_run && !measure.stands)
      warn(section_.place,
           fmt::format("filled = {:g}: what is built within the run begins empty. Take filled out",
                       section_.filled));
    report_levers(*measure.type);
    check_place(*measure.type);
    if (measure.type->share.size() == 2) {
      measure.strip_share = std::min(
          1.0, measure.parameters[measure.type->share[0]] / measure.parameters[measure.type->share[1]]);
    }
    result_.measures.push_back(std::move(measure));
  }

 private:
  void error(const Place& place, const std::string& what) { say(Finding::Kind::error, place, what); }
  void warn(const Place& place, const std::string& what) { say(Finding::Kind::warning, place, what); }
  void say(Finding::Kind kind, const Place& place, const std::string& what) {
    (kind == Finding::Kind::error ? result_.errors : result_.warnings)
        .push_back({kind, place, fmt::format("[[measure]] '{}': {}", section_.id, what)});
  }

  /// Reaches and dams belong to works in streams, ground to the others.
  void check_place(const MeasureType& type) {
    const bool beside = section_.point && !type.builds.empty();  // a point beside the stream it stands in
    const bool on_ground = !section_.layer.empty() || !section_.where.empty() || !section_.wkt.empty() ||
                           (section_.point && !beside);
    const bool in_stream =
        !(section_.reach + section_.dam + section_.gully + section_.village).empty() || beside;
    if (type.at_gully && section_.gully.empty())
      return error(section_.place,
                   fmt::format("{} is done at a gully. Name it: gully = the name of a [[gully]] or "
                               "[[collapsing_gully]]",
                               type.name));
    if (!type.effects.empty() && !section_.gully.empty() && !type.at_gully)
      error(section_.place, fmt::format("{} is not done at a gully. Take gully out", type.name));
    if (type.at_village && section_.village.empty())
      return error(section_.place, fmt::format("{} is done in a village. Name it: village = the name of a "
                                               "[[village]], or \"*\" for all",
                                               type.name));
    if (!type.effects.empty() && !section_.village.empty() && !type.at_village)
      error(section_.place, fmt::format("{} is not done in a village. Take village out", type.name));
    const std::string reach = "reach = \"R1\", and where not all of it, chainage_m = [from, to]";
    const std::string dam = "dam = the name of a [[structure]] or [[reservoir]]";
    if (type.acts_in_rivers() && !in_stream && !type.acts_on_land()) {
      error(section_.place, fmt::format("{} is done in a stream. Say where: {}", type.name,
                                        !type.at_dam     ? reach
                                        : !type.at_reach ? dam
                                                         : reach + "; or " + dam));
    }
    if (!type.effects.empty() && !section_.reach.empty() && !type.at_reach && !type.acts_on_land())
      error(section_.place, fmt::format("{} does not lie along a reach. Give {}", type.name,
                                        type.at_dam ? dam : "layer or where"));
    if (!type.effects.empty() && !section_.dam.empty() && !type.at_dam)
      error(section_.place, fmt::format("{} is not done at a dam. Give {}", type.name,
                                        type.at_reach ? reach : "layer or where"));
    if (type.acts_in_rivers() && !type.acts_on_land() && on_ground)
      error(section_.place,
            fmt::format("{} acts in streams, not on land. Take layer, wkt, point and where out", type.name));
    if (!section_.reach.empty() && !section_.dam.empty()) error(section_.place, "give either reach or dam");
    if (!type.builds.empty()) return check_chainage(type);
    if (section_.chainage.size() == 1)
      error(section_.place, "chainage_m wants two numbers, from and to: chainage_m = [200, 450]");
  }

  /// Dates outside the run, or within it, of types that are not switched on their day.
  void warn_of_dates(const Measure& measure, double length, const std::string& today) {
    const std::string first_day = "lies within the run, which takes measures as they are on its first day";
    if (measure.age < -length)
      warn(section_.place, fmt::format("built {} is after the run: without effect in it", section_.built));
    else if (measure.age < 0.0 && !measure.begins_in_run())
      warn(section_.place, fmt::format("built {} {}: without effect in it. Begin the run on that day",
                                       section_.built, first_day));
    if (section_.retired.empty() || measure.type->at_dam) return;
    const double left = years_between(today, section_.retired);
    if (left <= 0.0)
      warn(section_.place,
           fmt::format("retired {} is before the run: without effect in it", section_.retired));
    else if (left < length && !measure.ends_in_run())
      warn(section_.place, fmt::format("retired {} {}: it stays to the end", section_.retired, first_day));
  }

  /// One place, or a stretch for a series.
  void check_chainage(const MeasureType& type) {
    if (section_.reach.empty()) return;
    const std::vector<double>& at = section_.chainage;
    const bool stretch = at.size() == 2 && at[0] < at[1];
    const bool single = type.builds == "pool" || type.builds == "trap";
    if (at.size() == 1 || (stretch && !single)) return;
    error(section_.place, fmt::format("say where on the reach {} stands: chainage_m = [340]{}", type.name,
                                      single ? "" : ", or for a series [from, to]"));
  }

  void unknown_type(const std::vector<MeasureType>& catalogue) {
    std::vector<std::string> names;
    for (const MeasureType& t : catalogue) names.push_back(t.name);
    const std::string near = nearest_word(section_.type, names);
    error(section_.place, fmt::format("there is no type '{}'. {}", section_.type,
                                      near.empty() ? "List them: qingliu catalogue"
                                                   : fmt::format("Did you mean '{}'?", near)));
  }

  /// "; `ground` belongs to closure, orchard_sod", where other types have a parameter of the name.
  static std::string owners_of(const std::string& name, const std::vector<MeasureType>& catalogue) {
    std::vector<std::string> owners;
    for (const MeasureType& t : catalogue) {
      if (t.parameter(name) != nullptr) owners.push_back(t.name);
    }
    if (owners.size() > 4) owners.erase(owners.begin() + 4, owners.end());
    return owners.empty() ? "" : fmt::format(" ('{}' belongs to {})", name, fmt::join(owners, ", "));
  }

  void read_parameters(Measure& measure, const std::vector<MeasureType>& catalogue) {
    std::vector<std::string> names;
    for (const Parameter& p : measure.type->parameters) {
      if (!p.is_number) continue;
      names.push_back(p.name);
      if (!p.given_only) measure.parameters[p.name] = p.standard;
    }
    for (const Parameter& p : measure.type->parameters) {
      if (!p.is_number && !p.word.empty()) measure.words[p.name] = p.word;
    }
    for (const auto& given : section_.words) read_word(measure, given, catalogue);
    for (const auto& given : section_.parameters) {
      const Parameter* known = measure.type->parameter(given.name);
      if (!known || !known->is_number) {
        const std::string near = nearest_word(given.name, names);
        error(given.place, fmt::format("{} has no parameter '{}'{}. {}", measure.type->name, given.name,
                                       owners_of(given.name, catalogue),
                                       near.empty() ? fmt::format("It has: {}", fmt::join(names, ", "))
                                                    : fmt::format("Did you mean '{}'?", near)));
        continue;
      }
      const bool below_zero = known->low < 0.0 && known->low > -1e300;
      if ((given.value < 0.0 && !below_zero) ||
          (known->high <= 1.0 && known->low >= 0.0 && given.value > 1.0))
        error(given.place, fmt::format("{} = {} is impossible. Write {} to {}", given.name, given.value,
                                       known->low, known->high));
      else if (given.value < known->low || given.value > known->high)
        warn(given.place, fmt::format("{} = {} is outside the catalogue's {} to {}", given.name, given.value,
                                      known->low, known->high));
      measure.parameters[given.name] = given.value;
    }
    for (const std::string& name : measure.type->share) {
      if (!(measure.parameters[name] > 0.0)) {
        error(section_.place, fmt::format("{} must be above 0", name));
        measure.parameters[name] = 1.0;
      }
    }
  }

  void read_word(Measure& measure, const scenario::MeasureSection::Word& given,
                 const std::vector<MeasureType>& catalogue) {
    const auto known = measure.words.find(given.name);
    if (known != measure.words.end()) {
      known->second = given.value;
      const Parameter& parameter = *measure.type->parameter(given.name);
      const std::vector<std::string>& choices = parameter.choices;
      if (!choices.empty() && std::ranges::find(choices, given.value) == choices.end())
        error(given.place,
              fmt::format("{} = '{}' is none of: {}", given.name, given.value, fmt::join(choices, ", ")));
      return;
    }
    const bool number = measure.parameters.contains(given.name);
    error(given.place, number ? fmt::format("{} = '{}' is no number", given.name, given.value)
                              : fmt::format("{} has no parameter '{}'{}", measure.type->name, given.name,
                                            owners_of(given.name, catalogue)));
  }

  void report_levers(const MeasureType& type) {
    const std::vector<std::string> missing = type.unmoved();
    if (type.effects.empty()) {
      error(section_.place,
            fmt::format("type {} is not computed yet: it needs {} (levers {}). Remove the measure, or choose "
                        "another type (qingliu catalogue)",
                        type.name, type.needs, fmt::join(type.acts, ", ")));
    } else if (!missing.empty()) {
      warn(section_.place, fmt::format("type {} acts in part: {}", type.name, fmt::join(missing, "; ")));
    }
  }

  const scenario::MeasureSection& section_;
  Reviewed& result_;
};

}  // namespace

Reviewed review(const scenario::Scenario& scenario, const std::vector<MeasureType>& catalogue) {
  Reviewed result;
  std::set<std::string> ids;
  for (const scenario::MeasureSection& section : scenario.measures) {
    if (!ids.insert(section.id).second) {
      result.errors.push_back({Finding::Kind::error, section.place,
                               fmt::format("[[measure]] id '{}' is there twice. Rename one", section.id)});
    }
    Reviewer(section, result).review(scenario.time, catalogue);
  }
  return result;
}

}  // namespace qingliu::measures
