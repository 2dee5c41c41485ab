#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "io/geotiff.hpp"
#include "terrain/streams.hpp"
#include "terrain/walls.hpp"

namespace qingliu::cli {

/// What `qingliu terrain` is asked to do.
struct TerrainOptions {
  std::filesystem::path dem, folder;
  std::string pits = "breach";  ///< "breach" | "fill" | "keep"
  terrain::BreachLimits breach;
  std::vector<std::string> flow = {"d8", "dinf", "mfd"};  ///< upstream areas wanted
  double mfd_exponent = 1.1;
  std::vector<double> outlet;             ///< x, y [m]; empty: the largest on the edge
  double snap = 150.0;                    ///< [m]
  std::optional<double> stream_area_km2;  ///< none: see default_stream_cells()
  std::filesystem::path burn;             ///< line layer
  double burn_depth = 5.0;                ///< [m]
  bool walls = false;                     ///< look for walls: candidates of collapsing gullies
  double wall_height = 1.5;               ///< [m] the lowest that count
  double wall_degrees = 50.0;             ///< from cell to cell
  int wall_cells = 2;                     ///< below the smallest that count
  bool overwrite = false;
};

/// A DEM, what was done to it and what was found on it.
struct TerrainStudy {
  io::RasterFrame frame;
  terrain::Surface surface;  ///< conditioned
  std::size_t burnt = 0;     ///< cells
  terrain::PitReport cut, filled;
  terrain::Directions directions;
  std::vector<std::uint32_t> cells;
  std::size_t outlet = 0;
  double outlet_moved = 0.0;  ///< [m] from the point that was given
  std::vector<std::uint8_t> watershed;
  std::vector<terrain::WallGroup> walls;  ///< of the DEM as it came
  std::uint32_t stream_cells = 0;
  std::vector<terrain::StreamReach> reaches;
  std::vector<std::string> names;   ///< of the reaches, from the burnt lines
  double mean_slope = 0.0;          ///< [degrees] of the watershed
  std::vector<std::string> doubts;  ///< what looks wrong
  double square_km(double count) const { return count * frame.cell_size * frame.cell_size / 1e6; }
};

/// Reads, conditions and analyses. InputError with every finding; writes nothing.
TerrainStudy study_terrain(const TerrainOptions& options);

/// GeoTIFFs and terrain.gpkg into the folder of the options; the file names written.
std::vector<std::string> write_study(const TerrainOptions& options, TerrainStudy& study);

/// The table for the screen.
std::string summary_of(const TerrainOptions& options, const TerrainStudy& study);

}  // namespace qingliu::cli
