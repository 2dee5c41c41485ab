#pragma once
// Streams given as lines: [streams] lines.
#include <vector>

#include "network/given_lines.hpp"
#include "run/layer_reader.hpp"

namespace qingliu::run {

/// The lines with their names and sizes, none after a finding.
std::vector<GivenLine> read_stream_lines(const scenario::Scenario& scenario, const io::TargetGrid& target,
                                         LayerDesk desk);

/// Lowers the terrain under the lines by burn_m, before it is conditioned.
void burn_stream_lines(const scenario::Scenario& scenario, BuiltTerrain& terrain, Findings& findings,
                       std::vector<io::InputFile>& inputs);

/// [m] within which lines and drainage hang together.
double snap_of(const scenario::Scenario& scenario, double cell_size);

}  // namespace qingliu::run
