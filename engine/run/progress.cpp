#include "run/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include "parallel/communicator.hpp"

namespace qingliu::run {

std::string duration_text(double seconds) {
  const long s = static_cast<long>(seconds + 0.5);
  if (s >= 3600) return fmt::format("{} h {:02d} min", s / 3600, s % 3600 / 60);
  if (s >= 60) return fmt::format("{} min {:02d} s", s / 60, s % 60);
  return fmt::format("{} s", s);
}

Progress::Progress(double end, bool quiet)
    : end_(end),
      quiet_(quiet),
      terminal_(isatty(STDOUT_FILENO) != 0 && parallel::size() == 1) {}  // mpirun feigns a terminal

Progress::~Progress() {
  if (line_open_) std::fputc('\n', stdout);
}

void Progress::show(const Clock& clock, double step, double balance_error) {
  if (quiet_) return;
  if (first_ < 0.0) first_ = clock.now() - step;
  const double share = clock.now() / end_;
  const double wall = wall_.seconds();
  const bool due = terminal_ ? wall - shown_wall_ > 0.2 : share - shown_share_ >= 0.05;
  if (!due && !clock.finished()) return;
  shown_share_ = share;
  shown_wall_ = wall;
  const double done = (clock.now() - first_) / (end_ - first_);
  const double left = done > 0.0 ? wall / done - wall : 0.0;
  const std::string line = fmt::format(
      "{:5.1f} %  {:8.2f} h of {:.2f} h  step {:7.3f} s ({})  water error {:8.1e}  {:.0f}x real time  {} "
      "left",
      100.0 * share, clock.now() / 3600.0, end_ / 3600.0, step, clock.reason(), balance_error,
      wall > 0.0 ? (clock.now() - first_) / wall : 0.0, duration_text(left));
  if (terminal_) {
    fmt::print("\r\033[K{}", line);
  } else {
    fmt::print("{}\n", line);
  }
  std::fflush(stdout);
  line_open_ = terminal_;
}

}  // namespace qingliu::run
