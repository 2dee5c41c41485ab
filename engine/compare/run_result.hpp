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
  double volume = 0.0;             ///< [m3]
  double peak = 0.0;               ///< [m3 s-1] largest mean of an interval of gauges.csv
  double peak_time = 0.0;          ///< [s] end of that interval
  std::vector<double> sediment{};  ///< [kg] by class
  double all_sediment() const;     ///< [kg]
};

/// The bed of the cells of one land use, from the raster bed_change at the end.
struct LanduseTotals {
  int id = 0;
  std::string name;     ///< of the table; empty where the run did not keep it
  double area = 0.0;    ///< [m2]
  double lost = 0.0;    ///< [m3] where the bed fell, >= 0
  double gained = 0.0;  ///< [m3] where it rose
};

/// One sub-watershed of totals.csv.
struct SubwatershedTotals {
  std::string name;
  double area = 0.0;    ///< [km2]
  double runoff = 0.0;  ///< [m3] left it beyond what entered
  double eroded = 0.0;  ///< [kg]
  double yield = 0.0;   ///< [kg] left it beyond what entered
};

/// A line of reservoirs.csv.
struct ReservoirTotals {
  std::string name;
  double peak_level = 0.0, freeboard = 0.0;  ///< [m] highest level, and what it left below the crest
  double inflow = 0.0;                       ///< [m3]
  double trapped = 0.0;                      ///< [kg] that lies on its bottom
  double deposit = 0.0;                      ///< [m3] that it takes
  double runs_to_fill = 0.0;                 ///< [-] such runs fill its dead storage; NaN: none settled
};

/// A line of sources.csv: what of a source came to a target.
struct SourceShare {
  std::string target, source;
  double mass = 0.0;  ///< [kg]
};

/// A last line of litter.csv or constituents.csv.
struct SubstanceShare {
  std::string substance;           ///< "litter", "TN" ...
  std::string of, name;            ///< "watershed" "left", "gauge", "reservoir" and its name
  double there = 0.0, gone = 0.0;  ///< [kg]
  double concentration = 0.0;      ///< [mg L-1] at the end; NaN: there is none
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
  std::vector<std::string> classes{};
  double rain = 0.0, infiltrated = 0.0, outflow = 0.0;  ///< [m3]
  std::vector<double> eroded{}, deposited{},
      left{};  ///< [kg] by class; left: through the outlet and other edges
  std::vector<GaugeTotals> gauges{};
  std::vector<LanduseTotals> landuses{};
  std::vector<SubwatershedTotals> subwatersheds{};  ///< empty where all of it is one
  std::vector<ReservoirTotals> reservoirs{};
  std::vector<SourceShare> sources{};        ///< empty where sources are not told apart
  std::vector<SubstanceShare> substances{};  ///< empty where streams carry nothing of the kind
  std::vector<MeasureFacts> measures{};
  std::vector<float> bed_change{};  ///< [m] at the end, NaN outside; empty where the run kept none

  double all_left() const;  ///< [kg]
  double cost() const;      ///< [CNY] middle, of the measures that stand
};

/// InputError when the folder holds no results or those of a run that has not ended; FileError when damaged.
RunResult read_run_result(const std::filesystem::path& folder);

/// InputError that lists everything in which the runs are not of one kind: grid, length, rain, grain classes.
void require_comparable(const RunResult& base, const std::vector<RunResult>& plans);

}  // namespace qingliu::compare
