#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "grid/grid.hpp"
#include "io/raster.hpp"
#include "run/findings.hpp"
#include "run/world.hpp"
#include "scenario/scenario.hpp"
#include "terrain/terrain.hpp"

namespace qingliu::run {

/// The terrain of a scenario before it becomes a grid: the whole raster, what of it is watershed, where the
/// water leaves.
struct BuiltTerrain {
  terrain::Surface surface;            ///< conditioned as asked; NaN outside the data
  double x_west = 0.0, y_south = 0.0;  ///< [m]
  std::string crs_wkt;
  std::vector<std::uint8_t> active;         ///< by cell of the surface
  std::vector<double> upstream_area;        ///< [m2]
  std::vector<surface::OutletFace> outlet;  ///< in cells of the surface
  std::vector<std::string> notes;           ///< what was done to the terrain
  std::vector<Finding> doubts;              ///< what looks wrong but can be computed
};

/// Whether one of the four sides of a cell leads out of the watershed.
bool has_open_side(const BuiltTerrain& terrain, int i, int j);

/// Reads or makes the terrain, conditions it, delineates the watershed and places the outlet.
BuiltTerrain build_terrain(const scenario::Scenario& scenario, Findings& findings,
                           std::vector<io::InputFile>& inputs);

/// The part of the terrain inside the bounding rectangle of the active cells; `first_i`, `first_j`: its
/// south-west cell.
struct Window {
  int first_i = 0, first_j = 0, nx = 0, ny = 0;
};
Window active_window(const BuiltTerrain& terrain);
Grid grid_of(const BuiltTerrain& terrain, const Window& window);
/// The heights inside the window, NaN outside the watershed.
terrain::Surface surface_of(const Grid& grid, const BuiltTerrain& terrain, const Window& window);

}  // namespace qingliu::run
