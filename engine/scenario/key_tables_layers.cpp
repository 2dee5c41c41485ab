// The keys of layers, and of what lies within the cells.
#include "scenario/key_tables.hpp"

namespace qingliu::scenario {
namespace {

constexpr Binding<Layer> layer_table[] = {
    {{.name = "file",
      .type = Type::path,
      .standard = required,
      .meaning = "Raster or vector file of any format of GDAL."},
     &Layer::file},
    {{.name = "resample",
      .type = Type::word,
      .standard = optional,
      .words = "nearest|bilinear|mean",
      .meaning = "How a raster on another grid or in another coordinate system is brought onto the run's: "
                 "nearest for classes, bilinear or mean for fields. Without it the grids must fit. Of "
                 "polygons with numbers: mean weighs them by area, else the polygon at the centre counts."},
     &Layer::resample},
    {{.name = "nodata",
      .type = Type::number,
      .standard = optional,
      .meaning = "Another number that means no value, beside the one that the file declares."},
     &Layer::nodata},
    {{.name = "crs",
      .type = Type::text,
      .standard = optional,
      .meaning = "Coordinate system of the file as EPSG:number, where it names none or a wrong one."},
     &Layer::crs},
    {{.name = "column",
      .type = Type::text,
      .standard = optional,
      .meaning = "Column of a vector layer that holds the numbers."},
     &Layer::column},
    {{.name = "sublayer",
      .type = Type::text,
      .standard = optional,
      .meaning = "Which layer, of a file with several vector layers."},
     &Layer::sublayer},
    {{.name = "band",
      .type = Type::integer,
      .standard = "1",
      .hard = {1, 10000},
      .meaning = "Which band, of a raster with several."},
     &Layer::band},
};

constexpr Binding<FractionSection> fraction_table[] = {
    {{.name = "kind",
      .type = Type::word,
      .standard = required,
      .words = "road|roof|water",
      .meaning = "What covers a part of the cells."},
     &FractionSection::kind},
    {{.name = "layer",
      .type = Type::layer,
      .standard = required,
      .meaning = "Lines (with width_m), polygons, or a raster of shares between 0 and 1."},
     &FractionSection::layer},
    {{.name = "width_m",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 1000, true},
      .advised = {0.5, 50},
      .meaning = "Width of lines; needed where the layer holds lines."},
     &FractionSection::width},
    {{.name = "manning_n",
      .type = Type::number,
      .standard = optional,
      .hard = {0.005, 2},
      .advised = {0.01, 0.8},
      .meaning = "Roughness of the covered part (paved road 0.015); without it the land use's."},
     &FractionSection::manning_n},
    {{.name = "roof_store_mm",
      .type = Type::number,
      .standard = "0.5",
      .hard = {0, 1000},
      .advised = {0, 10},
      .only_with = "roof",
      .meaning = "Rain that the roofs keep before they drain; more where they feed cisterns."},
     &FractionSection::roof_store},
};

constexpr Binding<BarrierSection> barrier_table[] = {
    {{.name = "layer",
      .type = Type::layer,
      .standard = required,
      .meaning = "Lines, or polygons whose outlines count (paddies)."},
     &BarrierSection::layer},
    {{.name = "height_m",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 100, true},
      .advised = {0.05, 20},
      .meaning = "Crest above the higher ground beside each face; or give crest_m. Paddy bunds 0.1 to 0.25."},
     &BarrierSection::height},
    {{.name = "crest_m",
      .type = Type::number,
      .standard = optional,
      .hard = {-500, 9000},
      .meaning = "Or the elevation of the crest, one for the whole layer."},
     &BarrierSection::crest},
};

}  // namespace

std::span<const Binding<BarrierSection>> barrier_keys() { return barrier_table; }
std::span<const Binding<Layer>> layer_keys() { return layer_table; }
std::span<const Binding<FractionSection>> fraction_keys() { return fraction_table; }

}  // namespace qingliu::scenario
