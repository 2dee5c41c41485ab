#include "run/measure_costs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "core/sum.hpp"
#include "measures/geometry_laws.hpp"
#include "run/measure_record.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

struct Cost {
  double low = 0.0, middle = 0.0, high = 0.0;
};

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

/// A storing ditch whose room is less than the silt that its standard asks room for.
void doubt_ditch(const Measure& m, double metres, std::vector<Finding>& doubts) {
  constexpr double silt_density = 1.35;  // [t m-3] where it lies (unverified)
  const std::optional<double> erosion = m.given("erosion_t_ha_a"), drained = m.given("drained_ha");
  if (!erosion || !drained || m.spread() != measures::Spread::line || m.leads()) return;
  const double room = metres * m.type->store()->shape(m.parameters, 0.0).capacity;
  const double silt = measures::ditch_silt(*erosion, *drained);
  if (room >= silt / silt_density) return;
  doubts.push_back(
      {Finding::Kind::warning, m.section->place,
       fmt::format(
           "[[measure]] '{}': its {:.0f} m hold {:.4g} m3, three years of silt, 3 Ms F = {:.4g} t, are "
           "{:.4g} m3 (GB/T 16453.4). Make it deeper or wider, or add a ditch above",
           m.section->id, metres, room, silt, silt / silt_density)});
}

}  // namespace

void describe_measures(const std::vector<Measure>& all, const std::vector<PlacedGround>& grounds,
                       const Site& site, PlacedMeasures& placed) {
  for (std::size_t k = 0; k < all.size(); ++k) {
    const Measure& m = all[k];
    placed.row_of_measure.push_back(0);
    if (!m.on_land() || m.type->at_gully) continue;
    const Ground ground = ground_of(m, grounds[k], site);
    const double units = std::max(0.0, measures::cost_units(m, ground.area, grounds[k].count));
    const MeasureRecord record =
        record_of(m, {fmt::format("{:.4g} ha", ground.area / 1e4), ground.area, units, ""});
    placed.lines.push_back(record.line);
    placed.facts.push_back(record.facts);
    placed.row_of_measure.back() = static_cast<int>(placed.facts.size());
    doubt_ditch(m, grounds[k].count, placed.doubts);
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
