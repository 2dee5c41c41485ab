#pragma once
#include <vector>

#include "grid/grid.hpp"
#include "model/gully.hpp"
#include "model/land_state.hpp"
#include "process/gully/gully_land.hpp"

namespace qingliu::gully {

/// Gullies narrower than a cell. The water of the cell runs in them by Manning's law; where its shear is
/// above the critical one it cuts in, K_r (tau - tau_c) over the width of Nachtergaele et al. (2002), down to
/// ground that holds, and then takes the walls, 2 K_r/rho (0.75 tau - tau_c) as far as they are wet. The head
/// goes back by the overfall's energy. What the flow cuts goes into the water, as long as that can hold more;
/// what falls at the head lies loose there. Below the head that water detaches nothing of the land beside it,
/// and drops strike the land beside the gully only: gullied() says so to the land.
///
/// Not modelled: the gully's walls do not slide; the water of the cell runs over its whole width for the
/// land. Books: see CollapseProcess.
class GullyProcess {
 public:
  /// Everything must outlive the process.
  GullyProcess(const Grid& grid, const std::vector<Gully>& gullies, GullyLand land);

  /// After the land's step of dt [s].
  void advance(double dt, LandState& land, std::vector<GullyState>& states);

  /// Every cell on the way of a gully, once, ascending, with what the gullies now leave of it to the land.
  const std::vector<GulliedCell>& gullied(const std::vector<GullyState>& states);

 private:
  void advance_cell(const Gully& gully, std::size_t n, double length, double dt, LandState& land,
                    GullyState& state);
  void advance_head(const Gully& gully, double dt, LandState& land, GullyState& state);
  double discharge_in(const LandState& land, std::size_t cell) const;
  double slope_at(const Gully& gully, std::size_t n, const LandState& land) const;
  void take_ground(const Gully& gully, std::size_t cell, double volume, LandState& land) const;

  const Grid& grid_;
  const std::vector<Gully>& gullies_;
  GullyLand properties_;
  std::vector<GulliedCell> gullied_;
  std::vector<std::vector<std::size_t>> place_;  ///< in gullied_, of every cell of every gully
};

}  // namespace qingliu::gully
