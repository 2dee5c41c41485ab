#pragma once
#include "io/checkpoint.hpp"
#include "io/result_writer.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// reservoir_series.csv: a row per reservoir and interval of the gauges.
io::Table reservoir_series_columns(const World& world);
void add_reservoir_rows(double time, World& world, io::Table& table);

/// reservoirs.csv: what a reservoir is and what the run did to it in `time` [s], a row each.
io::Table reservoir_table(const World& world, double time);

/// reservoir_curves.csv: the storage that is left after the deposit of the run; a `table` of the next one.
io::Table reservoir_curves(const World& world);

/// States, books and series of the reservoirs, for a restart.
void save_reservoirs(const World& world, const io::Table& series, io::Checkpoint& checkpoint);
void restore_reservoirs(const io::Checkpoint& checkpoint, World& world, io::Table& series);

}  // namespace qingliu::run
