#pragma once
// The files of a results folder, as docs/results.md describes them: pure functions from content to bytes and
// text. Nothing here touches the disk.
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "grid/strips.hpp"
#include "io/hdf5.hpp"
#include "io/result_writer.hpp"

namespace qingliu::io {

inline constexpr int result_format = 1;  ///< attribute qingliu_format; grows when a reader must know
inline constexpr const char* static_file = "steps/static.h5";

/// A raster without its values: what the master and the index need to know.
struct RasterName {
  std::string name, unit, long_name, standard_name;
};

std::vector<RasterName> names_of(const std::vector<NamedRaster>& rasters);

/// All that the master file and the index say.
struct ResultContent {
  RunDescription description;
  std::vector<RasterName> statics;
  std::vector<RasterName> fields;
  std::vector<double> times;  ///< [s] from the start, one per segment
  std::string status = "running";
  std::vector<Table> tables;
};

/// "steps/000123.h5"
std::string segment_file(std::size_t step);

/// Whether both components of the velocity are among the fields: then every segment has a vector as well.
bool has_velocity(const std::vector<RasterName>& fields);

/// The words that synthetic terrain, or invented parts on surveyed terrain, demand; empty without either.
std::string synthetic_mark(const RunDescription& description);

/// Title with them.
std::string full_title(const RunDescription& description);

/// The value with its mantissa rounded to `bits` bits, to nearest; NaN and infinity as they are. 0 or >= 23
/// bits: as is.
float rounded_mantissa(float value, int bits);

/// What a segment holds, into a new file; of the rasters the rows `own`.
void fill_segment(hdf5::File& file, const Grid& grid, const ResultContent& content, double time,
                  const std::vector<NamedRaster>& rasters, Rows own);

/// One output time: the rasters as datasets (y, x), and the view velocity (y, x, 3) of velocity_x, velocity_y
/// and 0.
std::vector<std::byte> segment_image(const Grid& grid, const ResultContent& content, double time,
                                     const std::vector<NamedRaster>& rasters);

/// The rasters (y, x) that a segment holds, by name.
std::vector<RasterName> segment_names(const std::string& name, std::span<const std::byte> image);

/// What never changes: static rasters (y, x), points (y+1, x+1, 3) at the cells' corners, quads over all
/// cells.
std::vector<std::byte> static_image(const Grid& grid, const ResultContent& content,
                                    const std::vector<NamedRaster>& statics);

/// The master: CF-1.8 rasters (time, y, x) and the VTKHDF view as virtual datasets onto the segments, tables,
/// provenance.
std::vector<std::byte> master_image(const Grid& grid, const ResultContent& content);

/// The VTKHDF 2.0 view of the master (unstructured grid of quads, one step per segment).
void write_vtkhdf_view(hdf5::File& file, const Grid& grid, const ResultContent& content);

/// Index of the segments for ParaView 5.11's XDMF readers.
std::string xdmf_index(const Grid& grid, const ResultContent& content);

}  // namespace qingliu::io
