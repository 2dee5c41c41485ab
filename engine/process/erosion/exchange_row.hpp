#pragma once
// The exchange of hairsine_rose_laws.hpp for one row of cells and all grain classes: loops over the row, one
// class at a time, so that every loop vectorises. Conserves each class to round-off; depths, deposits,
// concentrations stay >= 0.
#include <span>

namespace qingliu::erosion {

struct ExchangeParameters {
  double dt = 0.0;                      ///< [s]
  double shielding_mass = 0.5;          ///< [kg m-2] m*, > 0 (unverified: calibrate, 0.05-2)
  double deposit_detachability = 10.0;  ///< [-] eps_d (unverified: calibrate, 5-20)
  double dry_depth = 1e-6;              ///< [m] at or below it everything settles
};

/// Rows shared by all classes.
struct ExchangeRow {
  const double* depth;       ///< [m] new water depth, >= 0
  const double* detachment;  ///< [kg m-2 s-1] D = D_f + D_s of original soil, >= 0
  const double* splash;      ///< [kg m-2 s-1] D_s, >= 0
  const double* supply;      ///< [kg m-2] original soil that is left to detach, >= 0
  double* eroded;            ///< [kg m-2] original soil detached in this step, all classes (out)
  double* total_deposit;     ///< [kg m-2] the deposit x that the exchange was solved for (out)
  double* sum;               ///< work
  double* other_sum;         ///< work
};

/// Rows of one class.
struct ExchangeClassRow {
  double settling_velocity;  ///< [m s-1]
  const double* suspended;   ///< [kg m-2] M = h c after transport, >= 0; not the row of concentration
  const double* fraction;    ///< [-] share of the class in the soil; sum over classes 1
  const double* capacity;    ///< [kg m-3] T
  double* deposited;         ///< [kg m-2] m (in, out)
  double* concentration;     ///< [kg m-3] c' (out; work before)
};

/// Exchanges cells [begin, end) of a row. Mass of each class: depth c' + m' = M + m + fraction eroded.
/// Returns whether every concentration is a finite number >= 0 (before it is held to the greatest there can
/// be).
bool exchange_row(int begin, int end, const ExchangeParameters& p, const ExchangeRow& row,
                  std::span<const ExchangeClassRow> classes);

}  // namespace qingliu::erosion
