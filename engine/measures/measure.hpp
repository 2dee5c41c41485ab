#pragma once
// One measure of a scenario on the run's date.
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "measures/catalogue.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::measures {

struct Measure {
  const scenario::MeasureSection* section = nullptr;
  const MeasureType* type = nullptr;
  ParameterValues parameters;                ///< of the catalogue, changed by the scenario
  std::map<std::string, std::string> words;  ///< the same of parameters that are words
  Landuse becomes;                           ///< of a type that changes the land use; found by the caller
  double age = 0.0;                          ///< [a] on the run's first day
  bool stands = true;                        ///< built by then, and not retired
  double begins = -1e300, ends = 1e300;      ///< [s] of the run between which it is there, 1e300: to its end
  bool in_run = true;                        ///< it is there in some part of the run
  double strip_share = 1.0;                  ///< [-] of its ground that the strips cover

  /// A parameter that is a number: nothing, or `otherwise`, where neither scenario nor catalogue gives it.
  std::optional<double> given(const std::string& name) const;
  double number(const std::string& name, double otherwise) const { return given(name).value_or(otherwise); }
  /// Whether a run takes it up on its day within it, and out again; what is not switched counts as it is on
  /// the first day.
  bool begins_in_run() const;
  bool ends_in_run() const;
  /// Whether it is there at a moment of the run [s].
  bool stands_at(double t) const {
    const bool begun = stands || begins <= 0.0 || (begins_in_run() && begins <= t);
    return begun && ends > (ends_in_run() ? t : 0.0);
  }
  /// Whether it acts in the run: on its first day, or of those that are switched on their days, ever.
  bool acts() const { return stands || (in_run && begins_in_run()); }
  /// [-] of its room that silt fills as it begins: what is built within the run begins empty.
  double filled() const { return stands ? section->filled : 0.0; }
  /// Two of these cannot share ground: each states a multiplier of the ground without measures.
  bool exclusive() const;
  /// Whether it lies on the ground of cells: what acts in streams does where it names ground there too, the
  /// others also beside their reach.
  bool on_land() const;
  /// Whether it changes the cover of its ground: plants, mulch, what is sealed.
  bool covers_ground() const;
  /// Moves earth: no other may stand on the same ground.
  bool earthwork() const { return type->store() != nullptr && spread() == Spread::area; }
  /// Whether it leads water along its line, where another would hold it.
  bool leads() const;
  /// Whether it is ground, or works along lines or at points.
  Spread spread() const { return type->store() != nullptr ? type->store()->spread : Spread::area; }
};

struct Reviewed {
  std::vector<Measure> measures;
  std::vector<Finding> errors, warnings;
};

/// All measures of the scenario against the catalogue: types, parameters, dates; types that the engine cannot
/// carry out are errors that name what they need.
Reviewed review(const scenario::Scenario& scenario, const std::vector<MeasureType>& catalogue);

/// [s] within a run of `duration` at which some of them begin or end, by time.
std::set<double> moments_of(const std::vector<Measure>& measures, double duration);

/// Name of the land use that the ground becomes, "" where the type changes none.
std::string becomes_landuse(const Measure& measure);

/// What a work along a stream makes of a lever whose value there was `before`, on the run's date: its
/// parameter where it is built, as far as it has grown or is kept up. -1 where the type does not move the
/// lever in streams, or its parameter is not given.
double in_river(const Measure& measure, std::string_view lever, double before);

/// [-] how far plants have grown since they were planted, 1 for types that do not grow.
double growth(const Measure& measure);

/// The land use where the measure lies, on the run's date.
Landuse treated(const Landuse& untreated, const Measure& measure);

/// Room below the grid on ground of this slope (tangent), on the run's date and per treated area, with what
/// silt and neglect have left of it. The type has a store.
StoreShape store_of(const Measure& measure, double slope);

/// Number of the type's cost units on `area` [m2]: "CNY/ha" -> ha, "CNY/m" of strips -> m of strip; < 0 where
/// the unit needs more than an area. `count`: metres of works along lines, number of works at points.
double cost_units(const Measure& measure, double area, double count = 0.0);

}  // namespace qingliu::measures
