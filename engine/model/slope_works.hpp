#pragma once
#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace qingliu {

/// Room below the grid for running water, in one cell: pits, trenches, benches behind a bund.
struct SlopeStore {
  std::size_t cell = 0;          ///< of the grid
  int measure = 0;               ///< to which it belongs
  double capacity = 0.0;         ///< [m] of water over the cell's area, empty of silt
  double caught_per_way = 0.0;   ///< [m-1] of the running water, per metre of its way: share / catch length
  double wet_share = 0.0;        ///< [-] of the cell's area through which it seeps
  double seepage = 0.0;          ///< [m s-1] into the soil while water stands in it, over the cell's area
  double soil_room = 1e300;      ///< [m] infiltrated water that the cell's soil can hold
  double breaks_at = 1e300;      ///< [s] a storm above its design breaks it
  double broken_capacity = 0.0;  ///< [m] from then on
  double from = -1e300;          ///< [s] of the run, in which it is there
  double to = 1e300;             ///< [s]
};

/// Strips of plants narrower than a cell, or a basin, in which grains settle.
struct PlantStrip {
  std::size_t cell = 0;      ///< of the grid
  int measure = 0;           ///< to which it belongs
  double met_per_way = 0.0;  ///< [m-1] strips that running water meets per metre of its way
  double width = 0.0;        ///< [m]
  bool alone = false;        ///< one basin, which all water of its cell passes
  double from = -1e300;      ///< [s] of the run, in which it is there
  double to = 1e300;         ///< [s]
};

/// Works on slopes, each list in the order of the grid's cells.
struct SlopeWorks {
  std::vector<SlopeStore> stores;
  std::vector<PlantStrip> strips;
  bool empty() const { return stores.empty() && strips.empty(); }
};

/// Places [begin, end) in a list of works of those in the cells [first, last) of the grid.
template <class Work>
std::pair<std::size_t, std::size_t> works_in_cells(const std::vector<Work>& works, std::size_t first,
                                                   std::size_t last) {
  const auto place = [&](std::size_t cell) {
    return static_cast<std::size_t>(std::ranges::lower_bound(works, cell, {}, &Work::cell) - works.begin());
  };
  return {place(first), place(last)};
}

/// What of them changes with time.
struct SlopeWorksState {
  SlopeWorksState() = default;
  SlopeWorksState(const SlopeWorks& works, int classes)
      : water(works.stores.size(), 0.0),
        silt(classes, std::vector<double>(works.stores.size(), 0.0)),
        settled(classes, std::vector<double>(works.strips.size(), 0.0)) {}

  std::vector<double> water;                 ///< [m] in each store
  std::vector<std::vector<double>> silt;     ///< [kg m-2] of each class in each store
  std::vector<std::vector<double>> settled;  ///< [kg m-2] of each class in each strip
};

}  // namespace qingliu
