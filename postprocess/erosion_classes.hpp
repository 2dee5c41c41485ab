#pragma once
#include <string>
#include <vector>

#include "postprocess/report_words.hpp"
#include "postprocess/result_reader.hpp"

namespace qingliu::postprocess {

/// One class of intensity: where it holds, and what was lost there (negative: gained).
struct ErosionClass {
  Phrase name;
  std::string range;  ///< [t/km2] in words
  double area = 0.0;  ///< [m2]
  double loss = 0.0;  ///< [kg]
};

/// Classes of the land cells, and the output [s] that they are of.
struct ErosionTable {
  std::vector<ErosionClass> classes;  ///< empty where the run has not stored net_erosion
  double time = 0.0;
};

/// Net erosion at the newest readable output in the classes of SL 190-2007 (sl190_bounds): cells that gain
/// soil first, then slight, light, moderate, intense, very intense, severe.
ErosionTable erosion_by_class(const ResultFolder& results);

}  // namespace qingliu::postprocess
