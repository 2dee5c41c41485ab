#include "run/stream_lines.hpp"

#include <fmt/format.h>

#include <cmath>
#include <set>

#include "run/shape_faults.hpp"
#include "scenario/name_checks.hpp"

namespace qingliu::run {
namespace {

/// A number of the layer, with what it may be.
struct Attribute {
  const char* column;
  double GivenLine::*member;
  double least, most;
  bool above_least;
};
constexpr Attribute attributes[] = {{"width_m", &GivenLine::width, 0.0, 1000.0, true},
                                    {"depth_m", &GivenLine::depth, 0.0, 50.0, true},
                                    {"side_slope", &GivenLine::side_slope, 0.0, 10.0, false},
                                    {"manning_n", &GivenLine::manning_n, 0.005, 1.0, false}};

}  // namespace

double snap_of(const scenario::Scenario& scenario, double cell_size) {
  constexpr double cells = 1.5;
  return scenario.streams.snap.value_or(cells * cell_size);
}

std::vector<GivenLine> read_stream_lines(const scenario::Scenario& scenario, const io::TargetGrid& target,
                                         LayerDesk desk) {
  const scenario::Layer& layer = scenario.streams.lines;
  std::vector<std::string> columns;
  for (const Attribute& a : attributes) columns.emplace_back(a.column);
  io::AttributedLines read;
  const std::string file = layer.file.filename().string();
  const auto fault = [&](const std::string& what) {
    desk.findings.error(layer.place, fmt::format("[streams] lines: {} {}", file, what));
  };
  try {
    read = io::read_lines(source_of(layer), target, columns);
    note_file(layer.file, desk.inputs);
  } catch (const InputError& error) {
    for (const Finding& finding : error.findings()) fault(finding.message);
    return {};
  }
  for (const std::string& note : read.notes) desk.notes.push_back("[streams] lines: " + note);
  std::vector<io::Ring> ways;
  for (const io::AttributedLine& r : read.lines) ways.push_back(r.points);
  for (const std::string& what : line_faults(ways)) fault(what);
  std::vector<GivenLine> lines;
  std::set<std::string> bad_names;
  for (const io::AttributedLine& r : read.lines) {
    GivenLine line{r.points, r.name, GivenLine::none, GivenLine::none, GivenLine::none, GivenLine::none};
    if (const std::string what = scenario::table_name_fault(r.name);
        !r.name.empty() && !what.empty() && bad_names.insert(r.name).second)
      fault(fmt::format("name {}", what));
    for (std::size_t k = 0; k < std::size(attributes); ++k) {
      const Attribute& a = attributes[k];
      const double value = r.numbers[k];
      const bool sound = (a.above_least ? value > a.least : value >= a.least) && value <= a.most;
      if (sound) line.*a.member = value;
      if (sound || std::isnan(value)) continue;
      const auto& [x, y] = r.points.front();
      fault(
          fmt::format("has {} = {:g} for the line '{}' that begins at x {:.1f} m, y {:.1f} m. Give {} {:g} "
                      "and at most {:g}, or leave it empty",
                      a.column, value, r.name, x, y, a.above_least ? "above" : "at least", a.least, a.most));
    }
    lines.push_back(std::move(line));
  }
  return lines;
}

void burn_stream_lines(const scenario::Scenario& scenario, BuiltTerrain& t, Findings& findings,
                       std::vector<io::InputFile>& inputs) {
  const scenario::StreamsSection& s = scenario.streams;
  if (!s.on || s.lines.empty() || !(s.burn > 0.0)) return;
  std::vector<std::string> said_with_the_streams;
  const std::vector<GivenLine> lines =
      read_stream_lines(scenario, target_of(t, scenario), {findings, inputs, said_with_the_streams});
  if (!findings.empty()) return;
  const Grid grid(t.surface.nx, t.surface.ny, t.surface.cell_size, t.x_west, t.y_south, t.crs_wkt, t.active);
  std::set<std::int64_t> cells;
  for (const GivenLine& line : lines) {
    for (const std::int64_t cell : cells_under(grid, line)) cells.insert(cell);
  }
  for (const std::int64_t cell : cells) t.surface.elevation[static_cast<std::size_t>(cell)] -= s.burn;
  t.upstream_area.clear();
  t.notes.push_back(
      fmt::format("terrain: {} cells under the lines of [streams] lowered by {:g} m", cells.size(), s.burn));
}

}  // namespace qingliu::run
