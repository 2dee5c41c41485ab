#include <algorithm>
#include <cmath>

#include "process/erosion/closure_row.hpp"
#include "process/shear_laws.hpp"
#include "process/stream/stream_process.hpp"
#include "process/wet_dry.hpp"

namespace qingliu::stream {
namespace {

/// Rows of the exchange over the segments of the network, in place of the cells of a row.
struct SegmentRows {
  SegmentRows(std::size_t segments, std::size_t classes)
      : depth(segments),
        detachment(segments),
        splash(segments, 0.0),
        supply(segments),
        eroded(segments),
        total(segments),
        sum(segments),
        other_sum(segments),
        suspended(classes, std::vector<double>(segments)),
        fraction(classes, std::vector<double>(segments)),
        capacity(classes, std::vector<double>(segments)),
        concentration(classes, std::vector<double>(segments)),
        efficiency(segments, 1.0),
        shear(segments),
        flow(segments),
        bare(segments) {}

  std::vector<double> depth, detachment, splash, supply, eroded, total, sum, other_sum;
  std::vector<std::vector<double>> suspended, fraction, capacity, concentration;
  std::vector<double> efficiency, shear, flow, bare;  ///< of other closures; the bed has no cohesion
};

double capacity_of(const erosion::TransportCapacity& law, double speed, double shear, double power,
                   double depth) {
  switch (law.kind) {
    case erosion::CapacityKind::fixed:
      return law.coefficient;
    case erosion::CapacityKind::govers:
      return erosion::govers_capacity(law, power);
    case erosion::CapacityKind::engelund_hansen:
      return erosion::engelund_hansen_capacity(law, speed, shear, depth);
    case erosion::CapacityKind::immobile:
      break;
  }
  return 0.0;
}

}  // namespace

/// Of the whole column, what stands above the banks too.
StreamProcess::Flow StreamProcess::flow_in(const StreamState& state, std::size_t s) const {
  const Segment& segment = network_.segments[s];
  const Section& section = network_.sections[segment.section];
  const double below = state.volume[s] / segment.length;
  const double depth = section.depth_of_area(below, state.widened[s]);
  if (!(depth > Thresholds::dry)) return {};
  const double area = below + above_[s] * section.width(depth, state.widened[s]);
  Flow flow;
  flow.depth = depth + above_[s];
  flow.radius = area / section.wetted_perimeter(depth, state.widened[s]);
  flow.speed = std::fabs(state.discharge[s]) / area;
  const double pace = manning_n_[s] * flow.speed;
  flow.friction_slope = pace * pace / (flow.radius * cbrt_of(flow.radius));
  return flow;
}

/// Water and bed exchange over the width of the bed; the depth that counts is the water's over that width.
void StreamProcess::exchange(double dt, StreamState& state) {
  const std::size_t count = network_.segments.size();
  const std::size_t classes = grains_.size();
  SegmentRows rows(count, classes);
  for (std::size_t s = 0; s < count; ++s) {
    const Segment& segment = network_.segments[s];
    const double plan = bed_width_[s] * segment.length;
    const Flow flow = flow_in(state, s);
    const double speed = flow.speed, friction_slope = flow.friction_slope;
    const double skin = skin_share(parameters_.grain_roughness, manning_n_[s]);
    const double shear = skin * constants::water_density * constants::gravity * flow.radius * friction_slope;
    rows.depth[s] = state.volume[s] / plan;
    rows.shear[s] = shear;
    rows.detachment[s] = flow_detachment(bed_.erodibility, shear, bed_.critical_shear);
    if (segment.dam) {  // its grains are the pool's, which lets them settle
      rows.depth[s] = rows.shear[s] = rows.detachment[s] = rows.supply[s] = 0.0;
      for (std::size_t k = 0; k < classes; ++k)
        rows.suspended[k][s] = rows.fraction[k][s] = rows.capacity[k][s] = 0.0;
      continue;
    }
    const bool held = network_.segments[s].sill.width > 0.0;
    rows.supply[s] = held ? 0.0 : std::max(0.0, bed_.erodible_depth / original_bulk_ - state.eroded[s]);
    for (std::size_t k = 0; k < classes; ++k) {
      rows.suspended[k][s] = state.suspended[k][s] / plan;
      rows.fraction[k][s] = bed_.fraction[k];
      rows.capacity[k][s] =
          capacity_of(capacities_[k], speed, shear, skin * speed * friction_slope, rows.depth[s]);
    }
  }
  std::vector<erosion::ExchangeClassRow> class_rows;
  for (std::size_t k = 0; k < classes; ++k) {
    class_rows.push_back({grains_[k].settling_velocity, rows.suspended[k].data(), rows.fraction[k].data(),
                          rows.capacity[k].data(), state.deposited[k].data(), rows.concentration[k].data()});
  }
  const erosion::ExchangeParameters parameters{dt, parameters_.shielding_mass, 0.0, Thresholds::dry};
  const erosion::ExchangeRow row{rows.depth.data(),  rows.detachment.data(), rows.splash.data(),
                                 rows.supply.data(), rows.eroded.data(),     rows.total.data(),
                                 rows.sum.data(),    rows.other_sum.data()};
  erosion::closure_row(0, static_cast<int>(count), parameters, parameters_.closure, row,
                       {rows.efficiency.data(), rows.shear.data(), rows.flow.data(), rows.bare.data()},
                       class_rows);
  for (std::size_t s = 0; s < count; ++s) {
    if (network_.segments[s].dam) continue;
    state.eroded[s] += rows.eroded[s];
    for (std::size_t k = 0; k < classes; ++k) {
      state.suspended[k][s] = rows.concentration[k][s] * state.volume[s];
      if (!(rows.depth[s] > Thresholds::dry)) state.suspended[k][s] = 0.0;
    }
  }
}

/// The bed [m] that follows from the masses.
double StreamProcess::bed_level(const StreamState& state, std::size_t s) const {
  double bed = network_.segments[s].bed - original_bulk_ * state.eroded[s];
  for (int k = 0; k < state.classes(); ++k) bed += bed_bulk(grains_[k], bed_) * state.loose(k, s);
  return bed;
}

/// Without feedback beds stay as they are.
void StreamProcess::lay_bed(LandState& land, StreamState& state) {
  for (std::size_t s = 0; parameters_.bed_feedback && s < network_.segments.size(); ++s) {
    state.bed[s] = bed_level(state, s);
    const double over = state.bed[s] - (bank_[s] - silted_bank_height);
    if (!(over > 0.0)) continue;
    lay_on_land(s, over * bed_area(static_cast<int>(s)), land, state);
    state.bed[s] = bed_level(state, s);
    bank_[s] = bank_level(grid_, network_.segments[s], land);
  }
  take_bed(state);
}

/// So much [m3] of the loose bed as there is comes to lie on the land of the cell, mixed as it lies.
void StreamProcess::lay_on_land(std::size_t s, double volume, LandState& land, StreamState& state) const {
  const Segment& segment = network_.segments[s];
  const std::size_t cell = grid_.index(segment.i, segment.j);
  const double plan = bed_area(static_cast<int>(s));
  double loose = 0.0;  // [m3]
  for (int k = 0; k < state.classes(); ++k) loose += bed_bulk(grains_[k], bed_) * state.loose(k, s) * plan;
  if (!(loose > 0.0)) return;
  const double share = std::min(1.0, volume / loose);
  for (int k = 0; k < state.classes(); ++k) {
    double mass = 0.0;  // [kg]
    for (std::vector<std::vector<double>>* layer : {&state.deposited, &state.buried}) {
      if (layer->empty()) continue;
      const double moved = share < 1.0 ? share * (*layer)[k][s] : (*layer)[k][s];
      (*layer)[k][s] -= moved;
      mass += moved * plan;
    }
    const double bulk = parameters_.land_bulk.empty() ? bed_bulk(grains_[k], bed_) : parameters_.land_bulk[k];
    land.deposited[k][cell] += mass / grid_.cell_area();
    land.bed[cell] += mass * bulk / grid_.cell_area();
  }
}

}  // namespace qingliu::stream
