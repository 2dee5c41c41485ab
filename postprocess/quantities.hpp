#pragma once
#include <map>
#include <string>
#include <vector>

#include "postprocess/language.hpp"
#include "postprocess/map_sheet.hpp"
#include "postprocess/result_reader.hpp"

namespace qingliu::postprocess {

/// How a quantity's numbers are said.
enum class Words { length, plain };

/// One thing that can be drawn, and how.
struct Quantity {
  std::string name;               ///< the word for --field
  std::string stem;               ///< of the file name
  std::string heading;            ///< "Water depth"
  std::string chinese;            ///< the same in Chinese, "" where nobody has said it
  std::string unit;               ///< "" where the labels carry it
  Phrase note{"", ""};            ///< what the legend adds to the unit
  bool peak = false, end = true;  ///< pictures of the standard set
  Block block = Block::mean;
  double relief = 0.0;
  Words words = Words::plain;

  const std::string& heading_in(Language language) const {
    return language == Language::chinese && !chinese.empty() ? chinese : heading;
  }
  /// "kg/m3, all classes"
  std::string legend_unit(Language language) const;
};

/// The standard set, elevation last.
const std::vector<Quantity>& standard_quantities();

/// A quantity by the word of --field; a stored field that is not in the standard set is drawn with classes
/// fitted to it. InputError naming what there is, when there is none.
Quantity find_quantity(const ResultFolder& results, const std::string& word);

/// The fields of one output time, each read once.
class SegmentFields {
 public:
  SegmentFields(const ResultFolder& results, const Segment& segment) : results_(results), segment_(segment) {}
  bool has(const std::string& field) const;
  const NamedField& get(const std::string& field);
  /// Stored fields that are `word` or begin with `word` and "_".
  std::vector<std::string> family(const std::string& word) const;

 private:
  const ResultFolder& results_;
  const Segment& segment_;
  std::map<std::string, NamedField> read_;
};

/// Whether erosion is counted positive (in a field of the bed it is negative).
inline bool loss_is_positive(const Quantity& quantity) { return quantity.name == "net_erosion"; }

/// Whether a field tells of the bed: what is above and below 0 is erosion and deposition.
inline bool of_the_bed(const Quantity& quantity) {
  return quantity.name == "net_erosion" || quantity.name == "bed_change";
}

bool stored(const SegmentFields& fields, const Quantity& quantity);

/// Values of a quantity at one output time: speed of the water where it is at least 1 mm deep, concentration
/// of all classes together where it is at least 1 mm deep, net erosion in t/km2, everything
/// else as stored.
Raster evaluate(SegmentFields& fields, const Quantity& quantity);

MapClasses classes_of(const Quantity& quantity, const Raster& raster);

/// "3.42 m", "4.1 cm", "0.31 mm"; or the number with the quantity's unit.
std::string value_words(const Quantity& quantity, double value);

}  // namespace qingliu::postprocess
