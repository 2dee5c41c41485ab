#pragma once
#include <optional>

#include "io/checkpoint.hpp"
#include "process/gully/collapse_process.hpp"
#include "process/gully/gully_process.hpp"
#include "run/shared_cells.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// Collapsing gullies and gullies of a run: their processes.
class GulliesInRun {
 public:
  /// The world must outlive it.
  explicit GulliesInRun(World& world);

  /// Several ranks share the land: gullies are computed alike on all of them. The strips must outlive it.
  void share_land(const Strips& strips);

  /// After the land's step of dt [s] that ends at `now` [s].
  void advance(double dt, double now);

  /// What gullies now leave of their cells to the land's own erosion.
  void tell(surface::SurfaceProcess& land);

  void save(io::Checkpoint& checkpoint) const;
  void restore(const io::Checkpoint& checkpoint);

 private:
  void know_cells();
  Fields read_fields();

  World& world_;
  std::optional<SharedCells> cells_;                ///< that gullies read; none on one rank
  std::optional<gully::CollapseProcess> collapse_;  ///< none without collapsing gullies
  std::optional<gully::GullyProcess> gullies_;      ///< none without gullies
};

}  // namespace qingliu::run
