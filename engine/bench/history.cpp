#include "bench/history.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>
#include <unistd.h>

#include <chrono>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <thread>

#include "core/error.hpp"
#include "core/real.hpp"

namespace qingliu::bench {
namespace {

std::string number(double value) { return std::isfinite(value) ? fmt::format("{}", value) : "null"; }
/// A figure that the machine did not give.
std::string known(double value) { return value > 0.0 ? number(value) : "null"; }

/// Text without what JSON would have to escape.
std::string plain(std::string text) {
  for (char& c : text) {
    if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20) c = ' ';
  }
  return text;
}

/// What makes two lines comparable.
std::string key_of(const Record& r, const std::string& host) {
  return fmt::format(
      "\"case\": \"{}\", \"scheme\": \"{}\", \"parts\": \"{}\", \"model_time_s\": {}, \"threads\": {}, "
      "{}\"host\": \"{}\"",
      r.work.subject.name, r.work.scheme, word(r.work.parts), number(r.best.model_time), r.best.threads,
      single_state ? "\"state\": \"single\", " : "", plain(host));
}

}  // namespace

std::string host_description() {
  std::string name = "unknown processor";
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);) {
    if (line.rfind("model name", 0) != 0) continue;
    name = line.substr(line.find(':') + 2);
    break;
  }
  return fmt::format("{}, {} processors", name, std::thread::hardware_concurrency());
}

std::string json_line(const Record& r, const std::string& host, const std::string& version) {
  const Measurement& m = r.best;
  const auto now = fmt::gmtime(std::chrono::system_clock::now());
  return fmt::format(
      "{{{}, \"date\": \"{:%Y-%m-%dT%H:%M:%SZ}\", \"version\": \"{}\", \"active_cells\": {}, \"steps\": {}, "
      "\"wall_s\": {}, \"updates_per_s\": {}, \"wall_per_simulated_hour_s\": {}, \"wall_output_s\": {}, "
      "\"wall_whole_s\": {}, \"triad_byte_per_s\": {}, \"yardstick_wall_s\": {}, \"peak_m3_per_s\": {}, "
      "\"water_error\": {}, \"class_error\": {}, \"peak_memory_byte\": {}, \"instructions_per_cell\": {}, "
      "\"bytes_per_cell\": {}, \"state_hash\": \"{:016x}\"}}",
      key_of(r, host), now, version, m.active_cells, m.steps, number(m.wall), number(m.updates_per_second()),
      number(m.wall_per_hour()), number(m.wall_output), number(m.wall_whole), number(m.triad),
      known(r.yardstick_wall), number(m.peak_discharge), number(m.water_error), number(m.class_error),
      number(m.peak_memory), known(m.instructions_per_cell), known(m.bytes_per_cell), m.state_hash);
}

std::optional<double> last_speed(const std::filesystem::path& history, const Record& record,
                                 const std::string& host) {
  const std::string key = key_of(record, host);
  const std::string name = "\"updates_per_s\": ";
  std::optional<double> speed;
  std::ifstream lines(history);
  for (std::string line; std::getline(lines, line);) {
    const std::size_t at = line.find(name);
    if (line.find(key) == std::string::npos || at == std::string::npos) continue;
    const double value = std::strtod(line.c_str() + at + name.size(), nullptr);
    if (value > 0.0) speed = value;
  }
  return speed;
}

void append_history(const std::filesystem::path& history, const std::vector<std::string>& lines) {
  std::ofstream file(history, std::ios::app);
  for (const std::string& line : lines) file << line << '\n';
  file.close();
  if (!file) throw FileError(fmt::format("{}: cannot be written", history.string()));
}

}  // namespace qingliu::bench
