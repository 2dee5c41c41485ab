#include "run/closure_builder.hpp"

#include "process/erosion/cohesion_laws.hpp"

namespace qingliu::run {
namespace {

erosion::EfficiencyLaw efficiency_law(const std::string& word) {
  if (word == "eurosem") return erosion::EfficiencyLaw::eurosem;
  return word == "inverse" ? erosion::EfficiencyLaw::inverse : erosion::EfficiencyLaw::govers;
}

}  // namespace

erosion::Closure closure_of(const scenario::SedimentSection& sediment) {
  using erosion::ClosureLaw;
  if (sediment.closure == "deficit") return {.law = ClosureLaw::deficit};
  if (sediment.closure == "wepp")
    return {.law = ClosureLaw::wepp, .deposition_factor = sediment.deposition_factor};
  if (sediment.closure == "cohesive")
    return {.law = ClosureLaw::cohesive, .deposition_shear = sediment.deposition_shear};
  return {};
}

erosion::CapacityChoice capacity_choice(const std::string& word) {
  return word == "engelund-hansen" ? erosion::CapacityChoice::engelund_hansen
                                   : erosion::CapacityChoice::by_diameter;
}

void fit_to_closure(const scenario::SedimentSection& sediment, const scenario::SoilRow& row,
                    SoilHorizon& horizon) {
  if (sediment.closure == "deficit")
    horizon.efficiency =
        erosion::detachment_efficiency(efficiency_law(sediment.efficiency), row.cohesion / 1e3);
  if (sediment.closure == "cohesive" && sediment.erosion_rate)
    horizon.erodibility = *sediment.erosion_rate / row.critical_shear;
}

void set_closure(const scenario::SedimentSection& sediment, World& world) {
  world.parameters.closure = world.stream_parameters.closure = closure_of(sediment);
  if (sediment.closure != "cohesive" || world.network.empty() || !sediment.erosion_rate) return;
  world.stream_bed.erodibility = *sediment.erosion_rate / world.stream_bed.critical_shear;
}

}  // namespace qingliu::run
