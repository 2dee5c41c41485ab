#include "run/simulation.hpp"

#include <fmt/format.h>
#include <omp.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "core/real.hpp"
#include "process/works/ditch_process.hpp"
#include "process/works/slope_works_process.hpp"
#include "run/audit.hpp"
#include "run/bedload_builder.hpp"
#include "run/dams_in_run.hpp"
#include "run/edge_forcing.hpp"
#include "run/gullies_in_run.hpp"
#include "run/output_fields.hpp"
#include "run/progress.hpp"
#include "run/quality_in_run.hpp"
#include "run/restart_check.hpp"
#include "run/result_tables.hpp"
#include "run/run_report.hpp"
#include "run/signals.hpp"
#include "run/state_checkpoint.hpp"
#include "run/stream_tables.hpp"
#include "run/totals.hpp"

namespace qingliu::run {
namespace {

constexpr long audit_every = 500;  ///< [steps] between full audits

/// A thread has to have some thousand cells before it earns its keep; the answer does not depend on it.
int useful_threads(std::size_t cells) {
  const std::size_t cells_per_thread = 4000 * static_cast<std::size_t>(parallel::size());
  const int processors = omp_get_max_threads() / parallel::size_here();
  return std::max(1, std::min(processors, static_cast<int>(cells / cells_per_thread)));
}

/// One run in progress: what simulate() takes apart into sentences.
class Run {
 public:
  Run(const scenario::Scenario& scenario, World& world, const RunOptions& options);
  RunSummary march();

 private:
  void restore();
  void begin();
  double next_event() const;
  void one_step();
  void close_interval();
  void check_state();
  void audit_books();
  void write_output();
  bool asked_to_stop();
  std::filesystem::path write_checkpoint();
  RunSummary finish(RunStatus status);

  const scenario::Scenario& scenario_;
  World& world_;
  const RunOptions& options_;
  surface::SurfaceProcess process_;
  std::unique_ptr<stream::StreamProcess> streams_;    ///< none without streams
  std::unique_ptr<bedload::BedloadProcess> bedload_;  ///< none without bedload
  DamsInRun dams_;
  QualityInRun quality_;
  GulliesInRun gullies_;
  works::SlopeWorksProcess works_;
  works::DitchProcess ditches_;
  SharedLand land_;
  Clock clock_;
  GaugeRecorder gauges_;
  std::unique_ptr<io::ResultWriter> writer_;
  Progress progress_;
  Stopwatch wall_;
  surface::StepForcing forcing_;
  std::vector<double> output_times_;
  io::Table balance_table_;
  io::Table stream_series_;
  Balance balance_;
  double stored_at_start_ = 0.0;
  std::vector<double> parts_at_start_;  ///< [m3] of it by part of totals.csv
  double wall_steps_ = 0.0, wall_output_ = 0.0;
  double next_checkpoint_;
  long first_step_ = 0;
  long limited_ = 0, negative_ = 0;
  std::string stop_reason_;
};

std::vector<std::size_t> joined(std::vector<std::size_t> cells, const std::vector<std::size_t>& more) {
  cells.insert(cells.end(), more.begin(), more.end());
  return cells;
}

double checkpoint_interval(const scenario::Scenario& scenario) {
  const double every = scenario.checkpoint.every_wall;
  return every > 0.0 ? every : std::numeric_limits<double>::infinity();
}

Run::Run(const scenario::Scenario& scenario, World& world, const RunOptions& options)
    : scenario_(scenario),
      world_(world),
      options_(options),
      process_(world.grid, world.land, world.parameters, boundaries_of(world), section_faces(world),
               world.state, sources_of(world), standing_barriers(world)),
      bedload_(make_bedload(world)),
      dams_(world),
      quality_(world),
      gullies_(world),
      works_(world.works, world.land.grains, world.land.deposit_inverse_density),
      ditches_(world.grid, world.ditches),
      land_(world, joined(process_.shared_cells(), ditches_.cells())),
      clock_(scenario.time.duration),
      gauges_(world, scenario.output.gauges_every),
      progress_(scenario.time.duration, options.quiet || !parallel::root()),
      balance_table_(balance_columns(world)),
      stream_series_(stream_series_columns(world)),
      next_checkpoint_(checkpoint_interval(scenario)) {
  writer_ =
      std::make_unique<io::ResultWriter>(options.folder, world.grid, describe_run(scenario, world, options),
                                         std::exchange(world.statics, {}), land_.own());
  if (!world.network.empty()) {
    streams_ =
        std::make_unique<stream::StreamProcess>(world.grid, world.network, world.land.grains,
                                                world.stream_bed, world.stream_parameters, world.streams);
    quality_.board(*streams_);
  }
  land_.give_shares(process_, works_, bedload_.get());
  if (!land_.alone()) gullies_.share_land(land_.strips());
  stored_at_start_ = stored_water(world, land_.own());
  parts_at_start_ = stored_by_part(world);
}

RunSummary Run::march() {
  if (!options_.checkpoint) {
    begin();
  } else {
    restore();
  }
  while (!clock_.finished()) {
    const Stopwatch watch;
    const double output_before = wall_output_;
    one_step();
    wall_steps_ += watch.seconds() - (wall_output_ - output_before);
    if (asked_to_stop()) return finish(RunStatus::interrupted);
  }
  return finish(RunStatus::complete);
}

void Run::begin() {
  audit_books();
  write_output();
}

double Run::next_event() const {
  const double output = static_cast<double>(output_times_.size()) * scenario_.output.every;
  return std::min({clock_.end(), output, gauges_.next_time(), world_.rain.next_breakpoint(clock_.now()),
                   next_bend(world_, clock_.now()), next_dated_work(world_),
                   next_moment(world_, clock_.now())});
}

void Run::one_step() {
  take_cover_stages(clock_.now(), world_);
  land_.refresh();
  const double event = next_event();
  const double now = clock_.now(), longest = std::min(event - now, scenario_.time.max_step);
  set_edge_forcing(world_, now, longest, forcing_);
  const double courant = process_.max_step(world_.rain.intensity(now), forcing_, longest, world_.state);
  StepLimit limit = stricter({courant, "Courant"}, {scenario_.time.max_step, "max_step_s"});
  if (bedload_) limit = stricter(limit, {bedload_->max_step().seconds, bedload_->max_step().reason});
  const StepLimit step = clock_.next_step(event, limit);
  world_.rain.step(now, step.seconds, forcing_);
  set_edge_forcing(world_, now, step.seconds, forcing_);
  gullies_.tell(process_);
  process_.advance(step.seconds, forcing_, world_.state);
  if (bedload_) {
    bedload_->advance(step.seconds, world_.state);
    book_bedload(*bedload_, process_);
  }
  for (std::size_t s = 0; s < world_.inflows.size(); ++s) world_.inflows[s].book(forcing_.sources[s]);
  if (!world_.works.empty()) {
    works_.advance(now + step.seconds, step.seconds, world_.state, world_.works_state);
    std::array fastest{works_.land_wave_speed()};
    parallel::largest(fastest);
    process_.raise_wave_speed(fastest[0]);
  }
  gullies_.advance(step.seconds, now + step.seconds);
  if (streams_ || !world_.ditches.empty()) land_.refresh_cells();
  if (!world_.ditches.empty()) {
    ditches_.advance(now + step.seconds, step.seconds, world_.state, world_.ditch_state);
    process_.raise_wave_speed(ditches_.land_wave_speed());
  }
  if (streams_) {
    streams_->advance(step.seconds, world_.state, world_.streams, now + step.seconds);
    process_.raise_wave_speed(streams_->land_wave_speed());
    const std::size_t raised = world_.dated_works.raised;
    dams_.advance(step.seconds, now + step.seconds, *streams_);
    if (world_.dated_works.raised > raised) process_.set_barriers(standing_barriers(world_));
    quality_.advance(step.seconds, now + step.seconds, *streams_, dams_);
  }
  clock_.advance(step, event);
  limited_ += process_.report().limited_cells;
  negative_ += process_.report().negative_masses;
  check_state();
  gauges_.add_step(process_, streams_.get());
  if (clock_.now() >= gauges_.next_time()) close_interval();
  const bool output_due =
      clock_.now() >= static_cast<double>(output_times_.size()) * scenario_.output.every || clock_.finished();
  if (output_due || clock_.steps() % audit_every == 0) audit_books();
  if (output_due) write_output();
  writer_->check();
  progress_.show(clock_, step.seconds, balance_.water.relative_error());
}

void Run::close_interval() {
  land_.refresh_cells();
  gauges_.close_interval(clock_.now());
  dams_.close_interval(clock_.now());
}

void Run::check_state() {
  if (!std::isnan(process_.report().wave_speed) && (!streams_ || streams_->sound())) return;
  land_.gather();
  const std::string where = first_unsound_cell(world_);
  stop_reason_ = "not a number";
  finish(RunStatus::interrupted);
  throw NumericalError(
      fmt::format("process surface, time {:.3f} s, step {}: {}. The results until then are in {}.",
                  clock_.now(), clock_.steps(), where, options_.folder.string()));
}

void Run::audit_books() {
  land_.join_works();
  balance_ = audit(world_, process_, streams_.get(), clock_.now(), stored_at_start_, land_.own());
  std::string broken;
  const double throughput = balance_.water.rain + balance_.water.inflow + balance_.water.stored_at_start;
  if (throughput > 0.0 && !(std::fabs(balance_.water.relative_error()) <= balance_limit)) broken = "water";
  for (const ClassBalance& c : balance_.classes) {
    if (c.eroded + c.inflow + c.at_start > 1e-6 && !(std::fabs(c.relative_error()) <= balance_limit))
      broken = c.name;
  }
  for (const SubstanceBalance& s : balance_.substances) {
    if (s.at_start + s.entered > 1e-9 && !(std::fabs(s.relative_error()) <= balance_limit)) broken = s.name;
  }
  broken = parallel::of_root(broken);
  if (broken.empty()) return;
  stop_reason_ = fmt::format("the balance of {} does not close", broken);
  const RunSummary summary = finish(RunStatus::interrupted);
  throw NumericalError(fmt::format(
      "{} at {:.3f} s (step {}): relative error above {}. The state is in {}, the results until then in {}",
      stop_reason_, clock_.now(), clock_.steps(), balance_limit, summary.checkpoint.string(),
      options_.folder.string()));
}

/// After audit_books().
void Run::write_output() {
  const Stopwatch watch;
  writer_->wait();  // one snapshot in memory at a time
  writer_->write(clock_.now(), output_rasters(world_, clock_.now(), scenario_.output.fields, land_.own()));
  balance_table_.rows.push_back(balance_row(clock_.now(), balance_));
  if (streams_) add_stream_rows(clock_.now(), world_, *streams_, stream_series_);
  quality_.record(clock_.now());
  output_times_.push_back(clock_.now());
  wall_output_ += watch.seconds();
}

bool Run::asked_to_stop() {
  if (clock_.finished()) return false;
  // What one rank has met, all obey.
  std::array met{static_cast<double>(signal_received()),
                 options_.started.seconds() > options_.max_wall ? 1.0 : 0.0,
                 wall_.seconds() > next_checkpoint_ ? 1.0 : 0.0};
  parallel::largest(met);
  if (met[0] > 0.0) stop_reason_ = fmt::format("signal {:.0f}", met[0]);
  if (met[1] > 0.0) stop_reason_ = "--max-wall";
  if (clock_.steps() - first_step_ >= options_.max_steps) stop_reason_ = "--max-steps";
  if (stop_reason_.empty() && met[2] > 0.0) {
    write_checkpoint();
    next_checkpoint_ = wall_.seconds() + checkpoint_interval(scenario_);
  }
  return !stop_reason_.empty();
}

std::filesystem::path Run::write_checkpoint() {
  land_.gather();
  if (!parallel::root()) return options_.folder / "checkpoint" / io::newest_slot;
  writer_->wait();  // a checkpoint names published segments only
  io::Checkpoint checkpoint;
  save_state(clock_.now(), world_, process_, streams_.get(), checkpoint);
  if (bedload_) checkpoint.numbers["bedload/rates"] = {bedload_->rates().wave, bedload_->rates().change};
  gauges_.save(checkpoint);
  checkpoint.numbers["clock"] = {clock_.now(), stored_at_start_};
  checkpoint.numbers["parts_at_start"] = parts_at_start_;
  checkpoint.integers["clock"] = {clock_.steps(), limited_, negative_};
  checkpoint.numbers["output_times"] = output_times_;
  std::vector<double>& rows = checkpoint.numbers["balance_rows"];
  for (const auto& row : balance_table_.rows) rows.insert(rows.end(), row.begin(), row.end());
  if (streams_) checkpoint.numbers["stream_series"] = flat_rows(stream_series_);
  dams_.save(checkpoint);
  quality_.save(checkpoint);
  gullies_.save(checkpoint);
  sign_checkpoint(scenario_, world_, options_, clock_.now(), checkpoint);
  return io::save_in_slots(options_.folder / "checkpoint", checkpoint);
}

void Run::restore() {
  const io::Checkpoint& checkpoint = *options_.checkpoint;
  restore_cover_stages(checkpoint.numbers.at("clock")[0], world_);
  restore_state(checkpoint, world_, process_, streams_.get());
  if (bedload_) restore_bedload(checkpoint, world_.state, *bedload_);
  gauges_.restore(checkpoint);
  const std::vector<double>& clock = checkpoint.numbers.at("clock");
  const std::vector<std::int64_t>& counts = checkpoint.integers.at("clock");
  clock_.restore(clock[0], counts[0]);
  stored_at_start_ = clock[1];
  const auto parts = checkpoint.numbers.find("parts_at_start");
  if (parts != checkpoint.numbers.end() && parts->second.size() == parts_at_start_.size())
    parts_at_start_ = parts->second;  // a branch may divide the watershed otherwise
  limited_ = counts[1];
  negative_ = counts[2];
  first_step_ = counts[0];
  output_times_ = checkpoint.numbers.at("output_times");
  const std::vector<double>& rows = checkpoint.numbers.at("balance_rows");
  const std::size_t width = balance_table_.columns.size();
  for (std::size_t r = 0; r * width < rows.size(); ++r) {
    balance_table_.rows.emplace_back(rows.begin() + r * width, rows.begin() + (r + 1) * width);
  }
  const auto series = checkpoint.numbers.find("stream_series");
  if (series != checkpoint.numbers.end()) restore_stream_rows(series->second, world_, stream_series_);
  dams_.restore(checkpoint);
  process_.set_barriers(standing_barriers(world_));
  quality_.restore(checkpoint);
  gullies_.restore(checkpoint);
  if (options_.own_folder) writer_->continue_after(output_times_);
}

RunSummary Run::finish(RunStatus status) {
  const Stopwatch waiting;
  writer_->wait();
  wall_output_ += waiting.seconds();
  if (status == RunStatus::complete && gauges_.open_interval(clock_.now())) close_interval();
  RunSummary summary;
  summary.status = status;
  summary.reason = stop_reason_;
  const bool sound = !std::isnan(process_.report().wave_speed) && (!streams_ || streams_->sound());
  if (status == RunStatus::interrupted && sound && options_.leave_checkpoint)
    summary.checkpoint = write_checkpoint();
  land_.gather();
  summary.halos = land_.traffic();
  if (sound) balance_ = audit(world_, process_, streams_.get(), clock_.now(), stored_at_start_, land_.own());
  if (!parallel::root()) return summary;
  summary.balance = balance_;
  summary.state_hash = state_hash(world_);
  summary.steps = clock_.steps();
  summary.limited_cells = limited_;
  summary.outlet_peak = gauges_.outlet_peak();
  summary.model_time = clock_.now();
  summary.wall = wall_.seconds();
  summary.wall_output = wall_output_;
  summary.wall_steps = wall_steps_;
  const double updates = static_cast<double>(clock_.steps() - first_step_) * world_.grid.active_cells();
  summary.cell_updates_per_second = wall_steps_ > 0.0 ? updates / wall_steps_ : 0.0;
  const std::string state = status == RunStatus::complete ? "complete" : "stopped: " + stop_reason_;
  const EndState end{scenario_, world_, streams_.get(), dams_, clock_.now(), parts_at_start_, balance_};
  std::vector<io::Table> grown{gauges_.table(), balance_table_};
  if (streams_) grown.push_back(stream_series_);
  for (io::Table& table : quality_.tables(clock_.now())) grown.push_back(std::move(table));
  const std::vector<io::Table> tables = end_tables(end, std::move(grown));
  write_csv(options_.folder, tables);
  writer_->finish(state, tables);
  write_reports(scenario_, world_, options_, summary, negative_);
  return summary;
}

}  // namespace

RunSummary simulate(const scenario::Scenario& scenario, World& world, const RunOptions& options) {
  omp_set_num_threads(options.threads > 0 ? options.threads : useful_threads(world.grid.active_cells()));
  Run run(scenario, world, options);
  return run.march();
}

}  // namespace qingliu::run
