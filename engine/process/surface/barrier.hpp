#pragma once
#include <vector>

#include "process/surface/sections.hpp"

namespace qingliu::surface {

/// A face between two cells of the watershed that a bund, wall or dyke raises.
struct Barrier {
  Face face;
  double crest = 0.0;  ///< [m] elevation
};

/// The barriers by row, of several on one face the highest: the sweep overwrites the fluxes of their faces,
/// so that the loops over rows know nothing of them and a run without barriers costs nothing.
struct BarrierRows {
  struct Place {
    int face_i;
    double crest;
  };
  BarrierRows() = default;
  BarrierRows(int rows, const std::vector<Barrier>& barriers);

  const std::vector<Place>& x(int j) const { return row_of(x_, j); }
  const std::vector<Place>& y(int face_row) const { return row_of(y_, face_row); }

 private:
  static const std::vector<Place>& row_of(const std::vector<std::vector<Place>>& rows, int j) {
    static const std::vector<Place> none;
    return j < 0 || j >= static_cast<int>(rows.size()) ? none : rows[static_cast<std::size_t>(j)];
  }
  std::vector<std::vector<Place>> x_, y_;  ///< empty: no barriers
};

}  // namespace qingliu::surface
