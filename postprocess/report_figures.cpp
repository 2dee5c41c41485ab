#include "postprocess/report_figures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace qingliu::postprocess {

double RunFigures::sum(double ClassFigures::*part) const {
  double sum = 0.0;
  for (const ClassFigures& c : classes) sum += c.*part;
  return sum;
}

RunFigures run_figures(const io::CsvTable& budget, const io::CsvTable& gauges) {
  RunFigures f;
  if (budget.empty() || budget.column("rain_m3") < 0) return f;
  f.there = true;
  const std::size_t last = budget.rows.size() - 1;
  const auto of = [&](const std::string& name) { return budget.number(last, budget.column(name)); };
  f.time = of("time_s");
  f.rain = of("rain_m3");
  const auto if_there = [&](const std::string& name) {
    const int column = budget.column(name);
    return column < 0 ? 0.0 : budget.number(last, column);
  };
  f.inflow = if_there("inflow_m3");
  f.evaporated = if_there("evaporated_m3");
  f.reservoir_loss = if_there("reservoir_loss_m3");
  f.intercepted = of("intercepted_m3");
  f.infiltrated = of("infiltrated_m3");
  f.outflow = of("outflow_m3");
  f.stored = of("stored_m3");
  f.error = of("water_relative_error");
  for (const auto& [name, column] : budget.family("eroded_", "_kg")) {
    const std::string grain = name.substr(0, name.find('@'));  // sources told apart: the grain's sum
    auto found = std::ranges::find(f.classes, grain, &ClassFigures::name);
    if (found == f.classes.end()) found = f.classes.insert(f.classes.end(), ClassFigures{.name = grain});
    found->eroded += budget.number(last, column);
    found->deposited += of("deposited_" + name + "_kg");
    found->suspended += of("suspended_" + name + "_kg");
    found->outflow += of("outflow_" + name + "_kg");
    found->inflow += if_there("inflow_" + name + "_kg");
    found->at_start += if_there("at_start_" + name + "_kg");
    found->removed += if_there("removed_" + name + "_kg");
    found->banks += if_there("banks_" + name + "_kg");
    found->gullies += if_there("gullies_" + name + "_kg");
    const double error = of("relative_error_" + name);
    if (std::fabs(error) > std::fabs(found->error)) found->error = error;
  }
  const int time = gauges.column("time_s"), discharge = gauges.column("discharge_m3_per_s");
  double before = 0.0;
  for (std::size_t r = 0; r < gauges.rows.size(); ++r) {
    if (gauges.rows[r][0] != "outlet") continue;
    const double now = gauges.number(r, time), q = gauges.number(r, discharge);
    if (q > f.peak) {
      f.peak = q;
      f.peak_time = 0.5 * (before + now);
    }
    before = now;
  }
  return f;
}

std::vector<Indicator> indicators(const RunFigures& f) {
  using namespace phrases;
  std::vector<Indicator> list{
      {rain, f.rain, "m³", Indicator::PerArea::depth},
      {infiltrated, f.infiltrated, "m³", Indicator::PerArea::depth},
      {outflow, f.outflow, "m³", Indicator::PerArea::depth},
      {runoff_share, f.rain + f.inflow > 0.0 ? 100.0 * f.outflow / (f.rain + f.inflow) : 0.0, "%"},
      {peak, f.peak, "m³/s"},
      {peak_time, f.peak_time / 3600.0, "h"}};
  if (f.classes.empty()) return list;
  list.push_back({eroded, f.eroded() / 1e3, "t", Indicator::PerArea::mass});
  list.push_back({exported, f.outflow_sediment() / 1e3, "t", Indicator::PerArea::mass});
  list.push_back({delivery, f.eroded() > 0.0 ? 100.0 * f.outflow_sediment() / f.eroded() : 0.0, "%"});
  return list;
}

std::string per_area_text(const Indicator& i, double area) {
  if (!(area > 0.0) || i.per_area == Indicator::PerArea::none) return "";
  const bool depth = i.per_area == Indicator::PerArea::depth;
  return figure_text(i.value / area * (depth ? 1e3 : 1e6)) + (depth ? " mm" : " t/km²");
}

std::string grain_text(const std::string& name) {
  const std::size_t digits = std::min(name.find_first_not_of("0123456789."), name.size());
  return digits > 0 && name.substr(digits) == "um" ? name.substr(0, digits) + " µm" : name;
}

std::string figure_text(double value) {
  if (!std::isfinite(value)) return "–";
  const double size = std::fabs(value);
  const int decimals = size >= 1000.0 || size == 0.0 ? 0 : size >= 100.0 ? 1 : size >= 1.0 ? 2 : 4;
  std::string text = fmt::format("{:.{}f}", value, decimals);
  if (text.find_first_of("123456789") == std::string::npos && text[0] == '-') text.erase(0, 1);
  return in_thousands(std::move(text));
}

std::string in_thousands(std::string number) {
  const std::size_t first = number[0] == '-' ? 1 : 0;
  const std::size_t point = std::min(number.find('.'), number.size());
  for (std::size_t at = point; at > first + 3; at -= 3) number.insert(at - 3, 1, ',');
  return number;
}

}  // namespace qingliu::postprocess
