#pragma once
#include <cstdint>
#include <vector>

#include "model/grains.hpp"
#include "model/soil.hpp"

namespace qingliu::erosion {

/// Erosion properties of every horizon of every soil, one row each; the kernels gather from it by row number.
struct ErosionTable {
  std::vector<double> erodibility;            ///< [s m-1] K_r
  std::vector<double> critical_shear;         ///< [Pa]
  std::vector<double> splash;                 ///< [g J-1] detachability
  std::vector<double> efficiency;             ///< [-] Y of deficit laws
  std::vector<std::vector<double>> fraction;  ///< [-] by class, then row
  std::vector<double> mass_top;               ///< [kg m-2] original soil above the horizon
  std::vector<double> mass_bottom;            ///< [kg m-2] original soil down to its lower boundary
  std::vector<double> depth_top;              ///< [m]
  std::vector<double> inverse_density;        ///< [m3 kg-1] of the soil in place: 1 / ((1 - porosity) rho_s)
  std::vector<std::int32_t>
      next;  ///< row of the horizon below; itself for the last, below which nothing erodes
  std::vector<std::int32_t> first;  ///< by soil: row of its top horizon

  /// Mass of class k in the first `eroded` kg m-2 of the soil whose top horizon is row `top` [kg m-2].
  double class_mass(std::int32_t top, std::size_t k, double eroded) const;
  /// Thickness of the first `eroded` kg m-2 [m].
  double thickness(std::int32_t top, double eroded) const;
  /// The horizon at the surface once `eroded` kg m-2 are gone.
  std::int32_t horizon_at(std::int32_t top, double eroded) const;
};

/// Density of the solids is the mass-weighted mean of the classes.
ErosionTable make_erosion_table(const std::vector<Soil>& soils, const Grains& grains);

}  // namespace qingliu::erosion
