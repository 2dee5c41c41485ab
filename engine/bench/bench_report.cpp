#include "bench/bench_report.hpp"

#include <fmt/format.h>

namespace qingliu::bench {
namespace {

std::string or_dash(double value, const char* format) {
  return value > 0.0 ? fmt::format(fmt::runtime(format), value) : "-";
}

/// "27.31 of 27.31", or "-" where the case does not reach its plateau or not all rain runs off.
std::string plateau_text(const Record& r) {
  if (r.work.subject.plateau <= 0.0 || r.work.parts != Parts::flow) return "-";
  return fmt::format("{:.4g}/{:.4g}", r.best.peak_discharge, r.work.subject.plateau);
}

}  // namespace

std::string table_head() {
  return fmt::format(
      "{:<11} {:<5} {:<13} {:>9} {:>7} {:>8} {:>7} {:>9} {:>7} {:>7} {:>6} {:>6} {:>12} {:>8} {:>8}  "
      "{:<16} {:>6}\n",
      "case", "sch.", "parts", "cells", "steps", "wall s", "M/s", "s/sim.h", "triad", "yard.", "inst.",
      "bytes", "plateau m3/s", "water", "classes", "state hash", "before");
}

std::string table_line(const Record& r, std::optional<double> before) {
  const Measurement& m = r.best;
  const std::string yardstick =
      r.yardstick_wall > 0.0 ? fmt::format("{:.2f}", m.wall / r.yardstick_wall) : "-";
  const std::string ratio = before ? fmt::format("{:.2f}", m.updates_per_second() / *before) : "-";
  return fmt::format(
      "{:<11} {:<5} {:<13} {:>9} {:>7} {:>8.2f} {:>7.1f} {:>9.1f} {:>7.1f} {:>7} {:>6} {:>6} {:>12} {:>8.0e} "
      "{:>8}  "
      "{:016x} {:>6}\n",
      r.work.subject.name, r.work.scheme, word(r.work.parts), m.active_cells, m.steps, m.wall,
      m.updates_per_second() / 1e6, m.wall_per_hour(), m.triad / 1e9, yardstick,
      or_dash(m.instructions_per_cell, "{:.0f}"), or_dash(m.bytes_per_cell, "{:.0f}"), plateau_text(r),
      std::abs(m.water_error), or_dash(m.class_error, "{:.0e}"), m.state_hash, ratio);
}

}  // namespace qingliu::bench
