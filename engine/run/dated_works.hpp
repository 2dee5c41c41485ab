#pragma once
// Works in streams that are done at a moment of the run, or before its first step.
#include <array>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "io/checkpoint.hpp"
#include "model/reservoir.hpp"
#include "model/stream_state.hpp"

namespace qingliu::run {

struct World;

/// A dredger at one segment.
struct Cut {
  int segment = -1;
  double share = 1.0;           ///< [-] of its length
  double depth = 0.0;           ///< [m] to be taken off, or
  std::optional<double> level;  ///< [m] down to which the bed is taken
};

/// A dredging: of a stretch, or of what lies behind a structure or in a reservoir.
struct Dredging {
  std::string measure;          ///< id
  double at = 0.0;              ///< [s]; 0: before the first step
  double stirred = 0.0;         ///< [-] of what was loose that stays in the water
  std::vector<Cut> cuts;        ///< of a stretch, downstream
  int dam = -1, pool = -1;      ///< or of World::dams, World::pools
  double most = 1e300;          ///< [m3] to be taken there
  double volume = 0.0;          ///< [m3] taken; until then what is expected
  std::vector<double> removed;  ///< [kg] of each class
};

/// A dam that is rebuilt.
struct Reinforcement {
  double at = 0.0;  ///< [s]; 0: before the first step
  std::size_t reservoir = 0;
  Reservoir after;
};

/// A dam that is built within the run, until when its segment is a stream like any other, or is taken away.
struct Raising {
  double at = 0.0;  ///< [s]
  int segment = -1;
  bool up = true;        ///< false: it is taken away
  double release = 0.0;  ///< [s] in which what stands behind it then is let down evenly; 0: at once
};

/// A drop that is built or taken away within the run.
struct SillWork {
  double at = 0.0;  ///< [s]
  int segment = -1;
  Sill sill;  ///< from then on; its level is found on the day, of the bed as it is; width 0: there is none
};

/// Streams as the works along them leave them from a moment of the run on.
struct StreamStage {
  double at = 0.0;                               ///< [s]
  std::vector<double> manning_n, bare_n;         ///< of each segment
  std::array<std::vector<int>, sides> material;  ///< of each segment's banks; empty: no bank gives way
  std::array<std::vector<int>, sides> renewed;   ///< segments on whose banks a protection is new
};

/// All of a run, by time.
struct DatedWorks {
  std::vector<Dredging> dredgings;
  std::vector<Reinforcement> reinforcements;
  std::vector<Raising> raisings;
  std::vector<SillWork> sills;
  std::vector<StreamStage> stages;
  std::size_t dredged = 0, reinforced = 0, raised = 0, sills_set = 0, staged = 0;  ///< of them that are done
  std::vector<double> moments;  ///< [s] at which other things change, for which a step ends
};

/// [s] when the next is due; infinite when none is left.
double next_dated_work(const World& world);
/// The days of works on slopes and of ditches join the moments of a run of this duration [s].
void note_days(double duration, World& world);
/// [s] the first of the moments after `now`; infinite when none is left.
double next_moment(const World& world, double now);
/// In a step of dt [s] that ends at `now` [s] the streams get what comes from behind dams that were taken
/// away.
void let_pools_down(double dt, double now, World& world);
/// Carries out what is due at `now` [s]. Returns whether there was anything.
bool carry_out_works(double now, World& world);

void save_dated_works(const World& world, io::Checkpoint& checkpoint);
/// Of a run that stands at `now` [s].
void restore_dated_works(const io::Checkpoint& checkpoint, double now, World& world);

}  // namespace qingliu::run
