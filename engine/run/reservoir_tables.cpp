#include "run/reservoir_tables.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "run/stream_tables.hpp"

namespace qingliu::run {
namespace {

/// f(number) for every number of a pool's state.
template <class Pool, class F>
void for_each_number(Pool& pool, F f) {
  f(pool.water);
  for (auto& tanks : pool.suspended) {
    for (auto& mass : tanks) f(mass);
  }
  for (auto& mass : pool.deposited) f(mass);
  for (auto& mass : pool.removed) f(mass);
  for (auto& told : pool.told) f(told);
  f(pool.told_at);
  f(pool.peak_level);
  f(pool.peak_time);
  f(pool.drawn_down);
  f(pool.breach_began);
  f(pool.breach_water);
}

/// [m3] of dead storage that this run's deposit took.
double lost_of_dead(const Reservoir& r, double deposit) {
  return r.curve.volume_of(r.dead_level) - r.volume_of(r.dead_level, deposit);
}

/// How many years' sediment the run stands for; not a number where nobody said and it is shorter than one.
double years_of_run(const Reservoir& r, double time) {
  constexpr double year = 365.25 * 86400.0;
  if (r.share_of_year > 0.0) return r.share_of_year;
  return time >= 0.98 * year ? time / year : std::nan("");
}

double mass_of(const std::vector<double>& tanks) { return std::accumulate(tanks.begin(), tanks.end(), 0.0); }

}  // namespace

io::Table reservoir_series_columns(const World& world) {
  io::Table table;
  table.name = "reservoir_series";
  table.columns = {"reservoir",           "time_s",          "level_m",          "freeboard_m",
                   "volume_m3",           "inflow_m3_per_s", "outflow_m3_per_s", "spill_m3_per_s",
                   "over_crest_m3_per_s", "breach_m3_per_s", "outlet_m3_per_s",  "evaporation_m3_per_s",
                   "seepage_m3_per_s",    "alarms",          "deposit_m3"};
  for (const std::string& name : world.class_names)
    table.columns.push_back("concentration_" + name + "_kg_per_m3");
  return table;
}

void add_reservoir_rows(double time, World& world, io::Table& table) {
  for (std::size_t n = 0; n < world.pools.size(); ++n) {
    const Reservoir& r = world.reservoirs[n];
    ReservoirState& pool = world.pools[n];
    const double span = time - pool.told_at;
    double mean[reservoir_ways];
    for (std::size_t w = 0; w < reservoir_ways; ++w) {
      const double now = pool.books[w].value();
      mean[w] = span > 0.0 ? (now - pool.told[w]) / span : 0.0;
      pool.told[w] = now;
    }
    pool.told_at = time;
    const double level = pool.level(r);
    const auto alarms = std::ranges::count_if(r.alarms, [&](double alarm) { return level >= alarm; });
    std::vector<double> row{time,
                            level,
                            r.crest - level,
                            pool.water,
                            mean[inflow],
                            ((mean[spill] + mean[over_crest]) + mean[released]) + mean[breached],
                            mean[spill],
                            mean[over_crest],
                            mean[breached],
                            mean[released],
                            mean[evaporated],
                            mean[seeped],
                            static_cast<double>(alarms),
                            pool.deposit_volume(r)};
    for (const auto& tanks : pool.suspended)
      row.push_back(pool.water > 0.0 ? mass_of(tanks) / pool.water : 0.0);
    table.text.push_back({r.name});
    table.rows.push_back(std::move(row));
  }
}

io::Table reservoir_table(const World& world, double time) {
  io::Table table;
  table.name = "reservoirs";
  table.columns = {"reservoir",
                   "segment",
                   "x_m",
                   "y_m",
                   "area_km2",
                   "crest_m",
                   "level_m",
                   "peak_level_m",
                   "peak_time_s",
                   "least_freeboard_m",
                   "drawdown_s",
                   "inflow_m3",
                   "spill_m3",
                   "over_crest_m3",
                   "outlet_m3",
                   "evaporated_m3",
                   "seeped_m3",
                   "breach_m3",
                   "breach_began_s",
                   "deposit_m3",
                   "dead_storage_left_m3",
                   "runs_to_fill_dead",
                   "years_to_fill_dead"};
  for (const std::string& name : world.class_names) table.columns.push_back("deposited_" + name + "_kg");
  std::size_t alarms = 0;
  for (const Reservoir& r : world.reservoirs) alarms = std::max(alarms, r.alarms.size());
  for (std::size_t a = 1; a <= alarms; ++a) table.columns.push_back(fmt::format("alarm_{}_m", a));
  for (std::size_t n = 0; n < world.pools.size(); ++n) {
    const Reservoir& r = world.reservoirs[n];
    const ReservoirState& pool = world.pools[n];
    const Segment& s = world.network.segments[r.segment];
    const double deposit = pool.deposit_volume(r);
    std::vector<double> row{static_cast<double>(r.segment),
                            s.x,
                            s.y,
                            s.area / 1e6,
                            r.crest,
                            pool.level(r),
                            pool.peak_level,
                            pool.peak_time,
                            r.crest - pool.peak_level,
                            pool.drawn_down >= 0.0 ? pool.drawn_down - pool.peak_time : std::nan("")};
    for (const Sum& sum : pool.books) row.push_back(sum.value());
    const double left = r.volume_of(r.dead_level, deposit);
    const double runs = deposit > 0.0 ? left / lost_of_dead(r, deposit) : std::nan("");
    row.insert(row.end(), {pool.breach_began >= 0.0 ? pool.breach_began : std::nan(""), deposit, left, runs,
                           runs * years_of_run(r, time)});
    row.insert(row.end(), pool.deposited.begin(), pool.deposited.end());
    for (std::size_t a = 0; a < alarms; ++a) row.push_back(a < r.alarms.size() ? r.alarms[a] : std::nan(""));
    table.text.push_back({r.name});
    table.rows.push_back(std::move(row));
  }
  return table;
}

io::Table reservoir_curves(const World& world) {
  io::Table table;
  table.name = "reservoir_curves";
  table.columns = {"reservoir", "level_m", "volume_m3", "area_m2"};
  for (std::size_t n = 0; n < world.pools.size(); ++n) {
    const Reservoir& r = world.reservoirs[n];
    const double deposit = world.pools[n].deposit_volume(r);
    const auto add = [&](double level, double volume, double area) {
      table.text.push_back({r.name});
      table.rows.push_back({level, volume, area});
    };
    const bool buried = deposit > 0.0 && !r.even_deposit;
    if (buried) add(r.curve.level_of(deposit), 0.0, r.curve.area_of(deposit));
    for (std::size_t k = 0; k < r.curve.levels().size(); ++k) {
      const double level = r.curve.levels()[k];
      const double volume = r.volume_of(level, deposit);
      if (!buried || volume > 0.0) add(level, volume, r.area_at(level, deposit));
    }
  }
  return table;
}

void save_reservoirs(const World& world, const io::Table& series, io::Checkpoint& checkpoint) {
  std::vector<double>& numbers = checkpoint.numbers["reservoirs/state"];
  for (const ReservoirState& pool : world.pools) {
    for_each_number(pool, [&](double number) { numbers.push_back(number); });
    for (const Sum& sum : pool.books) numbers.insert(numbers.end(), {sum.leading(), sum.lost()});
  }
  checkpoint.numbers["reservoirs/series"] = flat_rows(series);
}

void restore_reservoirs(const io::Checkpoint& checkpoint, World& world, io::Table& series) {
  if (world.pools.empty()) return;
  const std::vector<double>& numbers = checkpoint.numbers.at("reservoirs/state");
  std::size_t at = 0;
  for (ReservoirState& pool : world.pools) {
    for_each_number(pool, [&](double& number) { number = numbers.at(at++); });
    for (Sum& sum : pool.books) {
      sum = Sum::from_parts(numbers.at(at), numbers.at(at + 1));
      at += 2;
    }
  }
  const std::vector<double>& rows = checkpoint.numbers.at("reservoirs/series");
  const std::size_t width = series.columns.size() - 1;
  for (std::size_t r = 0; r * width < rows.size(); ++r) {
    series.text.push_back({world.reservoirs[r % world.reservoirs.size()].name});
    series.rows.emplace_back(rows.begin() + static_cast<std::ptrdiff_t>(r * width),
                             rows.begin() + static_cast<std::ptrdiff_t>((r + 1) * width));
  }
}

}  // namespace qingliu::run
