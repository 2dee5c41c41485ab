#pragma once
#include "postprocess/raster.hpp"

namespace qingliu::postprocess {

/// Vertical exaggeration that lets gentle terrain show: brings the slope that a tenth of the cells exceed to
/// about 0.5, from the steps 1, 1.5, 2, 3, 5, 7, 10; 1 for steep and for flat terrain.  cell_size [m];
/// elevation [m].
double relief_exaggeration(const Raster& elevation, double cell_size);

/// Brightness of the terrain lit from the north-west, 45 degrees high, relative to flat ground: 0 on flat
/// ground, -1 in full shadow, at most 0.414. NaN where the elevation is. Slopes by Horn (1981), "Hill shading
/// and the reflectance map", weights 1-2-1; a neighbour outside the watershed continues the slope from the
/// opposite one, or counts as high as the cell itself where that is missing too.
Raster hillshade(const Raster& elevation, double cell_size, double exaggeration);

}  // namespace qingliu::postprocess
