#pragma once
// The keys of every section and the columns of the two class tables: the one truth about names, units,
// limits, defaults.
#include <span>
#include <string_view>
#include <vector>

#include "scenario/class_table.hpp"
#include "scenario/key.hpp"

namespace qingliu::scenario {

/// The plane of terrain.hillslope.
struct HillslopeParameters {
  double length = 0.0;  ///< [m] along the slope's projection, south to north
  double width = 0.0;   ///< [m] west to east
  double slope = 0.0;   ///< [-]
};

std::span<const Binding<Layer>> layer_keys();
std::span<const Binding<FractionSection>> fraction_keys();
std::span<const Binding<BarrierSection>> barrier_keys();
std::span<const Binding<ScenarioSection>> scenario_keys();
std::span<const Binding<TimeSection>> time_keys();
std::span<const Binding<TerrainSection>> terrain_keys();
std::span<const Binding<OutletSection>> outlet_keys();
std::span<const Binding<HillslopeParameters>> hillslope_keys();
std::span<const Binding<LanduseSection>> landuse_keys();
std::span<const Binding<SoilSection>> soil_keys();
std::span<const Binding<GrainsSection>> grains_keys();
std::span<const Binding<RainSection>> rain_keys();
std::span<const Binding<BoundarySection>> boundary_keys();
std::span<const Binding<InflowSection>> inflow_keys();
std::span<const Binding<FlowSection>> flow_keys();
std::span<const Binding<InfiltrationSection>> infiltration_keys();
std::span<const Binding<EvaporationSection>> evaporation_keys();
std::span<const Binding<SedimentSection>> sediment_keys();
std::span<const Binding<SourcesSection>> sources_keys();
std::span<const Binding<StreamsSection>> streams_keys();
std::span<const Binding<ReservoirSection>> reservoir_keys();
std::span<const Binding<BankSection>> bank_keys();
std::span<const Binding<StructureSection>> structure_keys();
std::span<const Binding<CollapsingGullySection>> collapsing_gully_keys();
std::span<const Binding<GullySection>> gully_keys();
std::span<const Binding<LitterSection>> litter_keys();
std::span<const Binding<QualitySection>> quality_keys();
std::span<const Binding<ConstituentSection>> constituent_keys();
std::span<const Binding<VillageSection>> village_keys();
std::span<const Binding<MeasureSection>> measure_keys();
std::span<const Binding<GaugeSection>> gauge_keys();
std::span<const Binding<OutputSection>> output_keys();
std::span<const Binding<CheckpointSection>> checkpoint_keys();
std::span<const Binding<LanduseRow>> landuse_columns();
std::span<const Binding<SoilRow>> soil_columns();

/// What [output] fields may name.
inline constexpr std::string_view output_field_words =
    "water_depth|velocity|bed_change|net_erosion|concentration|infiltration_total|water_surface|deposited_"
    "mass|"
    "rain_total";

/// A section as it is explained: "[time]", "[[rain]]", "terrain.outlet", "soil.csv".
struct SectionKeys {
  std::string_view name;  ///< as a person asks for it: "rain", "terrain.outlet"
  std::string_view heading;
  std::string_view meaning;
  std::vector<const Key*> keys;
};

/// All of them in the order of a scenario.
const std::vector<SectionKeys>& all_sections();

struct RenamedKey {
  std::string_view section, old_name, new_name;
};

/// Keys of earlier or neighbouring programs, and what they are called here.
std::span<const RenamedKey> renamed_keys();

}  // namespace qingliu::scenario
