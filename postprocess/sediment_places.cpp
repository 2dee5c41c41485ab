#include "postprocess/sediment_places.hpp"

namespace qingliu::postprocess {
namespace {

/// [kg] of all rows of a table in the columns that begin and end so.
double sum_of(const io::CsvTable& table, const std::string& begin, const std::string& end = "_kg") {
  double sum = 0.0;
  for (const auto& [name, column] : table.family(begin, end)) {
    for (std::size_t r = 0; r < table.rows.size(); ++r) sum += table.number(r, column);
  }
  return sum;
}

double sum_of_column(const io::CsvTable& table, const char* column) {
  double sum = 0.0;
  for (std::size_t r = 0; r < table.rows.size(); ++r) sum += table.number(r, table.column(column));
  return sum;
}

/// Eroded and deposited in streams, their reservoirs and dams: the part `streams` of totals.csv.
struct InStreams {
  bool told = false;
  double eroded = 0.0, deposited = 0.0;
};
InStreams in_streams(const ReportedRun& run) {
  const io::CsvTable totals = run.table("totals.csv");
  const int division = totals.column("division"), part = totals.column("part");
  InStreams streams{.told = run.table("streams.csv").empty()};
  if (division < 0 || part < 0 || totals.column("eroded_kg") < 0) return streams;
  for (std::size_t r = 0; r < totals.rows.size(); ++r) {
    const auto text = [&](int column) { return totals.rows[r][static_cast<std::size_t>(column)]; };
    if (text(division) != "landuse" || text(part) != "streams") continue;
    return {true, totals.number(r, totals.column("eroded_kg")),
            totals.number(r, totals.column("deposited_kg"))};
  }
  return streams;
}

}  // namespace

SedimentPlaces sediment_places(const ReportedRun& run) {
  const RunFigures& f = run.figures;
  SedimentPlaces p;
  if (!f.there || f.classes.empty()) return p;
  p.there = true;
  const InStreams streams = in_streams(run);
  p.streams_told = streams.told;
  p.banks = f.sum(&ClassFigures::banks);
  p.collapsing = sum_of_column(run.table("collapsing_gullies.csv"), "gave_kg");
  p.gullies = f.sum(&ClassFigures::gullies) - p.collapsing;
  if (streams.told) p.beds = streams.eroded - p.banks;
  p.slopes = f.eroded() - p.beds - p.banks - f.sum(&ClassFigures::gullies);
  p.inflow = f.sum(&ClassFigures::inflow);
  p.at_start = f.sum(&ClassFigures::at_start);
  p.in_reservoirs = sum_of(run.table("reservoirs.csv"), "deposited_");
  p.behind_dams = sum_of(run.table("structures.csv"), "deposited_");
  p.in_works = sum_of(run.table("measures.csv"), "silt_");
  if (streams.told) p.on_beds = streams.deposited - p.in_reservoirs - p.behind_dams;
  p.on_land = f.sum(&ClassFigures::deposited) - p.on_beds - p.in_reservoirs - p.behind_dams - p.in_works;
  p.dredged = f.sum(&ClassFigures::removed);
  p.in_water = f.sum(&ClassFigures::suspended);
  p.left = f.outflow_sediment();
  return p;
}

}  // namespace qingliu::postprocess
