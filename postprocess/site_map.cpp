#include "postprocess/site_map.hpp"

#include "postprocess/lettering.hpp"
#include "postprocess/map_sheet.hpp"
#include "postprocess/png_file.hpp"
#include "postprocess/quantities.hpp"

namespace qingliu::postprocess {

void write_site_map(const SiteMap& site, const std::filesystem::path& file) {
  ResultDescription description;
  description.title = site.title;
  description.synthetic = site.synthetic;
  description.x_west = site.x_west;
  description.y_south = site.y_south;
  description.cell_size = site.cell_size;
  const Quantity& elevation = standard_quantities().back();
  MapSheet sheet;
  sheet.title = drawable(site.title, "watershed").text;
  sheet.subtitle = site.subtitle;
  sheet.synthetic = site.synthetic;
  sheet.partly_synthetic = site.partly_synthetic;
  sheet.field = site.elevation;
  sheet.classes = classes_of(elevation, site.elevation);
  sheet.block = elevation.block;
  sheet.relief = elevation.relief;
  sheet.legend_title = elevation.heading;
  sheet.legend_unit = elevation.legend_unit(Language::english);
  sheet.facts = site.facts;
  if (!site.outlet.empty()) {
    const auto& [i, j] = site.outlet[site.outlet.size() / 2];
    sheet.marks.push_back({i, j, ink, {"outlet"}});
  }
  write_png(draw_map(sheet, ground_of(site.elevation, description)), file, {{"Title", site.title}});
}

}  // namespace qingliu::postprocess
