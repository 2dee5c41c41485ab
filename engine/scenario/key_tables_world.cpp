// The keys of what the world is.
#include "scenario/key_tables.hpp"

namespace qingliu::scenario {
namespace {

constexpr Range class_id{.low = 0, .high = 1e6};

constexpr Binding<ScenarioSection> scenario_table[] = {
    {{.name = "title",
      .type = Type::text,
      .standard = required,
      .meaning = "What the run is about; stands in every result."},
     &ScenarioSection::title},
    {{.name = "synthetic",
      .type = Type::flag,
      .standard = "false",
      .meaning =
          "The terrain is invented; said in every result and picture. Synthetic terrain sets it by itself."},
     &ScenarioSection::synthetic},
    {{.name = "synthetic_parts",
      .type = Type::text,
      .standard = optional,
      .meaning = "What of the scenario is invented although the terrain is surveyed, in words: \"gullies and "
                 "dam\"; said in every result and picture."},
     &ScenarioSection::synthetic_parts},
    {{.name = "catalogue",
      .type = Type::path,
      .standard = optional,
      .meaning =
          "TOML file with types of measures of your own, written like those of "
          "scenarios/catalogue/measures.toml: a new bundle of levers. They stand beside the program's."},
     &ScenarioSection::catalogue},
};

constexpr Binding<TimeSection> time_table[] = {
    {{.name = "start",
      .type = Type::moment,
      .standard = "2000-01-01T00:00:00",
      .meaning = "Local time at the start of the run."},
     &TimeSection::start},
    {{.name = "duration_h",
      .type = Type::number,
      .standard = required,
      .hard = {0, 8784, true},
      .advised = {0, 240},
      .meaning = "Length of the run."},
     &TimeSection::duration},
    {{.name = "max_step_s",
      .type = Type::number,
      .standard = "60",
      .hard = {0, 3600, true},
      .advised = {0.1, 600},
      .meaning = "Longest time step; the flow usually asks for a shorter one."},
     &TimeSection::max_step},
};

constexpr Binding<TerrainSection> terrain_table[] = {
    {{.name = "dem",
      .type = Type::layer,
      .standard = optional,
      .meaning = "Raster of elevations in m, in any format of GDAL; its grid and projection are the run's "
                 "(with resample: its projection)."},
     &TerrainSection::dem},
    {{.name = "synthetic",
      .type = Type::word,
      .standard = optional,
      .words = "gongping|benggang|hillslope",
      .meaning = "Terrain that the engine makes itself, in place of dem."},
     &TerrainSection::synthetic},
    {{.name = "cell_size_m",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 1000, true},
      .advised = {0.25, 500},
      .meaning = "Cell size of synthetic terrain (gongping takes 20 to 500, benggang 1 to 10), or of a dem "
                 "with resample."},
     &TerrainSection::cell_size},
    {{.name = "hillslope",
      .type = Type::table,
      .standard = optional,
      .meaning = "Size and slope of the synthetic hillslope."}},
    {{.name = "mask",
      .type = Type::word,
      .standard = "\"all\"",
      .words = "all|landuse|watershed",
      .meaning =
          "Cells that take part: all with an elevation; those with a land use (with an outlet point, of "
          "these what drains to it); or those above the outlet point."},
     &TerrainSection::mask},
    {{.name = "mask_layer",
      .type = Type::layer,
      .standard = optional,
      .meaning = "Only cells with a value other than 0 in this raster, or within its polygons, take part."},
     &TerrainSection::mask_layer},
    {{.name = "pits",
      .type = Type::word,
      .standard = "\"keep\"",
      .words = "keep|breach|fill",
      .meaning = "Closed hollows: kept (water ponds in them), cut open, or filled."},
     &TerrainSection::pits},
    {{.name = "area_km2",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 1e6, true},
      .meaning = "Area of the watershed where it is known: `qingliu check` compares."},
     &TerrainSection::area},
    {{.name = "outlet",
      .type = Type::table,
      .standard = optional,
      .meaning =
          "Where water leaves; needed with dem where no [[boundary]] is. Synthetic terrain brings its own."}},
};

constexpr Binding<OutletSection> outlet_table[] = {
    {{.name = "line",
      .type = Type::line,
      .standard = optional,
      .meaning = "Line across the edge of the terrain: every closed face of an active cell that it touches "
                 "is open."},
     &OutletSection::line},
    {{.name = "point",
      .type = Type::point,
      .standard = optional,
      .meaning = "Or a point near the outlet cell."},
     &OutletSection::point},
    {{.name = "snap_m",
      .type = Type::number,
      .standard = "0",
      .hard = {0, 1e5},
      .advised = {0, 2000},
      .meaning = "The point moves to the cell of largest upstream area within this distance."},
     &OutletSection::snap},
    {{.name = "boundary",
      .type = Type::word,
      .standard = "\"normal-depth\"",
      .words = "normal-depth|critical|free",
      .meaning =
          "How water leaves: at the normal depth of slope, over a free fall, or with zero gradient. Levels, "
          "discharges and rating curves: [[boundary]]."},
     &OutletSection::boundary},
    {{.name = "slope",
      .type = Type::number,
      .standard = "0.01",
      .hard = {0, 2, true},
      .advised = {1e-5, 0.5},
      .meaning = "Slope of the normal depth, m/m."},
     &OutletSection::slope},
};

constexpr Binding<HillslopeParameters> hillslope_table[] = {
    {{.name = "length_m",
      .type = Type::number,
      .standard = required,
      .hard = {0, 1e5, true},
      .meaning = "Length from the southern edge, the outlet, to the crest."},
     &HillslopeParameters::length},
    {{.name = "width_m",
      .type = Type::number,
      .standard = required,
      .hard = {0, 1e5, true},
      .meaning = "Width west to east."},
     &HillslopeParameters::width},
    {{.name = "slope",
      .type = Type::number,
      .standard = required,
      .hard = {0, 2, true},
      .meaning = "Fall to the south, m/m."},
     &HillslopeParameters::slope},
};

constexpr Binding<LanduseSection> landuse_table[] = {
    {{.name = "raster",
      .type = Type::layer,
      .standard = optional,
      .meaning = "Layer of class ids: a raster, or polygons with a column of ids."},
     &LanduseSection::raster},
    {{.name = "table", .type = Type::path, .standard = optional, .meaning = "CSV with one row per class."},
     &LanduseSection::table},
    {{.name = "uniform",
      .type = Type::integer,
      .standard = optional,
      .hard = class_id,
      .meaning = "One class id everywhere."},
     &LanduseSection::uniform},
    {{.name = "by_rules",
      .type = Type::flag,
      .standard = "false",
      .meaning = "Classes by height, slope and drainage of the terrain, where no map is at hand."},
     &LanduseSection::by_rules},
    {{.name = "manning_n",
      .type = Type::number,
      .standard = "0.05",
      .hard = {0.005, 2},
      .advised = {0.01, 0.8},
      .meaning = "Roughness everywhere when no classes are given."},
     &LanduseSection::manning_n},
    {{.name = "manning_n_layer",
      .type = Type::layer,
      .standard = optional,
      .meaning = "Roughness by cell, in place of that of the classes where the layer has a value."},
     &LanduseSection::manning_n_layer},
};

constexpr Binding<SoilSection> soil_table[] = {
    {{.name = "raster",
      .type = Type::layer,
      .standard = optional,
      .meaning = "Layer of soil ids: a raster, or polygons with a column of ids."},
     &SoilSection::raster},
    {{.name = "table",
      .type = Type::path,
      .standard = optional,
      .meaning = "CSV with one row per soil and horizon."},
     &SoilSection::table},
    {{.name = "uniform",
      .type = Type::integer,
      .standard = optional,
      .hard = class_id,
      .meaning = "One soil id everywhere."},
     &SoilSection::uniform},
    {{.name = "by_rules",
      .type = Type::flag,
      .standard = "false",
      .meaning = "Soils by height, slope and drainage of the terrain, where no map is at hand."},
     &SoilSection::by_rules},
    {{.name = "conductivity_factor_layer",
      .type = Type::layer,
      .standard = optional,
      .meaning = "Multiplies the conductivities by cell where the layer has a value (in steps of 2 %)."},
     &SoilSection::conductivity_factor_layer},
    {{.name = "moisture_layer",
      .type = Type::layer,
      .standard = optional,
      .meaning = "Moisture at the start in every horizon, a volume fraction, where the layer has a value (in "
                 "steps of "
                 "0.01, at most the porosity)."},
     &SoilSection::moisture_layer},
};

constexpr Binding<GrainsSection> grains_table[] = {
    {{.name = "diameter_um",
      .type = Type::numbers,
      .standard = optional,
      .hard = {0.01, 1e6},
      .advised = {0.5, 1e5},
      .meaning = "Grain classes from fine to coarse; needed with [sediment]."},
     &GrainsSection::diameters},
    {{.name = "density_kg_per_m3",
      .type = Type::number,
      .standard = "2650",
      .hard = {1001, 8000},
      .advised = {2000, 3200},
      .meaning = "Density of the grains."},
     &GrainsSection::density},
};

}  // namespace

std::span<const Binding<ScenarioSection>> scenario_keys() { return scenario_table; }
std::span<const Binding<TimeSection>> time_keys() { return time_table; }
std::span<const Binding<TerrainSection>> terrain_keys() { return terrain_table; }
std::span<const Binding<OutletSection>> outlet_keys() { return outlet_table; }
std::span<const Binding<HillslopeParameters>> hillslope_keys() { return hillslope_table; }
std::span<const Binding<LanduseSection>> landuse_keys() { return landuse_table; }
std::span<const Binding<SoilSection>> soil_keys() { return soil_table; }
std::span<const Binding<GrainsSection>> grains_keys() { return grains_table; }

}  // namespace qingliu::scenario
