#include "postprocess/terrain_picture.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "postprocess/map_sheet.hpp"
#include "postprocess/png_file.hpp"

namespace qingliu::postprocess {

void draw_terrain(const TerrainPicture& picture, const std::filesystem::path& file) {
  ResultDescription description;
  description.cell_size = picture.cell_size;
  description.x_west = picture.x_west;
  description.y_south = picture.y_south;
  const Ground ground = ground_of(picture.elevation, description);
  int highest = 1;
  for (const float order : picture.orders.values) {
    if (!std::isnan(order)) highest = std::max(highest, static_cast<int>(order));
  }
  MapSheet sheet;
  sheet.title = picture.title;
  sheet.subtitle = "watershed and streams";
  sheet.footer = fmt::format("cells of {:g} m", picture.cell_size);
  sheet.field = picture.orders;
  sheet.block = Block::largest;
  sheet.relief = 0.7;
  sheet.legend_title = "Strahler order";
  sheet.classes.scale = &depth_colours;
  sheet.classes.covers_all = true;
  sheet.classes.bounds.push_back({0.0f, "watershed"});
  for (int order = 1; order <= highest; ++order)
    sheet.classes.bounds.push_back({static_cast<float>(order), fmt::format("{}", order)});
  const std::size_t nx = static_cast<std::size_t>(picture.elevation.nx);
  sheet.marks.push_back({static_cast<int>(picture.outlet % nx),
                         static_cast<int>(picture.outlet / nx),
                         warning_ground,
                         {"outlet"}});
  sheet.facts = picture.facts;
  write_png(draw_map(sheet, ground), file, {{"Title", picture.title}, {"Software", "qingliu"}});
}

}  // namespace qingliu::postprocess
