#include "measures/levers.hpp"

#include <algorithm>

namespace qingliu::measures {
namespace {

constexpr std::string_view reservoir = "a link to [[reservoir]]: describe the dam as it will be there";
constexpr std::string_view land = "a process on the land: it acts in streams only";
constexpr std::string_view nutrients =
    "constituents of water: it acts in streams, pools and at a [[village]] only";
constexpr std::string_view litter = "litter in streams: it acts there and at a [[village]] only";

}  // namespace

const std::vector<Lever>& levers() {
  using enum Through;
  static const std::vector<Lever> all{
      {"n", cover, &Landuse::manning_n, ""},
      {"ksat", cover, &Landuse::conductivity_factor, ""},
      {"canopy", cover, &Landuse::cover, ""},
      {"leaf_area_index", cover, &Landuse::leaf_area_index, ""},
      {"canopy_height", cover, &Landuse::canopy_height, ""},
      {"ground_cover", cover, &Landuse::litter_cover, ""},
      {"interception", cover, &Landuse::litter_store, ""},
      {"erodibility", cover, &Landuse::erodibility_factor, ""},
      {"tau_c", cover, &Landuse::critical_shear_added, ""},
      {"dep_store", store, nullptr, ""},
      {"slope_len", store, nullptr, ""},
      {"transport_cap", nothing, nullptr, "a transport capacity by cell"},
      {"dz", river, nullptr, "changes of the terrain"},
      {"reroute", store, nullptr, ""},
      {"flow_dir", nothing, nullptr, "a direction of tillage"},
      {"rigid", cover, &Landuse::soil_share, ""},
      {"landuse", land_use, nullptr, ""},
      {"trap", store, nullptr, ""},
      {"bed_slope", river, nullptr, "backfill in the stream above"},
      {"headcut_stop", river, nullptr, "a gully whose head it stops: it acts at a [[gully]] only"},
      {"mass_supply", river, nullptr, "falling walls: it acts at a [[collapsing_gully]] only"},
      {"root_cohesion", river, nullptr, "a cohesion of slopes"},
      {"tau_c_bank", river, nullptr, land},
      {"kd_bank", river, nullptr, land},
      {"sed_removed", river, nullptr, "dredging of streams and reservoirs"},
      {"outlet", river, nullptr, reservoir},
      {"rule", river, nullptr, reservoir},
      {"seepage", river, nullptr, reservoir},
      {"litter_sink", river, nullptr, litter},
      {"litter_source", river, nullptr, litter},
      {"nutrient", river, nullptr, nutrients},
      {"nutrient_source", river, nullptr, nutrients},
  };
  return all;
}

const Lever* lever_named(std::string_view name) {
  const auto found = std::ranges::find(levers(), name, &Lever::name);
  return found == levers().end() ? nullptr : &*found;
}

void set_lever(Landuse& land, const Lever& lever, double value) {
  if (lever.target == &Landuse::manning_n) land.manning_n_deep *= value / land.manning_n;
  if (lever.target == &Landuse::erodibility_factor && land.erodibility_factor > 0.0)
    land.splash_factor *= value / land.erodibility_factor;
  if (lever.target == &Landuse::soil_share && land.soil_share > 0.0)
    land.erodibility_factor *= value / land.soil_share;  // only soil erodes
  land.*lever.target = value;
}

Landuse mixed(const Landuse& untreated, const Landuse& treated, double share) {
  if (share >= 1.0) return treated;
  Landuse land = untreated;
  const auto mix = [&](double Landuse::*member, double a, double b) {
    land.*member = (a * untreated.*member + b * treated.*member) / (a + b);
  };
  for (double Landuse::*member :
       {&Landuse::manning_n, &Landuse::manning_n_deep, &Landuse::conductivity_factor, &Landuse::cover,
        &Landuse::litter_cover, &Landuse::litter_store, &Landuse::erodibility_factor, &Landuse::splash_factor,
        &Landuse::critical_shear_added, &Landuse::soil_share}) {
    mix(member, 1.0 - share, share);
  }
  for (std::size_t c = 0; c < land.runoff.size(); ++c) {
    if (untreated.runoff[c] >= 0.0 && treated.runoff[c] >= 0.0)
      land.runoff[c] = (1.0 - share) * untreated.runoff[c] + share * treated.runoff[c];
  }
  const double bare = (1.0 - share) * untreated.cover, grown = share * treated.cover;
  if (bare + grown > 0.0) {
    mix(&Landuse::leaf_area_index, bare, grown);
    mix(&Landuse::canopy_height, bare, grown);
  }
  return land;
}

}  // namespace qingliu::measures
