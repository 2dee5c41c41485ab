#include "run/output_fields.hpp"

namespace qingliu::run {

double bed_change(const World& world, std::size_t cell) {
  const LandState& s = world.state;
  double change = -world.land.erosion.thickness(world.land.top_horizon[cell], s.eroded[cell]);
  for (int k = 0; k < s.classes(); ++k)
    change += s.deposited[k][cell] * world.land.deposit_inverse_density[k];
  return s.fallen.empty() ? change : change - s.fallen[cell];
}

double net_erosion(const World& world, std::size_t cell) {
  double mass = 0.0;
  for (int k = 0; k < world.state.classes(); ++k)
    mass += world.land.erosion.class_mass(world.land.top_horizon[cell], k, world.state.eroded[cell]) -
            world.state.deposited[k][cell];
  for (const Field<double>& gullied : world.state.gullied) mass += gullied[cell];
  return mass;
}

std::vector<io::NamedRaster> output_rasters(const World& world, double t,
                                            const std::vector<std::string>& fields, Rows own) {
  const LandState& s = world.state;
  const Grid& grid = world.grid;
  const int rounded = 12;  // mantissa bits kept of depths, velocities and concentrations: 1 part in 8,000
  std::vector<io::NamedRaster> out;
  const auto add = [&](std::string name, std::string unit, std::string long_name, std::string standard,
                       int bits, auto value) {
    out.push_back({std::move(name), std::move(unit), std::move(long_name), std::move(standard), bits,
                   raster_of(grid, own, value)});
  };
  for (const std::string& field : fields) {
    if (field == "water_depth") {
      add("water_depth", "m", "depth of water on the land", "", rounded,
          [&](std::size_t k) { return s.depth[k]; });
    } else if (field == "velocity") {
      add("velocity_x", "m s-1", "eastward velocity", "", rounded,
          [&](std::size_t k) { return s.velocity_x[k]; });
      add("velocity_y", "m s-1", "northward velocity", "", rounded,
          [&](std::size_t k) { return s.velocity_y[k]; });
    } else if (field == "water_surface") {
      add("water_surface", "m", "elevation of the water surface", "", 0,
          [&](std::size_t k) { return s.bed[k] + s.depth[k]; });
    } else if (field == "infiltration_total") {
      add("infiltration_total", "m", "water infiltrated since the start", "", rounded,
          [&](std::size_t k) { return s.infiltrated[k]; });
    } else if (field == "rain_total") {
      const std::vector<double> by_zone = world.rain.cumulative_by_zone(t);
      add("rain_total", "m", "rain fallen since the start, above the plants", "", 0,
          [&](std::size_t k) { return by_zone[world.rain.covers()[world.land.cover[k]].zone]; });
    }
    if (s.classes() == 0) continue;
    if (field == "bed_change") {
      add("bed_change", "m", "net change of the bed since the start, deposition positive", "", 0,
          [&](std::size_t k) { return bed_change(world, k); });
    } else if (field == "net_erosion") {
      add("net_erosion", "kg m-2", "soil eroded since the start less what lies deposited, all classes", "",
          rounded, [&](std::size_t k) { return net_erosion(world, k); });
    } else if (field == "deposited_mass") {
      add("deposited_mass", "kg m-2", "unconsolidated deposit, all classes", "", rounded, [&](std::size_t k) {
        double mass = 0.0;
        for (const auto& class_mass : s.deposited) mass += class_mass[k];
        return mass;
      });
    } else if (field == "concentration") {
      const int grains = static_cast<int>(world.grain_names.size());
      for (int g = 0; g < grains; ++g) {
        add("concentration_" + world.grain_names[g], "kg m-3",
            "sediment of " + world.grain_names[g] + " in the water", "", rounded, [&](std::size_t k) {
              double sum = 0.0;
              for (int c = g; c < s.classes(); c += grains) sum += s.concentration[c][k];
              return sum;
            });
      }
    }
  }
  return out;
}

}  // namespace qingliu::run
