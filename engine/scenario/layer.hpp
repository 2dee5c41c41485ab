#pragma once
// What many sections of a scenario are made of.
#include <filesystem>
#include <optional>
#include <string>
#include <utility>

#include "core/error.hpp"

namespace qingliu::scenario {

using Path = std::filesystem::path;
using Point = std::pair<double, double>;  ///< x, y [m] in the run's CRS

/// A map: the file that holds it, and how it is brought onto the run's grid.
struct Layer {
  Path file;                     ///< raster or vector of any format of GDAL's; empty: no layer
  std::string resample;          ///< "" (its grid must be the run's) | "nearest" | "bilinear" | "mean"
  std::optional<double> nodata;  ///< another number that means "no value"
  std::string crs;               ///< "EPSG:4547": for files that name no coordinate system, or a wrong one
  std::string column;            ///< attribute of a vector layer
  std::string sublayer;          ///< of a file that holds several vector layers
  int band = 1;                  ///< of a raster, counted from 1
  Place place;

  bool empty() const { return file.empty(); }
};

}  // namespace qingliu::scenario
