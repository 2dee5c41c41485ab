#pragma once
#include <ogr_srs_api.h>

#include <string>
#include <utility>
#include <vector>

namespace qingliu::io {

/// Where a raster lies, in the units of its reference system.
struct Extent {
  double west = 0.0;
  double east = 0.0;
  double south = 0.0;
  double cell_size = 0.0;
};

/// WKT of a projected reference system in metres, "" for none. InputError with the gdalwarp command that
/// helps when its coordinates are degrees or another length than the metre.
std::string metric_crs_wkt(const std::string& file, OGRSpatialReferenceH system, const Extent& extent);

/// Likewise of what a user writes for this file: "EPSG:4547".
std::string metric_crs_of_user(const std::string& file, const std::string& words, const Extent& extent);

/// WKT of any reference system, "" for none.
std::string wkt_of(OGRSpatialReferenceH system);

/// WKT of what a user writes: "EPSG:4547". Throws InputError when it is not understood.
std::string crs_from_user(const std::string& words);

/// "CGCS2000 / 3-degree Gauss-Kruger CM 114E (EPSG:4547)", or "no coordinate system".
std::string crs_in_words(const std::string& crs_wkt);

/// A reference system in another format of GDAL's ("WKT2_2019", "WKT1_GDAL"); as it is where it has none
/// there or is not understood.
std::string wkt_in_format(const std::string& crs_wkt, const std::string& format);

/// CF-1.8 grid mapping (appendix F) of a reference system: the attributes of the variable `crs` besides
/// crs_wkt.
struct GridMapping {
  std::string name;  ///< grid_mapping_name, or "" for a projection that CF does not name here
  std::vector<std::pair<std::string, std::vector<double>>> parameters;
};
GridMapping grid_mapping_of(const std::string& crs_wkt);

}  // namespace qingliu::io
