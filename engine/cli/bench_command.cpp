#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "bench/bench.hpp"
#include "cli/commands.hpp"

namespace qingliu::cli {

void add_bench(CLI::App& app, std::function<int()>& chosen) {
  auto o = std::make_shared<bench::BenchOptions>();
  o->version = QINGLIU_VERSION;
  CLI::App* command = app.add_subcommand("bench", "speed, memory and answer of this machine on fixed cases");
  command->add_option("case", o->cases,
                      "V10, F128, F512, F1024, big-tujunga, ... (default: the standard list)");
  command->add_option("-o,--output", o->folder, "folder for the cases and the history (default: bench)");
  command->add_option("--scheme", o->schemes, "full, lean, inertial (default: the first two)");
  command->add_option("--parts", o->parts, "flow, infiltration, sediment: each includes those before it");
  command->add_option("--threads", o->threads, "number of threads (default: 1)")->check(CLI::Range(1, 4096));
  command->add_option("--repeat", o->repeats, "runs of each; the fastest counts (default: 3)")
      ->check(CLI::Range(1, 100));
  command->add_flag("--quick", o->quick, "a short list, once each: less than a minute");
  command->add_flag("--plateau", o->plateau, "mountains run for 2 h of rain, until all of it runs off");
  command->add_option("--yardstick", o->yardstick,
                      "program to run by turns with each case (docs/performance.md)");
  command->add_flag("--peers", o->peers, "r.sim.water of GRASS on F512, where it is installed");
  command->callback([o, &chosen] {
    chosen = [o] {
      if (o->quick) o->repeats = 1;
      bench::run_bench(*o);
      return 0;
    };
  });
}

}  // namespace qingliu::cli
