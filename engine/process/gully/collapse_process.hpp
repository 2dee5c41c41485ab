#pragma once
#include <cstddef>
#include <vector>

#include "grid/field.hpp"
#include "model/gully.hpp"
#include "model/land_state.hpp"
#include "process/gully/find_walls.hpp"
#include "process/gully/gully_land.hpp"
#include "process/gully/talus.hpp"

namespace qingliu::gully {

/// Walls of collapsing gullies (崩岗). Rain that the crest has taken in wets a wall from above and takes its
/// strength; flow over the foot takes its toe. An overhang breaks off at c/gamma; a face higher than it
/// stands (Culmann 1866) slides on the plane half-way to the angle of friction. What falls lies loose at the
/// foot, at its angle of repose, and buries the toe; the ground behind goes down by as much, cell by cell
/// from the crest.
///
/// Not modelled: layers, seepage out of the face, shear by water that falls over the crest, stones that roll.
/// Books: the mass by class and cell is in LandState::gullied, the ground that is gone in LandState::fallen.
class CollapseProcess {
 public:
  /// Everything must outlive the process. Finds the walls of the bed as it is.
  CollapseProcess(const Grid& grid, const std::vector<CollapsingGully>& gullies, GullyLand land,
                  const LandState& state, CollapseState& collapse);

  /// After the land's step of dt [s] that ends at `now` [s].
  void advance(double dt, double now, LandState& land, CollapseState& collapse);

  /// The state was set from outside (a restart): floors as they have grown.
  void take_floors(const CollapseState& collapse);
  /// The land is shared; cells of floors and walls, and those around them, are known.
  void set_reach(const Reach& reach);
  Talus& talus() { return talus_; }
  const Talus& talus() const { return talus_; }

 private:
  double water_taken(const LandState& land, std::size_t crest) const;
  struct Falling {
    double volume = 0.0, height = 0.0;  ///< [m3] that comes down; [m] of the face
    std::ptrdiff_t back = 0;            ///< step from cell to cell, away from the floor
  };
  Falling advance_wall(Wall& wall, double dt, LandState& land, CollapseState& collapse);
  void undercut(Wall& wall, double dt, double height, LandState& land, CollapseState& collapse);
  void fall(std::size_t n, Falling falling, double now, LandState& land, CollapseState& collapse);
  void lower(const Wall& wall, double volume, double height, LandState& land);
  double share_of_foot(const Wall& wall, double thickness, const LandState& land) const;
  void give(const Wall& wall, double volume, LandState& land, CollapseState& collapse);
  void lay(std::size_t cell, int k, double mass, LandState& land) const;
  void move_back(std::size_t n, double height, const LandState& land, CollapseState& collapse);

  const Grid& grid_;
  const std::vector<CollapsingGully>& gullies_;
  GullyLand properties_;
  FloorField floors_;
  Talus talus_;
  Reach reach_;
  std::vector<Falling> falling_;
};

}  // namespace qingliu::gully
