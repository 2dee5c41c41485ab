// The block seen obliquely: what stands in front hides what lies behind.
#include <catch2/catch.hpp>
#include <limits>

#include "postprocess/map_sheet.hpp"

using namespace qingliu::postprocess;

namespace {

constexpr int size = 40;

Raster flat(float value) {
  Raster raster;
  raster.nx = raster.ny = size;
  raster.values.assign(static_cast<std::size_t>(size) * size, value);
  return raster;
}

/// Terrain of a ridge [m] from west to east in row 20, with 1 m of water in a cell of a row, or in none.
Canvas picture(float ridge, int wet_row) {
  Raster elevation = flat(0.0f);
  for (int i = 0; i < size; ++i) elevation.values[20 * size + static_cast<std::size_t>(i)] = ridge;
  ResultDescription description;
  description.cell_size = 10.0;
  const Ground ground = ground_of(elevation, description, Language::english, View::relief);
  MapSheet sheet;
  sheet.field = flat(0.0f);
  if (wet_row >= 0) sheet.field.values[static_cast<std::size_t>(wet_row) * size + 15] = 1.0f;
  sheet.classes = depth_classes();
  return draw_map(sheet, ground);
}

long differing(const Canvas& a, const Canvas& b) {
  long count = 0;
  for (std::size_t k = 0; k < a.pixels().size(); ++k) count += a.pixels()[k] != b.pixels()[k];
  return count;
}

}  // namespace

TEST_CASE("a ridge hides what lies behind it and nothing else", "[pictures][relief]") {
  const Canvas dry = picture(120.0f, -1);
  CHECK(differing(dry, picture(120.0f, 22)) == 0);
  CHECK(differing(dry, picture(120.0f, 10)) > 20);
  CHECK(differing(dry, picture(120.0f, 39)) > 20);
  CHECK(differing(picture(0.0f, -1), picture(0.0f, 22)) > 20);
}

TEST_CASE("a block has a front wall and leaves the ground outside the watershed free", "[pictures][relief]") {
  const Canvas block = picture(0.0f, -1);
  const Raster elevation = flat(0.0f);
  ResultDescription description;
  description.cell_size = 10.0;
  const MapLayout m = ground_of(elevation, description).layout;
  const int middle = m.image_x + m.image_width / 2;
  long outside = 0, inside = 0;
  for (int y = m.frame_y + 1; y < m.frame_y + m.frame_height - 1; ++y)
    ++(block.at(middle, y) == outside_ground ? outside : inside);
  // Depth of the block: sin 35 degrees of its length, and the wall at its foot.
  CHECK(inside == Approx(0.5736 * m.image_height + 14).margin(3));
  CHECK(outside > 0);
}
