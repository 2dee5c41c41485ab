#include "network/trace_reaches.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <vector>

#include "core/fast_math.hpp"

namespace qingliu {
namespace {

/// Stream cells of the raster and how they hang together.
class Tracer {
 public:
  Tracer(const Grid& grid, std::span<const std::int64_t> receivers, std::span<const double> area,
         std::span<const double> elevation, const StreamShape& shape, TraceReport& report)
      : grid_(grid),
        receivers_(receivers),
        area_(area),
        elevation_(elevation),
        shape_(shape),
        report_(report) {}

  StreamNetwork trace();

 private:
  bool is_stream(std::int64_t cell) const {
    return cell >= 0 && stream_[static_cast<std::size_t>(cell)] != 0;
  }
  std::int64_t stream_below(std::int64_t cell) const {
    const std::int64_t below = receivers_[static_cast<std::size_t>(cell)];
    return is_stream(below) ? below : -1;
  }
  double bank_width(double area) const { return shape_.width * pow_of(area / 1e6, shape_.width_exponent); }
  void find_stream_cells();
  void follow_up(std::int64_t mouth, int downstream_reach);
  void add_segments();
  void cut_beds();

  const Grid& grid_;
  std::span<const std::int64_t> receivers_;
  std::span<const double> area_, elevation_;
  const StreamShape& shape_;
  TraceReport& report_;
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
    if (!grid_.active(i, j) || area_[k] < shape_.least_area) continue;
    const bool resolved = bank_width(area_[k]) > shape_.resolved_cells * grid_.cell_size();
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

/// The reach that ends in `mouth`, then those above it.
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
    network_.reaches.push_back({fmt::format("R{}", reach + 1), start.downstream, 0, 0});
    std::vector<std::int64_t> cells{start.mouth};
    while (above_.contains(cells.back()) && above_[cells.back()].size() == 1)
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
      s.bed = s.bank - shape_.depth * pow_of(s.area / 1e6, shape_.depth_exponent);
      s.manning_n = shape_.manning_n;
      segment_of[cell] = static_cast<int>(network_.segments.size());
      network_.segments.push_back(s);
    }
    reach.end = static_cast<int>(network_.segments.size());
  }
  for (Segment& s : network_.segments) {
    const std::int64_t below = stream_below(static_cast<std::int64_t>(s.j) * grid_.nx() + s.i);
    if (below >= 0) s.downstream = segment_of.at(below);
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
    const double wanted = s.bank - shape_.depth * pow_of(s.area / 1e6, shape_.depth_exponent);
    report_.deepest_cut = std::max(report_.deepest_cut, wanted - s.bed);
  }
  for (Segment& s : network_.segments) {
    s.section = static_cast<int>(network_.sections.size());
    const double width = bank_width(s.area);
    const double height = s.bank - s.bed;
    const double side_slope = std::min(shape_.side_slope, width / (3.0 * height));
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
                            const StreamShape& shape, TraceReport& report) {
  return Tracer(grid, receivers, area, elevation, shape, report).trace();
}

}  // namespace qingliu
