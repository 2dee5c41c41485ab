#pragma once
#include <memory>
#include <optional>

#include "io/checkpoint.hpp"
#include "run/world.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// What [sediment] says of bedload; none where there is none.
std::optional<bedload::BedloadParameters> bedload_parameters(const scenario::Scenario& scenario);

/// The process over the world's land, outlet and sections; null where world.bedload is none.
std::unique_ptr<bedload::BedloadProcess> make_bedload(const World& world);

/// The step limits that the state had when it was saved; found anew where bedload was off then.
void restore_bedload(const io::Checkpoint& checkpoint, const LandState& state,
                     bedload::BedloadProcess& bedload);

/// Adds the loads of the last step to the books of the sections.
void book_bedload(const bedload::BedloadProcess& bedload, surface::SurfaceProcess& surface);

}  // namespace qingliu::run
