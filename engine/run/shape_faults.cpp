#include "run/shape_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <map>
#include <utility>

namespace qingliu::run {
namespace {

constexpr std::size_t most_told = 20;

/// Corners in whole millimetres, from the end that comes first in order; repeated corners count once.
using Outline = std::vector<std::pair<std::int64_t, std::int64_t>>;

Outline outline_of(const io::Ring& line) {
  Outline corners;
  for (const auto& [x, y] : line) {
    const std::pair<std::int64_t, std::int64_t> corner{std::llround(1e3 * x), std::llround(1e3 * y)};
    if (corners.empty() || corners.back() != corner) corners.push_back(corner);
  }
  Outline turned(corners.rbegin(), corners.rend());
  return std::min(corners, turned);
}

std::string place_of(const std::pair<double, double>& point) {
  return fmt::format("({:.1f}, {:.1f})", point.first, point.second);
}

/// Shapes as they are looked at one by one.
class Look {
 public:
  void fault(std::string what) {
    if (faults_.size() < most_told) faults_.push_back(std::move(what));
    ++count_;
  }
  /// Number of the shape before with the same outline; 0: none.
  std::size_t seen_as(const Outline& outline, std::size_t number) {
    return seen_.try_emplace(outline, number).second ? 0 : seen_[outline];
  }
  std::vector<std::string> told() {
    if (count_ > most_told)
      faults_.push_back(
          fmt::format("{} more of its shapes are faulty. Mend those above first", count_ - most_told));
    return std::move(faults_);
  }

 private:
  std::vector<std::string> faults_;
  std::map<Outline, std::size_t> seen_;
  std::size_t count_ = 0;
};

}  // namespace

std::vector<std::string> line_faults(const std::vector<io::Ring>& lines) {
  Look look;
  for (std::size_t n = 1; n <= lines.size(); ++n) {
    const io::Ring& line = lines[n - 1];
    if (line.empty()) continue;
    const Outline outline = outline_of(line);
    if (outline.size() < 2) {
      look.fault(
          fmt::format("line {} at {} has no length. Draw it on, or take it out", n, place_of(line.front())));
      continue;
    }
    if (const std::size_t first = look.seen_as(outline, n); first > 0)
      look.fault(fmt::format("line {}, from {} to {}, is line {} again. Take one of them out", n,
                             place_of(line.front()), place_of(line.back()), first));
  }
  return look.told();
}

std::vector<std::string> point_faults(const io::Ring& points) {
  Look look;
  for (std::size_t n = 1; n <= points.size(); ++n) {
    if (const std::size_t first = look.seen_as(outline_of({points[n - 1]}), n); first > 0)
      look.fault(fmt::format("point {} at {} is point {} again. Take one of them out", n,
                             place_of(points[n - 1]), first));
  }
  return look.told();
}

}  // namespace qingliu::run
