#include "run/bank_tables.hpp"

#include <cmath>

namespace qingliu::run {

io::Table bank_table(const World& world) {
  io::Table table;
  table.name = "banks";
  table.columns = {"reach", "side",  "segment", "chainage_m", "height_m",
                   "toe_m", "top_m", "gave_m3", "gave_kg",    "protection_failed_s"};
  const stream::StreamBanks& banks = world.stream_bed.banks;
  for (std::size_t n = 0; n < world.network.segments.size(); ++n) {
    const Segment& s = world.network.segments[n];
    for (int side = 0; side < sides; ++side) {
      const int m = banks.material[side][n];
      if (m < 0) continue;
      const BankState& bank = world.streams.banks[side];
      const double gave = bank.taken[n] * s.length;
      table.text.push_back({world.network.reaches[s.reach].name, side_names[side]});
      const double height = stream::bank_level(world.grid, s, world.state) - world.streams.bed[n];
      table.rows.push_back({static_cast<double>(n), s.chainage, height, bank.toe[n], bank.top[n], gave,
                            gave * banks.materials[m].density,
                            bank.lost[n] >= 0.0 ? bank.lost[n] : std::nan("")});
    }
  }
  return table;
}

}  // namespace qingliu::run
