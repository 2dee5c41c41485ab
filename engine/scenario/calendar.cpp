#include "scenario/calendar.hpp"

#include "core/timestamp.hpp"

namespace qingliu::scenario {
namespace {

constexpr std::int64_t year_one = -62135596800;  ///< [s] 0001-01-01

}  // namespace

std::optional<std::string> local_moment(std::string_view text) {
  const std::optional<std::int64_t> seconds = parse_timestamp(text);
  if (!seconds || *seconds < year_one) return std::nullopt;
  return format_timestamp(*seconds);
}

}  // namespace qingliu::scenario
