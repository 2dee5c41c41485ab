#pragma once
#include "network/trace_reaches.hpp"
#include "run/layer_reader.hpp"
#include "run/terrain_builder.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// The streams of a scenario as its terrain has them, or its lines on it; none without [streams].
struct TracedStreams {
  StreamNetwork network;
  TraceReport report;
  double largest_watershed = 0.0;  ///< [m2]
  bool at_fault = false;           ///< lines that could not be laid: the desk has the findings
  std::vector<std::string> notes;
};
TracedStreams trace_streams(const scenario::Scenario& scenario, const Grid& grid, const BuiltTerrain& terrain,
                            const Window& window, LayerDesk desk);

/// Fills network, bed and state of the world with the streams that were traced. Throws InputError, with all
/// findings so far, when their lines are at fault: nothing that stands in a stream has a place then. Every
/// shape that nobody has surveyed is written among the world's assumptions.
void build_streams(const scenario::Scenario& scenario, TracedStreams traced, World& world,
                   Findings& findings);

/// Leaves the film of the streams' cells only the width beside them to flow on. After the land's friction.
void rough_stream_cells(World& world);

}  // namespace qingliu::run
