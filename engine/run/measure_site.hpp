#pragma once
#include "measures/where.hpp"
#include "run/land_builder.hpp"
#include "run/measure_streams.hpp"

namespace qingliu::run {

/// The ground on which measures are placed: what conditions ask of its cells, and where they are.
class Site {
 public:
  /// Everything must outlive the site. streams: nullptr where nobody asks for them, or there are none.
  Site(const Grid& grid, const BuiltTerrain& terrain, const Window& window, const BuiltLand& land,
       const SiteStreams* streams = nullptr)
      : grid_(grid), terrain_(terrain), window_(window), land_(land), streams_(streams) {}

  const Grid& grid() const { return grid_; }
  const BuiltLand& land() const { return land_; }
  const SiteStreams* streams() const { return streams_; }
  std::size_t cells() const { return static_cast<std::size_t>(grid_.nx()) * grid_.ny(); }
  std::size_t flat(int i, int j) const { return static_cast<std::size_t>(j) * grid_.nx() + i; }

  measures::CellFacts facts(int i, int j) const;
  double slope(int i, int j) const;      ///< tangent of the steepest slope
  double watershed(int i, int j) const;  ///< [m2] above the cell, itself included

  /// f(i, j, flat) for every cell of the watershed, row by row.
  template <class F>
  void for_each_cell(F f) const {
    for (int j = 0; j < grid_.ny(); ++j) {
      for (int i = 0; i < grid_.nx(); ++i) {
        if (grid_.active(i, j)) f(i, j, flat(i, j));
      }
    }
  }

 private:
  double height(int i, int j) const;
  double rise(int i, int j, int di, int dj) const;

  const Grid& grid_;
  const BuiltTerrain& terrain_;
  const Window& window_;
  const BuiltLand& land_;
  const SiteStreams* streams_;
};

}  // namespace qingliu::run
