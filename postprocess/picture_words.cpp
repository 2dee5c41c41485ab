#include "postprocess/picture_words.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdio>

#include "postprocess/map_words.hpp"

namespace qingliu::postprocess {

namespace {

/// "2018-08-30 17:05" for `seconds` after the start, or "".
std::string calendar_words(double seconds, const std::string& start) {
  int year = 0;
  unsigned month = 0, day = 0;
  int hour = 0, minute = 0;
  double second = 0.0;
  if (std::sscanf(start.c_str(), "%d-%u-%u%*1[ T]%d:%d:%lf", &year, &month, &day, &hour, &minute, &second) !=
      6)
    return "";
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  if (!date.ok()) return "";
  const auto since_midnight =
      static_cast<long long>(std::llround(hour * 3600.0 + minute * 60.0 + second + seconds));
  const auto moment = std::chrono::sys_days(date) + std::chrono::seconds(since_midnight);
  const auto today = std::chrono::floor<std::chrono::days>(moment);
  const std::chrono::year_month_day reached(today);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(moment - today).count();
  return fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", static_cast<int>(reached.year()),
                     static_cast<unsigned>(reached.month()), static_cast<unsigned>(reached.day()),
                     minutes / 60, minutes % 60);
}

struct Extremes {
  int highest_i = -1, highest_j = -1, lowest_i = -1, lowest_j = -1;
  float highest = 0.0f, lowest = 0.0f;
  double sum = 0.0;
  long known = 0, drawn_positive = 0, drawn_negative = 0;
};

Extremes extremes_of(const Raster& field, const MapClasses& classes) {
  Extremes e;
  Rgb unused;
  for (int j = 0; j < field.ny; ++j) {
    for (int i = 0; i < field.nx; ++i) {
      const float value = field.at(i, j);
      if (std::isnan(value)) continue;
      if (e.known == 0 || value > e.highest) e.highest = value, e.highest_i = i, e.highest_j = j;
      if (e.known == 0 || value < e.lowest) e.lowest = value, e.lowest_i = i, e.lowest_j = j;
      e.sum += static_cast<double>(value);
      ++e.known;
      if (classes.colour_of(value, unused)) ++(value < 0.0f ? e.drawn_negative : e.drawn_positive);
    }
  }
  return e;
}

std::string place_words(const ResultDescription& d, int i, int j) {
  const int decimals = d.cell_size < 10.0 ? 3 : 2;
  return fmt::format("x {:.{}f}, y {:.{}f} km", (d.x_west + (i + 0.5) * d.cell_size) / 1000.0, decimals,
                     (d.y_south + (j + 0.5) * d.cell_size) / 1000.0, decimals);
}

std::string area_words(long cells, const ResultDescription& d) {
  const double area = static_cast<double>(cells) * d.cell_size * d.cell_size;
  return area < 1e5 ? fmt::format("{:.0f} m\u00b2", area) : fmt::format("{:.3g} km\u00b2", area / 1e6);
}

}  // namespace

std::string duration_words(double seconds, Language language) {
  const long long whole = std::llround(seconds);
  const std::string minutes = map_words::filled(language, map_words::hours, whole / 3600, whole / 60 % 60);
  return whole % 60 == 0 ? minutes : minutes + map_words::filled(language, map_words::seconds, whole % 60);
}

std::string time_words(double seconds, const std::string& start, Language language) {
  const std::string calendar = calendar_words(seconds, start), duration = duration_words(seconds, language);
  return calendar.empty() ? duration : map_words::filled(language, map_words::calendar, duration, calendar);
}

std::string status_words(const std::string& status, Language language) {
  using namespace map_words;
  const Speaker say(language);
  if (status == "complete") return status;
  if (status.empty()) return say(status_unknown);
  if (status == "running") return say(status_running);
  constexpr std::string_view signal = "stopped: signal ", balance = "stopped: the balance of ";
  if (status.starts_with(signal)) return filled(language, status_signal, status.substr(signal.size()));
  if (status == "stopped: --max-wall") return say(status_wall);
  if (status == "stopped: --max-steps") return say(status_steps);
  if (status == "stopped: not a number") return say(status_no_number);
  const std::size_t end = status.find(" does not close");
  if (status.starts_with(balance) && end != std::string::npos)
    return filled(language, status_balance, status.substr(balance.size(), end - balance.size()));
  return status;
}

std::string status_remark(const ResultFolder& results, Language language) {
  const std::string& status = results.description().status;
  if (status == "complete" || results.segments().empty()) return "";
  const std::string reached = duration_words(results.segments().back().time, language);
  if (status == "running") return map_words::filled(language, map_words::running, reached);
  return map_words::filled(language, map_words::stopped, reached, status_words(status, language));
}

void add_findings(MapSheet& sheet, const Quantity& quantity, const ResultDescription& d) {
  using namespace map_words;
  const auto fact = [&](const Phrase& phrase, const auto&... values) {
    sheet.facts.push_back(filled(sheet.language, phrase, values...));
  };
  const Extremes e = extremes_of(sheet.field, sheet.classes);
  const std::string highest = value_words(quantity, e.highest);
  if (quantity.name == "elevation") {
    fact(range, value_words(quantity, e.lowest), highest);
    fact(watershed_area, area_words(e.known, d));
    return;
  }
  if (sheet.classes.negative != nullptr) {
    const bool loss = loss_is_positive(quantity);
    const auto mark = [&](const ColourScale& scale, const Phrase& words, float value, int i, int j) {
      const std::string size = value_words(quantity, std::fabs(value));
      sheet.marks.push_back(
          {i, j, colour_at(scale, 1.0), {filled(sheet.language, words, size), place_words(d, i, j)}});
    };
    const bool bed = of_the_bed(quantity);
    const Phrase &top = !bed   ? largest
                        : loss ? most_erosion
                               : thickest_deposit,
                 &bottom = !bed   ? largest_below_zero
                           : loss ? most_deposit
                                  : deepest_erosion;
    if (e.drawn_positive > 0) mark(*sheet.classes.scale, top, e.highest, e.highest_i, e.highest_j);
    if (e.drawn_negative > 0) mark(*sheet.classes.negative, bottom, e.lowest, e.lowest_i, e.lowest_j);
    if (bed && !sheet.classes.bounds.empty()) {
      const std::string unit = quantity.unit.empty() ? "" : " " + quantity.unit;
      fact(both_areas, sheet.classes.bounds.front().label + unit,
           area_words(loss ? e.drawn_negative : e.drawn_positive, d),
           area_words(loss ? e.drawn_positive : e.drawn_negative, d));
    }
    if (loss) fact(per_year);
  } else if (sheet.classes.covers_all) {
    if (e.known == 0) return;
    fact(range, value_words(quantity, e.lowest), highest);
    fact(mean, value_words(quantity, e.sum / static_cast<double>(e.known)));
  } else if (e.drawn_positive > 0) {
    sheet.marks.push_back(
        {e.highest_i,
         e.highest_j,
         ink,
         {filled(sheet.language, largest, highest), place_words(d, e.highest_i, e.highest_j)}});
    const std::string unit = quantity.unit.empty() ? "" : " " + quantity.unit;
    fact(at_least, sheet.classes.bounds.front().label + unit, area_words(e.drawn_positive, d));
  }
  const bool nothing = e.drawn_positive + e.drawn_negative == 0;
  if (nothing && !sheet.classes.bounds.empty()) fact(nowhere, sheet.classes.bounds.front().label);
}

}  // namespace qingliu::postprocess
