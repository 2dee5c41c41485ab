#pragma once
// The soils of a run as one flat table of horizons, one column per combination of soil and conductivity
// factor: what the infiltration of a cell gathers by the index of the horizon that holds its wetting
// front.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "model/soil.hpp"

namespace qingliu::infiltration {

/// A column of the table: a soil under a land use that multiplies its conductivities. With a share f of the
/// cell and F the water taken in per cell area, K and dtheta times f give f times the infiltration of the
/// open soil under the same depth at every moment: Green-Ampt keeps its form under F, K, dtheta -> f F, f K,
/// f dtheta.
struct ColumnChoice {
  int soil = 0;                      ///< index into the list of soils
  double conductivity_factor = 1.0;  ///< [-] >= 0
  double share = 1.0;                ///< [-] of the cell that takes in water, 0-1
  double moisture = -1.0;       ///< [-] volume fraction at the start in every horizon; below 0: the soil's
  double curve_number = 100.0;  ///< [-] of scs_cn alone
};

/// [-] Moisture of a horizon at the start, at most its porosity.
inline double moisture_of(const SoilHorizon& horizon, const ColumnChoice& column) {
  if (column.moisture < 0.0) return horizon.initial_moisture;
  return column.moisture < horizon.porosity ? column.moisture : horizon.porosity;
}

inline constexpr std::int32_t no_horizon = -1;  ///< `next` of a horizon below which the front cannot go

/// Horizons of all columns, structure of arrays. Water infiltrated since the start, F [m], runs from 0
/// at the surface.
struct HorizonTable {
  std::vector<double> conductivity;      ///< [m s-1] K
  std::vector<double> moisture_deficit;  ///< [-] dtheta = porosity - initial moisture, > 0
  std::vector<double> drive;          ///< [m] D + suction: head over a front at the horizon's top, unponded
  std::vector<double> lag;            ///< [m] a K: resistance of the horizons above, as a length of this one
  std::vector<double> filled_at_top;  ///< [m] F with the front at the horizon's top
  std::vector<double> filled_at_bottom;  ///< [m] F with the front at its bottom; infinity: drains freely
  std::vector<std::int32_t> next;        ///< index of the horizon that the front enters below, or no_horizon
  std::vector<std::int32_t> begin;       ///< per column: index of its uppermost horizon
  std::vector<std::int32_t> entry;       ///< per column: index of the horizon that holds the front at F = 0
  std::vector<std::int32_t> entry_of_row;  ///< per horizon: entry of its column
  std::vector<double> capacity_of_row;     ///< [m] per horizon: capacity of its column

  std::int32_t index_of(int column, int horizon) const {
    return begin[static_cast<std::size_t>(column)] + horizon;
  }

  /// Column to which a horizon belongs.
  std::int32_t column_of(std::int32_t index) const {
    return static_cast<std::int32_t>(std::ranges::upper_bound(begin, index) - begin.begin()) - 1;
  }

  /// Index of the horizon that holds the front of a column when `infiltrated` [m] has entered it (for
  /// restarts).
  std::int32_t index_holding(int column, double infiltrated) const {
    return index_from(entry[static_cast<std::size_t>(column)], infiltrated);
  }

  /// The same from the entry of a column.
  std::int32_t index_from(std::int32_t index, double infiltrated) const {
    while (infiltrated > filled_at_bottom[static_cast<std::size_t>(index)] &&
           next[static_cast<std::size_t>(index)] != no_horizon) {
      index = next[static_cast<std::size_t>(index)];
    }
    return index;
  }

  /// All the water that a column can take [m]; infinity when it drains freely.
  double capacity(int column) const {
    return filled_at_bottom[static_cast<std::size_t>(
        index_holding(column, std::numeric_limits<double>::infinity()))];
  }
};

/// Deficit below which a horizon counts as saturated: the front passes it at once. A saturated last
/// horizon that drains freely keeps this deficit, and so takes its conductivity (to within 1e-8 m in
/// all).
inline constexpr double least_moisture_deficit = 1e-9;

namespace detail {

inline void check_horizon(const Soil& soil, const SoilHorizon& horizon, double top) {
  const bool valid = horizon.bottom > top && horizon.conductivity >= 0.0 && horizon.suction >= 0.0 &&
                     horizon.initial_moisture >= 0.0 && horizon.initial_moisture <= horizon.porosity;
  if (!valid) {
    throw InputError("soil '" + soil.name +
                     "': each horizon needs a bottom below the one above, conductivity "
                     "and suction >= 0, and 0 <= initial moisture <= porosity");
  }
}

inline void append_horizon(HorizonTable& table, const SoilHorizon& horizon, const ColumnChoice& column,
                           double top, double above, double filled) {
  const double conductivity = horizon.conductivity * column.conductivity_factor * column.share;
  table.conductivity.push_back(conductivity);
  table.drive.push_back(top + horizon.suction);
  table.lag.push_back(conductivity > 0.0 ? above * conductivity : 0.0);
  const double deficit = (horizon.porosity - moisture_of(horizon, column)) * column.share;
  const bool open = deficit > least_moisture_deficit;
  table.moisture_deficit.push_back(open ? deficit : least_moisture_deficit);
  table.filled_at_top.push_back(filled);
  const double storage = open && conductivity > 0.0 ? (horizon.bottom - top) * deficit : 0.0;
  table.filled_at_bottom.push_back(filled + storage);
  table.next.push_back(no_horizon);
}

/// Links of a column: the front skips saturated horizons and stops above one that conducts nothing.
inline void link_column(HorizonTable& table, std::int32_t begin, std::int32_t end, bool impervious_base) {
  const auto at = [](std::int32_t index) { return static_cast<std::size_t>(index); };
  std::int32_t conducting = begin;
  while (conducting < end && table.conductivity[at(conducting)] > 0.0) ++conducting;
  const bool drains = conducting == end && !impervious_base;
  if (drains) table.filled_at_bottom[at(end - 1)] = std::numeric_limits<double>::infinity();
  std::int32_t below = no_horizon;
  for (std::int32_t index = conducting - 1; index >= begin; --index) {
    if (table.filled_at_bottom[at(index)] <= table.filled_at_top[at(index)]) continue;
    table.next[at(index)] = below;
    below = index;
  }
  table.begin.push_back(begin);
  table.entry.push_back(below == no_horizon ? begin : below);
}

}  // namespace detail

/// Table of the columns that the caller names. Throws InputError on horizons out of order, negative
/// values, or moisture above porosity.
inline HorizonTable make_horizon_table(std::span<const Soil> soils, std::span<const ColumnChoice> columns) {
  HorizonTable table;
  for (const ColumnChoice& column : columns) {
    const Soil& soil = soils[static_cast<std::size_t>(column.soil)];
    if (soil.horizons.empty()) throw InputError("soil '" + soil.name + "' has no horizon");
    const auto begin = static_cast<std::int32_t>(table.next.size());
    double top = 0.0, above = 0.0, filled = 0.0;
    for (const SoilHorizon& horizon : soil.horizons) {
      detail::check_horizon(soil, horizon, top);
      detail::append_horizon(table, horizon, column, top, above, filled);
      filled = table.filled_at_bottom.back();
      above += (horizon.bottom - top) / (horizon.conductivity * column.conductivity_factor * column.share);
      top = horizon.bottom;
    }
    detail::link_column(table, begin, static_cast<std::int32_t>(table.next.size()), soil.impervious_base);
    table.entry_of_row.resize(table.next.size(), table.entry.back());
    table.capacity_of_row.resize(table.next.size(), table.capacity(static_cast<int>(table.entry.size()) - 1));
  }
  return table;
}

}  // namespace qingliu::infiltration
