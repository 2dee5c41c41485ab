#include "process/stream/dredging.hpp"

#include <algorithm>

#include "process/wet_dry.hpp"

namespace qingliu::stream {
namespace {

/// [m3 kg-1] of bed.
double bulk(const GrainClass& grain, const StreamBed& bed) {
  return 1.0 / ((1.0 - bed.porosity) * grain.density);
}

}  // namespace

double bed_width_of(const StreamNetwork& network, const StreamState& state, int segment) {
  return network.sections[network.segments[segment].section].bed_width() + state.widened[segment];
}

Dredged dredge(const StreamNetwork& network, const std::vector<GrainClass>& grains, const StreamBed& bed,
               int segment, double depth, double stirred, StreamState& state) {
  Dredged dredged{0.0, std::vector<double>(grains.size(), 0.0)};
  if (!(depth > 0.0)) return dredged;
  const double plan = bed_width_of(network, state, segment) * network.segments[segment].length;
  dredged.volume = depth * plan;
  state.bed[segment] -= depth;
  if (grains.empty()) return dredged;
  double loose = 0.0, original = 0.0;  // [m], [m3 kg-1]
  for (std::size_t k = 0; k < grains.size(); ++k) {
    loose += bulk(grains[k], bed) * state.deposited[k][segment];
    original += bed.fraction[k] * bulk(grains[k], bed);
  }
  const double share = depth < loose ? depth / loose : 1.0;
  const bool wet = state.volume[segment] / plan > Thresholds::dry;
  const double bedded = std::max(0.0, depth - loose) / original * plan;  // [kg] of the original bed
  for (std::size_t k = 0; k < grains.size(); ++k) {
    const double mass = share * state.deposited[k][segment] * plan;
    const double left = wet ? stirred * mass : 0.0;
    state.deposited[k][segment] = share < 1.0 ? state.deposited[k][segment] * (1.0 - share) : 0.0;
    state.suspended[k][segment] += left;
    state.removed[k][segment] += mass - left;
    dredged.masses[k] = mass - left + bed.fraction[k] * bedded;
  }
  state.eroded[segment] += bedded / plan;
  state.dug[segment] += bedded;
  return dredged;
}

}  // namespace qingliu::stream
