#pragma once
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "io/csv_table.hpp"
#include "postprocess/report_figures.hpp"
#include "postprocess/report_words.hpp"

namespace qingliu::postprocess {

/// Names of the gauges of a table, in its order.
std::vector<std::string> gauge_names(const io::CsvTable& gauges);

/// Charts of one gauge as SVG: rain on top, discharge (or depth at a point) below it, loads of every class
/// below that.
std::vector<std::string> gauge_charts(const io::CsvTable& gauges, const std::string& gauge,
                                      const Speaker& say);

/// Discharge and load of all classes at one gauge of several runs over each other, by the name of each run;
/// none where the gauge carries no discharge or one run does not have it.
std::vector<std::string> charts_over_each_other(
    const std::vector<std::pair<std::string, const io::CsvTable*>>& runs, const std::string& gauge,
    const Speaker& say);

/// Where the water of a run came from and went, and the same for its sediment by class: SVG; "" without
/// tables.
std::string water_chart(const RunFigures& figures, const Speaker& say);
std::string sediment_chart(const RunFigures& figures, const Speaker& say);

/// Level of a reservoir with its crest and alarm levels, and below it inflow and outflow. `row` of
/// reservoirs.csv; series: reservoir_series.csv.
std::vector<std::string> reservoir_charts(const io::CsvTable& reservoirs, std::size_t row,
                                          const io::CsvTable& series, const Speaker& say);

inline constexpr std::size_t most_filling_lines = 7;  ///< colours that can be told apart
/// How full each dam is over time [%], at most the fullest seven at the end; "" without a series. structures:
/// structures.csv; series: structure_series.csv.
std::string filling_chart(const io::CsvTable& structures, const io::CsvTable& series, const Speaker& say);

}  // namespace qingliu::postprocess
