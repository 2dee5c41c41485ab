#include "run/check_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <map>
#include <set>

#include "core/timestamp.hpp"
#include "process/erosion/texture_laws.hpp"
#include "run/plausibility_laws.hpp"
#include "run/structure_builder.hpp"
#include "scenario/class_table.hpp"

namespace qingliu::run {
namespace {

template <class F>
void for_each_cell(const Grid& grid, F f) {
  for (int j = 0; j < grid.ny(); ++j) {
    for (int i = 0; i < grid.nx(); ++i) {
      if (grid.active(i, j)) f(i, j, grid.index(i, j));
    }
  }
}

/// Steepest fall to a neighbour in the watershed, m/m, of every cell.
std::vector<double> slopes(const World& w) {
  std::vector<double> all;
  for_each_cell(w.grid, [&](int i, int j, std::size_t cell) {
    double steepest = 0.0;
    for (const auto& [di, dj] : {std::pair{-1, 0}, {1, 0}, {0, -1}, {0, 1}}) {
      if (!w.grid.active(i + di, j + dj)) continue;
      const double fall = w.state.bed[cell] - w.state.bed[w.grid.index(i + di, j + dj)];
      steepest = std::max(steepest, std::fabs(fall) / w.grid.cell_size());
    }
    all.push_back(steepest);
  });
  std::sort(all.begin(), all.end());
  return all;
}

/// Shares of the classes of a stored raster, largest first: "1 forest 62.0 %".
std::string shares_of(const World& w, const char* field, const std::map<int, std::string>& names) {
  const auto found = std::ranges::find(w.statics, field, &io::NamedRaster::name);
  if (found == w.statics.end()) return "";
  std::map<int, std::size_t> count;
  std::size_t all = 0;
  for (const auto value : found->values) {
    if (std::isnan(value)) continue;
    ++count[static_cast<int>(value)];
    ++all;
  }
  std::vector<std::pair<std::size_t, int>> order;
  for (const auto& [id, cells] : count) order.emplace_back(cells, id);
  std::sort(order.rbegin(), order.rend());
  std::vector<std::string> words;
  for (const auto& [cells, id] : order) {
    const auto name = names.find(id);
    words.push_back(fmt::format("{} {} {:.1f} %", id, name == names.end() ? "" : name->second,
                                100.0 * static_cast<double>(cells) / static_cast<double>(all)));
  }
  return fmt::format("{}", fmt::join(words, ", "));
}

/// Mean conductivity by texture class, Rawls, Brakensiek & Miller 1983 [mm/h]; silt as silt loam.
constexpr std::array<double, erosion::texture_count> usual_conductivity{117.8, 29.9, 10.9, 3.4, 6.5, 6.5,
                                                                        1.5,   1.0,  1.0,  0.6, 0.5, 0.3};
constexpr std::array<const char*, erosion::texture_count> texture_words{
    "sand",      "loamy sand",      "sandy loam", "loam",       "silt loam", "silt", "sandy clay loam",
    "clay loam", "silty clay loam", "sandy clay", "silty clay", "clay"};

/// Said wherever the light scheme is chosen (decision 029 has the figures).
constexpr std::array<const char*, 4> inertial_limits{
    "scheme inertial, for first looks: films and floods that run slower than their waves (Froude number "
    "below "
    "1)",
    "not for dam breaks and surges: on a dry bed the front gets less than half as far, and depths err by 12 "
    "%",
    "not for fast brooks: above a Froude number of 1.5 they stand still too deep (at 3.9 twice as deep), and "
    "shear and erosion there are too small",
    "first order: on rain-fed slopes depths err by 1 to 3 % in cells of 10 m at 600 m of slope (full 0.4 %), "
    "by "
    "7 % at 100 m"};

/// Erosivity of the run's rain, day by day of the calendar: what a year's R of CSLE or RUSLE is compared
/// with.
std::string erosivity_of_run(const scenario::Scenario& s, const World& w) {
  constexpr std::int64_t day = 86400;
  const std::int64_t start = *parse_timestamp(s.time.start);
  double erosivity = 0.0, before = 0.0;
  for (std::int64_t midnight = start - ((start % day) + day) % day;; midnight += day) {
    const double end = std::min(static_cast<double>(midnight + day - start), s.time.duration);
    const double rain = w.rain.cumulative(end);
    const int month = std::atoi(format_timestamp(midnight).substr(5, 2).c_str());
    erosivity += erosivity_of_day(1e3 * (rain - before), month);
    before = rain;
    if (end >= s.time.duration) break;
  }
  return fmt::format(
      "erosivity {:.0f} MJ mm/(ha h), summed over days of 10 mm and more (Xie et al. 2016, "
      "unverified): beside a mean year's R it says how much of a year this storm is",
      erosivity);
}

void doubt_soils(const scenario::Scenario& s, std::vector<Finding>& doubts) {
  if (s.soil.table.empty()) return;
  std::vector<Finding> known;
  for (const scenario::SoilRow& row : scenario::read_soil_table(s.soil.table, known)) {
    const double mm_per_h = row.conductivity * 3.6e6;
    const std::string who = fmt::format("soil {} '{}', horizon {}", row.id, row.name, row.horizon);
    const auto doubt = [&](const std::string& what) {
      doubts.push_back({Finding::Kind::warning, row.place, who + ": " + what});
    };
    if (row.porosity < 0.25 || row.porosity > 0.7)
      doubt(fmt::format("porosity {} is unusual for mineral soil (0.25 to 0.7)", row.porosity));
    if (row.moisture >= row.porosity)
      doubt("moisture equals porosity: it takes in no water but what drains below");
    if (!(row.clay + row.silt + row.sand > 0.0)) continue;
    const auto texture = static_cast<std::size_t>(erosion::texture_of({row.clay, row.silt, row.sand, 0.0}));
    const double usual = usual_conductivity[texture];
    if (mm_per_h > 200.0 * usual || (mm_per_h > 0.0 && mm_per_h < usual / 25.0))
      doubt(
          fmt::format("Ksat {:.3g} mm/h is {} for {} (Rawls et al. 1983: about {:g} mm/h). Was it in another "
                      "unit?",
                      mm_per_h, mm_per_h > usual ? "high" : "low", texture_words[texture], usual));
  }
}

}  // namespace

std::vector<std::string> quantities(const scenario::Scenario& s, const World& w) {
  const Grid& g = w.grid;
  std::vector<std::string> lines;
  lines.push_back(fmt::format("watershed   {:.4f} km2, {} cells of {:g} m ({} x {} around them)",
                              g.active_area() / 1e6, g.active_cells(), g.cell_size(), g.nx(), g.ny()));
  double low = 1e300, high = -1e300;
  for_each_cell(g, [&](int, int, std::size_t cell) {
    low = std::min(low, w.state.bed[cell]);
    high = std::max(high, w.state.bed[cell]);
  });
  const std::vector<double> all = slopes(w);
  lines.push_back(
      fmt::format("heights     {:.1f} to {:.1f} m; slope between cells: median {:.3f}, 95 % below "
                  "{:.3f}, largest {:.2f}",
                  low, high, all[all.size() / 2], all[all.size() * 19 / 20], all.back()));
  std::map<int, std::string> landuses, soils;
  for (const Landuse& l : w.landuses) landuses[l.id] = l.name;
  for (const Soil& soil : w.soils) soils[soil.id] = soil.name;
  lines.push_back("land use    " + shares_of(w, "landuse", landuses));
  if (!w.soils.empty()) lines.push_back("soil        " + shares_of(w, "soil", soils));
  lines.push_back(fmt::format("rain        {:.1f} mm in {:.2f} h of run, {} series",
                              1e3 * w.rain.cumulative(s.time.duration), s.time.duration / 3600.0,
                              s.rain.size()));
  if (w.rain.zones().size() > 1) {
    const auto [least, largest] = w.rain.least_and_largest(s.time.duration);
    lines.back() += fmt::format("; {:.1f} to {:.1f} mm by place, {} zones", 1e3 * least, 1e3 * largest,
                                w.rain.zones().size());
  }
  lines.push_back("rain        " + erosivity_of_run(s, w));
  for (const scenario::ReservoirSection& r : s.reservoirs) {
    const auto built = std::ranges::find(w.reservoirs, r.name, &Reservoir::name);
    if (!(r.yearly_inflow > 0.0) || built == w.reservoirs.end()) continue;
    const double capacity = built->curve.volume_of(built->normal_level);
    lines.push_back(fmt::format(
        "reservoir   '{}': {:.4g} m3 below its normal level, {:.3g} of a year's inflow; of a "
        "year's sediment it would keep {:.0f} % (Brune 1953). The run computes its own",
        r.name, capacity, capacity / r.yearly_inflow, 100.0 * brune_trap(capacity, r.yearly_inflow)));
  }
  if (w.parameters.scheme == surface::Scheme::inertial)
    for (const char* limit : inertial_limits) lines.push_back(std::string("flow        ") + limit);
  lines.push_back(w.class_names.empty()
                      ? std::string("sediment    off")
                      : fmt::format("sediment    classes {}", fmt::join(w.class_names, ", ")));
  lines.push_back(fmt::format("outlet      {} faces; {} gauges", w.edges[0].boundary.faces.size(),
                              w.gauges.size() - w.edges.size()));
  for (std::size_t e = 1; e < w.edges.size(); ++e)
    lines.push_back(fmt::format("boundary    '{}', {}, {} faces", w.edges[e].name, w.edges[e].kind,
                                w.edges[e].boundary.faces.size()));
  for (const Inflow& inflow : w.inflows)
    lines.push_back(fmt::format("inflow      '{}', {} cells, {:.1f} m3 in the run", inflow.name,
                                inflow.source.cells.size(), inflow.step(0.0, s.time.duration).water));
  return lines;
}

std::vector<Finding> doubts(const scenario::Scenario& s, const World& w) {
  std::vector<Finding> doubts;
  const auto doubt = [&](const Place& place, std::string what) {
    doubts.push_back({Finding::Kind::warning, place, std::move(what)});
  };
  const double area = w.grid.active_area();
  if (s.terrain.area > 0.0 && std::fabs(area / s.terrain.area - 1.0) > 0.05) {
    doubt(
        s.terrain.place,
        fmt::format("[terrain] the watershed has {:.4g} km2, area_km2 says {:.4g}. Move the outlet onto the "
                    "stream, or enlarge snap_m",
                    area / 1e6, s.terrain.area / 1e6));
  }
  if (slopes(w).back() == 0.0) doubt(s.terrain.place, "[terrain] the ground is entirely flat");
  std::set<int> doubted;  // a class may be split
  for (const Landuse& l : w.landuses) {
    if (l.manning_n_deep > l.manning_n && l.soil_share == 1.0 && doubted.insert(l.id).second) {
      doubt(s.landuse.place, fmt::format("[landuse] class {} '{}': manning_n_deep {} is above manning_n {}. "
                                         "Deep flow is smoother than films",
                                         l.id, l.name, l.manning_n_deep, l.manning_n));
    }
  }
  doubt_soils(s, doubts);
  for (Finding& finding : structure_doubts(s, w)) doubts.push_back(std::move(finding));
  return doubts;
}

double shortest_step(const scenario::Scenario& s, const World& w) {
  double intensity = 0.0;
  for (double t = 0.0; t < s.time.duration;) {
    intensity = std::max(intensity, w.rain.intensity(t));
    const double next = w.rain.next_breakpoint(t);
    if (!(next > t)) break;
    t = next;
  }
  constexpr double runoff = 0.5, manning_n = 0.05;
  const std::vector<surface::OutletFace>& outlet = w.edges[0].boundary.faces;
  const double slope = outlet.empty() ? 0.01 : outlet.front().slope;
  const double per_width = runoff * intensity * w.grid.active_area() /
                           (w.grid.cell_size() * std::max<std::size_t>(1, outlet.size()));
  const double depth = std::pow(per_width * manning_n / std::sqrt(slope), 0.6);
  const double wave = (depth > 0.0 ? per_width / depth : 0.0) + std::sqrt(9.81 * depth);
  return std::min(s.time.max_step, s.flow.courant * w.grid.cell_size() / std::max(wave, 0.02));
}

}  // namespace qingliu::run
