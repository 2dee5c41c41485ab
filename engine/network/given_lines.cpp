#include "network/given_lines.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <set>

#include "core/error.hpp"
#include "network/polyline.hpp"

namespace qingliu {
namespace {

constexpr double sample = 0.25;  ///< of a cell: distance of the places at which a line is looked at

/// Cell of a place, -1 outside the watershed.
std::int64_t cell_at(const Grid& grid, LinePoint p) {
  const double x = std::floor((p.first - grid.x_west()) / grid.cell_size());
  const double y = std::floor((p.second - grid.y_south()) / grid.cell_size());
  if (!(x >= 0.0 && y >= 0.0 && x < grid.nx() && y < grid.ny())) return -1;
  const int i = static_cast<int>(x), j = static_cast<int>(y);
  return grid.active(i, j) ? static_cast<std::int64_t>(j) * grid.nx() + i : -1;
}

class Layer {
 public:
  Layer(const Grid& grid, std::span<const std::int64_t> receivers, std::span<const double> elevation,
        std::vector<GivenLine> lines, double snap)
      : grid_(grid), receivers_(receivers), elevation_(elevation), snap_(snap) {
    for (GivenLine& line : lines) take(std::move(line));
  }

  LaidLines lay() {
    for (std::size_t k = 0; k < ways_.size(); ++k) find_next(static_cast<int>(k));
    find_loops();
    find_rising();
    throw_if_any();
    find_chainages();
    follow_all();
    find_far();
    throw_if_any();
    return std::move(laid_);
  }

 private:
  struct Joint {
    int line = -1;     ///< that the end of a line meets
    double way = 0.0;  ///< [m] along it
  };

  void fault(int line, LinePoint p, const std::string& what) {
    const std::string& name = laid_.lines[line].name;
    findings_.emplace_back().message =
        fmt::format("{} at x {:.1f} m, y {:.1f} m: {}",
                    name.empty() ? fmt::format("line {} of the streams", line + 1)
                                 : fmt::format("stream line '{}'", name),
                    p.first, p.second, what);
  }
  void throw_if_any() const {
    if (!findings_.empty()) throw InputError(findings_);
  }

  void take(GivenLine line);
  void find_next(int line);
  void find_loops();
  void find_rising();
  void find_chainages();
  void follow_all();
  void follow(int line);
  void find_far();
  std::optional<double> lowest_near(LinePoint p) const;
  double distance_to_stream(LinePoint p) const;
  LinePoint centre(std::int64_t cell) const {
    return {grid_.x_centre(static_cast<int>(cell % grid_.nx())),
            grid_.y_centre(static_cast<int>(cell / grid_.nx()))};
  }

  const Grid& grid_;
  std::span<const std::int64_t> receivers_;
  std::span<const double> elevation_;
  double snap_;
  LaidLines laid_;
  std::vector<Polyline> ways_;
  std::vector<std::pair<double, double>> inside_;  ///< [m] first and last place of each line in the watershed
  std::vector<Joint> next_;
  std::vector<double> base_;  ///< [m] chainage at the upper end of each line
  std::vector<Finding> findings_;
};

/// Lines that meet the watershed nowhere are counted and left out.
void Layer::take(GivenLine line) {
  const Polyline way(line.points);
  double first = -1.0, last = -1.0;
  const double step = sample * grid_.cell_size();
  const int steps = static_cast<int>(std::ceil(way.length() / step));
  for (int n = 0; n <= steps; ++n) {
    const double at = std::min(n * step, way.length());
    if (cell_at(grid_, way.at(at)) < 0) continue;
    if (first < 0.0) first = at;
    last = at;
  }
  if (first < 0.0) {
    ++laid_.outside;
    return;
  }
  laid_.lines.push_back(std::move(line));
  ways_.push_back(way);
  inside_.emplace_back(first, last);
}

/// A line flows into the nearest one that goes on from where it ends.
void Layer::find_next(int line) {
  Joint best;
  double least = snap_;
  for (std::size_t m = 0; m < ways_.size(); ++m) {
    if (static_cast<int>(m) == line) continue;
    const Polyline::Nearest on = ways_[m].nearest(ways_[line].back());
    const bool goes_on = ways_[m].length() - on.way > sample * grid_.cell_size();
    if (!goes_on || on.distance > least || (best.line >= 0 && on.distance == least)) continue;
    least = on.distance;
    best = {static_cast<int>(m), on.way};
  }
  next_.push_back(best);
}

void Layer::find_loops() {
  const int count = static_cast<int>(ways_.size());
  std::vector<int> seen(count, -1);  // the walk in which a line was met first
  for (int start = 0; start < count; ++start) {
    const Polyline& way = ways_[start];
    const double near = sample * grid_.cell_size();
    if (distance_between(way.front(), way.back()) <= near && way.length() > 4.0 * near)
      fault(start, way.front(), "it ends where it begins, a loop. Every stream must lead to the outlet");
    int line = start;
    while (line >= 0 && seen[line] < 0) {
      seen[line] = start;
      line = next_[line].line;
    }
    if (line < 0 || seen[line] != start) continue;
    std::string names;
    for (int m = next_[line].line; m != line; m = next_[m].line)
      names += fmt::format("{}'{}'", names.empty() ? "" : ", ",
                           laid_.lines[m].name.empty() ? std::to_string(m + 1) : laid_.lines[m].name);
    fault(line, way.front(),
          fmt::format("it flows back into itself by way of {}, a loop. Every stream must lead to the outlet: "
                      "turn round the line that runs the wrong way, or take it out",
                      names));
  }
}

std::optional<double> Layer::lowest_near(LinePoint p) const {
  const int reach = static_cast<int>(std::ceil(snap_ / grid_.cell_size()));
  std::optional<double> lowest;
  for (int dj = -reach; dj <= reach; ++dj) {
    for (int di = -reach; di <= reach; ++di) {
      const std::int64_t cell =
          cell_at(grid_, {p.first + di * grid_.cell_size(), p.second + dj * grid_.cell_size()});
      if (cell < 0 || distance_between(centre(cell), p) > snap_) continue;
      const double z = elevation_[static_cast<std::size_t>(cell)];
      if (!lowest || z < *lowest) lowest = z;
    }
  }
  return lowest;
}

void Layer::find_rising() {
  for (std::size_t k = 0; k < ways_.size(); ++k) {
    const LinePoint upper = ways_[k].at(inside_[k].first), lower = ways_[k].at(inside_[k].second);
    const std::optional<double> from = lowest_near(upper), to = lowest_near(lower);
    if (!from || !to || *to <= *from) continue;
    fault(static_cast<int>(k), upper,
          fmt::format("it runs uphill, from ground at {:.2f} m to {:.2f} m at x {:.1f} m, y {:.1f} m. Lines "
                      "run downstream: turn it round",
                      *from, *to, lower.first, lower.second));
  }
}

/// Chainage runs on through the lines of one name.
void Layer::find_chainages() {
  const int count = static_cast<int>(ways_.size());
  std::vector<int> above(count, -1);  // the line of the same name that flows into its upper end
  for (int k = 0; k < count; ++k) {
    const int below = next_[k].line;
    if (below < 0 || laid_.lines[k].name.empty() || laid_.lines[k].name != laid_.lines[below].name) continue;
    if (next_[k].way <= snap_ && above[below] < 0) above[below] = k;
  }
  std::map<std::string, int> top;  // of each name
  base_.assign(count, 0.0);
  for (int k = 0; k < count; ++k) {
    for (int m = above[k]; m >= 0; m = above[m]) base_[k] += ways_[m].length();
    if (above[k] >= 0 || laid_.lines[k].name.empty()) continue;
    const auto [other, is_new] = top.try_emplace(laid_.lines[k].name, k);
    if (is_new) continue;
    const LinePoint there = ways_[other->second].front();
    fault(k, ways_[k].front(),
          fmt::format("another stream of this name begins at x {:.1f} m, y {:.1f} m. Give each its own name, "
                      "or join the lines end to beginning",
                      there.first, there.second));
  }
}

/// The longest first, so that tributaries end where they meet it.
void Layer::follow_all() {
  const int count = static_cast<int>(ways_.size());
  std::vector<double> way_down(count, 0.0);
  std::vector<std::uint8_t> fed(count, 0);
  for (int k = 0; k < count; ++k) {
    for (int m = k; m >= 0; m = next_[m].line) way_down[k] += ways_[m].length();
    const Joint& joint = next_[k];
    if (joint.line >= 0 && joint.way <= snap_) fed[joint.line] = 1;
  }
  std::vector<int> order(count);
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return way_down[a] > way_down[b]; });
  for (const int k : order) {
    if (fed[k] == 0) follow(k);
  }
}

/// Down the receivers from the upper end of a line; each cell takes the nearest place farther down the lines.
void Layer::follow(int line) {
  const double ahead = 4.0 * snap_;
  double way = inside_[line].first;
  std::int64_t cell = cell_at(grid_, ways_[line].at(way)), before = -1;
  while (cell >= 0 && !laid_.at.contains(cell)) {
    const LinePoint p = centre(cell);
    StreamAt at;
    if (line >= 0) {
      Polyline::Nearest here = ways_[line].nearest(p, way, way + ahead);
      const Joint& joint = next_[line];
      if (joint.line >= 0 && ways_[line].length() - way <= ahead) {
        const Polyline::Nearest there = ways_[joint.line].nearest(p, joint.way, joint.way + ahead);
        if (there.distance < here.distance) {
          line = joint.line;
          here = there;
        }
      }
      const double length = ways_[line].length();
      const bool past =
          next_[line].line < 0 && here.way >= length && (way >= length || here.distance > snap_);
      way = here.way;
      if (past) line = -1;
      if (here.distance <= snap_) at = {line, base_[std::max(line, 0)] + way};
    }
    if (at.line < 0 && before >= 0 && line < 0) laid_.traced_on += distance_between(centre(before), p);
    laid_.at[cell] = at;
    before = cell;
    const std::int64_t below = receivers_[static_cast<std::size_t>(cell)];
    cell =
        below >= 0 && grid_.active(static_cast<int>(below % grid_.nx()), static_cast<int>(below / grid_.nx()))
            ? below
            : -1;
  }
}

double Layer::distance_to_stream(LinePoint p) const {
  const int reach = static_cast<int>(std::ceil(2.0 * snap_ / grid_.cell_size()));
  double least = 1e300;
  for (int dj = -reach; dj <= reach; ++dj) {
    for (int di = -reach; di <= reach; ++di) {
      const std::int64_t cell =
          cell_at(grid_, {p.first + di * grid_.cell_size(), p.second + dj * grid_.cell_size()});
      if (cell >= 0 && laid_.at.contains(cell)) least = std::min(least, distance_between(centre(cell), p));
    }
  }
  return least;
}

void Layer::find_far() {
  const double step = sample * grid_.cell_size();
  for (std::size_t k = 0; k < ways_.size(); ++k) {
    double worst = 0.0;
    LinePoint where;
    for (double way = inside_[k].first; way <= inside_[k].second; way += step) {
      const LinePoint p = ways_[k].at(way);
      if (cell_at(grid_, p) < 0) continue;
      const double far = distance_to_stream(p);
      if (far <= worst) continue;
      worst = far;
      where = p;
    }
    if (worst <= snap_) {
      laid_.farthest = std::max(laid_.farthest, worst);
      continue;
    }
    fault(
        static_cast<int>(k), where,
        fmt::format("the terrain drains elsewhere, more than snap_m = {:g} m from it. Mend the line, enlarge "
                    "snap_m, or lower the terrain under the lines with burn_m; of a stream that parts, keep "
                    "one branch",
                    snap_));
  }
}

}  // namespace

std::vector<std::int64_t> cells_under(const Grid& grid, const GivenLine& line) {
  const Polyline way(line.points);
  const double step = sample * grid.cell_size();
  std::vector<std::int64_t> cells;
  std::set<std::int64_t> seen;
  for (int n = 0; n <= static_cast<int>(std::ceil(way.length() / step)); ++n) {
    const std::int64_t cell = cell_at(grid, way.at(n * step));
    if (cell >= 0 && seen.insert(cell).second) cells.push_back(cell);
  }
  return cells;
}

LaidLines lay_lines(const Grid& grid, std::span<const std::int64_t> receivers,
                    std::span<const double> elevation, std::vector<GivenLine> lines, double snap) {
  return Layer(grid, receivers, elevation, std::move(lines), snap).lay();
}

}  // namespace qingliu
