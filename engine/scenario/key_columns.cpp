#include "scenario/key_tables.hpp"

namespace qingliu::scenario {
namespace {

constexpr Range fraction{.low = 0.0, .high = 1.0};
constexpr Range percent{.low = 0.0, .high = 100.0};
constexpr Range id_range{.low = 0.0, .high = 1e6};
constexpr Range manning{.low = 0.005, .high = 2.0};
constexpr Range manning_usual{.low = 0.01, .high = 0.8};

constexpr Binding<LanduseRow> landuse_table[] = {
    {{.name = "id", .type = Type::integer, .standard = required, .hard = id_range, .meaning = "Number of the class in the raster."},
     &LanduseRow::id},
    {{.name = "name", .type = Type::text, .standard = required, .meaning = "Name for people."}, &LanduseRow::name},
    {{.name = "manning_n", .type = Type::number, .standard = required, .hard = manning, .advised = manning_usual,
      .meaning = "Roughness of thin films."},
     &LanduseRow::manning_n},
    {{.name = "manning_n_deep", .type = Type::number, .standard = optional, .hard = manning, .advised = manning_usual,
      .meaning = "Roughness of deep flow; without it manning_n at every depth."},
     &LanduseRow::manning_n_deep},
    {{.name = "manning_decay_depth_m", .type = Type::number, .standard = "0.1", .hard = {0, 10, true}, .advised = {0.05, 0.3},
      .meaning = "h_v of n(h) = n_deep + (n - n_deep) exp(-h/h_v)."},
     &LanduseRow::manning_decay_depth},
    {{.name = "manning_n_soil", .type = Type::number, .standard = "0.02", .hard = manning, .advised = {0.01, 0.05},
      .meaning = "Roughness of the grains alone; skin shear = shear (n_soil/n)^1.5."},
     &LanduseRow::manning_n_soil},
    {{.name = "cover", .type = Type::number, .standard = "0", .hard = fraction, .meaning = "Canopy as a fraction of the area."},
     &LanduseRow::cover},
    {{.name = "leaf_area_index", .type = Type::number, .standard = "0", .hard = {0, 15}, .advised = {0, 10},
      .meaning = "Leaf area per ground of the covered part."},
     &LanduseRow::leaf_area_index},
    {{.name = "canopy_height_m", .type = Type::number, .standard = "0", .hard = {0, 100}, .advised = {0, 40},
      .meaning = "Height of the canopy; leaf drip falls from half of it."},
     &LanduseRow::canopy_height},
    {{.name = "litter_mm", .type = Type::number, .standard = "0", .hard = {0, 100}, .advised = {0, 20},
      .meaning = "Water that litter holds."},
     &LanduseRow::litter_store},
    {{.name = "litter_cover", .type = Type::number, .standard = "0", .hard = fraction,
      .meaning = "Ground shielded from drops by litter, stones, mulch, as a fraction."},
     &LanduseRow::litter_cover},
    {{.name = "erodibility_factor", .type = Type::number, .standard = "1", .hard = {0, 10}, .advised = {0, 3},
      .meaning = "Multiplies the soil's erodibility (roots, compaction, paving)."},
     &LanduseRow::erodibility_factor},
    {{.name = "critical_shear_added_pa", .type = Type::number, .standard = "0", .hard = {0, 1000}, .advised = {0, 200},
      .meaning = "Added to the soil's critical shear by roots and cover."},
     &LanduseRow::critical_shear_added},
    {{.name = "conductivity_factor", .type = Type::number, .standard = "1", .hard = {0, 100}, .advised = {0, 5},
      .meaning = "Multiplies the soil's conductivity (paving 0)."},
     &LanduseRow::conductivity_factor},
};

constexpr Binding<SoilRow> soil_table[] = {
    {{.name = "id", .type = Type::integer, .standard = required, .hard = id_range, .meaning = "Number of the soil in the raster."},
     &SoilRow::id},
    {{.name = "name", .type = Type::text, .standard = required, .meaning = "Name for people."}, &SoilRow::name},
    {{.name = "horizon", .type = Type::integer, .standard = required, .hard = {1, 20}, .meaning = "1 at the surface, then downward."},
     &SoilRow::horizon},
    {{.name = "bottom_m", .type = Type::number, .standard = required, .hard = {0, 100, true}, .advised = {0.02, 30},
      .meaning = "Depth of the lower boundary of the horizon."},
     &SoilRow::bottom},
    {{.name = "ksat_mm_per_h", .type = Type::number, .standard = required, .hard = {0, 5000}, .advised = {0.1, 500},
      .meaning = "Saturated conductivity."},
     &SoilRow::conductivity},
    {{.name = "suction_mm", .type = Type::number, .standard = required, .hard = {0, 5000}, .advised = {5, 1000},
      .meaning = "Suction at the wetting front."},
     &SoilRow::suction},
    {{.name = "porosity", .type = Type::number, .standard = required, .hard = {0, 0.8, true}, .advised = {0.25, 0.7},
      .meaning = "Pores as a fraction of the volume."},
     &SoilRow::porosity},
    {{.name = "moisture", .type = Type::number, .standard = required, .hard = {0, 0.8},
      .meaning = "Water at the start as a fraction of the volume, at most the porosity."},
     &SoilRow::moisture},
    {{.name = "clay_percent", .type = Type::number, .standard = required, .hard = percent, .meaning = "Below 0.002 mm, of the fine earth."},
     &SoilRow::clay},
    {{.name = "silt_percent", .type = Type::number, .standard = required, .hard = percent, .meaning = "0.002 mm to sand, of the fine earth."},
     &SoilRow::silt},
    {{.name = "sand_percent", .type = Type::number, .standard = required, .hard = percent, .meaning = "Sand up to 2 mm, of the fine earth."},
     &SoilRow::sand},
    {{.name = "rock_percent", .type = Type::number, .standard = "0", .hard = percent, .advised = {0, 90},
      .meaning = "Fragments above 2 mm."},
     &SoilRow::rock},
    {{.name = "erodibility_s_per_m", .type = Type::number, .standard = "4e-4", .hard = {0, 1}, .advised = {0, 0.05},
      .meaning = "K_r of D_f = K_r (tau - tau_c)."},
     &SoilRow::erodibility},
    {{.name = "critical_shear_pa", .type = Type::number, .standard = "2.5", .hard = {0, 1000}, .advised = {0.1, 50},
      .meaning = "tau_c, below which flow does not detach."},
     &SoilRow::critical_shear},
    {{.name = "splash_g_per_j", .type = Type::number, .standard = "2", .hard = {0, 100}, .advised = {0, 10},
      .meaning = "Soil that drops detach per energy."},
     &SoilRow::splash_detachability},
    {{.name = "impervious_base", .type = Type::integer, .standard = "1", .hard = fraction,
      .meaning = "1: water cannot leave the last horizon downward; 0: it can."},
     &SoilRow::impervious_base},
};

}  // namespace

std::span<const Binding<LanduseRow>> landuse_columns() { return landuse_table; }
std::span<const Binding<SoilRow>> soil_columns() { return soil_table; }

}  // namespace qingliu::scenario
