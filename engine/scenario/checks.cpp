#include "scenario/checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "scenario/section_checks.hpp"

namespace qingliu::scenario {
namespace {

void settle_output(Scenario& s, const WrittenKeys& written, Collector& collector) {
  if (!written.has("output.fields")) {
    s.output.fields = {"water_depth", "velocity"};
    const auto varies = [](const RainSection& rain) { return rain.kind == "gauges" || rain.kind == "grid"; };
    if (std::ranges::any_of(s.rain, varies)) s.output.fields.emplace_back("rain_total");
    if (s.sediment.on)
      s.output.fields.insert(s.output.fields.end(), {"bed_change", "net_erosion", "concentration"});
  }
  if (s.sediment.on) return;
  std::erase_if(s.output.fields, [&](const std::string& field) {
    const bool of_sediment = field == "bed_change" || field == "net_erosion" || field == "concentration" ||
                             field == "deposited_mass";
    if (of_sediment) {
      collector.warning(written.place("output.fields"),
                        fmt::format("[output] {} is left out: there is no [sediment]", field));
    }
    return of_sediment;
  });
}

}  // namespace

WrittenKeys::Walk WrittenKeys::walk(std::string_view path) const {
  Walk walk{true, {file_, 0, 0}};
  const Node* node = &root_;
  while (!path.empty()) {
    const std::string_view part = path.substr(0, path.find('.'));
    path.remove_prefix(std::min(part.size() + 1, path.size()));
    if (node->kind == Node::Kind::array) {
      std::size_t index = node->children.size();
      std::from_chars(part.data(), part.data() + part.size(), index);
      node = index < node->children.size() ? &node->children[index] : nullptr;
    } else {
      node = node->find(part);
    }
    walk.complete = node != nullptr;
    if (!node) break;
    walk.place = node->place;
  }
  return walk;
}

void check_sections(Scenario& scenario, const WrittenKeys& written, Collector& collector) {
  check_land(scenario, written, collector);
  check_processes(scenario, written, collector);
  check_rain(scenario, collector);
  check_named(scenario, written, collector);
  check_gullies(scenario, collector);
  check_quality(scenario, collector);
  settle_output(scenario, written, collector);
}

}  // namespace qingliu::scenario
