#include "run/source_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace qingliu::run {
namespace {

constexpr std::size_t most_classes = 400;  ///< a guess at what a run bears: each costs memory and time

/// Sources of the land, and which of them a cell belongs to (nx*ny, -1 outside).
struct LandSources {
  std::vector<std::string> names;
  std::vector<int> of_cell;
};

/// As it may stand in the name of a column.
std::string plain(std::string name) {
  for (char& c : name) {
    if (c == ' ' || c == ',' || c == '/' || c == '@' || c == '"') c = '_';
  }
  return name;
}

/// Sources are the classes of a map that cells have, in the order of their first cell; equal names are one.
template <class NameOfCell>
LandSources by_name(std::size_t cells, NameOfCell name_of_cell) {
  LandSources sources;
  std::map<std::string, int> index;
  sources.of_cell.assign(cells, -1);
  for (std::size_t c = 0; c < cells; ++c) {
    const std::string name = name_of_cell(c);
    if (name.empty()) continue;
    const auto [at, added] = index.try_emplace(plain(name), static_cast<int>(sources.names.size()));
    if (added) sources.names.push_back(at->first);
    sources.of_cell[c] = at->second;
  }
  return sources;
}

LandSources land_sources(const std::string& by, const PlacedMeasures& measures, const BuiltLand& land,
                         const World& world) {
  const std::size_t cells = land.soil_of_cell.size();
  const auto inside = [&](std::size_t c) {
    return land.landuse_of_cell[c] >= 0 && land.soil_of_cell[c] >= 0;
  };
  if (by == "landuse")
    return by_name(cells, [&](std::size_t c) {
      return inside(c) ? land.landuses[land.landuse_of_cell[c]].name : std::string();
    });
  if (by == "soil")
    return by_name(cells, [&](std::size_t c) {
      return inside(c) ? land.soils[land.soil_of_cell[c]].name : std::string();
    });
  if (by == "measures")
    return by_name(cells, [&](std::size_t c) {
      const int measure = measures.id_of_cell.empty() ? -1 : measures.id_of_cell[c];
      return !inside(c) ? std::string() : measure < 0 ? "other_ground" : measures.ids[measure];
    });
  const Subwatersheds& parts = world.subwatersheds;
  return by_name(cells, [&](std::size_t c) {
    if (!inside(c)) return std::string();
    return parts.of_cell.empty() ? parts.names.front() : parts.names[std::max(0, parts.of_cell[c])];
  });
}

/// Fractions of the grains as those of the classes of one source.
std::vector<double> of_source(const std::vector<double>& grains, std::size_t source, std::size_t sources) {
  std::vector<double> classes(grains.size() * sources, 0.0);
  std::ranges::copy(grains, classes.begin() + static_cast<std::ptrdiff_t>(source * grains.size()));
  return classes;
}

/// The same number for the classes of every source.
std::vector<double> of_all(const std::vector<double>& grains, std::size_t sources) {
  std::vector<double> classes;
  for (std::size_t s = 0; s < sources; ++s) classes.insert(classes.end(), grains.begin(), grains.end());
  return classes;
}

/// A soil for every pair of soil and source that a cell has.
void split_soils(const LandSources& sources, std::size_t all, BuiltLand& land) {
  std::map<std::pair<int, int>, int> index;
  std::vector<Soil> soils;
  for (std::size_t c = 0; c < land.soil_of_cell.size(); ++c) {
    if (sources.of_cell[c] < 0) continue;
    const std::pair key{land.soil_of_cell[c], sources.of_cell[c]};
    const auto [at, added] = index.try_emplace(key, static_cast<int>(soils.size()));
    if (added) {
      soils.push_back(land.soils[key.first]);
      for (SoilHorizon& h : soils.back().horizons)
        h.class_fractions = of_source(h.class_fractions, static_cast<std::size_t>(key.second), all);
    }
    land.soil_of_cell[c] = at->second;
  }
  land.soils = std::move(soils);
}

/// What holds grains beside the land: `streams`, `banks` and `outside` are the sources of each.
void split_holders(World& w, std::size_t all, std::size_t streams, std::size_t banks, std::size_t outside) {
  const std::size_t grains = w.grain_names.size();
  if (!w.stream_bed.fraction.empty()) w.stream_bed.fraction = of_source(w.stream_bed.fraction, streams, all);
  for (auto& material : w.stream_bed.banks.materials)
    material.fraction = of_source(material.fraction, banks, all);
  if (!w.silt_at_start.empty()) w.silt_at_start = of_source(w.silt_at_start, streams, all);
  if (!w.network.empty()) {
    const std::vector<double> none(w.network.segments.size(), 0.0);
    std::vector<std::vector<double>> lies = std::move(w.streams.deposited);
    w.streams.suspended.assign(grains * all, none);
    w.streams.deposited.assign(grains * all, none);
    w.streams.removed.assign(grains * all, none);
    for (std::size_t k = 0; k < grains; ++k) w.streams.deposited[streams * grains + k] = std::move(lies[k]);
  }
  for (std::size_t r = 0; r < w.reservoirs.size(); ++r) {
    w.reservoirs[r].deposit_density = of_all(w.reservoirs[r].deposit_density, all);
    w.pools[r].suspended.assign(grains * all, std::vector<double>(w.reservoirs[r].tanks, 0.0));
    w.pools[r].deposited.assign(grains * all, 0.0);
    w.pools[r].removed.assign(grains * all, 0.0);
  }
  for (std::size_t d = 0; d < w.dams.size(); ++d) {
    CheckDam& dam = w.dams[d];
    dam.deposit_density = of_all(dam.deposit_density, all);
    if (!dam.at_start.empty()) dam.at_start = of_source(dam.at_start, streams, all);
    w.dam_states[d] = CheckDamState(dam, static_cast<int>(grains * all));
  }
  const auto from_outside = [&](std::vector<TimeCurve>& curves) {
    if (curves.empty()) return;
    std::vector<TimeCurve> classes(grains * all, TimeCurve(0.0));
    std::ranges::move(curves, classes.begin() + static_cast<std::ptrdiff_t>(outside * grains));
    curves = std::move(classes);
  };
  for (OpenEdge& edge : w.edges) from_outside(edge.curves.concentration);
  for (Inflow& inflow : w.inflows) {
    from_outside(inflow.curves.concentration);
    inflow.classes.resize(grains * all);
  }
}

/// What cannot be told apart; false after a finding.
bool check_sources(const scenario::Scenario& s, Findings& findings) {
  const auto refuse = [&](const char* what, const char* remedy) {
    findings.error(s.sources.place, fmt::format("[sources] {}. {}", what, remedy));
    return false;
  };
  if (!s.sediment.on || s.grains.diameters.empty())
    return refuse("sources of what? There is no sediment", "Write the sections [sediment] and [grains]");
  if (s.sediment.closure != "hairsine-rose")
    return refuse(
        "only the closure \"hairsine-rose\" is linear in the classes, which telling them apart needs",
        "Set sediment.closure = \"hairsine-rose\", or leave [sources] out");
  if (s.sediment.bedload != "none")
    return refuse("bedload depends on how much there is of each grain in all and cannot be told apart",
                  "Set sediment.bedload = \"none\", or leave [sources] out");
  return true;
}

}  // namespace

std::vector<double> fraction_of(const char* source, const std::vector<double>& fraction, const World& w) {
  const auto at = std::ranges::find(w.source_names, source);
  if (at == w.source_names.end()) return fraction;
  std::vector<double> grains(w.grain_names.size(), 0.0);
  for (std::size_t k = 0; k < fraction.size(); ++k) grains[grain_of_class(w, k)] += fraction[k];
  return of_source(grains, static_cast<std::size_t>(at - w.source_names.begin()), w.source_names.size());
}

void split_by_source(const scenario::Scenario& s, const PlacedMeasures& measures, BuiltLand& land,
                     Grains& grains, World& w, Findings& findings) {
  w.grain_names = w.class_names;
  if (!s.sources.on || !check_sources(s, findings)) return;
  if (s.sources.by == "measures" && measures.id_of_cell.empty())
    return findings.error(s.sources.place,
                          "[sources] by = \"measures\": the scenario has no [[measure]] on land. Name them, "
                          "those of a plan that is not built yet with built after the run");
  LandSources sources = land_sources(s.sources.by, measures, land, w);
  w.source_names = sources.names;
  const auto add = [&](bool there, const char* name) {
    if (there) w.source_names.emplace_back(name);
    return w.source_names.size() - 1;
  };
  const auto brings = [](const auto& edge) { return !edge.curves.concentration.empty(); };
  const bool outside = std::ranges::any_of(w.edges, brings) || std::ranges::any_of(w.inflows, brings);
  const std::size_t of_streams = add(!w.network.empty(), "stream_beds");
  const std::size_t of_banks = add(!w.stream_bed.banks.empty(), "banks");
  const std::size_t of_outside = add(outside, "inflow");
  add(!s.gullies.empty(), source_of_gullies);
  add(!s.collapsing_gullies.empty(), source_of_walls);
  const std::size_t all = w.source_names.size();
  if (all * grains.size() > most_classes) {
    findings.error(
        s.sources.place,
        fmt::format("[sources] {} sources of {} grain classes are {} classes, more than {}. Take fewer "
                    "sources (by = \"landuse\", or a layer of fewer sub-watersheds) or grains",
                    all, grains.size(), all * grains.size(), most_classes));
    return;
  }
  split_soils(sources, all, land);
  split_holders(w, all, of_streams, of_banks, of_outside);
  w.class_names.clear();
  Grains classes;
  for (const std::string& source : w.source_names) {
    for (std::size_t k = 0; k < grains.size(); ++k) {
      w.class_names.push_back(w.grain_names[k] + "@" + source);
      classes.push_back(grains[k]);
    }
  }
  grains = std::move(classes);
  w.state = LandState(w.grid, static_cast<int>(grains.size()));
  w.assumptions.push_back(
      fmt::format("sources: {} told apart by {}, {} classes in all; each costs as much as a "
                  "grain class",
                  all, s.sources.by, grains.size()));
}

}  // namespace qingliu::run
