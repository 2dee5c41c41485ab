#pragma once
// Measures along reaches of streams: dredging, revetments, greened banks, cleaned beds.
#include "measures/measure.hpp"
#include "run/findings.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// A river work on the network.
struct RiverWork {
  const measures::Measure* measure = nullptr;
  struct Part {
    int segment = -1;
    double share = 1.0;  ///< [-] of its length
  };
  std::vector<Part> parts;  ///< downstream
  double length = 0.0;      ///< [m]
};

/// Places the works of `all` that stand or will; a finding for one that lies on no reach. `all` must outlive
/// them.
std::vector<RiverWork> place_river_works(const std::vector<measures::Measure>& all, const World& world,
                                         Findings& findings);

/// Manning n of the segments under works that stand on the run's first day, and the stages of those that are
/// built or taken away within the run; of their banks build_banks() tells.
void rough_reaches(const std::vector<RiverWork>& works, double duration, World& world);

/// What is dug and rebuilt before the run begins, which is carried out, and later in it. After silt has been
/// laid and dams stand.
void plan_river_works(const std::vector<RiverWork>& works, const scenario::Scenario& scenario, World& world,
                      Findings& findings);

/// Quantities and costs: lines and facts of the world, doubts about works without effect.
void describe_river_works(const std::vector<RiverWork>& works, const scenario::Scenario& scenario,
                          World& world);

/// The costs of dredging by what has been dug until now.
void update_dredging_costs(World& world);

/// river_works.csv: length, volume and mass taken of every river work.
io::Table river_works_table(const World& world);

}  // namespace qingliu::run
