#pragma once
// Infiltration of one row of cells in one step: the exact layered Green-Ampt of green_ampt_laws.hpp on the
// horizons of horizon_table.hpp, limited by the water on the cell and by the storage above an impervious
// base.
#include <cstdint>

#include "process/infiltration/horizon_table.hpp"

namespace qingliu::infiltration {

/// Rows of the cells of one grid row. Outputs may be the same rows as the inputs of the same meaning.
struct InfiltrationRow {
  const double* available_depth;  ///< [m] water on the cell that may enter in the step, rain included, >= 0
  const double*
      ponded_depth;           ///< [m] head on the surface, constant in the step, >= 0; may be available_depth
  std::int32_t* front_index;  ///< horizon that holds the front (in, out)
  double* infiltrated;        ///< [m] F since the start (in, out): grows by what the water depth loses
  double* water_depth;        ///< [m] available_depth less the infiltration (out)
};

/// Advances cells [begin, end) by dt [s]. Main loop vectorised by gathers, for advances of a few per cent; a
/// second one for the rows where some go farther. The few cells whose front crosses an interface in this
/// step, or whose step is long for their crust, are marked and finished one by one.
void infiltrate_row(int begin, int end, const HorizonTable& table, double dt, const InfiltrationRow& row);

}  // namespace qingliu::infiltration
