#include "measures/catalogue.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "scenario/text_file.hpp"
#include "scenario/toml_text.hpp"

namespace qingliu::measures {
namespace {

using scenario::Node;

std::string text_of(const Node& table, std::string_view key) {
  const Node* found = table.find(key);
  return found ? found->text : std::string();
}
double number_of(const Node& table, std::string_view key) {
  const Node* found = table.find(key);
  return found && found->is_number() ? found->number : 0.0;
}
std::vector<double> numbers_of(const Node& table, std::string_view key) {
  std::vector<double> numbers;
  if (const Node* found = table.find(key)) {
    for (const Node& item : found->children) numbers.push_back(item.number);
  }
  return numbers;
}
std::vector<std::string> words_of(const Node& table, std::string_view key) {
  std::vector<std::string> words;
  if (const Node* found = table.find(key)) {
    for (const Node& item : found->children) words.push_back(item.text);
  }
  return words;
}

/// One type of the catalogue, from its table.
class TypeReader {
 public:
  TypeReader(const Node& table, scenario::Collector& collector) : table_(table), collector_(collector) {}

  MeasureType read() {
    type_.name = table_.key;
    type_.chinese = text_of(table_, "zh");
    type_.english = text_of(table_, "en");
    type_.geometry = text_of(table_, "geom");
    type_.standards = words_of(table_, "std");
    type_.needs = text_of(table_, "needs");
    type_.builds = text_of(table_, "builds");
    type_.text = table_;
    for (const std::string& at : words_of(table_, "at"))
      (at == "gully"     ? type_.at_gully
       : at == "village" ? type_.at_village
       : at == "dam"     ? type_.at_dam
                         : type_.at_reach) = true;
    read_levers();
    read_parameters();
    read_effects();
    read_numbers();
    return std::move(type_);
  }

 private:
  void error(const Place& place, const std::string& what) {
    collector_.error(place, fmt::format("[{}] {}", type_.name, what));
  }

  void read_levers() {
    for (const std::string& acts : words_of(table_, "acts")) {
      for (std::size_t at = 0; at <= acts.size();) {  // "dz|slope_len": either of two
        const std::size_t end = std::min(acts.find('|', at), acts.size());
        type_.acts.push_back(acts.substr(at, end - at));
        if (!lever_named(type_.acts.back()))
          error(table_.find("acts")->place, fmt::format("acts: there is no lever '{}'", type_.acts.back()));
        at = end + 1;
      }
    }
    if (type_.acts.empty()) error(table_.place, "acts is missing: which levers the measure moves");
  }

  void read_parameters() {
    const Node* all = table_.find("p");
    if (!all) return;
    for (const Node& p : all->children) {
      Parameter parameter;
      parameter.name = p.key;
      parameter.source = text_of(p, "src");
      const Node* standard = p.find("d");
      parameter.is_number = standard && standard->is_number();
      if (parameter.is_number) parameter.standard = standard->number;
      if (standard && standard->kind == Node::Kind::text) parameter.word = standard->text;
      if (parameter.word == "given") {
        parameter.word.clear();
        parameter.is_number = parameter.given_only = true;
      }
      parameter.choices = words_of(p, "choices");
      const std::vector<double> range = numbers_of(p, "r");
      if (range.size() == 2) parameter.low = range[0], parameter.high = range[1];
      type_.parameters.push_back(std::move(parameter));
    }
  }

  void expect_parameter(const Place& place, const std::string& name) {
    const Parameter* found = type_.parameter(name);
    if (!found || !found->is_number)
      error(place, fmt::format("'{}' is no number among its parameters", name));
  }

  void read_effects() {
    type_.share = words_of(table_, "share");
    for (const std::string& name : type_.share) expect_parameter(table_.find("share")->place, name);
    const Node* all = table_.find("effect");
    if (!all) return;
    for (const Node& e : all->children) read_effect(e, all->place);
  }

  void read_effect(const Node& e, const Place& place) {
    const std::string law = text_of(e, "law");
    Effect effect;
    effect.lever = lever_named(e.key);
    effect.reach = text_of(e, "reach");
    effect.set = text_of(e, "set");
    effect.times_by_year = numbers_of(e, "times_by_year");
    effect.law = store_law_named(law);
    effect.strip = law == "strip";
    effect.river = text_of(e, "river");
    effect.filter = text_of(e, "filter");
    if (!effect.lever || !effect.lever->acts())
      return error(place, fmt::format("effect: the engine does not move a lever '{}'", e.key));
    if (std::ranges::find(type_.acts, e.key) == type_.acts.end())
      error(place, fmt::format("effect {}: not among acts", e.key));
    if (!effect.river.empty()) {
      if (!type_.parameter(effect.river))
        error(place, fmt::format("effect {}: '{}' is not among its parameters", e.key, effect.river));
      if (!type_.acts_in_rivers())
        error(place, fmt::format("effect {}: give at, one of reach, dam, gully, village", e.key));
    } else if (!effect.filter.empty()) {
      expect_parameter(place, effect.filter);
    } else if (effect.lever->through == Through::river) {
      error(place, fmt::format("effect {}: give river, the parameter that it becomes, or filter", e.key));
    } else if (effect.lever->through == Through::land_use) {
      const Parameter* to = type_.parameter(effect.set);
      if (!to || to->word.empty())
        return error(place, fmt::format("effect {}: set names no word among its parameters", e.key));
    } else if (effect.strip) {
      expect_parameter(place, "width_m");
    } else if (effect.lever->through == Through::store || !law.empty()) {
      if (!effect.law) return error(place, fmt::format("effect {}: there is no law '{}'", e.key, law));
      if (type_.store() && type_.store() != effect.law)
        error(place, fmt::format("effect {}: dep_store and slope_len have one law", e.key));
      for (const std::string_view name : effect.law->parameters) expect_parameter(place, std::string(name));
    } else {
      if (!effect.reach.empty()) expect_parameter(place, effect.reach);
      if (!effect.set.empty()) expect_parameter(place, effect.set);
      if (effect.reach.empty() + effect.set.empty() + effect.times_by_year.empty() != 2)
        error(place, fmt::format("effect {}: give one of reach, set, times_by_year", e.key));
    }
    type_.effects.push_back(std::move(effect));
  }

  void read_numbers() {
    const std::vector<std::string> kinds{"", "check_dam", "sediment_dam", "drop", "pool", "trap"};
    if (std::ranges::find(kinds, type_.builds) == kinds.end())
      error(table_.place,
            fmt::format("builds: '{}' is none of check_dam, sediment_dam, drop, pool, trap", type_.builds));
    if (type_.effects.empty() == type_.needs.empty())
      error(table_.place, "give effect, or needs (what the engine lacks)");
    if (const Node* site = table_.find("site")) {
      const std::vector<double> slope = numbers_of(*site, "slope_deg");
      if (slope.size() == 2) type_.slope_low = slope[0], type_.slope_high = slope[1];
    }
    if (const Node* cost = table_.find("cost")) {
      type_.cost_unit = text_of(*cost, "unit");
      type_.cost = numbers_of(*cost, "v");
    }
    if (const Node* band = table_.find("eff")) type_.sediment_band = numbers_of(*band, "sed");
    if (const Node* age = table_.find("age")) {
      type_.ageing = {text_of(*age, "model"), number_of(*age, "tau_a"), number_of(*age, "half_life_a"),
                      number_of(*age, "works_disturb_a")};
    }
    if (type_.ageing.model == "rotation") {
      for (const char* name : {"rotation_a", "bare_months", "cover_cut"})
        expect_parameter(table_.place, name);
    }
    if ((type_.ageing.model == "growth" || type_.ageing.model == "rotation") &&
        !(type_.ageing.growth_time > 0.0))
      error(table_.place, "age: growth and rotation want tau_a above 0");
    if (!type_.effects.empty() && type_.ageing.model == "decay" && !(type_.ageing.half_life > 0.0))
      error(table_.place, "age: decay wants half_life_a above 0");
  }

  const Node& table_;
  scenario::Collector& collector_;
  MeasureType type_;
};

void gather_unverified(const Node& table, const std::string& path, std::vector<std::string>& found) {
  for (const Node& child : table.children) {
    if (child.kind == Node::Kind::table) {
      gather_unverified(child, path.empty() ? child.key : path + "." + child.key, found);
    } else if (child.key == "src" && child.text.find("unverified") != std::string::npos) {
      found.push_back(fmt::format("{}: {}", path, child.text));
    }
  }
}

}  // namespace

const Parameter* MeasureType::parameter(std::string_view wanted) const {
  const auto found = std::ranges::find(parameters, wanted, &Parameter::name);
  return found == parameters.end() ? nullptr : &*found;
}

bool MeasureType::has_strips() const { return std::ranges::any_of(effects, &Effect::strip); }

bool MeasureType::acts_on_land() const {
  return std::ranges::any_of(effects, [](const Effect& e) { return e.river.empty(); });
}

const StoreLaw* MeasureType::store() const {
  for (const Effect& e : effects) {
    if (e.law) return e.law;
  }
  return nullptr;
}

std::vector<std::string> MeasureType::unmoved() const {
  std::vector<std::string> reasons;
  for (const std::string& name : acts) {
    const Lever* lever = lever_named(name);
    if (std::ranges::any_of(effects, [&](const Effect& e) { return e.lever == lever; })) continue;
    const bool could = acts_in_rivers() && lever->through == Through::river;
    reasons.push_back(lever->needs.empty() || could ? fmt::format("{} has no effect in the catalogue", name)
                                                    : fmt::format("{} needs {}", name, lever->needs));
  }
  return reasons;
}

std::vector<std::string> MeasureType::unverified() const {
  std::vector<std::string> found;
  gather_unverified(text, "", found);
  return found;
}

std::vector<MeasureType> read_catalogue(std::string_view text, const std::string& file) {
  scenario::Collector collector;
  const scenario::ParsedText parsed = scenario::parse_text(std::string(text), file, collector);
  std::vector<MeasureType> types;
  for (const Node& child : parsed.root.children) {
    if (child.key == "meta" || child.key == "sources") continue;
    if (child.kind == Node::Kind::table) types.push_back(TypeReader(child, collector).read());
  }
  collector.throw_if_errors();
  return types;
}

const std::vector<MeasureType>& shipped_catalogue() {
  static const std::vector<MeasureType> catalogue = read_catalogue(shipped_catalogue_text(), "measures.toml");
  return catalogue;
}

std::vector<MeasureType> with_own_types(const std::filesystem::path& file) {
  std::vector<MeasureType> all = shipped_catalogue();
  scenario::Collector collector;
  const std::optional<std::string> text = scenario::read_text_file(file, collector);
  collector.throw_if_errors();
  for (MeasureType& own : read_catalogue(*text, file.string())) {
    if (type_named(all, own.name) != nullptr)
      collector.error(own.text.place, fmt::format("[{}] is a type of the program. Give yours another name, "
                                                  "such as {}_own",
                                                  own.name, own.name));
    all.push_back(std::move(own));
  }
  collector.throw_if_errors();
  return all;
}

const MeasureType* type_named(const std::vector<MeasureType>& catalogue, std::string_view name) {
  const auto found = std::ranges::find(catalogue, name, &MeasureType::name);
  return found == catalogue.end() ? nullptr : &*found;
}

}  // namespace qingliu::measures
