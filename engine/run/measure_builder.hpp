#pragma once
#include <memory>
#include <string>
#include <vector>

#include "measures/measure.hpp"
#include "measures/store_shapes.hpp"
#include "model/ditch.hpp"
#include "run/land_builder.hpp"
#include "run/layer_reader.hpp"
#include "run/measure_pieces.hpp"

namespace qingliu::run {

/// Room that a measure makes for water in one cell.
struct PlacedStore {
  int i = 0, j = 0;
  int measure = 0;     ///< of the scenario's list
  double share = 0.0;  ///< [-] of the cell that is treated
  measures::StoreShape shape;
  double from = -1e300, to = 1e300;  ///< [s] of the run, in which it is there
};

/// Strips of plants of a measure in one cell, narrower than the cell.
struct PlacedStrip {
  int i = 0, j = 0;
  int measure = 0;
  double met_per_way = 0.0;          ///< [m-1]
  double width = 0.0;                ///< [m]
  bool alone = false;                ///< a basin
  double from = -1e300, to = 1e300;  ///< [s] of the run, in which it is there
};

/// A ditch that leads water, from its upper end to its outlet; of `ditch`, pieces and outlet are not set.
struct PlacedDitch {
  Ditch ditch;
  std::vector<WorkPiece> pieces;
  double fall = 0.0;             ///< [m] of the ground along it
  double drop_height = 0.0;      ///< [m] of its drops; 0: none
  double shear_withstood = 0.0;  ///< [Pa] by its lining
  Place place;                   ///< of its measure
};

/// Plants beside streams that keep part of what runs in.
struct PlacedFilter {
  measures::Measure measure;
  std::vector<double> beside;  ///< [-] of each segment's banks, both sides together
};

/// The cover classes of the land from a moment of the run on, in their order.
struct CoversLater {
  double at = 0.0;  ///< [s]
  std::vector<Landuse> landuses;
};

/// What the scenario's measures came to on the grid.
struct PlacedMeasures {
  std::shared_ptr<const std::vector<measures::MeasureType>> own_catalogue;  ///< that `type` points into
  std::vector<measures::Measure> river;     ///< those that lie along a reach; nothing else here counts them
  std::vector<measures::Measure> built;     ///< those that build something across a stream; likewise
  std::vector<measures::Measure> gully;     ///< those that treat gullies; likewise, but for their ground
  std::vector<measures::Measure> traps;     ///< booms and racks across a stream; likewise
  std::vector<measures::Measure> villages;  ///< those that serve villages; likewise
  std::vector<PlacedFilter> filters;        ///< of those that stand
  std::vector<CoversLater> later;           ///< by time: measures on the ground begin or end
  std::vector<PlacedStore> stores;          ///< row by row
  std::vector<PlacedStrip> strips;          ///< row by row
  std::vector<PlacedDitch> ditches;         ///< in the order of the scenario
  std::vector<MeasureFacts> facts;          ///< quantity and cost
  std::vector<std::string> lines;           ///< the same in words
  std::vector<Finding> doubts;              ///< limits of sites, levers that do not act
  std::vector<double> share;     ///< [-] of every cell under measures that stand; empty: no measures
  std::vector<int> row;          ///< of `facts`, from 1: the one that covers most of each cell; 0 none
  std::vector<std::string> ids;  ///< of all measures on land, whether they stand or not, and
  std::vector<int> id_of_cell;   ///< of nx*ny: which of them covers most of it, -1 none; empty: no measures
  std::vector<int> row_of_measure;  ///< of `facts`, from 1, of every measure; 0: it is in a stream only
};

/// Stores and strips below the grid into the world, whose cells and soils are set.
void build_slope_works(const PlacedMeasures& placed, World& world);

/// The moments at which rain above its design breaks a work, once the rain is set. scenario: the measures'
/// own.
void break_slope_works(const scenario::Scenario& scenario, World& world);

/// Splits the land's cover classes where measures act, in the order of the scenario: cells by the share of
/// their area in steps of 2 %. The classes are as on the run's first day, and stay the same for those that
/// are on the ground later. Ground, water and mass stay what they are.
///   streams: those of the scenario; empty: it has none.
PlacedMeasures place_measures(const scenario::Scenario& scenario, const Grid& grid,
                              const BuiltTerrain& terrain, const Window& window, const StreamNetwork& streams,
                              BuiltLand& land, LayerDesk desk);

}  // namespace qingliu::run
