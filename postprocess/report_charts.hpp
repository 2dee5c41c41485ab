#pragma once
#include <string>
#include <vector>

#include "io/csv_table.hpp"
#include "postprocess/report_words.hpp"

namespace qingliu::postprocess {

/// Names of the gauges of a table, in its order.
std::vector<std::string> gauge_names(const io::CsvTable& gauges);

/// Charts of one gauge as SVG: rain on top, discharge (or depth at a point) below it, loads of every class
/// below that.
std::vector<std::string> gauge_charts(const io::CsvTable& gauges, const std::string& gauge, const Speaker& say);

/// What came in and where it went, as one bar each: SVG. parts: words and share [0-1].
struct Part {
  std::string name;
  double share;
};
std::string share_bar(const std::vector<Part>& parts);

}  // namespace qingliu::postprocess
