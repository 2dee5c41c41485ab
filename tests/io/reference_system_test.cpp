#include "io/reference_system.hpp"

#include <cpl_conv.h>

#include <catch2/catch.hpp>

using namespace qingliu::io;

namespace {

GridMapping mapping_of_epsg(int code) {
  OGRSpatialReferenceH system = OSRNewSpatialReference(nullptr);
  REQUIRE(OSRImportFromEPSG(system, code) == OGRERR_NONE);
  const std::string wkt = metric_crs_wkt("any.tif", system, {});
  OSRDestroySpatialReference(system);
  return grid_mapping_of(wkt);
}

double parameter(const GridMapping& mapping, const std::string& name, std::size_t index = 0) {
  for (const auto& [key, values] : mapping.parameters) {
    if (key == name) return values.at(index);
  }
  FAIL(name << " is not there");
  return 0.0;
}

}  // namespace

TEST_CASE("grid mappings carry the numbers of the EPSG register", "[crs]") {
  const GridMapping gauss = mapping_of_epsg(4547);  // CGCS2000 / 3-degree Gauss-Kruger CM 114E
  CHECK(gauss.name == "transverse_mercator");
  CHECK(parameter(gauss, "longitude_of_central_meridian") == 114.0);
  CHECK(parameter(gauss, "scale_factor_at_central_meridian") == 1.0);
  CHECK(parameter(gauss, "semi_major_axis") == 6378137.0);
  CHECK(parameter(gauss, "inverse_flattening") == Approx(298.257222101).epsilon(1e-11));

  const GridMapping albers = mapping_of_epsg(5070);  // NAD83 / Conus Albers
  CHECK(albers.name == "albers_conical_equal_area");
  CHECK(parameter(albers, "standard_parallel", 0) == 29.5);
  CHECK(parameter(albers, "standard_parallel", 1) == 45.5);
  CHECK(parameter(albers, "latitude_of_projection_origin") == 23.0);
  CHECK(parameter(albers, "longitude_of_central_meridian") == -96.0);

  const GridMapping lambert = mapping_of_epsg(2154);  // RGF93 / Lambert-93
  CHECK(lambert.name == "lambert_conformal_conic");
  CHECK(parameter(lambert, "standard_parallel", 0) == 49.0);
  CHECK(parameter(lambert, "standard_parallel", 1) == 44.0);
  CHECK(parameter(lambert, "latitude_of_projection_origin") == 46.5);
  CHECK(parameter(lambert, "false_easting") == 700000.0);
}

TEST_CASE("a reference system that CF does not name here has no mapping", "[crs]") {
  CHECK(mapping_of_epsg(3035).name.empty());  // Lambert azimuthal equal area
  CHECK(grid_mapping_of("").name.empty());
  CHECK(grid_mapping_of("not WKT").name.empty());
}

TEST_CASE("a reference system is the same one in WKT1 and WKT2", "[crs]") {
  OGRSpatialReferenceH system = OSRNewSpatialReference(nullptr);
  REQUIRE(OSRImportFromEPSG(system, 4547) == OGRERR_NONE);
  const std::string wkt = metric_crs_wkt("any.tif", system, {});
  for (const auto& [format, keyword] :
       {std::pair{"WKT2_2019", "PROJCRS["}, std::pair{"WKT1_GDAL", "PROJCS["}}) {
    const std::string text = wkt_in_format(wkt, format);
    CHECK(text.substr(0, text.find('[') + 1) == keyword);
    OGRSpatialReferenceH again = OSRNewSpatialReference(text.c_str());
    REQUIRE(again != nullptr);
    CHECK(OSRIsSame(system, again) != 0);
    CHECK(std::string(OSRGetAuthorityCode(again, nullptr)) == "4547");
    OSRDestroySpatialReference(again);
  }
  OSRDestroySpatialReference(system);
  CHECK(wkt_in_format("", "WKT2_2019").empty());
  CHECK(wkt_in_format("not WKT", "WKT2_2019") == "not WKT");
}
