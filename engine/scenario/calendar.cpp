#include "scenario/calendar.hpp"

#include <fmt/format.h>

#include <chrono>

namespace qingliu::scenario {
namespace {

/// Exactly `count` digits at the front, taken off; nothing when there are fewer.
std::optional<int> take_digits(std::string_view& text, std::size_t count) {
  if (text.size() < count) return std::nullopt;
  int value = 0;
  for (const char c : text.substr(0, count)) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  text.remove_prefix(count);
  return value;
}

bool take_one_of(std::string_view& text, std::string_view signs) {
  if (text.empty() || signs.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<std::string> local_moment(std::string_view text) {
  const auto year = take_digits(text, 4);
  if (!year || !take_one_of(text, "-")) return std::nullopt;
  const auto month = take_digits(text, 2);
  if (!month || !take_one_of(text, "-")) return std::nullopt;
  const auto day = take_digits(text, 2);
  if (!day || *year == 0) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year), std::chrono::month(*month),
                                         std::chrono::day(*day)};
  if (!date.ok()) return std::nullopt;
  std::optional<int> hour = 0, minute = 0, second = 0;
  if (!text.empty()) {
    if (!take_one_of(text, "T ")) return std::nullopt;
    hour = take_digits(text, 2);
    if (!hour || !take_one_of(text, ":")) return std::nullopt;
    minute = take_digits(text, 2);
    if (minute && take_one_of(text, ":")) second = take_digits(text, 2);
  }
  if (!minute || !second || !text.empty() || *hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", *year, *month, *day, *hour, *minute, *second);
}

}  // namespace qingliu::scenario
