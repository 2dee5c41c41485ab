#pragma once
#include <string>
#include <vector>

#include "io/result_writer.hpp"
#include "model/ledger.hpp"
#include "run/simulation.hpp"

namespace qingliu::run {

/// What the results say about where they come from.
io::RunDescription describe_run(const scenario::Scenario& scenario, const World& world,
                                const RunOptions& options);

/// The empty table of balances ("budget"): water, then every class.
io::Table balance_columns(const World& world);
std::vector<double> balance_row(double time, const Balance& balance);

/// measure_costs.csv (where there are measures), summary.json, scenario.used.toml, run.log.
void write_reports(const scenario::Scenario& scenario, const World& world, const RunOptions& options,
                   const RunSummary& summary, long negative_masses);

/// Where the gauges lie, for a map: the ends of a section, or a point twice. Gauges on reaches are left out.
io::Table gauge_places(const scenario::Scenario& scenario);

/// The closing table for the screen and run.log.
std::string closing_table(const World& world, const RunSummary& summary);

}  // namespace qingliu::run
