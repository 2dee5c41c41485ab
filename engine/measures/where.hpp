#pragma once
// Conditions on the ground as a person writes them: "use == 'orchard' and slope_deg < 15".
#include <memory>
#include <string>
#include <string_view>

#include "core/error.hpp"

namespace qingliu::measures {

/// What a condition may ask of a cell.
struct CellFacts {
  std::string_view use, soil;  ///< names of the classes
  int use_id = 0, soil_id = 0;
  double slope_deg = 0.0, aspect_deg = 0.0;  ///< the side to which the slope falls, from north, clockwise
  double elevation_m = 0.0;
  double stream_distance_m = 0.0;  ///< to the nearest stream
  int stream_order = 0;            ///< of that stream, after Strahler (1957)
};

/// Comparisons (== != < <= > >= and `in [..]`), `and`, `or`, `not`, brackets; text in quotation marks.
/// Nothing else, no code.
class Where {
 public:
  /// An empty text holds everywhere. Throws InputError at `place`: what is wrong, and the columns that exist.
  Where(const std::string& text, const Place& place);
  ~Where();
  Where(Where&&) noexcept;
  Where& operator=(Where&&) noexcept;

  bool holds(const CellFacts& cell) const;
  /// Whether it speaks of streams.
  bool asks_for_streams() const;

  struct Expression;

 private:
  std::unique_ptr<Expression> root_;
};

}  // namespace qingliu::measures
