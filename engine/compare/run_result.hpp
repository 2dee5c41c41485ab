#pragma once
// What a comparison takes from the results folder of one run.
#include <filesystem>
#include <string>
#include <vector>

#include "io/result_folder.hpp"

namespace qingliu::compare {

/// What passed a gauge that lies across the flow.
struct GaugeTotals {
  std::string name;
  double volume = 0.0;           ///< [m3]
  double peak = 0.0;             ///< [m3 s-1] largest mean of an interval of gauges.csv
  double peak_time = 0.0;        ///< [s] end of that interval
  std::vector<double> sediment;  ///< [kg] by class
  double all_sediment() const;   ///< [kg]
};

/// The bed of the cells of one land use, from the raster bed_change at the end.
struct LanduseTotals {
  int id = 0;
  double area = 0.0;    ///< [m2]
  double lost = 0.0;    ///< [m3] where the bed fell, >= 0
  double gained = 0.0;  ///< [m3] where it rose
};

/// A line of measure_costs.csv.
struct MeasureFacts {
  std::string section, id, type;
  double area = 0.0;  ///< [hm2]
  bool stands = false;
  double cost_low = 0.0, cost_middle = 0.0, cost_high = 0.0;  ///< [CNY]
};

struct RunResult {
  io::StoredResults stored;
  std::vector<std::string> classes;
  double rain = 0.0, infiltrated = 0.0, outflow = 0.0;  ///< [m3]
  std::vector<double> eroded, deposited, left;  ///< [kg] by class; left: through the outlet and other edges
  std::vector<GaugeTotals> gauges;
  std::vector<LanduseTotals> landuses;
  std::vector<MeasureFacts> measures;
  std::vector<float> bed_change;  ///< [m] at the end, NaN outside; empty where the run kept none

  double all_left() const;  ///< [kg]
  double cost() const;      ///< [CNY] middle, of the measures that stand
};

/// InputError when the folder holds no results or those of a run that has not ended; FileError when damaged.
RunResult read_run_result(const std::filesystem::path& folder);

/// InputError that lists everything in which the runs are not of one kind: grid, length, rain, grain classes.
void require_comparable(const RunResult& base, const std::vector<RunResult>& plans);

}  // namespace qingliu::compare
