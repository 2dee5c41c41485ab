#pragma once
// Tables of what streams carry beside water and sediment, and its state in checkpoints.
#include "io/checkpoint.hpp"
#include "model/ledger.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// litter.csv: of the whole watershed, every village, gauge in a stream, reservoir and measure what is there,
/// what has come and what has gone since the start [kg].
io::Table litter_columns();
void add_litter_rows(double time, const World& world, io::Table& table);
/// The rows of a checkpoint, with the names that belong to them.
void restore_litter_rows(const std::vector<double>& values, const World& world, io::Table& table);

/// constituents.csv: the same of every constituent, with what is on grains, and the concentration of the
/// moment.
io::Table constituent_columns();
void add_constituent_rows(double time, const World& world, io::Table& table);
void restore_constituent_rows(const std::vector<double>& values, const World& world, io::Table& table);

/// litter_reaches.csv: what is in every reach at the end.
io::Table litter_by_reach(double time, const World& world);

/// The books of the run.
std::vector<SubstanceBalance> quality_balance(const World& world);

void save_quality(const World& world, io::Checkpoint& checkpoint);
/// InputError when the checkpoint is of other villages or measures.
void restore_quality(const io::Checkpoint& checkpoint, World& world);

/// f(values) for every row of numbers of the state.
template <class State, class F>
void for_each_quality_row(State& state, F f) {
  f(state.flood);
  auto& l = state.litter;
  for (auto* row : {&l.floating, &l.flooded, &l.stranded, &l.stranded_depth, &l.passed, &l.lying, &l.held,
                    &l.removed, &l.gathered, &l.in_pools, &l.in_dams})
    f(*row);
  for (auto& c : state.constituents) {
    for (auto* row : {&c.mass, &c.flooded, &c.passed, &c.attached_passed}) f(*row);
    for (auto& tanks : c.in_pools) f(tanks);
    for (auto& tank : c.in_dams) f(tank);
  }
}

}  // namespace qingliu::run
