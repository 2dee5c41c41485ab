#include "run/boundary_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>
#include <tuple>

#include "run/point_slip.hpp"
#include "run/sections_builder.hpp"

namespace qingliu::run {
namespace {

using surface::BoundaryKind;

BoundaryKind kind_of(const std::string& word) {
  if (word == "critical") return BoundaryKind::critical;
  if (word == "free") return BoundaryKind::free;
  if (word == "stage") return BoundaryKind::stage;
  if (word == "discharge") return BoundaryKind::discharge;
  if (word == "rating") return BoundaryKind::rating;
  return BoundaryKind::normal_depth;
}

std::vector<std::uint8_t> active_cells(const Grid& grid) {
  std::vector<std::uint8_t> active;
  for (int j = 0; j < grid.ny(); ++j)
    for (int i = 0; i < grid.nx(); ++i) active.push_back(grid.active(i, j) ? 1 : 0);
  return active;
}

auto key_of(const surface::Face& f) { return std::tuple(f.axis == surface::Face::Axis::x, f.i, f.j); }

std::string extent(const Grid& grid) {
  return fmt::format("x {:.1f}-{:.1f} m, y {:.1f}-{:.1f} m", grid.x_west(),
                     grid.x_west() + grid.nx() * grid.cell_size(), grid.y_south(),
                     grid.y_south() + grid.ny() * grid.cell_size());
}

/// The active cells under a point, or under a line, and the share of it that lies outside them.
struct CellsUnder {
  std::vector<surface::Source::Cell> cells;
  double outside = 0.0;
};
CellsUnder cells_of(const Grid& grid, const scenario::InflowSection& in) {
  const scenario::Point a = in.point ? *in.point : in.line.at(0), b = in.point ? *in.point : in.line.at(1);
  const double length = std::hypot(b.first - a.first, b.second - a.second);
  const int samples = static_cast<int>(std::clamp(4.0 * length / grid.cell_size(), 1.0, 1e7));
  int outside = 0;
  std::set<std::pair<int, int>> touched;  // (j, i)
  for (int n = 0; n <= samples; ++n) {
    const double t = static_cast<double>(n) / samples;
    const int i = cell_of(a.first + t * (b.first - a.first), grid.x_west(), grid.cell_size());
    const int j = cell_of(a.second + t * (b.second - a.second), grid.y_south(), grid.cell_size());
    if (grid.inside(i, j) && grid.active(i, j)) {
      touched.insert({j, i});
    } else {
      ++outside;
    }
  }
  CellsUnder under{{}, static_cast<double>(outside) / (samples + 1)};
  for (const auto& [j, i] : touched) under.cells.push_back({i, j});
  return under;
}

void read_files(const scenario::Scenario& s, const scenario::BoundarySection& b,
                const std::vector<std::string>& class_names, OpenEdge& edge, EdgeRecords& records) {
  const std::string label = fmt::format("[[boundary]] '{}'", b.name);
  if (b.kind == "rating") edge.boundary.rating = read_rating(b.file, records);
  if (b.kind == "stage")
    read_edge_curves(s, b, b.place, label, "level_m", class_names, edge.curves, edge.curves.level, records);
  if (b.kind == "discharge")
    read_edge_curves(s, b, b.place, label, "discharge_m3_per_s", class_names, edge.curves,
                     edge.curves.discharge, records);
}

void read_files(const scenario::Scenario& s, const scenario::InflowSection& in,
                const std::vector<std::string>& class_names, Inflow& inflow, EdgeRecords& records) {
  read_edge_curves(s, in, in.place, fmt::format("[[inflow]] '{}'", in.name), "discharge_m3_per_s",
                   class_names, inflow.curves, inflow.curves.discharge, records);
}

constexpr double most_outside = 0.1;  ///< of a line, that need not be told

/// Builds edge after edge; a face belongs to one only.
class EdgeBuilder {
 public:
  EdgeBuilder(const scenario::Scenario& s, const Grid& grid, const std::vector<std::string>& class_names,
              Findings& findings)
      : s_(s), grid_(grid), class_names_(class_names), findings_(findings), active_(active_cells(grid)) {}

  void add_boundary(const scenario::BoundarySection& b) {
    OpenEdge edge{b.name,
                  b.kind,
                  {kind_of(b.kind), {}, b.froude, {}},
                  {TimeCurve(b.level), TimeCurve(b.discharge), {}}};
    edge.boundary.faces = outlet_along(grid_.nx(), grid_.ny(), grid_.cell_size(), grid_.x_west(),
                                       grid_.y_south(), active_, b.line[0], b.line[1], b.slope);
    take_faces(b, edge.boundary.faces);
    findings_.collect(b.place, [&] { read_files(s_, b, class_names_, edge, built.records); });
    built.edges.push_back(std::move(edge));
  }

  void add_inflow(const scenario::InflowSection& in) {
    Inflow inflow{in.name, {}, {{}, TimeCurve(in.discharge), {}}, {}, {}};
    CellsUnder under = cells_of(grid_, in);
    inflow.source.cells = std::move(under.cells);
    if (under.outside > most_outside && !inflow.source.cells.empty())
      built.records.doubts.push_back(
          {Finding::Kind::warning, in.place,
           fmt::format(
               "[[inflow]] '{}': {:.0f} % of its line lie outside the watershed ({}); all of its water "
               "enters the {} cells inside",
               in.name, 100.0 * under.outside, extent(grid_), inflow.source.cells.size())});
    if (inflow.source.cells.empty()) {
      const scenario::Point given = in.point ? *in.point : in.line.at(0);
      const std::string slip = slip_of_point(given, box_of(grid_));
      findings_.error(in.place, fmt::format("[[inflow]] '{}' at {} touches no cell of the watershed ({}).{}",
                                            in.name, in_words(given), extent(grid_),
                                            slip.empty() ? " Move it onto the land" : slip));
    }
    findings_.collect(in.place, [&] { read_files(s_, in, class_names_, inflow, built.records); });
    inflow.classes.resize(class_names_.size());
    built.inflows.push_back(std::move(inflow));
  }

  void leave_rest_to_outlet(std::vector<surface::OutletFace> outlet) {
    const std::size_t before = outlet.size();
    std::erase_if(outlet, [&](const surface::OutletFace& f) { return taken_.contains(key_of(f.face)); });
    if (outlet.size() != before) {
      built.records.notes.push_back(
          fmt::format("terrain: {} of the {} faces of the outlet belong to a [[boundary]]",
                      before - outlet.size(), before));
    }
    built.edges.front().boundary.faces = std::move(outlet);
  }

  BuiltEdges built;

 private:
  void take_faces(const scenario::BoundarySection& b, const std::vector<surface::OutletFace>& faces) {
    if (faces.empty()) {
      const std::string slip = slip_of_point(b.line.at(0), box_of(grid_));
      findings_.error(
          b.place, fmt::format("[[boundary]] '{}': its line meets no edge of the watershed ({}); it begins "
                               "at {}.{}",
                               b.name, extent(grid_), in_words(b.line.at(0)),
                               slip.empty() ? " Lay it along the cells of the edge" : slip));
    }
    const surface::OutletFace* twice = nullptr;
    for (const surface::OutletFace& f : faces)
      if (!taken_.insert(key_of(f.face)).second && !twice) twice = &f;
    if (!twice) return;
    const bool along_x = twice->face.axis == surface::Face::Axis::x;
    const int i = along_x && twice->sign > 0 ? twice->face.i - 1 : twice->face.i;
    const int j = !along_x && twice->sign > 0 ? twice->face.j - 1 : twice->face.j;
    findings_.error(b.place, fmt::format("[[boundary]] '{}' opens a face that another [[boundary]] has, of "
                                         "the cell at x {:.1f} m, y {:.1f} m. Let the lines end apart",
                                         b.name, grid_.x_centre(i), grid_.y_centre(j)));
  }

  const scenario::Scenario& s_;
  const Grid& grid_;
  const std::vector<std::string>& class_names_;
  Findings& findings_;
  std::vector<std::uint8_t> active_;
  std::set<std::tuple<bool, int, int>> taken_;
};

}  // namespace

surface::SourceForcing Inflow::step(double t, double dt) const {
  const TimeCurve& q = curves.discharge;
  surface::SourceForcing brought{q.integral(t + dt) - q.integral(t), {}};
  for (const TimeCurve& c : curves.concentration) {
    const double middle = t + 0.5 * dt, end = t + dt;  // Simpson: exact for a product of two lines
    brought.classes.push_back(
        dt / 6.0 * (q.at(t) * c.at(t) + 4.0 * (q.at(middle) * c.at(middle)) + q.at(end) * c.at(end)));
  }
  return brought;
}

void Inflow::book(const surface::SourceForcing& brought) {
  water.add(brought.water);
  for (std::size_t k = 0; k < brought.classes.size(); ++k) classes[k].add(brought.classes[k]);
}

BuiltEdges build_edges(const scenario::Scenario& s, const Grid& grid, std::vector<surface::OutletFace> outlet,
                       const std::vector<std::string>& class_names, Findings& findings) {
  EdgeBuilder builder(s, grid, class_names, findings);
  const std::string& kind = s.terrain.outlet.boundary;
  builder.built.edges.push_back({"outlet", kind, {kind_of(kind), {}, 0.0, {}}, {}});
  for (const scenario::BoundarySection& b : s.boundaries) builder.add_boundary(b);
  builder.leave_rest_to_outlet(std::move(outlet));
  for (const scenario::InflowSection& in : s.inflows) builder.add_inflow(in);
  return std::move(builder.built);
}

void check_edge_files(const scenario::Scenario& s, const std::vector<std::string>& class_names,
                      Findings& findings) {
  EdgeRecords records;
  for (const scenario::BoundarySection& b : s.boundaries) {
    OpenEdge edge;
    findings.collect(b.place, [&] { read_files(s, b, class_names, edge, records); });
  }
  for (const scenario::InflowSection& in : s.inflows) {
    Inflow inflow;
    findings.collect(in.place, [&] { read_files(s, in, class_names, inflow, records); });
  }
}

std::vector<Finding> edge_doubts(const scenario::Scenario& s, const Grid& grid, const Field<double>& bed,
                                 const std::vector<OpenEdge>& edges) {
  constexpr double far_above = 30.0;  // [m]
  std::vector<Finding> doubts;
  for (const scenario::BoundarySection& b : s.boundaries) {
    const auto edge = std::ranges::find(edges, b.name, &OpenEdge::name);
    if (edge == edges.end() || edge->boundary.faces.empty() || (b.kind != "stage" && b.kind != "rating"))
      continue;
    double low = 1e300, high = -1e300;  // of the ground
    for (const surface::OutletFace& f : edge->boundary.faces) {
      const bool along_x = f.face.axis == surface::Face::Axis::x;
      const int back = f.sign > 0 ? 1 : 0;
      const double z = bed[grid.index(f.face.i - (along_x ? back : 0), f.face.j - (along_x ? 0 : back))];
      low = std::min(low, z), high = std::max(high, z);
    }
    double lowest = 1e300, highest = -1e300;  // level of the run
    const auto take = [&](double level) {
      lowest = std::min(lowest, level), highest = std::max(highest, level);
    };
    if (b.kind == "rating") {
      for (const double level : edge->boundary.rating.level) take(level);
    } else {
      for (double t = 0.0; t < s.time.duration; t = edge->curves.level.next_breakpoint(t))
        take(edge->curves.level.at(t));
      take(edge->curves.level.at(s.time.duration));
    }
    const auto doubt = [&](const std::string& what) {
      doubts.push_back(
          {Finding::Kind::warning, b.place,
           fmt::format("[[boundary]] '{}': its levels, {:.2f} to {:.2f} m, {} the ground along it, "
                       "{:.2f} to {:.2f} m. Are both in the same datum?",
                       b.name, lowest, highest, what, low, high)});
    };
    if (highest < low) doubt("lie below");
    if (lowest > high + far_above) doubt(fmt::format("lie {:.0f} m above", lowest - high));
  }
  return doubts;
}

}  // namespace qingliu::run
