#pragma once
// The kinds of measures that an overview tells apart by colour.
#include <algorithm>
#include <array>
#include <string_view>

#include "postprocess/colour_scales.hpp"
#include "postprocess/language.hpp"

namespace qingliu::postprocess {

struct MeasureKind {
  Phrase name;
  Rgb colour;  ///< of Okabe & Ito (2008), darkened for thin lines on light ground
};

inline constexpr std::size_t other_kind = 4;
inline constexpr std::array<MeasureKind, 5> measure_kinds{{
    {{"terraces, ditches, ponds", "梯田、沟、塘"}, {205, 120, 0}},
    {{"plants and farming", "植被与耕作"}, {0, 120, 88}},
    {{"works in gullies", "治沟与崩岗"}, {150, 50, 120}},
    {{"works in streams, villages", "治河、湿地与村庄"}, {70, 165, 225}},
    {{"other measures", "其他措施"}, {60, 60, 60}},
}};

/// Place in measure_kinds of a type of the catalogue; types that a user has added are "other".
inline std::size_t kind_of_type(std::string_view type) {
  constexpr std::array earthworks{"terrace_level",      "terrace_sloping", "terrace_interval",
                                  "trench_bamboo",      "pits_fishscale",  "step_level",
                                  "orchard_bund_ditch", "ditch_intercept", "ditch_drain",
                                  "basin_silt",         "pond_small",      "road_paved"};
  constexpr std::array plants{"tillage_contour", "strip_cropping", "mulch",          "grass_strip",
                              "forest_mixed",    "closure",        "forest_improve", "eucalyptus_rotation",
                              "orchard_develop", "orchard_sod",    "land_convert",   "riparian_buffer"};
  constexpr std::array gullies{"check_dam",  "sediment_dam",   "silt_dam", "gully_head",
                               "gully_plug", "drop_structure", "benggang"};
  constexpr std::array waters{"dredge",           "revetment",           "bank_green",
                              "river_clean",      "trash_boom",          "trash_rack",
                              "waste_collection", "sewage_intercept",    "wetland",
                              "predam",           "reservoir_reinforce", "reservoir_flush",
                              "reservoir_dredge", "livestock_control"};
  const auto among = [&](const auto& types) {
    return std::ranges::any_of(types, [&](const char* one) { return type == one; });
  };
  if (among(earthworks)) return 0;
  if (among(plants)) return 1;
  if (among(gullies)) return 2;
  return among(waters) ? 3 : other_kind;
}

}  // namespace qingliu::postprocess
