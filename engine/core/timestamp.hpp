#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace qingliu {

/// Seconds from 1970-01-01 00:00:00 of a clock time without a time zone, proleptic Gregorian calendar, no
/// leap seconds. Accepts 2018-08-30T05:00:00, "2018-08-30 05:00[:00]", "2018/8/30 5:00[:00]", "2018-8-30
/// 5:00", "2018年8月30日5时" and dates alone (midnight), with blanks around; 24:00 is the end of its day, and
/// zeros may follow the second ("05:00:00.000"). Nothing for any other text: a zone ("Z", "+08:00"), another
/// fraction of a second, a day that does not exist.
std::optional<std::int64_t> parse_timestamp(std::string_view text);

/// "2018-08-30T05:00:00"; the inverse of parse_timestamp for years 0-9999.
std::string format_timestamp(std::int64_t seconds);

}  // namespace qingliu
