#include "process/stream/dredging.hpp"

#include <algorithm>

#include "process/wet_dry.hpp"

namespace qingliu::stream {
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
  const auto cell = static_cast<std::size_t>(segment);
  const bool wet = state.volume[segment] / plan > Thresholds::dry;
  double below = depth;  // [m] that is left to dig
  for (std::vector<std::vector<double>>* layer : {&state.deposited, &state.buried}) {
    double thickness = 0.0;
    for (std::size_t k = 0; k < layer->size(); ++k) thickness += bed_bulk(grains[k], bed) * (*layer)[k][cell];
    const double share = below < thickness ? below / thickness : 1.0;
    below = std::max(0.0, below - thickness);
    for (std::size_t k = 0; k < layer->size(); ++k) {
      double& lies = (*layer)[k][cell];
      const double mass = share * lies * plan;
      const double left = wet ? stirred * mass : 0.0;
      lies = share < 1.0 ? lies * (1.0 - share) : 0.0;
      state.suspended[k][cell] += left;
      state.removed[k][cell] += mass - left;
      dredged.masses[k] += mass - left;
    }
  }
  double original = 0.0;  // [m3 kg-1]
  for (std::size_t k = 0; k < grains.size(); ++k) original += bed.fraction[k] * bed_bulk(grains[k], bed);
  const double bedded = below / original * plan;  // [kg] of the original bed
  for (std::size_t k = 0; k < grains.size(); ++k) dredged.masses[k] += bed.fraction[k] * bedded;
  state.eroded[segment] += bedded / plan;
  state.dug[segment] += bedded;
  return dredged;
}

}  // namespace qingliu::stream
