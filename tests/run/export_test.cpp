// `qingliu export` and `qingliu pack` on a short run; what they wrote is read back by GDAL, OGR and HDF5.
#include <catch2/catch.hpp>

#include <cpl_minixml.h>
#include <gdal.h>
#include <hdf5.h>
#include <ogr_api.h>

#include <cmath>
#include <tuple>

#include "io/raster.hpp"
#include "io/result_folder.hpp"
#include "run_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

/// The hillslope for ten minutes, with a gauge at a point beside its own section.
void run_hillslope(const Scratch& scratch, const std::string& more = "") {
  GDALAllRegister();
  const std::string gauges = "\n[[gauge]]\nname = \"corner\"\npoint = [500010.0, 2550010.0]\n";
  fs::copy(shipped("hillslope"), scratch.path() / "case");
  write_text(scratch / "case/scenario.toml", text_of(scratch / "case/scenario.toml") + gauges);
  const Outcome outcome = program(scratch.path(),
                                  "run case/scenario.toml -o out --quiet --set time.duration_h=0.2 "
                                  "--set output.every_min=6 " +
                                      more);
  INFO(outcome.output);
  REQUIRE(outcome.status == (more.empty() ? 0 : 4));
}

Outcome must(const Scratch& scratch, const std::string& arguments) {
  const Outcome outcome = program(scratch.path(), arguments);
  INFO(outcome.output);
  REQUIRE(outcome.status == 0);
  return outcome;
}

std::vector<float> read_virtual_or_real(const fs::path& file, const std::string& path) {
  const hid_t open = H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  REQUIRE(open >= 0);
  const hid_t dataset = H5Dopen2(open, path.c_str(), H5P_DEFAULT);
  REQUIRE(dataset >= 0);
  const hid_t space = H5Dget_space(dataset);
  std::vector<float> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
  REQUIRE(H5Dread(dataset, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0);
  H5Sclose(space);
  H5Dclose(dataset);
  H5Fclose(open);
  return values;
}

bool same(const std::vector<float>& a, const std::vector<float>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t k = 0; k < a.size(); ++k) {
    if (a[k] != b[k] && !(std::isnan(a[k]) && std::isnan(b[k]))) return false;
  }
  return true;
}

}  // namespace

TEST_CASE("exported GeoTIFFs carry the values, grid, CRS, unit and nodata of the results", "[run][export]") {
  const Scratch scratch;
  run_hillslope(scratch);
  must(scratch, "export out --to gtiff --times all -o tif");
  const bool styled =
      program(scratch.path(), "report out").output.find("this build has no reports") == std::string::npos;
  const io::StoredResults results = io::open_results(scratch / "out");
  REQUIRE(results.times.size() == 3);
  for (const io::StoredRaster& raster : io::rasters_at(results, 2)) {
    const fs::path file = scratch / ("tif/" + raster.name + "-000720s.tif");
    const io::Raster read = io::read_raster(file);
    CHECK(read.x_west == 500000.0);
    CHECK(read.y_south == 2550000.0);
    CHECK(read.crs_wkt.find("4547") != std::string::npos);
    CHECK(same(std::vector<float>(read.values.begin(), read.values.end()), raster.values));
    GDALDatasetH data = GDALOpen(file.c_str(), GA_ReadOnly);
    GDALRasterBandH band = GDALGetRasterBand(data, 1);
    CHECK(std::string(GDALGetRasterUnitType(band)) == raster.unit);
    CHECK(std::string(GDALGetDescription(band)) == raster.long_name);
    int known = 0;
    CHECK(GDALGetRasterNoDataValue(band, &known) == -9999.0);
    CHECK(known != 0);
    GDALClose(data);
    if (!styled) continue;
    CPLXMLNode* style = CPLParseXMLFile(fs::path(file).replace_extension(".qml").c_str());
    REQUIRE(style != nullptr);
    CHECK(CPLGetXMLNode(style, "=qgis.pipe.rasterrenderer.rastershader.colorrampshader.item") != nullptr);
    CPLDestroyXMLNode(style);
  }
  GDALDatasetH classes = GDALOpen((scratch / "tif/landuse.tif").c_str(), GA_ReadOnly);
  REQUIRE(classes != nullptr);
  CHECK(GDALGetRasterColorTable(GDALGetRasterBand(classes, 1)) != nullptr);
  GDALClose(classes);
}

TEST_CASE("exported gauges are where the scenario put them", "[run][export]") {
  const Scratch scratch;
  run_hillslope(scratch);
  must(scratch, "export out --to gpkg -o gis");
  GDALDatasetH data =
      GDALOpenEx((scratch / "gis/results.gpkg").c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
  REQUIRE(data != nullptr);
  OGRFeatureH corner = OGR_L_GetNextFeature(GDALDatasetGetLayerByName(data, "gauge_points"));
  REQUIRE(corner != nullptr);
  CHECK(std::string(OGR_F_GetFieldAsString(corner, 0)) == "corner");
  CHECK(OGR_G_GetX(OGR_F_GetGeometryRef(corner), 0) == 500010.0);
  OGR_F_Destroy(corner);
  OGRFeatureH section = OGR_L_GetNextFeature(GDALDatasetGetLayerByName(data, "gauge_sections"));
  REQUIRE(section != nullptr);
  CHECK(OGR_G_Length(OGR_F_GetGeometryRef(section)) == Approx(40.0));
  OGR_F_Destroy(section);
  GDALClose(data);
}

TEST_CASE("streams, reservoirs and structures of a run become layers with the columns of their tables",
          "[run][export]") {
  const Scratch scratch;
  run_hillslope(scratch);
  write_text(scratch / "out/streams.csv",
             "reach,segment,downstream,x_m,y_m,bed_m,area_km2\nR1,0,1,500010,2550010,5.5,0.25\n"
             "R1,1,-1,500013,2550014,,0.5\n");
  write_text(scratch / "out/reservoirs.csv", "reservoir,segment,x_m,y_m,crest_m\npool,1,500013,2550014,7\n");
  write_text(scratch / "out/structures.csv", "structure,segment,x_m,y_m,height_m\nL1,0,500010,2550010,2.5\n");
  write_text(scratch / "out/measure_costs.csv", "id,type,stands\nL1,check_dam,1\n");
  must(scratch, "export out --to gpkg -o gis");
  GDALDatasetH data =
      GDALOpenEx((scratch / "gis/results.gpkg").c_str(), GDAL_OF_VECTOR, nullptr, nullptr, nullptr);
  REQUIRE(data != nullptr);
  OGRLayerH streams = GDALDatasetGetLayerByName(data, "streams");
  REQUIRE(streams != nullptr);
  CHECK(OGR_L_GetFeatureCount(streams, 1) == 1);  // the last segment flows nowhere
  OGRFeatureH line = OGR_L_GetNextFeature(streams);
  REQUIRE(line != nullptr);
  CHECK(OGR_G_Length(OGR_F_GetGeometryRef(line)) == Approx(5.0));
  CHECK(std::string(OGR_F_GetFieldAsString(line, OGR_F_GetFieldIndex(line, "reach"))) == "R1");
  CHECK(OGR_F_GetFieldAsInteger64(line, OGR_F_GetFieldIndex(line, "downstream")) == 1);
  CHECK(OGR_F_GetFieldAsDouble(line, OGR_F_GetFieldIndex(line, "bed_m")) == 5.5);
  OGR_F_Destroy(line);
  for (const auto& [layer, column, value] :
       {std::tuple{"reservoirs", "crest_m", 7.0}, {"structures", "height_m", 2.5}}) {
    INFO(layer);
    OGRFeatureH point = OGR_L_GetNextFeature(GDALDatasetGetLayerByName(data, layer));
    REQUIRE(point != nullptr);
    CHECK(OGR_F_GetFieldAsDouble(point, OGR_F_GetFieldIndex(point, column)) == value);
    if (std::string(layer) == "structures")
      CHECK(std::string(OGR_F_GetFieldAsString(point, OGR_F_GetFieldIndex(point, "type"))) == "check_dam");
    OGR_F_Destroy(point);
  }
  CHECK(OGR_L_GetSpatialRef(streams) != nullptr);
  GDALClose(data);
}

TEST_CASE("CSV and VTK exports name every time and field", "[run][export]") {
  const Scratch scratch;
  run_hillslope(scratch);
  must(scratch, "export out --to pvd --times 0,0.2 --fields water_depth -o vtk");
  const std::string index = text_of(scratch / "vtk/results.pvd");
  CHECK(index.find("timestep=\"720\" part=\"0\" file=\"results-000720s.vtu\"") != std::string::npos);
  CHECK(text_of(scratch / "vtk/results-000720s.vtu").find("Name=\"water_depth\"") != std::string::npos);
  must(scratch, "export out --to csv --fields water_depth -o csv");
  CHECK(text_of(scratch / "csv/cells-000720s.csv").rfind("x_m,y_m,water_depth [m]\n", 0) == 0);
  CHECK(text_of(scratch / "csv/gauges.csv") == text_of(scratch / "out/gauges.csv"));
  const Outcome wrong = program(scratch.path(), "export out --to csv --fields water_deptj -o no");
  CHECK(wrong.status == 2);
  CHECK(wrong.output.find("did you mean 'water_depth'") != std::string::npos);
  CHECK_FALSE(fs::exists(scratch / "no"));
}

TEST_CASE("a packed run stands alone with the same values and the ParaView view", "[run][export]") {
  const Scratch scratch;
  run_hillslope(scratch);
  must(scratch, "pack out -o packed.vtkhdf");
  const fs::path master = scratch / "out/results.vtkhdf";
  std::vector<std::pair<std::string, std::vector<float>>> before;
  for (const char* path : {"/water_depth", "/velocity_x", "/static/elevation", "/VTKHDF/CellData/water_depth",
                           "/VTKHDF/CellData/velocity", "/VTKHDF/CellData/elevation", "/VTKHDF/Points",
                           "/VTKHDF/Connectivity", "/VTKHDF/Types"})
    before.emplace_back(path, read_virtual_or_real(master, path));
  fs::remove_all(scratch / "out");
  for (const auto& [path, values] : before) {
    INFO(path);
    CHECK(same(read_virtual_or_real(scratch / "packed.vtkhdf", path), values));
  }
  const std::string name = "NETCDF:\"" + (scratch / "packed.vtkhdf").string() + "\":water_depth";
  GDALDatasetH data = GDALOpen(name.c_str(), GA_ReadOnly);
  REQUIRE(data != nullptr);
  double transform[6];
  CHECK(GDALGetGeoTransform(data, transform) == CE_None);
  CHECK(transform[0] == 500000.0);
  CHECK(GDALGetRasterCount(data) == 3);
  GDALClose(data);
}

TEST_CASE("pack replaces no file unasked, and none of the results", "[run][export][errors]") {
  const Scratch scratch;
  run_hillslope(scratch);
  write_text(scratch / "precious.tif", "heights");
  const Outcome there = program(scratch.path(), "pack out -o precious.tif");
  CHECK(there.status == 2);
  CHECK(there.output.find("precious.tif is there already. Name another file, or give --overwrite") !=
        std::string::npos);
  CHECK(text_of(scratch / "precious.tif") == "heights");
  const Outcome among = program(scratch.path(), "pack out -o out/results.vtkhdf --overwrite");
  CHECK(among.status == 2);
  CHECK(among.output.find("lies among the results that are packed") != std::string::npos);
  CHECK(program(scratch.path(), "pack out -o .").output.find("is a folder. Name a file in it") !=
        std::string::npos);
  CHECK(program(scratch.path(), "pack out -o nowhere/x.h5").output.find("is not there. Make it first") !=
        std::string::npos);
  must(scratch, "pack out -o precious.tif --overwrite");
  CHECK(fs::file_size(scratch / "precious.tif") > 1000);
}

TEST_CASE("pack refuses a run that has not ended and segments that are cut short", "[run][export]") {
  const Scratch scratch;
  run_hillslope(scratch, "--max-steps 3");
  const Outcome early = program(scratch.path(), "pack out -o packed.vtkhdf");
  CHECK(early.status == 2);
  CHECK(early.output.find("not finished (status: stopped: --max-steps)") != std::string::npos);
  fs::remove_all(scratch / "out");
  fs::remove_all(scratch / "case");
  run_hillslope(scratch);
  fs::resize_file(scratch / "out/steps/000001.h5", fs::file_size(scratch / "out/steps/000001.h5") / 2);
  fs::remove(scratch / "out/steps/000002.h5");
  const Outcome broken = program(scratch.path(), "pack out -o packed.vtkhdf");
  CHECK(broken.status == 2);
  CHECK(broken.output.find("000001.h5: is damaged or cut short") != std::string::npos);
  CHECK(broken.output.find("000002.h5: is missing") != std::string::npos);
  CHECK_FALSE(fs::exists(scratch / "packed.vtkhdf"));
}

TEST_CASE("an export gives what can be read, names what cannot, and says so by its status", "[run][export]") {
  const Scratch scratch;
  run_hillslope(scratch);
  fs::resize_file(scratch / "out/steps/000001.h5", fs::file_size(scratch / "out/steps/000001.h5") / 2);
  fs::remove(scratch / "out/steps/000002.h5");
  for (const auto& [form, first] : {std::pair{"gtiff", "water_depth-000000s.tif"},
                                    {"pvd", "results-000000s.vtu"},
                                    {"csv", "cells-000000s.csv"}}) {
    INFO(form);
    const std::string to = std::string("export out --times all --to ") + form + " -o " + form;
    const Outcome outcome = program(scratch.path(), to);
    INFO(outcome.output);
    CHECK(outcome.status == 5);
    CHECK(fs::exists(scratch / form / first));
    CHECK(outcome.output.find("not exported: ") != std::string::npos);
    CHECK(outcome.output.find("000001.h5") != std::string::npos);
    CHECK(outcome.output.find("000002.h5 is missing") != std::string::npos);
  }
  // The end is the newest that can be read.
  const Outcome end = program(scratch.path(), "export out --to gtiff -o end");
  CHECK(end.status == 5);
  CHECK(fs::exists(scratch / "end/water_depth-000000s.tif"));
  fs::remove(scratch / "out/steps/static.h5");
  const Outcome layers = program(scratch.path(), "export out --to gpkg -o gis");
  CHECK(layers.status == 5);
  CHECK(layers.output.find("static.h5 is missing") != std::string::npos);
  CHECK(fs::exists(scratch / "gis/results.gpkg"));
}

TEST_CASE("an output of another run is named, and neither exported nor packed", "[run][export]") {
  const Scratch scratch;
  run_hillslope(scratch);
  const Outcome other = program(scratch.path(),
                                "run case/scenario.toml -o other --quiet --set time.duration_h=0.2 "
                                "--set terrain.cell_size_m=4 --set output.every_min=6");
  INFO(other.output);
  REQUIRE(other.status == 0);
  fs::copy_file(scratch / "other/steps/000001.h5", scratch / "out/steps/000001.h5",
                fs::copy_options::overwrite_existing);
  const Outcome exported =
      program(scratch.path(), "export out --times all --to gtiff --fields water_depth -o tif");
  CHECK(exported.status == 5);
  CHECK(exported.output.find("000001.h5 belongs to another run") != std::string::npos);
  CHECK(fs::exists(scratch / "tif/water_depth-000720s.tif"));
  const Outcome packed = program(scratch.path(), "pack out -o packed.vtkhdf");
  CHECK(packed.status == 2);
  CHECK(packed.output.find("000001.h5: belongs to another run") != std::string::npos);
}

TEST_CASE("an HDF5 file of another program is refused in words", "[run][export][errors]") {
  const Scratch scratch;
  fs::create_directory(scratch / "out");
  H5Fclose(H5Fcreate((scratch / "out/results.vtkhdf").c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, H5P_DEFAULT));
  const Outcome foreign = program(scratch.path(), "export out --to csv -o no");
  CHECK(foreign.status == 2);
  CHECK(foreign.output.find("results.vtkhdf: was not written by qingliu") != std::string::npos);
}

TEST_CASE("times that no output has are refused with those that there are", "[run][export]") {
  const Scratch scratch;
  run_hillslope(scratch);
  for (const char* times : {"99", "-1", "nan", "0.1,inf", "soon"}) {
    INFO(times);
    const Outcome wrong = program(scratch.path(), std::string("export out --to csv -o no --times=") + times);
    INFO(wrong.output);
    CHECK(wrong.status == 2);
    CHECK(wrong.output.find("The outputs go from 0 h to 0.2 h") != std::string::npos);
    CHECK_FALSE(fs::exists(scratch / "no"));
  }
  CHECK(program(scratch.path(), "export out --to csv -o no --times=99,nan").output.find("2 things to mend") !=
        std::string::npos);
  const Outcome near = must(scratch, "export out --to csv -o near --times 0.13,0.1");
  CHECK(near.output.find("no output at 0.13 h; exported is the nearest, 0.1 h") != std::string::npos);
  for (const char* time : {"nan", "-1", "99"}) {
    INFO(time);
    const Outcome wrong = program(scratch.path(), std::string("picture out -o no --time=") + time);
    if (wrong.output.find("this build has no pictures") != std::string::npos) continue;
    CHECK(wrong.status == 2);
    CHECK(wrong.output.find("The outputs go from 0 h to 0.2 h") != std::string::npos);
    CHECK_FALSE(fs::exists(scratch / "no"));
  }
}
