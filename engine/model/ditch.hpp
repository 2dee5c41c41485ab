#pragma once
#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "core/moments.hpp"

namespace qingliu {

/// What of a draining ditch lies in one cell.
struct DitchPiece {
  std::size_t cell = 0;  ///< of the grid
  double length = 0.0;   ///< [m]
  double crossed = 0.0;  ///< [-] of the cell's width that it lies across; 0 at the mouth, which takes nothing
};

/// A piece of another ditch, at which it takes what comes from above.
struct DitchGoal {
  int line = -1;          ///< of Ditches::lines
  std::size_t piece = 0;  ///< of Ditches::pieces
};

/// A ditch that leads water along a line, from its upper end to its outlet: even section, even bed.
struct Ditch {
  std::string name;                ///< of its measure, with a number where that has several lines
  std::size_t begin = 0, end = 0;  ///< its pieces, downstream
  /// Ditches that pass its outlet: it runs into the first of them that stands, and onto the land of `outlet`
  /// where none does.
  std::vector<DitchGoal> into;
  std::size_t outlet = 0;            ///< cell of the grid
  double bottom = 0.0;               ///< [m] wide
  double side = 0.0;                 ///< [-] horizontal to vertical
  double depth = 0.0;                ///< [m] to the brim, above its silt
  double slope = 0.0;                ///< [-] of its bed, between drops
  double manning_n = 0.0;            ///< [s m-1/3]
  double from = -1e300, to = 1e300;  ///< [s] of the run in which it stands, and takes water in

  /// Whether it stands in a step that ends at t [s].
  bool stands(double t) const { return t > from && t <= to; }
};

/// Ditches of measures: each comes before those that it runs into.
struct Ditches {
  std::vector<Ditch> lines;
  std::vector<DitchPiece> pieces;
  bool empty() const { return lines.empty(); }
};

/// What of them changes with time.
struct DitchState {
  DitchState() = default;
  DitchState(const Ditches& ditches, int classes)
      : water(ditches.pieces.size(), 0.0),
        suspended(classes, std::vector<double>(ditches.pieces.size(), 0.0)),
        led(ditches.lines.size(), 0.0),
        passed_over(ditches.lines.size(), 0.0),
        peak(ditches.lines.size(), 0.0),
        led_classes(classes, std::vector<double>(ditches.lines.size(), 0.0)) {}

  std::vector<double> water;                     ///< [m3] in each piece
  std::vector<std::vector<double>> suspended;    ///< [kg] of each class in each piece
  std::vector<double> led;                       ///< [m3] that each ditch has brought to its outlet
  std::vector<double> passed_over;               ///< [m3] that met it and found it full
  std::vector<double> peak;                      ///< [m3 s-1] largest at its outlet
  std::vector<std::vector<double>> led_classes;  ///< [kg] of each class
};

/// f(name, values, whether they are of pieces) for every row of the state. names: of the classes.
template <class State, class F>
void for_each_ditch_row(State& state, const std::vector<std::string>& names, F f) {
  f("ditches/water", state.water, true);
  f("ditches/led", state.led, false);
  f("ditches/passed_over", state.passed_over, false);
  f("ditches/peak", state.peak, false);
  for (std::size_t k = 0; k < state.suspended.size(); ++k) {
    f("ditches/suspended_" + names[k], state.suspended[k], true);
    f("ditches/led_" + names[k], state.led_classes[k], false);
  }
}

/// Ditches that are there before `now` [s], by their names: others may change their order.
inline std::vector<std::size_t> ditches_begun(double now, const Ditches& ditches) {
  std::vector<std::size_t> lines = begun_before(now, ditches.lines);
  std::ranges::sort(lines, {}, [&](std::size_t n) { return ditches.lines[n].name; });
  return lines;
}

}  // namespace qingliu
