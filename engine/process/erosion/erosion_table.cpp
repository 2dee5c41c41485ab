#include "process/erosion/erosion_table.hpp"

#include <algorithm>

namespace qingliu::erosion {

double ErosionTable::class_mass(std::int32_t top, std::size_t k, double eroded) const {
  double mass = 0.0;
  for (std::int32_t row = top;; row = next[row]) {
    const double here = std::min(eroded, mass_bottom[row]) - mass_top[row];
    if (here > 0.0) mass += fraction[k][row] * here;
    if (eroded <= mass_bottom[row] || next[row] == row) return mass;
  }
}

double ErosionTable::thickness(std::int32_t top, double eroded) const {
  const std::int32_t row = horizon_at(top, eroded);
  return depth_top[row] + (eroded - mass_top[row]) * inverse_density[row];
}

std::int32_t ErosionTable::horizon_at(std::int32_t top, double eroded) const {
  std::int32_t row = top;
  while (eroded >= mass_bottom[row] && next[row] != row) row = next[row];
  return row;
}

ErosionTable make_erosion_table(const std::vector<Soil>& soils, const Grains& grains) {
  ErosionTable table;
  table.fraction.resize(grains.size());
  for (const Soil& soil : soils) {
    table.first.push_back(static_cast<std::int32_t>(table.erodibility.size()));
    double top = 0.0, mass = 0.0;
    for (std::size_t h = 0; h < soil.horizons.size(); ++h) {
      const SoilHorizon& horizon = soil.horizons[h];
      double volume = 0.0;  // [m3 kg-1] of solids
      for (std::size_t k = 0; k < grains.size(); ++k) {
        volume += horizon.class_fractions[k] / grains[k].density;
        table.fraction[k].push_back(horizon.class_fractions[k]);
      }
      const double density = (1.0 - horizon.porosity) / volume;
      const auto row = static_cast<std::int32_t>(table.erodibility.size());
      table.erodibility.push_back(horizon.erodibility);
      table.critical_shear.push_back(horizon.critical_shear);
      table.splash.push_back(horizon.splash_detachability);
      table.efficiency.push_back(horizon.efficiency);
      table.mass_top.push_back(mass);
      mass += (horizon.bottom - top) * density;
      table.mass_bottom.push_back(mass);
      table.depth_top.push_back(top);
      table.inverse_density.push_back(1.0 / density);
      top = horizon.bottom;
      table.next.push_back(h + 1 < soil.horizons.size() ? row + 1 : row);
    }
  }
  return table;
}

}  // namespace qingliu::erosion
