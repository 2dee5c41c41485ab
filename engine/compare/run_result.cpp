#include "compare/run_result.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/error.hpp"
#include "core/sum.hpp"
#include "io/csv_table.hpp"

namespace qingliu::compare {
namespace {

double sum_of(const std::vector<double>& values) {
  Sum sum;
  for (const double v : values) sum.add(v);
  return sum.value();
}

double last_number(const io::CsvTable& table, const std::string& column) {
  const double value = table.number(table.rows.size() - 1, table.column(column));
  return std::isnan(value) ? 0.0 : value;
}

/// gauges.csv holds means over intervals: times their lengths they give what passed, exactly.
std::vector<GaugeTotals> gauge_totals(const io::CsvTable& table) {
  struct Totals {
    GaugeTotals of;
    Sum volume;
    std::vector<Sum> sediment;
    double before = 0.0;
    bool across = true;
  };
  const int name = table.column("gauge"), time = table.column("time_s"),
            flow = table.column("discharge_m3_per_s");
  const auto loads = table.family("load_", "_kg_per_s");
  std::vector<Totals> all;
  for (std::size_t row = 0; row < table.rows.size() && name >= 0; ++row) {
    const std::string& gauge = table.rows[row][static_cast<std::size_t>(name)];
    auto found = std::ranges::find(all, gauge, [](const Totals& t) { return t.of.name; });
    if (found == all.end()) {
      all.push_back({.of = {.name = gauge}, .volume = {}, .sediment = std::vector<Sum>(loads.size())});
      found = all.end() - 1;
    }
    const double now = table.number(row, time), span = now - found->before;
    const double discharge = table.number(row, flow);
    found->before = now;
    if (std::isnan(discharge)) found->across = false;
    if (!found->across) continue;
    found->volume.add(discharge * span);
    if (discharge > found->of.peak) found->of.peak = discharge, found->of.peak_time = now;
    for (std::size_t k = 0; k < loads.size(); ++k)
      found->sediment[k].add(table.number(row, loads[k].second) * span);
  }
  std::vector<GaugeTotals> totals;
  for (Totals& t : all) {
    if (!t.across) continue;
    t.of.volume = t.volume.value();
    for (const Sum& s : t.sediment) t.of.sediment.push_back(s.value());
    totals.push_back(std::move(t.of));
  }
  return totals;
}

const io::StoredRaster* find_raster(const std::vector<io::StoredRaster>& rasters, const std::string& name) {
  const auto found = std::ranges::find(rasters, name, &io::StoredRaster::name);
  return found == rasters.end() ? nullptr : &*found;
}

void read_bed(RunResult& run) {
  if (run.stored.times.empty()) return;
  const auto rasters = io::rasters_at(run.stored, run.stored.times.size() - 1);
  const io::StoredRaster* change = find_raster(rasters, "bed_change");
  if (!change) return;
  run.bed_change = change->values;
  const auto statics = io::static_rasters(run.stored);
  const io::StoredRaster* landuse = find_raster(statics, "landuse");
  if (!landuse) return;
  const double cell = run.stored.frame.cell_size * run.stored.frame.cell_size;
  struct Sums {
    Sum area, lost, gained;
  };
  std::map<int, Sums> by_use;
  for (std::size_t k = 0; k < run.bed_change.size(); ++k) {
    const double change_here = run.bed_change[k];
    if (std::isnan(change_here) || std::isnan(landuse->values[k])) continue;
    Sums& sums = by_use[static_cast<int>(landuse->values[k])];
    sums.area.add(cell);
    (change_here < 0.0 ? sums.lost : sums.gained).add(std::fabs(change_here) * cell);
  }
  for (const auto& [id, sums] : by_use)
    run.landuses.push_back({id, "", sums.area.value(), sums.lost.value(), sums.gained.value()});
}

/// Of totals.csv the names of the land uses ("9 bare granite") and the sub-watersheds.
void read_totals(const io::CsvTable& table, RunResult& run) {
  const int division = table.column("division"), part = table.column("part");
  for (std::size_t row = 0; row < table.rows.size() && division >= 0 && part >= 0; ++row) {
    const std::string& of = table.rows[row][static_cast<std::size_t>(division)];
    const std::string& name = table.rows[row][static_cast<std::size_t>(part)];
    if (name == "all") continue;
    const auto number = [&](const char* column) { return table.number(row, table.column(column)); };
    if (of == "subwatershed")
      run.subwatersheds.push_back(
          {name, number("area_km2"), number("runoff_m3"), number("eroded_kg"), number("yield_kg")});
    for (LanduseTotals& use : run.landuses) {
      const std::string id = fmt::format("{} ", use.id);
      if (of == "landuse" && name.starts_with(id)) use.name = name.substr(id.size());
    }
  }
  if (run.subwatersheds.size() == 1) run.subwatersheds.clear();
}

void read_reservoirs(const io::CsvTable& table, RunResult& run) {
  const auto deposited = table.family("deposited_", "_kg");
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto number = [&](const char* column) { return table.number(row, table.column(column)); };
    Sum trapped;
    for (const auto& [name, column] : deposited) trapped.add(table.number(row, column));
    run.reservoirs.push_back({table.rows[row][static_cast<std::size_t>(table.column("reservoir"))],
                              number("peak_level_m"), number("least_freeboard_m"), number("inflow_m3"),
                              trapped.value(), number("deposit_m3"), number("runs_to_fill_dead")});
  }
}

void read_sources(const io::CsvTable& table, RunResult& run) {
  const int target = table.column("target"), source = table.column("source");
  for (std::size_t row = 0; row < table.rows.size() && target >= 0 && source >= 0; ++row)
    run.sources.push_back({table.rows[row][static_cast<std::size_t>(target)],
                           table.rows[row][static_cast<std::size_t>(source)],
                           table.number(row, table.column("total_kg"))});
}

/// The lines of the last moment. `substance`: of a table that has one alone.
void read_substances(const io::CsvTable& table, const std::string& substance, RunResult& run) {
  if (table.rows.empty()) return;
  const int time = table.column("time_s"), own = table.column("constituent");
  const int concentration = table.column("concentration_mg_per_l");
  const double end = table.number(table.rows.size() - 1, time);
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (table.number(row, time) != end) continue;
    const auto text = [&](int column) { return table.rows[row][static_cast<std::size_t>(column)]; };
    run.substances.push_back({own < 0 ? substance : text(own), text(table.column("of")),
                              text(table.column("name")), table.number(row, table.column("there_kg")),
                              table.number(row, table.column("gone_kg")),
                              concentration < 0 ? std::nan("") : table.number(row, concentration)});
  }
}

std::vector<MeasureFacts> read_measures(const std::filesystem::path& file) {
  const io::CsvTable table = io::read_csv_table(file);
  const auto number = [&](std::size_t row, const char* column) {
    return table.number(row, table.column(column));
  };
  std::vector<MeasureFacts> measures;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const auto text = [&](const char* column) {
      const int at = table.column(column);
      return at < 0 ? std::string() : table.rows[row][static_cast<std::size_t>(at)];
    };
    const std::string section = text("section");
    measures.push_back({section.empty() ? "measure" : section, text("id"), text("type"),
                        number(row, "area_hm2"), number(row, "stands") > 0.0, number(row, "cost_low_cny"),
                        number(row, "cost_middle_cny"), number(row, "cost_high_cny")});
  }
  return measures;
}

}  // namespace

double GaugeTotals::all_sediment() const { return sum_of(sediment); }
double RunResult::all_left() const { return sum_of(left); }

double RunResult::cost() const {
  Sum sum;
  for (const MeasureFacts& m : measures) {
    if (m.stands) sum.add(m.cost_middle);
  }
  return sum.value();
}

RunResult read_run_result(const std::filesystem::path& folder) {
  RunResult run{.stored = io::open_results(folder)};
  const io::CsvTable budget = io::read_csv_table(folder / "budget.csv");
  if (run.stored.status != "complete" || budget.empty()) {
    throw InputError(fmt::format("{}: the run is '{}'. Compare runs that have come to their end",
                                 folder.string(), run.stored.status));
  }
  run.rain = last_number(budget, "rain_m3");
  run.infiltrated = last_number(budget, "infiltrated_m3");
  run.outflow = last_number(budget, "outflow_m3");
  for (const auto& [name, column] : budget.family("eroded_", "_kg")) {
    run.classes.push_back(name);
    run.eroded.push_back(last_number(budget, "eroded_" + name + "_kg"));
    run.deposited.push_back(last_number(budget, "deposited_" + name + "_kg"));
    run.left.push_back(last_number(budget, "outflow_" + name + "_kg"));
  }
  run.gauges = gauge_totals(io::read_csv_table(folder / "gauges.csv"));
  read_bed(run);
  read_totals(io::read_csv_table(folder / "totals.csv"), run);
  read_reservoirs(io::read_csv_table(folder / "reservoirs.csv"), run);
  read_sources(io::read_csv_table(folder / "sources.csv"), run);
  read_substances(io::read_csv_table(folder / "litter.csv"), "litter", run);
  read_substances(io::read_csv_table(folder / "constituents.csv"), "", run);
  run.measures = read_measures(folder / "measure_costs.csv");
  return run;
}

void require_comparable(const RunResult& base, const std::vector<RunResult>& plans) {
  std::vector<Finding> findings;
  for (const RunResult& plan : plans) {
    const auto differs = [&](bool yes, const std::string& what) {
      if (yes) {
        findings.push_back({Finding::Kind::error,
                            {.file = plan.stored.folder.string()},
                            what + ". Run both with the same " +
                                "terrain, rain, grain classes and length; only measures may differ"});
      }
    };
    const io::RasterFrame &a = base.stored.frame, &b = plan.stored.frame;
    differs(a.nx != b.nx || a.ny != b.ny || a.cell_size != b.cell_size || a.x_west != b.x_west ||
                a.y_south != b.y_south,
            fmt::format("its grid is {} x {} cells of {:g} m, that of {} is {} x {} of {:g} m", b.nx, b.ny,
                        b.cell_size, base.stored.folder.string(), a.nx, a.ny, a.cell_size));
    const double end_a = base.stored.times.empty() ? 0.0 : base.stored.times.back();
    const double end_b = plan.stored.times.empty() ? 0.0 : plan.stored.times.back();
    differs(end_a != end_b, fmt::format("it ends at {:g} s, the other at {:g} s", end_b, end_a));
    differs(std::fabs(base.rain - plan.rain) > 1e-9 * std::max(base.rain, plan.rain),
            fmt::format("its rain is {:.6g} m3, that of the other {:.6g} m3", plan.rain, base.rain));
    differs(base.classes != plan.classes, "its grain classes are others");
  }
  if (!findings.empty()) throw InputError(std::move(findings));
}

}  // namespace qingliu::compare
