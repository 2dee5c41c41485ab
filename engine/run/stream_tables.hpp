#pragma once
#include "io/result_writer.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// The streams as a table, one row per segment: where it lies, how large it is, what it flows into.
io::Table stream_table(const World& world);

/// [m s-1] in a segment, over its section and, where it is full, the column above.
double stream_speed(const World& world, int segment);

/// Columns of the series of every segment at the output times.
io::Table stream_series_columns(const World& world);
void add_stream_rows(double time, const World& world, const stream::StreamProcess& streams, io::Table& table);

/// The rows of the series in one array, for a checkpoint, and back.
std::vector<double> flat_rows(const io::Table& table);
void restore_stream_rows(const std::vector<double>& values, const World& world, io::Table& table);

}  // namespace qingliu::run
