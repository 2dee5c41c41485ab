#pragma once
#include <string>
#include <vector>

#include "postprocess/picture.hpp"
#include "postprocess/quantities.hpp"
#include "postprocess/result_reader.hpp"

namespace qingliu::postprocess {

/// A raster to draw, with the end of its file name and what its subtitle says of the time.
struct Finished {
  Quantity quantity;
  Raster raster;
  std::string file_ending, subtitle;
};

/// The rasters of all pictures wanted: peaks over all output times, states at the end or at one time, the
/// elevation last. Damaged times are left out; they and fields that no output holds are said in `warnings`.
std::vector<Finished> finished_rasters(const ResultFolder& results, const PictureOptions& options,
                                       std::vector<std::string>& warnings);

}  // namespace qingliu::postprocess
