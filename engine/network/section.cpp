#include "network/section.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "core/fast_math.hpp"

namespace qingliu {
namespace {

void check(const std::vector<double>& levels, const std::vector<double>& widths) {
  if (levels.size() != widths.size() || levels.size() < 2)
    throw InputError("a section needs at least two levels with a width each");
  if (levels[0] != 0.0) throw InputError("the first level of a section is its bed: write 0");
  for (std::size_t n = 0; n < levels.size(); ++n) {
    if (!(widths[n] >= 0.0)) throw InputError(fmt::format("width {} m of a section is negative", widths[n]));
    if (n == 0) continue;
    if (!(levels[n] > levels[n - 1]))
      throw InputError(
          fmt::format("the levels of a section must rise: {} m after {} m", levels[n], levels[n - 1]));
    if (!(widths[n] >= widths[n - 1]))
      throw InputError(fmt::format(
          "a section must not grow narrower upwards: {} m wide at {} m above the bed, {} m at {} m",
          widths[n - 1], levels[n - 1], widths[n], levels[n]));
  }
  if (!(widths.back() > 0.0)) throw InputError("a section without width");
}

/// Distance across at which one flank reaches a level; the flank rises from point `from` towards `to`.
double flank_at(const std::vector<double>& across, const std::vector<double>& level, int from, int to,
                double at) {
  const int step = to > from ? 1 : -1;
  for (int n = from; n != to; n += step) {
    const double low = level[n], high = level[n + step];
    if (at > high) continue;
    return high > low ? across[n] + (across[n + step] - across[n]) * (at - low) / (high - low)
                      : across[n + step];
  }
  return across[to];
}

}  // namespace

Section::Section(const std::vector<double>& levels, const std::vector<double>& widths) {
  check(levels, widths);
  points_.push_back({0.0, widths[0], 0.0, widths[0], 0.0, 0.0});
  for (std::size_t n = 1; n < levels.size(); ++n) {
    Point& foot = points_.back();
    const double rise = levels[n] - foot.level;
    const double half_spread = 0.5 * (widths[n] - foot.width) / rise;
    foot.spread = 2.0 * half_spread;
    foot.side = 2.0 * std::sqrt(1.0 + half_spread * half_spread);
    points_.push_back({levels[n], widths[n], foot.area + 0.5 * (foot.width + widths[n]) * rise,
                       foot.perimeter + foot.side * rise, 0.0, 2.0});
  }
}

Section Section::trapezoid(double bottom_width, double side_slope, double height) {
  return Section({0.0, height}, {bottom_width, bottom_width + 2.0 * side_slope * height});
}

Section Section::power_law(double bank_width, double exponent, double height, int strips) {
  std::vector<double> levels, widths;
  for (int n = 0; n <= strips; ++n) {
    const double part = static_cast<double>(n) / strips;
    levels.push_back(height * part * part);  // closer together near the bed, where the width changes fastest
    widths.push_back(n == 0 ? 0.0 : bank_width * pow_of(part, 2.0 / exponent));
  }
  return Section(levels, widths);
}

namespace {

int lowest_of(const std::vector<double>& level) {
  return static_cast<int>(std::min_element(level.begin(), level.end()) - level.begin());
}

}  // namespace

std::optional<Section::PointFault> Section::survey_fault(const std::vector<double>& across,
                                                         const std::vector<double>& level) {
  const int last = static_cast<int>(level.size()) - 1;
  if (across.size() != level.size() || last < 2)
    return PointFault{0, "a surveyed section needs at least three points"};
  for (int n = 1; n <= last; ++n) {
    if (!(across[n] >= across[n - 1]))
      return PointFault{n, "the points of a surveyed section must run from bank to bank"};
  }
  const int lowest = lowest_of(level);
  for (int n = 1; n <= last; ++n) {
    const bool falls = level[n] <= level[n - 1];
    if (falls != (n <= lowest) && level[n] != level[n - 1])
      return PointFault{n,
                        fmt::format("the surveyed section has a second hollow at {} m across: give one bed "
                                    "between two rising banks",
                                    across[n])};
  }
  return std::nullopt;
}

Section Section::surveyed(const std::vector<double>& across, const std::vector<double>& level) {
  if (const std::optional<PointFault> fault = survey_fault(across, level)) throw InputError(fault->what);
  const int last = static_cast<int>(level.size()) - 1, lowest = lowest_of(level);
  const double bank = std::min(level.front(), level.back());
  std::vector<double> marks;
  for (const double z : level) {
    if (z <= bank) marks.push_back(z - level[lowest]);
  }
  std::sort(marks.begin(), marks.end());
  marks.erase(std::unique(marks.begin(), marks.end()), marks.end());
  std::vector<double> widths;
  for (const double mark : marks) {
    const double z = level[lowest] + mark;
    widths.push_back(flank_at(across, level, lowest, last, z) - flank_at(across, level, lowest, 0, z));
  }
  return Section(marks, widths);
}

const Section::Point& Section::strip_at(double depth) const {
  std::size_t n = points_.size() - 1;
  while (n > 0 && points_[n].level > depth) --n;
  return points_[n];
}

double Section::bed_width() const {
  const double quarter = 0.25 * height(), least = 0.1;
  return std::max(least, area(quarter) / quarter);
}

double Section::area(double depth, double widened) const {
  const Point& p = strip_at(depth);
  const double rise = depth - p.level;
  return p.area + (p.width + 0.5 * p.spread * rise) * rise + widened * depth;
}

double Section::width(double depth, double widened) const {
  const Point& p = strip_at(depth);
  return p.width + p.spread * (depth - p.level) + widened;
}

double Section::wetted_perimeter(double depth, double widened) const {
  const Point& p = strip_at(depth);
  return p.perimeter + p.side * (depth - p.level) + widened;
}

double Section::depth_of_area(double area, double widened) const {
  std::size_t n = points_.size() - 1;
  while (n > 0 && points_[n].area + widened * points_[n].level > area) --n;
  const Point& p = points_[n];
  const double rest = area - (p.area + widened * p.level), width = p.width + widened;
  const double root = std::sqrt(width * width + 2.0 * p.spread * rest);
  return p.level + 2.0 * rest / std::max(width + root, 1e-300);
}

}  // namespace qingliu
