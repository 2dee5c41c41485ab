// What ParaView shows of a results folder, by picture. QINGLIU_PVBATCH is the command that is called,
// "pvbatch" where it is not set; on a machine without a display "xvfb-run -a pvbatch".
#include <gdal.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <functional>

#include "run_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

struct Pixel {
  int red, green, blue;
};

class Screenshot {
 public:
  explicit Screenshot(const fs::path& file) {
    GDALAllRegister();
    GDALDatasetH png = GDALOpen(file.c_str(), GA_ReadOnly);
    REQUIRE(png != nullptr);
    width = GDALGetRasterXSize(png);
    height = GDALGetRasterYSize(png);
    bytes_.resize(3 * static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    REQUIRE(GDALDatasetRasterIO(png, GF_Read, 0, 0, width, height, bytes_.data(), width, height, GDT_Byte, 3,
                                nullptr, 3, 3 * width, 1) == CE_None);
    GDALClose(png);
  }
  Pixel at(int x, int y) const {
    const std::size_t k =
        3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x));
    return {bytes_[k], bytes_[k + 1], bytes_[k + 2]};
  }
  /// Pixels of the scene, without the words above and below it and the scales at the right.
  int count(const std::function<bool(int, int, Pixel)>& asked) const {
    int found = 0;
    for (int y = 60; y < height - 60; ++y) {
      for (int x = 140; x < width - 140; ++x) found += asked(x, y, at(x, y)) ? 1 : 0;
    }
    return found;
  }
  int width = 0, height = 0;

 private:
  std::vector<std::uint8_t> bytes_;
};

std::string pvbatch() {
  const char* named = std::getenv("QINGLIU_PVBATCH");
  return named == nullptr || *named == '\0' ? "pvbatch" : named;
}

/// One call of pvbatch from the folder of the results.
void call(const fs::path& results, const std::string& arguments) {
  const std::string command =
      "cd '" + results.string() + "' && " + pvbatch() + " " + arguments + " >pvbatch.log 2>&1";
  INFO(command);
  REQUIRE(std::system(command.c_str()) == 0);
}

}  // namespace

TEST_CASE("ParaView shows water, streams, gauges and measures of a run, and its state file the same",
          "[run][results][nightly]") {
  if (std::system((pvbatch() + " --version >/dev/null 2>&1").c_str()) != 0) {
    WARN(pvbatch() << " is not there: skipped (Debian: paraview; QINGLIU_PVBATCH names another command)");
    return;
  }
  const Scratch scratch;
  for (const char* table : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / table, scratch.path() / table);
  write_text(scratch / "case.toml", text_of(shipped("gongping/scenario.toml")) +
                                        "\n[streams]\nbegin_km2 = 3\n"
                                        "[[gauge]]\nname = \"valley\"\npoint = [648000, 2562000]\n"
                                        "[[measure]]\nid = \"M1\"\ntype = \"orchard_sod\"\n"
                                        "where = \"use == 'orchard'\"\nbuilt = 2024-06-01\n");
  const Outcome run = program(scratch.path(),
                              "run case.toml -o out --quiet --set time.duration_h=12 --set "
                              "terrain.cell_size_m=480 --set output.every_min=120");
  INFO(run.output);
  REQUIRE(run.status == 0);
  const fs::path out = scratch / "out";
  call(out, "open-in-paraview.py --picture start.png --time 0");
  call(out, "open-in-paraview.py --picture wet.png --state wet.pvsm --time 10");
  write_text(out / "again.py",
             "import paraview.simple\nfrom paraview.simple import *\n"
             "paraview.simple._DisableFirstRenderCameraReset()\n"
             "LoadState('wet.pvsm')\n"
             "SaveScreenshot('again.png', GetActiveView(), FontScaling='Do not scale fonts')\n");
  call(out, "again.py");

  const Screenshot start(out / "start.png"), wet(out / "wet.png"), again(out / "again.png");
  REQUIRE(wet.width == 1280);
  REQUIRE(wet.height == 960);
  const auto land = [](int, int, Pixel p) { return p.red + p.green + p.blue < 3 * 245; };
  CHECK(wet.count(land) > 100000);
  CHECK(wet.at(200, 100).red == 255);  // paper around it
  const auto bluer = [&](int x, int y, Pixel p) {
    const Pixel before = start.at(x, y);
    return p.blue - p.red > before.blue - before.red + 40;
  };
  CHECK(wet.count(bluer) > 3000);
  const auto tube = [](int, int, Pixel p) { return p.red < 20 && p.blue > p.green + 30 && p.blue > 100; };
  CHECK(start.count(tube) > 500);
  const auto needle = [](int, int, Pixel p) { return p.red > 110 && p.green < 50 && p.blue < 50; };
  CHECK(start.count(needle) > 30);
  const auto outline = [](int, int, Pixel p) {
    return p.red > 150 && p.blue < 20 && p.green > 60 && p.green < 130;
  };
  CHECK(start.count(outline) > 300);
  const auto other = [&](int x, int y, Pixel p) {
    const Pixel q = again.at(x, y);
    return std::abs(p.red - q.red) + std::abs(p.green - q.green) + std::abs(p.blue - q.blue) > 30;
  };
  CHECK(wet.count(other) == 0);
}
