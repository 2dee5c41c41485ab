#include "run/dated_works.hpp"

#include <algorithm>

#include "process/stream/dredging.hpp"
#include "run/world.hpp"

namespace qingliu::run {
namespace {

constexpr double same_moment = 1e-6;  ///< [s] by which a step may end before its event

void dredge_stretch(Dredging& work, World& world) {
  for (const Cut& cut : work.cuts) {
    const double below = cut.level ? world.streams.bed[cut.segment] - *cut.level : cut.depth;
    const stream::Dredged taken =
        stream::dredge(world.network, world.land.grains, world.stream_bed, cut.segment,
                       cut.share * std::max(0.0, below), work.stirred, world.streams);
    work.volume += taken.volume;
    for (std::size_t k = 0; k < taken.masses.size(); ++k) work.removed[k] += taken.masses[k];
  }
}

/// What lies behind a check dam, all classes in the shares they have there.
void dig_out_dam(Dredging& work, World& world) {
  const CheckDam& dam = world.dams[work.dam];
  CheckDamState& state = world.dam_states[work.dam];
  const double lies = state.deposit_volume(dam);
  if (!(lies > 0.0)) return;
  work.volume = std::min(lies, work.most);
  state.take_deposit(dam, work.volume / lies, [&](std::size_t k, double mass) {
    state.removed[k] += mass;
    work.removed[k] += mass;
  });
}

/// What has settled in a reservoir in this run.
void dredge_pool(Dredging& work, World& world) {
  ReservoirState& pool = world.pools[work.pool];
  const double lies = pool.deposit_volume(world.reservoirs[work.pool]);
  if (!(lies > 0.0)) return;
  work.volume = std::min(lies, work.most);
  const double share = work.volume / lies;
  for (std::size_t k = 0; k < pool.deposited.size(); ++k) {
    const double mass = share * pool.deposited[k];
    pool.deposited[k] -= mass;
    pool.removed[k] += mass;
    work.removed[k] += mass;
  }
}

void carry_out(Dredging& work, World& world) {
  work.volume = 0.0;
  work.removed.assign(static_cast<std::size_t>(world.streams.classes()), 0.0);
  if (work.dam >= 0) return dig_out_dam(work, world);
  if (work.pool >= 0) return dredge_pool(work, world);
  dredge_stretch(work, world);
}

template <class Work>
double next_of(const std::vector<Work>& works, std::size_t done) {
  return done < works.size() ? works[done].at : std::numeric_limits<double>::infinity();
}

/// Dams are as they were built and rebuilt until `now`; again for a run that goes on.
void rebuild_dams(double now, World& world) {
  DatedWorks& works = world.dated_works;
  for (; next_of(works.reinforcements, works.reinforced) <= now + same_moment; ++works.reinforced) {
    const Reinforcement& work = works.reinforcements[works.reinforced];
    world.reservoirs[work.reservoir] = work.after;
  }
  for (; next_of(works.raisings, works.raised) <= now + same_moment; ++works.raised)
    world.network.segments[works.raisings[works.raised].segment].dam = true;
}

}  // namespace

double next_dated_work(const World& world) {
  const DatedWorks& works = world.dated_works;
  return std::min({next_of(works.dredgings, works.dredged), next_of(works.reinforcements, works.reinforced),
                   next_of(works.raisings, works.raised)});
}

bool carry_out_works(double now, World& world) {
  DatedWorks& works = world.dated_works;
  if (next_dated_work(world) > now + same_moment) return false;
  for (; next_of(works.dredgings, works.dredged) <= now + same_moment; ++works.dredged)
    carry_out(works.dredgings[works.dredged], world);
  rebuild_dams(now, world);
  return true;
}

void save_dated_works(const World& world, io::Checkpoint& checkpoint) {
  if (world.dated_works.dredgings.empty()) return;
  std::vector<double>& numbers = checkpoint.numbers["dated_works"];
  for (const Dredging& work : world.dated_works.dredgings) {
    numbers.push_back(work.volume);
    for (int k = 0; k < world.streams.classes(); ++k)
      numbers.push_back(work.removed.empty() ? 0.0 : work.removed[static_cast<std::size_t>(k)]);
  }
}

void restore_dated_works(const io::Checkpoint& checkpoint, double now, World& world) {
  DatedWorks& works = world.dated_works;
  rebuild_dams(now, world);
  works.dredged = static_cast<std::size_t>(
      std::ranges::count_if(works.dredgings, [&](const Dredging& w) { return w.at <= now + same_moment; }));
  const auto found = checkpoint.numbers.find("dated_works");
  const auto classes = static_cast<std::size_t>(world.streams.classes());
  if (found == checkpoint.numbers.end() || found->second.size() != works.dredgings.size() * (classes + 1))
    return;  // a branch may plan other works
  std::size_t at = 0;
  for (Dredging& work : works.dredgings) {
    work.volume = found->second[at++];
    work.removed.assign(found->second.begin() + static_cast<std::ptrdiff_t>(at),
                        found->second.begin() + static_cast<std::ptrdiff_t>(at + classes));
    at += classes;
  }
}

}  // namespace qingliu::run
