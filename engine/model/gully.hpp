#pragma once
// Collapsing gullies (崩岗) and gullies, and what of them changes with time.
#include <cstddef>
#include <string>
#include <vector>

#include "core/sum.hpp"

namespace qingliu {

/// Soil of a wall, dry and saturated.
struct WallSoil {
  double dry_cohesion = 0.0, wet_cohesion = 0.0;  ///< [Pa]
  double dry_friction = 0.0, wet_friction = 0.0;  ///< [-] tangent of the angle
  double dry_weight = 1.0, wet_weight = 1.0;      ///< [N m-3]
};

/// An area with walls around it that collapse.
struct CollapsingGully {
  std::string name;
  WallSoil soil;
  bool crack = false;              ///< a tension crack at the crest
  double first_saturation = 0.0;   ///< [-] of the walls' pores at the start
  double fillable = 0.2;           ///< [-] share of the volume that water can fill from then on
  double face_cotangent = 0.0;     ///< [-] of the walls at the start
  double critical_shear = 0.8;     ///< [Pa] of the toe
  double erodibility = 0.0;        ///< [m3 N-1 s-1] of the toe
  double density = 1457.5;         ///< [kg m-3] of grains in the wall's volume
  std::vector<double> fraction;    ///< [-] of each class; sums to 1
  double height = 0.0;             ///< [m] of the walls, where the terrain does not show it; 0: it does
  double least_height = 1.5;       ///< [m] of what counts as a wall
  double steep = 1.1918;           ///< [-] fall between cells that belongs to a wall
  std::vector<std::size_t> floor;  ///< its cells of the grid, ascending
};

/// The wall in one cell at the rim of a collapsing gully.
struct Wall {
  int gully = 0;
  std::size_t crest = 0, foot = 0;  ///< cells
  std::vector<std::size_t> cells;   ///< over which it stands, from the crest down; without the foot
  std::vector<double> drops;        ///< [m] from each of them to the next
  double length = 0.0;              ///< [m]
  double height = 0.0;              ///< [m] at the start
  double foot_bed = 0.0;            ///< [m] bed of the foot then

  double toe = 0.0, top = 0.0;  ///< [m] that toe and crest have gone back
  double owed = 0.0;            ///< [m2] that they have passed and that has not fallen yet
  double gone = 0.0;            ///< [-] of the crest's cell
};

/// What changes in all collapsing gullies.
struct CollapseState {
  std::vector<Wall> walls;
  std::vector<std::vector<std::size_t>> grown;  ///< cells that joined each floor, in their order
  std::vector<Sum> given;                       ///< [kg] by each
  std::vector<double> retreat, first_fall;      ///< [m2] of ground lost; [s] of the first fall, -1: none
  std::vector<double> undercut;                 ///< [kg] of `given`, by the flow at the toes
};

/// A channel narrower than a cell, from its lower end up; it cuts in, widens, and its head goes back.
struct Gully {
  std::string name;
  std::vector<std::size_t> cells;               ///< from the lower end as far as its head may go
  std::vector<double> lengths;                  ///< [m] of its way in each
  double first_head = 0.0;                      ///< [m] from the lower end to the head at the start
  double first_depth = 0.0, first_width = 0.0;  ///< [m] below the head at the start
  double critical_shear = 0.8;                  ///< [Pa]
  double erodibility = 2e-3;                    ///< [s m-1] K_r
  double manning_n = 0.035;                     ///< [s m-1/3]
  double base = 1.0;                            ///< [m] down to ground that holds
  double greatest_width = 5.0;                  ///< [m]
  double head_height = 0.0;                     ///< [m]; 0: the head stays
  double head_rate = 0.0;                       ///< [m s-1 per m s-1/3] C of headcut_speed()
  double head_threshold = 0.0;                  ///< [m s-1/3] A_0
  double density = 1457.5;                      ///< [kg m-3] of grains in the ground
  std::vector<double> fraction;                 ///< [-] of each class; sums to 1
};

/// What gullies leave of a cell to the land's own erosion.
struct GulliedCell {
  std::size_t cell = 0;
  double flow = 1.0;  ///< [-] of what the land's flow detaches: what does not run in a gully
  double rain = 1.0;  ///< [-] of the cell that drops strike beside the gullies
};

/// What changes in one gully.
struct GullyState {
  explicit GullyState(const Gully& gully)
      : depth(gully.cells.size(), 0.0), area(gully.cells.size(), 0.0), head(gully.first_head) {
    double from = 0.0;
    for (std::size_t n = 0; n < gully.cells.size() && from < head; ++n) {
      depth[n] = gully.first_depth;
      area[n] = gully.first_depth * gully.first_width;
      from += gully.lengths[n];
    }
  }

  std::vector<double> depth;  ///< [m] cut in, by cell
  std::vector<double> area;   ///< [m2] of its section
  double head = 0.0;          ///< [m] from the lower end to the head
  Sum cut, widened, headcut;  ///< [kg] given by each
  double peak = 0.0;          ///< [m3 s-1] largest discharge at the head
};

}  // namespace qingliu
