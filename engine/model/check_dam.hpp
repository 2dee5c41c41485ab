#pragma once
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "core/sum.hpp"
#include "model/valley_wedge.hpp"

namespace qingliu {

/// A check dam or a sediment-trap dam in a stream, as it was built.
struct CheckDam {
  /// Ways of water, in the order of CheckDamState::books.
  enum Way { entered, over_notch, over_wings, drained, ways };

  std::string name, kind;
  int segment = -1;  ///< of the stream
  ValleyWedge wedge;
  double notch_width = 0.0;             ///< [m]
  double coefficient = 0.35;            ///< [-] m of Q = m b sqrt(2 g) H^1.5
  double wing_height = 0.0;             ///< [m] of the dam's crest above the sill
  double crest_length = 0.0;            ///< [m] over which water pours beside the notch when it tops the dam
  double drain_area = 0.0;              ///< [m2] of pipes or slots through the body; 0: none
  double drain_height = 0.0;            ///< [m] of their middle above the bed
  std::vector<double> at_start;         ///< [kg] of each class that lies there from the first; of the balance
  double filled_at_start = 0.0;         ///< [m3] of deposit that was there before, in a run without sediment
  std::vector<double> deposit_density;  ///< [kg m-3] dry, of each class
  double design_discharge = 1e300;      ///< [m3 s-1] over notch and crest above which it fails
  double fail_release = 0.5;            ///< [-] of the deposit that goes with the water then
};

/// What of it changes with time.
struct CheckDamState {
  CheckDamState() = default;
  explicit CheckDamState(int classes)
      : suspended(classes, {0.0}), deposited(classes, 0.0), removed(classes, 0.0) {}
  /// As the run begins, with what lies behind the dam.
  CheckDamState(const CheckDam& dam, int classes) : CheckDamState(classes) {
    if (!dam.at_start.empty()) deposited = dam.at_start;
  }

  double water = 0.0;                          ///< [m3] behind the dam; it begins empty
  std::vector<std::vector<double>> suspended;  ///< [kg] of each class, in the one mixed tank
  std::vector<double> deposited;               ///< [kg] of each class that lies there
  std::vector<double> removed;                 ///< [kg] of each class that has been dug out
  double cleared = 0.0;                        ///< [m3] of filled_at_start that has gone
  double failed_at = -1.0;                     ///< [s] below 0: it stands
  std::array<Sum, CheckDam::ways> books;       ///< [m3] since the start
  std::array<double, CheckDam::ways> told{};   ///< [m3] of it in the series already
  double told_at = 0.0;                        ///< [s]
  double highest = 0.0;                        ///< [m] largest depth at the dam
  double highest_at = 0.0;                     ///< [s]
  double full_at = -1.0;                       ///< [s] when full_share was reached; below 0: not yet
  static constexpr double full_share = 0.99;   ///< [-] of the capacity at which a dam is called full

  double deposit_volume(const CheckDam& dam) const {  ///< [m3]
    double volume = dam.filled_at_start - cleared;
    for (std::size_t k = 0; k < deposited.size(); ++k) volume += deposited[k] / dam.deposit_density[k];
    return volume;
  }
  /// Takes a share of all deposit away; f(class, mass [kg]) is told of each class.
  template <class F>
  void take_deposit(const CheckDam& dam, double share, F f) {
    cleared += share * (dam.filled_at_start - cleared);
    for (std::size_t k = 0; k < deposited.size(); ++k) {
      const double mass = share * deposited[k];
      deposited[k] -= mass;
      f(k, mass);
    }
  }
  double filled(const CheckDam& dam) const {  ///< [-] share of the capacity, at most 1
    return std::min(1.0, deposit_volume(dam) / dam.wedge.deposit_capacity());
  }
  double depth(const CheckDam& dam) const { return dam.wedge.depth(water, filled(dam)); }  ///< [m]
};

}  // namespace qingliu
