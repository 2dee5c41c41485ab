#include <algorithm>
#include <cctype>

#include "verification/case.hpp"

namespace qingliu::verification {

extern const Case lake_at_rest, ritter, stoker, riemann_problems, thacker_channel, thacker_bowl, steady_bump;
extern const Case macdonald, roll_waves, rain_on_box, kinematic_plane, rain_fed_planes, v_catchment,
    friction_spin_up;
extern const Case friction_decay, rotated_planes, ragged_disc, inertial_scheme, storm_on_noise, steep_plane;
extern const Case ponded_infiltration, rain_infiltration, layered_infiltration, saturation_excess;
extern const Case canopy_interception;
extern const Case normal_depth, brook_below_cells, stream_and_land;
extern const Case level_pool, pool_trapping;
extern const Case settling_flow, moving_cloud, rain_fed_deposit, capacity_flow, rill_detachment,
    rain_driven_plane;
extern const Case puddle_one_class, puddle_five_classes, transport_limit, capacity_laws, settling_laws;
extern const Case storm_ledger;
extern const Case exner_hump, sinking_bed, diffusing_bed, fed_channel_slope, avalanche, sand_dam_break;
extern const Case bank_stability, bank_widening, wall_heights;
extern const Case youwuzhen_events, grass_plane, grass_watershed;
extern const Case measure_plots, youwuzhen_treatments;
extern const Case turned_watershed, units, monotone_response;

const std::vector<const Case*>& cases() {
  static const std::vector<const Case*> table{
      // water
      &lake_at_rest,
      &ritter,
      &stoker,
      &riemann_problems,
      &thacker_channel,
      &thacker_bowl,
      &steady_bump,
      &macdonald,
      &roll_waves,
      &rain_on_box,
      &kinematic_plane,
      &rain_fed_planes,
      &v_catchment,
      &friction_spin_up,
      &friction_decay,
      &rotated_planes,
      &ragged_disc,
      &inertial_scheme,
      &storm_on_noise,
      &steep_plane,
      // infiltration and interception
      &ponded_infiltration,
      &rain_infiltration,
      &layered_infiltration,
      &saturation_excess,
      &canopy_interception,
      // streams
      &normal_depth,
      &brook_below_cells,
      &stream_and_land,
      // reservoirs
      &level_pool,
      &pool_trapping,
      // sediment
      &settling_flow,
      &moving_cloud,
      &rain_fed_deposit,
      &capacity_flow,
      &rill_detachment,
      &rain_driven_plane,
      &puddle_one_class,
      &puddle_five_classes,
      &transport_limit,
      &capacity_laws,
      &settling_laws,
      &storm_ledger,
      // bed
      &exner_hump,
      &sinking_bed,
      &diffusing_bed,
      &fed_channel_slope,
      &avalanche,
      &sand_dam_break,
      &bank_stability,
      &bank_widening,
      &wall_heights,
      // records
      &youwuzhen_events,
      &grass_plane,
      &grass_watershed,
      // measures
      &measure_plots,
      &youwuzhen_treatments,
      // symmetry, units and response
      &turned_watershed,
      &units,
      &monotone_response,
  };
  return table;
}

const Case* find_case(const std::string& id) {
  const auto upper = [](char c) { return std::toupper(static_cast<unsigned char>(c)); };
  const auto same = [&](char a, char b) { return upper(a) == upper(b); };
  for (const Case* c : cases()) {
    const std::string name = c->id;
    if (std::equal(id.begin(), id.end(), name.begin(), name.end(), same)) return c;
  }
  return nullptr;
}

}  // namespace qingliu::verification
