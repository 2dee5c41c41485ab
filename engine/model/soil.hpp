#pragma once
#include <string>
#include <vector>

namespace qingliu {

/// One horizon of a soil, for water and erosion alike. SI.
struct SoilHorizon {
  double bottom = 1.0;                ///< [m] depth of its lower boundary below the surface
  double conductivity = 1e-6;         ///< [m s-1] effective saturated conductivity
  double suction = 0.1;               ///< [m] at the wetting front
  double porosity = 0.45;             ///< [-]
  double initial_moisture = 0.25;     ///< [-] volume fraction, <= porosity
  double erodibility = 4e-4;          ///< [s m-1] K_r of D_f = K_r (tau - tau_c)
  double critical_shear = 2.5;        ///< [Pa] tau_c
  double splash_detachability = 2.0;  ///< [g J-1]
  double efficiency =
      1.0;  ///< [-] Y of deficit laws: share of the deficit that the flow makes up from the soil
  std::vector<double> class_fractions;  ///< [-] p_k of the grain classes, sum 1
};

/// Numbers of the infiltration laws that the horizons do not hold. Below 0: not given.
struct SoilIntake {
  double sorptivity = -1.0;      ///< [m s-1/2] Philip
  double philip_rate = -1.0;     ///< [m s-1] Philip
  double horton_initial = -1.0;  ///< [m s-1]
  double horton_final = -1.0;    ///< [m s-1]
  double horton_decay = -1.0;    ///< [s-1]
  int group = 0;                 ///< hydrologic soil group of curve numbers, 1-4 for A-D; 0: not given
};

/// A soil profile from the surface down; below the last horizon lies the non-erodible base.
struct Soil {
  int id = 0;
  std::string name;
  std::vector<SoilHorizon> horizons;
  bool impervious_base = true;  ///< water cannot leave the last horizon downward
  SoilIntake intake;
};

}  // namespace qingliu
