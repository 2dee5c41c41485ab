#pragma once
#include <cstdint>
#include <vector>

#include "grid/field.hpp"
#include "model/grains.hpp"
#include "process/erosion/erosion_table.hpp"
#include "process/erosion/transport_capacity_laws.hpp"
#include "process/infiltration/horizon_table.hpp"
#include "process/infiltration/intake_table.hpp"

namespace qingliu::surface {

/// What does not change during a run: the properties of the land, as per-cell fields and tables by class. The
/// last cover class is "outside": no rain, no friction, no splash; it fills every cell outside the watershed.
struct LandDescription {
  explicit LandDescription(const Grid& grid, int cover_classes);

  Field<std::int32_t> cover;                                ///< cover class of the cell
  std::vector<double> n_film, n_deep, inverse_decay_depth;  ///< by cover class
  std::vector<double> n_difference;                         ///< n_film - n_deep, by cover class: see derive()
  std::vector<double> n_soil;                               ///< [s m-1/3] grain roughness by cover class
  std::vector<double> skin_share;  ///< [-] of the shear on the grains where n is constant: see derive()
  bool friction_depends_on_depth = false;

  Field<double> friction;        ///< g n^2 cos^(-13/3), or g cos^(-13/3) when n falls with depth
  Field<double> cosine_squared;  ///< cos^2 of the bed slope (1 where the correction is off)

  bool infiltration = false;
  infiltration::HorizonTable horizons;  ///< water properties by soil column and horizon
  infiltration::IntakeTable intake;     ///< of another law than Green-Ampt: its rows are what `front` names

  Grains grains;                    ///< empty: no sediment
  erosion::ErosionTable erosion;    ///< erosion properties by soil and horizon
  Field<std::int32_t> top_horizon;  ///< row of the erosion table of the soil's first horizon
  erosion::CapacityChoice capacity = erosion::CapacityChoice::by_diameter;
  std::vector<erosion::TransportCapacity> capacities;  ///< by grain class: see derive()
  std::vector<double> deposit_inverse_density;         ///< [m3 kg-1] of the loose deposit, by grain class
  std::vector<double> erodibility_factor;              ///< by cover class
  std::vector<double> critical_shear_added;            ///< [Pa] by cover class

  /// Fills what follows from the rest; call once when the tables are complete.
  void derive();
};

}  // namespace qingliu::surface
