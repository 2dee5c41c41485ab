#pragma once
// Soils and flows that the cases of sediment share.
#include <cmath>
#include <utility>

#include "verification/surface_case.hpp"

namespace qingliu::verification {

/// A class that settles at w [m s-1]; capacity [kg m-3] that does not depend on the flow.
inline GrainClass settling_grain(double settling_velocity, double capacity = 0.0) {
  GrainClass g;
  g.diameter = 1e-5;
  g.settling_velocity = settling_velocity;
  g.fixed_capacity = capacity;
  return g;
}

/// What may act on the one soil without end of a case; all classes in equal shares.
struct SoilResponse {
  double splash = 0.0;          ///< [g J-1] detachability by drops
  double erodibility = 0.0;     ///< [s m-1] by flow
  double critical_shear = 0.0;  ///< [Pa]
};

inline void one_soil(SurfaceCase& c, const SoilResponse& response = {}) {
  Soil soil;
  SoilHorizon horizon;
  horizon.bottom = 1000.0;
  horizon.erodibility = response.erodibility;
  horizon.critical_shear = response.critical_shear;
  horizon.splash_detachability = response.splash;
  horizon.class_fractions.assign(c.land.grains.size(), 1.0 / static_cast<double>(c.land.grains.size()));
  soil.horizons = {horizon};
  c.land.erosion = erosion::make_erosion_table({soil}, c.land.grains);
  c.land.deposit_inverse_density.assign(c.land.grains.size(), 1.0 / 1457.5);
}

/// Steady uniform flow of depth h and velocity u on a slope that friction balances; the bed stays as it is.
inline SurfaceCase uniform_flow(int cells, double length, double h, double u, Grains grains,
                                const SoilResponse& response = {}) {
  const double slope = 0.01;
  SurfaceCase flow(SurfaceCase::rectangle(cells, 1, length / cells), std::move(grains));
  const double manning = std::pow(h, 2.0 / 3.0) * std::sqrt(slope) / u;
  flow.terrain([&](double x, double) { return slope * (length - x); }).manning(manning);
  flow.water([&](double, double) { return h; });
  flow.each([&](std::size_t k, int, int) { flow.state.velocity_x[k] = u; });
  flow.parameters.bed_feedback = false;
  flow.east_outlet(slope);
  one_soil(flow, response);
  return flow;
}

}  // namespace qingliu::verification
