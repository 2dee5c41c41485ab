#include "run/file_clock.hpp"

#include <fmt/format.h>

#include "core/timestamp.hpp"

namespace qingliu::run {

double run_time(const scenario::Scenario& s, const io::SeriesRow& row, double time_offset) {
  if (row.elapsed) return row.elapsed_seconds + time_offset;
  return static_cast<double>(row.seconds - parse_timestamp(s.time.start).value()) + time_offset;
}

std::optional<Finding> note_clock(const scenario::Scenario& s, const TimedFile& timed,
                                  std::vector<std::string>& notes) {
  if (io::elapsed_unit(timed.time_column) > 0.0) return std::nullopt;
  const std::string name = timed.file.filename().string();
  const std::string moved = timed.time_offset == 0.0
                                ? std::string("unmoved")
                                : fmt::format("moved by {:g} h", timed.time_offset / 3600.0);
  const io::ZoneRemark remark = io::zone_remark(timed.file, timed.time_column);
  if (remark.utc && timed.time_offset == 0.0) {
    return Finding{Finding::Kind::warning, timed.place,
                   fmt::format("{}: {} says \"{}\", but nothing moves its times: they are taken as local "
                               "times like time.start, {}. In China give time_offset_h = 8",
                               timed.label, name, remark.text, s.time.start)};
  }
  const std::string said = remark.text.empty() ? std::string("name no time zone")
                                               : fmt::format("are of \"{}\", as the file says", remark.text);
  notes.push_back(fmt::format("{}: the times of {} {}: taken as local times like time.start, {}, {}",
                              timed.label, name, said, s.time.start, moved));
  return std::nullopt;
}

}  // namespace qingliu::run
