#include "postprocess/result_reader.hpp"

#include <catch2/catch.hpp>

#include "core/error.hpp"
#include "io/hdf5.hpp"
#include "io/result_folder.hpp"
#include "postprocess/quantities.hpp"
#include "results_case.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::postprocess;
using testing::ResultsCase;
using testing::ScratchFolder;
namespace fs = std::filesystem;

namespace {

void cut_in_half(const fs::path& file) { fs::resize_file(file, fs::file_size(file) / 2); }

}  // namespace

TEST_CASE("results on surveyed terrain say what of them is invented", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path(), false, "Valley", {}, "gullies and dam");
  written.write_two_times();
  written.finish();
  const ResultFolder results(scratch.path());
  CHECK(results.description().title == "Valley");
  CHECK_FALSE(results.description().synthetic);
  CHECK(results.description().synthetic_parts == "gullies and dam");
  CHECK(io::open_results(scratch.path()).title == "SYNTHETIC IN PART: Valley");
}

TEST_CASE("a results folder is read as the engine wrote it", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path(), true, "Flat land");
  written.write_two_times();
  written.finish();
  const ResultFolder results(scratch.path());
  CHECK(results.warnings().empty());
  CHECK(results.description().title == "Flat land");
  CHECK(results.description().synthetic);
  CHECK(results.description().status == "complete");
  CHECK(results.description().start == "2018-08-30 05:00:00");
  CHECK(results.description().cell_size == Approx(50.0));
  CHECK(results.description().x_west == Approx(500000.0));
  CHECK(results.description().y_south == Approx(2560000.0));
  CHECK(results.elevation().at(1, 1) == 100.0f);
  CHECK(std::isnan(results.elevation().at(0, 0)));
  REQUIRE(results.segments().size() == 2);
  CHECK(results.segments()[1].time == 3600.0);
  const NamedField depth = results.read(results.segments()[1], "water_depth");
  CHECK(depth.unit == "m");
  CHECK(depth.raster.at(5, ResultsCase::wet_row) == 0.5f);
  CHECK(depth.raster.at(5, ResultsCase::wet_row - 1) == 0.0f);
}

TEST_CASE("speed joins its components and concentrations add up, where the water is deep enough",
          "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  const ResultFolder results(scratch.path());
  SegmentFields fields(results, results.segments()[1]);
  const Raster speed = evaluate(fields, find_quantity(results, "velocity"));
  const Raster concentration = evaluate(fields, find_quantity(results, "concentration"));
  CHECK(speed.at(5, ResultsCase::wet_row) == Approx(0.5));
  CHECK(std::isnan(speed.at(5, 3)));
  CHECK(concentration.at(5, ResultsCase::wet_row) == Approx(4.0));
  CHECK(std::isnan(concentration.at(5, 3)));
}

TEST_CASE("a folder that is not there, or holds no results, is an input error that says so", "[pictures]") {
  const ScratchFolder scratch;
  CHECK_THROWS_AS(ResultFolder(scratch / "nowhere"), InputError);
  CHECK_THROWS_WITH(ResultFolder(scratch.path()), Catch::Contains("holds no results.vtkhdf"));
}

TEST_CASE("a truncated or foreign master file is named", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  const fs::path master = scratch / "results.vtkhdf";
  cut_in_half(master);
  CHECK_THROWS_AS(ResultFolder(scratch.path()), FileError);
  CHECK_THROWS_WITH(ResultFolder(scratch.path()),
                    Catch::Contains("results.vtkhdf") && Catch::Contains("truncated"));
  testing::write_text(master, "not HDF5 at all");
  CHECK_THROWS_AS(ResultFolder(scratch.path()), FileError);
  io::hdf5::File foreign("foreign");
  foreign.write("/x", std::vector<double>{1.0, 2.0});
  const std::vector<std::byte> bytes = foreign.image();
  testing::write_text(master, std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
  CHECK_THROWS_WITH(ResultFolder(scratch.path()), Catch::Contains("not written by qingliu"));
}

TEST_CASE("a truncated or missing output time is left out and said", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  SECTION("truncated") {
    cut_in_half(scratch / "steps/000001.h5");
    const ResultFolder results(scratch.path());
    REQUIRE(results.segments().size() == 1);
    REQUIRE(results.warnings().size() == 1);
    CHECK_THAT(results.warnings()[0], Catch::Contains("000001.h5") && Catch::Contains("left out"));
  }
  SECTION("missing at the end") {
    fs::remove(scratch / "steps/000001.h5");
    const ResultFolder results(scratch.path());
    REQUIRE(results.segments().size() == 1);
    CHECK_THAT(results.warnings().at(0), Catch::Contains("1 of 2 outputs") && Catch::Contains("000001.h5"));
  }
  SECTION("of another run") {
    const ScratchFolder other;
    io::hdf5::File stranger("stranger");
    stranger.scalar_attribute("/", "time", 7200.0);
    stranger.attribute("/", "run_id", "another");
    const std::vector<std::byte> bytes = stranger.image();
    testing::write_text(scratch / "steps/000001.h5",
                        std::string(reinterpret_cast<const char*>(bytes.data()), bytes.size()));
    const ResultFolder results(scratch.path());
    CHECK(results.segments().size() == 1);
    CHECK_THAT(results.warnings().at(0), Catch::Contains("another run"));
  }
}

TEST_CASE("an unknown field is answered with the nearest one and the list", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  const ResultFolder results(scratch.path());
  CHECK_THROWS_AS(find_quantity(results, "watr_depth"), InputError);
  CHECK_THROWS_WITH(find_quantity(results, "watr_depth"),
                    Catch::Contains("Did you mean 'water_depth'?") && Catch::Contains("concentration_20um"));
}
