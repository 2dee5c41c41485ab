#pragma once
#include <vector>

#include "grid/grid.hpp"
#include "model/ditch.hpp"
#include "model/land_state.hpp"

namespace qingliu::works {

/// Ditches that lead water along: each catches what runs through its cells, as far as its section has room,
/// and brings it with its grains to its outlet, a cell of the land (and so the stream or pool there) or
/// another ditch that stands. What finds it full runs on.
///
/// Not modelled: rain on the ditch itself, seepage from it, grains that settle or are taken up in it.
class DitchProcess {
 public:
  /// Both must outlive the process.
  DitchProcess(const Grid& grid, const Ditches& ditches);

  /// Cells of the land that it reads and changes.
  std::vector<std::size_t> cells() const;

  /// After the land's step from t - dt to t [s]. All cells() must be up to date, on every rank.
  void advance(double t, double dt, LandState& land, DitchState& state);

  /// [m s-1] fastest wave where water came back onto the land in the last step; 0: nowhere.
  double land_wave_speed() const { return land_wave_speed_; }

 private:
  void step_piece(const Ditch& ditch, std::size_t line, std::size_t n, double t, double dt, LandState& land,
                  DitchState& state);
  void take_in(std::size_t line, std::size_t n, double room, double dt, LandState& land,
               DitchState& state) const;
  void hand_on(const Ditch& ditch, std::size_t line, std::size_t n, double water, double t, double dt,
               LandState& land, DitchState& state);
  void onto_land(std::size_t cell, double water, const std::vector<double>& masses, LandState& land);

  const Grid& grid_;
  const Ditches& ditches_;
  std::vector<double> come_;                       ///< [m3] from above in this step, of each piece
  std::vector<std::vector<double>> come_classes_;  ///< [kg] of each class
  std::vector<double> moved_;                      ///< [kg] of each class
  double land_wave_speed_ = 0.0;
};

}  // namespace qingliu::works
