#include "run/measure_record.hpp"

#include <fmt/format.h>

namespace qingliu::run {

std::vector<double> unit_cost(const measures::Measure& m) {
  std::vector<double> cost = m.section->cost.empty() ? m.type->cost : m.section->cost;
  if (cost.size() == 1) cost.assign(3, cost[0]);
  return cost.size() == 3 ? cost : std::vector<double>(3, 0.0);
}

MeasureRecord record_of(const measures::Measure& m, const MeasureQuantity& q) {
  const std::string state = !q.state.empty() ? q.state
                            : m.stands       ? fmt::format("age {:.2f} a", m.age)
                            : m.acts()    ? fmt::format("{:.4g} h after the run's begin", m.begins / 3600.0)
                            : m.age < 0.0 ? "not built yet: without effect in this run"
                                          : "retired: without effect in this run";
  const std::vector<double> unit = unit_cost(m);
  const double low = q.units * unit[0], middle = q.units * unit[1], high = q.units * unit[2];
  const std::string built = m.section->built.substr(0, 10);
  return {fmt::format("measure     {}: {} {}, {}, built {}, {}, cost {:.4g} to {:.4g}, middle {:.4g} CNY{}",
                      m.section->id, m.type->name, m.type->chinese, q.place, built, state, low, high, middle,
                      m.type->cost_unit.ends_with("/a") ? " a year" : ""),
          {"measure", m.section->id, m.type->name, built, q.area, m.age, m.acts(), low, middle, high}};
}

}  // namespace qingliu::run
