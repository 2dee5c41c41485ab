#pragma once
// Infiltration of one row of cells in one step by a law of intake_laws.hpp.
#include <cstdint>

#include "process/infiltration/intake_table.hpp"

namespace qingliu::infiltration {

struct IntakeRow {
  const std::int32_t* column;  ///< row of the table
  const std::int32_t* cover;   ///< cover class: whose rain falls
  const double* rain;          ///< [m] of the step by cover class
  double* infiltrated;         ///< [m] F since the start (in, out)
  double* depth;               ///< [m] of water on the cell (in, out)
};

/// Advances cells [begin, end) by dt [s]. Intake is limited by the water on the cell and by the profile's
/// storage.
void take_in_row(int begin, int end, const IntakeTable& table, double dt, const IntakeRow& row);

}  // namespace qingliu::infiltration
