#include "process/gully/talus.hpp"

#include <algorithm>
#include <cmath>

#include "process/gully/find_walls.hpp"

namespace qingliu::gully {
namespace {

constexpr long most_moves = 200000;  ///< of one call
constexpr double tolerance = 1e-3;   ///< [m]

}  // namespace

double Talus::thickness(const LandState& land, std::size_t cell) const {
  double sum = 0.0;
  for (int k = 0; k < land.classes(); ++k) sum += land.deposited[k][cell] * inverse_density_[k];
  return sum;
}

/// Whether anything moved.
bool Talus::slide_to(std::size_t cell, std::size_t other, double repose, LandState& land) {
  if (std::fabs(land.bed[other]) > outside_elevation) return false;
  const double excess = (land.bed[cell] - land.bed[other]) - repose * grid_.cell_size();
  if (excess <= tolerance) return false;
  const double lies = thickness(land, cell);
  if (lies <= 0.1 * tolerance) return false;
  const double share = std::min(1.0, 0.5 * excess / lies);
  for (int k = 0; k < land.classes(); ++k) {
    const double moved = land.deposited[k][cell] * share;
    land.deposited[k][cell] -= moved;
    land.deposited[k][other] += moved;
    land.bed[cell] -= moved * inverse_density_[k];
    land.bed[other] += moved * inverse_density_[k];
  }
  return true;
}

void Talus::settle(double repose, LandState& land) {
  const auto steps = face_steps(grid_);
  for (long moves = 0; !touched_.empty() && moves < most_moves; ++moves) {
    const std::size_t cell = *touched_.begin();
    touched_.erase(touched_.begin());
    if (reach_) reach_(cell);
    bool moved = false;
    for (const std::ptrdiff_t step : steps) {
      const std::size_t other = cell + step;
      if (!slide_to(cell, other, repose, land)) continue;
      moved = true;
      touched_.insert(other);
    }
    if (!moved) continue;
    touched_.insert(cell);
    for (const std::ptrdiff_t step : steps) touched_.insert(cell + step);  // they may slide onto it now
  }
}

}  // namespace qingliu::gully
