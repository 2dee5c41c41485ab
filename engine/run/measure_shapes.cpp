#include "run/measure_shapes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>

#include "run/measure_streams.hpp"
#include "run/sections_builder.hpp"
#include "run/shape_faults.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

bool along_lines(const Measure& m) { return m.spread() == measures::Spread::line; }

/// [m] of lines: what the scenario says, else the width of the type; 0: none is known, or they stay lines.
double line_width(const Measure& m) {
  if (along_lines(m)) return 0.0;
  return m.section->line_width > 0.0 ? m.section->line_width : m.number("width_m", 0.0);
}

/// [m2] around a point: the circle of the scenario's width, else the area of the type; 0: none is known.
double point_area(const Measure& m) {
  const double d = m.section->line_width;
  if (d > 0.0) return 0.25 * std::numbers::pi * d * d;
  const double area = m.number("area_m2", 0.0);
  return area > 0.0 ? area : m.number("length_m", 0.0) * m.number("width_m", 0.0);
}

class Placer {
 public:
  Placer(const Measure& measure, const Site& site, const io::TargetGrid& target,
         const std::vector<std::string>& columns, LayerDesk desk)
      : m_(measure), s_(*measure.section), site_(site), target_(target), columns_(columns), desk_(desk) {}

  MeasureShapes place() {
    if (!s_.layer.empty()) from_layer();
    if (!s_.wkt.empty()) from_wkt();
    if (s_.point) add_point(*s_.point);
    if (!s_.reach.empty()) from_reach();
    shapes_.everywhere = s_.layer.empty() && s_.wkt.empty() && !s_.point && s_.reach.empty();
    return std::move(shapes_);
  }

 private:
  void error(const std::string& what) {
    desk_.findings.error(s_.place, fmt::format("[[measure]] '{}': {}", s_.id, what));
  }

  void take(io::LayerShapes&& read, const std::string& name, bool numbered) {
    const auto chosen = [&](double number) {
      return s_.ids.empty() || std::ranges::find(s_.ids, number) != s_.ids.end();
    };
    if (!read.lines.empty() && line_width(m_) == 0.0 && !along_lines(m_))
      error(fmt::format("{} holds lines. Say how wide they are: width_m = 4", name));
    std::vector<double> absent = numbered ? s_.ids : std::vector<double>();
    for (std::size_t k = 0; k < read.polygons.size(); ++k) {
      if (!chosen(read.values[k])) continue;
      std::erase(absent, read.values[k]);
      shapes_.polygons.push_back(std::move(read.polygons[k]));
      shapes_.numbers.push_back(read.values[k]);
      if (!columns_.empty()) shapes_.of_polygon.push_back(read.attributes[k]);
    }
    for (std::size_t k = 0; k < read.points.size(); ++k) {
      if (!chosen(read.point_values[k])) continue;
      std::erase(absent, read.point_values[k]);
      if (!add_point(read.points[k])) return;
      shapes_.numbers.push_back(read.point_values[k]);
      if (columns_.empty()) continue;
      shapes_.of_polygon.push_back(read.point_attributes[k]);  // the ground drawn around it
      shapes_.of_point.push_back(read.point_attributes[k]);
    }
    for (std::size_t k = 0; k < read.lines.size() && along_lines(m_); ++k) {
      if (!chosen(read.line_values[k])) continue;
      std::erase(absent, read.line_values[k]);
      shapes_.lines.push_back(std::move(read.lines[k]));
      if (!columns_.empty()) shapes_.of_line.push_back(read.line_attributes[k]);
    }
    const bool counted = m_.spread() == measures::Spread::point;
    for (const std::string& what : counted ? point_faults(shapes_.points) : line_faults(shapes_.lines))
      error(fmt::format("{}: {}", name, what));
    const bool any = !read.polygons.empty() || !read.points.empty() || !read.lines.empty();
    if (!absent.empty() && any)
      error(
          fmt::format("layer: no shape with the number {}. Name the column of the ids: layer = {{ file = "
                      "..., column = ... }}",
                      fmt::join(absent, ", ")));
  }

  void from_layer() {
    const std::string label = fmt::format("[[measure]] '{}' layer", s_.id);
    take(layer_shapes(s_.layer, label, target_, line_width(m_), desk_, io::Points::taken, columns_),
         "layer: " + s_.layer.file.filename().string(), true);
  }

  void from_wkt() {
    desk_.findings.collect(s_.place, [&] {
      try {
        take(io::shapes_of_wkt(s_.wkt, line_width(m_)), "wkt", false);
      } catch (const InputError& fault) {
        error("wkt: " + fault.findings().front().message);
      }
    });
    shapes_.numbers.clear();
  }

  /// false where the size is not known.
  bool add_point(scenario::Point p) {
    const bool counted = m_.spread() == measures::Spread::point;
    const double area = counted ? m_.type->store()->shape(m_.parameters, 0.0).plan : point_area(m_);
    if (!(area > 0.0)) {
      error(
          fmt::format("a point has no size, and {} no area of its own. Say how wide the ground around it is: "
                      "width_m = 30",
                      m_.type->name));
      return false;
    }
    if (s_.snap > 0.0) p = snapped(p);
    shapes_.points.push_back(p);
    shapes_.polygons.push_back(disc(p, area));
    return true;
  }

  /// The middle of the cell with the largest watershed within snap_m.
  scenario::Point snapped(scenario::Point p) {
    const Grid& grid = site_.grid();
    const int reach = static_cast<int>(s_.snap / grid.cell_size()) + 1;
    const int ci = cell_of(p.first, grid.x_west(), grid.cell_size());
    const int cj = cell_of(p.second, grid.y_south(), grid.cell_size());
    double largest = -1.0;
    scenario::Point best = p;
    for (int j = std::max(0, cj - reach); j <= std::min(grid.ny() - 1, cj + reach); ++j) {
      for (int i = std::max(0, ci - reach); i <= std::min(grid.nx() - 1, ci + reach); ++i) {
        const double x = grid.x_centre(i) - p.first, y = grid.y_centre(j) - p.second;
        if (!grid.active(i, j) || x * x + y * y > s_.snap * s_.snap || !(site_.watershed(i, j) > largest))
          continue;
        largest = site_.watershed(i, j);
        best = {grid.x_centre(i), grid.y_centre(j)};
      }
    }
    if (largest < 0.0) return p;
    desk_.notes.push_back(
        fmt::format("measure '{}': its point ({:.1f}, {:.1f}) lies at ({:.1f}, {:.1f}), below "
                    "{:.4g} ha",
                    s_.id, p.first, p.second, best.first, best.second, largest / 1e4));
    return best;
  }

  void from_reach() {
    const SiteStreams* streams = site_.streams();
    if (streams == nullptr || streams->network().empty())
      return error("reach needs streams. Write a section [streams], or give layer, wkt or point");
    const StreamNetwork& network = streams->network();
    const auto found = std::ranges::find(network.reaches, s_.reach, &Reach::name);
    if (found == network.reaches.end())
      return error(fmt::format("there is no reach '{}'. The watershed has {} to {}", s_.reach,
                               network.reaches.front().name, network.reaches.back().name));
    const int reach = static_cast<int>(found - network.reaches.begin());
    const double length = length_of(network, reach);
    const double from = s_.chainage.size() == 2 ? s_.chainage[0] : 0.0;
    const double to = s_.chainage.size() == 2 ? s_.chainage[1] : length;
    if (to > length + 1.0)
      return error(fmt::format("chainage_m ends at {:g}, reach {} at {:.0f} m. Write at most {:.0f}", to,
                               s_.reach, length, length));
    if (line_width(m_) == 0.0)
      return error("beside a reach it needs a width. Say how wide each side is: width_m = 10");
    shapes_.polygons = beside_reach(network, reach, from, to, line_width(m_), side());
  }

  Side side() const {
    const auto word = m_.words.find("side");
    if (word == m_.words.end() || word->second == "both") return Side::both;
    return word->second == "left" ? Side::left : Side::right;
  }

  const Measure& m_;
  const scenario::MeasureSection& s_;
  const Site& site_;
  const io::TargetGrid& target_;
  const std::vector<std::string>& columns_;
  LayerDesk desk_;
  MeasureShapes shapes_;
};

}  // namespace

io::Polygon disc(std::pair<double, double> centre, double area) {
  constexpr int corners = 48;
  const double angle = 2.0 * std::numbers::pi / corners;
  const double radius = std::sqrt(2.0 * area / (corners * std::sin(angle)));
  io::Ring ring;
  for (int k = 0; k < corners; ++k)
    ring.emplace_back(centre.first + radius * std::cos(k * angle),
                      centre.second + radius * std::sin(k * angle));
  return {ring};
}

MeasureShapes shapes_of(const Measure& measure, const Site& site, const io::TargetGrid& target,
                        const std::vector<std::string>& columns, LayerDesk desk) {
  return Placer(measure, site, target, columns, desk).place();
}

std::vector<MeasureShapes> parted(MeasureShapes shapes, const measures::Where& where) {
  std::vector<MeasureShapes> parts;
  if (shapes.of_polygon.empty() && shapes.of_line.empty()) {
    parts.push_back(std::move(shapes));
    return parts;
  }
  std::map<std::vector<bool>, std::size_t> part_of;
  const auto part = [&](const measures::Attributes& attributes) -> MeasureShapes& {
    const auto [place, added] = part_of.try_emplace(where.answers(attributes), parts.size());
    if (added) parts.emplace_back();
    return parts[place->second];
  };
  const auto deal = [&](auto MeasureShapes::*list, std::vector<measures::Attributes> MeasureShapes::*of) {
    for (std::size_t k = 0; k < (shapes.*of).size(); ++k) {
      MeasureShapes& taker = part((shapes.*of)[k]);
      (taker.*list).push_back(std::move((shapes.*list)[k]));
      (taker.*of).push_back((shapes.*of)[k]);
    }
  };
  deal(&MeasureShapes::polygons, &MeasureShapes::of_polygon);
  deal(&MeasureShapes::points, &MeasureShapes::of_point);
  deal(&MeasureShapes::lines, &MeasureShapes::of_line);
  return parts;
}

}  // namespace qingliu::run
