#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace qingliu::scenario {

/// A local moment, in any of the forms of parse_timestamp, as ISO 8601 with seconds: "2026/6/1 5:00" becomes
/// "2026-06-01T05:00:00". Nothing for days that the calendar does not have (years 1 to 9999),
/// fractions of a second and time zones.
std::optional<std::string> local_moment(std::string_view text);

}  // namespace qingliu::scenario
