#pragma once
#include "scenario/checks.hpp"

namespace qingliu::scenario {

/// What the keys of several sections say together, part by part; check_sections() calls them.

/// Terrain, mask, outlet, classes of land use and soil, fractions, barriers.
void check_land(Scenario& scenario, const WrittenKeys& written, Collector& collector);
/// Soil, infiltration, sediment, flow, bedload, streams. Sets what follows from others: infiltration without
/// a soil, the Courant number of lean.
void check_processes(Scenario& scenario, const WrittenKeys& written, Collector& collector);
/// What has a name that others use or that stands in tables: edges, gauges, dams, measures.
void check_named(const Scenario& scenario, const WrittenKeys& written, Collector& collector);

/// What collapsing gullies and gullies need and exclude.
void check_gullies(const Scenario& scenario, Collector& collector);

/// Villages, and what is carried in streams.
void check_quality(const Scenario& scenario, Collector& collector);

}  // namespace qingliu::scenario
