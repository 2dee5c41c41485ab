#pragma once
#include <cmath>
#include <vector>

#include "terrain/terrain.hpp"

/// A surface from rows written as one sees them on a map: the first row is the northern one.
inline qingliu::terrain::Surface map_of(const std::vector<std::vector<double>>& rows,
                                        double cell_size = 10.0) {
  qingliu::terrain::Surface surface{
      static_cast<int>(rows[0].size()), static_cast<int>(rows.size()), cell_size, {}};
  for (auto row = rows.rbegin(); row != rows.rend(); ++row) {
    surface.elevation.insert(surface.elevation.end(), row->begin(), row->end());
  }
  return surface;
}

/// Cells that are neither on the raster's edge nor beside NaN and have no lower neighbour across a face.
inline std::size_t pits_of(const qingliu::terrain::Surface& s) {
  std::size_t pits = 0;
  for (int j = 1; j < s.ny - 1; ++j) {
    for (int i = 1; i < s.nx - 1; ++i) {
      const double here = s.elevation[s.at(i, j)];
      const double around[4] = {s.elevation[s.at(i - 1, j)], s.elevation[s.at(i + 1, j)],
                                s.elevation[s.at(i, j - 1)], s.elevation[s.at(i, j + 1)]};
      bool drained = std::isnan(here);
      for (const double other : around) drained = drained || std::isnan(other) || other < here;
      pits += !drained;
    }
  }
  return pits;
}
