#pragma once
#include <vector>

#include "process/surface/sections.hpp"

namespace qingliu::surface {

enum class BoundaryKind {
  normal_depth,  ///< leaves at the normal depth of a slope
  critical,      ///< free overfall
  free,          ///< zero gradient, nothing enters
  stage,         ///< a water level beyond; flows either way
  discharge,     ///< enters: shared over the faces by conveyance
  rating,        ///< leaves: discharge of the level at the reach
};

/// Discharge [m3 s-1] over water level [m], linear between rising levels. Below the first level its
/// discharge, above the last the slope of the last piece.
struct RatingCurve {
  std::vector<double> level, discharge;
  double at(double level) const;
};

/// A reach of the edge through which water passes.
struct Boundary {
  BoundaryKind kind = BoundaryKind::normal_depth;
  std::vector<OutletFace> faces;
  double froude = 0.0;  ///< of a supercritical inflow; 0: the depth follows from the flow inside
  RatingCurve rating;
};

/// What the world outside does at one moment.
struct BoundaryMoment {
  double level = 0.0;                 ///< [m], kind stage
  double discharge = 0.0;             ///< [m3 s-1] >= 0, kind discharge
  std::vector<double> concentration;  ///< [kg m-3] of each class in what enters; empty: clear water
};

/// At the begin and the end of a step: the first stage takes the begin, the second the end.
struct BoundaryForcing {
  BoundaryMoment begin, end;
};

}  // namespace qingliu::surface
