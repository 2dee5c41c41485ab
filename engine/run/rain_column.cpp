#include "run/rain_column.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace qingliu::run {
namespace {

/// Words of a name, and what they say.
struct Meaning {
  std::string_view word;
  std::string_view what;
};

constexpr std::array<std::string_view, 5> sums{"累计", "累积", "cumul", "cumulated", "cumulative"};
/// With these words sums are of one interval each. (A "1小时累计" may be the last hour's, in rows of
/// minutes.)
constexpr std::array<std::string_view, 2> of_intervals{"时段", "interval"};

/// What is no rain.
constexpr std::array<Meaning, 6> no_rain_between_rows{{
    {"水位", "water levels"},
    {"stage", "water levels"},
    {"water_level", "water levels"},
    {"流量", "discharges"},
    {"discharge", "discharges"},
    {"m3/s", "discharges"},
}};

/// Units that [[rain]] does not read; the longer before those that they hold.
constexpr std::array<Meaning, 20> foreign_units{{
    {"0.1mm", "tenths of a millimetre"},
    {"0.1 mm", "tenths of a millimetre"},
    {"mm/min", "mm/min"},
    {"mm_per_min", "mm/min"},
    {"mm_min", "mm/min"},
    {"毫米/分", "mm/min"},
    {"mm/d", "mm/day"},
    {"mm/day", "mm/day"},
    {"mm_per_d", "mm/day"},
    {"mm_per_day", "mm/day"},
    {"cm", "centimetres"},
    {"厘米", "centimetres"},
    {"inch", "inches"},
    {"inches", "inches"},
    {"英寸", "inches"},
    {"(in)", "inches"},
    {"in/h", "inches"},
    {"in_per_h", "inches"},
    {"(m)", "metres"},
    {"（m）", "metres"},
}};

constexpr std::array<std::string_view, 8> of_intensities{"mm/h",   "mm_per_h",  "mm_h",    "mmh",
                                                         "mm h-1", "毫米/小时", "毫米/时", "雨强"};
constexpr std::array<std::string_view, 6> of_depths{"mm", "毫米", "雨量", "降水量", "降雨", "depth"};

std::string small_letters(std::string text) {
  for (char& c : text) c = static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  return text;
}

template <class List>
bool holds_one_of(const std::string& text, const List& words) {
  return std::ranges::any_of(words, [&](std::string_view w) { return text.find(w) != std::string::npos; });
}

bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// Whether the text holds the word, and no letter goes on where the word begins or ends with one: "cm" stands
/// in "rain_cm", not in "cmorph_mm".
bool holds_word(const std::string& text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    const bool begins = at == 0 || !is_letter(word.front()) || !is_letter(text[at - 1]);
    const bool ends = end == text.size() || !is_letter(word.back()) || !is_letter(text[end]);
    if (begins && ends) return true;
  }
  return false;
}

template <class List>
const Meaning* meaning_in(const std::string& text, const List& list) {
  const auto found = std::ranges::find_if(list, [&](const Meaning& m) { return holds_word(text, m.word); });
  return found == list.end() ? nullptr : &*found;
}

}  // namespace

bool says_rain(const std::string& name) {
  const std::string small = small_letters(name);
  constexpr std::array<std::string_view, 6> words{"rain", "precip", "雨", "降水", "mm_per_h", "mm/h"};
  constexpr std::array<std::string_view, 3> other{"snow", "water", "雪"};
  return holds_one_of(small, words) && !holds_one_of(small, other);
}

RainColumn rain_column(const std::string& name) {
  using Kind = RainColumn::Kind;
  const std::string small = small_letters(name);
  const auto told = [&](std::string_view w) { return holds_word(small, w); };
  if (std::ranges::any_of(sums, told) && std::ranges::none_of(of_intervals, told))
    return {Kind::other,
            fmt::format(
                "'{}' holds sums from the begin on by its name. Where it does, write the rain between the "
                "rows, in mm; where its numbers are of one interval each, let its name say so: "
                "时段雨量(mm), or rain_mm",
                name)};
  if (const Meaning* m = meaning_in(small, no_rain_between_rows))
    return {Kind::other,
            fmt::format("'{}' holds {} by its name. Write the rain between the rows in mm, or its "
                        "intensity in mm/h, or name the column for what it holds",
                        name, m->what)};
  if (const Meaning* m = meaning_in(small, foreign_units))
    return {Kind::other,
            fmt::format("'{}' is in {} by its name. Write depths in mm or intensities in mm/h, and "
                        "name the column so",
                        name, m->what)};
  if (std::ranges::any_of(of_intensities, told)) return {Kind::intensity, ""};
  if (holds_one_of(small, of_depths)) return {Kind::depth, ""};
  return {};
}

std::optional<Finding> column_doubt(const scenario::RainSection& rain) {
  const RainColumn column = rain_column(rain.intensity_column);
  if (column.kind == RainColumn::Kind::other)
    throw InputError(rain.place, fmt::format("[[rain]] the column {}", column.fault));
  const bool of_intensities = rain.values == "mm_per_h";
  const bool fits = column.kind == RainColumn::Kind::unknown ||
                    of_intensities == (column.kind == RainColumn::Kind::intensity);
  if (fits) return std::nullopt;
  return Finding{
      Finding::Kind::warning, rain.place,
      fmt::format("[[rain]] the column '{}' holds {} by its name, but values = '{}' takes it as {}. "
                  "Mend values, or the name",
                  rain.intensity_column, of_intensities ? "depths [mm]" : "intensities [mm/h]", rain.values,
                  of_intensities ? "intensities [mm/h]" : "depths [mm]")};
}

}  // namespace qingliu::run
