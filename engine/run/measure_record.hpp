#pragma once
// What a run records of a measure, wherever it acts: its line in the log and its row in measure_costs.csv.
#include <string>
#include <vector>

#include "measures/measure.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// What a unit of its type costs [CNY]: low, middle, high; 0 where neither scenario nor catalogue says.
std::vector<double> unit_cost(const measures::Measure& measure);

struct MeasureQuantity {
  std::string place;   ///< where and how much, in words
  double area = 0.0;   ///< [m2]
  double units = 0.0;  ///< of its type's cost
  std::string state;   ///< "": by its age, whether it stands
};
struct MeasureRecord {
  std::string line;
  MeasureFacts facts;
};
MeasureRecord record_of(const measures::Measure& measure, const MeasureQuantity& quantity);

}  // namespace qingliu::run
