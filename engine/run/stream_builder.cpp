#include "run/stream_builder.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "run/bedload_builder.hpp"
#include "run/closure_builder.hpp"
#include "run/stream_lines.hpp"

namespace qingliu::run {
namespace {

/// Streams may leave only where the land does.
void open_mouths(World& world) {
  std::vector<surface::OutletFace> ways_out;
  for (const OpenEdge& edge : world.edges) {
    if (edge.boundary.kind == surface::BoundaryKind::discharge) continue;
    ways_out.insert(ways_out.end(), edge.boundary.faces.begin(), edge.boundary.faces.end());
  }
  int closed = 0;
  for (Segment& s : world.network.segments) {
    if (s.downstream >= 0) continue;
    s.open = std::ranges::any_of(ways_out, [&](const surface::OutletFace& o) {
      const bool along_x = o.face.axis == surface::Face::Axis::x;
      const int i = along_x && o.sign > 0 ? o.face.i - 1 : o.face.i;
      const int j = !along_x && o.sign > 0 ? o.face.j - 1 : o.face.j;
      return i == s.i && j == s.j;
    });
    closed += s.open ? 0 : 1;
  }
  if (closed > 0)
    world.assumptions.push_back(fmt::format(
        "streams: {} end at a closed edge of the watershed; what they bring stands on the land there",
        closed));
}

/// [m2] of watershed at which a traced stream begins; beyond any where only lines are wanted.
double least_area_of(const scenario::StreamsSection& s) {
  return s.least_area.value_or(s.lines.empty() ? 1e6 : 1e300);
}

/// Lays the given lines onto the drainage; nothing after a finding.
LaidLines lay_given(const scenario::Scenario& scenario, const Grid& grid,
                    std::span<const std::int64_t> receivers, std::span<const double> elevation,
                    std::vector<std::string>& notes, LayerDesk desk) {
  LaidLines laid;
  const scenario::StreamsSection& s = scenario.streams;
  if (s.lines.empty()) return laid;
  std::vector<GivenLine> lines = read_stream_lines(scenario, target_of(grid, scenario), desk);
  if (lines.empty()) return laid;
  const std::size_t given = lines.size();
  desk.findings.collect(s.lines.place, [&] {
    laid = lay_lines(grid, receivers, elevation, std::move(lines), snap_of(scenario, grid.cell_size()));
    if (laid.lines.empty())
      throw InputError(
          fmt::format("[streams] lines: none of the {} lines meets the watershed. Look at its "
                      "coordinate system",
                      given));
    notes.push_back(
        fmt::format("streams: {} lines laid onto the drainage, up to {:.1f} m from them; {:.0f} m traced on "
                    "below their ends; "
                    "{} lines lie outside the watershed",
                    laid.lines.size(), laid.farthest, laid.traced_on, laid.outside));
  });
  return laid;
}

void note_shape(const scenario::StreamsSection& s, const TraceReport& report, World& world) {
  const StreamNetwork& network = world.network;
  const std::string begin = least_area_of(s) < 1e300
                                ? fmt::format("from {:.4g} km2 upwards", least_area_of(s) / 1e6)
                                : std::string("where lines are given");
  world.assumptions.push_back(
      fmt::format("streams: {} reaches, {:.3f} km, {}; width {:.3g} A^{:.3g} m and "
                  "depth {:.3g} A^{:.3g} m (A in "
                  "km2), not surveyed{}",
                  network.reaches.size(), network.length() / 1e3, begin, s.width, s.width_exponent, s.depth,
                  s.depth_exponent, s.lines.empty() ? "" : ", where the lines give none"));
  if (report.cut_segments > 0)
    world.assumptions.push_back(
        fmt::format("streams: {} of {} beds lowered so that they fall all the way, by up to {:.2f} m",
                    report.cut_segments, network.segments.size(), report.deepest_cut));
  if (report.steepened_segments > 0)
    world.assumptions.push_back(fmt::format(
        "streams: sides steeper than side_slope in {} of {} segments, down to {:.3g}, so that a third of "
        "the width is bed",
        report.steepened_segments, network.segments.size(), report.steepest_side));
  if (report.resolved_segments > 0)
    world.assumptions.push_back(
        fmt::format("streams: {} cells are left to the land: their stream is wider than {} cells",
                    report.resolved_segments, s.resolved_cells));
}

}  // namespace

TracedStreams trace_streams(const scenario::Scenario& scenario, const Grid& grid, const BuiltTerrain& terrain,
                            const Window& window, LayerDesk desk) {
  const scenario::StreamsSection& s = scenario.streams;
  TracedStreams traced;
  if (!s.on) return traced;
  const terrain::Surface surface = surface_of(grid, terrain, window);
  const std::vector<std::int64_t> receivers = terrain::flow_receivers(surface);
  const std::vector<double> area = terrain::upstream_area(surface, receivers);
  const StreamShape shape{least_area_of(s), s.width,      s.width_exponent, s.depth,
                          s.depth_exponent, s.side_slope, s.manning_n,      s.resolved_cells};
  traced.largest_watershed = *std::ranges::max_element(area);
  const LaidLines laid = lay_given(scenario, grid, receivers, surface.elevation, traced.notes, desk);
  traced.at_fault = !s.lines.empty() && laid.lines.empty();
  if (traced.at_fault) return traced;
  traced.network = trace_reaches(grid, receivers, area, surface.elevation, shape, traced.report, laid);
  traced.network.outlet_slope = s.outlet_slope.value_or(scenario.terrain.outlet.slope);
  return traced;
}

void build_streams(const scenario::Scenario& scenario, TracedStreams traced, World& world,
                   Findings& findings) {
  const scenario::StreamsSection& s = scenario.streams;
  if (!s.on) return;
  if (traced.at_fault) findings.throw_if_any();
  world.network = std::move(traced.network);
  world.assumptions.insert(world.assumptions.end(), traced.notes.begin(), traced.notes.end());
  if (world.network.empty()) {
    findings.error(
        s.place,
        traced.report.resolved_segments > 0
            ? fmt::format(
                  "[streams] every stream is wider than {:g} cells and left to the land, with width_m = {:g} "
                  "of 1 km2. Write a smaller width_m or a larger resolved_cells, or leave [streams] out",
                  s.resolved_cells, s.width)
            : fmt::format("[streams] no stream begins: the largest watershed has {:.4g} km2, begin_km2 is "
                          "{:.4g}. Write a smaller begin_km2, or leave [streams] out",
                          traced.largest_watershed / 1e6, least_area_of(s) / 1e6));
    return;
  }
  findings.collect(s.place, [&] { check_network(world.network); });
  open_mouths(world);
  const int classes = world.state.classes();
  world.streams = StreamState(world.network, classes);
  world.stream_bed = {s.bed_fraction, s.erodibility, s.critical_shear, s.erodible_depth, s.bed_porosity};
  if (s.bed_fraction.empty() && classes > 0) world.stream_bed.fraction.assign(classes, 1.0 / classes);
  world.stream_parameters.shielding_mass = scenario.sediment.shielding_mass;
  world.stream_parameters.grain_roughness = s.grain_roughness;
  world.stream_parameters.capacity = capacity_choice(s.capacity);
  world.stream_parameters.bed_feedback = scenario.sediment.bed_feedback;
  if (const auto bedload = bedload_parameters(scenario)) {
    world.stream_parameters.bedload = {bedload->law, bedload->from_diameter, bedload->active_layer};
    world.streams.part_layers();
  }
  note_shape(s, traced.report, world);
}

void rough_stream_cells(World& world) {
  for (const Segment& s : world.network.segments) {
    const double width = world.network.sections[s.section].bank_width();
    world.land.friction[world.grid.index(s.i, s.j)] *=
        stream::friction_beside_stream(width, s.length, world.grid.cell_area());
  }
}

}  // namespace qingliu::run
