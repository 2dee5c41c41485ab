#pragma once
// The numbers of a run that a report speaks of, from the run's own tables.
#include <string>
#include <vector>

#include "io/csv_table.hpp"
#include "postprocess/report_words.hpp"

namespace qingliu::postprocess {

/// Water of a run [m3] and one line per grain class [kg], from the last row of budget.csv.
struct ClassFigures {
  std::string name;
  double eroded = 0.0, deposited = 0.0, suspended = 0.0, outflow = 0.0, error = 0.0;
  double inflow = 0.0, at_start = 0.0, removed = 0.0;  ///< over boundaries, silt at the start, dredged
  double banks = 0.0, gullies = 0.0;                   ///< of `eroded`
};
struct RunFigures {
  bool there = false;  ///< false: the run has written no tables
  double time = 0.0;   ///< [s] of the last row
  double rain = 0.0, inflow = 0.0, intercepted = 0.0, infiltrated = 0.0, evaporated = 0.0, outflow = 0.0,
         reservoir_loss = 0.0, stored = 0.0, error = 0.0;
  double peak = 0.0, peak_time = 0.0;  ///< [m3 s-1] largest mean of an interval at the outlet, [s] its middle
  std::vector<ClassFigures> classes;
  double eroded() const { return sum(&ClassFigures::eroded); }
  double outflow_sediment() const { return sum(&ClassFigures::outflow); }
  double sum(double ClassFigures::*part) const;  ///< [kg] over the classes
};

RunFigures run_figures(const io::CsvTable& budget, const io::CsvTable& gauges);

/// One indicator of a run.
struct Indicator {
  enum class PerArea { none, depth, mass };
  Phrase name;
  double value;
  const char* unit;
  PerArea per_area = PerArea::none;  ///< what it gives divided by the area: mm of water, t/km2 of soil
};
std::vector<Indicator> indicators(const RunFigures& figures);

/// The indicator over an area [m2]: "300.0 mm", "318.0 t/km²"; "" where that says nothing.
std::string per_area_text(const Indicator& indicator, double area);

/// "2um" of the tables as a reader writes it: "2 µm"; other names as they are.
std::string grain_text(const std::string& name);

/// "1,234.5": as many digits as a reader needs, thousands apart.
std::string figure_text(double value);
/// A written number with a comma before every three digits of its whole part.
std::string in_thousands(std::string number);

}  // namespace qingliu::postprocess
