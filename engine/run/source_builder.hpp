#pragma once
#include "run/findings.hpp"
#include "run/land_builder.hpp"
#include "run/measure_builder.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Tells the soils of [sources] apart: every grain class becomes one class for each source, "20um@forest",
/// and a cell's soil holds those of its own source only. Beds of streams, banks, gullies, walls and what
/// comes from outside are sources of their own where there are any. The exchange is linear in the classes
/// once the whole deposit is known, so classes of one grain add up to what the grain alone would do (decision
/// 026). Changes soils and their cells, grains, and what streams, banks, dams and edges hold of each class;
/// needs all of these and the sub-watersheds. Does nothing without [sources].
void split_by_source(const scenario::Scenario& scenario, const PlacedMeasures& measures, BuiltLand& land,
                     Grains& grains, World& world, Findings& findings);

/// The grain class of a class: class = source * grains + grain.
inline std::size_t grain_of_class(const World& world, std::size_t c) { return c % world.grain_names.size(); }

inline constexpr const char* source_of_gullies = "gullies";
inline constexpr const char* source_of_walls = "collapsing_gullies";

/// Fractions of the grains, or of classes of any source, as those of the classes of one source; as they are
/// where sources are not told apart. Gullies are built after split_by_source().
std::vector<double> fraction_of(const char* source, const std::vector<double>& fraction, const World& world);

}  // namespace qingliu::run
