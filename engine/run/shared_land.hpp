#pragma once
#include <cstdint>
#include <vector>

#include "grid/strips.hpp"
#include "parallel/communicator.hpp"
#include "process/bedload/bedload_process.hpp"
#include "process/stream/stream_process.hpp"
#include "process/surface/surface_process.hpp"
#include "process/works/slope_works_process.hpp"
#include "run/shared_cells.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// What halos have cost so far, all ranks together.
struct HaloTraffic {
  double messages = 0.0;
  double bytes = 0.0;
};

/// The land divided among ranks by strips of rows (docs/decisions/020-ranks.md). Every rank holds the whole
/// grid and sweeps its own strip; streams, reservoirs, gullies, boundaries, rain and gauges are computed on
/// every rank from the same numbers. With one rank nothing is sent.
class SharedLand {
 public:
  /// The world must outlive it. `more`: cells beside those of streams and gauges that all ranks must know.
  SharedLand(World& world, const std::vector<std::size_t>& more);

  Rows own() const { return own_; }
  bool alone() const { return strips_.ranks() == 1; }
  const Strips& strips() const { return strips_; }
  /// For the processes: which part is theirs. bedload: nullptr without any.
  void give_shares(surface::SurfaceProcess& surface, works::SlopeWorksProcess& works,
                   bedload::BedloadProcess* bedload);

  /// Depth, velocities, concentrations and the bed of the rows beside the strip, and of the cells that all
  /// must know.
  void refresh();
  /// Only of the cells that all must know, with their bed where it moves.
  void refresh_cells();
  /// What works on slopes hold, on every rank.
  void join_works();
  /// Everything that evolves, of the whole grid, at the root.
  void gather();

  /// Sent by all ranks; call it on all of them.
  HaloTraffic traffic() const;

 private:
  struct Halo {
    int rank;
    std::vector<int> give, take;  ///< rows
  };
  Fields moving(LandState& state) const;
  void exchange_rows(const Fields& fields);
  void exchange_faces(const Fields& fields);
  void exchange(const Fields& fields, bool of_faces);
  void join_works(std::vector<double>& values, bool plants);

  World& world_;
  Strips strips_;
  Rows own_;
  std::vector<Halo> halos_;
  SharedCells cells_;  ///< of streams, boundaries, sources and gauges
  HaloTraffic sent_;
};

}  // namespace qingliu::run
