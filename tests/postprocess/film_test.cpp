#include "postprocess/film.hpp"

#include <catch2/catch.hpp>
#include <cstdlib>

#include "core/error.hpp"
#include "decoded_png.hpp"
#include "postprocess/colour_scales.hpp"
#include "postprocess/map_layout.hpp"
#include "results_case.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::postprocess;
using testing::colour_of_cell;
using testing::DecodedPng;
using testing::ResultsCase;
using testing::ScratchFolder;
namespace fs = std::filesystem;

namespace {

const auto unwatched = [](int, int) {};

int pngs(const fs::path& folder) {
  int count = 0;
  for (const auto& entry : fs::directory_iterator(folder)) count += entry.path().extension() == ".png";
  return count;
}

}  // namespace

TEST_CASE("a film has one frame for every output time, in order, with one scale of colours", "[film]") {
  ::unsetenv("DISPLAY");
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  std::vector<int> calls;
  const FilmReport made = make_film(scratch.path(), {}, [&](int done, int all) {
    calls.insert(calls.end(), {done, all});
  });
  CHECK(made.frames == 2);
  CHECK(calls == std::vector<int>{1, 2, 2, 2});
  const DecodedPng first(scratch / "film/depth-0001.png"), second(scratch / "film/depth-0002.png");
  const int wet = ResultsCase::wet_row;
  CHECK(colour_of_cell(first, 12, wet) == colour_at(depth_colours, 2.0 / 8.0));   // 2 cm
  CHECK(colour_of_cell(second, 12, wet) == colour_at(depth_colours, 5.0 / 8.0));  // 0.5 m
  CHECK(made.film.empty() != made.warnings.empty());  // an MP4, or the reason why there is none
}

TEST_CASE("frames of an earlier, longer film do not stay, other files do", "[film]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  fs::create_directories(scratch / "film");
  for (const char* name : {"depth-0003.png", "depth-map.png", "velocity-0001.png"})
    testing::write_text(scratch / "film" / name, "x");
  make_film(scratch.path(), {}, unwatched);
  CHECK_FALSE(fs::exists(scratch / "film/depth-0003.png"));
  CHECK(pngs(scratch / "film") == 4);
}

TEST_CASE("a damaged output time is left out of the film and said", "[film]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  fs::resize_file(scratch / "steps/000001.h5", 3000);
  const FilmReport made = make_film(scratch.path(), {}, unwatched);
  CHECK(made.frames == 1);
  CHECK_THAT(made.warnings.at(0), Catch::Contains("000001.h5"));
}

TEST_CASE("no film of a field that no output holds, nor of a folder without outputs", "[film]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  CHECK_THROWS_WITH(make_film(scratch.path(), {"elevation", 8}, unwatched), Catch::Contains("elevation"));
  CHECK_THROWS_WITH(make_film(scratch.path(), {"water_dept", 8}, unwatched), Catch::Contains("water_depth"));
  CHECK_FALSE(fs::exists(scratch / "film"));
  const ScratchFolder empty;
  CHECK_THROWS_AS(make_film(empty.path(), {}, unwatched), InputError);
}
