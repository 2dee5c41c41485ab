#pragma once
#include <array>
#include <vector>

#include "model/stream_state.hpp"
#include "process/bank_laws.hpp"

namespace qingliu::stream {

/// What a bank is made of, and what protects it.
struct BankMaterial {
  double critical_shear = 2.0;     ///< [Pa]
  double erodibility = 0.0;        ///< [m3 N-1 s-1] k_d
  BankStrength soil;               ///< without roots
  double root_cohesion = 0.0;      ///< [Pa] while the protection holds
  double drain_time = 86400.0;     ///< [s] in which the water inside follows the stream's
  double permissible_shear = 0.0;  ///< [Pa] on the bank, of its protection; 0: there is none
  double toe_depth = 0.0;          ///< [m] of scour that undoes the protection; 0: any
  double density = 1500.0;         ///< [kg m-3] of grains in the bank's volume, all classes
  std::vector<double> fraction;    ///< [-] of each class; sums to 1
};

/// The banks of a network that may give way; empty: all hold.
struct StreamBanks {
  std::vector<BankMaterial> materials;
  std::array<std::vector<int>, sides> material;  ///< of each segment; -1: that bank holds
  /// [m] elevation of each segment's bed when what protects the bank was built, from which its toe is
  /// undermined; empty: the bed at the start.
  std::array<std::vector<double>, sides> founded;

  bool empty() const { return materials.empty(); }
};

}  // namespace qingliu::stream
