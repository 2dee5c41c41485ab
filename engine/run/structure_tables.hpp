#pragma once
#include "io/checkpoint.hpp"
#include "io/result_writer.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// structure_series.csv: a row per structure and interval of the gauges.
io::Table structure_series_columns(const World& world);
void add_structure_rows(double time, World& world, io::Table& table);

/// structures.csv: what a structure is and what the run did to it, a row each.
io::Table structure_table(const World& world);

/// States, books and series of the structures, for a restart.
void save_structures(const World& world, const io::Table& series, io::Checkpoint& checkpoint);
void restore_structures(const io::Checkpoint& checkpoint, World& world, io::Table& series);

}  // namespace qingliu::run
