#include <cpl_conv.h>
#include <gdal.h>
#include <ogr_srs_api.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>

#include "core/error.hpp"
#include "io/publish.hpp"
#include "io/result_layout.hpp"
#include "io/result_writer.hpp"
#include "support/places.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::io;
using testing::ScratchFolder;

namespace {

constexpr int nx = 5;
constexpr int ny = 3;

Grid small_grid() {
  std::vector<std::uint8_t> active(nx * ny, 1);
  active[0] = 0;
  OGRSpatialReferenceH system = OSRNewSpatialReference(nullptr);
  REQUIRE(OSRImportFromEPSG(system, 4547) == OGRERR_NONE);
  char* wkt = nullptr;
  OSRExportToWkt(system, &wkt);
  const std::string text = wkt;
  CPLFree(wkt);
  OSRDestroySpatialReference(system);
  return {nx, ny, 10.0, 500000.0, 2560000.0, text, active};
}

/// 100 * step + 10 * j + i, shifted; NaN in the inactive cell (0, 0).
NamedRaster raster(const std::string& name, double shift) {
  NamedRaster result{name, "m", name + " in words", "", 0, {}};
  for (int k = 0; k < nx * ny; ++k) {
    result.values.push_back(k == 0 ? NAN : static_cast<float>(shift + 10 * (k / nx) + k % nx));
  }
  return result;
}

std::vector<NamedRaster> step_rasters(int step) {
  return {raster("water_depth", 100.0 * step), raster("velocity_x", 1000.0 + 100.0 * step),
          raster("velocity_y", -1000.0 - 100.0 * step), raster("concentration_20um", 0.5)};
}

RunDescription description() {
  RunDescription run;
  run.title = "Gongping <10-year storm> & 公平";
  run.synthetic = true;
  run.version = "0.1.0";
  run.run_id = "run-7";
  run.start = "2018-08-30T05:00:00";
  run.scenario_text = "schema = \"qingliu-scenario/1\"\n";
  run.command = "qingliu run plan.toml";
  run.provenance = {{"threads", "2"}};
  run.inputs = {{"terrain.tif", std::string(64, 'a'), 12345}};
  return run;
}

ResultWriter writer(const std::filesystem::path& folder) {
  return {folder, small_grid(), description(), {raster("elevation", 300.0), raster("landuse", 1.0)}, {0, ny}};
}

std::string as_text(const std::vector<std::byte>& bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Cell by cell; the first row of GDAL is the northern one, row 0 of ours the southern one.
void check_cells(GDALDatasetH dataset, int band, const std::vector<float>& expected) {
  REQUIRE(GDALGetRasterXSize(dataset) == nx);
  REQUIRE(GDALGetRasterYSize(dataset) == ny);
  float cells[nx * ny];
  REQUIRE(GDALRasterIO(GDALGetRasterBand(dataset, band), GF_Read, 0, 0, nx, ny, cells, nx, ny, GDT_Float32, 0,
                       0) == CE_None);
  for (int j = 0; j < ny; ++j) {
    for (int i = 0; i < nx; ++i) {
      const float cell = cells[(ny - 1 - j) * nx + i];
      const float wanted = expected[j * nx + i];
      CAPTURE(i, j);
      CHECK((cell == wanted || (std::isnan(cell) && std::isnan(wanted))));
    }
  }
}

bool has_python_readers() {
  return std::system("/usr/bin/python3 -c 'import h5py, xarray, netCDF4' 2>/dev/null") == 0;
}

void write_now(ResultWriter& results, double time, std::vector<NamedRaster> rasters) {
  results.write(time, std::move(rasters));
  results.wait();
}

}  // namespace

TEST_CASE("mantissa rounding keeps half of the last kept bit and leaves NaN and infinity", "[results]") {
  for (const int bits : {6, 10, 16}) {
    for (float value = 1e-30f; value < 1e30f; value *= 1.3711f) {
      const float rounded = rounded_mantissa(value, bits);
      CHECK(std::fabs(rounded - value) <= std::ldexp(value, -bits - 1));
      CHECK(rounded_mantissa(rounded, bits) == rounded);
      CHECK(rounded_mantissa(-value, bits) == -rounded);
    }
  }
  CHECK(rounded_mantissa(1.0f + std::ldexp(1.0f, -10), 10) == 1.0f + std::ldexp(1.0f, -10));
  CHECK(rounded_mantissa(1.0f + std::ldexp(1.0f, -11), 4) == 1.0f);
  CHECK(rounded_mantissa(0.0f, 10) == 0.0f);
  CHECK(rounded_mantissa(0.1f, 0) == 0.1f);
  CHECK(std::isnan(rounded_mantissa(NAN, 10)));
  CHECK(std::isinf(rounded_mantissa(INFINITY, 10)));
  CHECK(rounded_mantissa(3.4028235e38f, 10) == 3.4028235e38f);
}

TEST_CASE("every segment is valid as soon as it is written", "[results]") {
  const ScratchFolder folder;
  ResultWriter results = writer(folder.path());
  for (int step = 0; step < 3; ++step) {
    write_now(results, 600.0 * step, step_rasters(step));
    for (int k = 0; k <= step; ++k) {
      const hdf5::File file("segment", bytes_of_file(folder.path() / segment_file(k)));
      const std::vector<float> depth = file.read<float>("/water_depth");
      REQUIRE(depth.size() == nx * ny);
      CHECK(std::isnan(depth[0]));
      CHECK(depth[1 * nx + 3] == 100.0f * k + 13.0f);
      CHECK(file.text_attribute("/water_depth", "units") == "m");
    }
    const hdf5::File master("master", bytes_of_file(folder / "results.vtkhdf"));
    CHECK(master.read<double>("/time").size() == static_cast<std::size_t>(step) + 1);
    CHECK(master.text_attribute("/", "status") == "running");
    CHECK(master.text_attribute("/", "title").starts_with("SYNTHETIC TERRAIN: Gongping"));
  }
}

TEST_CASE("a segment has the velocity as a vector of its own components and 0, stored once", "[results]") {
  const ScratchFolder folder;
  ResultWriter results = writer(folder.path());
  write_now(results, 0.0, step_rasters(0));
  write_now(results, 600.0, step_rasters(1));
  const std::filesystem::path path = folder.path() / segment_file(1);
  const hid_t file = H5Fopen(path.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);  // as readers do, from the disk
  REQUIRE(file >= 0);
  const hid_t dataset = H5Dopen2(file, "/velocity", H5P_DEFAULT);
  REQUIRE(dataset >= 0);
  CHECK(H5Dget_storage_size(dataset) == 0);
  const hdf5::File image("segment", bytes_of_file(path));
  CHECK(image.shape("/velocity") == hdf5::Shape{ny, nx, 3});
  CHECK(image.text_attribute("/velocity", "units") == "m");
  std::vector<float> values(nx * ny * 3, -1.0f);
  REQUIRE(H5Dread(dataset, H5T_NATIVE_FLOAT, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0);
  H5Dclose(dataset);
  H5Fclose(file);
  CHECK(std::isnan(values[0]));
  CHECK(std::isnan(values[1]));
  for (int k = 0; k < nx * ny; ++k) {
    CHECK(values[3 * k + 2] == 0.0f);
    if (k == 0) continue;
    CHECK(values[3 * k] == 1100.0f + 10 * (k / nx) + k % nx);
    CHECK(values[3 * k + 1] == -1100.0f + 10 * (k / nx) + k % nx);
  }
}

TEST_CASE("fields without both components of the velocity make no vector", "[results]") {
  const ScratchFolder folder;
  ResultWriter results = writer(folder.path());
  write_now(results, 0.0, {raster("water_depth", 0.0), raster("velocity_x", 1.0)});
  const hdf5::File segment("segment", bytes_of_file(folder.path() / segment_file(0)));
  CHECK(segment.datasets("/") == std::vector<std::string>{"velocity_x", "water_depth"});
  CHECK(testing::text_of(folder / "results.xmf").find(":/velocity<") == std::string::npos);
}

TEST_CASE("GDAL reads the results with the right origin, cell size and values", "[results][gdal]") {
  const ScratchFolder folder;
  ResultWriter results = writer(folder.path());
  results.write(0.0, step_rasters(0));
  results.write(600.0, step_rasters(1));
  results.finish("complete", {});

  GDALAllRegister();
  if (GDALGetDriverByName("netCDF") == nullptr) {
    WARN("skipped: this GDAL has no netCDF driver");
    return;
  }
  const std::string name = "NETCDF:\"" + (folder / "results.vtkhdf").string() + "\":water_depth";
  GDALDatasetH dataset = GDALOpen(name.c_str(), GA_ReadOnly);
  REQUIRE(dataset != nullptr);
  double transform[6];
  REQUIRE(GDALGetGeoTransform(dataset, transform) == CE_None);
  CHECK(transform[0] == 500000.0);
  CHECK(transform[1] == 10.0);
  CHECK(transform[3] == 2560000.0 + ny * 10.0);
  CHECK(transform[5] == -10.0);
  REQUIRE(GDALGetRasterCount(dataset) == 2);
  CHECK(std::string(GDALGetProjectionRef(dataset)).find("4547") != std::string::npos);
  check_cells(dataset, 2, raster("water_depth", 100.0).values);
  GDALClose(dataset);

  const std::string static_name = "NETCDF:\"" + (folder / "results.vtkhdf").string() + "\":/static/elevation";
  GDALDatasetH elevation = GDALOpen(static_name.c_str(), GA_ReadOnly);
  REQUIRE(elevation != nullptr);
  REQUIRE(GDALGetGeoTransform(elevation, transform) == CE_None);
  CHECK(transform[0] == 500000.0);
  CHECK(transform[3] == 2560000.0 + ny * 10.0);
  CHECK(transform[5] == -10.0);
  CHECK(std::string(GDALGetProjectionRef(elevation)).find("4547") != std::string::npos);
  check_cells(elevation, 1, raster("elevation", 300.0).values);
  GDALClose(elevation);
}

TEST_CASE("xarray and h5py read the results from another folder, also after a move", "[results][python]") {
  if (!has_python_readers()) {
    WARN("skipped: no /usr/bin/python3 with h5py, xarray and netCDF4");
    return;
  }
  const ScratchFolder folder;
  std::filesystem::create_directory(folder / "before");
  {
    ResultWriter results = writer(folder / "before");
    for (int step = 0; step < 3; ++step) results.write(600.0 * step, step_rasters(step));
    results.finish(
        "complete",
        {{"gauges", {"name", "time_s", "discharge_m3_per_s"}, {{"坝址"}, {"坝址"}}, {{0, 1.5}, {60, 2.5}}}});
  }
  std::filesystem::rename(folder / "before", folder / "after");
  const std::string command = "cd / && /usr/bin/python3 '" + qingliu::testing::source_folder() +
                              "/tests/io/read_results.py' '" + (folder / "after").string() + "'";
  CHECK(std::system(command.c_str()) == 0);
}

TEST_CASE("a restart removes later segments and continues the numbering", "[results]") {
  const ScratchFolder folder;
  {
    ResultWriter results = writer(folder.path());
    for (int step = 0; step < 4; ++step) results.write(600.0 * step, step_rasters(step));
  }
  testing::write_text(folder.path() / "steps" / "000004.h5.part", "a piece");
  ResultWriter results = writer(folder.path());
  results.continue_after({0.0, 600.0});
  CHECK(std::filesystem::exists(folder.path() / "steps" / "000001.h5"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "steps" / "000002.h5"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "steps" / "000004.h5.part"));
  CHECK(std::filesystem::exists(folder.path() / "steps" / "static.h5"));

  results.finish("stopped: no time left", {});
  const hdf5::File stopped("master", bytes_of_file(folder / "results.vtkhdf"));
  CHECK(stopped.datasets("/VTKHDF/CellData").size() == 7);  // four fields, velocity, two static rasters
  CHECK(stopped.text_attribute("/water_depth", "long_name") == "water_depth in words");
  CHECK(stopped.text_attribute("/", "status") == "stopped: no time left");

  write_now(results, 1300.0, step_rasters(7));
  const hdf5::File segment("segment", bytes_of_file(folder.path() / segment_file(2)));
  CHECK(segment.read<float>("/water_depth")[1] == 701.0f);
  const hdf5::File master("master", bytes_of_file(folder / "results.vtkhdf"));
  CHECK(master.read<double>("/time") == std::vector<double>{0.0, 600.0, 1300.0});
  CHECK_THROWS_WITH(writer(folder.path()).continue_after({0, 1, 2, 3, 4}), Catch::Contains("000003.h5"));
}

TEST_CASE("a new run in an old folder leaves none of the old segments", "[results]") {
  const ScratchFolder folder;
  {
    ResultWriter results = writer(folder.path());
    for (int step = 0; step < 3; ++step) results.write(600.0 * step, step_rasters(step));
  }
  ResultWriter results = writer(folder.path());
  write_now(results, 0.0, step_rasters(0));
  CHECK(std::filesystem::exists(folder.path() / "steps" / "000000.h5"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "steps" / "000001.h5"));
}

TEST_CASE("a full disk during a step leaves all published files as they were", "[results]") {
  const ScratchFolder folder;
  ResultWriter results = writer(folder.path());
  write_now(results, 0.0, step_rasters(0));
  const std::string master = testing::text_of(folder / "results.vtkhdf");
  rlimit before{};
  ::getrlimit(RLIMIT_FSIZE, &before);
  const auto handler = ::signal(SIGXFSZ, SIG_IGN);
  const rlimit limit{1000, before.rlim_max};
  ::setrlimit(RLIMIT_FSIZE, &limit);
  results.write(600.0, step_rasters(1));
  std::string failure;
  try {
    results.wait();
  } catch (const FileError& error) {
    failure = error.what();
  }
  CHECK(failure.find("000001.h5") != std::string::npos);
  CHECK_NOTHROW(results.check());  // said once
  results.write(600.0, step_rasters(1));
  CHECK_THROWS_AS(results.write(600.0, step_rasters(1)), FileError);
  results.write(600.0, step_rasters(1));
  CHECK_THROWS_AS(results.finish("complete", {}), FileError);
  ::setrlimit(RLIMIT_FSIZE, &before);
  ::signal(SIGXFSZ, handler);
  CHECK(testing::text_of(folder / "results.vtkhdf") == master);
  CHECK_FALSE(std::filesystem::exists(folder.path() / "steps" / "000001.h5"));
  CHECK_FALSE(std::filesystem::exists(folder.path() / "steps" / "000001.h5.part"));
  CHECK_NOTHROW(write_now(results, 600.0, step_rasters(1)));
}

TEST_CASE("a run killed at any moment leaves only whole files", "[results]") {
  const ScratchFolder folder;
  for (int trial = 0; trial < 15; ++trial) {
    const pid_t child = ::fork();
    if (child == 0) {
      ResultWriter results = writer(folder.path());
      for (int step = 0;; ++step) results.write(600.0 * step, step_rasters(step));
    }
    ::usleep(3000 + 4000 * trial);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
      const std::string kind = entry.path().extension().string();
      if (kind != ".h5" && kind != ".vtkhdf") continue;
      const hdf5::File file(entry.path().filename().string(), bytes_of_file(entry.path()));
      CHECK_FALSE(file.text_attribute("/", "run_id").empty());
      if (entry.path().stem() == "static") continue;
      if (kind == ".h5") CHECK(file.read<float>("/concentration_20um").at(1) == 1.5f);
      if (kind == ".vtkhdf") CHECK_FALSE(file.read<double>("/time").empty());
    }
  }
}

TEST_CASE("the VTKHDF view has quads over all cells at the heights of their corners", "[results]") {
  const ScratchFolder folder;
  const ResultWriter results = writer(folder.path());
  const hdf5::File file("static", bytes_of_file(folder.path() / static_file));
  const std::vector<double> points = file.read<double>("/points");
  const std::vector<std::int64_t> corners = file.read<std::int64_t>("/connectivity");
  REQUIRE(points.size() == 3 * (nx + 1) * (ny + 1));
  REQUIRE(corners.size() == 4 * nx * ny);
  const auto coordinate = [&](int cell, int corner, int axis) {
    return points[3 * corners[4 * cell + corner] + axis];
  };
  for (int cell = 0; cell < nx * ny; ++cell) {
    double x = 0.0;
    double y = 0.0;
    double area = 0.0;  // shoelace; positive when counter-clockwise
    for (int c = 0; c < 4; ++c) {
      const int n = (c + 1) % 4;
      x += coordinate(cell, c, 0) / 4;
      y += coordinate(cell, c, 1) / 4;
      area += 0.5 * (coordinate(cell, c, 0) - 500000.0) * (coordinate(cell, n, 1) - 2560000.0) -
              0.5 * (coordinate(cell, n, 0) - 500000.0) * (coordinate(cell, c, 1) - 2560000.0);
    }
    CHECK(x == 500000.0 + (cell % nx + 0.5) * 10.0);
    CHECK(y == 2560000.0 + (cell / nx + 0.5) * 10.0);
    CHECK(area == Approx(100.0));
  }
  CHECK(points[3 * (1 * (nx + 1) + 2) + 2] == (301.0 + 302.0 + 311.0 + 312.0) / 4);
  CHECK(points[3 * (1 * (nx + 1) + 1) + 2] == Approx((301.0 + 310.0 + 311.0) / 3));  // (0, 0) has no height
  CHECK(points[2] == 301.0);  // nor has its outer corner
}

TEST_CASE("the index for ParaView 5.11 names only files that are there, by relative paths", "[results]") {
  const ScratchFolder folder;
  ResultWriter results = writer(folder.path());
  write_now(results, 0.0, step_rasters(0));
  write_now(results, 600.0, step_rasters(1));
  const std::string index = testing::text_of(folder / "results.xmf");
  CHECK(index.find("Gongping &lt;10-year storm&gt; &amp; ") != std::string::npos);
  CHECK(index.find("<Time Value=\"600\"/>") != std::string::npos);
  CHECK(index.find("ItemType=\"Function\"") == std::string::npos);  // Xdmf3 drops the vector then
  CHECK(index.find("<DataItem Dimensions=\"3 5 3\" NumberType=\"Float\" Precision=\"4\" Format=\"HDF\">"
                   "steps/000001.h5:/velocity</DataItem>") != std::string::npos);
  CHECK(index.find("TopologyType=\"2DSMesh\" Dimensions=\"4 6\"") != std::string::npos);
  CHECK(index.find(folder.path().string()) == std::string::npos);
  std::size_t references = 0;
  for (std::size_t at = index.find("Format=\"HDF\">"); at != std::string::npos;
       at = index.find("Format=\"HDF\">", at + 1)) {
    const std::string target = index.substr(at + 13, index.find('<', at) - at - 13);
    const std::size_t colon = target.find(':');
    const hdf5::File file(target, bytes_of_file(folder / target.substr(0, colon)));
    const std::vector<std::string> paths = file.datasets("/");
    CHECK(std::find(paths.begin(), paths.end(), target.substr(colon + 2)) != paths.end());
    ++references;
  }
  CHECK(references == 2 * (1 + 4 + 1 + 2));  // points, fields, velocity, statics
}

TEST_CASE("the master names no folder of this machine", "[results]") {
  const ScratchFolder folder;
  ResultWriter results = writer(folder.path());
  write_now(results, 0.0, step_rasters(0));
  CHECK(as_text(bytes_of_file(folder / "results.vtkhdf")).find(folder.path().string()) == std::string::npos);
}
