#include "process/infiltration/dry_spell_row.hpp"

#include "core/fast_math.hpp"

namespace qingliu::infiltration {

void evaporate_row(int begin, int end, const EvaporationRow& row) {
  for (int i = begin; i < end; ++i) {
    const double taken = min_of(row.evaporation[row.cover[i]], row.depth[i]);
    row.evaporated[i] += taken;
    row.depth[i] -= taken;
  }
}

void recover_row(int begin, int end, const HorizonTable& table, const RecoveringRow& row) {
  for (int i = begin; i < end; ++i) {
    std::int32_t& index = row.front_index[i];
    const double kept = row.front_kept[row.cover[i]];
    if (kept < 1.0 && row.depth[i] < standing_depth) {
      row.front_water[i] *= kept;
      index = table.index_from(table.entry_of_row[static_cast<std::size_t>(index)], row.front_water[i]);
    }
    const double room = table.capacity_of_row[static_cast<std::size_t>(index)] - row.infiltrated[i];
    row.available[i] = max_of(0.0, min_of(row.depth[i], room));
  }
}

}  // namespace qingliu::infiltration
