#pragma once
#include <cstdint>

#include "grid/strips.hpp"
#include "model/ledger.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// The books of the run at time t: every cell, segment and class is counted, with compensated sums in their
/// order. streams: nullptr without any. Of the land a rank counts the rows `own`; all ranks call it and have
/// the same books.
Balance audit(const World& world, surface::SurfaceProcess& process, const stream::StreamProcess* streams,
              double t, double stored_at_start, Rows own);

/// Ground that the banks of a segment of stream have given so far [kg], of one class.
double bank_mass(const World& world, std::size_t segment, std::size_t k);

/// Water on the land and in streams now [m3]; ranks as in audit().
double stored_water(const World& world, Rows own);

/// Hash over the bits of the state in global cell order: depth, velocities, concentrations, deposited and
/// eroded masses, infiltrated water.
std::uint64_t state_hash(const World& world);

/// "cell (i, j) at x, y: depth ..., velocity ..." of the first cell, or "stream ...", whose state is not
/// sound; "" when all are.
std::string first_unsound_cell(const World& world);

}  // namespace qingliu::run
