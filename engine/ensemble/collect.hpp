#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "compare/comparison.hpp"
#include "ensemble/members.hpp"

namespace qingliu::ensemble {

/// What the complete members of an ensemble gave.
struct Collection {
  struct FactorColumn {
    std::string name;
    std::vector<std::string> words;  ///< by complete member
    std::vector<double> numbers;     ///< the words as numbers; of names, their numbers in order of appearance
  };
  std::vector<std::size_t> members;  ///< numbers of the complete ones
  std::size_t missing = 0;           ///< not complete
  std::vector<FactorColumn> factors;
  std::vector<compare::Indicator> indicators;  ///< the figures of `compare`, by complete member
};

/// Reads every complete member. InputError where there is none.
Collection collect(const Folder& folder);

/// Share of the complete members in which a raster passes the threshold at any output time.
struct ExceedanceMap {
  Exceedance wanted;
  io::RasterFrame frame;
  std::vector<float> share;  ///< [-] 0 to 1, NaN outside the watershed
};
/// InputError where a member lacks the raster or has another grid.
std::vector<ExceedanceMap> exceedance_maps(const Folder& folder, const Collection& collection);

/// indicators.csv, quantiles.csv, sensitivities.csv, exceedance-*.tif and ensemble.h5 with all of them, in
/// the ensemble's folder. Returns the files.
std::vector<std::filesystem::path> write_collection(const Folder& folder, const Collection& collection,
                                                    const std::vector<ExceedanceMap>& maps);

}  // namespace qingliu::ensemble
