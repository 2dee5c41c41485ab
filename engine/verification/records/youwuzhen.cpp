// Storms of a gauged watershed: the shipped scenario beside the record, with nothing fitted.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "chart/number_text.hpp"
#include "io/series.hpp"
#include "verification/case.hpp"
#include "verification/data.hpp"
#include "verification/records/scratch_run.hpp"

namespace qingliu::verification {
namespace {

namespace fs = std::filesystem;

struct Event {
  const char* id;  ///< of the record
  const char* rain;
};
/// Warm-season events with one storm each: the cleanest of the record. The everyday book has the first three.
constexpr Event events[] = {{"S2014013", "R2014021"},
                            {"S2014019", "R2014031"},
                            {"S2014021", "R2014033"},
                            {"S2014015", "R2014023"},
                            {"S2014017", "R2014026"}};
constexpr std::size_t everyday_events = 3;

/// Values over hours since the rain began.
struct Hydrograph {
  std::vector<double> hours, flow;  ///< [m3 s-1]
  double volume(double base_from = 0.0, double base_to = 0.0) const {
    double sum = 0.0;
    const double whole = hours.back() - hours.front();
    const auto quick = [&](std::size_t k) {
      const double share = (hours[k] - hours.front()) / whole;
      return std::max(0.0, flow[k] - (base_from + share * (base_to - base_from)));
    };
    for (std::size_t k = 1; k < flow.size(); ++k)
      sum += 3600.0 * (hours[k] - hours[k - 1]) * 0.5 * (quick(k) + quick(k - 1));
    return sum;
  }
  std::size_t peak() const {
    return static_cast<std::size_t>(std::max_element(flow.begin(), flow.end()) - flow.begin());
  }
};

struct Outcome {
  Hydrograph recorded, computed;
  double area = 0.0;                ///< [m2]
  double rain = 0.0, runoff = 0.0;  ///< [m3]
  double water_error = 0.0;         ///< [-]
  double sediment = 0.0;            ///< [t]
  double recorded_sediment = 0.0;   ///< [t]
  double cell_size = 0.0;           ///< [m]
};

std::vector<std::string> settings_of(const std::string& start, double hours, const Event& event, int metres) {
  const std::string data = "${QINGLIU_DATA_DIR}/youwuzhen/";
  std::string begin = start;
  std::replace(begin.begin(), begin.end(), ' ', 'T');
  return {"time.start=" + begin,
          fmt::format("time.duration_h={:.6f}", hours),
          fmt::format("terrain.dem={}terrain/ywzdem{}m.tif", data, metres),
          fmt::format("landuse.raster={}landuse_soil/ywzlanduse{}m_upd.tif", data, metres),
          fmt::format("soil.raster={}landuse_soil/ywzsoil{}m.tif", data, metres),
          "terrain.outlet.snap_m=150",
          fmt::format("rain.0.select_value={}", event.rain),
          "output.every_min=1440"};
}

Outcome run_event(const fs::path& scenario_file, const fs::path& data, const Event& event, int metres) {
  const auto rain = io::read_csv_series(data / "rain/storm_rain_2013_2014.csv", "DATETIME", "81502750",
                                        "RAINID", event.rain);
  const fs::path record = data / "observed/storm_flow_sediment.csv";
  const auto flow = io::read_csv_series(record, "DATETIME", "FLOW", "RUNOFFID", event.id);
  const auto muddy = io::read_csv_series(record, "DATETIME", "SED", "RUNOFFID", event.id);
  const auto hours = [&](std::int64_t seconds) {
    return static_cast<double>(seconds - rain.front().seconds) / 3600.0;
  };
  Outcome o;
  for (std::size_t k = 0; k < flow.size(); ++k) {
    o.recorded.hours.push_back(hours(flow[k].seconds));
    o.recorded.flow.push_back(flow[k].value);
    if (k > 0)  // [g/L] = [kg m-3]
      o.recorded_sediment += 1e-3 * static_cast<double>(flow[k].seconds - flow[k - 1].seconds) * 0.5 *
                             (flow[k].value * muddy[k].value + flow[k - 1].value * muddy[k - 1].value);
  }
  const double end = hours(rain.back().seconds) + 6.0;  // by then the land has run dry
  const scenario::Scenario scenario =
      scenario::read_scenario(scenario_file, settings_of(rain.front().time, end, event, metres));
  const std::unique_ptr<run::World> world = run::build_world(scenario);
  const ScratchFolder folder;
  const run::RunSummary summary = run_into(folder.path(), scenario, *world);
  o.area = world->grid.active_area();
  o.cell_size = world->grid.cell_size();
  o.water_error = std::fabs(summary.balance.water.relative_error());
  for (const auto& row : io::read_csv_values(folder.path() / "gauges.csv", "time_s"))
    o.computed.hours.push_back(row.value / 3600.0);
  for (const auto& row : io::read_csv_values(folder.path() / "gauges.csv", "discharge_m3_per_s"))
    o.computed.flow.push_back(row.value);
  o.rain = summary.balance.water.rain;
  o.runoff = summary.balance.water.outflow;
  for (const ClassBalance& grain : summary.balance.classes) o.sediment += 1e-3 * grain.outflow;
  return o;
}

chart::LineChart hydrograph(const Event& event, const Outcome& o) {
  chart::LineChart chart;
  chart.title = fmt::format("{}: flow at the gauge, nothing fitted", event.id);
  chart.x.title = "hours since the rain began";
  chart.y.title = "flow [m³/s]";
  chart.height = 300;
  chart.series.push_back({"record", o.recorded.hours, o.recorded.flow, chart::Mark::circles});
  chart.series.push_back({"engine", o.computed.hours, o.computed.flow, chart::Mark::line});
  return chart;
}

std::string millimetres(double volume, double area) { return chart::number_text(1e3 * volume / area); }

Report run(Resolution resolution) {
  Report report;
  const fs::path scenario = project_file("scenarios/youwuzhen/scenario.toml");
  const fs::path record = data_file("youwuzhen/observed/storm_flow_sediment.csv");
  if (scenario.empty() || record.empty()) {
    report.missing =
        scenario.empty() ? "scenarios/youwuzhen of the project" : "youwuzhen below QINGLIU_DATA_DIR";
    return report;
  }
  const fs::path data = record.parent_path().parent_path();
  const int metres = resolution == Resolution::nightly ? 10 : 30;
  Table water{
      "Depth of runoff [mm]", {"event", "rain", "record: all", "record: above base flow", "engine"}, {}};
  Table peaks{"Peak of flow [m³/s] and its hour after the rain began",
              {"event", "record", "hour", "engine", "hour"},
              {}};
  Table sediment{"Sediment through the outlet [t]", {"event", "record", "engine"}, {}};
  double missing = 0.0;
  const std::size_t count = resolution == Resolution::nightly ? std::size(events) : everyday_events;
  for (std::size_t k = 0; k < count; ++k) {
    const Event& event = events[k];
    const Outcome o = run_event(scenario, data, event, metres);
    const Hydrograph& r = o.recorded;
    raise_to(missing, o.water_error);
    water.rows.push_back({event.id, millimetres(o.rain, o.area), millimetres(r.volume(), o.area),
                          millimetres(r.volume(r.flow.front(), r.flow.back()), o.area),
                          millimetres(o.runoff, o.area)});
    const std::size_t was = r.peak(), is = o.computed.peak();
    peaks.rows.push_back({event.id, chart::number_text(r.flow[was]), chart::number_text(r.hours[was]),
                          chart::number_text(o.computed.flow[is]), chart::number_text(o.computed.hours[is])});
    sediment.rows.push_back(
        {event.id, chart::number_text(o.recorded_sediment), chart::number_text(o.sediment)});
    report.figures.push_back(hydrograph(event, o));
  }
  report.at_most("water that is missing, largest of the events [relative]", missing, balance_tolerance)
      .is(Against::consistency);
  report.tables = {water, peaks, sediment};
  report.notes = {
      fmt::format("Computed on cells of {} m. No parameter was fitted, and no bar is set: the page shows how "
                  "far the engine is from a record before anyone has calibrated it.",
                  metres),
      "The record holds one value in one to four hours and includes base flow, which the run is not given; "
      "base flow is "
      "taken here as the straight line from the first to the last value of the event. The engine has no "
      "store that gives back water after the rain: its flow stops where the record goes on, and its peak "
      "comes with the burst of rain and not hours later."};
  return report;
}

}  // namespace

extern const Case youwuzhen_events{
    "YWZ",
    "Records",
    Against::record,
    "Storms at Youwuzhen beside the record: not calibrated",
    R"(<p>Youwuzhen (Hetian, Changting, Fujian) is a red-soil watershed of 5.4 km² with minute-resolution rain, flow and
sediment (Zhu et al. 2019, Environ. Model. Softw. 122:104526; Shen et al. 2023, Water Resour. Res. 59). It is an analogue of
the watersheds above Gongping, not one of them. The shipped scenario <code>scenarios/youwuzhen</code> is run with the rain of
storms of the warm season of 2014; soils, cover and roughness are those of the scenario: assumptions, the same for all
events.</p>
<p>The record is flow and sediment; depth below is depth of runoff, flow over time and area. The data are not shipped: the
page is made where <code>QINGLIU_DATA_DIR</code> has them.</p>)",
    run};

}  // namespace qingliu::verification
