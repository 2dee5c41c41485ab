#include "run/structure_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "measures/catalogue.hpp"
#include "process/pool_laws.hpp"
#include "process/stream/opening_laws.hpp"
#include "run/dam_place.hpp"

namespace qingliu::run {
namespace {

using scenario::StructureSection;

std::string label_of(const StructureSection& s) {
  return fmt::format("[[{}]] '{}'", s.of_measure ? "measure" : "structure", s.name);
}

/// Fall of the stream from the dam's segment to the next.
double fall_below(const World& world, int segment) {
  const Segment& s = world.network.segments[segment];
  return (s.bed - world.network.segments[s.downstream].bed) / s.way;
}

/// The wedge behind the dam; its slopes are checked against each other.
ValleyWedge wedge_of(const StructureSection& s, const World& world, int segment, Findings& findings) {
  ValleyWedge wedge;
  wedge.height = s.height;
  wedge.width = s.valley_width;
  wedge.triangle = s.valley_shape == "triangle";
  wedge.slope = s.bed_slope ? *s.bed_slope : fall_below(world, segment);
  if (!(wedge.slope >= 1e-4)) {
    findings.error(s.place,
                   fmt::format("{}: the stream does not fall below the dam's cell (slope {:.2g}). Give the "
                               "slope of the valley above it as bed_slope",
                               label_of(s), wedge.slope));
    return wedge;
  }
  wedge.silted_slope = s.silted_slope.value_or(0.5 * wedge.slope);
  if (wedge.silted_slope >= wedge.slope)
    findings.error(s.place, fmt::format("{}: silted_slope = {:g} is not below the bed's slope, {:g}. The "
                                        "deposit behind a dam lies flatter than the bed",
                                        label_of(s), wedge.silted_slope, wedge.slope));
  return wedge;
}

void check_shape(const StructureSection& s, std::size_t classes, Findings& findings) {
  const auto fault = [&](const std::string& what) {
    findings.error(s.place, fmt::format("{}: {}", label_of(s), what));
  };
  if (s.notch_width > s.valley_width)
    fault(fmt::format("notch_width_m = {:g} is wider than the valley, {:g} m. Look at both", s.notch_width,
                      s.valley_width));
  if (s.wing_height > 0.0 && !(s.crest_length > 0.0))
    fault("the dam has no crest beside its notch: crest_length_m is 0. Give its length, or wing_m = 0");
  const double pipe = 2.0 * std::sqrt(s.drain_area / std::numbers::pi), top = s.height + s.wing_height;
  if (s.of_measure && (pipe > top || s.drain_height > s.height))
    fault(
        fmt::format("outlet_d_m = {:g} is larger than the dam, {:g} m high. Write a smaller one", pipe, top));
  else if (s.drain_height > s.height)
    fault(fmt::format("drain_height_m = {:g} lies above the sill, {:g} m. Write a smaller one",
                      s.drain_height, s.height));
  else if (s.drain_area > 0.0 && s.drain_height + 0.5 * pipe > top)
    fault(
        fmt::format("drain_m2 = {:g}, a pipe of {:.3g} m about drain_height_m = {:g}, reaches above the dam, "
                    "{:g} m high. Look at both",
                    s.drain_area, pipe, s.drain_height, top));
  if (!s.deposit_density.empty() && s.deposit_density.size() != classes)
    fault(fmt::format("deposit_kg_per_m3 has {} values, [grains] {} classes. Give one for each",
                      s.deposit_density.size(), classes));
  if (s.filled_fraction.empty()) return;
  const double sum = std::accumulate(s.filled_fraction.begin(), s.filled_fraction.end(), 0.0);
  if (s.filled_fraction.size() != classes)
    fault(fmt::format("filled_fraction has {} shares, [grains] {} classes. Give one for each",
                      s.filled_fraction.size(), classes));
  else if (std::fabs(sum - 1.0) > 1e-6)
    fault(fmt::format("filled_fraction adds up to {:.6g}. Let it add up to 1", sum));
}

/// What lies behind a dam at the start, class by class. Shares that nobody gave are those of the topsoil in
/// its cell, or of the bed of streams where there is no soil.
void fill_at_start(const StructureSection& s, const BuiltLand& land, std::size_t classes, World& world,
                   CheckDam& dam) {
  const double volume = s.filled * dam.wedge.deposit_capacity();
  if (classes == 0) {
    dam.filled_at_start = volume;
    return;
  }
  const bool shares_fit = s.filled_fraction.empty() || s.filled_fraction.size() == classes;
  if (!shares_fit || dam.deposit_density.size() != classes) return;  // after a finding
  const Segment& at = world.network.segments[dam.segment];
  const std::size_t cell = static_cast<std::size_t>(at.j) * world.grid.nx() + at.i;
  const int soil = land.soil_of_cell.empty() ? -1 : land.soil_of_cell[cell];
  const bool of_soil = soil >= 0 && land.soils[soil].horizons.front().class_fractions.size() == classes;
  const std::vector<double>& fraction = !s.filled_fraction.empty() ? s.filled_fraction
                                        : of_soil ? land.soils[soil].horizons.front().class_fractions
                                                  : world.stream_bed.fraction;
  double bulk = 0.0;  // [m3 kg-1]
  for (std::size_t k = 0; k < classes; ++k) bulk += fraction[k] / dam.deposit_density[k];
  for (std::size_t k = 0; k < classes; ++k) dam.at_start.push_back(fraction[k] * volume / bulk);
  if (!(volume > 0.0)) return;
  const char* origin =
      of_soil ? "the topsoil of its cell (an assumption)" : "the bed of streams (an assumption)";
  world.assumptions.push_back(fmt::format(
      "structure '{}': {:.4g} m3 of deposit at the start, {:.4g} t, with the grains of {}", s.name, volume,
      volume / bulk / 1e3, s.filled_fraction.empty() ? origin : "filled_fraction"));
}

CheckDam make_dam(const StructureSection& s, const ValleyWedge& wedge, const Grains& grains) {
  CheckDam dam;
  dam.name = s.name;
  dam.kind = s.kind;
  dam.wedge = wedge;
  dam.notch_width = s.notch_width;
  dam.coefficient = s.coefficient.value_or(0.35);
  dam.wing_height = s.wing_height;
  dam.crest_length = s.crest_length;
  dam.drain_area = s.drain_area;
  dam.drain_height = s.drain_height;
  dam.design_discharge = s.design_discharge.value_or(1e300);
  dam.fail_release = s.fail_release;
  dam.deposit_density = s.deposit_density;
  if (s.deposit_density.empty()) {
    for (const GrainClass& grain : grains)
      dam.deposit_density.push_back(pool::deposit_density(grain.diameter));
  }
  return dam;
}

bool holds_sediment(const StructureSection& s) { return s.kind == "check_dam" || s.kind == "sediment_dam"; }

bool is_opening(const StructureSection& s) { return s.kind == "culvert" || s.kind == "bridge"; }

/// A weir, drop, culvert or bridge goes into the stream itself.
void put_sill(const StructureSection& s, int segment, World& world, Findings& findings) {
  Segment& at = world.network.segments[segment];
  const double room = at.bank - at.bed, width = world.network.sections[at.section].bank_width();
  const auto fault = [&](const std::string& what) {
    findings.error(s.place, fmt::format("{}: {}", label_of(s), what));
  };
  if (s.height >= room)
    fault(fmt::format(
        "its sill, {:g} m above the bed, does not lie below the bank, {:.2f} m. Lower it, or make "
        "it a check_dam",
        s.height, room));
  if (s.notch_width > width)
    fault(fmt::format("notch_width_m = {:g} is wider than the stream, {:.2f} m. Look at both", s.notch_width,
                      width));
  if (is_opening(s) && s.deck < s.opening)
    fault(fmt::format("deck_m = {:g} lies below the soffit, {:g} m. Both count from the bed", s.deck,
                      s.opening));
  at.sill = {at.bed + s.height, s.notch_width, s.coefficient.value_or(0.385)};
  std::string what = fmt::format("sill {:.2f} m below the bank", room - s.height);
  if (is_opening(s)) {
    at.sill.rise = s.opening;
    at.sill.losses = stream::barrel_losses(s.notch_width, s.opening, s.length, s.manning_n, s.entrance_loss);
    at.sill.deck = at.bed + s.deck;
    at.sill.deck_length = s.deck_length;
    what = fmt::format("opening {:g} m x {:g} m, soffit {:.2f} m {} the bank", s.notch_width, s.opening,
                       std::fabs(room - s.opening), s.opening > room ? "above" : "below");
  }
  world.sills.push_back({s.name, segment});
  world.assumptions.push_back(fmt::format("structure '{}': {} on {} at {:.0f} m, {}", s.name, s.kind,
                                          world.network.reaches[at.reach].name, at.chainage, what));
}

}  // namespace

void build_structures(const scenario::Scenario& scenario, const Grains& grains, const BuiltLand& land,
                      World& world, Findings& findings) {
  for (const StructureSection& s : scenario.structures) {
    if (holds_sediment(s)) check_shape(s, grains.size(), findings);
    const int segment =
        find_dam_segment({label_of(s), s.reach, s.chainage, s.point, s.place}, world, findings);
    if (segment < 0) continue;
    if (!holds_sediment(s)) {
      put_sill(s, segment, world, findings);
      continue;
    }
    CheckDam dam = make_dam(s, wedge_of(s, world, segment, findings), grains);
    dam.segment = segment;
    fill_at_start(s, land, grains.size(), world, dam);
    world.network.segments[segment].dam = true;
    world.dams.push_back(std::move(dam));
    const std::string of_stream = s.bed_slope ? "" : ", bed slope of the traced stream";
    const ValleyWedge& wedge = world.dams.back().wedge;
    const Segment& at = world.network.segments[segment];
    world.assumptions.push_back(fmt::format(
        "structure '{}': {} on {} at {:.0f} m, sill {:g} m above the bed; bed {:.4g}, silted {:.4g}, a wedge "
        "of {:.4g} m3 for deposit and {:.4g} m3 for water{}; no backfill in the stream above its cell",
        s.name, s.kind, world.network.reaches[at.reach].name, at.chainage, wedge.height, wedge.slope,
        wedge.silted_slope, wedge.deposit_capacity(), wedge.water_capacity(), of_stream));
  }
  std::ranges::sort(world.dams, {}, &CheckDam::segment);
  for (const CheckDam& dam : world.dams) world.dam_states.emplace_back(dam, static_cast<int>(grains.size()));
}

void add_structure_costs(const scenario::Scenario& scenario, World& world, Findings& findings) {
  double low = 0.0, middle = 0.0, high = 0.0;
  for (const StructureSection& s : scenario.structures) {
    const measures::MeasureType* type =
        measures::type_named(measures::shipped_catalogue(), s.kind == "drop" ? "drop_structure" : s.kind);
    std::vector<double> cost = s.cost.empty() && type ? type->cost : s.cost;
    if (cost.size() == 1) cost.assign(3, cost[0]);
    if (cost.empty()) cost.assign(3, 0.0);
    if (cost.size() != 3) {
      findings.error(s.place, fmt::format("{}: cost_cny has {} numbers. Give one, or low, middle and high",
                                          label_of(s), cost.size()));
      continue;
    }
    world.measure_facts.push_back(
        {"structure", s.name, s.kind, "", 0.0, 0.0, true, cost[0], cost[1], cost[2]});
    low += cost[0], middle += cost[1], high += cost[2];
  }
  if (scenario.structures.empty()) return;
  world.measures.push_back(
      fmt::format("structures  {}: cost {:.4g} to {:.4g}, middle {:.4g} CNY (price year 2024)",
                  scenario.structures.size(), low, high, middle));
}

std::vector<Finding> structure_doubts(const scenario::Scenario& scenario, const World& world) {
  std::vector<Finding> doubts;
  for (const StructureSection& s : scenario.structures) {
    const auto doubt = [&](const std::string& what) {
      doubts.push_back({Finding::Kind::warning, s.place, fmt::format("{}: {}", label_of(s), what)});
    };
    if (is_opening(s) && s.cost.empty())
      doubt(fmt::format("no public text gives the cost of a {}: it counts as 0. Give cost_cny", s.kind));
    const double whole = s.height + s.wing_height;
    if (s.kind == "check_dam" && whole > 5.0)
      doubt(
          fmt::format("{:g} m are high for a check dam: GB 51018-2014, 14.4 goes to 5 m (dry stone and "
                      "gabions to 3 m)",
                      whole));
    if (s.kind == "sediment_dam" && (whole < 3.0 || whole > 15.0))
      doubt(
          fmt::format("{:g} m: sediment-trap dams have 3 to 15 m; higher ones need a study of their own "
                      "(GB 51018-2014, 8.4)",
                      whole));
    const auto sill = std::ranges::find(world.sills, s.name, &World::NamedSill::name);
    if (s.kind == "drop" && sill != world.sills.end()) {
      const Segment& at = world.network.segments[sill->segment];
      const double width = world.network.sections[at.section].bank_width();
      if (s.notch_width < 0.5 * width)
        doubt(fmt::format(
            "its {:g} m are less than half of the stream's {:.1f} m: it dams the flow, which silts "
            "and floods above it. Make it as wide as the stream",
            s.notch_width, width));
    }
    const auto dam = std::ranges::find(world.dams, s.name, &CheckDam::name);
    if (dam == world.dams.end()) continue;
    if (dam->wedge.deposit_capacity() > 1e5)
      doubt(
          fmt::format("its room of {:.3g} m3 is above the 1e5 m3 of a sediment-trap dam (GB 51018-2014, "
                      "5.3). Is it a [[reservoir]]?",
                      dam->wedge.deposit_capacity()));
    if (s.filled > 0.0 && s.filled_fraction.empty() && s.design_discharge)
      doubt(fmt::format(
          "what fills it goes with the water when it fails, and nobody said of which grains it is. "
          "Give filled_fraction{}",
          s.of_measure ? " in a [[structure]] of its own" : ""));
    const double backwater = s.height / dam->wedge.slope;
    if (backwater > 3.0 * world.grid.cell_size())
      doubt(
          fmt::format("its pool reaches {:.0f} m upstream, {:.0f} cells: the stream there is computed "
                      "without it",
                      backwater, backwater / world.grid.cell_size()));
  }
  return doubts;
}

}  // namespace qingliu::run
