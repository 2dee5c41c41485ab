#include "core/timestamp.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <chrono>
#include <utility>

#include "core/text.hpp"

namespace qingliu {

namespace {

/// Reads the text from the left, piece by piece; `good` stays false after the first piece that does not fit.
class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  bool at_end() const { return text_.empty(); }
  char next() const { return text_.empty() ? '\0' : text_.front(); }
  bool good() const { return good_; }

  /// An unsigned number of `fewest` to `most` digits.
  int number(std::size_t fewest, std::size_t most) {
    std::size_t digits = 0;
    while (digits < text_.size() && digits < most && text_[digits] >= '0' && text_[digits] <= '9') ++digits;
    good_ = good_ && digits >= fewest;
    if (!good_) return 0;
    int value = 0;
    std::from_chars(text_.data(), text_.data() + digits, value);
    text_.remove_prefix(digits);
    return value;
  }

  /// A point and one or more zeros, as databases write whole seconds.
  void fraction_of_zeros() {
    literal('.');
    const std::size_t zeros = std::min(text_.find_first_not_of('0'), text_.size());
    good_ = good_ && zeros > 0;
    text_.remove_prefix(zeros);
  }

  void literal(char wanted) {
    good_ = good_ && next() == wanted;
    if (good_) text_.remove_prefix(1);
  }

 private:
  std::string_view text_;
  bool good_ = true;
};

struct ClockTime {
  int hour = 0, minute = 0, second = 0;
};

ClockTime read_clock_time(Reader& reader) {
  ClockTime time;
  reader.literal(reader.next() == 'T' ? 'T' : ' ');
  time.hour = reader.number(1, 2);
  reader.literal(':');
  time.minute = reader.number(2, 2);
  if (!reader.at_end()) {
    reader.literal(':');
    time.second = reader.number(2, 2);
  }
  if (reader.next() == '.') reader.fraction_of_zeros();
  return time;
}

/// 24:00:00 is the end of the day, as yearbooks of hydrology write it.
bool exists(const ClockTime& t) {
  const bool end_of_day = t.hour == 24 && t.minute == 0 && t.second == 0;
  return end_of_day || (t.hour < 24 && t.minute < 60 && t.second < 60);
}

/// "2018年8月30日5时0分0秒" as "2018-8-30 5:0:0"; a minute that is not said is 00. Other text stays.
std::string without_characters(std::string_view text) {
  std::string plain(text);
  const auto replace = [&](std::string_view word, std::string_view with) {
    for (std::size_t at = plain.find(word); at != std::string::npos; at = plain.find(word))
      plain.replace(at, word.size(), with);
  };
  for (const auto& [word, with] : {std::pair{"年", "-"},
                                   {"月", "-"},
                                   {"日", " "},
                                   {"号", " "},
                                   {"时", ":"},
                                   {"点", ":"},
                                   {"分", ":"},
                                   {"秒", ""},
                                   {"  ", " "}})
    replace(word, with);
  plain = std::string(trimmed(plain));
  if (!plain.ends_with(':')) return plain;
  if (std::ranges::count(plain, ':') > 1) {
    plain.pop_back();
  } else {
    plain += "00";
  }
  return plain;
}

}  // namespace

std::optional<std::int64_t> parse_timestamp(std::string_view written) {
  const std::string plain = written.find("年") == std::string_view::npos ? std::string(trimmed(written))
                                                                         : without_characters(written);
  Reader reader(plain);
  const int year = reader.number(4, 4);
  const char separator = reader.next() == '/' ? '/' : '-';
  reader.literal(separator);
  const int month = reader.number(1, 2);
  reader.literal(separator);
  const int day = reader.number(1, 2);
  const ClockTime time = reader.good() && !reader.at_end() ? read_clock_time(reader) : ClockTime{};
  if (!reader.good() || !reader.at_end()) return std::nullopt;

  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || !exists(time)) return std::nullopt;
  const std::int64_t days = std::chrono::sys_days(date).time_since_epoch().count();
  return days * 86400 + time.hour * 3600 + time.minute * 60 + time.second;
}

std::string format_timestamp(std::int64_t seconds) {
  const std::chrono::sys_seconds instant{std::chrono::seconds(seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(instant);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss clock(instant - day);
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                     clock.hours().count(), clock.minutes().count(), clock.seconds().count());
}

}  // namespace qingliu
