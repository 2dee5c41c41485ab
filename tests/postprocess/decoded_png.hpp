#pragma once
#include <gdal.h>

#include <catch2/catch.hpp>
#include <cstdint>
#include <filesystem>
#include <vector>

#include "postprocess/colour_scales.hpp"
#include "postprocess/map_layout.hpp"
#include "results_case.hpp"

namespace qingliu::testing {

/// Colour of a decoded PNG; (0, 0) is the upper left pixel.
class DecodedPng {
 public:
  explicit DecodedPng(const std::filesystem::path& file) {
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
  postprocess::Rgb at(int x, int y) const {
    const std::size_t k =
        3 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x));
    return {bytes_[k], bytes_[k + 1], bytes_[k + 2]};
  }

 private:
  int width_ = 0, height_ = 0;
  std::vector<std::uint8_t> bytes_;
};

/// Colour of the middle of cell (i, j) in a picture of the case.
inline postprocess::Rgb colour_of_cell(const DecodedPng& png, int i, int j) {
  const postprocess::MapLayout m = postprocess::layout_map(case_nx, case_ny, 50.0, 500000.0, 2560000.0);
  const int x = static_cast<int>(m.pixel_x(500000.0 + 50.0 * (i + 0.5)));
  const int y = static_cast<int>(m.pixel_y(2560000.0 + 50.0 * (j + 0.5)));
  return png.at(x, png.height() - 1 - y);
}

}  // namespace qingliu::testing
