// The keys of what happens and of what is written.
#include "scenario/key_tables.hpp"

namespace qingliu::scenario {
namespace {

constexpr Range positive{.low = 0.0, .above_low = true};
constexpr Range fraction{.low = 0.0, .high = 1.0};

constexpr Binding<FlowSection> flow_table[] = {
    {{.name = "scheme",
      .type = Type::word,
      .standard = "\"full\"",
      .words = "full|lean|inertial",
      .meaning =
          "Shallow-water equations with inertia: full is second order in space and time; lean, one stage "
          "with velocity constant in the cell, costs 0.4 of it, for rain-fed slopes; inertial leaves out the "
          "momentum that water carries along, for first looks: not for dam breaks, surges and fast brooks."},
     &FlowSection::scheme},
    {{.name = "courant",
      .type = Type::number,
      .standard = "0.45",
      .hard = {0, 0.7, true},
      .meaning = "Share of the longest stable step that is used; smaller is slower and safer. The largest "
                 "is 0.5; with lean 0.30 is the default and 0.35 the largest, with inertial both are 0.7."},
     &FlowSection::courant},
    {{.name = "steep_slope_correction",
      .type = Type::flag,
      .standard = "true",
      .meaning = "Gravity and path length along the slope instead of the horizontal."},
     &FlowSection::steep_slope_correction},
};

constexpr Binding<InfiltrationSection> infiltration_table[] = {
    {{.name = "kind",
      .type = Type::word,
      .standard = "\"green-ampt\"",
      .words = "green-ampt|smith-parlange|philip|horton|scs-cn|none",
      .meaning = "Law of infiltration; without [soil] it is none. Which columns of the tables a law needs: "
                 "docs/theory/infiltration.md."},
     &InfiltrationSection::kind},
    {{.name = "recovery_h",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 8784, true},
      .advised = {6, 240},
      .meaning = "Of green-ampt: time constant with which the wetting front recovers while no rain falls and "
                 "nothing "
                 "stands, 24 to 48 h. Without it the front keeps all that entered."},
     &InfiltrationSection::recovery},
    {{.name = "initial_abstraction",
      .type = Type::number,
      .standard = "0.2",
      .hard = fraction,
      .advised = {0.05, 0.3},
      .meaning = "Of scs-cn: what falls before any runs off, as a share of the retention S."},
     &InfiltrationSection::initial_abstraction},
};

constexpr Binding<EvaporationSection> evaporation_table[] = {
    {{.name = "rate_mm_per_d",
      .type = Type::number,
      .standard = required,
      .hard = {0, 50},
      .advised = {0, 12},
      .meaning = "Potential evaporation while no rain falls: dries canopy, litter, roofs and the water that "
                 "stands on "
                 "the land."},
     &EvaporationSection::rate},
};

constexpr Binding<SourcesSection> sources_table[] = {
    {{.name = "by",
      .type = Type::word,
      .standard = required,
      .words = "landuse|soil|subwatersheds|measures",
      .meaning =
          "What the soil of a cell is named after: its land use, its soil, its sub-watershed (what "
          "drains to each gauge, or the layer [output] subwatersheds), or the measure that covers most "
          "of it, whether it stands in the run or not. Beds of streams, banks and inflows are sources "
          "of their own."},
     &SourcesSection::by},
};

constexpr Binding<SedimentSection> sediment_table[] = {
    {{.name = "on",
      .type = Type::flag,
      .standard = "true",
      .meaning = "Erosion and sediment; a scenario without [sediment] has none."},
     &SedimentSection::on},
    {{.name = "closure",
      .type = Type::word,
      .standard = "\"hairsine-rose\"",
      .words = "hairsine-rose|deficit|wepp|cohesive",
      .meaning = "Law of exchange between bed and water (docs/theory/erosion.md): Hairsine and Rose; the "
                 "deficit of the transport capacity (EUROSEM, LISEM), which needs cohesion_kpa of the soils; "
                 "WEPP; Partheniades and Krone for mud."},
     &SedimentSection::closure},
    {{.name = "detachment_efficiency",
      .type = Type::word,
      .standard = "\"govers\"",
      .words = "govers|eurosem|inverse",
      .meaning = "Of deficit: what cohesion c leaves of the flow's erosion: 1/(0.89 + 0.56 c), "
                 "0.79 exp(-0.85 c) or 1/(2 c), at most 1."},
     &SedimentSection::efficiency},
    {{.name = "capacity",
      .type = Type::word,
      .standard = "\"by-diameter\"",
      .words = "by-diameter|engelund-hansen",
      .meaning =
          "Transport capacity of the classes on the land: Govers (1990) up to 250 um, which lets nothing "
          "move below 0.4 cm/s of unit stream power, and Engelund and Hansen (1967) above; or "
          "Engelund and Hansen for all, as KINEROS2 has it. That of streams: [streams] capacity."},
     &SedimentSection::capacity},
    {{.name = "deposition_factor",
      .type = Type::number,
      .standard = "0.5",
      .hard = {0, 1, true},
      .advised = {0.3, 1},
      .meaning = "Of wepp: beta, which slows settling from turbulent flow."},
     &SedimentSection::deposition_factor},
    {{.name = "erosion_rate_g_per_m2_s",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 1e5},
      .advised = {0.01, 10},
      .meaning = "Of cohesive: M of M (tau/tau_c - 1), 0.1 to 1 for mud (unverified)."},
     &SedimentSection::erosion_rate},
    {{.name = "deposition_shear_pa",
      .type = Type::number,
      .standard = "0.1",
      .hard = {0, 100, true},
      .advised = {0.03, 1},
      .meaning = "Of cohesive: shear from which nothing settles, 0.06 to 0.15 for mud (unverified)."},
     &SedimentSection::deposition_shear},
    {{.name = "shielding_mass_kg_per_m2",
      .type = Type::number,
      .standard = "0.5",
      .hard = {0, 100, true},
      .advised = {0.05, 2},
      .meaning = "Deposit that shields the soil below entirely (m*)."},
     &SedimentSection::shielding_mass},
    {{.name = "deposit_detachability",
      .type = Type::number,
      .standard = "10",
      .hard = {0, 1e4},
      .advised = {1, 100},
      .meaning = "How much more easily drops detach deposit than soil."},
     &SedimentSection::deposit_detachability},
    {{.name = "splash_attenuation_per_m",
      .type = Type::number,
      .standard = "2000",
      .hard = {0, 1e5},
      .advised = {100, 5000},
      .meaning = "b of exp(-b h): how a water layer damps the splash."},
     &SedimentSection::splash_attenuation},
    {{.name = "deposit_porosity",
      .type = Type::number,
      .standard = "0.45",
      .hard = {0, 0.9},
      .advised = {0.3, 0.7},
      .meaning = "Pores of fresh deposit, as a fraction."},
     &SedimentSection::deposit_porosity},
    {{.name = "bed_feedback",
      .type = Type::flag,
      .standard = "true",
      .meaning = "Erosion and deposit change the bed that the flow feels."},
     &SedimentSection::bed_feedback},
    {{.name = "bedload",
      .type = Type::word,
      .standard = "\"none\"",
      .words = "none|wong-parker|meyer-peter-mueller|wilcock-crowe|engelund-hansen",
      .meaning =
          "Law of what the flow moves along the bed, of the loose deposit; with it, deposit that is too "
          "steep slides."},
     &SedimentSection::bedload},
    {{.name = "bedload_from_um",
      .type = Type::number,
      .standard = "2000",
      .hard = {1, 1e6},
      .advised = {60, 1e5},
      .meaning = "Classes of this diameter and coarser travel along the bed and not in suspension."},
     &SedimentSection::bedload_from},
    {{.name = "bedload_slope_factor",
      .type = Type::number,
      .standard = "1.3",
      .hard = {0, 10},
      .advised = {0, 3},
      .meaning = "Pull of the slope on bedload, beta_s of Koch and Flokstra."},
     &SedimentSection::bedload_slope_factor},
    {{.name = "active_layer_mm",
      .type = Type::number,
      .standard = "50",
      .hard = {0, 2000, true},
      .advised = {2, 500},
      .meaning =
          "Deposit that covers the bed entirely; of a thinner one less moves, in proportion, and nothing "
          "slides."},
     &SedimentSection::active_layer},
    {{.name = "repose_slope",
      .type = Type::number,
      .standard = "0.6745",
      .hard = {0.05, 10},
      .advised = {0.4, 1.2},
      .meaning = "Steepest slope at which loose deposit rests, m/m (0.6745: 34 degrees)."},
     &SedimentSection::repose_slope},
};

constexpr Binding<GaugeSection> gauge_table[] = {
    {{.name = "name", .type = Type::text, .standard = required, .meaning = "Name in the tables of results."},
     &GaugeSection::name},
    {{.name = "section",
      .type = Type::line,
      .standard = optional,
      .meaning = "Line across the flow; what crosses it to the right, looking from its first point, counts "
                 "as positive."},
     &GaugeSection::section},
    {{.name = "point",
      .type = Type::point,
      .standard = optional,
      .meaning = "Or one point, for depth and velocity."},
     &GaugeSection::point},
    {{.name = "reach",
      .type = Type::text,
      .standard = optional,
      .meaning = "Or a stream by the name of its reach; needs [streams]."},
     &GaugeSection::reach},
    {{.name = "chainage_m",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 1e7},
      .meaning = "Where on the reach, from its upper end."},
     &GaugeSection::chainage},
    {{.name = "dam",
      .type = Type::text,
      .standard = optional,
      .meaning = "Or the name of a [[reservoir]] or [[structure]]: what passes it, and the depth at it."},
     &GaugeSection::dam},
};

constexpr Binding<OutputSection> output_table[] = {
    {{.name = "every_min",
      .type = Type::number,
      .standard = "15",
      .hard = positive,
      .meaning = "Interval of the maps."},
     &OutputSection::every},
    {{.name = "fields",
      .type = Type::words,
      .standard = optional,
      .words = output_field_words,
      .meaning = "Maps to write. Without it water_depth and velocity, with [sediment] also bed_change, "
                 "net_erosion and concentration."},
     &OutputSection::fields},
    {{.name = "gauges_every_min",
      .type = Type::number,
      .standard = "1",
      .hard = positive,
      .meaning = "Interval of the gauges."},
     &OutputSection::gauges_every},
    {{.name = "subwatersheds",
      .type = Type::layer,
      .standard = optional,
      .meaning = "Polygons or raster with a number for every part of the watershed whose totals are told in "
                 "totals.csv. Without it they are what drains to each gauge."},
     &OutputSection::subwatersheds},
};

constexpr Binding<CheckpointSection> checkpoint_table[] = {
    {{.name = "every_wall_min",
      .type = Type::number,
      .standard = "0",
      .hard = {0, 1e5},
      .meaning = "Interval of checkpoints on the clock on the wall; 0: only when the run is told to stop."},
     &CheckpointSection::every_wall},
};

}  // namespace

std::span<const Binding<FlowSection>> flow_keys() { return flow_table; }
std::span<const Binding<InfiltrationSection>> infiltration_keys() { return infiltration_table; }
std::span<const Binding<EvaporationSection>> evaporation_keys() { return evaporation_table; }
std::span<const Binding<SedimentSection>> sediment_keys() { return sediment_table; }
std::span<const Binding<SourcesSection>> sources_keys() { return sources_table; }
std::span<const Binding<GaugeSection>> gauge_keys() { return gauge_table; }
std::span<const Binding<OutputSection>> output_keys() { return output_table; }
std::span<const Binding<CheckpointSection>> checkpoint_keys() { return checkpoint_table; }

}  // namespace qingliu::scenario
