// qingliu: the commands. Each command is a function in a file of its own; main maps errors to exit statuses.
#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <exception>
#include <thread>

#include "cli/commands.hpp"
#include "cli/waiting_threads.hpp"
#include "core/error.hpp"
#include "parallel/communicator.hpp"
#include "run/signals.hpp"

namespace {

int told(const std::function<int()>& command) {
  using namespace qingliu;
  try {
    return command();
  } catch (const InputError& error) {
    for (const Finding& finding : error.findings()) fmt::print(stderr, "{}\n", to_string(finding));
    const auto count = std::ranges::count(error.findings(), Finding::Kind::error, &Finding::kind);
    fmt::print(stderr, "qingliu: {} to mend in the input\n",
               count == 1 ? "1 thing" : fmt::format("{} things", count));
    return 2;
  } catch (const NumericalError& error) {
    fmt::print(stderr, "qingliu: numerical failure: {}\n", error.what());
    return 3;
  } catch (const FileError& error) {
    fmt::print(stderr, "qingliu: {}\n", error.what());
    return 5;
  } catch (const std::filesystem::filesystem_error& error) {
    fmt::print(stderr, "qingliu: {}\n", error.what());
    return 5;
  } catch (const std::bad_alloc&) {
    fmt::print(stderr, "qingliu: not enough memory for this watershed; choose larger cells\n");
    return 1;
  } catch (const std::exception& error) {
    fmt::print(stderr, "qingliu: {}\n", error.what());
    return 1;
  }
}

/// Of several ranks one may fail alone: then it ends the others. Where all fail alike, the root speaks for
/// all.
int guarded(const std::function<int()>& command) {
  using namespace qingliu;
  bool failed = true;
  const int status = told([&] {
    try {
      const int end = command();
      failed = false;
      return end;
    } catch (...) {
      if (!parallel::root()) std::this_thread::sleep_for(std::chrono::seconds(2));
      throw;
    }
  });
  if (failed && parallel::size() > 1) {
    std::fflush(nullptr);
    parallel::stop_all(status);
  }
  return status;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string command = argc > 1 ? argv[1] : "";
  if (command == "run" || command == "ensemble")
    qingliu::run::hold_signals();  // until they can leave a checkpoint
  if (command == "run" || command == "bench" || command == "compare" || command == "verify")
    qingliu::cli::let_waiting_threads_sleep(argv);
  CLI::App app{"Qingliu 清流: erosion and water of small watersheds"};
  app.set_version_flag("--version", QINGLIU_VERSION);
  app.require_subcommand(1);
  std::function<int()> chosen;
  qingliu::cli::add_run(app, chosen, argc, argv);
  qingliu::cli::add_check(app, chosen);
  qingliu::cli::add_new(app, chosen);
  qingliu::cli::add_explain(app, chosen);
  qingliu::cli::add_catalogue(app, chosen);
  qingliu::cli::add_picture(app, chosen);
  qingliu::cli::add_film(app, chosen);
  qingliu::cli::add_compare(app, chosen);
  qingliu::cli::add_ensemble(app, chosen);
  qingliu::cli::add_report(app, chosen);
  qingliu::cli::add_terrain(app, chosen);
  qingliu::cli::add_export(app, chosen);
  qingliu::cli::add_pack(app, chosen);
  qingliu::cli::add_bench(app, chosen);
  qingliu::cli::add_verify(app, chosen);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    const int status = app.exit(error);
    return status == 0 ? 0 : 2;
  }
  if (command == "run") qingliu::parallel::start();
  const int status = guarded(chosen);
  if (command == "run") qingliu::parallel::finish();
  return status;
}
