#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "scenario/explain.hpp"

namespace qingliu::cli {

void add_explain(CLI::App& app, std::function<int()>& chosen) {
  auto section = std::make_shared<std::string>();
  CLI::App* command = app.add_subcommand("explain", "the keys of a scenario: unit, range, default, meaning");
  command->add_option("section", *section, "one section, e.g. rain");
  command->callback([section, &chosen] {
    chosen = [section] {
      fmt::print("{}", scenario::explain(*section));
      return 0;
    };
  });
}

}  // namespace qingliu::cli
