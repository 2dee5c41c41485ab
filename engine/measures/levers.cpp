#include "measures/levers.hpp"

#include <algorithm>

namespace qingliu::measures {
namespace {

constexpr std::string_view store = "a store of water below the grid";
constexpr std::string_view trap = "structures";
constexpr std::string_view reservoir = "reservoirs";
constexpr std::string_view banks = "failing banks";
constexpr std::string_view litter = "litter";

}  // namespace

const std::vector<Lever>& levers() {
  static const std::vector<Lever> all{
      {"n", &Landuse::manning_n, ""},
      {"ksat", &Landuse::conductivity_factor, ""},
      {"canopy", &Landuse::cover, ""},
      {"leaf_area_index", &Landuse::leaf_area_index, ""},
      {"canopy_height", &Landuse::canopy_height, ""},
      {"ground_cover", &Landuse::litter_cover, ""},
      {"interception", &Landuse::litter_store, ""},
      {"erodibility", &Landuse::erodibility_factor, ""},
      {"tau_c", &Landuse::critical_shear_added, ""},
      {"dep_store", nullptr, store},
      {"slope_len", nullptr, "slopes divided below the grid"},
      {"transport_cap", nullptr, "a transport capacity by cell"},
      {"dz", nullptr, "changes of the terrain"},
      {"reroute", nullptr, "ditches"},
      {"flow_dir", nullptr, "a direction of tillage"},
      {"rigid", nullptr, "beds that do not erode, by cell"},
      {"landuse", nullptr, "changes of land use"},
      {"trap", nullptr, trap},
      {"bed_slope", nullptr, trap},
      {"headcut_stop", nullptr, "growth of gullies"},
      {"mass_supply", nullptr, "falling gully walls"},
      {"root_cohesion", nullptr, banks},
      {"tau_c_bank", nullptr, banks},
      {"kd_bank", nullptr, banks},
      {"sed_removed", nullptr, "dredging of streams and reservoirs"},
      {"outlet", nullptr, reservoir},
      {"rule", nullptr, reservoir},
      {"seepage", nullptr, reservoir},
      {"litter_sink", nullptr, litter},
      {"litter_source", nullptr, litter},
      {"nutrient", nullptr, "nutrients"},
      {"nutrient_source", nullptr, "nutrients"},
  };
  return all;
}

const Lever* lever_named(std::string_view name) {
  const auto found = std::ranges::find(levers(), name, &Lever::name);
  return found == levers().end() ? nullptr : &*found;
}

void set_lever(Landuse& land, const Lever& lever, double value) {
  if (lever.target == &Landuse::manning_n) land.manning_n_deep *= value / land.manning_n;
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
        &Landuse::litter_cover, &Landuse::litter_store, &Landuse::erodibility_factor,
        &Landuse::critical_shear_added}) {
    mix(member, 1.0 - share, share);
  }
  const double bare = (1.0 - share) * untreated.cover, grown = share * treated.cover;
  if (bare + grown > 0.0) {
    mix(&Landuse::leaf_area_index, bare, grown);
    mix(&Landuse::canopy_height, bare, grown);
  }
  return land;
}

}  // namespace qingliu::measures
