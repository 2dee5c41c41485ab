#include "postprocess/picture.hpp"

#include <gdal.h>

#include <catch2/catch.hpp>
#include <cstdlib>

#include "core/error.hpp"
#include "postprocess/map_sheet.hpp"
#include "results_case.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::postprocess;
using testing::ResultsCase;
using testing::ScratchFolder;
namespace fs = std::filesystem;

namespace {

/// Colour of a decoded PNG; (0, 0) is the upper left pixel.
class DecodedPng {
 public:
  explicit DecodedPng(const fs::path& file) {
    GDALAllRegister();
    GDALDatasetH png = GDALOpen(file.c_str(), GA_ReadOnly);
    REQUIRE(png != nullptr);
    width_ = GDALGetRasterXSize(png);
    height_ = GDALGetRasterYSize(png);
    bytes_.resize(3 * static_cast<std::size_t>(width_) * static_cast<std::size_t>(height_));
    const CPLErr error = GDALDatasetRasterIO(png, GF_Read, 0, 0, width_, height_, bytes_.data(), width_,
                                             height_, GDT_Byte, 3, nullptr, 3, 3 * width_, 1);
    GDALClose(png);
    REQUIRE(error == CE_None);
  }
  int width() const { return width_; }
  int height() const { return height_; }
  Rgb at(int x, int y) const {
    const std::size_t k =
        3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x));
    return {bytes_[k], bytes_[k + 1], bytes_[k + 2]};
  }

 private:
  int width_ = 0, height_ = 0;
  std::vector<std::uint8_t> bytes_;
};

/// Colour of the middle of cell (i, j) in a picture of the case.
Rgb colour_of_cell(const DecodedPng& png, int i, int j) {
  const MapLayout m = layout_map(testing::case_nx, testing::case_ny, 50.0, 500000.0, 2560000.0);
  const int x = static_cast<int>(m.pixel_x(500000.0 + 50.0 * (i + 0.5)));
  const int y = static_cast<int>(m.pixel_y(2560000.0 + 50.0 * (j + 0.5)));
  return png.at(x, png.height() - 1 - y);
}

long pixels_of(const DecodedPng& png, Rgb colour) {
  long count = 0;
  for (int y = 0; y < png.height(); ++y) {
    for (int x = 0; x < png.width(); ++x) count += png.at(x, y) == colour;
  }
  return count;
}

bool grey(Rgb colour) { return colour.red == colour.green && colour.green == colour.blue; }

std::vector<std::string> names(const PictureReport& report) {
  std::vector<std::string> result;
  for (const fs::path& file : report.files) result.push_back(file.filename().string());
  return result;
}

}  // namespace

TEST_CASE("without a display, known depths appear in the colours of their classes, north up", "[pictures]") {
  ::unsetenv("DISPLAY");
  ::unsetenv("WAYLAND_DISPLAY");
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  const PictureReport report = make_pictures(scratch.path(), {});
  CHECK(names(report) == std::vector<std::string>{"depth-peak.png", "velocity-peak.png",
                                                  "concentration-peak.png", "depth-end.png",
                                                  "elevation.png"});
  const Rgb two_centimetres = colour_at(depth_colours, 2.0 / 8.0);  // third class of nine: 1 cm to 3 cm
  const Rgb half_metre = colour_at(depth_colours, 5.0 / 8.0);       // sixth class: 30 cm to 1 m
  const DecodedPng peak(scratch / "figures/depth-peak.png");
  CHECK(peak.width() >= 1100);
  CHECK(peak.width() <= 1600);
  CHECK(colour_of_cell(peak, 12, ResultsCase::wet_row) == half_metre);
  CHECK(colour_of_cell(peak, 12, ResultsCase::wet_row - 3) == two_centimetres);
  CHECK(colour_of_cell(peak, 0, 0) == outside_ground);
  const DecodedPng end(scratch / "figures/depth-end.png");
  CHECK(colour_of_cell(end, 12, ResultsCase::wet_row) == half_metre);
  CHECK(grey(colour_of_cell(end, 12, ResultsCase::wet_row - 3)));
  CHECK(grey(colour_of_cell(end, 12, testing::case_ny - 1 - ResultsCase::wet_row)));
}

TEST_CASE("synthetic terrain is said in a red field in every picture, and only then", "[pictures]") {
  for (const bool synthetic : {true, false}) {
    const ScratchFolder scratch;
    ResultsCase written(scratch.path(), synthetic);
    written.write_two_times();
    written.finish();
    for (const fs::path& file : make_pictures(scratch.path(), {}).files) {
      INFO(file.string());
      CHECK((pixels_of(DecodedPng(file), warning_ground) > 2000) == synthetic);
    }
  }
}

TEST_CASE("a run that has not ended is drawn as far as it came, and the picture says so in red",
          "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  PictureOptions options;
  options.field = "water_depth";
  CHECK(make_pictures(scratch.path(), options).files.size() == 2);
  CHECK(pixels_of(DecodedPng(scratch / "figures/depth-end.png"), warning_ground) > 50);
  written.finish();
  make_pictures(scratch.path(), options);
  CHECK(pixels_of(DecodedPng(scratch / "figures/depth-end.png"), warning_ground) == 0);
}

TEST_CASE("damaged data of one output time leave the other times drawn", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  fs::resize_file(scratch / "steps/000001.h5", 3000);
  const PictureReport report = make_pictures(scratch.path(), {});
  CHECK(report.files.size() == 5);
  CHECK_THAT(report.warnings.at(0), Catch::Contains("000001.h5"));
}

TEST_CASE("a time between outputs gives the nearest one and says so; any stored field can be asked for",
          "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  PictureOptions options;
  options.field = "velocity_x";
  options.time = 3000.0;
  const PictureReport report = make_pictures(scratch.path(), options);
  CHECK(names(report) == std::vector<std::string>{"velocity-x-at-1.00h.png"});
  CHECK_THAT(report.warnings.at(0), Catch::Contains("the nearest, 1 h 00 min"));
}

TEST_CASE("a Chinese title is drawn, or replaced with one warning where no font has it", "[pictures]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path(), false, "\u516c\u5e73\u6c34\u5e93 Gongping, plan A");
  written.write_two_times();
  written.finish();
  PictureOptions options;
  options.field = "elevation";
  const PictureReport report = make_pictures(scratch.path(), options);
  CHECK(report.files.size() == 1);
  const DrawableText title = drawable("\u516c\u5e73\u6c34\u5e93 Gongping, plan A", "folder");
  CHECK(report.warnings.size() == (title.changed ? 1 : 0));
  if (title.changed) {
    CHECK(title.text == "Gongping, plan A");
    CHECK(drawable("\u516c\u5e73\u6c34\u5e93 10", "folder").text == "folder");
  }
}
