#pragma once
// The precision of the flow's state: depth, velocities, discharges on faces, and the rows the flow sweep
// works on. Double, unless the build asks for single (CMake: QINGLIU_STATE=single, for screening; decision
// 032). Masses, books, concentrations, deposits and the bed itself are double in every build.
#include <string_view>

namespace qingliu {

#ifdef QINGLIU_STATE_SINGLE
using Real = float;
inline constexpr bool single_state = true;
#else
using Real = double;
inline constexpr bool single_state = false;
#endif

/// "double" or "single", as checkpoints and results name it.
inline constexpr std::string_view state_precision = single_state ? "single" : "double";

/// Relative error of the balances of a run that rounding may leave: what verifications and tests hold it to.
inline constexpr double balance_tolerance = single_state ? 1e-6 : 1e-12;
/// Beyond this relative error something else than rounding is at work, and a run stops.
inline constexpr double balance_limit = single_state ? 1e-4 : 1e-9;

/// 0.5_r: a constant of the flow's precision, exact in either. A plain 0.5 would make its loop one of
/// doubles.
constexpr Real operator""_r(long double value) { return static_cast<Real>(value); }

}  // namespace qingliu
