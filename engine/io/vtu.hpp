#pragma once
#include <filesystem>
#include <vector>

#include "io/result_folder.hpp"

namespace qingliu::io {

/// One time as a VTK XML unstructured grid: the cells with an elevation as quads at their heights (the mean
/// of the cells around each corner), every raster as cell data. Raw appended data, so FileError on failure
/// and little else.
void write_vtu(const std::filesystem::path& file, const RasterFrame& frame,
               const std::vector<float>& elevation, const std::vector<StoredRaster>& rasters);

}  // namespace qingliu::io
