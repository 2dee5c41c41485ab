#pragma once
// The layers of `qingliu export --to gpkg`.
#include <vector>

#include "io/geopackage.hpp"
#include "io/result_folder.hpp"

namespace qingliu::cli {

/// gauge_points, gauge_sections and watershed; where the run has them streams, reservoirs, structures and
/// measures, with the columns of their tables (docs/export.md). statics: the rasters that do not change, as
/// far as they can be read; watershed and measures need them.
std::vector<io::VectorLayer> result_layers(const io::StoredResults& results,
                                           const std::vector<io::StoredRaster>& statics);

}  // namespace qingliu::cli
