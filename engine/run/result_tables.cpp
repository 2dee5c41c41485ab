#include "run/result_tables.hpp"

#include <array>

#include "run/bank_tables.hpp"
#include "run/gully_tables.hpp"
#include "run/river_works.hpp"
#include "run/run_report.hpp"
#include "run/source_tables.hpp"
#include "run/stream_tables.hpp"
#include "run/totals.hpp"
#include "run/works_tables.hpp"

namespace qingliu::run {

std::vector<io::Table> end_tables(const EndState& end, std::vector<io::Table> grown) {
  const World& world = end.world;
  std::vector<io::Table> tables = std::move(grown);
  if (end.streams) tables.push_back(stream_table(world));
  if (!world.stream_bed.banks.empty()) tables.push_back(bank_table(world));
  for (io::Table& table : end.dams.tables(end.time)) tables.push_back(std::move(table));
  for (io::Table& table : gully_tables(world)) tables.push_back(std::move(table));
  if (!world.works.empty()) tables.push_back(works_table(end.scenario, world));
  if (!world.ditches.empty()) tables.push_back(ditch_table(world));
  if (!world.river_works.empty()) tables.push_back(river_works_table(world));
  if (io::Table places = gauge_places(end.scenario); !places.rows.empty())
    tables.push_back(std::move(places));
  if (!world.source_names.empty()) tables.push_back(source_table(world, end.balance, tables.front()));
  tables.push_back(totals_table(world, end.streams, end.time, end.parts_at_start));
  return tables;
}

void write_csv(const std::filesystem::path& folder, const std::vector<io::Table>& tables) {
  for (const io::Table& table : tables) io::publish_csv(folder / (table.name + ".csv"), table);
}

std::span<const std::string_view> result_names() {
  static constexpr std::array<std::string_view, 35> names{"steps",
                                                          "checkpoint",
                                                          "figures",
                                                          "film",
                                                          "results.vtkhdf",
                                                          "results.xmf",
                                                          "open-in-paraview.py",
                                                          "report.html",
                                                          "report.zh.html",
                                                          "summary.json",
                                                          "scenario.used.toml",
                                                          "run.log",
                                                          "measure_costs.csv",
                                                          "gauges.csv",
                                                          "budget.csv",
                                                          "streams.csv",
                                                          "stream_series.csv",
                                                          "banks.csv",
                                                          "reservoirs.csv",
                                                          "reservoir_series.csv",
                                                          "reservoir_curves.csv",
                                                          "structures.csv",
                                                          "structure_series.csv",
                                                          "collapsing_gullies.csv",
                                                          "walls.csv",
                                                          "gullies.csv",
                                                          "measures.csv",
                                                          "ditches.csv",
                                                          "river_works.csv",
                                                          "constituents.csv",
                                                          "litter.csv",
                                                          "litter_reaches.csv",
                                                          "gauge_places.csv",
                                                          "totals.csv",
                                                          "sources.csv"};
  return names;
}

}  // namespace qingliu::run
