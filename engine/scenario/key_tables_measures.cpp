// The keys of measures. Their types and parameters are the catalogue's (scenarios/catalogue/measures.toml).
#include "scenario/key_tables.hpp"

namespace qingliu::scenario {
namespace {

constexpr Binding<MeasureSection> measure_table[] = {
    {{.name = "id",
      .type = Type::text,
      .standard = required,
      .meaning = "Name of the measure; a plan that inherits another changes the measure of the same id."},
     &MeasureSection::id},
    {{.name = "type",
      .type = Type::text,
      .standard = required,
      .meaning = "Type of the catalogue: `qingliu catalogue` lists them."},
     &MeasureSection::type},
    {{.name = "built",
      .type = Type::moment,
      .standard = required,
      .meaning = "Day on which it is there. A run that starts earlier goes without it; later, it has its "
                 "age."},
     &MeasureSection::built},
    {{.name = "retired", .type = Type::moment, .standard = optional, .meaning = "Day from which it is gone."},
     &MeasureSection::retired},
    {{.name = "release_h",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 8760},
      .meaning =
          "Of a dam or pool that is retired within the run: the time in which what stands behind it is "
          "let down evenly, from that day on. Without it 24 h (a judgement, no source); 0: at once."},
     &MeasureSection::release},
    {{.name = "active",
      .type = Type::flag,
      .standard = "true",
      .meaning = "false: left out, as by a plan that goes without a measure of the one it inherits."},
     &MeasureSection::active},
    {{.name = "layer",
      .type = Type::layer,
      .standard = optional,
      .meaning = "Polygons, lines with width_m, or points where it lies; cells take part by the share of "
                 "their area. Give one of layer, wkt, point and reach; without any, the whole watershed, or "
                 "the cells of where."},
     &MeasureSection::layer},
    {{.name = "ids",
      .type = Type::numbers,
      .standard = optional,
      .meaning = "Only the shapes with these numbers in the column that layer = { file, column } names."},
     &MeasureSection::ids},
    {{.name = "width_m",
      .type = Type::number,
      .standard = optional,
      .hard = {0, 1000, true},
      .meaning = "Width of lines; of a point, the diameter of the ground around it; beside a reach, the "
                 "width of each side. Without it the width or area of the type."},
     &MeasureSection::line_width},
    {{.name = "wkt",
      .type = Type::text,
      .standard = optional,
      .meaning = "Or one shape written out in the coordinates of the run: POLYGON ((x y, x y, x y)), "
                 "LINESTRING (x y, x y) with width_m, POINT (x y)."},
     &MeasureSection::wkt},
    {{.name = "point",
      .type = Type::point,
      .standard = optional,
      .meaning = "Or one point: a dam stands on the stream there, another lies on the ground around it, as "
                 "large as its type or width_m says."},
     &MeasureSection::point},
    {{.name = "snap_m",
      .type = Type::number,
      .standard = "0",
      .hard = {0, 10000},
      .meaning =
          "A point moves to the cell with the largest watershed within this distance, into the line of "
          "the water or a stream; 0: it stays."},
     &MeasureSection::snap},
    {{.name = "reach",
      .type = Type::text,
      .standard = optional,
      .meaning = "Or a reach of the streams, listed by streams.csv: works in streams lie along it (dredge, "
                 "revetment, "
                 "bank_green, river_clean, trash_boom), others on the ground beside it, width_m from the "
                 "water's edge."},
     &MeasureSection::reach},
    {{.name = "chainage_m",
      .type = Type::numbers,
      .standard = optional,
      .hard = {0, 1e7},
      .meaning = "From where to where on the reach, counted from its upper end: [200, 450]; a dam stands "
                 "at one: [340]. Without it the whole reach."},
     &MeasureSection::chainage},
    {{.name = "where",
      .type = Type::text,
      .standard = optional,
      .meaning =
          "Condition on the cells: use, soil (name or number), slope_deg, aspect_deg (from north, "
          "clockwise), elevation_m, stream_distance_m (to the nearest stream) and stream_order (of that "
          "stream, after Strahler) with == != < <= > >= in [..], and, or, not, brackets."},
     &MeasureSection::where},
    {{.name = "gully",
      .type = Type::text,
      .standard = optional,
      .meaning = "Name of the [[gully]] or [[collapsing_gully]] that it treats: gully_head, benggang."},
     &MeasureSection::gully},
    {{.name = "village",
      .type = Type::text,
      .standard = optional,
      .meaning = "Name of the [[village]] that it serves, \"*\" for all of them: waste_collection, "
                 "sewage_intercept, livestock_control."},
     &MeasureSection::village},
    {{.name = "dam",
      .type = Type::text,
      .standard = optional,
      .meaning = "Name of the [[structure]] or [[reservoir]] at which it is done: dredge, reservoir_dredge, "
                 "reservoir_reinforce, reservoir_flush."},
     &MeasureSection::dam},
    {{.name = "design_rain_mm",
      .type = Type::number,
      .standard = "0",
      .hard = {0, 2000},
      .meaning = "Rain within design_rain_h above which an earthwork breaks and has half of its room from "
                 "then on; 0: it holds whatever falls."},
     &MeasureSection::design_rain},
    {{.name = "design_rain_h",
      .type = Type::number,
      .standard = "6",
      .hard = {0, 240, true},
      .meaning = "Time in which design_rain_mm falls."},
     &MeasureSection::design_duration},
    {{.name = "upkeep",
      .type = Type::flag,
      .standard = "true",
      .meaning = "Kept in good state; false: a type that decays loses half of its effect in its half-life."},
     &MeasureSection::upkeep},
    {{.name = "filled",
      .type = Type::number,
      .standard = "0",
      .hard = {0, 1},
      .meaning = "Share of its room for water that silt has filled before the run, from 0 (just cleaned) to "
                 "1; the results of an earlier storm say it."},
     &MeasureSection::filled},
    {{.name = "cost_cny",
      .type = Type::numbers,
      .standard = optional,
      .hard = {0, 1e12},
      .meaning = "Low, middle and high cost of one unit of the type, in place of the catalogue's; one number "
                 "for all three."},
     &MeasureSection::cost},
    {{.name = "parameters",
      .type = Type::table,
      .standard = optional,
      .meaning = "Parameters of the type that are not the catalogue's: { ground = 0.7, to = \"shrub\" }. "
                 "`qingliu catalogue "
                 "TYPE` lists them."}},
};

}  // namespace

std::span<const Binding<MeasureSection>> measure_keys() { return measure_table; }

}  // namespace qingliu::scenario
