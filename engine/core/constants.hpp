#pragma once

namespace qingliu::constants {

inline constexpr double gravity = 9.81;            ///< [m s-2]
inline constexpr double water_density = 1000.0;    ///< [kg m-3]
inline constexpr double water_viscosity = 1.0e-6;  ///< [m2 s-1] kinematic, 20 degrees C
inline constexpr double pi = 3.14159265358979323846;

}  // namespace qingliu::constants
