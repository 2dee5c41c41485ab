#pragma once
#include <string>
#include <vector>

#include "core/sum.hpp"
#include "grid/field.hpp"
#include "process/surface/surface_process.hpp"
#include "run/edge_curves.hpp"
#include "run/findings.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// A reach of the edge as the run knows it; `boundary` is the process's part.
struct OpenEdge {
  std::string name, kind;
  surface::Boundary boundary;
  EdgeCurves curves;
};

/// Water of its own on the land.
struct Inflow {
  std::string name;
  surface::Source source;
  EdgeCurves curves;
  Sum water;                 ///< [m3] brought so far
  std::vector<Sum> classes;  ///< [kg]

  /// What a step brings: the exact integrals of discharge, and of discharge times concentration, both linear
  /// within the step.
  surface::SourceForcing step(double t, double dt) const;
  void book(const surface::SourceForcing& brought);
};

struct BuiltEdges {
  std::vector<OpenEdge> edges;  ///< edges[0] is the outlet, which may have no faces left
  std::vector<Inflow> inflows;
  EdgeRecords records;
};

/// The outlet (faces in cells of the grid) and every [[boundary]] and [[inflow]]; a boundary takes its faces
/// from the outlet.
BuiltEdges build_edges(const scenario::Scenario& scenario, const Grid& grid,
                       std::vector<surface::OutletFace> outlet, const std::vector<std::string>& class_names,
                       Findings& findings);

/// Only looks into the files of boundaries and inflows: for findings where there is no terrain to build on.
void check_edge_files(const scenario::Scenario& scenario, const std::vector<std::string>& class_names,
                      Findings& findings);

/// Doubts about levels that do not fit the ground behind their edge: they lie below every cell of it, or far
/// above all. `bed` [m] of the grid.
std::vector<Finding> edge_doubts(const scenario::Scenario& scenario, const Grid& grid,
                                 const Field<double>& bed, const std::vector<OpenEdge>& edges);

}  // namespace qingliu::run
