#include "bench/peers.hpp"

#include <fmt/format.h>

#include <cstdlib>

#include "bench/child_process.hpp"
#include "core/error.hpp"
#include "io/publish.hpp"
#include "io/result_writer.hpp"

namespace qingliu::bench {

namespace fs = std::filesystem;

namespace {

/// A path as one word of the shell.
std::string quoted(const fs::path& path) {
  std::string text = "'";
  for (const char c : path.string()) text += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return text + "'";
}

const char* yardstick_parts(Parts parts) {
  return parts == Parts::flow ? "n" : parts == Parts::infiltration ? "g" : "g3";
}

/// The number after `word`, or 0.
double number_after(const std::string& text, const std::string& word) {
  const std::size_t at = text.find(word);
  return at == std::string::npos ? 0.0 : std::strtod(text.c_str() + at + word.size(), nullptr);
}

}  // namespace

double run_yardstick(const fs::path& program, const Work& work, const fs::path& folder, int threads) {
  const ProgramOutcome run =
      run_program(fmt::format("OMP_NUM_THREADS={} {} {} {} {} {} cfl={}", threads, quoted(program),
                              quoted(terrain_file(work.subject, folder)), work.subject.duration, work.scheme,
                              yardstick_parts(work.parts), work.scheme == "lean" ? 0.3 : 0.45));
  const double wall = number_after(run.output, " wall ");
  if (run.status != 0 || wall <= 0.0) {
    throw FileError(fmt::format("{}: does not run as a yardstick (status {}): {}", program.string(),
                                run.status, run.output.substr(0, 300)));
  }
  return wall;
}

PeerOutcome run_grass(const Work& work, const fs::path& folder, int threads) {
  if (run_program("grass --version").status != 0)
    return {0.0, "GRASS is not installed (on Debian: apt-get install grass-core)"};
  const fs::path script = folder / "grass.sh";
  const double rain = 60.0;
  const double minutes = work.subject.duration / 60.0;
  io::publish_text(
      script,
      fmt::format(
          "set -e\n"
          "r.in.gdal -o input={} output=z --quiet\n"
          "g.region raster=z\n"
          "eval $(g.region -g)\n"
          "r.slope.aspect elevation=z dx=dx dy=dy --quiet\n"
          "begin=$(date +%s.%N)\n"
          "r.sim.water elevation=z dx=dx dy=dy rain_value={} infil_value=0 man_value=0.05 depth=depth "
          "nwalkers=$cells niterations={} nprocs={} --quiet --overwrite\n"
          "end=$(date +%s.%N)\n"
          "echo peer_wall $(awk \"BEGIN {{print $end - $begin}}\")\n",
          quoted(terrain_file(work.subject, folder)), rain, minutes, threads));
  const ProgramOutcome run =
      run_program(fmt::format("grass --tmp-location XY --exec bash {}", quoted(script)));
  const double wall = number_after(run.output, "peer_wall ");
  if (run.status != 0 || wall <= 0.0) return {0.0, "r.sim.water failed: " + run.output.substr(0, 600)};
  return {wall,
          fmt::format("GRASS r.sim.water, one walker per cell, {:g} minutes, {} threads", minutes, threads)};
}

}  // namespace qingliu::bench
