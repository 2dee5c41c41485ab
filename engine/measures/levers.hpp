#pragma once
// The levers: the named quantities of the land that a measure may move. The processes know none of them as
// such; they see the land's ordinary parameters.
#include <string>
#include <string_view>
#include <vector>

#include "model/landuse.hpp"

namespace qingliu::measures {

/// Through what a lever acts.
enum class Through { nothing, cover, store, land_use, river };

struct Lever {
  std::string_view name;
  Through through;          ///< nothing: the engine has no process for it yet
  double Landuse::*target;  ///< the column of the land use that it moves, of levers through the cover
  /// The process that is missing; "" where the lever acts. Of levers that act in streams: what it is that
  /// land lacks.
  std::string_view needs;

  bool acts() const { return through != Through::nothing; }
};

/// Every lever that the catalogue may name.
const std::vector<Lever>& levers();

/// The lever of this name, or nullptr.
const Lever* lever_named(std::string_view name);

/// Sets a lever of the cover. The roughness of deep flow follows that of films in the same ratio; what drops
/// detach follows the erodibility, which is measured of both together (the K of the USLE: loss of soil per
/// erosivity, by drops and by runoff; Wischmeier and Smith 1978); and what is sealed does not erode.
void set_lever(Landuse& land, const Lever& lever, double value);

/// The land of a cell of which `share` is treated: every quantity by area, what belongs to the canopy by the
/// area of the canopy. An average below the grid: where the treated part lies in the cell does not count.
Landuse mixed(const Landuse& untreated, const Landuse& treated, double share);

}  // namespace qingliu::measures
