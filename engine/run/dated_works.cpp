#include "run/dated_works.hpp"

#include <algorithm>
#include <utility>

#include "core/moments.hpp"
#include "process/stream/dredging.hpp"
#include "run/world.hpp"

namespace qingliu::run {
namespace {

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

/// A share of what stands behind a dam that was taken away is the stream's: water with its grains. What lies
/// there stays.
void release(int segment, double share, World& world) {
  StreamState& streams = world.streams;
  const auto part = [&](double& whole) {
    const double given = share * whole;
    whole -= given;
    return given;
  };
  const auto give = [&](auto& state) {
    streams.volume[segment] += part(state.water);
    for (std::size_t k = 0; k < state.suspended.size(); ++k) {
      for (double& mass : state.suspended[k]) streams.suspended[k][segment] += part(mass);
    }
  };
  for (std::size_t d = 0; d < world.dams.size(); ++d) {
    if (world.dams[d].segment == segment) give(world.dam_states[d]);
  }
  for (std::size_t r = 0; r < world.reservoirs.size(); ++r) {
    if (world.reservoirs[r].segment == segment) give(world.pools[r]);
  }
}

/// Dams are as they were built and rebuilt until `now`; again for a run that goes on.
/// f(raising) for each that is taken away.
template <class F>
void rebuild_dams(double now, World& world, F f) {
  DatedWorks& works = world.dated_works;
  for (; next_of(works.reinforcements, works.reinforced) <= now + same_moment; ++works.reinforced) {
    const Reinforcement& work = works.reinforcements[works.reinforced];
    world.reservoirs[work.reservoir] = work.after;
  }
  for (; next_of(works.raisings, works.raised) <= now + same_moment; ++works.raised) {
    const Raising& work = works.raisings[works.raised];
    world.network.segments[work.segment].dam = work.up;
    if (!work.up) f(work);
  }
}

/// Roughness and banks of the streams are those of the last stage until `now`; again for a run that goes on.
/// f(stage) for each.
template <class F>
void take_stages(double now, World& world, F f) {
  DatedWorks& works = world.dated_works;
  for (; next_of(works.stages, works.staged) <= now + same_moment; ++works.staged) {
    const StreamStage& stage = works.stages[works.staged];
    for (std::size_t s = 0; s < stage.manning_n.size(); ++s) {
      world.network.segments[s].manning_n = stage.manning_n[s];
      world.network.segments[s].bare_n = stage.bare_n[s];
    }
    if (!world.stream_bed.banks.empty()) world.stream_bed.banks.material = stage.material;
    f(stage);
  }
}

/// What protects a bank is new there: nothing of it is lost, and its toe stands on the bed as it is.
void found_protections(const StreamStage& stage, World& world) {
  stream::StreamBanks& banks = world.stream_bed.banks;
  if (banks.empty()) return;
  for (int side = 0; side < sides; ++side) {
    if (banks.founded[side].empty()) {
      for (const Segment& segment : world.network.segments) banks.founded[side].push_back(segment.bed);
    }
    for (const int s : stage.renewed[side]) {
      world.streams.banks[side].lost[s] = -1.0;
      banks.founded[side][s] = world.streams.bed[s];
    }
  }
}

/// A drop's sill is the bed of its day.
void set_sills(double now, World& world) {
  DatedWorks& works = world.dated_works;
  for (; next_of(works.sills, works.sills_set) <= now + same_moment; ++works.sills_set) {
    SillWork& work = works.sills[works.sills_set];
    work.sill.level = world.streams.bed[work.segment];
    world.network.segments[work.segment].sill = work.sill;
  }
}

}  // namespace

double next_dated_work(const World& world) {
  const DatedWorks& works = world.dated_works;
  return std::min({next_of(works.dredgings, works.dredged), next_of(works.reinforcements, works.reinforced),
                   next_of(works.raisings, works.raised), next_of(works.sills, works.sills_set),
                   next_of(works.stages, works.staged)});
}

void note_days(double duration, World& world) {
  std::vector<double>& moments = world.dated_works.moments;
  const auto note = [&](const auto& works) {
    for (const auto& work : works) {
      for (const double day : {work.from, work.to})
        if (day > 0.0 && day < duration) moments.push_back(day);
    }
  };
  note(world.works.strips);
  note(world.works.stores);
  note(world.ditches.lines);
  std::ranges::sort(moments);
  moments.erase(std::unique(moments.begin(), moments.end()), moments.end());
}

double next_moment(const World& world, double now) {
  const std::vector<double>& moments = world.dated_works.moments;
  const auto next = std::ranges::find_if(moments, [&](double moment) { return moment > now + same_moment; });
  return next == moments.end() ? std::numeric_limits<double>::infinity() : *next;
}

void let_pools_down(double dt, double now, World& world) {
  const DatedWorks& works = world.dated_works;
  for (std::size_t n = 0; n < works.raised; ++n) {
    const Raising& gone = works.raisings[n];
    if (gone.up || gone.release == 0.0) continue;
    const double left = gone.at + gone.release - (now - dt);  // [s] from the step's begin
    release(gone.segment, left > dt ? dt / left : 1.0, world);
  }
}

bool carry_out_works(double now, World& world) {
  DatedWorks& works = world.dated_works;
  if (next_dated_work(world) > now + same_moment) return false;
  for (; next_of(works.dredgings, works.dredged) <= now + same_moment; ++works.dredged)
    carry_out(works.dredgings[works.dredged], world);
  rebuild_dams(now, world, [&](const Raising& gone) {
    if (gone.release == 0.0) release(gone.segment, 1.0, world);
  });
  take_stages(now, world, [&](const StreamStage& stage) { found_protections(stage, world); });
  set_sills(now, world);
  return true;
}

void save_dated_works(const World& world, io::Checkpoint& checkpoint) {
  const DatedWorks& works = world.dated_works;
  for (int side = 0; side < sides; ++side)
    checkpoint.numbers[std::string("founded_") + side_names[side]] = world.stream_bed.banks.founded[side];
  for (std::size_t n = 0; n < works.sills_set; ++n) {
    const SillWork& work = works.sills[n];
    for (const double number : {static_cast<double>(work.segment), work.at, work.sill.level})
      checkpoint.numbers["sills"].push_back(number);
  }
  if (works.dredgings.empty()) return;
  std::vector<double>& numbers = checkpoint.numbers["dated_works"];
  for (const Dredging& work : works.dredgings) {
    numbers.push_back(work.volume);
    for (int k = 0; k < world.streams.classes(); ++k)
      numbers.push_back(work.removed.empty() ? 0.0 : work.removed[static_cast<std::size_t>(k)]);
  }
}

namespace {

/// Levels that were found on the day of a work; a branch may plan others.
void restore_levels(const io::Checkpoint& checkpoint, World& world) {
  const auto numbers = [&](const std::string& name) {
    const auto found = checkpoint.numbers.find(name);
    return found == checkpoint.numbers.end() ? std::vector<double>() : found->second;
  };
  for (int side = 0; side < sides; ++side) {
    std::vector<double> founded = numbers(std::string("founded_") + side_names[side]);
    if (founded.size() == world.network.segments.size())
      world.stream_bed.banks.founded[side] = std::move(founded);
  }
  const std::vector<double> sills = numbers("sills");  // segment, moment, level
  DatedWorks& works = world.dated_works;
  for (std::size_t n = 0; n < works.sills_set; ++n) {
    SillWork& work = works.sills[n];
    for (std::size_t k = 0; k + 2 < sills.size(); k += 3)
      if (sills[k] == work.segment && sills[k + 1] == work.at) work.sill.level = sills[k + 2];
    world.network.segments[work.segment].sill = work.sill;
  }
}

}  // namespace

void restore_dated_works(const io::Checkpoint& checkpoint, double now, World& world) {
  DatedWorks& works = world.dated_works;
  rebuild_dams(now, world, [](const Raising&) {});
  take_stages(now, world, [](const StreamStage&) {});
  set_sills(now, world);
  restore_levels(checkpoint, world);
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
