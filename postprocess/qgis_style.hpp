#pragma once
#include <optional>
#include <string>

#include "postprocess/map_classes.hpp"

namespace qingliu::postprocess {

/// The classes of the maps for a field as it is stored, in its stored unit (net erosion in kg/m2).
MapClasses classes_of_stored(const std::string& field, const Raster& raster);

/// A QGIS style (.qml) of a raster with one band in these classes: what is below the first class is
/// transparent.
std::string qgis_style(const MapClasses& classes);

}  // namespace qingliu::postprocess
