#include "run/constituent_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "run/flow_paths.hpp"
#include "run/measure_record.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

constexpr double day = 86400.0, year = 365.25 * day;

/// What is taken where the scenario says nothing, by kind (docs/quality.md has the sources). Below 0: it must
/// be given.
struct Standard {
  double decay_per_d, settling_m_per_d, pool_m_per_a, person_g_per_d, pig_g_per_d;
  const char* key;     ///< of catalogue parameters: rem_tn, k_tn_m_a
  const char* column;  ///< of landuse.csv
};
constexpr Standard standards[known_constituents] = {{0.10, 0.0, 10.0, 1.8, 19.2, "tn", "tn_mg_per_l"},
                                                    {0.00, 0.1, 12.0, 0.16, 11.4, "tp", "tp_mg_per_l"},
                                                    {0.10, 0.0, 0.0, -1.0, -1.0, "nh3", "nh3n_mg_per_l"},
                                                    {0.15, 0.0, 0.0, 32.0, -1.0, "cod", "cod_mg_per_l"}};

int kind_of(const std::string& name) {
  return static_cast<int>(std::ranges::find(constituent_names, name) - constituent_names.begin());
}

double per_day(double si) { return si * day; }

/// Of every cell of the grid's nx*ny the first segment on its water's way; -1 where there is none.
std::vector<int> segment_of_cells(const World& world, const BuiltTerrain& terrain, const Window& window) {
  const Grid& grid = world.grid;
  const terrain::Surface surface = surface_of(grid, terrain, window);
  const FlowPaths paths(grid, surface);
  std::vector<int> first(surface.elevation.size(), -2);
  for (std::size_t n = 0; n < world.network.segments.size(); ++n) {
    const Segment& s = world.network.segments[n];
    first[static_cast<std::size_t>(s.j) * grid.nx() + s.i] = static_cast<int>(n);
  }
  std::vector<std::int64_t> way;
  for (std::size_t start = 0; start < first.size(); ++start) {
    if (std::isnan(surface.elevation[start])) continue;
    way.clear();
    auto cell = static_cast<std::int64_t>(start);
    while (cell >= 0 && first[cell] == -2) {
      way.push_back(cell);
      cell = paths.next(cell);
    }
    const int found = cell < 0 ? -1 : first[cell];
    for (const std::int64_t passed : way) first[passed] = found;
  }
  return first;
}

/// Concentration of fresh water into each segment: that of the ground whose water it takes first, by area.
std::vector<double> concentrations(const World& world, const std::vector<int>& segment_of_cell, int kind) {
  const Grid& grid = world.grid;
  const std::size_t segments = world.network.segments.size();
  std::vector<double> sum(segments, 0.0), cells(segments, 0.0);
  for (int j = 0; j < grid.ny(); ++j) {
    for (int i = 0; i < grid.nx(); ++i) {
      const int s = grid.active(i, j) ? segment_of_cell[static_cast<std::size_t>(j) * grid.nx() + i] : -1;
      if (s < 0) continue;
      sum[s] += world.landuses[world.land.cover[grid.index(i, j)]].runoff[kind];
      cells[s] += 1.0;
    }
  }
  for (std::size_t n = 0; n < segments; ++n) {
    // Several segments of one cell share its ground.
    const Segment& s = world.network.segments[n];
    const int of = segment_of_cell[static_cast<std::size_t>(s.j) * grid.nx() + s.i];
    if (of != static_cast<int>(n)) {
      sum[n] = sum[of];
      cells[n] = cells[of];
    }
  }
  for (std::size_t n = 0; n < segments; ++n) sum[n] /= cells[n];
  return sum;
}

/// A finding with all land uses that give no concentration.
void find_missing(const scenario::Scenario& s, const World& world, int kind, Findings& findings) {
  std::set<std::string> missing;
  for (int j = 0; j < world.grid.ny(); ++j) {
    for (int i = 0; i < world.grid.nx(); ++i) {
      if (!world.grid.active(i, j)) continue;
      const Landuse& use = world.landuses[world.land.cover[world.grid.index(i, j)]];
      if (use.runoff[kind] < 0.0) missing.insert(fmt::format("{} {}", use.id, use.name));
    }
  }
  if (missing.empty()) return;
  findings.error(
      s.landuse.place,
      fmt::format("[[constituent]] '{}': the table of [landuse] gives no {} for {}. Give the column a number "
                  "for each",
                  constituent_names[kind], standards[kind].column, fmt::join(missing, ", ")));
}

double with_standard(const std::optional<double>& given, double standard, double unit) {
  return given.value_or(standard / unit);
}

/// What villages and their livestock give of a constituent [kg s-1], untreated.
struct Loads {
  std::vector<double> people, pigs;
};

/// What of it reaches the streams at t [s], and what each measure that acts in the run keeps back, each of
/// what the ones before it left.
RateStage loads_at(double t, const std::vector<Measure>& all, const World& world, Loads loads, int kind) {
  RateStage stage{t, {}, {}};
  for (const Measure& m : all) {
    const double treats = measures::in_river(m, "nutrient_source", 0.0);
    if (!m.acts() || !(treats > 0.0)) continue;
    const bool livestock = m.type->parameter("treat") != nullptr;
    const double keeps =
        livestock ? treats : treats * m.number(fmt::format("rem_{}", standards[kind].key), 0.0);
    double kept = 0.0;
    for (std::size_t v = 0; v < loads.people.size() && m.stands_at(t); ++v) {
      if (m.section->village != "*" && m.section->village != world.quality.villages[v].name) continue;
      double& load = (livestock ? loads.pigs : loads.people)[v];
      kept += keeps * load;
      load -= keeps * load;
    }
    stage.kept.push_back(kept);
  }
  for (std::size_t v = 0; v < loads.people.size(); ++v)
    stage.villages.push_back(loads.people[v] + loads.pigs[v]);
  return stage;
}

void treat_loads(const std::vector<Measure>& all, double duration, const World& world, const Loads& loads,
                 Constituent& of) {
  RateStage first = loads_at(0.0, all, world, loads, of.kind);
  of.loads = std::move(first.villages);
  for (const Measure& m : all) {
    if (m.acts() && measures::in_river(m, "nutrient_source", 0.0) > 0.0)
      of.kept.push_back({m.section->id, first.kept[of.kept.size()]});
  }
  for (const double moment : measures::moments_of(all, duration))
    of.later.push_back(loads_at(moment, all, world, loads, of.kind));
}

/// What plants beside streams keep, each of what the ones before it left.
void set_filters(const PlacedMeasures& measures, Constituent& of) {
  for (const PlacedFilter& placed : measures.filters) {
    const double keeps = measures::growth(placed.measure) *
                         placed.measure.number(fmt::format("rem_{}", standards[of.kind].key), 0.0);
    Filter filter{placed.measure.section->id, of.land};
    for (std::size_t s = 0; s < of.land.size(); ++s) {
      filter.keeps[s] *= keeps * placed.beside[s];
      of.land[s] -= filter.keeps[s];
    }
    of.filters.push_back(std::move(filter));
  }
}

/// Apparent settling in each pool: of the measure that built it, else of the constituent.
void set_pools(const scenario::ConstituentSection& section, const PlacedMeasures& measures,
               const World& world, Constituent& of, Findings& findings) {
  const Standard& standard = standards[of.kind];
  const double settling = with_standard(section.pool_settling, standard.pool_m_per_a, year);
  for (const Reservoir& pool : world.reservoirs) {
    of.pool_settling.push_back(settling);
    of.pool_start.push_back(section.pool_start.value_or(0.0));
    for (const Measure& m : measures.built) {
      if (m.section->id != pool.name || measures::in_river(m, "nutrient", 0.0) < 0.0) continue;
      if (const auto k = m.given(fmt::format("k_{}_m_a", standard.key)))
        of.pool_settling.back() = *k / year * measures::in_river(m, "nutrient", 0.0) /
                                  std::max(1e-300, m.parameters.at("k_tp_m_a"));
    }
  }
  if (!world.reservoirs.empty() && !section.pool_start)
    findings.error(section.place,
                   fmt::format("[[constituent]] '{}': give pool_mg_per_l, what is in the water of {} at "
                               "the start",
                               section.name, world.reservoirs.front().name));
}

void note(const Constituent& of, const scenario::ConstituentSection& section, double theta_factor,
          std::vector<std::string>& notes) {
  const auto [least, most] = std::ranges::minmax(of.land);
  double loads = 0.0;
  for (const double load : of.loads) loads += load;
  notes.push_back(
      fmt::format("{}: {:.3g} to {:.3g} mg/L in what runs in from the land (landuse.csv), {:.4g} kg/d of "
                  "villages and livestock, "
                  "decay {:.3g} 1/d at the run's temperature ({}), settling {:.3g} m/d; rates and deliveries "
                  "are unverified",
                  of.name(), 1e3 * least, 1e3 * most, per_day(loads), per_day(of.decay),
                  theta_factor == 1.0 ? "20 degrees" : fmt::format("{:.3g} times that at 20", theta_factor),
                  per_day(of.settling)));
  if (!section.decay) notes.back() += "; decay of its kind";
}

}  // namespace

void build_constituents(const scenario::Scenario& s, const BuiltTerrain& terrain, const Window& window,
                        const PlacedMeasures& measures, World& world, Findings& findings) {
  if (s.constituents.empty() || world.network.empty()) return;
  for (const scenario::ConstituentSection& section : s.constituents)
    find_missing(s, world, kind_of(section.name), findings);
  if (!findings.empty()) return;
  const std::vector<int> segment_of_cell = segment_of_cells(world, terrain, window);
  for (const scenario::ConstituentSection& section : s.constituents) {
    Constituent of;
    of.kind = kind_of(section.name);
    const Standard& standard = standards[of.kind];
    const double factor = std::pow(section.theta, s.quality.temperature - 20.0);
    of.decay = factor * with_standard(section.decay, standard.decay_per_d, day);
    of.settling = with_standard(section.settling, standard.settling_m_per_d, day);
    of.land = concentrations(world, segment_of_cell, of.kind);
    of.attached = section.attached;
    const double person = with_standard(section.person, standard.person_g_per_d, 1e3 * day);
    const double pig = with_standard(section.pig, standard.pig_g_per_d, 1e3 * day);
    Loads loads;
    for (const scenario::VillageSection& v : s.villages) {
      loads.people.push_back(v.people * person * v.sewage_delivery.value_or(0.0) * (1.0 - v.sewage_kept));
      loads.pigs.push_back(v.pigs * pig * v.pig_delivery.value_or(0.0) * (1.0 - v.pig_kept));
    }
    set_filters(measures, of);
    treat_loads(measures.villages, s.time.duration, world, loads, of);
    set_pools(section, measures, world, of, findings);
    note(of, section, factor, world.assumptions);
    world.quality.constituents.push_back(std::move(of));
  }
}

}  // namespace qingliu::run
