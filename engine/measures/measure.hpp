#pragma once
// One measure of a scenario on the run's date.
#include "measures/catalogue.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::measures {

struct Measure {
  const scenario::MeasureSection* section = nullptr;
  const MeasureType* type = nullptr;
  std::map<std::string, double> parameters;  ///< of the catalogue, changed by the scenario
  double age = 0.0;                          ///< [a] on the run's first day
  bool stands = true;                        ///< built by then, and not retired
  double strip_share = 1.0;                  ///< [-] of its ground that the strips cover

  /// Two of these cannot share ground: each states a multiplier of the ground without measures.
  bool exclusive() const;
};

struct Reviewed {
  std::vector<Measure> measures;
  std::vector<Finding> errors, warnings;
};

/// All measures of the scenario against the catalogue: types, parameters, dates; types that the engine cannot
/// carry out are errors that name what they need.
Reviewed review(const scenario::Scenario& scenario, const std::vector<MeasureType>& catalogue);

/// The land use where the measure lies, on the run's date.
Landuse treated(const Landuse& untreated, const Measure& measure);

/// Number of the type's cost units on `area` [m2]: "CNY/ha" -> ha, "CNY/m" of strips -> m of strip; < 0 where
/// the unit needs more than an area.
double cost_units(const Measure& measure, double area);

}  // namespace qingliu::measures
