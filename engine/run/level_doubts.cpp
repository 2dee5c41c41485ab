#include "run/level_doubts.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace qingliu::run {
namespace {

void doubt_reservoirs(const scenario::Scenario& s, const World& w, std::vector<Finding>& doubts) {
  constexpr double far = 100.0;  // [m] more than a dam is high and a coarse elevation model errs
  for (const scenario::ReservoirSection& section : s.reservoirs) {
    const auto r = std::ranges::find(w.reservoirs, section.name, &Reservoir::name);
    if (r == w.reservoirs.end()) continue;
    const Segment& at = w.network.segments[r->segment];
    const double ground = w.state.initial_bed[w.grid.index(at.i, at.j)];
    const double off = std::max(ground - r->crest, r->curve.bottom() - ground);
    if (off > far)
      doubts.push_back(
          {Finding::Kind::warning, section.place,
           fmt::format("[[reservoir]] '{}': its levels, {:.2f} m at the bottom to {:.2f} m at the "
                       "crest, lie {:.0f} m {} the ground at the dam, {:.2f} m. Are both in the "
                       "same datum?",
                       r->name, r->curve.bottom(), r->crest, off, r->crest < ground ? "below" : "above",
                       ground)});
  }
}

void doubt_inflows(const scenario::Scenario& s, const World& w, std::vector<Finding>& doubts) {
  constexpr double most = 30.0;  // [m2 s-1]: 10 m deep at 3 m/s
  for (const scenario::InflowSection& section : s.inflows) {
    const auto in = std::ranges::find(w.inflows, section.name, &Inflow::name);
    if (in == w.inflows.end() || in->source.cells.empty()) continue;
    const TimeCurve& discharge = in->curves.discharge;
    double peak = discharge.at(s.time.duration);
    for (double t = 0.0; t < s.time.duration; t = discharge.next_breakpoint(t))
      peak = std::max(peak, discharge.at(t));
    const double width = static_cast<double>(in->source.cells.size()) * w.grid.cell_size();
    if (peak > most * width)
      doubts.push_back(
          {Finding::Kind::warning, section.place,
           fmt::format(
               "[[inflow]] '{}': up to {:.4g} m3/s enter over {:g} m of cells, {:.3g} m2/s, more than "
               "rivers in flood bring (up to {:g}). Is it in m3/s, and its line as wide as the river?",
               in->name, peak, width, peak / width, most)});
  }
}

}  // namespace

std::vector<Finding> level_doubts(const scenario::Scenario& s, const World& w) {
  std::vector<Finding> doubts;
  doubt_reservoirs(s, w, doubts);
  doubt_inflows(s, w, doubts);
  return doubts;
}

}  // namespace qingliu::run
