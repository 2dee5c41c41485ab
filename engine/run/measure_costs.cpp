#include "run/measure_costs.hpp"

#include <fmt/format.h>

#include <map>

#include "core/sum.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

struct Cost {
  double low = 0.0, middle = 0.0, high = 0.0;
};

Cost cost_of(const Measure& m, double area, double count) {
  const double units = measures::cost_units(m, area, count);
  std::vector<double> unit = m.section->cost.empty() ? m.type->cost : m.section->cost;
  if (unit.size() == 1) unit = {unit[0], unit[0], unit[0]};
  if (units < 0.0 || unit.size() != 3) return {};
  return {units * unit[0], units * unit[1], units * unit[2]};
}

/// Area of a measure [m2], and the share of it that is flatter or steeper than its site allows.
struct Ground {
  double area = 0.0, unfit = 0.0;
};
Ground ground_of(const Measure& m, const PlacedGround& placed, const Site& site) {
  if (m.spread() != measures::Spread::area)
    return {placed.count * m.type->store()->shape(m.parameters, 0.0).plan, 0.0};
  const std::vector<int>& steps = placed.steps;
  Sum area, unfit;
  site.for_each_cell([&](int i, int j, std::size_t cell) {
    if (steps[cell] == 0) return;
    const double here = steps[cell] * site.grid().cell_area() / share_steps;
    area.add(here);
    const double slope = site.facts(i, j).slope_deg;
    if (slope < m.type->slope_low || slope > m.type->slope_high) unfit.add(here);
  });
  return {area.value(), unfit.value()};
}

}  // namespace

void describe_measures(const std::vector<Measure>& all, const std::vector<PlacedGround>& grounds,
                       const Site& site, PlacedMeasures& placed) {
  for (std::size_t k = 0; k < all.size(); ++k) {
    const Measure& m = all[k];
    placed.row_of_measure.push_back(0);
    if (!m.on_land() || m.type->at_gully) continue;
    const Ground ground = ground_of(m, grounds[k], site);
    const Cost cost = cost_of(m, ground.area, grounds[k].count);
    const std::string state = m.stands      ? fmt::format("age {:.2f} a", m.age)
                              : m.age < 0.0 ? "not built yet: without effect in this run"
                                            : "retired: without effect in this run";
    placed.lines.push_back(fmt::format(
        "measure     {}: {} {}, {:.4g} ha, built {}, {}, cost {:.4g} to {:.4g}, middle {:.4g} CNY{}",
        m.section->id, m.type->name, m.type->chinese, ground.area / 1e4, m.section->built.substr(0, 10),
        state, cost.low, cost.high, cost.middle, m.type->cost_unit.ends_with("/a") ? " a year" : ""));
    placed.facts.push_back({"measure", m.section->id, m.type->name, m.section->built.substr(0, 10),
                            ground.area, m.age, m.stands, cost.low, cost.middle, cost.high});
    placed.row_of_measure.back() = static_cast<int>(placed.facts.size());
    if (ground.unfit > 0.0) {
      placed.doubts.push_back(
          {Finding::Kind::warning, m.section->place,
           fmt::format(
               "[[measure]] '{}': {:.0f} % of its area is outside the slopes of its type ({:g} to {:g} "
               "degrees)",
               m.section->id, 100.0 * ground.unfit / ground.area, m.type->slope_low, m.type->slope_high)});
    }
  }
}

std::vector<std::string> costs_by_year(const std::vector<MeasureFacts>& facts) {
  std::map<std::string, Cost> by_year;
  for (const MeasureFacts& m : facts) {
    if (m.section != "measure") continue;
    Cost& year = by_year[m.built.substr(0, 4)];
    year = {year.low + m.cost_low, year.middle + m.cost_middle, year.high + m.cost_high};
  }
  std::vector<std::string> lines;
  for (const auto& [year, cost] : by_year) {
    lines.push_back(
        fmt::format("cost {}   {:.4g} to {:.4g}, middle {:.4g} CNY (price year 2024; costs "
                    "by the year are counted once)",
                    year, cost.low, cost.high, cost.middle));
  }
  return lines;
}

}  // namespace qingliu::run
