#include <fmt/format.h>

#include <algorithm>

#include "scenario/name_checks.hpp"
#include "scenario/section_checks.hpp"

namespace qingliu::scenario {
namespace {

void check_villages(const Scenario& s, Collector& collector) {
  for (std::size_t k = 0; k < s.villages.size(); ++k) {
    const VillageSection& village = s.villages[k];
    const auto error = [&](const std::string& what) {
      collector.error(village.place, fmt::format("[[village]] '{}': {}", village.name, what));
    };
    const std::string fault = table_name_fault(village.name);
    if (!fault.empty()) collector.error(village.place, fmt::format("[[village]] name {}", fault));
    const auto same = [&](const VillageSection& other) { return other.name == village.name; };
    if (std::any_of(s.villages.begin(), s.villages.begin() + static_cast<std::ptrdiff_t>(k), same))
      error("the name is given twice. Give each village its own");
    if (village.name == "*") error("\"*\" stands for all villages. Give it another name");
    const int places =
        (village.point ? 1 : 0) + (village.layer.empty() ? 0 : 1) + (village.reach.empty() ? 0 : 1);
    if (places != 1)
      error("give one of point = [x, y], layer = \"villages.gpkg\" and reach = \"R1\" with chainage_m");
    if (!village.ids.empty() && village.layer.empty())
      error("ids are of a layer. Give layer, or take ids out");
    if (!village.reach.empty() && village.chainage < 0.0) error("say where on its reach: chainage_m = 340");
    if (!s.streams.on) error("what it leaves needs a stream. Write a section [streams]");
    if (s.constituents.empty()) continue;
    if (village.people > 0.0 && !village.sewage_delivery)
      error("give sewage_delivery, the share of what its people give that reaches the stream");
    if (village.pigs > 0.0 && !village.pig_delivery)
      error("give pig_delivery, the share of what its pigs give that reaches the stream");
  }
  if (!s.villages.empty() && !s.litter.on && s.constituents.empty())
    collector.warning(
        s.villages.front().place,
        "[[village]] is without effect: nothing of it is carried. Write [litter] or [[constituent]]");
}

void check_constituents(const Scenario& s, Collector& collector) {
  const auto any = [&](double VillageSection::*heads) {
    return std::ranges::any_of(s.villages, [&](const VillageSection& v) { return v.*heads > 0.0; });
  };
  for (std::size_t k = 0; k < s.constituents.size(); ++k) {
    const ConstituentSection& c = s.constituents[k];
    const auto error = [&](const std::string& what) {
      collector.error(c.place, fmt::format("[[constituent]] '{}': {}", c.name, what));
    };
    const auto same = [&](const ConstituentSection& other) { return other.name == c.name; };
    if (std::any_of(s.constituents.begin(), s.constituents.begin() + static_cast<std::ptrdiff_t>(k), same))
      error("it is there twice. Keep one");
    if (!s.streams.on) error("streams carry it. Write a section [streams]");
    if (!s.reservoirs.empty() && !c.pool_start)
      error("give pool_mg_per_l, what is in the reservoirs at the start");
    if (!c.attached.empty() && c.attached.size() != s.grains.diameters.size())
      error(fmt::format("attached_g_per_kg has {} values, [grains] {} classes. Give one each",
                        c.attached.size(), s.grains.diameters.size()));
    const bool known_person = c.name != "NH3-N", known_pig = c.name == "TN" || c.name == "TP";
    if (!known_person && !c.person && any(&VillageSection::people))
      error("give person_g_per_d: no figure was found");
    if (!known_pig && !c.pig && any(&VillageSection::pigs)) error("give pig_g_per_d: no figure was found");
  }
}

void check_measures(const Scenario& s, Collector& collector) {
  for (const MeasureSection& m : s.measures) {
    if (m.village.empty()) continue;
    if (m.village == "*" ? !s.villages.empty()
                         : std::ranges::count(s.villages, m.village, &VillageSection::name) > 0)
      continue;
    std::vector<std::string> names;
    for (const VillageSection& village : s.villages) names.push_back(village.name);
    collector.error(m.place,
                    fmt::format("[[measure]] '{}': there is no [[village]] '{}'. {}", m.id, m.village,
                                names.empty() ? std::string("Describe the villages first")
                                              : fmt::format("There are: {}", fmt::join(names, ", "))));
  }
}

}  // namespace

void check_quality(const Scenario& s, Collector& collector) {
  if (s.litter.on && !s.streams.on)
    collector.error(s.litter.place,
                    "[litter] floats in streams. Write a section [streams], or take [litter] out");
  check_villages(s, collector);
  check_constituents(s, collector);
  check_measures(s, collector);
}

}  // namespace qingliu::scenario
