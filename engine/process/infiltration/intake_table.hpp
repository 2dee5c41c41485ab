#pragma once
// Parameters of the infiltration laws beside Green-Ampt, one row per column of soil, factor and share.
#include <span>
#include <vector>

#include "process/infiltration/horizon_table.hpp"

namespace qingliu::infiltration {

enum class Law { green_ampt, smith_parlange, philip, horton, scs_cn };

/// What a law needs, by column; what each number is:
///   smith_parlange  a conductivity [m s-1], b suction times deficit [m], c deficit [-]
///   philip          a sorptivity [m s-1/2], b rate [m s-1]
///   horton          a initial rate [m s-1], b final rate [m s-1], c decay [s-1]
///   scs_cn          a retention [m], b initial abstraction [m]
/// They are those of the open soil; `share` of the cell has it.
struct IntakeTable {
  Law law = Law::green_ampt;
  std::vector<double> a, b, c;
  std::vector<double> share;     ///< [-]
  std::vector<double> capacity;  ///< [m] of water per cell area that the profile takes in all
};

/// Table of a law. Numbers of the uppermost horizon stand for the soil; its profile's storage limits the
/// whole (but for scs_cn, whose retention does). The conductivity factor multiplies rates, and sorptivity by
/// its root. abstraction: Ia / S of scs_cn.
IntakeTable make_intake_table(Law law, std::span<const Soil> soils, std::span<const ColumnChoice> columns,
                              double abstraction);

}  // namespace qingliu::infiltration
