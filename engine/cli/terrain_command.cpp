#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "cli/terrain_study.hpp"
#include "core/error.hpp"
#ifdef QINGLIU_WITH_PICTURES
#include "postprocess/terrain_picture.hpp"
#endif

namespace qingliu::cli {
namespace {

#ifdef QINGLIU_WITH_PICTURES
/// Orders of the streams and the watershed in km2, outside NaN.
void draw(const TerrainOptions& o, const TerrainStudy& s) {
  postprocess::TerrainPicture picture;
  picture.title = o.dem.filename().string();
  picture.cell_size = s.frame.cell_size;
  picture.x_west = s.frame.x_west;
  picture.y_south = s.frame.y_south;
  picture.elevation = postprocess::Raster::empty(s.frame.nx, s.frame.ny);
  picture.orders = picture.elevation;
  for (std::size_t cell = 0; cell < s.watershed.size(); ++cell) {
    picture.elevation.values[cell] = static_cast<float>(s.surface.elevation[cell]);
    if (s.watershed[cell]) picture.orders.values[cell] = 0.0f;
  }
  for (const terrain::StreamReach& reach : s.reaches) {
    for (std::size_t k = 0; k < reach.cells.size(); ++k) {
      float& order = picture.orders.values[reach.cells[k]];
      order = std::max(order, static_cast<float>(reach.strahler));
    }
  }
  picture.outlet = s.outlet;
  picture.facts = {fmt::format("watershed {:.2f} km2", s.square_km(s.cells[s.outlet])),
                   fmt::format("streams from {:.4g} km2 on", s.square_km(s.stream_cells))};
  postprocess::draw_terrain(picture, o.folder / "streams.png");
  fmt::print("  streams.png\n");
}
#else
void draw(const TerrainOptions&, const TerrainStudy&) {}
#endif

int terrain_command(const TerrainOptions& o) {
  if (!o.overwrite && std::filesystem::exists(o.folder / "terrain.gpkg")) {
    throw InputError(fmt::format(
        "{} holds a terrain already. Choose another folder with -o, or give --overwrite", o.folder.string()));
  }
  TerrainStudy study = study_terrain(o);
  std::filesystem::create_directories(o.folder);
  const std::vector<std::string> files = write_study(o, study);
  fmt::print("{}{}/\n", summary_of(o, study), o.folder.string());
  for (const std::string& file : files) fmt::print("  {}\n", file);
  draw(o, study);
  return 0;
}

}  // namespace

void add_terrain(CLI::App& app, std::function<int()>& chosen) {
  auto a = std::make_shared<TerrainOptions>();
  CLI::App* command =
      app.add_subcommand("terrain", "condition a DEM, find watershed and streams (docs/terrain.md)");
  command->add_option("dem", a->dem, "elevation raster (any GDAL format)")->required();
  command->add_option("-o,--output", a->folder, "folder for the files")->required();
  command->add_option("--pits", a->pits, "what to do with pits: breach (then fill the rest), fill, keep")
      ->check(CLI::IsMember({"breach", "fill", "keep"}));
  command->add_option("--breach-cells", a->breach.cells, "longest breach [cells]")
      ->check(CLI::Range(1, 65535));
  command->add_option("--breach-m", a->breach.depth, "deepest breach [m]")->check(CLI::Range(0.0, 1e4));
  command->add_option("--flow", a->flow, "flow directions and upstream areas to write: d8,dinf,mfd")
      ->delimiter(',')
      ->check(CLI::IsMember({"d8", "dinf", "mfd"}));
  command->add_option("--mfd-exponent", a->mfd_exponent, "exponent of the slope in mfd (Freeman 1991: 1.1)")
      ->check(CLI::Range(0.1, 20.0));
  command->add_option("--outlet", a->outlet, "outlet x y [m] (default: the largest on the edge)")
      ->expected(2);
  command
      ->add_option(
          "--snap-m", a->snap,
          "the outlet moves to the largest upstream area within this [m] (default: 150; 0: it stays)")
      ->check(CLI::Range(0.0, 1e6));
  command->add_option("--stream-km2", a->stream_area_km2, "upstream area at which a stream begins")
      ->check(CLI::PositiveNumber);
  command->add_option("--burn", a->burn,
                      "line layer (any OGR format and CRS) burnt in; its column 'name' is kept");
  command->add_option("--burn-m", a->burn_depth, "depth of the burnt lines")->check(CLI::Range(0.0, 1e4));
  command->add_flag("--walls", a->walls,
                    "look for steep walls, candidates of collapsing gullies: walls.gpkg (docs/gullies.md)");
  command->add_option("--wall-m", a->wall_height, "lowest walls that count")->check(CLI::Range(0.2, 1e3));
  command->add_option("--wall-deg", a->wall_degrees, "fall from cell to cell that belongs to a wall")
      ->check(CLI::Range(20.0, 89.0));
  command->add_option("--wall-cells", a->wall_cells, "least cells below a wall")
      ->check(CLI::Range(1, 1000000));
  command->add_flag("--overwrite", a->overwrite, "replace the files in the folder");
  command->callback([a, &chosen] { chosen = [a] { return terrain_command(*a); }; });
}

}  // namespace qingliu::cli
