#include "run/measure_structures.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <optional>
#include <utility>

#include "core/constants.hpp"
#include "measures/ageing_laws.hpp"
#include "measures/geometry_laws.hpp"
#include "run/measure_record.hpp"
#include "run/structure_builder.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;
using scenario::ReservoirSection;
using scenario::StructureSection;

constexpr double usual_release = 86400.0;  ///< [s] of a pool that is retired (a judgement, no source)

std::string word_of(const Measure& m, const char* name, const char* otherwise) {
  const auto found = m.words.find(name);
  return found == m.words.end() ? otherwise : found->second;
}

bool is_pool(const Measure& m) { return m.type->builds == "pool"; }

/// [-] of its height that a work of brush or timber has left without upkeep.
double condition_of(const Measure& m) {
  const measures::Ageing& ageing = m.type->ageing;
  return ageing.model == "decay" && !m.section->upkeep ? measures::condition(m.age, ageing.half_life) : 1.0;
}

/// Mean fall of a stretch of a reach [-].
double fall_of(const StreamNetwork& network, int first, int last) {
  const Segment &a = network.segments[first], &b = network.segments[last];
  if (first == last) return a.downstream < 0 ? 0.0 : (a.bed - network.segments[a.downstream].bed) / a.way;
  return (a.bed - b.bed) / (b.chainage - a.chainage);
}

/// [m] between the dams of a series; 0 where they would stand on each other's silt without end.
double spacing_of(const Measure& m, const StreamNetwork& network, int first, int last) {
  if (const auto own = m.given("spacing_m")) return *own;
  const double fall = m.given("bed_slope").value_or(fall_of(network, first, last));
  const double silted = m.given("silted_slope").value_or(0.5 * fall);
  const double height = m.number("height_m", m.number("drop_m", 1.0));
  return fall > silted ? measures::dam_spacing(height, fall, silted) : 0.0;
}

/// The segment nearest to its point, not farther than a cell or snap_m; -1 with a fault.
template <class Fault>
int segment_near_point(const Measure& m, const World& world, Fault fault) {
  int nearest = 0;
  const auto distance = [&](int n) {
    const Segment& s = world.network.segments[n];
    const double x = s.x - m.section->point->first, y = s.y - m.section->point->second;
    return std::sqrt(x * x + y * y);
  };
  for (int n = 1; n < static_cast<int>(world.network.segments.size()); ++n) {
    if (distance(n) < distance(nearest)) nearest = n;
  }
  const double limit = std::max(world.grid.cell_size(), m.section->snap), off = distance(nearest);
  if (off <= limit) return nearest;
  const Segment& s = world.network.segments[nearest];
  fault(fmt::format(
      "it stands beside the stream, {:.0f} m from {} at chainage {:.0f} m. Move point to ({:.1f}, "
      "{:.1f}), or give snap_m = {:.0f}",
      off, world.network.reaches[s.reach].name, s.chainage, s.x, s.y, std::ceil(off)));
  return -1;
}

}  // namespace

Places places_in_stream(const Measure& m, const World& world, Findings& findings) {
  const scenario::MeasureSection& section = *m.section;
  const auto fault = [&](const std::string& what) {
    findings.error(section.place, fmt::format("[[measure]] '{}': {}", section.id, what));
    return Places();
  };
  const StreamNetwork& network = world.network;
  if (network.empty()) return fault("a work in a stream needs one. Write a section [streams]");
  if (section.point) {
    const int nearest = segment_near_point(m, world, fault);
    return nearest < 0 ? Places() : Places{{nearest, 1}};
  }
  const auto reach = std::ranges::find(network.reaches, section.reach, &Reach::name);
  if (reach == network.reaches.end())
    return fault(fmt::format("there is no reach '{}'. The watershed has {} to {}", section.reach,
                             network.reaches.front().name, network.reaches.back().name));
  const Segment& lowest = network.segments[reach->end - 1];
  const double end = lowest.chainage + 0.5 * lowest.length;
  if (section.chainage.empty() || section.chainage.back() > end + 1.0)
    return fault(fmt::format("give chainage_m within reach '{}', 0 to {:.0f} m", section.reach, end));
  const int first = network.segment_at(section.reach, section.chainage.front());
  if (section.chainage.size() == 1) return {{first, 1}};
  const int last = network.segment_at(section.reach, section.chainage.back());
  const double spacing = spacing_of(m, network, first, last);
  if (!(spacing > 0.0))
    return fault(
        fmt::format("the stream falls by {:.3g} there, not more than the silt behind a dam: a series "
                    "has no spacing. Give bed_slope, spacing_m or a smaller silted_slope",
                    fall_of(network, first, last)));
  Places places;
  for (double at = section.chainage.front(); at <= section.chainage.back(); at += spacing)
    ++places[network.segment_at(section.reach, at)];
  return places;
}

namespace {

/// One of them on the network.
struct Spot {
  const Segment& segment;
  std::string reach, name;
};

/// A check dam, sediment-trap dam or drop; of `count` in one cell, one with the room of all.
StructureSection structure_of(const Measure& m, const Spot& of, int count) {
  const Segment& at = of.segment;
  StructureSection s;
  s.name = of.name;
  s.of_measure = true;
  s.place = m.section->place;
  s.reach = of.reach;
  s.chainage = at.chainage;
  s.kind = m.type->builds;
  if (s.kind == "drop") {
    s.notch_width = m.parameters.at("width_m");
    return s;
  }
  s.height = condition_of(m) * m.parameters.at("height_m");
  s.notch_width = m.number("notch_w_m", m.number("spill_w_m", 1.0));
  s.wing_height = m.parameters.at("wing_m");
  s.valley_width = count * m.parameters.at("valley_width_m");
  s.crest_length = std::max(0.0, m.parameters.at("valley_width_m") - s.notch_width);
  if (!(s.crest_length > 0.0)) s.wing_height = 0.0;
  s.valley_shape = word_of(m, "valley_shape", "triangle");
  s.bed_slope = m.given("bed_slope");
  s.silted_slope = m.given("silted_slope");
  if (const auto c = m.given("weir_c"))
    s.coefficient = *c / std::sqrt(2.0 * constants::gravity);  // Q = C b H^1.5
  const double pipe = m.number("outlet_d_m", 0.0);
  s.drain_area = 0.25 * std::numbers::pi * pipe * pipe;
  s.drain_height = 0.5 * pipe;
  s.filled = m.filled();
  s.design_discharge = m.given("design_m3_per_s");
  return s;
}

/// Of a pond or basin: what it holds below its weir.
struct PoolSize {
  double area = 0.0, depth = 0.0;
};
PoolSize pool_size(const Measure& m) {
  const double length = m.number("length_m", 0.0);
  if (length > 0.0) return {length * m.parameters.at("width_m"), m.parameters.at("depth_m")};
  const double area = m.parameters.at("area_m2");
  return {area, m.given("depth_m").value_or(m.number("volume_m3", 0.0) / area)};
}

/// A basin with upright walls on the bed of the stream, behind a weir; silt has raised its bottom.
ReservoirSection pool_of(const Measure& m, const Spot& of) {
  const Segment& at = of.segment;
  const PoolSize size = pool_size(m);
  const double freeboard = m.number("freeboard_m", 0.5);
  ReservoirSection r;
  r.name = of.name;
  r.place = m.section->place;
  r.reach = of.reach;
  r.chainage = at.chainage;
  const double bottom = at.bed + m.filled() * size.depth, sill = at.bed + size.depth;
  r.curve_levels = {bottom, sill, sill + freeboard + 1.0};
  r.curve_volumes = {0.0, (sill - bottom) * size.area, (sill - bottom + freeboard + 1.0) * size.area};
  r.curve_areas.assign(3, size.area);
  r.dead_level = bottom;
  r.normal_level = sill;
  r.start_level = bottom + (m.stands ? m.number("full_at_start", 1.0) : 0.0) * (sill - bottom);
  r.crest = sill + freeboard;
  r.crest_length = 2.0 * std::sqrt(size.area);
  r.spillway = sill;
  r.spillway_width = m.number("weir_w_m", m.number("width_m", 1.0));
  r.tanks = 1;
  return r;
}

double units_of(const BuiltWorks::Quantity& q) {
  const std::string& unit = q.measure->type->cost_unit;
  if (unit == "CNY/each") return q.count;
  if (unit == "CNY/m3") return q.volume;
  return unit == "CNY/m2" ? q.area : 0.0;
}

}  // namespace

BuiltWorks built_works(const std::vector<Measure>& all, const World& world, Findings& findings) {
  BuiltWorks works;
  for (const Measure& m : all) {
    BuiltWorks::Quantity quantity{&m};
    const Places places = places_in_stream(m, world, findings);
    int n = 0;
    for (const auto& [segment, count] : places) {
      const Segment& at = world.network.segments[segment];
      const Spot spot{at, world.network.reaches[at.reach].name,
                      places.size() == 1 ? m.section->id : fmt::format("{}.{}", m.section->id, ++n)};
      quantity.count += count;
      works.segments[spot.name] = segment;
      if (is_pool(m)) {
        const PoolSize size = pool_size(m);
        quantity.area += size.area;
        quantity.volume += size.area * size.depth;
      }
      if (!m.acts()) continue;
      if (m.type->builds == "drop") {
        works.drops.push_back({m.begins, m.ends, segment});
      } else {
        if (!m.stands) works.later.push_back({m.begins, segment});
        if (m.ends < 1e300)
          works.later.push_back({m.ends, segment, false, m.section->release.value_or(usual_release)});
      }
      if (is_pool(m)) {
        works.reservoirs.push_back(pool_of(m, spot));
      } else {
        works.structures.push_back(structure_of(m, spot, count));
      }
    }
    works.quantities.push_back(quantity);
  }
  return works;
}

void build_later(const BuiltWorks& works, World& world) {
  world.dated_works.raisings = works.later;
  std::ranges::stable_sort(world.dated_works.raisings, {}, &Raising::at);
  for (const Raising& raising : works.later) {
    if (raising.up) {
      world.network.segments[raising.segment].dam = false;
      continue;
    }
    const Segment& at = world.network.segments[raising.segment];
    const std::string& reach = world.network.reaches[at.reach].name;
    world.assumptions.push_back(
        raising.release > 0.0
            ? fmt::format(
                  "a dam on {} at {:.0f} m is taken away within the run: what stands behind it then is "
                  "let down evenly within {:g} h (release_h)",
                  reach, at.chainage, raising.release / 3600.0)
            : fmt::format("a dam on {} at {:.0f} m is taken away within the run: what stands behind it then "
                          "comes down at once, as no real pool is let go",
                          reach, at.chainage));
  }
  std::vector<SillWork>& sills = world.dated_works.sills;
  for (const BuiltWorks::DropInPart& drop : works.drops) {
    Sill& sill = world.network.segments[drop.segment].sill;
    if (drop.from > 0.0) sills.push_back({drop.from, drop.segment, std::exchange(sill, Sill{})});
    if (drop.to < 1e300) sills.push_back({drop.to, drop.segment, Sill{}});
  }
  std::ranges::stable_sort(sills, {}, &SillWork::at);
}

scenario::Scenario with_built(const scenario::Scenario& scenario, const BuiltWorks& works) {
  scenario::Scenario whole = scenario;
  whole.structures.insert(whole.structures.end(), works.structures.begin(), works.structures.end());
  whole.reservoirs.insert(whole.reservoirs.end(), works.reservoirs.begin(), works.reservoirs.end());
  return whole;
}

void describe_built_works(const BuiltWorks& works, World& world) {
  for (const BuiltWorks::Quantity& q : works.quantities) {
    const Measure& m = *q.measure;
    const std::string size = is_pool(m) ? fmt::format(", {:.4g} m2, {:.4g} m3", q.area, q.volume) : "";
    const std::string place = m.section->point ? "the stream at its point" : m.section->reach;
    const MeasureRecord record =
        record_of(m, {fmt::format("{} in {}{}", q.count, place, size), q.area, units_of(q), ""});
    world.measures.push_back(record.line);
    world.measure_facts.push_back(record.facts);
  }
  scenario::Scenario built;
  built.structures = works.structures;
  for (Finding& doubt : structure_doubts(built, world)) world.doubts.push_back(std::move(doubt));
}

}  // namespace qingliu::run
