#include "network/trace_reaches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "core/fast_math.hpp"

namespace qingliu {
namespace {

/// Stream cells of the raster and how they hang together.
class Tracer {
 public:
  Tracer(const Grid& grid, std::span<const std::int64_t> receivers, std::span<const double> area,
         std::span<const double> elevation, const StreamShape& shape, TraceReport& report,
         const LaidLines& laid)
      : grid_(grid),
        receivers_(receivers),
        area_(area),
        elevation_(elevation),
        shape_(shape),
        report_(report),
        laid_(laid) {}

  StreamNetwork trace();

 private:
  bool is_stream(std::int64_t cell) const {
    return cell >= 0 && stream_[static_cast<std::size_t>(cell)] != 0;
  }
  std::int64_t stream_below(std::int64_t cell) const {
    const std::int64_t below = receivers_[static_cast<std::size_t>(cell)];
    return is_stream(below) ? below : -1;
  }
  /// The line that a cell's stream was given as, nullptr where it is traced.
  const GivenLine* line_of(std::int64_t cell) const {
    const auto found = laid_.at.find(cell);
    return found == laid_.at.end() || found->second.line < 0 ? nullptr : &laid_.lines[found->second.line];
  }
  std::string name_of(std::int64_t cell) const {
    const GivenLine* line = line_of(cell);
    return line == nullptr ? "" : line->name;
  }
  double given(std::int64_t cell, double GivenLine::*member, double traced) const {
    const GivenLine* line = line_of(cell);
    return line == nullptr || std::isnan(line->*member) ? traced : line->*member;
  }
  double bank_width(std::int64_t cell) const {
    const double area = area_[static_cast<std::size_t>(cell)];
    return given(cell, &GivenLine::width, shape_.width * pow_of(area / 1e6, shape_.width_exponent));
  }
  double depth(std::int64_t cell) const {
    const double area = area_[static_cast<std::size_t>(cell)];
    return given(cell, &GivenLine::depth, shape_.depth * pow_of(area / 1e6, shape_.depth_exponent));
  }
  std::int64_t cell_of(const Segment& s) const { return static_cast<std::int64_t>(s.j) * grid_.nx() + s.i; }
  std::string next_name();
  void find_stream_cells();
  void follow_up(std::int64_t mouth, int downstream_reach);
  void add_segments();
  void follow_line(const Reach& reach);
  void cut_beds();

  const Grid& grid_;
  std::span<const std::int64_t> receivers_;
  std::span<const double> area_, elevation_;
  const StreamShape& shape_;
  TraceReport& report_;
  const LaidLines& laid_;
  int numbered_ = 0;
  std::vector<std::uint8_t> stream_;
  std::map<std::int64_t, std::vector<std::int64_t>> above_;  ///< stream cells that flow into a cell
  std::vector<std::vector<std::int64_t>> cells_of_reach_;    ///< from the upper end
  StreamNetwork network_;
};

void Tracer::find_stream_cells() {
  const std::size_t cells = receivers_.size();
  stream_.assign(cells, 0);
  for (std::size_t k = 0; k < cells; ++k) {
    const int i = static_cast<int>(k % grid_.nx()), j = static_cast<int>(k / grid_.nx());
    const auto cell = static_cast<std::int64_t>(k);
    if (!grid_.active(i, j) || (area_[k] < shape_.least_area && !laid_.at.contains(cell))) continue;
    const bool resolved = bank_width(cell) > shape_.resolved_cells * grid_.cell_size();
    report_.resolved_segments += resolved ? 1 : 0;
    stream_[k] = resolved ? 0 : 1;
  }
  for (std::size_t k = 0; k < cells; ++k) {
    if (stream_[k] == 0) continue;
    const std::int64_t below = stream_below(static_cast<std::int64_t>(k));
    if (below >= 0) above_[below].push_back(static_cast<std::int64_t>(k));
  }
  for (auto& [cell, donors] : above_) {
    std::stable_sort(donors.begin(), donors.end(),
                     [&](std::int64_t a, std::int64_t b) { return area_[a] > area_[b]; });
  }
}

/// R1, R2, ..., without those that lines bear.
std::string Tracer::next_name() {
  const auto taken = [&](const std::string& name) {
    return std::ranges::any_of(laid_.lines, [&](const GivenLine& line) { return line.name == name; });
  };
  std::string name;
  do {
    name = fmt::format("R{}", ++numbered_);
  } while (taken(name));
  return name;
}

/// The reach that ends in `mouth`, then those above it. A reach has one name.
void Tracer::follow_up(std::int64_t mouth, int downstream_reach) {
  struct Start {
    std::int64_t mouth;
    int downstream;
  };
  std::vector<Start> waiting{{mouth, downstream_reach}};
  while (!waiting.empty()) {
    const Start start = waiting.back();
    waiting.pop_back();
    const int reach = static_cast<int>(network_.reaches.size());
    const std::string name = name_of(start.mouth);
    network_.reaches.push_back({name.empty() ? next_name() : name, start.downstream, 0, 0});
    std::vector<std::int64_t> cells{start.mouth};
    while (above_.contains(cells.back()) && above_[cells.back()].size() == 1 &&
           name_of(above_[cells.back()][0]) == name)
      cells.push_back(above_[cells.back()][0]);
    if (above_.contains(cells.back())) {
      const auto& donors = above_[cells.back()];
      for (auto d = donors.rbegin(); d != donors.rend(); ++d) waiting.push_back({*d, reach});
    }
    std::reverse(cells.begin(), cells.end());
    cells_of_reach_.push_back(std::move(cells));
  }
}

/// A reach is numbered after the one it flows into, so the reaches in reverse give an order from the sources
/// down.
void Tracer::add_segments() {
  std::map<std::int64_t, int> segment_of;
  for (int r = static_cast<int>(network_.reaches.size()) - 1; r >= 0; --r) {
    Reach& reach = network_.reaches[r];
    reach.begin = static_cast<int>(network_.segments.size());
    double chainage = 0.0;
    for (const std::int64_t cell : cells_of_reach_[r]) {
      Segment s;
      s.reach = r;
      s.i = static_cast<int>(cell % grid_.nx());
      s.j = static_cast<int>(cell / grid_.nx());
      s.x = grid_.x_centre(s.i);
      s.y = grid_.y_centre(s.j);
      const std::int64_t below = receivers_[static_cast<std::size_t>(cell)];
      const bool corner = below >= 0 && below % grid_.nx() != s.i && below / grid_.nx() != s.j;
      s.length = s.way = grid_.cell_size() * (corner ? std::sqrt(2.0) : 1.0);
      s.chainage = chainage + 0.5 * s.length;
      chainage += s.length;
      s.area = area_[static_cast<std::size_t>(cell)];
      s.bank = elevation_[static_cast<std::size_t>(cell)];
      s.bed = s.bank - depth(cell);
      s.manning_n = given(cell, &GivenLine::manning_n, shape_.manning_n);
      segment_of[cell] = static_cast<int>(network_.segments.size());
      network_.segments.push_back(s);
    }
    reach.end = static_cast<int>(network_.segments.size());
    follow_line(reach);
  }
  for (Segment& s : network_.segments) {
    const std::int64_t below = stream_below(cell_of(s));
    if (below >= 0) s.downstream = segment_of.at(below);
  }
}

/// Lengths and chainages along the line in place of those from cell to cell.
void Tracer::follow_line(const Reach& reach) {
  constexpr double straightest = 0.7, most_winding = 3.0;
  Segment& first = network_.segments[reach.begin];
  const Segment& last = network_.segments[reach.end - 1];
  const bool along = line_of(cell_of(first)) != nullptr && line_of(cell_of(last)) != nullptr;
  if (!along) return;
  const double upper = laid_.at.at(cell_of(first)).chainage, lower = laid_.at.at(cell_of(last)).chainage;
  const double traced = last.chainage - first.chainage;
  double winding = 1.0;
  if (traced > 0.0 && lower > upper)
    winding = std::clamp((lower - upper) / traced, straightest, most_winding);
  const bool named = !name_of(cell_of(first)).empty();
  double chainage = named ? std::max(0.0, upper - 0.5 * winding * first.length) : 0.0;
  for (int n = reach.begin; n < reach.end; ++n) {
    Segment& s = network_.segments[n];
    s.length *= winding;
    s.way = s.length;
    s.chainage = chainage + 0.5 * s.length;
    chainage += s.length;
  }
}

void Tracer::cut_beds() {
  for (Segment& s : network_.segments) {
    if (s.downstream < 0) continue;
    Segment& d = network_.segments[s.downstream];
    const double cut = d.bed - s.bed;
    if (cut <= 0.0) continue;
    d.bed = s.bed;
    ++report_.cut_segments;
  }
  for (const Segment& s : network_.segments) {
    report_.deepest_cut = std::max(report_.deepest_cut, s.bank - depth(cell_of(s)) - s.bed);
  }
  for (Segment& s : network_.segments) {
    s.section = static_cast<int>(network_.sections.size());
    const double width = bank_width(cell_of(s)), height = s.bank - s.bed;
    const double asked = given(cell_of(s), &GivenLine::side_slope, shape_.side_slope);
    const double side_slope = std::min(asked, width / (3.0 * height));  // a third of the width is bed
    if (side_slope < asked) {
      ++report_.steepened_segments;
      report_.steepest_side = std::min(report_.steepest_side, side_slope);
    }
    network_.sections.push_back(Section::trapezoid(width - 2.0 * side_slope * height, side_slope, height));
  }
}

StreamNetwork Tracer::trace() {
  find_stream_cells();
  for (std::size_t k = 0; k < stream_.size(); ++k) {
    if (stream_[k] != 0 && stream_below(static_cast<std::int64_t>(k)) < 0)
      follow_up(static_cast<std::int64_t>(k), -1);
  }
  add_segments();
  cut_beds();
  return std::move(network_);
}

}  // namespace

StreamNetwork trace_reaches(const Grid& grid, std::span<const std::int64_t> receivers,
                            std::span<const double> area, std::span<const double> elevation,
                            const StreamShape& shape, TraceReport& report, const LaidLines& laid) {
  return Tracer(grid, receivers, area, elevation, shape, report, laid).trace();
}

}  // namespace qingliu
