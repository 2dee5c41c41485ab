#pragma once
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "io/result_writer.hpp"
#include "model/check_dam.hpp"
#include "model/ditch.hpp"
#include "model/gully.hpp"
#include "model/land_state.hpp"
#include "model/landuse.hpp"
#include "model/quality.hpp"
#include "model/rain_series.hpp"
#include "model/reservoir.hpp"
#include "model/slope_works.hpp"
#include "model/soil.hpp"
#include "model/stream_state.hpp"
#include "process/bedload/bedload_process.hpp"
#include "process/stream/stream_process.hpp"
#include "process/surface/surface_process.hpp"
#include "run/boundary_builder.hpp"
#include "run/cover_stages.hpp"
#include "run/dam_walls.hpp"
#include "run/dated_works.hpp"
#include "run/rain_forcing.hpp"
#include "run/sections_builder.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// Quantity and cost of one measure or structure of the scenario: a line of measure_costs.csv.
struct MeasureFacts {
  std::string section;  ///< of the scenario: measure, structure
  std::string id, type, built;
  double area = 0.0;    ///< [m2]
  double age = 0.0;     ///< [a] on the run's first day; below 0: not built yet
  bool stands = false;  ///< on that day, or from some later moment of the run
  double cost_low = 0.0, cost_middle = 0.0,
         cost_high = 0.0;  ///< [CNY]; of types that cost by the year, of one year
};

/// A gauge: a section (a chain of faces), a point (a cell) or a segment of a stream.
struct Gauge {
  std::string name;
  bool is_section = true;
  std::vector<surface::SectionFace> faces;
  int i = 0, j = 0;                       ///< the cell of a point
  int segment = -1;                       ///< of a stream
  std::vector<StreamCrossing> crossings;  ///< streams that a section crosses
};

/// Parts of the watershed whose totals are told.
struct Subwatersheds {
  std::vector<std::string> names;
  std::vector<std::int32_t> of_cell;  ///< by nx*ny of the grid, -1 outside; empty: all belongs to the first
};

/// Everything a scenario builds before the first step.
struct World {
  World(Grid g, int cover_classes, int grain_classes)
      : grid(std::move(g)), land(grid, cover_classes), state(grid, grain_classes) {}

  Grid grid;
  std::vector<Landuse> landuses;  ///< cover class k is landuses[k]
  std::vector<Soil> soils;
  surface::LandDescription land;
  LandState state;
  surface::SurfaceParameters parameters;
  std::optional<bedload::BedloadParameters> bedload;  ///< none: no bedload
  std::vector<OpenEdge> edges;                        ///< edges[0] is the outlet; edge k has gauge k
  std::vector<Inflow> inflows;
  std::vector<surface::Barrier> barriers;
  std::vector<DamWall> dam_walls;
  StreamNetwork network;
  StreamState streams;
  stream::StreamBed stream_bed;
  stream::StreamParameters stream_parameters;
  std::vector<double> silt_at_start;  ///< [kg] of each class in the streams; empty: none
  std::vector<Reservoir> reservoirs;  ///< in the order of their segments
  std::vector<ReservoirState> pools;  ///< of each
  std::vector<CheckDam> dams;         ///< in the order of their segments
  std::vector<CheckDamState> dam_states;
  std::vector<CollapsingGully> collapsing_gullies;
  CollapseState collapse;
  std::vector<Gully> gullies;
  std::vector<GullyState> gully_states;  ///< of each
  double repose = 0.6745;                ///< [-] steepest slope of loose deposit
  Quality quality;                       ///< what streams carry beside water and sediment
  QualityState quality_state;
  SlopeWorks works;  ///< of measures
  SlopeWorksState works_state;
  CoverStages cover_stages;
  Ditches ditches;  ///< of measures
  DitchState ditch_state;
  struct NamedSill {
    std::string name;
    int segment = -1;
  };
  struct NamedWork {
    std::string id;
    double length = 0.0;            ///< [m]
    std::vector<double> unit_cost;  ///< [CNY] low, middle, high
  };
  std::vector<NamedWork> river_works;  ///< measures along reaches
  DatedWorks dated_works;
  std::vector<NamedSill> sills;  ///< weirs and drops, for gauges
  std::vector<Gauge> gauges;     ///< the edges first
  Subwatersheds subwatersheds;
  RainForcing rain;
  std::vector<std::string> class_names;  ///< "2um", "20um", ...; with [sources] "2um@forest", ...
  std::vector<std::string> grain_names;  ///< "2um", "20um", ...
  std::vector<std::string>
      source_names;  ///< of [sources]; class = source * grains + grain; empty: not told apart
  std::vector<io::NamedRaster> statics;  ///< simulate() hands them to the results
  std::vector<io::InputFile> inputs;
  std::vector<std::string> assumptions;  ///< everything that was filled or guessed
  std::vector<MeasureFacts> measure_facts;
  std::vector<std::string> measures;  ///< quantity and cost of each measure, and of all by year
  std::vector<Finding> doubts;        ///< what may be as it is, but should be looked at
};

/// Reads every file, checks that they fit together, and builds the world. Throws InputError with all findings
/// at once; touches no output.
std::unique_ptr<World> build_world(const scenario::Scenario& scenario);

}  // namespace qingliu::run
