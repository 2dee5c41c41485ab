#include "process/infiltration/infiltrate_row.hpp"

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

}  // namespace

void infiltrate_row(int begin, int end, const HorizonTable& table, double dt, const InfiltrationRow& row) {
  const double* conductivity = table.conductivity.data();
  const double* deficit = table.moisture_deficit.data();
  const double* drive = table.drive.data();
  const double* lag = table.lag.data();
  const double* filled_at_top = table.filled_at_top.data();
  const double* filled_at_bottom = table.filled_at_bottom.data();
  const std::int32_t* next = table.next.data();
  const double* available_depth = row.available_depth;
  const double* ponded_depth = row.ponded_depth;
  std::int32_t* front_index = row.front_index;
  double* infiltrated = row.infiltrated;
  double* water_depth = row.water_depth;

  std::int32_t remaining = 0;
#pragma GCC ivdep
  for (int i = begin; i < end; ++i) {
    const std::int32_t k = front_index[i];
    const FrontScales scales = front_scales(infiltrated[i], filled_at_top[k], conductivity[k], deficit[k],
                                            drive[k], lag[k], ponded_depth[i]);
    const double available = available_depth[i];
    const double room = max_of(0.0, filled_at_bottom[k] - infiltrated[i]);
    const double kappa = scales.rate * dt;
    const double potential = scales.length * front_advance<2>(scales.beta, kappa);
    const double wanted = min_of(potential, available);
    const std::int32_t crosses = (wanted > room ? 1 : 0) & (next[k] >= 0 ? 1 : 0);
    const std::int32_t left_over = crosses | needs_four_steps(scales.beta, kappa);
    const double gain = left_over != 0 ? 0.0 : min_of(wanted, room);
    infiltrated[i] += gain;
    water_depth[i] = available - gain;
    front_index[i] = left_over != 0 ? ~k : k;
    remaining += left_over;
  }
  if (remaining > 0) finish_marked_cells(begin, end, table, dt, row);
}

}  // namespace qingliu::infiltration
