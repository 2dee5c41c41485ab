// What collapsing gullies and gullies need and exclude.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "scenario/name_checks.hpp"
#include "scenario/section_checks.hpp"

namespace qingliu::scenario {
namespace {

/// One section of either kind: says what is wrong with it, by its name.
struct Complain {
  std::string section, name;
  const Place& place;
  Collector& collector;

  void operator()(const std::string& what) const {
    collector.error(place, fmt::format("[[{}]] '{}': {}", section, name, what));
  }
};

void check_fraction(const std::vector<double>& fraction, std::size_t classes, const Complain& complain) {
  if (fraction.empty() || classes == 0) return;
  if (fraction.size() != classes)
    return complain(
        fmt::format("fraction has {} shares, [grains] {} classes. Give one each", fraction.size(), classes));
  const double sum = std::accumulate(fraction.begin(), fraction.end(), 0.0);
  if (std::fabs(sum - 1.0) > 1e-6)
    complain(fmt::format("fraction adds up to {:.6g}. Let it add up to 1", sum));
}

void check_strength(const CollapsingGullySection& s, const Complain& complain) {
  const auto ordered = [&](const char* what, const std::optional<double>& weak,
                           const std::optional<double>& strong, double unit, const char* words) {
    if (weak && strong && *weak > *strong)
      complain(fmt::format("{} is {:g} {} wet and {:g} dry. Water does not strengthen a wall: look at both",
                           what, *weak / unit, words, *strong / unit));
  };
  constexpr double degree = 3.14159265358979323846 / 180.0;
  ordered("cohesion", s.wet_cohesion, s.dry_cohesion, 1e3, "kPa");
  ordered("friction", s.wet_friction, s.dry_friction, degree, "degrees");
  if (s.dry_unit_weight && s.wet_unit_weight && *s.dry_unit_weight > *s.wet_unit_weight)
    complain(
        fmt::format("unit_weight_dry_kn_per_m3 = {:g} is above the wet one, {:g}. Water adds weight: look at "
                    "both",
                    *s.dry_unit_weight / 1e3, *s.wet_unit_weight / 1e3));
}

void check_collapsing(const CollapsingGullySection& s, std::size_t classes, const Complain& complain) {
  if (s.layer.empty() != s.find)
    complain(s.find ? "layer and find are both given. Keep one of them"
                    : "has no place. Name a layer of polygons, or write find = true");
  if (s.find && s.wall_height)
    complain("find takes the height of walls from the terrain. Remove wall_height_m, or give a layer");
  if (!s.ids.empty() && s.layer.column.empty())
    complain("ids need the column that holds them: layer = { file = ..., column = \"id\" }");
  check_strength(s, complain);
  check_fraction(s.fraction, classes, complain);
}

void check_gully(const GullySection& s, std::size_t classes, const Complain& complain) {
  const int places = (s.layer.empty() ? 0 : 1) + (s.line.empty() ? 0 : 1) + (s.head ? 1 : 0);
  if (places != 1) complain("give one of layer, line = [[x, y], [x, y]] and head = [x, y]");
  if ((s.depth > 0.0) != (s.width > 0.0))
    complain("depth_m and width_m belong together: a gully that is there has both");
  if (s.width > s.greatest_width)
    complain(fmt::format("width_m = {:g} is above greatest_width_m = {:g}. Look at both", s.width,
                         s.greatest_width));
  if (s.depth > s.base)
    complain(
        fmt::format("depth_m = {:g} is above base_m = {:g}, the ground that does not erode. Look at both",
                    s.depth, s.base));
  if (s.head_height > s.base)
    complain(
        fmt::format("head_height_m = {:g} is above base_m = {:g}: the head would fall deeper than the ground "
                    "that erodes. Give a lower head, or the depth of the ground that holds as base_m",
                    s.head_height, s.base));
  check_fraction(s.fraction, classes, complain);
}

}  // namespace

void check_gullies(const Scenario& s, Collector& collector) {
  std::vector<std::string> names;
  const std::size_t classes = s.grains.diameters.size();
  const auto check = [&](const char* section, const auto& item, auto rest) {
    if (const std::string fault = table_name_fault(item.name); !fault.empty())
      collector.error(item.place, fmt::format("[[{}]] name {}", section, fault));
    if (!item.name.empty() && std::ranges::count(names, item.name) > 0)
      collector.error(
          item.place,
          fmt::format("[[{}]] the name \"{}\" is given twice. Give every gully its own", section, item.name));
    names.push_back(item.name);
    if (!s.sediment.on)
      collector.error(item.place,
                      fmt::format("[[{}]] '{}': what gullies give is sediment. Write the sections "
                                  "[sediment] and [grains]",
                                  section, item.name));
    rest(item, classes, Complain{section, item.name, item.place, collector});
  };
  for (const CollapsingGullySection& g : s.collapsing_gullies) check("collapsing_gully", g, check_collapsing);
  for (const GullySection& g : s.gullies) check("gully", g, check_gully);
}

}  // namespace qingliu::scenario
