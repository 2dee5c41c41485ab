#include "process/stream/stream_banks.hpp"

#include <algorithm>

#include "process/stream/composite_roughness.hpp"
#include "process/stream/stream_process.hpp"

namespace qingliu::stream {

/// Once a step. A stream that fills its cell widens no more.
void StreamProcess::erode_banks(double dt, double now, StreamState& state) {
  for (std::size_t s = 0; s < network_.segments.size(); ++s) {
    const Segment& segment = network_.segments[s];
    const double width = network_.sections[segment.section].bank_width() + state.widened[s];
    if (segment.dam || width >= grid_.cell_size()) continue;
    for (int side = 0; side < sides; ++side) {
      if (bed_.banks.material[side][s] >= 0) erode_bank(side, s, dt, now, state);
    }
  }
}

/// What protects a bank roughens it no more once it is lost.
void StreamProcess::find_roughness(const StreamState& state) {
  for (std::size_t s = 0; s < network_.segments.size(); ++s) {
    const Segment& segment = network_.segments[s];
    manning_n_[s] = segment.manning_n;
    if (segment.bare_n == 0.0 || segment.bare_n == segment.manning_n || bed_.banks.empty()) continue;
    int protected_sides = 0, lost = 0;
    for (int side = 0; side < sides; ++side) {
      const int material = bed_.banks.material[side][s];
      if (material < 0 || bed_.banks.materials[material].permissible_shear == 0.0) continue;
      ++protected_sides;
      lost += state.banks[side].lost[s] >= 0.0 ? 1 : 0;
    }
    if (lost > 0) manning_n_[s] = n_of_lost_banks(segment.manning_n, segment.bare_n, lost, protected_sides);
  }
}

/// [m2] of bank that a segment may still lose before it fills its cell.
double StreamProcess::room_beside(std::size_t s, const StreamState& state) const {
  const Segment& segment = network_.segments[s];
  const double gone = state.banks[left_bank].taken[s] + state.banks[right_bank].taken[s];
  const double widest = grid_.cell_size() - network_.sections[segment.section].bank_width();
  return std::max(0.0, widest * (segment.bank - segment.bed) - gone);
}

void StreamProcess::erode_bank(int side, std::size_t s, double dt, double now, StreamState& state) {
  const BankMaterial& material = bed_.banks.materials[bed_.banks.material[side][s]];
  const Segment& segment = network_.segments[s];
  BankState& bank = state.banks[side];
  const double original_height = segment.bank - segment.bed, height = bank_height(state, s);
  const double water = std::min(depth(state, static_cast<int>(s)), height);
  const Flow flow = flow_in(state, s);
  const double shear =
      bank_shear_share * constants::water_density * constants::gravity * flow.radius * flow.friction_slope;
  const bool is_protected = material.permissible_shear > 0.0 && bank.lost[s] < 0.0;
  const std::vector<double>& founded = bed_.banks.founded[side];
  const double scour = (founded.empty() ? segment.bed : founded[s]) - state.bed[s];
  const bool scoured = material.toe_depth > 0.0 && scour > material.toe_depth;
  if (is_protected && (shear > material.permissible_shear || scoured)) bank.lost[s] = now;
  bank.water[s] = water + (std::min(bank.water[s], height) - water) * exp_of(-dt / material.drain_time);
  if (material.permissible_shear == 0.0 || bank.lost[s] >= 0.0) {
    const double share = segment.bare_n > 0.0 ? bare_shear_share(segment.bare_n, manning_n_[s]) : 1.0;
    double back = dt * bank_retreat(material.erodibility, shear * share, material.critical_shear);
    double taken = back * original_height * (water / height);
    if (const double room = room_beside(s, state); taken > room) {
      back *= room / taken;
      taken = room;
    }
    bank.toe[s] += back;
    take_from_bank(side, s, taken, state);
    // The straight face leans no farther over its toe than what is gone allows.
    bank.top[s] = std::max(bank.top[s], 2.0 * bank.taken[s] / original_height - bank.toe[s]);
  }
  double top = top_after_fall(material, bank, s, height, water);
  const double most = bank.taken[s] + room_beside(s, state);
  if (0.5 * original_height * (bank.toe[s] + top) > most) top = 2.0 * most / original_height - bank.toe[s];
  if (!(top > bank.top[s])) return;
  bank.top[s] = top;
  if (is_protected) bank.lost[s] = std::max(bank.lost[s], now);
  drop_from_bank(side, s, 0.5 * original_height * (bank.toe[s] + top) - bank.taken[s], state);
}

/// Where the top of the bank stands [m] after what overhangs too far, or slides, has fallen.
double StreamProcess::top_after_fall(const BankMaterial& material, const BankState& bank, std::size_t s,
                                     double height, double water) const {
  BankStrength soil = material.soil;
  if (bank.lost[s] < 0.0) soil.cohesion += material.root_cohesion;
  const Section& section = network_.sections[network_.segments[s].section];
  const double first_run = 0.5 * (section.bank_width() - section.bottom_width());
  const double run = first_run + bank.top[s] - bank.toe[s];
  if (-run > largest_overhang(soil)) return bank.toe[s] - first_run;
  const BankPlane plane = bank_plane(height, std::max(0.0, run), bank.water[s], water, soil);
  return plane.safety < 1.0 ? bank.toe[s] - first_run + plane.run : bank.top[s];
}

/// What the flow takes goes into the water as long as that can hold more; the rest waits on the bed at the
/// foot of the bank.
void StreamProcess::take_from_bank(int side, std::size_t s, double area, StreamState& state) {
  if (!(area > 0.0)) return;
  const BankMaterial& material = bed_.banks.materials[bed_.banks.material[side][s]];
  const double mass = area * network_.segments[s].length * material.density;
  double carried = 0.0;  // [kg]
  for (int k = 0; k < state.classes(); ++k) carried += state.suspended[k][s];
  const double taken_up =
      std::min(mass, std::max(0.0, erosion::greatest_concentration * state.volume[s] - carried));
  state.banks[side].taken[s] += area;
  widen(s, state);
  for (int k = 0; k < state.classes(); ++k) {
    state.suspended[k][s] += taken_up * material.fraction[k];
    state.deposited[k][s] += (mass - taken_up) / bed_area(static_cast<int>(s)) * material.fraction[k];
  }
}

/// What falls lies loose on the bed.
void StreamProcess::drop_from_bank(int side, std::size_t s, double area, StreamState& state) {
  if (!(area > 0.0)) return;
  const BankMaterial& material = bed_.banks.materials[bed_.banks.material[side][s]];
  state.banks[side].taken[s] += area;
  widen(s, state);
  const double mass = area * material.density / bed_width_[s];
  for (int k = 0; k < state.classes(); ++k) state.deposited[k][s] += mass * material.fraction[k];
}

/// The bank above the original bed is gone, the ground below it joins the bed at the level of the original
/// one: the bed's masses spread over its new width.
void StreamProcess::widen(std::size_t s, StreamState& state) {
  const Segment& segment = network_.segments[s];
  const double gone = state.banks[left_bank].taken[s] + state.banks[right_bank].taken[s];
  state.widened[s] = gone / (segment.bank - segment.bed);
  const double before = bed_width_[s];
  bed_width_[s] = bed_width(state, s);
  const double share = before / bed_width_[s];
  for (int k = 0; k < state.classes(); ++k) state.deposited[k][s] *= share;
  for (std::vector<double>& below : state.buried) below[s] *= share;
  state.eroded[s] *= share;
}

}  // namespace qingliu::stream
