#pragma once
#include <vector>

#include "grid/grid.hpp"
#include "model/land_state.hpp"
#include "process/flow/boundary_laws.hpp"
#include "process/surface/boundary.hpp"
#include "process/surface/land_description.hpp"

namespace qingliu::surface {

/// A face at the edge and the cell beside it.
struct BoundaryPlace {
  int face_i, cell_i;
  int sign;  ///< +1: the watershed lies west or south of the face
  bool along_x;
  double slope_root;  ///< sqrt(slope)
  int boundary;       ///< index in the list of boundaries
  int slot;           ///< index of its share of an imposed discharge
};

/// The boundaries of the land, laid out as places by row: the sweep overwrites the fluxes of their faces, so
/// that the loops over rows know nothing of them (physics.md 3.7).
///
/// Imposed discharges are shared out once per stage, in the order of the faces, by conveyance
/// h^(5/3)/n (Manning), where h is at least the depth under the level at which the reach would carry the
/// discharge critically: a dry reach fills from its lowest cells.
class BoundaryPatches {
 public:
  /// Opens the faces in the bed of the state.
  BoundaryPatches(const Grid& grid, const LandDescription& land, double gravity,
                  std::vector<Boundary> boundaries, LandState& state);

  const std::vector<BoundaryPlace>& x(int j) const { return x_[j]; }
  const std::vector<BoundaryPlace>& y(int face_row) const { return y_[face_row]; }
  const std::vector<int>& ghosts(int j) const { return ghosts_[j]; }  ///< columns of the cells beyond
  bool empty() const { return boundaries_.empty(); }
  /// Cells beside the faces of the boundaries that look at more than the cell of a face: where a discharge is
  /// shared out, and where the outside sets the longest step.
  std::vector<std::size_t> cells() const;

  /// Before a stage: what the world outside does, and the share of every face in an imposed discharge.
  void share_out(const LandState& from, const Field<double>& bed, const std::vector<BoundaryForcing>& forcing,
                 bool end_of_step);

  /// What passes the face of a place beside row j. half_surface: of the cell, along +x or +y.
  flow::BoundaryFlux flux(const BoundaryPlace& place, int j, const LandState& from, const Field<double>& bed,
                          double half_surface) const;
  /// [kg m-3] of class k in what enters.
  double concentration(const BoundaryPlace& place, int k) const;
  /// h^(5/3)/n up to a constant factor; 0 where dry.
  double conveyance(std::size_t cell, double depth) const;
  /// Fastest wave at the faces under what share_out() was told [m s-1].
  double fastest(const LandState& state) const;

 private:
  struct Cell {
    int i, j;
  };
  void share_out_one(const LandState& from, const Field<double>& bed, std::size_t boundary, double discharge);
  double rated_discharge(const LandState& from, const Field<double>& bed, std::size_t boundary) const;
  double critical_level(const std::vector<Cell>& cells, const Field<double>& bed, double discharge) const;
  double manning_coefficient(std::size_t cell, double depth) const;

  const Grid& grid_;
  const LandDescription& land_;
  double gravity_;
  std::vector<Boundary> boundaries_;
  std::vector<std::vector<Cell>> cells_;  ///< by boundary and face
  std::vector<int> first_slot_;
  std::vector<BoundaryMoment> moments_;
  std::vector<double> imposed_;  ///< [m2 s-1] by slot
  std::vector<std::vector<BoundaryPlace>> x_, y_;
  std::vector<std::vector<int>> ghosts_;
};

}  // namespace qingliu::surface
