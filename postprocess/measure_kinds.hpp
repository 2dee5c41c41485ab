#pragma once
// How an overview tells measures apart: by type where these are few, else by kind.
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "postprocess/colour_scales.hpp"
#include "postprocess/language.hpp"

namespace qingliu::postprocess {

/// A type of the catalogue, or a kind of types.
struct MeasureGroup {
  std::string name;
  Rgb colour;
};

/// Colours of lines on light ground, told apart by colour-blind readers: after Okabe & Ito (2008), darkened.
inline constexpr std::array<Rgb, 6> measure_colours{
    {{205, 120, 0}, {0, 120, 88}, {150, 50, 120}, {70, 165, 225}, {60, 60, 60}, {235, 215, 30}}};

/// Groups of measures with these types, and of each measure its group: one for each type where six or fewer
/// occur, else one for each kind (earthworks, plants and farming, gullies, streams and villages, other).
struct MeasureGroups {
  std::vector<MeasureGroup> groups;
  std::vector<std::size_t> of_measure;
};
MeasureGroups measure_groups(const std::vector<std::string>& types, Language language);

/// Whether the catalogue that is built in has the type.
bool is_catalogue_type(std::string_view type);

}  // namespace qingliu::postprocess
