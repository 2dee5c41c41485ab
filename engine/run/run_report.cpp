#include "run/run_report.hpp"

#include <fmt/format.h>
#include <omp.h>
#include <unistd.h>

#include <cmath>

#include "core/real.hpp"
#include "core/timestamp.hpp"
#include "parallel/communicator.hpp"
#include "run/progress.hpp"

namespace qingliu::run {
namespace {

std::string json_text(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) < 0x20) {
      out += fmt::format("\\u{:04x}", static_cast<int>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

/// A number as JSON: null where it is not finite.
std::string json_number(double value) { return std::isfinite(value) ? fmt::format("{}", value) : "null"; }

std::string host_name() {
  char name[256] = "";
  gethostname(name, sizeof name - 1);
  return name;
}

/// What passed every boundary and came from every inflow.
std::string edges_json(const std::vector<EdgeBalance>& edges) {
  std::string json;
  for (const EdgeBalance& e : edges) {
    json += fmt::format(
        "{}\n    {{\"name\": {}, \"kind\": {}, \"entered_m3\": {}, \"left_m3\": {}, \"entered_kg\": [{}], "
        "\"left_kg\": [{}]}}",
        json.empty() ? "" : ",", json_text(e.name), json_text(e.kind), json_number(e.entered),
        json_number(e.left), fmt::join(e.entered_classes, ", "), fmt::join(e.left_classes, ", "));
  }
  return json;
}

std::string summary_json(const scenario::Scenario& scenario, const World& world, const RunSummary& s,
                         const RunOptions& options, long negative_masses) {
  const WaterBalance& w = s.balance.water;
  std::string json = "{\n", branches;
  const auto line = [&](const std::string& key, const std::string& value) {
    json += fmt::format("  \"{}\": {},\n", key, value);
  };
  line("title", json_text(scenario.scenario.title));
  line("synthetic", scenario.scenario.synthetic ? "true" : "false");
  if (!scenario.scenario.synthetic_parts.empty())
    line("synthetic_parts", json_text(scenario.scenario.synthetic_parts));
  line("version", json_text(options.version));
  if constexpr (single_state) line("state_precision", json_text(std::string(state_precision)));
  line("status", json_text(s.status == RunStatus::complete ? "complete" : "stopped: " + s.reason));
  line("state_hash", json_text(fmt::format("{:016x}", s.state_hash)));
  line("active_cells", fmt::format("{}", world.grid.active_cells()));
  line("cell_size_m", json_number(world.grid.cell_size()));
  line("area_km2", json_number(world.grid.active_area() / 1e6));
  for (const std::string& branch : options.branches)
    branches += (branches.empty() ? "" : ", ") + json_text(branch);
  line("branches", "[" + branches + "]");
  line("steps", fmt::format("{}", s.steps));
  line("threads", fmt::format("{}", omp_get_max_threads()));
  line("ranks", fmt::format("{}", parallel::size()));
  line("halo_messages", fmt::format("{:.0f}", s.halos.messages));
  line("halo_bytes", fmt::format("{:.0f}", s.halos.bytes));
  line("wall_s", json_number(s.wall));
  line("wall_steps_s", json_number(s.wall_steps));
  line("wall_output_s", json_number(s.wall_output));
  line("output_share", json_number(s.wall > 0.0 ? s.wall_output / s.wall : 0.0));
  line("cell_updates_per_s", json_number(s.cell_updates_per_second));
  line("limited_cells", fmt::format("{}", s.limited_cells));
  line("negative_masses_clipped", fmt::format("{}", negative_masses));
  line("outlet_peak_m3_per_s", json_number(s.outlet_peak.value));
  line("outlet_peak_time_s", json_number(s.outlet_peak.time));
  json += fmt::format(
      "  \"water\": {{\"rain_m3\": {}, \"inflow_m3\": {}, \"intercepted_m3\": {}, \"infiltrated_m3\": {}, "
      "\"evaporated_m3\": {}, \"outflow_m3\": {}, \"reservoir_loss_m3\": {}, "
      "\"stored_m3\": {}, \"stored_at_start_m3\": {}, \"relative_error\": {}}},\n",
      json_number(w.rain), json_number(w.inflow), json_number(w.intercepted), json_number(w.infiltrated),
      json_number(w.evaporated), json_number(w.outflow), json_number(w.reservoir_loss), json_number(w.stored),
      json_number(w.stored_at_start), json_number(w.relative_error()));
  json += "  \"sediment\": [";
  for (std::size_t k = 0; k < s.balance.classes.size(); ++k) {
    const ClassBalance& c = s.balance.classes[k];
    json += fmt::format(
        "{}\n    {{\"class\": {}, \"eroded_kg\": {}, \"banks_kg\": {}, \"gullies_kg\": {}, \"inflow_kg\": "
        "{}, \"at_start_kg\": "
        "{}, "
        "\"deposited_kg\": {}, \"suspended_kg\": {}, "
        "\"outflow_kg\": {}, \"removed_kg\": {}, \"clipped_kg\": {}, \"relative_error\": {}}}",
        k > 0 ? "," : "", json_text(c.name), json_number(c.eroded), json_number(c.banks),
        json_number(c.gullies), json_number(c.inflow), json_number(c.at_start), json_number(c.deposited),
        json_number(c.suspended), json_number(c.outflow), json_number(c.removed), json_number(c.clipped),
        json_number(c.relative_error()));
  }
  json += "],\n  \"substances\": [";
  for (std::size_t k = 0; k < s.balance.substances.size(); ++k) {
    const SubstanceBalance& b = s.balance.substances[k];
    json += fmt::format(
        "{}\n    {{\"substance\": {}, \"at_start_kg\": {}, \"entered_kg\": {}, \"present_kg\": {}, "
        "\"removed_kg\": {}, \"decayed_kg\": {}, \"settled_kg\": {}, \"left_kg\": {}, \"relative_error\": "
        "{}}}",
        k > 0 ? "," : "", json_text(b.name), json_number(b.at_start), json_number(b.entered),
        json_number(b.present), json_number(b.removed), json_number(b.decayed), json_number(b.settled),
        json_number(b.left), json_number(b.relative_error()));
  }
  json += "],\n  \"edges\": [" + edges_json(s.balance.edges) + "],\n  \"assumptions\": [";
  for (std::size_t k = 0; k < world.assumptions.size(); ++k) {
    json += fmt::format("{}\n    {}", k > 0 ? "," : "", json_text(world.assumptions[k]));
  }
  return json + "]\n}\n";
}

}  // namespace

io::RunDescription describe_run(const scenario::Scenario& scenario, const World& world,
                                const RunOptions& options) {
  io::RunDescription d;
  d.title = scenario.scenario.title;
  d.synthetic = scenario.scenario.synthetic;
  d.synthetic_parts = scenario.scenario.synthetic_parts;
  d.version = options.version;
  d.screening = single_state;
  d.run_id = options.folder.filename().string();
  d.start = scenario.time.start;
  d.scenario_text = scenario.text;
  d.resolved_scenario = scenario.resolved;
  d.command = options.command;
  d.inputs = world.inputs;
  d.provenance = {{"host", host_name()},
                  {"compiler", fmt::format("g++ {}", __VERSION__)},
                  {"threads", fmt::format("{}", omp_get_max_threads())},
                  {"ranks", fmt::format("{}", parallel::size())}};
  for (std::size_t k = 0; k < options.branches.size(); ++k)
    d.provenance.emplace_back(fmt::format("branch_{:02d}", k + 1), options.branches[k]);
  for (std::size_t k = 0; k < world.assumptions.size(); ++k) {
    d.provenance.emplace_back(fmt::format("assumption_{:02d}", k + 1), world.assumptions[k]);
  }
  return d;
}

io::Table balance_columns(const World& world) {
  io::Table table;
  table.name = "budget";
  table.columns = {
      "time_s",        "rain_m3",    "inflow_m3",         "intercepted_m3", "infiltrated_m3",
      "evaporated_m3", "outflow_m3", "reservoir_loss_m3", "stored_m3",      "water_relative_error"};
  for (const std::string& name : world.class_names) {
    for (const char* part : {"eroded", "banks", "gullies", "inflow", "at_start", "deposited", "suspended",
                             "outflow", "removed", "clipped"}) {
      table.columns.push_back(fmt::format("{}_{}_kg", part, name));
    }
    table.columns.push_back("relative_error_" + name);
  }
  return table;
}

std::vector<double> balance_row(double time, const Balance& balance) {
  const WaterBalance& w = balance.water;
  std::vector<double> row{time,         w.rain,    w.inflow,         w.intercepted, w.infiltrated,
                          w.evaporated, w.outflow, w.reservoir_loss, w.stored,      w.relative_error()};
  for (const ClassBalance& c : balance.classes) {
    row.insert(row.end(), {c.eroded, c.banks, c.gullies, c.inflow, c.at_start, c.deposited, c.suspended,
                           c.outflow, c.removed, c.clipped, c.relative_error()});
  }
  return row;
}

io::Table gauge_places(const scenario::Scenario& scenario) {
  io::Table table{"gauge_places", {"gauge", "x_from_m", "y_from_m", "x_to_m", "y_to_m"}, {}, {}};
  for (const scenario::GaugeSection& gauge : scenario.gauges) {
    if (!gauge.point && gauge.section.empty()) continue;
    const scenario::Point from = gauge.point ? *gauge.point : gauge.section.front();
    const scenario::Point to = gauge.point ? *gauge.point : gauge.section.back();
    table.text.push_back({gauge.name});
    table.rows.push_back({from.first, from.second, to.first, to.second});
  }
  return table;
}

/// What passed each boundary and came from each inflow, where there is more than the outlet.
std::string edge_lines(const World& world, const std::vector<EdgeBalance>& edges) {
  if (edges.size() < 2) return "";
  std::string text = fmt::format("\n  {:<16} {:>16} {:>16} {:>12} {:>12}\n", "edges", "entered m3", "left m3",
                                 "entered t", "left t");
  for (std::size_t e = 0; e < edges.size(); ++e) {
    if (e == 0 && world.edges[0].boundary.faces.empty()) continue;
    const auto tonnes = [](const std::vector<double>& classes) {
      double sum = 0.0;
      for (const double mass : classes) sum += mass;
      return sum / 1e3;
    };
    text += fmt::format("  {:<16} {:>16.1f} {:>16.1f} {:>12.3f} {:>12.3f}\n", edges[e].name, edges[e].entered,
                        edges[e].left, tonnes(edges[e].entered_classes), tonnes(edges[e].left_classes));
  }
  return text;
}

std::string closing_table(const World& world, const RunSummary& s) {
  const WaterBalance& w = s.balance.water;
  const double per_mm = 1e3 / world.grid.active_area();
  std::string text = fmt::format("\n  water            {:>16} {:>10}\n", "m3", "mm");
  const auto line = [&](const char* name, double volume) {
    text += fmt::format("  {:<16} {:>16.1f} {:>10.3f}\n", name, volume, volume * per_mm);
  };
  line("rain", w.rain);
  if (w.inflow > 0.0) line("inflow", w.inflow);
  line("intercepted", w.intercepted);
  line("infiltrated", w.infiltrated);
  if (w.evaporated > 0.0) line("evaporated", w.evaporated);
  line("outflow", w.outflow);
  if (!world.pools.empty()) line("reservoir loss", w.reservoir_loss);
  line(world.network.empty() ? "on the land" : "land and water", w.stored);
  text += fmt::format("  {:<16} {:>16.2e}\n", "relative error", w.relative_error());
  text += edge_lines(world, s.balance.edges);
  text += fmt::format("  outlet peak      {:>16.3f} m3/s at {:.2f} h\n", s.outlet_peak.value,
                      s.outlet_peak.time / 3600.0);
  if (!s.balance.classes.empty()) {
    text += fmt::format("\n  {:<10} {:>12} {:>12} {:>12} {:>12} {:>10}\n", "sediment", "eroded t",
                        "deposited t", "in water t", "outflow t", "rel. error");
    ClassBalance sum;
    for (const ClassBalance& c : s.balance.classes) {
      text +=
          fmt::format("  {:<10} {:>12.3f} {:>12.3f} {:>12.3f} {:>12.3f} {:>10.1e}\n", c.name, c.eroded / 1e3,
                      c.deposited / 1e3, c.suspended / 1e3, c.outflow / 1e3, c.relative_error());
      sum.eroded += c.eroded;
      sum.deposited += c.deposited;
      sum.suspended += c.suspended;
      sum.outflow += c.outflow;
      sum.banks += c.banks;
      sum.gullies += c.gullies;
      sum.removed += c.removed;
    }
    text += fmt::format("  {:<10} {:>12.3f} {:>12.3f} {:>12.3f} {:>12.3f}\n", "all", sum.eroded / 1e3,
                        sum.deposited / 1e3, sum.suspended / 1e3, sum.outflow / 1e3);
    if (sum.banks > 0.0) text += fmt::format("  {:.3f} t of it from banks of streams\n", sum.banks / 1e3);
    if (sum.gullies > 0.0) text += fmt::format("  {:.3f} t of it from gullies\n", sum.gullies / 1e3);
    if (sum.removed > 0.0) text += fmt::format("  {:.3f} t dredged away\n", sum.removed / 1e3);
    text += fmt::format("  {:.2f} t/hm2 eroded, {:.2f} t/hm2 leave through the outlet\n",
                        sum.eroded / world.grid.active_area() * 10.0,
                        sum.outflow / world.grid.active_area() * 10.0);
  }
  if (!s.balance.substances.empty()) {
    text += fmt::format("\n  {:<10} {:>11} {:>11} {:>11} {:>11} {:>11} {:>11} {:>10}\n", "in streams",
                        "entered kg", "present kg", "removed kg", "decayed kg", "settled kg", "left kg",
                        "rel. error");
    for (const SubstanceBalance& b : s.balance.substances)
      text += fmt::format("  {:<10} {:>11.4g} {:>11.4g} {:>11.4g} {:>11.4g} {:>11.4g} {:>11.4g} {:>10.1e}\n",
                          b.name, b.at_start + b.entered, b.present, b.removed, b.decayed, b.settled, b.left,
                          b.relative_error());
  }
  text += fmt::format(
      "\n  {} steps on {} cells in {}: {:.1f} million cell-updates per second (output {:.1f} s)\n", s.steps,
      world.grid.active_cells(), duration_text(s.wall), s.cell_updates_per_second / 1e6, s.wall_output);
  text += fmt::format("  state hash {:016x}{}\n", s.state_hash,
                      single_state ? " (state in single precision: a screening result)" : "");
  return text;
}

/// One line for every measure and structure of the scenario.
std::string measure_costs_csv(const World& world) {
  std::string text =
      "id,type,built,stands,age_a,area_hm2,cost_low_cny,cost_middle_cny,cost_high_cny,section\n";
  for (const MeasureFacts& m : world.measure_facts) {
    text +=
        fmt::format("{},{},{},{},{:g},{:.12g},{:.12g},{:.12g},{:.12g},{}\n", m.id, m.type, m.built,
                    m.stands ? 1 : 0, m.age, m.area / 1e4, m.cost_low, m.cost_middle, m.cost_high, m.section);
  }
  return text;
}

void write_reports(const scenario::Scenario& scenario, const World& world, const RunOptions& options,
                   const RunSummary& summary, long negative_masses) {
  if (!world.measure_facts.empty())
    io::publish_text(options.folder / "measure_costs.csv", measure_costs_csv(world));
  io::publish_text(options.folder / "summary.json",
                   summary_json(scenario, world, summary, options, negative_masses));
  io::publish_text(options.folder / "scenario.used.toml", scenario.resolved);
  std::string log = fmt::format("{}\n{}\n\n", scenario.scenario.title, options.command);
  for (const std::string& branch : options.branches) log += fmt::format("branch: {}\n", branch);
  for (const std::string& assumption : world.assumptions) log += fmt::format("assumption: {}\n", assumption);
  for (const Finding& warning : scenario.warnings) log += to_string(warning) + '\n';
  log += closing_table(world, summary);
  io::publish_text(options.folder / "run.log", log);
}

}  // namespace qingliu::run
