#include "scenario/key.hpp"

#include <fmt/format.h>

#include <cmath>

namespace qingliu::scenario {
namespace {

/// Longer endings stand before the endings that they contain.
constexpr std::array units = {
    Unit{"m3_per_s", 1.0, 1.0, "m3/s"},
    Unit{"kg_per_person_per_d", 1.0, 86400.0, "kg per person and day"},
    Unit{"m_per_s", 1.0, 1.0, "m/s"},
    Unit{"m_per_d", 1.0, 86400.0, "m/d"},
    Unit{"m_per_a", 1.0, 31557600.0, "m/a"},
    Unit{"g_per_d", 1.0, 8.64e7, "g/d"},
    Unit{"g_per_kg", 1.0, 1000.0, "g/kg"},
    Unit{"mg_per_l", 1.0, 1000.0, "mg/L"},
    Unit{"mm_per_h", 1.0, 3.6e6, "mm/h"},
    Unit{"mm_per_d", 1.0, 8.64e7, "mm/d"},
    Unit{"mm_per_sqrt_h", 1.0, 6e4, "mm/h^(1/2)"},
    Unit{"m_per_h", 1.0, 3600.0, "m/h"},
    Unit{"per_h", 1.0, 3600.0, "1/h"},
    Unit{"per_d", 1.0, 86400.0, "1/d"},
    Unit{"km2", 1e6, 1.0, "km2"},
    Unit{"kg_per_m3", 1.0, 1.0, "kg/m3"},
    Unit{"kg_per_m2", 1.0, 1.0, "kg/m2"},
    Unit{"g_per_m2_s", 1.0, 1000.0, "g/(m2 s)"},
    Unit{"m2", 1.0, 1.0, "m2"},
    Unit{"s_per_m", 1.0, 1.0, "s/m"},
    Unit{"g_per_j", 1.0, 1.0, "g/J"},
    Unit{"kg_per_km", 1.0, 1000.0, "kg/km"},
    Unit{"per_km", 1.0, 1000.0, "1/km"},
    Unit{"per_m", 1.0, 1.0, "1/m"},
    Unit{"percent", 1.0, 100.0, "%"},
    Unit{"manning_n", 1.0, 1.0, "s/m^(1/3)"},
    Unit{"manning_n_deep", 1.0, 1.0, "s/m^(1/3)"},
    Unit{"manning_n_soil", 1.0, 1.0, "s/m^(1/3)"},
    Unit{"kpa", 1e3, 1.0, "kPa"},
    Unit{"pa", 1.0, 1.0, "Pa"},
    Unit{"kn_per_m3", 1e3, 1.0, "kN/m3"},
    Unit{"m3", 1.0, 1.0, "m3"},
    Unit{"cm3_per_ns", 1.0, 1e6, "cm3/(N s)"},
    Unit{"deg", 3.14159265358979323846, 180.0, "degrees"},
    Unit{"um", 1.0, 1e6, "um"},
    Unit{"mm", 1.0, 1000.0, "mm"},
    Unit{"days", 86400.0, 1.0, "days"},
    Unit{"min", 60.0, 1.0, "min"},
    Unit{"h", 3600.0, 1.0, "h"},
    Unit{"m", 1.0, 1.0, "m"},
    Unit{"s", 1.0, 1.0, "s"},
};

bool ends_in(std::string_view name, std::string_view suffix) {
  if (!name.ends_with(suffix)) return false;
  return name.size() == suffix.size() || name[name.size() - suffix.size() - 1] == '_';
}

std::string with_limits(std::string text, const Key& key) {
  if (const Unit* unit = unit_of(key.name)) text += fmt::format(" in {}", unit->words);
  if (const std::string limits = range_in_words(key.hard); !limits.empty()) text += ", " + limits;
  if (const std::string limits = range_in_words(key.advised); !limits.empty())
    text += " (advised " + limits + ")";
  return text;
}

}  // namespace

const Unit* unit_of(std::string_view key_name) {
  for (const Unit& unit : units) {
    if (ends_in(key_name, unit.suffix)) return &unit;
  }
  return nullptr;
}

double to_si(std::string_view key_name, double value) {
  const Unit* unit = unit_of(key_name);
  return unit ? value * unit->multiply / unit->divide : value;
}

std::vector<std::string> split_words(std::string_view words) {
  std::vector<std::string> out;
  while (!words.empty()) {
    const std::size_t end = std::min(words.find('|'), words.size());
    out.emplace_back(words.substr(0, end));
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return out;
}

std::string range_in_words(const Range& range) {
  const bool low = std::isfinite(range.low), high = std::isfinite(range.high);
  const std::string_view from = range.above_low ? "above " : "";
  if (low && high) return fmt::format("{}{} to {}", from, range.low, range.high);
  if (low) return fmt::format("{}{}", range.above_low ? from : "at least ", range.low);
  if (high) return fmt::format("at most {}", range.high);
  return "";
}

std::string type_in_words(const Key& key) {
  switch (key.type) {
    case Type::number:
      return with_limits("a number", key);
    case Type::integer:
      return with_limits("a whole number", key);
    case Type::numbers:
      return with_limits("a list of numbers", key);
    case Type::flag:
      return "true or false";
    case Type::text:
      return "text";
    case Type::path:
      return "the name of a file";
    case Type::layer:
      return "the name of a file, or a table { file = \"...\", resample = \"nearest\" }";
    case Type::moment:
      return "a date and time like 2026-06-01T00:00:00";
    case Type::point:
      return "a point [x, y] in m";
    case Type::line:
      return "two points [[x, y], [x, y]] in m";
    case Type::table:
      return "a table { ... }";
    case Type::word:
      return fmt::format("one of {}", fmt::join(split_words(key.words), ", "));
    case Type::words:
      return fmt::format("a list of {}", fmt::join(split_words(key.words), ", "));
  }
  return "";
}

}  // namespace qingliu::scenario
