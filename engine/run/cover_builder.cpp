#include "run/cover_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <tuple>

#include "core/sum.hpp"
#include "run/cell_tally.hpp"

namespace qingliu::run {
namespace {

constexpr double share_step = 0.02;    ///< [-]
constexpr double manning_step = 1e-3;  ///< [s m-1/3]

constexpr std::array<const char*, 3> kinds = {"roof", "road", "water"};  ///< the first covers the next

/// Shares by cell of the surfaces of one kind that are alike.
struct Surface {
  std::string kind;
  double manning_n = 0.0;  ///< [s m-1/3], 0: the land use's
  double store = 0.0;      ///< [m]
  std::vector<double> share;
};

/// Values of a layer outside least to most are a finding, holes a note of what holds there.
void check_range(const scenario::Layer& layer, const std::string& label, const std::vector<double>& values,
                 double least, double most, const std::string& remedy, const std::string& in_holes,
                 const Grid& grid, LayerDesk desk) {
  if (values.empty()) return;
  CellTally unfit, holes;
  from_the_north(grid, [&](int i, int j, std::size_t cell) {
    if (std::isnan(values[cell])) return holes.add(i, j);
    if (!(values[cell] >= least && values[cell] <= most)) unfit.add(i, j);
  });
  const std::string file = layer.file.filename().string();
  if (unfit.cells > 0)
    desk.findings.error(
        layer.place, fmt::format("{}: {} lies outside {:g} to {:g} in {}. {}, or say its nodata", label, file,
                                 least, most, unfit.words(grid), remedy));
  if (holes.cells > 0)
    desk.notes.push_back(
        fmt::format("{}: {} has no value in {}: {} there", label, file, holes.words(grid), in_holes));
}

std::vector<double> shares_of(const scenario::FractionSection& f, const Grid& grid,
                              const io::TargetGrid& target, LayerDesk desk) {
  const std::string label = fmt::format("[[fraction]] {} layer", f.kind);
  bool raster = false;
  desk.findings.collect(f.layer.place, [&] { raster = io::is_raster(f.layer.file); });
  if (raster) {
    std::vector<double> shares = layer_values(f.layer, label, target, desk, Shapes::one_inside);
    check_range(f.layer, label, shares, 0.0, 1.0, "Give shares of the cells' area", "its share is 0", grid,
                desk);
    for (double& s : shares) s = std::isnan(s) ? 0.0 : s;
    return shares;
  }
  const io::LayerShapes shapes = layer_shapes(f.layer, label, target, f.width, desk);
  if (!shapes.lines.empty() && f.width == 0.0) {
    desk.findings.error(f.place, fmt::format("{}: {} holds lines. Say how wide they are: width_m = 4", label,
                                             f.layer.file.filename().string()));
  }
  std::vector<double> shares = io::covered_share(shapes.polygons, target.frame);
  if (!shapes.polygons.empty() && std::ranges::all_of(shares, [](double share) { return share == 0.0; }))
    desk.findings.doubt(
        Finding{Finding::Kind::warning, f.layer.place,
                fmt::format("{}: nothing of {} lies on the watershed. Are its coordinates right? Where its "
                            "coordinate system is wrong or missing, say it: crs = \"EPSG:...\"",
                            label, f.layer.file.filename().string())});
  return shares;
}

/// Kind by kind, those of one kind in the order of the scenario; sections that differ in nothing are one
/// surface.
std::vector<Surface> surfaces_of(const scenario::Scenario& s, const Grid& grid, const io::TargetGrid& target,
                                 LayerDesk desk) {
  std::vector<Surface> all;
  for (const char* kind : kinds) {
    for (const scenario::FractionSection& f : s.fractions) {
      if (f.kind != kind) continue;
      const std::vector<double> one = shares_of(f, grid, target, desk);
      auto alike = std::ranges::find_if(all, [&](const Surface& a) {
        return a.kind == f.kind && a.manning_n == f.manning_n && a.store == f.roof_store;
      });
      if (alike == all.end()) alike = all.insert(all.end(), {f.kind, f.manning_n, f.roof_store, {}});
      alike->share.resize(std::max(alike->share.size(), one.size()), 0.0);
      for (std::size_t k = 0; k < one.size(); ++k) alike->share[k] = std::min(1.0, alike->share[k] + one[k]);
    }
  }
  return all;
}

int steps(double value, double step) { return static_cast<int>(std::lround(value / step)); }

/// What makes a cover class: land use, roughness (0: the land use's) and conductivity in steps, shares in
/// steps.
using CoverKey = std::tuple<int, int, int, std::vector<int>>;

Landuse cover_of(const CoverKey& key, const Landuse& landuse, const std::vector<Surface>& all) {
  const auto& [index, manning, conductivity, shares] = key;
  Landuse cover = landuse;
  if (manning > 0) {
    const double ratio = manning * manning_step / landuse.manning_n;
    cover.manning_n *= ratio;
    cover.manning_n_deep *= ratio;
  }
  cover.conductivity_factor *= conductivity * share_step;
  double n_film = 0.0, n_deep = 0.0;
  cover.soil_share = 1.0;
  double kept = 0.0;  // [m] on the roofs, of the cell
  int roofs = 0;
  for (std::size_t k = 0; k < all.size(); ++k) {
    const double share = shares[k] * share_step;
    if (all[k].kind == "roof") {
      cover.roof_share += share;
      kept += share * all[k].store;
      if (share > 0.0 || roofs == 0) cover.roof_store = all[k].store;
      roofs += share > 0.0 ? 1 : 0;
    }
    cover.soil_share -= share;
    n_film += share * (all[k].manning_n > 0.0 ? all[k].manning_n : cover.manning_n);
    n_deep += share * (all[k].manning_n > 0.0 ? all[k].manning_n : cover.manning_n_deep);
  }
  cover.soil_share = std::max(0.0, cover.soil_share);
  if (roofs > 1) cover.roof_store = kept / cover.roof_share;
  cover.manning_n = cover.soil_share * cover.manning_n + n_film;
  cover.manning_n_deep = cover.soil_share * cover.manning_n_deep + n_deep;
  cover.erodibility_factor *= cover.soil_share;
  return cover;
}

/// What lies of each kind, and what of its layers does not count because a cell has no more room.
void note_areas(const std::vector<Surface>& all, const std::vector<double>& hidden, const Grid& grid,
                std::vector<std::string>& notes) {
  const double hectares = grid.cell_area() / 1e4;
  for (const char* kind : kinds) {
    Sum area;
    double lost = 0.0;
    bool given = false;
    for (std::size_t k = 0; k < all.size(); ++k) {
      if (all[k].kind != kind || all[k].share.empty()) continue;
      given = true;
      lost += hidden[k];
      for (int j = 0; j < grid.ny(); ++j) {
        for (int i = 0; i < grid.nx(); ++i) {
          if (grid.active(i, j)) area.add(all[k].share[static_cast<std::size_t>(j) * grid.nx() + i]);
        }
      }
    }
    if (!given) continue;
    notes.push_back(fmt::format("{}: {:.4g} ha of the watershed, as shares of its cells in steps of 2 %",
                                kind, (area.value() - lost) * hectares));
    if (lost > 0.0)
      notes.push_back(
          fmt::format("{}: {:.4g} ha more of its layers do not count: they lie where roofs, roads "
                      "and water (in this order) together exceed the cell",
                      kind, lost * hectares));
  }
}

}  // namespace

void refine_covers(const scenario::Scenario& s, const Grid& grid, BuiltLand& land, LayerDesk desk) {
  const scenario::Layer& manning_layer = s.landuse.manning_n_layer;
  const scenario::Layer& conductivity_layer = s.soil.conductivity_factor_layer;
  if (s.fractions.empty() && manning_layer.empty() && conductivity_layer.empty()) return;
  const io::TargetGrid target = target_of(grid, s);
  const std::vector<Surface> all = surfaces_of(s, grid, target, desk);
  std::vector<double> manning, conductivity;
  if (!manning_layer.empty())
    manning = layer_values(manning_layer, "[landuse] manning_n_layer", target, desk);
  if (!conductivity_layer.empty())
    conductivity = layer_values(conductivity_layer, "[soil] conductivity_factor_layer", target, desk);
  check_range(manning_layer, "[landuse] manning_n_layer", manning, 0.005, 2.0, "Give Manning n in s m-1/3",
              "the land use's manning_n holds", grid, desk);
  check_range(conductivity_layer, "[soil] conductivity_factor_layer", conductivity, 0.0, 100.0,
              "Give factors of the soil's conductivity", "the factor is 1", grid, desk);
  if (!desk.findings.empty() || land.landuse_of_cell.empty()) return;

  std::map<CoverKey, int> index;
  std::vector<Landuse> covers;
  std::vector<double> hidden(all.size(), 0.0);  // [cells]
  for (int j = 0; j < grid.ny(); ++j) {
    for (int i = 0; i < grid.nx(); ++i) {
      if (!grid.active(i, j)) continue;
      const std::size_t cell = static_cast<std::size_t>(j) * grid.nx() + i;
      CoverKey key{land.landuse_of_cell[cell], 0, steps(1.0, share_step), std::vector<int>(all.size(), 0)};
      if (!manning.empty() && !std::isnan(manning[cell]))
        std::get<1>(key) = std::max(1, steps(manning[cell], manning_step));
      if (!conductivity.empty() && !std::isnan(conductivity[cell]))
        std::get<2>(key) = steps(conductivity[cell], share_step);
      int left = steps(1.0, share_step);
      for (std::size_t k = 0; k < all.size(); ++k) {
        if (all[k].share.empty()) continue;
        const int wanted = steps(all[k].share[cell], share_step);
        left -= std::get<3>(key)[k] = std::min(left, wanted);
        hidden[k] += (wanted - std::get<3>(key)[k]) * share_step;
      }
      const auto [place, added] = index.try_emplace(key, static_cast<int>(covers.size()));
      if (added) covers.push_back(cover_of(key, land.landuses[std::get<0>(key)], all));
      land.landuse_of_cell[cell] = place->second;
    }
  }
  note_areas(all, hidden, grid, desk.notes);
  desk.notes.push_back(fmt::format("land use: {} classes split into {} by layers and shares",
                                   land.landuses.size(), covers.size()));
  land.landuses = std::move(covers);
}

}  // namespace qingliu::run
