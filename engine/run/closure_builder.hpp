#pragma once
#include "model/soil.hpp"
#include "process/erosion/closure.hpp"
#include "process/erosion/transport_capacity_laws.hpp"
#include "run/world.hpp"
#include "scenario/class_table.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

erosion::Closure closure_of(const scenario::SedimentSection& sediment);

/// Of the word of a key `capacity`.
erosion::CapacityChoice capacity_choice(const std::string& word);

/// What the closure reads of a horizon: its efficiency (deficit), or its erodibility M/tau_c in place of the
/// table's (cohesive).
void fit_to_closure(const scenario::SedimentSection& sediment, const scenario::SoilRow& row,
                    SoilHorizon& horizon);

/// The closure of land and streams.
void set_closure(const scenario::SedimentSection& sediment, World& world);

}  // namespace qingliu::run
