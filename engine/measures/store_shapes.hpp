#pragma once
// The room for water that a type of the catalogue makes, by name of its law.
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace qingliu::measures {

using ParameterValues = std::map<std::string, double>;  ///< of one measure

/// A store below the grid, per unit of horizontal area of treated ground; of works along lines and at points
/// per unit of what they are counted by, and everything that runs through their cell meets them.
struct StoreShape {
  double capacity = 0.0;      ///< [m]
  double catch_length = 1.0;  ///< [m] water runs this far before it is caught
  double wet_share = 0.0;     ///< [-] of the ground on which the water stands when full
  double plan = 0.0;          ///< of works along lines [m] across, of works at points [m2] each
};

/// What a store is counted by: its shape is per area of ground, per metre of line (capacity [m2]), or for
/// each (capacity [m3]).
enum class Spread { area, line, point };

struct StoreLaw {
  std::string_view name;
  std::vector<std::string_view> parameters;                              ///< that it reads
  StoreShape (*shape)(const ParameterValues& parameters, double slope);  ///< slope: tangent, >= 0
  Spread spread = Spread::area;
};

const std::vector<StoreLaw>& store_laws();

/// The law of this name, or nullptr.
const StoreLaw* store_law_named(std::string_view name);

}  // namespace qingliu::measures
