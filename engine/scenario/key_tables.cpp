#include "scenario/key_tables.hpp"

namespace qingliu::scenario {
namespace {

constexpr RenamedKey renamed_table[] = {
    {"time", "timestep_s", "max_step_s"},
    {"time", "dt_s", "max_step_s"},
    {"terrain", "dx_m", "cell_size_m"},
    {"terrain", "resolution_m", "cell_size_m"},
    {"flow", "cfl", "courant"},
    {"rain", "intensity_mm_per_h", "rain_mm_per_h"},
    {"rain", "type", "kind"},
    {"output", "variables", "fields"},
    {"output", "interval_min", "every_min"},
};

template <class S>
void add(std::vector<SectionKeys>& sections, std::string_view name, std::string_view heading,
         std::string_view meaning, std::span<const Binding<S>> keys) {
  SectionKeys section{name, heading, meaning, {}};
  for (const Binding<S>& binding : keys) section.keys.push_back(&binding.key);
  sections.push_back(std::move(section));
}

}  // namespace

std::span<const RenamedKey> renamed_keys() { return renamed_table; }

const std::vector<SectionKeys>& all_sections() {
  static const std::vector<SectionKeys> sections = [] {
    std::vector<SectionKeys> all;
    add(all, "scenario", "[scenario]", "What the run is.", scenario_keys());
    add(all, "time", "[time]", "When it happens.", time_keys());
    add(all, "terrain", "[terrain]", "The ground: either dem or synthetic.", terrain_keys());
    add(all, "terrain.outlet", "terrain.outlet = { ... }", "Where water leaves: either line or point.",
        outlet_keys());
    add(all, "terrain.hillslope", "terrain.hillslope = { ... }",
        "A plane that drains south over its whole southern edge.", hillslope_keys());
    add(all, "landuse", "[landuse]",
        "Roughness, plants, litter: table with one of raster, uniform, by_rules.", landuse_keys());
    add(all, "soil", "[soil]", "Soils: table with one of raster, uniform, by_rules.", soil_keys());
    add(all, "layer", "layer = { ... }",
        "A map where more than its file is to be said: for every key whose value is the name of a file or a "
        "table.",
        layer_keys());
    add(all, "fraction", "[[fraction]]",
        "Roads, roofs and water smaller than a cell: they shed the rain, and only the rest of the cell takes "
        "in water and erodes.",
        fraction_keys());
    add(all, "barrier", "[[barrier]]",
        "Bunds of paddies, walls and dykes thinner than a cell: the faces between cells along them are "
        "raised, and "
        "water passes only over the crest.",
        barrier_keys());
    add(all, "grains", "[grains]", "Grain classes of the sediment.", grains_keys());
    add(all, "rain", "[[rain]]", "One rain; several add up.", rain_keys());
    add(all, "boundary", "[[boundary]]", "A reach of the edge through which water passes, beside the outlet.",
        boundary_keys());
    add(all, "inflow", "[[inflow]]", "Water of its own on the land: either point or line.", inflow_keys());
    add(all, "flow", "[flow]", "Movement of water over the land.", flow_keys());
    add(all, "infiltration", "[infiltration]", "Water into the soil.", infiltration_keys());
    add(all, "evaporation", "[evaporation]",
        "Evaporation between bursts of rain. The section being there switches it on.", evaporation_keys());
    add(all, "sediment", "[sediment]", "Erosion and sediment. The section being there switches it on.",
        sediment_keys());
    add(all, "sources", "[sources]",
        "Tells the sediment of different sources apart (sources.csv). The section being there switches it "
        "on; every "
        "source costs as much memory and time as the grain classes once more.",
        sources_keys());
    add(all, "streams", "[streams]",
        "Streams narrower than a cell, traced along the terrain. The section being there switches them on.",
        streams_keys());
    add(all, "bank", "[[bank]]",
        "Banks of streams that may give way: soil and protection. The first sections are for all reaches, "
        "later "
        "ones change what they name; banks that none names hold. Needs [streams] and [sediment].",
        bank_keys());
    add(all, "reservoir", "[[reservoir]]",
        "A reservoir behind a dam in a stream. Its levels and its storage are required: nothing is guessed.",
        reservoir_keys());
    add(all, "structure", "[[structure]]",
        "Across a stream: check dam or sediment-trap dam that fills and then passes what comes; weir; drop.",
        structure_keys());
    add(all, "collapsing_gully", "[[collapsing_gully]]",
        "Collapsing gullies (崩岗): walls that lose their strength when wet, fall, and leave colluvium at "
        "their "
        "feet. Either layer or find. Needs [sediment].",
        collapsing_gully_keys());
    add(all, "gully", "[[gully]]",
        "A gully narrower than a cell: the water of its cells cuts in and widens it, and its head goes back. "
        "One "
        "of layer, line and head. Needs [sediment].",
        gully_keys());
    add(all, "litter", "[litter]",
        "Rubbish that villages leave and streams carry (垃圾; the litter of plants is the land use's). The "
        "section being there switches it on. Needs [streams].",
        litter_keys());
    add(all, "quality", "[quality]", "What all constituents of the water have in common.", quality_keys());
    add(all, "constituent", "[[constituent]]",
        "A constituent of the water of streams: from the land by the concentrations of landuse.csv, from "
        "villages, "
        "with decay and settling. Needs [streams].",
        constituent_keys());
    add(all, "village", "[[village]]",
        "People beside a stream, and what they leave there: either point or reach. Needs [streams].",
        village_keys());
    add(all, "measure", "[[measure]]",
        "A measure that is built: closed slopes, planted woods, grass strips. `qingliu catalogue` lists the "
        "types.",
        measure_keys());
    add(all, "gauge", "[[gauge]]", "A place whose series is written: section, point, reach or dam.",
        gauge_keys());
    add(all, "output", "[output]", "What is written, and how often.", output_keys());
    add(all, "checkpoint", "[checkpoint]", "Saved states to go on from.", checkpoint_keys());
    add(all, "landuse.csv", "landuse.csv",
        "Columns of the table of [landuse]; comma between columns, # before remarks.", landuse_columns());
    add(all, "soil.csv", "soil.csv", "Columns of the table of [soil]; one row per soil and horizon.",
        soil_columns());
    return all;
  }();
  return sections;
}

}  // namespace qingliu::scenario
