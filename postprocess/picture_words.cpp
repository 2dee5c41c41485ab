#include "postprocess/picture_words.hpp"

#include <fmt/format.h>

#include <chrono>
#include <cmath>
#include <cstdio>

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
  return fmt::format("{:.3g} km\u00b2", static_cast<double>(cells) * d.cell_size * d.cell_size / 1e6);
}

}  // namespace

std::string duration_words(double seconds) {
  const long long whole = std::llround(seconds);
  const std::string minutes = fmt::format("{} h {:02} min", whole / 3600, whole / 60 % 60);
  return whole % 60 == 0 ? minutes : minutes + fmt::format(" {:02} s", whole % 60);
}

std::string time_words(double seconds, const std::string& start) {
  const std::string calendar = calendar_words(seconds, start);
  return calendar.empty() ? duration_words(seconds)
                          : fmt::format("{} ({})", duration_words(seconds), calendar);
}

std::string status_remark(const ResultFolder& results) {
  const std::string& status = results.description().status;
  if (status == "complete" || results.segments().empty()) return "";
  const std::string reached = duration_words(results.segments().back().time);
  if (status == "running")
    return fmt::format("Results up to {}: the run goes on, or was broken off", reached);
  return fmt::format("Results up to {}: {}", reached, status);
}

void add_findings(MapSheet& sheet, const Quantity& quantity, const ResultDescription& d) {
  const Extremes e = extremes_of(sheet.field, sheet.classes);
  const std::string highest = value_words(quantity, e.highest);
  if (quantity.name == "elevation") {
    sheet.facts.push_back(fmt::format("from {} to {}", value_words(quantity, e.lowest), highest));
    sheet.facts.push_back("watershed " + area_words(e.known, d));
    return;
  }
  if (sheet.classes.negative != nullptr) {
    const bool loss = loss_is_positive(quantity);
    const auto mark = [&](const ColourScale& scale, const char* words, float value, int i, int j) {
      sheet.marks.push_back(
          {i,
           j,
           colour_at(scale, 1.0),
           {fmt::format("{} {}", words, value_words(quantity, std::fabs(value))), place_words(d, i, j)}});
    };
    if (e.drawn_positive > 0)
      mark(*sheet.classes.scale, loss ? "most erosion" : "thickest deposit", e.highest, e.highest_i,
           e.highest_j);
    if (e.drawn_negative > 0)
      mark(*sheet.classes.negative, loss ? "most deposit" : "deepest erosion", e.lowest, e.lowest_i,
           e.lowest_j);
    sheet.facts.push_back(fmt::format("deposit on {}, erosion on {}",
                                      area_words(loss ? e.drawn_negative : e.drawn_positive, d),
                                      area_words(loss ? e.drawn_positive : e.drawn_negative, d)));
    if (loss) sheet.facts.push_back("the standard's classes are for a year");
  } else if (sheet.classes.covers_all) {
    if (e.known == 0) return;
    sheet.facts.push_back(fmt::format("from {} to {}", value_words(quantity, e.lowest), highest));
    sheet.facts.push_back("mean " + value_words(quantity, e.sum / static_cast<double>(e.known)));
  } else if (e.drawn_positive > 0) {
    sheet.marks.push_back(
        {e.highest_i, e.highest_j, ink, {"largest " + highest, place_words(d, e.highest_i, e.highest_j)}});
    sheet.facts.push_back(fmt::format("at least {}{}{} on {}", sheet.classes.bounds.front().label,
                                      quantity.unit.empty() ? "" : " ", unit_words(quantity),
                                      area_words(e.drawn_positive, d)));
  }
  const bool nothing = e.drawn_positive + e.drawn_negative == 0;
  if (nothing && !sheet.classes.bounds.empty())
    sheet.facts.push_back("nowhere as much as " + sheet.classes.bounds.front().label);
}

}  // namespace qingliu::postprocess
