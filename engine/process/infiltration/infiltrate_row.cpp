#include "process/infiltration/infiltrate_row.hpp"

#include "core/stretches.hpp"
#include "process/infiltration/green_ampt_laws.hpp"

namespace qingliu::infiltration {
namespace {

/// Scales of the front's motion in one horizon. See green_ampt_laws.hpp.
struct FrontScales {
  double length;  ///< [m] B dtheta: infiltrated water per unit of y
  double beta;    ///< [-]
  double rate;    ///< [s-1] kappa per unit of time
};

QINGLIU_INLINE FrontScales front_scales(double infiltrated, double filled_at_top, double conductivity,
                                        double deficit, double drive, double lag, double ponded_depth) {
  constexpr double least_head = 1e-12;  // a dry cell on a horizon without suction: nothing to drive
  const double held = max_of(0.0, infiltrated - filled_at_top);  // [m] of water above the front
  const double length = max_of(held + (drive + ponded_depth) * deficit, least_head * deficit);
  const double inverse = 1.0 / length;
  return {length, (held + lag * deficit) * inverse, conductivity * inverse};
}

/// Water that enters one cell in dt when its front crosses interfaces: the step is split exactly at each
/// of them. Sets `index` to the horizon where the front ends.
double gain_across_interfaces(const HorizonTable& table, double dt, double available, double ponded_depth,
                              double infiltrated, std::int32_t& index) {
  double gain = 0.0;
  while (true) {
    const auto at = static_cast<std::size_t>(index);
    const double filled = max_of(infiltrated + gain, table.filled_at_top[at]);
    const FrontScales scales =
        front_scales(filled, table.filled_at_top[at], table.conductivity[at], table.moisture_deficit[at],
                     table.drive[at], table.lag[at], ponded_depth);
    const double room = max_of(0.0, table.filled_at_bottom[at] - filled);
    const double limit = min_of(room, available - gain);
    const double potential = scales.length * front_advance(scales.beta, scales.rate * dt);
    const bool stays = potential <= limit || limit < room || table.next[at] == no_horizon;
    if (stays) return min_of(available, gain + min_of(potential, limit));
    dt = max_of(0.0, dt - front_time(scales.beta, room / scales.length) / scales.rate);
    gain += room;
    index = table.next[at];
  }
}

/// Steps the cells that the main loop left unchanged and marked by the complement of their index.
void finish_marked_cells(int begin, int end, const HorizonTable& table, double dt,
                         const InfiltrationRow& row) {
  for (int i = begin; i < end; ++i) {
    std::int32_t& index = row.front_index[i];
    if (index >= 0) continue;
    index = ~index;
    const double available = row.water_depth[i];
    const double gain =
        gain_across_interfaces(table, dt, available, row.ponded_depth[i], row.infiltrated[i], index);
    row.infiltrated[i] += gain;
    row.water_depth[i] = available - gain;
  }
}

/// What the loops over a row read of a cell, gathered by the horizon that holds its front.
struct FrontOfCell {
  FrontScales scales;
  double room;          ///< [m] until the front leaves the horizon
  std::int32_t leaves;  ///< 1 where there is a horizon below
};

/// Columns of the table, of one horizon or of any.
template <bool same>
struct Columns {
  Columns(const HorizonTable& table, std::int32_t first)
      : filled_at_top(table.filled_at_top.data(), first),
        filled_at_bottom(table.filled_at_bottom.data(), first),
        conductivity(table.conductivity.data(), first),
        moisture_deficit(table.moisture_deficit.data(), first),
        drive(table.drive.data(), first),
        lag(table.lag.data(), first),
        next(table.next.data()),
        next_of_first(table.next.data()[first]) {}
  Lookup<same> filled_at_top, filled_at_bottom, conductivity, moisture_deficit, drive, lag;
  const std::int32_t* next;
  std::int32_t next_of_first;
};

template <bool same>
QINGLIU_INLINE FrontOfCell front_of_cell(const Columns<same>& table, const InfiltrationRow& row,
                                         std::int32_t k, int i) {
  return {front_scales(row.infiltrated[i], table.filled_at_top(k), table.conductivity(k),
                       table.moisture_deficit(k), table.drive(k), table.lag(k), row.ponded_depth[i]),
          max_of(0.0, table.filled_at_bottom(k) - row.infiltrated[i]),
          (same ? table.next_of_first : table.next[k]) >= 0 ? 1 : 0};
}

/// Cells whose front advances by little, which is nearly all of them; marks the others. Returns how many have
/// too far to go; adds to `marks` those and the ones that leave their horizon.
template <bool same>
std::int32_t advance_by_little(int begin, int end, const HorizonTable& horizons, double dt,
                               const InfiltrationRow& row, std::int32_t& marks) {
  const Columns<same> table(horizons, row.front_index[begin]);
  std::int32_t far = 0, left = 0;
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const std::int32_t k = row.front_index[i];
    const FrontOfCell front = front_of_cell(table, row, k, i);
    const double available = row.available_depth[i];
    const double kappa = front.scales.rate * dt;
    const double start = small_advance_start(front.scales.beta, kappa);
    const double potential = front.scales.length * small_front_advance(front.scales.beta, kappa, start);
    const double wanted = min_of(potential, available);
    const std::int32_t too_far = start > small_advance;
    const std::int32_t crosses = (wanted > front.room) & front.leaves;
    const std::int32_t marked = too_far | crosses;
    const double gain = marked != 0 ? 0.0 : min_of(wanted, front.room);
    row.infiltrated[i] += gain;
    row.water_depth[i] = available - gain;
    row.front_index[i] = marked != 0 ? ~k : k;
    far += too_far;
    left += marked;
  }
  marks += left;
  return far;
}

/// The marked cells, with any advance; the mark stays on those that leave their horizon or need more Halley
/// steps. Returns how many those are.
std::int32_t advance_marked_cells(int begin, int end, const HorizonTable& horizons, double dt,
                                  const InfiltrationRow& row) {
  const Columns<false> table(horizons, 0);
  std::int32_t remaining = 0;
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const std::int32_t index = row.front_index[i];
    const std::int32_t k = index < 0 ? ~index : index;
    const FrontOfCell front = front_of_cell(table, row, k, i);
    const double available = row.available_depth[i];
    const double kappa = front.scales.rate * dt;
    const double potential = front.scales.length * front_advance<2>(front.scales.beta, kappa);
    const double wanted = min_of(potential, available);
    const std::int32_t crosses = (wanted > front.room) & front.leaves;
    const std::int32_t stays_marked =
        (index < 0 ? 1 : 0) & (crosses | needs_four_steps(front.scales.beta, kappa));
    const std::int32_t moves = (index < 0 ? 1 : 0) & (1 - stays_marked);
    const double gain = moves != 0 ? min_of(wanted, front.room) : 0.0;
    const double before = row.water_depth[i];
    row.infiltrated[i] += gain;
    row.water_depth[i] = moves != 0 ? available - gain : before;
    row.front_index[i] = moves != 0 ? k : index;
    remaining += stays_marked;
  }
  return remaining;
}

}  // namespace

void infiltrate_row(int begin, int end, const HorizonTable& table, double dt, const InfiltrationRow& row) {
  std::int32_t far = 0, marked = 0;
  for_stretches(
      begin, end,
      [&]<class Same>(int from, int to, Same) {
        far += advance_by_little<Same::value>(from, to, table, dt, row, marked);
      },
      row.front_index);
  if (far > 0) marked = advance_marked_cells(begin, end, table, dt, row);
  if (marked > 0) finish_marked_cells(begin, end, table, dt, row);
}

}  // namespace qingliu::infiltration
