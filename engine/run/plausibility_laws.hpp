#pragma once
// Rules of thumb of a year, to weigh a run by. None of them enters an answer.
#include <cmath>

namespace qingliu::run {

/// Erosivity of a day with `rain_mm` [mm] of rain, R = a P^1.7265 [MJ mm ha-1 h-1], 0 below 10 mm; a 0.3937
/// from May to September, 0.3101 in the other months (Xie, Yin, Liu, Nearing, Zhao 2016; the three numbers
/// are unverified). 131.6 mm in the warm months make 1795.
inline double erosivity_of_day(double rain_mm, int month) {
  if (rain_mm < 10.0) return 0.0;
  const double factor = month >= 5 && month <= 9 ? 0.3937 : 0.3101;
  return factor * std::pow(rain_mm, 1.7265);
}

/// Share of a year's sediment that a reservoir keeps, TE = 1 - 0.05/sqrt(C/I), >= 0 (Brune 1953, the curve's
/// middle; semi-dry reservoirs keep as little as 0.60).  capacity [m3], yearly_inflow [m3], both above 0.
inline double brune_trap(double capacity, double yearly_inflow) {
  const double trap = 1.0 - 0.05 / std::sqrt(capacity / yearly_inflow);
  return trap > 0.0 ? trap : 0.0;
}

}  // namespace qingliu::run
