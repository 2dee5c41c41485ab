#pragma once
// The cover of the land where measures begin or end within a run.
#include <cstdint>
#include <string>
#include <vector>

#include "model/landuse.hpp"
#include "model/slope_works.hpp"
#include "process/surface/land_description.hpp"

namespace qingliu::run {

struct World;

/// The cover classes from a moment on; a cell keeps its class, and the class changes.
struct CoverStage {
  double at = 0.0;  ///< [s]
  std::vector<Landuse> landuses;
  std::vector<std::int32_t> columns;  ///< of nx*ny: which of the infiltration table
};

/// All of a run.
struct CoverStages {
  std::vector<CoverStage> later;  ///< by time
  std::size_t taken = 0;          ///< of them that are there
};

/// Column of the infiltration table under a cell of the grid, as it is now.
std::int32_t column_of_cell(std::size_t cell, const World& world);
/// The same for every cell of nx*ny in the step that ends at `now` [s]: what begins then has yet to act.
std::vector<std::int32_t> columns_until(double now, const World& world);
/// What the ground of a column takes of the water in a store.
void set_store_soil(std::int32_t column, const World& world, SlopeStore& store);

/// What the classes say of flow and erosion.
void set_cover_tables(const std::vector<Landuse>& landuses, surface::LandDescription& land);

/// The stages that a step which begins at `now` [s] finds begun: roughness, erodibility and conductivity are
/// those of the new classes, and wetting fronts stay as deep as they are. What rain does under them
/// RainForcing knows by itself.
void take_cover_stages(double now, World& world);
/// The same for a run that goes on at `now` [s], before its state is restored; what begins just then has yet
/// to be taken.
void restore_cover_stages(double now, World& world);

}  // namespace qingliu::run
