#pragma once
// Conditions on the ground as a person writes them: "use == 'orchard' and slope_deg < 15".
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/error.hpp"

namespace qingliu::measures {

/// Columns of a shape of a layer, as text.
using Attributes = std::map<std::string, std::string>;

/// What a condition may ask of a cell.
struct CellFacts {
  std::string_view use, soil;  ///< names of the classes
  int use_id = 0, soil_id = 0;
  double slope_deg = 0.0, aspect_deg = 0.0;  ///< the side to which the slope falls, from north, clockwise
  double elevation_m = 0.0;
  double stream_distance_m = 0.0;     ///< to the nearest stream
  int stream_order = 0;               ///< of that stream, after Strahler (1957)
  const Attributes* shape = nullptr;  ///< of the layer's shape that covers it; nullptr: none
};

/// Comparisons (== != < <= > >= and `in [..]`), `and`, `or`, `not`, brackets; text in quotation marks.
/// Nothing else, no code.
class Where {
 public:
  /// An empty text holds everywhere. Throws InputError at `place`: what is wrong, and the columns that exist.
  ///   layer_columns: of the measure's layer; a name of the cells' own comes first.
  Where(const std::string& text, const Place& place, const std::vector<std::string>& layer_columns = {});
  ~Where();
  Where(Where&&) noexcept;
  Where& operator=(Where&&) noexcept;

  bool holds(const CellFacts& cell) const;
  /// Whether it speaks of streams.
  bool asks_for_streams() const;
  /// Classes that it compares a column of them, "use" or "soil", with: as names and as numbers.
  struct Classes {
    std::vector<std::string> names;
    std::vector<double> ids;
  };
  Classes asked_of(std::string_view column) const;
  /// Columns of the layer that it asks for, each once.
  std::vector<std::string> asked_of_layer() const;
  /// Which of its comparisons with columns of the layer hold for a shape: shapes of one answer are alike to
  /// it.
  std::vector<bool> answers(const Attributes& shape) const;

  struct Expression;

 private:
  std::unique_ptr<Expression> root_;
};

}  // namespace qingliu::measures
