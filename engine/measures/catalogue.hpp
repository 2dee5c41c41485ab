#pragma once
// The types of measures, read from data: scenarios/catalogue/measures.toml.
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "measures/levers.hpp"
#include "measures/store_shapes.hpp"
#include "scenario/node.hpp"

namespace qingliu::measures {

struct Parameter {
  std::string name;  ///< ends in its unit
  double standard = 0.0;
  double low = -1e300, high = 1e300;  ///< accepted without a warning
  bool is_number = true;              ///< a word or a layer otherwise
  bool given_only = false;            ///< a number without a standard: only where it is given
  std::string word;                   ///< the standard of a word
  std::vector<std::string> choices;   ///< of a word; empty: any
  std::string source;
};

/// What a type does to one lever: grows to a parameter and never below what is there, is set to one, becomes
/// the land use that a parameter names, multiplies by year of age, or follows a law of geometry.
struct Effect {
  const Lever* lever = nullptr;
  std::string reach;                  ///< name of the parameter, or ""
  std::string set;                    ///< name of the parameter, or ""
  std::vector<double> times_by_year;  ///< [-] or empty
  const StoreLaw* law = nullptr;      ///< of levers through a store
  bool strip = false;                 ///< grains settle in strips of width_m
  std::string river;                  ///< parameter that the lever becomes along a reach of stream, or ""
  std::string filter;                 ///< parameter: share that it keeps of what runs into a stream, or ""
};

struct Ageing {
  std::string model;
  double growth_time = 0.0;  ///< [a] of model growth
  double half_life = 0.0;    ///< [a] of model decay
  double disturbed = 0.0;    ///< [a] before plants begin to grow
  // Model rotation: felled every rotation_a, cover_cut for bare_months, then growth to what effects set.
};

struct MeasureType {
  std::string name, chinese, english, geometry;
  std::vector<std::string> standards, acts;
  bool at_reach = false, at_dam = false;  ///< along a reach of stream; at a structure or reservoir
  bool at_gully = false;                  ///< at a gully or collapsing gully
  bool at_village = false;                ///< at a village
  std::vector<Parameter> parameters;
  std::vector<Effect> effects;                ///< empty: the engine cannot carry it out yet
  std::string needs;                          ///< what it lacks for that
  std::string builds;                         ///< across a stream: "check_dam", "pool", "trap" ..., or ""
  std::vector<std::string> share;             ///< two parameters, width and spacing of strips; or empty
  double slope_low = 0.0, slope_high = 90.0;  ///< [deg] of its site
  std::string cost_unit;
  std::vector<double> cost;           ///< low, middle, high of the unit [CNY]; or empty
  std::vector<double> sediment_band;  ///< published cut, lower and upper; or empty
  Ageing ageing;
  scenario::Node text;  ///< everything that the catalogue says

  const Parameter* parameter(std::string_view name) const;
  /// Whether grains settle in strips of it.
  bool has_strips() const;
  /// Whether it acts in streams, at dams, in gullies or villages; on the ground of cells. A type may do both.
  bool acts_in_rivers() const { return at_reach || at_dam || at_gully || at_village; }
  bool acts_on_land() const;
  /// The law of its store below the grid, or nullptr.
  const StoreLaw* store() const;
  /// "dep_store needs a store of water below the grid; n has no effect in the catalogue": the levers that it
  /// moves in nature and not here.
  std::vector<std::string> unmoved() const;
  /// Where a number is unverified: "cost: unverified", "canopy: ...".
  std::vector<std::string> unverified() const;
};

std::string_view shipped_catalogue_text();

/// Throws InputError with every finding: unknown lever, effect on a parameter that is not there.
std::vector<MeasureType> read_catalogue(std::string_view text, const std::string& file);

/// The one that is built in.
const std::vector<MeasureType>& shipped_catalogue();

/// The built-in types, then those of a user's file. InputError with every finding: what read_catalogue()
/// says, and names that are taken.
std::vector<MeasureType> with_own_types(const std::filesystem::path& file);

/// nullptr when there is none.
const MeasureType* type_named(const std::vector<MeasureType>& catalogue, std::string_view name);

}  // namespace qingliu::measures
