#pragma once
#include <functional>
#include <string>
#include <vector>

#include "io/layer.hpp"
#include "io/result_writer.hpp"
#include "run/findings.hpp"
#include "run/terrain_builder.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// A scenario's layer as the io room reads it.
io::LayerSource source_of(const scenario::Layer& layer);

io::TargetGrid target_of(const BuiltTerrain& terrain, const scenario::Scenario& scenario);
io::TargetGrid target_of(const Grid& grid, const scenario::Scenario& scenario);

/// What all layers of one building share: who is told, and where the files and the guesses are noted.
struct LayerDesk {
  Findings& findings;
  std::vector<io::InputFile>& inputs;
  std::vector<std::string>& notes;
};

/// Calls read(); what it throws becomes a finding at the layer's place, with `label` ("[landuse] raster") and
/// the layer's name before it.
void told(const scenario::Layer& layer, const std::string& label, LayerDesk desk,
          const std::function<void()>& read);

/// What shapes without a column are worth: 1 inside (a mask, a share), or nothing (a map of numbers).
enum class Shapes { one_inside, need_a_column };

/// The layer's values on the target's cells; empty after a finding, which begins with `label` ("[landuse]
/// raster").
std::vector<double> layer_values(const scenario::Layer& layer, const std::string& label,
                                 const io::TargetGrid& target, LayerDesk desk,
                                 Shapes shapes = Shapes::need_a_column);

/// Its shapes in the target's coordinates, with the text of these columns; nothing in them after a finding.
io::LayerShapes layer_shapes(const scenario::Layer& layer, const std::string& label,
                             const io::TargetGrid& target, double line_width, LayerDesk desk,
                             io::Points points = io::Points::passed_over,
                             const std::vector<std::string>& attributes = {});

void note_file(const scenario::Path& file, std::vector<io::InputFile>& inputs);

}  // namespace qingliu::run
