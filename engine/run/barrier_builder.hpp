#pragma once
#include "run/layer_reader.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// The faces that the lines (and outlines of polygons) of every [[barrier]] raise: a chain of faces along
/// each, without gaps. Where several cross a face the highest crest counts. Beds must be set.
void build_barriers(const scenario::Scenario& scenario, World& world, LayerDesk desk);

}  // namespace qingliu::run
