#pragma once
#include <string>
#include <vector>

#include "core/sum.hpp"

namespace qingliu::surface {

/// A face of the grid: the west face of cell (i, j) when axis is x, its south face when axis is y.
struct Face {
  enum class Axis { x, y };
  Axis axis = Axis::x;
  int i = 0;
  int j = 0;
};

/// One face of a section; sign +1 when a flux to the east or north counts as positive.
struct SectionFace {
  Face face;
  int sign = 1;
};

/// A face at the edge of the watershed that a boundary opens.
struct OutletFace {
  Face face;
  int sign = 1;         ///< +1: the watershed lies west or south of the face
  double slope = 0.01;  ///< [-] of the normal depth
};

/// Cells that receive water of their own: a spring, a brook from elsewhere, a pipe. It brings no momentum.
struct Source {
  struct Cell {
    int i, j;
  };
  std::vector<Cell> cells;
};

/// What a step carried through one section, and what the run has carried so far.
struct SectionBook {
  double step_water = 0.0;           ///< [m3]
  std::vector<double> step_classes;  ///< [kg]
  Sum water;
  std::vector<Sum> classes;
  Sum against;  ///< [m3] of it that crossed against the positive direction, as a positive number
  std::vector<Sum> classes_against;  ///< [kg]
};

}  // namespace qingliu::surface
