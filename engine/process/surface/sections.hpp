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

/// A face through which water leaves the watershed at normal depth (q = h^(5/3) sqrt(S)/n; Manning 1891).
struct OutletFace {
  Face face;
  int sign = 1;         ///< +1: the watershed lies west or south of the face
  double slope = 0.01;  ///< [-]
};

/// What a step carried through one section, and what the run has carried so far.
struct SectionBook {
  double step_water = 0.0;           ///< [m3]
  std::vector<double> step_classes;  ///< [kg]
  Sum water;
  std::vector<Sum> classes;
};

}  // namespace qingliu::surface
