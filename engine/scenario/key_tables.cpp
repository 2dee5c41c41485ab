#include "scenario/key_tables.hpp"

namespace qingliu::scenario {
namespace {

constexpr Range positive{.low = 0.0, .above_low = true};
constexpr Range not_negative{.low = 0.0};
constexpr Range fraction{.low = 0.0, .high = 1.0};
constexpr Range class_id{.low = 0, .high = 1e6};

constexpr Binding<ScenarioSection> scenario_table[] = {
    {{.name = "title", .type = Type::text, .standard = required, .meaning = "What the run is about; stands in every result."},
     &ScenarioSection::title},
    {{.name = "synthetic", .type = Type::flag, .standard = "false",
      .meaning = "The terrain is invented; said in every result and picture. Synthetic terrain sets it by itself."},
     &ScenarioSection::synthetic},
};

constexpr Binding<TimeSection> time_table[] = {
    {{.name = "start", .type = Type::moment, .standard = "2000-01-01T00:00:00", .meaning = "Local time at the start of the run."},
     &TimeSection::start},
    {{.name = "duration_h", .type = Type::number, .standard = required, .hard = {0, 8784, true}, .advised = {0, 240},
      .meaning = "Length of the run."},
     &TimeSection::duration},
    {{.name = "max_step_s", .type = Type::number, .standard = "60", .hard = {0, 3600, true}, .advised = {0.1, 600},
      .meaning = "Longest time step; the flow usually asks for a shorter one."},
     &TimeSection::max_step},
};

constexpr Binding<TerrainSection> terrain_table[] = {
    {{.name = "dem", .type = Type::path, .standard = optional,
      .meaning = "Raster of elevations in m, in any format of GDAL; its grid and projection are the run's."},
     &TerrainSection::dem},
    {{.name = "synthetic", .type = Type::word, .standard = optional, .words = "gongping|hillslope",
      .meaning = "Terrain that the engine makes itself, in place of dem."},
     &TerrainSection::synthetic},
    {{.name = "cell_size_m", .type = Type::number, .standard = optional, .hard = {0, 1000, true}, .advised = {0.25, 500},
      .meaning = "Cell size of synthetic terrain; gongping takes 20 to 500."},
     &TerrainSection::cell_size},
    {{.name = "hillslope", .type = Type::table, .standard = optional,
      .meaning = "Size and slope of the synthetic hillslope."}},
    {{.name = "mask", .type = Type::word, .standard = "\"all\"", .words = "all|landuse|watershed",
      .meaning = "Cells that take part: all with an elevation, those with a land use, or those above the outlet point."},
     &TerrainSection::mask},
    {{.name = "pits", .type = Type::word, .standard = "\"keep\"", .words = "keep|breach|fill",
      .meaning = "Closed hollows: kept (water ponds in them), cut open, or filled."},
     &TerrainSection::pits},
    {{.name = "outlet", .type = Type::table, .standard = optional,
      .meaning = "Where water leaves; needed with dem. Synthetic terrain brings its own."}},
};

constexpr Binding<OutletSection> outlet_table[] = {
    {{.name = "line", .type = Type::line, .standard = optional,
      .meaning = "Line across the edge of the terrain: every closed face of an active cell that it touches is open."},
     &OutletSection::line},
    {{.name = "point", .type = Type::point, .standard = optional, .meaning = "Or a point near the outlet cell."},
     &OutletSection::point},
    {{.name = "snap_m", .type = Type::number, .standard = "0", .hard = {0, 1e5}, .advised = {0, 2000},
      .meaning = "The point moves to the cell of largest upstream area within this distance."},
     &OutletSection::snap},
    {{.name = "boundary", .type = Type::word, .standard = "\"normal-depth\"", .words = "normal-depth",
      .meaning = "How water leaves: at the normal depth of the slope below."},
     &OutletSection::boundary},
    {{.name = "slope", .type = Type::number, .standard = "0.01", .hard = {0, 2, true}, .advised = {1e-5, 0.5},
      .meaning = "Slope of the normal depth, m/m."},
     &OutletSection::slope},
};

constexpr Binding<HillslopeParameters> hillslope_table[] = {
    {{.name = "length_m", .type = Type::number, .standard = required, .hard = {0, 1e5, true},
      .meaning = "Length from the southern edge, the outlet, to the crest."},
     &HillslopeParameters::length},
    {{.name = "width_m", .type = Type::number, .standard = required, .hard = {0, 1e5, true}, .meaning = "Width west to east."},
     &HillslopeParameters::width},
    {{.name = "slope", .type = Type::number, .standard = required, .hard = {0, 2, true}, .meaning = "Fall to the south, m/m."},
     &HillslopeParameters::slope},
};

constexpr Binding<LanduseSection> landuse_table[] = {
    {{.name = "raster", .type = Type::path, .standard = optional,
      .meaning = "Raster of class ids."},
     &LanduseSection::raster},
    {{.name = "table", .type = Type::path, .standard = optional, .meaning = "CSV with one row per class."},
     &LanduseSection::table},
    {{.name = "uniform", .type = Type::integer, .standard = optional, .hard = class_id, .meaning = "One class id everywhere."},
     &LanduseSection::uniform},
    {{.name = "by_rules", .type = Type::flag, .standard = "false",
      .meaning = "Classes by height, slope and drainage of the terrain, where no map is at hand."},
     &LanduseSection::by_rules},
    {{.name = "manning_n", .type = Type::number, .standard = "0.05", .hard = {0.005, 2}, .advised = {0.01, 0.8},
      .meaning = "Roughness everywhere when no classes are given."},
     &LanduseSection::manning_n},
};

constexpr Binding<SoilSection> soil_table[] = {
    {{.name = "raster", .type = Type::path, .standard = optional, .meaning = "Raster of soil ids."}, &SoilSection::raster},
    {{.name = "table", .type = Type::path, .standard = optional, .meaning = "CSV with one row per soil and horizon."},
     &SoilSection::table},
    {{.name = "uniform", .type = Type::integer, .standard = optional, .hard = class_id, .meaning = "One soil id everywhere."},
     &SoilSection::uniform},
    {{.name = "by_rules", .type = Type::flag, .standard = "false",
      .meaning = "Soils by height, slope and drainage of the terrain, where no map is at hand."},
     &SoilSection::by_rules},
};

constexpr Binding<GrainsSection> grains_table[] = {
    {{.name = "diameter_um", .type = Type::numbers, .standard = optional, .hard = {0.01, 1e6}, .advised = {0.5, 1e5},
      .meaning = "Grain classes from fine to coarse; needed with [sediment]."},
     &GrainsSection::diameters},
    {{.name = "density_kg_per_m3", .type = Type::number, .standard = "2650", .hard = {1001, 8000}, .advised = {2000, 3200},
      .meaning = "Density of the grains."},
     &GrainsSection::density},
};

constexpr Binding<RainSection> rain_table[] = {
    {{.name = "kind", .type = Type::word, .standard = required, .words = "uniform|alternating-blocks|file",
      .meaning = "Constant rain, a design storm, or a measured series."},
     &RainSection::kind},
    {{.name = "rain_mm_per_h", .type = Type::number, .standard = required, .hard = {0, 3000}, .advised = {0, 400},
      .only_with = "uniform", .meaning = "Intensity."},
     &RainSection::intensity},
    {{.name = "depth_mm", .type = Type::number, .standard = required, .hard = {0, 5000}, .advised = {0, 1500},
      .only_with = "alternating-blocks", .meaning = "Rain of the whole storm."},
     &RainSection::depth},
    {{.name = "begin_h", .type = Type::number, .standard = "0", .hard = not_negative, .only_with = "uniform|alternating-blocks",
      .meaning = "Begin of the rain after the start of the run."},
     &RainSection::begin},
    {{.name = "duration_h", .type = Type::number, .standard = required, .hard = {0, 8784, true},
      .only_with = "uniform|alternating-blocks", .meaning = "Length of the rain."},
     &RainSection::duration},
    {{.name = "block_min", .type = Type::number, .standard = "10", .hard = {0, 1440, true}, .only_with = "alternating-blocks",
      .meaning = "Length of one block of constant intensity."},
     &RainSection::block},
    {{.name = "peak", .type = Type::number, .standard = "0.4", .hard = fraction, .only_with = "alternating-blocks",
      .meaning = "Place of the strongest block in the duration, 0 at its begin, 1 at its end."},
     &RainSection::peak},
    {{.name = "exponent", .type = Type::number, .standard = "0.6", .hard = {0, 0.99}, .advised = {0.3, 0.9},
      .only_with = "alternating-blocks", .meaning = "n of the depth-duration curve H_t = H (t/T)^(1-n)."},
     &RainSection::exponent},
    {{.name = "file", .type = Type::path, .standard = required, .only_with = "file",
      .meaning = "CSV of times and intensities in mm/h, each holding until the next row."},
     &RainSection::file},
    {{.name = "time_column", .type = Type::text, .standard = "\"time\"", .only_with = "file", .meaning = "Column of the times."},
     &RainSection::time_column},
    {{.name = "intensity_column", .type = Type::text, .standard = "\"rain_mm_per_h\"", .only_with = "file",
      .meaning = "Column of the intensities in mm/h."},
     &RainSection::intensity_column},
    {{.name = "select_column", .type = Type::text, .standard = optional, .only_with = "file",
      .meaning = "Only rows whose value in this column is select_value (several events in one file)."},
     &RainSection::select_column},
    {{.name = "select_value", .type = Type::text, .standard = optional, .only_with = "file",
      .meaning = "The value that select_column must have."},
     &RainSection::select_value},
    {{.name = "time_offset_h", .type = Type::number, .standard = "0", .hard = {-8784, 8784}, .only_with = "file",
      .meaning = "Added to the times of the file, for another time zone."},
     &RainSection::time_offset},
};

constexpr Binding<FlowSection> flow_table[] = {
    {{.name = "scheme", .type = Type::word, .standard = "\"full\"", .words = "full",
      .meaning = "Shallow-water equations with inertia, second order in space and time."},
     &FlowSection::scheme},
    {{.name = "courant", .type = Type::number, .standard = "0.45", .hard = {0, 0.5, true}, .advised = {0.1, 0.5},
      .meaning = "Share of the longest stable step that is used; smaller is slower and safer."},
     &FlowSection::courant},
    {{.name = "steep_slope_correction", .type = Type::flag, .standard = "true",
      .meaning = "Gravity and path length along the slope instead of the horizontal."},
     &FlowSection::steep_slope_correction},
};

constexpr Binding<InfiltrationSection> infiltration_table[] = {
    {{.name = "kind", .type = Type::word, .standard = "\"green-ampt\"", .words = "green-ampt|none",
      .meaning = "Law of infiltration; without [soil] it is none."},
     &InfiltrationSection::kind},
};

constexpr Binding<SedimentSection> sediment_table[] = {
    {{.name = "on", .type = Type::flag, .standard = "true",
      .meaning = "Erosion and sediment; a scenario without [sediment] has none."},
     &SedimentSection::on},
    {{.name = "closure", .type = Type::word, .standard = "\"hairsine-rose\"", .words = "hairsine-rose",
      .meaning = "Law of exchange between bed and water."},
     &SedimentSection::closure},
    {{.name = "shielding_mass_kg_per_m2", .type = Type::number, .standard = "0.5", .hard = {0, 100, true}, .advised = {0.05, 2},
      .meaning = "Deposit that shields the soil below entirely (m*)."},
     &SedimentSection::shielding_mass},
    {{.name = "deposit_detachability", .type = Type::number, .standard = "10", .hard = {0, 1e4}, .advised = {1, 100},
      .meaning = "How much more easily drops detach deposit than soil."},
     &SedimentSection::deposit_detachability},
    {{.name = "splash_attenuation_per_m", .type = Type::number, .standard = "2000", .hard = {0, 1e5}, .advised = {100, 5000},
      .meaning = "b of exp(-b h): how a water layer damps the splash."},
     &SedimentSection::splash_attenuation},
    {{.name = "deposit_porosity", .type = Type::number, .standard = "0.45", .hard = {0, 0.9}, .advised = {0.3, 0.7},
      .meaning = "Pores of fresh deposit, as a fraction."},
     &SedimentSection::deposit_porosity},
    {{.name = "bed_feedback", .type = Type::flag, .standard = "true", .meaning = "Erosion and deposit change the bed that the flow feels."},
     &SedimentSection::bed_feedback},
};

constexpr Binding<GaugeSection> gauge_table[] = {
    {{.name = "name", .type = Type::text, .standard = required, .meaning = "Name in the tables of results."}, &GaugeSection::name},
    {{.name = "section", .type = Type::line, .standard = optional,
      .meaning = "Line across the flow; what crosses it to the right, looking from its first point, counts as positive."},
     &GaugeSection::section},
    {{.name = "point", .type = Type::point, .standard = optional, .meaning = "Or one point, for depth and velocity."},
     &GaugeSection::point},
};

constexpr Binding<OutputSection> output_table[] = {
    {{.name = "every_min", .type = Type::number, .standard = "15", .hard = positive, .meaning = "Interval of the maps."},
     &OutputSection::every},
    {{.name = "fields", .type = Type::words, .standard = optional, .words = output_field_words,
      .meaning = "Maps to write. Without it water_depth and velocity, with [sediment] also bed_change and concentration."},
     &OutputSection::fields},
    {{.name = "gauges_every_min", .type = Type::number, .standard = "1", .hard = positive, .meaning = "Interval of the gauges."},
     &OutputSection::gauges_every},
};

constexpr Binding<CheckpointSection> checkpoint_table[] = {
    {{.name = "every_wall_min", .type = Type::number, .standard = "0", .hard = {0, 1e5},
      .meaning = "Interval of checkpoints on the clock on the wall; 0: only when the run is told to stop."},
     &CheckpointSection::every_wall},
};

constexpr RenamedKey renamed_table[] = {
    {"time", "timestep_s", "max_step_s"}, {"time", "dt_s", "max_step_s"},
    {"terrain", "dx_m", "cell_size_m"},     {"terrain", "resolution_m", "cell_size_m"}, {"flow", "cfl", "courant"},
    {"rain", "intensity_mm_per_h", "rain_mm_per_h"}, {"rain", "type", "kind"},       {"output", "variables", "fields"},
    {"output", "interval_min", "every_min"},
};

template <class S>
void add(std::vector<SectionKeys>& sections, std::string_view name, std::string_view heading, std::string_view meaning,
         std::span<const Binding<S>> keys) {
  SectionKeys section{name, heading, meaning, {}};
  for (const Binding<S>& binding : keys) section.keys.push_back(&binding.key);
  sections.push_back(std::move(section));
}

}  // namespace

std::span<const Binding<ScenarioSection>> scenario_keys() { return scenario_table; }
std::span<const Binding<TimeSection>> time_keys() { return time_table; }
std::span<const Binding<TerrainSection>> terrain_keys() { return terrain_table; }
std::span<const Binding<OutletSection>> outlet_keys() { return outlet_table; }
std::span<const Binding<HillslopeParameters>> hillslope_keys() { return hillslope_table; }
std::span<const Binding<LanduseSection>> landuse_keys() { return landuse_table; }
std::span<const Binding<SoilSection>> soil_keys() { return soil_table; }
std::span<const Binding<GrainsSection>> grains_keys() { return grains_table; }
std::span<const Binding<RainSection>> rain_keys() { return rain_table; }
std::span<const Binding<FlowSection>> flow_keys() { return flow_table; }
std::span<const Binding<InfiltrationSection>> infiltration_keys() { return infiltration_table; }
std::span<const Binding<SedimentSection>> sediment_keys() { return sediment_table; }
std::span<const Binding<GaugeSection>> gauge_keys() { return gauge_table; }
std::span<const Binding<OutputSection>> output_keys() { return output_table; }
std::span<const Binding<CheckpointSection>> checkpoint_keys() { return checkpoint_table; }
std::span<const RenamedKey> renamed_keys() { return renamed_table; }

const std::vector<SectionKeys>& all_sections() {
  static const std::vector<SectionKeys> sections = [] {
    std::vector<SectionKeys> all;
    add(all, "scenario", "[scenario]", "What the run is.", scenario_keys());
    add(all, "time", "[time]", "When it happens.", time_keys());
    add(all, "terrain", "[terrain]", "The ground: either dem or synthetic.", terrain_keys());
    add(all, "terrain.outlet", "terrain.outlet = { ... }", "Where water leaves: either line or point.", outlet_keys());
    add(all, "terrain.hillslope", "terrain.hillslope = { ... }", "A plane that drains south over its whole southern edge.",
        hillslope_keys());
    add(all, "landuse", "[landuse]", "Roughness, plants, litter: table with one of raster, uniform, by_rules.", landuse_keys());
    add(all, "soil", "[soil]", "Soils: table with one of raster, uniform, by_rules.", soil_keys());
    add(all, "grains", "[grains]", "Grain classes of the sediment.", grains_keys());
    add(all, "rain", "[[rain]]", "One rain; several add up.", rain_keys());
    add(all, "flow", "[flow]", "Movement of water over the land.", flow_keys());
    add(all, "infiltration", "[infiltration]", "Water into the soil.", infiltration_keys());
    add(all, "sediment", "[sediment]", "Erosion and sediment. The section being there switches it on.", sediment_keys());
    add(all, "gauge", "[[gauge]]", "A place whose series is written: either section or point.", gauge_keys());
    add(all, "output", "[output]", "What is written, and how often.", output_keys());
    add(all, "checkpoint", "[checkpoint]", "Saved states to go on from.", checkpoint_keys());
    add(all, "landuse.csv", "landuse.csv", "Columns of the table of [landuse]; comma between columns, # before remarks.",
        landuse_columns());
    add(all, "soil.csv", "soil.csv", "Columns of the table of [soil]; one row per soil and horizon.", soil_columns());
    return all;
  }();
  return sections;
}

}  // namespace qingliu::scenario
