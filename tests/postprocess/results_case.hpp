#pragma once
#include <cmath>
#include <filesystem>
#include <string>
#include <vector>

#include "io/result_writer.hpp"

namespace qingliu::testing {

constexpr int case_nx = 40, case_ny = 30;

/// A results folder of flat land at 100 m, 40 x 30 cells of 50 m, as the engine writes it. The outermost ring
/// of cells lies outside. Everywhere 0.02 m of water at 0 h, 0.5 m at 1 h in the row `wet_row` and none
/// elsewhere.
class ResultsCase {
 public:
  static constexpr int wet_row = 20;

  /// measures: of every cell the row of measure_costs.csv that lies there, from 1; {}: none anywhere.
  explicit ResultsCase(const std::filesystem::path& folder, bool synthetic = false,
                       const std::string& title = "Flat land", const std::vector<float>& measures = {},
                       const std::string& synthetic_parts = "")
      : writer_(folder, grid(), description(synthetic, title, synthetic_parts), statics(measures),
                {0, case_ny}) {}

  void write_two_times() {
    writer_.write(0.0, rasters(filled(0.02f)));
    std::vector<float> depth = filled(0.0f);
    for (int i = 1; i < case_nx - 1; ++i) depth[static_cast<std::size_t>(wet_row * case_nx + i)] = 0.5f;
    writer_.write(3600.0, rasters(depth));
    writer_.wait();
  }
  /// One output with net erosion [kg m-2]: these values along the row `wet_row` from its second cell, 0
  /// elsewhere.
  void write_net_erosion(const std::vector<float>& values, double time = 0.0) {
    std::vector<float> erosion = filled(0.0f);
    for (std::size_t n = 0; n < values.size(); ++n)
      erosion[static_cast<std::size_t>(wet_row * case_nx) + 1 + n] = values[n];
    writer_.write(time, {{"net_erosion", "kg m-2", "net erosion", "", 0, std::move(erosion)}});
    writer_.wait();
  }
  void finish(const std::string& status = "complete") { writer_.finish(status, {}); }

 private:
  static bool inside(int k) {
    const int i = k % case_nx;
    const int j = k / case_nx;
    return i > 0 && j > 0 && i < case_nx - 1 && j < case_ny - 1;
  }
  static std::vector<io::NamedRaster> statics(const std::vector<float>& measures) {
    std::vector<io::NamedRaster> rasters{{"elevation", "m", "elevation", "", 0, filled(100.0f)}};
    if (!measures.empty()) rasters.push_back({"measures", "1", "measures", "", 0, measures});
    return rasters;
  }
  static std::vector<float> filled(float value) {
    std::vector<float> values;
    for (int k = 0; k < case_nx * case_ny; ++k) values.push_back(inside(k) ? value : NAN);
    return values;
  }
  static Grid grid() {
    std::vector<std::uint8_t> active;
    for (int k = 0; k < case_nx * case_ny; ++k) active.push_back(inside(k));
    return {case_nx, case_ny, 50.0, 500000.0, 2560000.0, "", active};
  }
  static io::RunDescription description(bool synthetic, const std::string& title,
                                        const std::string& synthetic_parts) {
    io::RunDescription run;
    run.title = title;
    run.synthetic = synthetic;
    run.synthetic_parts = synthetic_parts;
    run.version = "0.1.0";
    run.run_id = "flat-1";
    run.start = "2018-08-30T05:00:00";
    run.provenance = {{"assumption_01", "roughness <guessed>"}};
    return run;
  }
  static std::vector<io::NamedRaster> rasters(std::vector<float> depth) {
    return {{"water_depth", "m", "depth of water on the land", "", 0, std::move(depth)},
            {"velocity_x", "m s-1", "eastward velocity", "", 0, filled(0.3f)},
            {"velocity_y", "m s-1", "northward velocity", "", 0, filled(-0.4f)},
            {"concentration_2um", "kg m-3", "clay", "", 0, filled(1.5f)},
            {"concentration_20um", "kg m-3", "silt", "", 0, filled(2.5f)}};
  }

  io::ResultWriter writer_;
};

}  // namespace qingliu::testing
