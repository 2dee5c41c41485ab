#include "model/land_state.hpp"

namespace qingliu {

LandState::LandState(const Grid& grid, int classes)
    : bed(grid, wall_elevation),
      initial_bed(grid, wall_elevation),
      depth(grid),
      velocity_x(grid),
      velocity_y(grid),
      infiltrated(grid),
      front(grid) {
  for (int k = 0; k < classes; ++k) {
    concentration.emplace_back(grid);
    deposited.emplace_back(grid);
    concentration_before.emplace_back(grid);
  }
  if (classes > 0) {
    eroded = Field<double>(grid);
    horizon = Field<std::int32_t>(grid);
  }
}

void LandState::keep_discharges(const Grid& grid) {
  if (!discharge_x.empty()) return;
  discharge_x = Field<Real>(grid);
  discharge_y = Field<Real>(grid);
}

void LandState::open_gullies(const Grid& grid) {
  if (!fallen.empty()) return;
  fallen = Field<double>(grid);
  for (int k = 0; k < classes(); ++k) gullied.emplace_back(grid);
}

}  // namespace qingliu
