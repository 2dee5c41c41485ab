#pragma once
#include <string>
#include <vector>

#include "core/error.hpp"
#include "io/result_writer.hpp"
#include "model/time_curve.hpp"
#include "process/surface/boundary.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// What a boundary or an inflow brings, over the time of the run.
struct EdgeCurves {
  TimeCurve level, discharge;            ///< [m], [m3 s-1]
  std::vector<TimeCurve> concentration;  ///< [kg m-3] by grain class; empty: clear water

  double next_breakpoint(double t) const;
  surface::BoundaryMoment at(double t) const;
};

/// What reading the files of edges leaves behind beside curves.
struct EdgeRecords {
  std::vector<io::InputFile> inputs;
  std::vector<std::string> notes;  ///< every guess
  std::vector<Finding> doubts;
};

/// The series of a boundary or an inflow: `column` of its file into `main`, and the concentrations, of the
/// scenario or of the file. `label` names it in notes, `place` is that of its section. Throws InputError with
/// all rows that cannot be right.
void read_edge_curves(const scenario::Scenario& scenario, const scenario::EdgeSeries& series,
                      const Place& place, const std::string& label, const std::string& column,
                      const std::vector<std::string>& class_names, EdgeCurves& curves, TimeCurve& main,
                      EdgeRecords& records);

/// A table of level_m and discharge_m3_per_s, both rising.
surface::RatingCurve read_rating(const std::filesystem::path& file, EdgeRecords& records);

}  // namespace qingliu::run
