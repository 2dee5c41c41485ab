// What `qingliu terrain` leaves in its folder; docs/terrain.md describes it.
#include <algorithm>
#include <cmath>

#include "cli/terrain_study.hpp"
#include "core/sum.hpp"
#include "io/geopackage.hpp"

namespace qingliu::cli {
namespace {

constexpr double no_height = -9999.0;

/// Writes rasters one after another and remembers their names.
class Writer {
 public:
  Writer(const TerrainOptions& options, const TerrainStudy& study) : options_(options), frame_(study.frame) {}

  template <class T>
  void write(const std::string& name, const std::vector<T>& values, std::string description, std::string unit,
             double nodata, std::vector<std::pair<std::string, std::string>> metadata = {}) {
    metadata.emplace_back("SOURCE_DEM", options_.dem.filename().string());
    io::write_geotiff(options_.folder / name, frame_, values,
                      {std::move(description), std::move(unit), nodata, std::move(metadata), false});
    names_.push_back(name);
  }
  bool wants(const char* flow) const {
    return std::find(options_.flow.begin(), options_.flow.end(), flow) != options_.flow.end();
  }
  std::vector<std::string> names_;

 private:
  const TerrainOptions& options_;
  const io::RasterFrame& frame_;
};

void write_elevation(Writer& w, TerrainStudy& s) {
  std::vector<float> heights(s.surface.elevation.begin(), s.surface.elevation.end());
  w.write("elevation.tif", heights, "elevation, conditioned", "m", no_height);
  const terrain::Gradient gradient = terrain::horn_gradient(s.surface);
  w.write("slope.tif", gradient.slope, "slope (Horn 1981)", "degree", no_height);
  w.write("aspect.tif", gradient.aspect, "aspect, the way downhill clockwise from north", "degree",
          no_height);
  Sum slope;
  for (std::size_t cell = 0; cell < s.watershed.size(); ++cell) {
    if (s.watershed[cell]) slope.add(gradient.slope[cell]);
  }
  s.mean_slope = slope.value() / s.cells[s.outlet];
}

void write_flow(Writer& w, const TerrainOptions& o, const TerrainStudy& s) {
  const std::size_t n = s.cells.size();
  if (w.wants("d8")) {
    // ESRI's codes: 1 east, then clockwise 2, 4, ... 128; our order: S W E N SW SE NW NE.
    constexpr std::uint8_t esri[8] = {4, 16, 1, 64, 8, 2, 32, 128};
    std::vector<std::uint8_t> codes(n);
    std::vector<float> area(n);
    for (std::size_t cell = 0; cell < n; ++cell) {
      const std::uint8_t d = s.directions[cell];
      codes[cell] = d < 8 ? esri[d] : d == terrain::leaves ? 0 : 255;
      area[cell] = s.cells[cell] > 0 ? static_cast<float>(s.square_km(s.cells[cell])) : NAN;
    }
    w.write("flow_direction_d8.tif", codes,
            "D8: 1 E, 2 SE, 4 S, 8 SW, 16 W, 32 NW, 64 N, 128 NE; 0: leaves the raster", "", 255);
    w.write("upstream_area_d8.tif", area, "upstream area, D8", "km2", no_height);
  }
  const auto to_km2 = [](std::vector<float> area) {
    for (float& value : area) value *= 1e-6f;
    return area;
  };
  if (w.wants("dinf")) {
    const terrain::FacetFlow flow = terrain::dinf_directions(s.surface, s.directions);
    std::vector<float> degrees(n);
    for (std::size_t cell = 0; cell < n; ++cell) degrees[cell] = flow.degrees(cell);
    w.write("flow_direction_dinf.tif", degrees, "D-infinity, counter-clockwise from east (Tarboton 1997)",
            "degree", no_height);
    w.write("upstream_area_dinf.tif", to_km2(terrain::dinf_area(s.surface, flow)),
            "upstream area, D-infinity", "km2", no_height);
  }
  if (w.wants("mfd")) {
    w.write("upstream_area_mfd.tif", to_km2(terrain::multiple_area(s.surface, s.directions, o.mfd_exponent)),
            "upstream area, multiple directions (Freeman 1991)", "km2", no_height,
            {{"EXPONENT", std::to_string(o.mfd_exponent)}});
  }
}

io::MapPoint centre(const TerrainStudy& s, std::size_t cell) {
  const io::RasterFrame& f = s.frame;
  return {f.x_west + (static_cast<double>(cell % f.nx) + 0.5) * f.cell_size,
          f.y_south + (static_cast<double>(cell / f.nx) + 0.5) * f.cell_size};
}

io::VectorLayer stream_layer(const TerrainStudy& s) {
  const std::int64_t whole = 0;
  const double number = 0.0;
  io::VectorLayer layer{"streams",
                        io::VectorLayer::Kind::lines,
                        {{"reach_id", whole},
                         {"downstream_id", whole},
                         {"name", std::string()},
                         {"strahler", whole},
                         {"length_m", number},
                         {"chainage_from_m", number},
                         {"chainage_to_m", number},
                         {"area_from_km2", number},
                         {"area_to_km2", number},
                         {"elevation_from_m", number},
                         {"elevation_to_m", number},
                         {"slope", number}},
                        {}};
  for (std::size_t k = 0; k < s.reaches.size(); ++k) {
    const terrain::StreamReach& r = s.reaches[k];
    io::VectorLayer::Feature feature;
    for (const std::uint32_t cell : r.cells) feature.points.push_back(centre(s, cell));
    feature.values = {std::int64_t{r.id},
                      std::int64_t{r.downstream},
                      s.names[k],
                      std::int64_t{r.strahler},
                      r.length,
                      r.chainage_from(),
                      r.chainage_to,
                      s.square_km(r.cells_at_head),
                      s.square_km(r.cells_at_end),
                      s.surface.elevation[r.cells.front()],
                      s.surface.elevation[r.cells.back()],
                      r.slope};
    layer.features.push_back(std::move(feature));
  }
  return layer;
}

/// The cells of a group as a polygon, outlined within the rectangle around them.
std::string outline_of(const TerrainStudy& s, const terrain::WallGroup& group) {
  int west = s.frame.nx, east = -1;
  for (const std::size_t cell : group.cells) {
    west = std::min(west, static_cast<int>(cell % s.frame.nx));
    east = std::max(east, static_cast<int>(cell % s.frame.nx));
  }
  const int south = static_cast<int>(group.cells.front() / s.frame.nx);
  const int north = static_cast<int>(group.cells.back() / s.frame.nx);
  io::RasterFrame part = s.frame;
  part.nx = east - west + 1;
  part.ny = north - south + 1;
  part.x_west += west * s.frame.cell_size;
  part.y_south += south * s.frame.cell_size;
  std::vector<std::uint8_t> flags(static_cast<std::size_t>(part.nx) * part.ny, 0);
  for (const std::size_t cell : group.cells) {
    const std::size_t row = cell / s.frame.nx - south, column = cell % s.frame.nx - west;
    flags[row * part.nx + column] = 1;
  }
  return io::outline_of(part, flags);
}

/// Cells below walls; [[collapsing_gully]] takes such polygons.
io::VectorLayer wall_layer(const TerrainStudy& s) {
  io::VectorLayer layer{"walls",
                        io::VectorLayer::Kind::polygons,
                        {{"id", std::int64_t{0}},
                         {"height_m", 0.0},
                         {"length_m", 0.0},
                         {"area_m2", 0.0},
                         {"in_watershed", std::int64_t{0}}},
                        {}};
  std::int64_t id = 0;
  for (const terrain::WallGroup& group : s.walls) {
    const bool inside = s.watershed[group.cells.front()] != 0;
    const double area = s.square_km(static_cast<double>(group.cells.size())) * 1e6;
    layer.features.push_back(
        {{}, outline_of(s, group), {++id, group.height, group.length, area, std::int64_t{inside ? 1 : 0}}});
  }
  return layer;
}

}  // namespace

std::vector<std::string> write_study(const TerrainOptions& o, TerrainStudy& s) {
  Writer w(o, s);
  write_elevation(w, s);
  write_flow(w, o, s);
  w.write("watershed.tif", s.watershed, "1: drains through the outlet", "", 0);
  const double area = s.square_km(s.cells[s.outlet]);
  io::VectorLayer watershed{"watershed", io::VectorLayer::Kind::polygons, {{"area_km2", area}}, {}};
  watershed.features.push_back({{}, io::outline_of(s.frame, s.watershed), {area}});
  io::VectorLayer outlet{
      "outlet", io::VectorLayer::Kind::points, {{"area_km2", area}, {"elevation_m", 0.0}}, {}};
  outlet.features.push_back({{centre(s, s.outlet)}, "", {area, s.surface.elevation[s.outlet]}});
  io::write_geopackage(o.folder / "terrain.gpkg", s.frame.crs_wkt, {stream_layer(s), watershed, outlet});
  w.names_.push_back("terrain.gpkg");
  if (o.walls) {
    io::write_geopackage(o.folder / "walls.gpkg", s.frame.crs_wkt, {wall_layer(s)});
    w.names_.push_back("walls.gpkg");
  }
  return w.names_;
}

}  // namespace qingliu::cli
