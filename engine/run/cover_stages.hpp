#pragma once
// The cover of the land where measures begin or end within a run.
#include <cstdint>
#include <string>
#include <vector>

#include "model/landuse.hpp"
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
  std::vector<CoverStage> later;      ///< by time
  std::size_t taken = 0;              ///< of them that are there
  std::vector<std::int32_t> columns;  ///< of nx*ny, as they are now; empty: nothing changes
};

/// What the classes say of flow and erosion.
void set_cover_tables(const std::vector<Landuse>& landuses, surface::LandDescription& land);

/// The stages that a step which begins at `now` [s] finds begun: roughness, erodibility and conductivity are
/// those of the new classes, and wetting fronts stay as deep as they are. What rain does under them
/// RainForcing knows by itself.
void take_cover_stages(double now, World& world);
/// The same for a run that goes on at `now` [s], whose fronts are in the checkpoint; what begins just then
/// has yet to be taken.
void restore_cover_stages(double now, World& world);

}  // namespace qingliu::run
