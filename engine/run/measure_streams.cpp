#include "run/measure_streams.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace qingliu::run {
namespace {

using Point = std::pair<double, double>;

constexpr std::int64_t far_away = std::int64_t{1} << 60;

/// Nearest stream cell of each cell by two passes over integers, exact (Felzenszwalb and Huttenlocher 2012,
/// "Distance transforms of sampled functions"; here by brute force along the row, cut off by the best yet).
class Nearest {
 public:
  Nearest(const StreamNetwork& network, const Grid& grid)
      : nx_(grid.nx()), ny_(grid.ny()), of_cell_(static_cast<std::size_t>(nx_) * ny_, -1), network_(network) {
    for (std::size_t s = 0; s < network.segments.size(); ++s)
      of_cell_[at(network.segments[s].i, network.segments[s].j)] = static_cast<std::int32_t>(s);
  }

  std::vector<std::int32_t> find() {
    along_columns();
    std::vector<std::int32_t> nearest(of_cell_.size(), -1);
    for (int j = 0; j < ny_; ++j) {
      for (int i = 0; i < nx_; ++i) nearest[at(i, j)] = in_row(i, j);
    }
    return nearest;
  }

 private:
  std::size_t at(int i, int j) const { return static_cast<std::size_t>(j) * nx_ + i; }
  std::int64_t squared(int i, int j, std::int32_t segment) const {
    if (segment < 0) return far_away;
    const std::int64_t di = network_.segments[segment].i - i, dj = network_.segments[segment].j - j;
    return di * di + dj * dj;
  }

  /// The nearest stream cell of every cell within its column.
  void along_columns() {
    const auto pass = [&](int i, int j, int before) {
      std::int32_t& here = of_cell_[at(i, j)];
      const std::int32_t other = of_cell_[at(i, before)];
      if (squared(i, j, other) < squared(i, j, here)) here = other;
    };
    for (int i = 0; i < nx_; ++i) {
      for (int j = 1; j < ny_; ++j) pass(i, j, j - 1);
      for (int j = ny_ - 2; j >= 0; --j) pass(i, j, j + 1);
    }
  }

  /// The best of the columns of a row; columns further off than the best yet cannot win.
  std::int32_t in_row(int i, int j) const {
    std::int32_t best = of_cell_[at(i, j)];
    std::int64_t least = squared(i, j, best);
    for (std::int64_t d = 1; d * d < least && d < nx_; ++d) {
      for (const std::int64_t k : {i - d, i + d}) {
        if (k < 0 || k >= nx_) continue;
        const std::int32_t other = of_cell_[at(static_cast<int>(k), j)];
        const std::int64_t distance = squared(i, j, other);
        if (distance < least) least = distance, best = other;
      }
    }
    return best;
  }

  int nx_, ny_;
  std::vector<std::int32_t> of_cell_;
  const StreamNetwork& network_;
};

Point direction(Point a, Point b) {
  const double x = b.first - a.first, y = b.second - a.second, length = std::sqrt(x * x + y * y);
  return length > 0.0 ? Point{x / length, y / length} : Point{0.0, 0.0};
}

/// The line of a reach from its upper to its lower end through the middles of its segments.
struct ReachLine {
  std::vector<Point> points;
  std::vector<double> chainage;  ///< [m] of each
  std::vector<double> half_width;
};

ReachLine line_of(const StreamNetwork& network, int r) {
  const Reach& reach = network.reaches[r];
  ReachLine line;
  const auto add = [&](Point p, double chainage, const Segment& s) {
    line.points.push_back(p);
    line.chainage.push_back(chainage);
    line.half_width.push_back(0.5 * network.sections[s.section].bank_width());
  };
  const auto middle = [&](int s) { return Point{network.segments[s].x, network.segments[s].y}; };
  const Segment& first = network.segments[reach.begin];
  const Segment& last = network.segments[reach.end - 1];
  const int below = last.downstream;
  Point down{0.0, -1.0};  // a single cell at the edge: as if it ran south
  if (reach.end - reach.begin > 1) down = direction(middle(reach.begin), middle(reach.begin + 1));
  if (reach.end - reach.begin == 1 && below >= 0) down = direction(middle(reach.begin), middle(below));
  const double half = 0.5 * first.length;
  add({first.x - half * down.first, first.y - half * down.second}, 0.0, first);
  for (int s = reach.begin; s < reach.end; ++s)
    add(middle(s), network.segments[s].chainage, network.segments[s]);
  if (below >= 0)
    down = direction(middle(reach.end - 1), middle(below));
  else if (reach.end - reach.begin > 1)
    down = direction(middle(reach.end - 2), middle(reach.end - 1));
  const double rest = 0.5 * last.length;
  add({last.x + rest * down.first, last.y + rest * down.second}, last.chainage + rest, last);
  return line;
}

}  // namespace

std::vector<int> strahler_orders(const StreamNetwork& network) {
  const std::size_t count = network.reaches.size();
  std::vector<int> order(count, 0), highest(count, 0), meeting(count, 0);
  for (std::size_t n = count; n-- > 0;) {  // a reach comes after the one that it flows into
    order[n] = highest[n] == 0 ? 1 : meeting[n] > 1 ? highest[n] + 1 : highest[n];
    const int below = network.reaches[n].downstream;
    if (below < 0) continue;
    if (order[n] == highest[below]) ++meeting[below];
    if (order[n] > highest[below]) highest[below] = order[n], meeting[below] = 1;
  }
  return order;
}

SiteStreams::SiteStreams(const StreamNetwork& network, const Grid& grid)
    : grid_(grid),
      network_(network),
      orders_(strahler_orders(network_)),
      nearest_(Nearest(network_, grid).find()) {}

double SiteStreams::distance(int i, int j) const {
  const std::int32_t s = nearest_[static_cast<std::size_t>(j) * grid_.nx() + i];
  if (s < 0) return 1e300;
  const double x = network_.segments[s].i - i, y = network_.segments[s].j - j;
  return grid_.cell_size() * std::sqrt(x * x + y * y);
}

int SiteStreams::segment(int i, int j) const {
  return nearest_[static_cast<std::size_t>(j) * grid_.nx() + i];
}

int SiteStreams::order(int i, int j) const {
  const std::int32_t s = nearest_[static_cast<std::size_t>(j) * grid_.nx() + i];
  return s < 0 ? 0 : orders_[network_.segments[s].reach];
}

double length_of(const StreamNetwork& network, int reach) {
  const Segment& last = network.segments[network.reaches[reach].end - 1];
  return last.chainage + 0.5 * last.length;
}

std::string wrong_place(const StreamNetwork& network, const std::string& name, double chainage) {
  double end = -1.0;  // reaches of one name: of the longest
  for (std::size_t r = 0; r < network.reaches.size(); ++r) {
    if (network.reaches[r].name == name) end = std::max(end, length_of(network, static_cast<int>(r)));
  }
  if (end < 0.0)
    return fmt::format("there is no reach '{}'. The watershed has {}", name, network.names_in_words());
  if (chainage <= end + 1.0) return "";
  return fmt::format("chainage_m is {:g}, and reach {} ends at {:.0f} m. Write at most {:.0f}", chainage,
                     name, end, std::floor(end));
}

std::vector<io::Polygon> beside_reach(const StreamNetwork& network, int r, double from, double to,
                                      double width, Side side) {
  const ReachLine line = line_of(network, r);
  std::vector<io::Polygon> polygons;
  struct Piece {
    Point a, b, left;  ///< left: unit vector across
    double inner;
  };
  std::vector<Piece> pieces;
  for (std::size_t k = 0; k + 1 < line.points.size(); ++k) {
    const double begin = std::max(from, line.chainage[k]), end = std::min(to, line.chainage[k + 1]);
    const Point along = direction(line.points[k], line.points[k + 1]);
    if (!(end > begin) || (along.first == 0.0 && along.second == 0.0)) continue;
    const Point& o = line.points[k];
    const double u = begin - line.chainage[k], v = end - line.chainage[k];
    pieces.push_back({{o.first + u * along.first, o.second + u * along.second},
                      {o.first + v * along.first, o.second + v * along.second},
                      {-along.second, along.first},
                      line.half_width[k]});
  }
  const auto off = [](Point p, Point across, double distance) {
    return Point{p.first + distance * across.first, p.second + distance * across.second};
  };
  for (const double sign : {1.0, -1.0}) {
    if (side != Side::both && (side == Side::left) != (sign > 0.0)) continue;
    for (std::size_t k = 0; k < pieces.size(); ++k) {
      const Piece& p = pieces[k];
      const double inner = sign * p.inner, outer = sign * (p.inner + width);
      polygons.push_back({{off(p.a, p.left, inner), off(p.b, p.left, inner), off(p.b, p.left, outer),
                           off(p.a, p.left, outer)}});
      if (k + 1 == pieces.size()) continue;
      const Piece& next = pieces[k + 1];
      const double turn = p.left.first * next.left.second - p.left.second * next.left.first;
      if (turn * sign >= 0.0) continue;  // the inner side of a bend: the pieces overlap
      const Point half =
          direction({0.0, 0.0}, {p.left.first + next.left.first, p.left.second + next.left.second});
      polygons.push_back({{off(p.b, p.left, inner), off(p.b, p.left, outer), off(p.b, half, outer),
                           off(p.b, next.left, outer), off(p.b, next.left, inner)}});
    }
  }
  return polygons;
}

}  // namespace qingliu::run
