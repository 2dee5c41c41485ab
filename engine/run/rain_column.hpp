#pragma once
#include <optional>
#include <string>

#include "core/error.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// What the name of a column says of the numbers in it.
struct RainColumn {
  enum class Kind {
    unknown,
    intensity,  ///< mm/h
    depth,      ///< mm between two rows
    other       ///< nothing that [[rain]] reads; `fault` says what, and the remedy
  };
  Kind kind = Kind::unknown;
  std::string fault;
};

/// By words and units in the name, English or Chinese: "rain_mm_per_h", "雨量(mm)", "累计雨量", "rain_cm".
RainColumn rain_column(const std::string& name);

/// Whether the name speaks of rain, and not of snow or of water on the ground.
bool says_rain(const std::string& name);

/// Where the name of the column and `values` of [[rain]] say different things. Throws InputError where the
/// name says that its numbers are none that [[rain]] reads.
std::optional<Finding> column_doubt(const scenario::RainSection& rain);

}  // namespace qingliu::run
