#include "run/restart_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "core/hash.hpp"
#include "core/real.hpp"

namespace qingliu::run {
namespace {

/// Digest of the tables by whose row numbers the state refers to soils.
std::uint64_t soil_digest(const World& world) {
  BitHash hash;
  const auto add = [&](const std::vector<double>& values) {
    for (const double value : values) hash.add(value);
  };
  const erosion::ErosionTable& e = world.land.erosion;
  add(e.mass_bottom);
  add(e.inverse_density);
  for (const auto& fractions : e.fraction) add(fractions);
  return hash.value();
}

/// Digest of how the ground of every cell took in water until `now` [s]; what is planned from then on is not
/// in it.
std::uint64_t ground_digest(double now, const World& world) {
  const infiltration::HorizonTable& h = world.land.horizons;
  std::vector<std::uint64_t> of_column;
  for (std::size_t c = 0; c < h.begin.size(); ++c) {
    BitHash hash;
    const std::size_t end = c + 1 < h.begin.size() ? static_cast<std::size_t>(h.begin[c + 1]) : h.next.size();
    for (auto row = static_cast<std::size_t>(h.begin[c]); row < end; ++row) {
      for (const auto* values : {&h.conductivity, &h.moisture_deficit, &h.filled_at_bottom})
        hash.add((*values)[row]);
    }
    of_column.push_back(hash.value());
  }
  BitHash hash;
  const std::vector<std::int32_t> columns = columns_until(now, world);
  for (std::size_t n = 0; n < columns.size(); ++n) {
    const auto i = static_cast<int>(n % world.grid.nx()), j = static_cast<int>(n / world.grid.nx());
    if (world.grid.active(i, j)) hash.add_bits(of_column[static_cast<std::size_t>(columns[n])]);
  }
  return hash.value();
}

/// The days of a work within the run that have passed by `now` [s].
void add_days(double from, double to, double now, BitHash& hash) {
  for (const double day : {from, to}) hash.add(day > 0.0 && day < now - same_moment ? day : 0.0);
}

/// Works on slopes that have begun before `now` [s], as they are: measures, cells, sizes and days.
std::string works_line(const scenario::Scenario& s, const World& world, double now) {
  BitHash hash;
  const auto count = [&](const auto& works, auto add_sizes) {
    const std::vector<std::size_t> begun = begun_before(now, works);
    for (const std::size_t n : begun) {
      hash.add_bits(works[n].cell);
      for (const char letter : s.measures[static_cast<std::size_t>(works[n].measure)].id)
        hash.add_bits(static_cast<unsigned char>(letter));
      add_days(works[n].from, works[n].to, now, hash);
      add_sizes(works[n]);
    }
    return begun.size();
  };
  const std::size_t stores = count(world.works.stores, [&](const SlopeStore& store) {
    for (const double size : {store.capacity, store.caught_per_way, store.wet_share}) hash.add(size);
    add_days(store.breaks_at, 0.0, now, hash);
  });
  const std::size_t strips = count(world.works.strips, [&](const PlantStrip& strip) {
    for (const double size : {strip.met_per_way, strip.width}) hash.add(size);
  });
  if (stores + strips == 0) return "";
  return fmt::format("works on slopes {} stores {} strips {:016x}\n", stores, strips, hash.value());
}

/// Ditches that have begun before `now` [s], as they are: way, section and days.
std::string ditch_lines(const World& world, double now) {
  std::string text;
  for (const std::size_t n : ditches_begun(now, world.ditches)) {
    const Ditch& ditch = world.ditches.lines[n];
    BitHash hash;
    for (std::size_t p = ditch.begin; p < ditch.end; ++p) {
      const DitchPiece& piece = world.ditches.pieces[p];
      hash.add_bits(piece.cell);
      hash.add(piece.length);
      hash.add(piece.crossed);
    }
    for (const double size : {ditch.bottom, ditch.side, ditch.depth, ditch.slope, ditch.manning_n})
      hash.add(size);
    add_days(ditch.from, ditch.to, now, hash);
    text += fmt::format("ditch {} of {} pieces {:016x}\n", ditch.name, ditch.end - ditch.begin, hash.value());
  }
  return text;
}

/// What covers and dams did on days within the run until `now` [s].
std::string past_lines(const World& world, double now) {
  std::string text;
  for (const CoverStage& stage : world.cover_stages.later) {
    if (stage.at < now - same_moment) text += fmt::format("covers changed at {} s\n", stage.at);
  }
  for (const Raising& raising : world.dated_works.raisings) {
    if (raising.at >= now - same_moment) continue;
    text += fmt::format("dam at {} {} at {} s{}\n", raising.segment, raising.up ? "built" : "taken away",
                        raising.at, raising.up ? "" : fmt::format(", let down in {} s", raising.release));
  }
  return text;
}

/// What a run that goes on at `now` [s] has to find as it was.
std::string layout_of(const scenario::Scenario& s, const World& world, double now) {
  std::string text = fmt::format("cells {} x {} of {} m at {} {}, {} active\n", world.grid.nx(),
                                 world.grid.ny(), world.grid.cell_size(), world.grid.x_west(),
                                 world.grid.y_south(), world.grid.active_cells());
  text += fmt::format("output.every_min {}\noutput.gauges_every_min {}\n", s.output.every / 60.0,
                      s.output.gauges_every / 60.0);
  for (const std::string& name : world.class_names) text += fmt::format("grain class {}\n", name);
  for (const Gauge& gauge : world.gauges) {
    BitHash faces;
    for (const surface::SectionFace& f : gauge.faces) {
      faces.add_bits(static_cast<std::uint64_t>(f.face.i) << 34 | static_cast<std::uint64_t>(f.face.j) << 2 |
                     (f.face.axis == surface::Face::Axis::x ? 2U : 0U) | (f.sign > 0 ? 1U : 0U));
    }
    text += fmt::format("gauge {} {} {} {} {:016x}\n", gauge.name, gauge.is_section ? "section" : "point",
                        gauge.i, gauge.j, faces.value());
  }
  for (const Constituent& constituent : world.quality.constituents)
    text += fmt::format("constituent {}\n", constituent.name());
  for (const Village& village : world.quality.villages)
    text += fmt::format("village {} at {}\n", village.name, village.segment);
  text += ditch_lines(world, now);
  for (const CheckDam& dam : world.dams) text += fmt::format("dam {} at {}\n", dam.name, dam.segment);
  for (const Reservoir& reservoir : world.reservoirs)
    text += fmt::format("reservoir {} at {}\n", reservoir.name, reservoir.segment);
  text += works_line(s, world, now) + past_lines(world, now);
  for (const Inflow& inflow : world.inflows) text += fmt::format("inflow {}\n", inflow.name);
  text += fmt::format("soils {:016x}\n", soil_digest(world));
  if (world.land.infiltration)
    text += fmt::format("conductivity and moisture of the ground {:016x}\n", ground_digest(now, world));
  return text;
}

std::string inputs_of(const World& world) {
  std::string text;
  for (const io::InputFile& input : world.inputs) {
    text += fmt::format("{} {}\n", std::filesystem::path(input.path).filename().string(), input.sha256);
  }
  return text;
}

/// "it was '...', it is '...'" for the first line that differs.
std::string first_difference(const std::string& was, const std::string& is) {
  std::istringstream a(was), b(is);
  std::string line_a, line_b;
  while (true) {
    const bool more_a = static_cast<bool>(std::getline(a, line_a));
    const bool more_b = static_cast<bool>(std::getline(b, line_b));
    if (!more_a && !more_b) return "";
    if (!more_a) line_a = "(nothing)";
    if (!more_b) line_b = "(nothing)";
    if (line_a != line_b) return fmt::format("it was '{}', it is '{}'", line_a, line_b);
  }
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

/// "- line" for every line that is gone, "+ line" for every one that is new.
std::string changed_lines(const std::string& was, const std::string& is) {
  std::vector<std::string> gone = lines_of(was), fresh;
  for (const std::string& line : lines_of(is)) {
    const auto found = std::ranges::find(gone, line);
    if (found == gone.end()) {
      fresh.push_back(line);
    } else {
      gone.erase(found);
    }
  }
  std::string text;
  for (const std::string& line : gone) text += "; - " + line;
  for (const std::string& line : fresh) text += "; + " + line;
  return text;
}

/// What canopy and litter have held back where that follows from the rain alone; else a state tells it.
double held_by_curves(const World& world, double t) {
  return world.rain.dries() ? 0.0 : world.rain.intercepted_cells(t);
}

/// But for rounding: a branch that plans measures adds up the same ground in other parts.
bool same_depth(double was, double is) { return std::fabs(was - is) <= 1e-12 * std::fabs(was); }

}  // namespace

void sign_checkpoint(const scenario::Scenario& s, const World& world, const RunOptions& options, double now,
                     io::Checkpoint& checkpoint) {
  checkpoint.texts["scenario"] = s.signature;
  checkpoint.texts["layout"] = layout_of(s, world, now);
  checkpoint.texts["inputs"] = inputs_of(world);
  checkpoint.texts["version"] = options.version;
  checkpoint.texts["state precision"] = state_precision;
  checkpoint.texts["branches"] = fmt::format("{}", fmt::join(options.branches, "\n"));
  checkpoint.numbers["rain"] = {now, world.rain.cumulative(now), held_by_curves(world, now)};
}

void check_restart(const io::Checkpoint& checkpoint, const scenario::Scenario& s, const World& world,
                   RunOptions& options) {
  const std::string file = options.restart.string();
  const auto saved = [&](const char* name) {
    const auto found = checkpoint.texts.find(name);
    if (found == checkpoint.texts.end())
      throw InputError(fmt::format("{} is no checkpoint of a run: it has no {}", file, name));
    return found->second;
  };
  std::vector<Finding> misfits;
  const auto misfit = [&](const std::string& what) {
    misfits.push_back({Finding::Kind::error, {file, 0, 0}, what});
  };
  const auto found = checkpoint.texts.find("state precision");
  const std::string precision =
      found == checkpoint.texts.end() ? "double" : found->second;  // before there was a choice
  if (precision != state_precision) {
    misfit(
        fmt::format("the checkpoint has its state in {} precision, this program computes in {}. Go on with "
                    "the program that wrote it, "
                    "or run the scenario from its start",
                    precision, state_precision));
  }
  const std::string was = saved("layout");
  const std::vector<double>& rain = checkpoint.numbers.at("rain");
  const std::string layout = first_difference(was, layout_of(s, world, rain[0]));
  if (!layout.empty()) {
    misfit(fmt::format(
        "the checkpoint does not fit: {}. A restart, branch or not, keeps the watershed, the "
        "soils, the grain classes, the gauges, the boundaries, the inflows, the output intervals and "
        "what measures have done by then",
        layout));
  }
  if (!same_depth(rain[1], world.rain.cumulative(rain[0])) ||
      !same_depth(rain[2], held_by_curves(world, rain[0]))) {
    misfit(
        fmt::format("the rain until the checkpoint was {} mm, it is {} mm, or the canopy has changed. A "
                    "branch may change what is to come, not what has fallen",
                    1e3 * rain[1], 1e3 * world.rain.cumulative(rain[0])));
  }
  if (!misfits.empty()) throw InputError(std::move(misfits));
  if (const auto earlier = checkpoint.texts.find("branches"); earlier != checkpoint.texts.end())
    options.branches = lines_of(earlier->second);
  std::string changes;
  for (const auto& [name, now] : {std::pair<const char*, std::string>{"scenario", s.signature},
                                  {"inputs", inputs_of(world)},
                                  {"version", options.version}}) {
    const std::string difference = first_difference(saved(name), now);
    if (difference.empty()) continue;
    changes += changed_lines(saved(name), now);
    if (!options.branch.empty()) continue;
    throw InputError(fmt::format(
        "{}: the {} changed since this checkpoint: {}. Restart with what it was made with, or "
        "give --branch NAME to go on with the new",
        file, std::string(name) == "inputs" ? "input files have" : std::string(name) + " has", difference));
  }
  if (!options.branch.empty())
    options.branches.push_back(fmt::format("{} at {} s{}", options.branch, rain[0], changes));
}

}  // namespace qingliu::run
