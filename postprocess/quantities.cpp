#include "postprocess/quantities.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/error.hpp"
#include "core/suggest.hpp"
#include "postprocess/report_figures.hpp"

namespace qingliu::postprocess {

namespace {

constexpr float shallowest_for_speed = 0.001f;          // [m]
constexpr float shallowest_for_concentration = 0.001f;  // [m]

Raster speed(SegmentFields& fields) {
  Raster result = fields.get("velocity_x").raster;
  const Raster& north = fields.get("velocity_y").raster;
  for (std::size_t k = 0; k < result.values.size(); ++k)
    result.values[k] = std::hypot(result.values[k], north.values[k]);
  return result;
}

Raster sum_of(SegmentFields& fields, const std::vector<std::string>& names) {
  Raster result = fields.get(names.front()).raster;
  for (std::size_t n = 1; n < names.size(); ++n) {
    const Raster& other = fields.get(names[n]).raster;
    for (std::size_t k = 0; k < result.values.size(); ++k) result.values[k] += other.values[k];
  }
  return result;
}

void keep_where_deep(Raster& raster, SegmentFields& fields, float shallowest) {
  if (!fields.has("water_depth")) return;
  const Raster& depth = fields.get("water_depth").raster;
  for (std::size_t k = 0; k < raster.values.size(); ++k) {
    if (!(depth.values[k] >= shallowest)) raster.values[k] = std::numeric_limits<float>::quiet_NaN();
  }
}

bool is_concentration(const Quantity& quantity) { return quantity.name.starts_with("concentration"); }

/// "2 µm" of concentration_2um; "" for the sum of all.
std::string grain_of(const std::string& field) {
  constexpr std::string_view before = "concentration_";
  return field.starts_with(before) ? grain_text(field.substr(before.size())) : "";
}

/// What a stored field is called in Chinese, "" where nobody has said it.
std::string chinese_of_field(const std::string& field) {
  static const std::map<std::string, std::string> words{{"velocity_x", "东向流速"},
                                                        {"velocity_y", "北向流速"},
                                                        {"water_surface", "水面高程"},
                                                        {"deposited_mass", "松散淤积量"}};
  if (const std::string grain = grain_of(field); !grain.empty()) return grain + " 粒级含沙量";
  const auto found = words.find(field);
  return found == words.end() ? "" : found->second;
}

/// "m/s" of "m s-1", as units are stored (UDUNITS).
std::string unit_for_readers(const std::string& unit) {
  if (unit == "m s-1") return "m/s";
  if (unit == "kg m-2") return "kg/m\u00b2";
  return unit == "kg m-3" ? "kg/m\u00b3" : unit;
}

Quantity stored_field(const ResultFolder& results, const std::string& name) {
  Quantity quantity{name, name, name, "", "", {"", ""}, false, true, Block::mean, 0.25, Words::plain};
  std::replace(quantity.stem.begin(), quantity.stem.end(), '_', '-');
  const NamedField field = results.read(results.segments().back(), name);
  if (!field.long_name.empty()) quantity.heading = field.long_name;
  quantity.chinese = chinese_of_field(name);
  quantity.heading.front() =
      static_cast<char>(std::toupper(static_cast<unsigned char>(quantity.heading.front())));
  quantity.unit = unit_for_readers(field.unit);
  if (is_concentration(quantity)) {
    if (const std::string grain = grain_of(name); !grain.empty())
      quantity.heading = fmt::format("Sediment of {} in the water", grain);
    quantity.unit = "kg/m\u00b3";
    quantity.peak = true;
    quantity.block = Block::largest;
    quantity.relief = 0.0;
  }
  return quantity;
}

std::vector<std::string> known_words(const ResultFolder& results) {
  std::vector<std::string> words;
  for (const Quantity& quantity : standard_quantities()) words.push_back(quantity.name);
  if (results.segments().empty()) return words;
  for (const std::string& field : results.segments().back().fields) {
    if (std::find(words.begin(), words.end(), field) == words.end()) words.push_back(field);
  }
  return words;
}

}  // namespace

const std::vector<Quantity>& standard_quantities() {
  constexpr Phrase none{"", ""};
  static const std::vector<Quantity> quantities = {
      {"water_depth", "depth", "Water depth", "水深", "", none, true, true, Block::largest, 0.0,
       Words::length},
      {"velocity", "velocity", "Flow velocity", "流速", "m/s", none, true, false, Block::largest, 0.0,
       Words::plain},
      {"bed_change", "bed-change", "Bed change", "床面冲淤", "", none, false, true, Block::mean, 0.15,
       Words::length},
      {"net_erosion",
       "net-erosion",
       "Net erosion in the classes of SL 190",
       "净侵蚀（按 SL 190 分级）",
       "t/km\u00b2",
       {", in this run", "，本次"},
       false,
       true,
       Block::mean,
       0.15,
       Words::plain},
      {"concentration",
       "concentration",
       "Sediment concentration",
       "含沙量",
       "kg/m\u00b3",
       {", all classes", "，各粒级合计"},
       true,
       false,
       Block::largest,
       0.0,
       Words::plain},
      {"infiltration_total", "infiltration", "Infiltration since the start", "累计入渗", "mm", none, false,
       true, Block::mean, 0.2, Words::length},
      {"rain_total", "rain", "Rain since the start", "累计降雨", "mm", none, false, true, Block::mean, 0.2,
       Words::length},
      {"elevation", "elevation", "Elevation", "高程", "m", none, false, true, Block::mean, 0.55,
       Words::plain}};
  return quantities;
}

Quantity find_quantity(const ResultFolder& results, const std::string& word) {
  for (const Quantity& quantity : standard_quantities()) {
    if (quantity.name == word || quantity.stem == word) return quantity;
  }
  const std::vector<std::string> words = known_words(results);
  if (std::find(words.begin(), words.end(), word) != words.end()) return stored_field(results, word);
  const std::string nearest = nearest_word(word, words);
  std::string list;
  for (const std::string& known : words) list += (list.empty() ? "" : ", ") + known;
  throw InputError(fmt::format("--field {}: there is no such field.{} There are: {}", word,
                               nearest.empty() ? "" : fmt::format(" Did you mean '{}'?", nearest), list));
}

bool SegmentFields::has(const std::string& field) const {
  return std::find(segment_.fields.begin(), segment_.fields.end(), field) != segment_.fields.end();
}

const NamedField& SegmentFields::get(const std::string& field) {
  const auto found = read_.find(field);
  if (found != read_.end()) return found->second;
  return read_.emplace(field, results_.read(segment_, field)).first->second;
}

std::vector<std::string> SegmentFields::family(const std::string& word) const {
  std::vector<std::string> names;
  for (const std::string& field : segment_.fields) {
    if (field == word || field.starts_with(word + "_")) names.push_back(field);
  }
  return names;
}

bool stored(const SegmentFields& fields, const Quantity& quantity) {
  if (quantity.name == "velocity") return fields.has("velocity_x") && fields.has("velocity_y");
  if (is_concentration(quantity)) return !fields.family(quantity.name).empty();
  return fields.has(quantity.name);
}

Raster evaluate(SegmentFields& fields, const Quantity& quantity) {
  if (quantity.name == "velocity") {
    Raster result = speed(fields);
    keep_where_deep(result, fields, shallowest_for_speed);
    return result;
  }
  if (is_concentration(quantity)) {
    Raster result = sum_of(fields, fields.family(quantity.name));
    keep_where_deep(result, fields, shallowest_for_concentration);
    return result;
  }
  Raster result = fields.get(quantity.name).raster;
  if (quantity.name == "net_erosion") {
    for (float& value : result.values) value *= 1000.0f;  // kg/m2 to t/km2
  }
  return result;
}

MapClasses classes_of(const Quantity& quantity, const Raster& raster) {
  if (quantity.name == "water_depth") return depth_classes();
  if (quantity.name == "velocity") return velocity_classes();
  if (quantity.name == "bed_change") return bed_change_classes();
  if (quantity.name == "net_erosion") return sl190_classes();
  if (is_concentration(quantity)) return concentration_classes();
  if (quantity.name == "infiltration_total" || quantity.name == "rain_total")
    return fitted_classes(raster, 1000.0, infiltration_colours);
  if (quantity.name == "elevation") return fitted_classes(raster, 1.0, elevation_colours);
  if (has_both_signs(raster)) return signed_classes(raster, other_colours, below_zero_colours);
  return fitted_classes(raster, 1.0, other_colours);
}

std::string Quantity::legend_unit(Language language) const { return unit + Speaker(language)(note); }

std::string value_words(const Quantity& quantity, double value) {
  const auto number = [](double x) {
    std::string text = std::abs(x) < 1000.0 ? fmt::format("{:.3g}", x) : fmt::format("{:.0f}", x);
    if (std::abs(x) >= 1000.0) {
      const std::size_t first = x < 0.0 ? 1 : 0;
      for (std::size_t at = text.size(); at > first + 3; at -= 3) text.insert(at - 3, 1, ',');
    }
    return text;
  };
  if (quantity.words == Words::plain) return number(value) + " " + quantity.unit;
  const double size = std::abs(value);
  if (quantity.unit == "mm" || size < 0.01) return number(1000.0 * value) + " mm";
  return size < 1.0 ? number(100.0 * value) + " cm" : number(value) + " m";
}

}  // namespace qingliu::postprocess
