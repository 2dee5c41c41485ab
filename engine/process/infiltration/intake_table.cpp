#include "process/infiltration/intake_table.hpp"

#include <cmath>

#include "process/infiltration/intake_laws.hpp"

namespace qingliu::infiltration {
namespace {

/// [m] that the profile of the open soil stores above an impervious base.
double storage_of(const Soil& soil, const ColumnChoice& column) {
  if (!soil.impervious_base) return std::numeric_limits<double>::infinity();
  double storage = 0.0, top = 0.0;
  for (const SoilHorizon& horizon : soil.horizons) {
    storage += (horizon.bottom - top) * (horizon.porosity - moisture_of(horizon, column));
    top = horizon.bottom;
  }
  return storage;
}

}  // namespace

IntakeTable make_intake_table(Law law, std::span<const Soil> soils, std::span<const ColumnChoice> columns,
                              double abstraction) {
  IntakeTable table;
  table.law = law;
  for (const ColumnChoice& column : columns) {
    const Soil& soil = soils[static_cast<std::size_t>(column.soil)];
    if (soil.horizons.empty()) throw InputError("soil '" + soil.name + "' has no horizon");
    const SoilHorizon& top = soil.horizons.front();
    const SoilIntake& intake = soil.intake;
    const double factor = column.conductivity_factor;
    double a = 0.0, b = 0.0, c = 0.0;
    if (law == Law::smith_parlange) {
      c = top.porosity - moisture_of(top, column);
      a = factor * top.conductivity, b = top.suction * c;
    } else if (law == Law::philip) {
      a = std::sqrt(factor) * intake.sorptivity, b = factor * intake.philip_rate;
    } else if (law == Law::horton) {
      a = factor * intake.horton_initial, b = factor * intake.horton_final, c = intake.horton_decay;
    } else {
      a = scs_retention(column.curve_number), b = abstraction * a;
    }
    table.a.push_back(a);
    table.b.push_back(b);
    table.c.push_back(c);
    table.share.push_back(column.share);
    const bool by_profile = law != Law::scs_cn;
    table.capacity.push_back(by_profile ? column.share * storage_of(soil, column)
                                        : std::numeric_limits<double>::infinity());
  }
  return table;
}

}  // namespace qingliu::infiltration
