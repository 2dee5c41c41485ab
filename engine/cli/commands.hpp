#pragma once
#include <functional>

namespace CLI {
class App;
}

namespace qingliu::cli {

/// Each adds its subcommand; when that is on the command line, `chosen` becomes the call that carries it out
/// and returns the exit status.
void add_run(CLI::App& app, std::function<int()>& chosen, int argc, char** argv);
void add_check(CLI::App& app, std::function<int()>& chosen);
void add_new(CLI::App& app, std::function<int()>& chosen);
void add_explain(CLI::App& app, std::function<int()>& chosen);
void add_catalogue(CLI::App& app, std::function<int()>& chosen);
void add_compare(CLI::App& app, std::function<int()>& chosen);
void add_ensemble(CLI::App& app, std::function<int()>& chosen);
void add_report(CLI::App& app, std::function<int()>& chosen);
void add_film(CLI::App& app, std::function<int()>& chosen);
void add_picture(CLI::App& app, std::function<int()>& chosen);
void add_terrain(CLI::App& app, std::function<int()>& chosen);
void add_export(CLI::App& app, std::function<int()>& chosen);
void add_pack(CLI::App& app, std::function<int()>& chosen);
void add_bench(CLI::App& app, std::function<int()>& chosen);
void add_verify(CLI::App& app, std::function<int()>& chosen);

}  // namespace qingliu::cli
