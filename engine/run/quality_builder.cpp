#include "run/quality_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "run/constituent_builder.hpp"
#include "run/dam_works.hpp"
#include "run/measure_record.hpp"
#include "run/measure_streams.hpp"
#include "run/measure_structures.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

constexpr double seconds_per_day = 86400.0;
constexpr double seconds_per_year = 365.25 * seconds_per_day;
constexpr double seconds_per_month = seconds_per_year / 12.0;

/// The segment nearest to a point, and how far it is [m].
std::pair<int, double> nearest_segment(const StreamNetwork& network, scenario::Point point) {
  std::pair<int, double> nearest{-1, 1e300};
  for (std::size_t n = 0; n < network.segments.size(); ++n) {
    const double x = network.segments[n].x - point.first, y = network.segments[n].y - point.second;
    const double distance = std::sqrt(x * x + y * y);
    if (distance < nearest.second) nearest = {static_cast<int>(n), distance};
  }
  return nearest;
}

/// The middle of the cell through which most land drains, of those that hold the houses of a village; a
/// finding where there is none.
std::optional<scenario::Point> outlet_of(const scenario::VillageSection& v, const scenario::Scenario& s,
                                         const BuiltTerrain& terrain, const Window& window,
                                         const World& world, LayerDesk desk) {
  const std::string label = fmt::format("[[village]] '{}'", v.name);
  const io::TargetGrid target = target_of(world.grid, s);
  const std::size_t before = desk.findings.count();
  const io::LayerShapes shapes = layer_shapes(v.layer, label + " layer", target, 0.0, desk);
  if (desk.findings.count() > before) return {};
  const int rows =
      std::max(8, static_cast<int>(world.grid.cell_size()));  // of a cell: a house is no less than 1 m
  double most = -1.0, area = 0.0;
  scenario::Point outlet;
  for (std::size_t k = 0; k < shapes.polygons.size(); ++k) {
    if (!v.ids.empty() && std::ranges::find(v.ids, shapes.values[k]) == v.ids.end()) continue;
    const auto take = [&](std::size_t cell, double share) {
      const auto i = static_cast<int>(cell % target.frame.nx), j = static_cast<int>(cell / target.frame.nx);
      if (!world.grid.active(i, j)) return;
      area += share * world.grid.cell_area();
      const double drains = terrain.upstream_area[terrain.surface.at(window.first_i + i, window.first_j + j)];
      if (!(drains > most)) return;
      most = drains;
      outlet = {world.grid.x_centre(i), world.grid.y_centre(j)};
    };
    io::for_each_share(shapes.polygons[k], target.frame, take, rows);
  }
  if (most < 0.0) {
    desk.findings.error(v.place, fmt::format("{}: no polygon of {} lies in the watershed. Mend layer or ids",
                                             label, v.layer.file.filename().string()));
    return {};
  }
  desk.notes.push_back(
      fmt::format("village '{}': {:.4g} ha within the watershed, whose water leaves at ({:.1f}, "
                  "{:.1f}) below {:.4g} ha",
                  v.name, area / 1e4, outlet.first, outlet.second, most / 1e4));
  return outlet;
}

/// The segment that a village's litter and waste water reach; -1 with a finding.
int segment_of(const scenario::VillageSection& v, const std::optional<scenario::Point>& point,
               const World& world, Findings& findings) {
  const StreamNetwork& network = world.network;
  const auto fault = [&](const std::string& what) {
    findings.error(v.place, fmt::format("[[village]] '{}': {}", v.name, what));
    return -1;
  };
  if (!v.reach.empty()) {
    const std::string wrong = wrong_place(network, v.reach, v.chainage);
    return wrong.empty() ? network.segment_at(v.reach, v.chainage) : fault(wrong);
  }
  const auto [segment, distance] = nearest_segment(network, *point);
  if (distance <= v.snap) return segment;
  return fault(
      fmt::format("no stream is within snap_m = {:g} of its {}: the nearest, {}, is {:.0f} m away. Give "
                  "snap_m = {:.0f}, begin streams farther up, or name reach and chainage_m",
                  v.snap, v.point ? "point" : "lowest cell",
                  network.reaches[network.segments[segment].reach].name, distance, std::ceil(distance)));
}

/// Cleaners of a measure in a village: as many as it says, or as its people need.
double staff_of(const Measure& m, const Village& village) {
  return m.given("staff").value_or(std::ceil(village.people / m.parameters.at("residents_per_cleaner")));
}

/// Share of the waste that a measure collects: all it can, less where there are too few cleaners.
double collected_by(const Measure& m, const Village& village) {
  if (!(village.people > 0.0)) return village.collected;
  const double enough = staff_of(m, village) * m.parameters.at("residents_per_cleaner") / village.people;
  return measures::in_river(m, "litter_source", village.collected) * std::min(1.0, enough);
}

bool serves(const Measure& m, const Village& village) {
  return m.section->village == "*" || m.section->village == village.name;
}

void describe(const Measure& m, const std::string& place, double units, World& world) {
  const MeasureRecord record = record_of(m, {place, 0.0, units, ""});
  world.measures.push_back(record.line);
  world.measure_facts.push_back(record.facts);
}

/// Quantity and cost of what treats sewage or livestock.
void describe_treatment(const Measure& m, World& world) {
  const bool livestock = m.type->parameter("treat") != nullptr;
  double heads = 0.0;
  for (const Village& village : world.quality.villages) {
    if (serves(m, village)) heads += livestock ? village.pigs : village.people;
  }
  if (!livestock) heads *= m.number("served", 1.0);
  describe(m, fmt::format("{:g} {}", heads, livestock ? "pigs" : "people served"), heads, world);
}

bool collects(const Measure& m) { return measures::in_river(m, "litter_source", 0.0) >= 0.0; }

/// What comes to lie on the banks at t [s] [kg s-1], and of it what each measure that acts in the run keeps
/// away, each of what the ones before it left.
RateStage litter_at(double t, const std::vector<Measure>& all, const std::vector<Village>& villages) {
  RateStage stage{t, {}, {}};
  std::vector<Village> served = villages;
  for (const Measure& m : all) {
    if (!collects(m) || !m.acts()) continue;
    double less = 0.0;
    for (Village& village : served) {
      if (!serves(m, village) || !m.stands_at(t)) continue;
      const double before = village.litter();
      village.collected = std::max(village.collected, collected_by(m, village));
      less += before - village.litter();
    }
    stage.kept.push_back(less);
  }
  for (const Village& village : served) stage.villages.push_back(village.litter());
  return stage;
}

/// What serves villages: their collection as it is with it, its quantity and cost.
void serve_villages(const std::vector<Measure>& all, double duration, World& world) {
  Quality& quality = world.quality;
  if (quality.litter.on) {
    for (const double moment : measures::moments_of(all, duration))
      quality.litter.later.push_back(litter_at(moment, all, quality.villages));
  }
  for (const Measure& m : all) {
    if (!collects(m)) {
      describe_treatment(m, world);
      continue;
    }
    double staff = 0.0, people = 0.0;
    LitterKept kept{m.section->id};
    const double since = std::min(quality.litter.build_up, std::max(0.0, m.age) * seconds_per_year);
    for (Village& village : quality.villages) {
      if (!serves(m, village)) continue;
      people += village.people;
      staff += staff_of(m, village);
      if (!m.stands) continue;
      const double before = village.litter();
      village.collected = std::max(village.collected, collected_by(m, village));
      const double less = before - village.litter();
      village.at_start -= less * since;
      kept.rate += less;
      kept.at_start += less * since;
    }
    describe(m, fmt::format("{:g} people, {:g} cleaners", people, staff), staff, world);
    if (m.acts() && quality.litter.on) quality.litter.kept.push_back(kept);
  }
}

Schedule schedule_of(const Measure& m, double every, const scenario::Scenario& s) {
  return {built_at(m, s), every, m.ends};
}

/// Whether a dam stands in a segment at some moment in which a measure stands there too.
bool dam_meanwhile(const Measure& m, int segment, double duration, const World& world) {
  const double from = std::max(0.0, m.begins), to = std::min(duration, m.ends);
  if (!m.acts() || !(from < to)) return false;
  bool dam = world.network.segments[static_cast<std::size_t>(segment)].dam;  // as the run begins
  double since = 0.0;
  for (const Raising& work : world.dated_works.raisings) {
    if (work.segment != segment) continue;
    if (dam && since < to && work.at > from) return true;
    dam = work.up;
    since = work.at;
  }
  return dam && since < to;
}

/// Booms and racks that stand in some part of the run.
void place_traps(const std::vector<Measure>& all, const scenario::Scenario& s, World& world,
                 Findings& findings) {
  for (const Measure& m : all) {
    const Places places = places_in_stream(m, world, findings);
    if (places.empty()) continue;
    const int at = places.begin()->first;
    const Segment& segment = world.network.segments[at];
    if (dam_meanwhile(m, at, s.time.duration, world))
      findings.error(
          m.section->place,
          fmt::format("[[measure]] '{}': a dam stands in its place. Move it up the stream, or let one "
                      "be retired before the other is built",
                      m.section->id));
    const double width = world.network.sections[segment.section].bank_width();
    describe(m,
             fmt::format("{:.3g} m across {} at {:.0f} m", width, world.network.reaches[segment.reach].name,
                         segment.chainage),
             m.type->cost_unit == "CNY/m" ? width : 1.0, world);
    if (!m.acts() || !s.litter.on) continue;
    LitterTrap trap;
    trap.from = m.begins;
    trap.to = m.ends;
    trap.measure = m.section->id;
    trap.segment = at;
    trap.capture = measures::in_river(m, "litter_sink", 0.0);
    trap.capacity = m.parameters.at("capacity_m3") * s.litter.density;
    trap.most_discharge = m.number("q_max_m3s", 1e300);
    trap.emptied = schedule_of(m, seconds_per_day * m.parameters.at("empty_interval_d"), s);
    world.quality.litter.traps.push_back(std::move(trap));
  }
}

void plan_rounds(const std::vector<RiverWork>& works, const scenario::Scenario& s, World& world) {
  for (const RiverWork& work : works) {
    const Measure& m = *work.measure;
    const double removes = measures::in_river(m, "litter_sink", 0.0),
                 rounds = m.number("rounds_per_month", 0.0);
    if (!m.acts() || !(removes > 0.0) || !(rounds > 0.0)) continue;
    LitterRounds planned{m.section->id, {}, removes, schedule_of(m, seconds_per_month / rounds, s)};
    for (const RiverWork::Part& part : work.parts) planned.parts.push_back({part.segment, part.share});
    world.quality.litter.rounds.push_back(std::move(planned));
  }
}

/// What is in reservoirs, dams and streams at the start.
void start_constituents(World& world) {
  const std::size_t segments = world.network.segments.size();
  for (const Constituent& of : world.quality.constituents) {
    ConstituentState& state = world.quality_state.constituents.emplace_back();
    for (auto* row : {&state.mass, &state.flooded, &state.passed}) row->assign(segments, 0.0);
    if (!of.attached.empty()) state.attached_passed.assign(segments, 0.0);
    Sum start;
    for (std::size_t p = 0; p < world.reservoirs.size(); ++p) {
      const auto tanks = static_cast<std::size_t>(world.reservoirs[p].tanks);
      state.in_pools.emplace_back(tanks,
                                  of.pool_start[p] * world.pools[p].water / static_cast<double>(tanks));
      for (const double mass : state.in_pools.back()) start.add(mass);
    }
    state.in_dams.assign(world.dams.size(), {0.0});
    state.at_start = start.value();
    state.of_villages.resize(world.quality.villages.size());
    state.filtered.resize(of.filters.size());
  }
}

/// Measures that act on nothing without [litter].
void doubt_idle(const scenario::Scenario& s, const PlacedMeasures& measures, World& world) {
  const auto doubt = [&](const Measure& m, const char* what, const char* section) {
    world.doubts.push_back({Finding::Kind::warning, m.section->place,
                            fmt::format("[[measure]] '{}': no {} is carried in this run, so there is "
                                        "none to keep back. Write a section {}",
                                        m.section->id, what, section)});
  };
  if (!s.litter.on) {
    for (const Measure& m : measures.traps) doubt(m, "litter", "[litter]");
  }
  for (const Measure& m : measures.villages) {
    if (!s.litter.on && measures::in_river(m, "litter_source", 0.0) >= 0.0) doubt(m, "litter", "[litter]");
    if (s.constituents.empty() && measures::in_river(m, "nutrient_source", 0.0) >= 0.0)
      doubt(m, "constituent", "[[constituent]]");
  }
}

void note_litter(const World& world, std::vector<std::string>& notes) {
  const Litter& litter = world.quality.litter;
  double people = 0.0, rate = 0.0, lies = 0.0;
  for (const Village& v : world.quality.villages) {
    people += v.people;
    rate += v.litter();
    lies += v.at_start;
  }
  notes.push_back(fmt::format(
      "litter: {} villages with {:g} people leave {:.4g} kg a day on the banks; {:.4g} kg lie there and "
      "{:.4g} kg in "
      "the streams at the start. It floats {:g} m before it strands, is lifted by {:g} m of water at {:g} "
      "m/s "
      "(unverified, as are leaks and what traps capture)",
      world.quality.villages.size(), people, rate * seconds_per_day, lies,
      litter.at_start * world.network.length(), litter.travel, litter.lift_depth, litter.lift_speed));
}

}  // namespace

void build_quality(const scenario::Scenario& s, const BuiltTerrain& terrain, const Window& window,
                   const PlacedMeasures& measures, const std::vector<RiverWork>& river_works, World& world,
                   LayerDesk desk) {
  Findings& findings = desk.findings;
  Quality& quality = world.quality;
  for (const scenario::VillageSection& v : s.villages) {
    const std::optional<scenario::Point> point =
        v.layer.empty() ? v.point : outlet_of(v, s, terrain, window, world, desk);
    const bool placed = !world.network.empty() && (point || !v.reach.empty());  // else it has been said
    const int segment = placed ? segment_of(v, point, world, findings) : -1;
    quality.villages.push_back({v.name, segment, v.people, v.people * v.waste, v.collected, v.leak});
    quality.villages.back().at_start = quality.villages.back().litter() * s.litter.build_up;
    quality.villages.back().pigs = v.pigs;
  }
  const scenario::LitterSection& l = s.litter;
  quality.litter = {l.on,        l.travel,  l.lift_depth, l.lift_speed,
                    l.wash_time, l.density, l.build_up,   l.at_start};
  serve_villages(measures.villages, s.time.duration, world);
  for (const auto* all : {&measures.villages, &measures.traps}) {
    for (const double moment : measures::moments_of(*all, s.time.duration))
      world.dated_works.moments.push_back(moment);
  }
  std::ranges::sort(world.dated_works.moments);
  place_traps(measures.traps, s, world, findings);
  if (l.on) plan_rounds(river_works, s, world);
  doubt_idle(s, measures, world);
  if (!findings.empty()) return;
  build_constituents(s, terrain, window, measures, world, findings);
  if (!findings.empty() || !quality.on()) return;
  world.quality_state = QualityState(quality, world.network, world.reservoirs.size(), world.dams.size());
  start_constituents(world);
  if (l.on) note_litter(world, world.assumptions);
}

}  // namespace qingliu::run
