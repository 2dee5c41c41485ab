#pragma once
#include "network/trace_reaches.hpp"
#include "run/findings.hpp"
#include "run/terrain_builder.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// The streams of a scenario as its terrain has them; none without [streams].
struct TracedStreams {
  StreamNetwork network;
  TraceReport report;
  double largest_watershed = 0.0;  ///< [m2]
};
TracedStreams trace_streams(const scenario::Scenario& scenario, const Grid& grid, const BuiltTerrain& terrain,
                            const Window& window);

/// Traces the streams of a scenario along its terrain and fills network, bed and state of the world. Every
/// shape that nobody has surveyed is written among the world's assumptions.
void build_streams(const scenario::Scenario& scenario, const BuiltTerrain& terrain, const Window& window,
                   World& world, Findings& findings);

/// Leaves the film of the streams' cells only the width beside them to flow on. After the land's friction.
void rough_stream_cells(World& world);

}  // namespace qingliu::run
