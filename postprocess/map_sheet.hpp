#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "postprocess/canvas.hpp"
#include "postprocess/language.hpp"
#include "postprocess/map_classes.hpp"
#include "postprocess/map_layout.hpp"
#include "postprocess/raster.hpp"
#include "postprocess/result_reader.hpp"

namespace qingliu::postprocess {

/// What a pixel shows that is larger than a cell.
enum class Block { largest, mean };

/// From above, or as a block seen obliquely from the south.
enum class View { map, relief };

/// What all pictures of a run share.
struct Ground {
  const Raster* elevation = nullptr;
  Raster shade;  ///< of hillshade()
  double exaggeration = 1.0;
  MapLayout layout;
  Language language = Language::english;  ///< of the words on the maps
  View view = View::map;
  std::vector<std::uint8_t> streams;  ///< coverage_of() the streams' lines; empty: none
};
/// The ground of a run with its streams.
Ground ground_of(const ResultFolder& results, Language language = Language::english, View view = View::map);
Ground ground_of(const Raster& elevation, const ResultDescription& description,
                 Language language = Language::english, View view = View::map);

/// A place that the picture rings, with the lines that the panel says of it.
struct Mark {
  int i = 0, j = 0;
  Rgb colour = ink;
  std::vector<std::string> lines;
};

/// A sign of the map and what it means.
struct MapSign {
  enum class Shape { line, outline, triangle, square, dot };
  Shape shape = Shape::line;
  Rgb colour = ink;
  std::string words;
};

/// One picture in words and numbers.
struct MapSheet {
  std::string title, subtitle, remark, footer;
  bool synthetic = false;         ///< terrain
  bool partly_synthetic = false;  ///< other things
  Language language = Language::english;
  Raster field;
  MapClasses classes;
  Block block = Block::largest;
  double relief = 0.0;  ///< share of the relief that the colours take over, 0-1
  std::string legend_title, legend_unit;
  std::string upper_words, lower_words;  ///< what positive and negative values mean, where both occur
  std::vector<Mark> marks;
  std::vector<MapSign> signs;
  std::vector<std::string> facts;
};

Canvas draw_map(const MapSheet& sheet, const Ground& ground);

/// The parts of draw_map.
void draw_field(Canvas& canvas, const MapSheet& sheet, const Ground& ground);
void draw_marks(Canvas& canvas, const MapSheet& sheet, const MapLayout& layout);
/// Field and marks on a block of the terrain, heights times the result.
double draw_relief(Canvas& canvas, const MapSheet& sheet, const Ground& ground);
/// One sign with its middle at (x, y), on the map as in the panel.
void draw_sign(Canvas& canvas, const MapSign& sign, double x, double y);
void draw_header(Canvas& canvas, const MapSheet& sheet, const MapLayout& layout);
void draw_coordinates(Canvas& canvas, const MapSheet& sheet, const MapLayout& layout);
/// exaggeration: of the heights that the picture shows.
void draw_panel(Canvas& canvas, const MapSheet& sheet, const Ground& ground, double exaggeration);

/// Colour of the field at a pixel of the image, shaded by that share of the relief; nothing outside the
/// watershed.
std::optional<Rgb> pixel_colour(const MapSheet& sheet, const Ground& ground, int px, int py, double relief);
/// A raster at the middle of a pixel: the mean of the cells below it, bilinear where it is smaller than a
/// cell; NaN outside.
double value_at_pixel(const Raster& raster, const MapLayout& layout, int px, int py);

}  // namespace qingliu::postprocess
