#include "run/reservoir_doubts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace qingliu::run {
namespace {

/// [-] of the dam's cell: a pool with less water surface is hardly in square metres (a judgement, no source).
constexpr double least_share_of_cell = 0.01;
/// [m2] 10 m x 10 m: no culvert under a small dam is larger (a judgement, no source).
constexpr double largest_outlet = 100.0;

double radius_of(double area) { return std::sqrt(area / std::numbers::pi); }

}  // namespace

void doubt_reservoir(const scenario::ReservoirSection& s, const StorageCurve& curve, double cell_area,
                     double duration, Findings& findings) {
  const Place table = s.table.empty() ? s.place : Place{s.table.string()};
  const auto doubt = [&](const Place& place, std::string message) {
    findings.doubt(Finding{Finding::Kind::warning, place, std::move(message)});
  };
  if (const std::vector<std::string> rows = curve.doubtful_rows(); !rows.empty())
    doubt(table, fmt::format("reservoir '{}': the volumes of its storage table do not grow as its areas "
                             "say, in row {}. Look at both columns",
                             s.name, fmt::join(rows, ", ")));
  const double area = curve.area_of(curve.volume_of(std::clamp(s.crest, curve.bottom(), curve.top())));
  if (!s.table.empty() && area < least_share_of_cell * cell_area)
    doubt(table,
          fmt::format(
              "reservoir '{}': at its crest the pool has {:.3g} m2 of surface, its dam's cell {:.3g} m2. "
              "Are volumes and areas in m3 and m2?",
              s.name, area, cell_area));
  for (const double level : s.rule_levels) {
    if (level >= curve.bottom() && level <= s.crest) continue;
    doubt(s.place,
          fmt::format("reservoir '{}': rule_level_m has {:g}, which lies outside {:g} to {:g} m of the pool",
                      s.name, level, curve.bottom(), s.crest));
    break;
  }
  for (const double level : s.alarms) {
    if (level >= curve.bottom() && level <= s.crest) continue;
    doubt(s.place,
          fmt::format("reservoir '{}': alarm_m has {:g}, which lies outside {:g} to {:g} m of the pool",
                      s.name, level, curve.bottom(), s.crest));
    break;
  }
  if (s.outlet && s.spillway && *s.outlet >= *s.spillway)
    doubt(s.place,
          fmt::format("reservoir '{}': outlet_m = {:g} lies above spillway_m = {:g}. Are they exchanged?",
                      s.name, *s.outlet, *s.spillway));
  if (s.outlet_area && *s.outlet_area > largest_outlet)
    doubt(s.place,
          fmt::format("reservoir '{}': outlet_area_m2 = {:g} is larger than any culvert under a dam of this "
                      "kind. Is it in m2?",
                      s.name, *s.outlet_area));
  else if (s.outlet && s.outlet_area && *s.outlet + radius_of(*s.outlet_area) > s.crest)
    doubt(s.place,
          fmt::format("reservoir '{}': outlet_area_m2 = {:g}, a culvert of {:.3g} m about outlet_m = {:g}, "
                      "reaches above crest_m = {:g}. Look at them",
                      s.name, *s.outlet_area, 2.0 * radius_of(*s.outlet_area), *s.outlet, s.crest));
  if (s.breach_moment && *s.breach_moment > duration)
    doubt(s.place,
          fmt::format("reservoir '{}': breach_at_h = {:g} lies after the end of the run, {:g} h: the dam "
                      "stands",
                      s.name, *s.breach_moment / 3600.0, duration / 3600.0));
}

void doubt_rules(const scenario::ReservoirSection& s, const StorageCurve& curve,
                 const std::vector<std::pair<double, Place>>& levels, Findings& findings) {
  const auto outside = [&](const auto& level) {
    return level.first < curve.bottom() || level.first > s.crest;
  };
  const auto first = std::ranges::find_if(levels, outside);
  if (first == levels.end()) return;
  findings.doubt(Finding{
      Finding::Kind::warning, first->second,
      fmt::format("reservoir '{}': {} of {} levels in its rules lie outside {:g} to {:g} m of the pool, the "
                  "first {:g}. Are they in metres, and in the height datum of its storage table?",
                  s.name, std::ranges::count_if(levels, outside), levels.size(), curve.bottom(), s.crest,
                  first->first)});
}

}  // namespace qingliu::run
