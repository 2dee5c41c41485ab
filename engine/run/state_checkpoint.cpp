#include "run/state_checkpoint.hpp"

#include <fmt/format.h>

#include "run/cell_tally.hpp"

namespace qingliu::run {
namespace {

/// f(name, field) for every field of the state that a restart needs; horizon rows follow from the masses.
template <class State, class F>
void for_each_field(State& state, const std::vector<std::string>& class_names, F f) {
  f("water/depth", state.depth);
  f("water/velocity_x", state.velocity_x);
  f("water/velocity_y", state.velocity_y);
  f("water/infiltrated", state.infiltrated);
  if (!state.front_water.empty()) f("water/front_water", state.front_water);
  if (!state.evaporated.empty()) f("water/evaporated", state.evaporated);
  for (int k = 0; k < state.classes(); ++k) {
    f("sediment/concentration_" + class_names[k], state.concentration[k]);
    f("sediment/deposited_" + class_names[k], state.deposited[k]);
    f("sediment/concentration_before_" + class_names[k], state.concentration_before[k]);
  }
  if (state.classes() > 0) {
    f("sediment/eroded", state.eroded);
    f("sediment/bed", state.bed);
  }
  if (state.fallen.empty()) return;
  f("gullies/fallen", state.fallen);
  f("gullies/initial_bed", state.initial_bed);
  for (int k = 0; k < state.classes(); ++k) f("gullies/gullied_" + class_names[k], state.gullied[k]);
}

/// f(name, values) for every row of the streams' state.
template <class State, class F>
void for_each_row(State& state, const std::vector<std::string>& class_names, F f) {
  f("streams/volume", state.volume);
  f("streams/discharge", state.discharge);
  for (int k = 0; k < state.classes(); ++k) {
    f("streams/suspended_" + class_names[k], state.suspended[k]);
    f("streams/deposited_" + class_names[k], state.deposited[k]);
    f("streams/removed_" + class_names[k], state.removed[k]);
    if (!state.buried.empty()) f("streams/buried_" + class_names[k], state.buried[k]);
  }
  f("streams/eroded", state.eroded);
  f("streams/dug", state.dug);
  f("streams/bed", state.bed);
  f("streams/widened", state.widened);
  for (int side = 0; side < sides; ++side) {
    const std::string name = fmt::format("streams/{}_bank_", side_names[side]);
    f(name + "toe", state.banks[side].toe);
    f(name + "top", state.banks[side].top);
    f(name + "taken", state.banks[side].taken);
    f(name + "water", state.banks[side].water);
    f(name + "lost", state.banks[side].lost);
  }
}

/// f(name, values, places) for every row of the state of works on slopes, and which of them have begun before
/// `now` [s]: a branch may plan others from then on.
template <class State, class F>
void for_each_works_row(double now, const World& world, State& state, F f) {
  const std::vector<std::size_t> stores = begun_before(now, world.works.stores),
                                 strips = begun_before(now, world.works.strips);
  f("works/water", state.water, stores);
  for (std::size_t k = 0; k < state.silt.size(); ++k) {
    f("works/silt_" + world.class_names[k], state.silt[k], stores);
    f("works/settled_" + world.class_names[k], state.settled[k], strips);
  }
}

/// The same of ditches: of those that have begun the places of the lines, or of all their pieces.
std::vector<std::size_t> ditch_places(double now, const World& world, bool pieces) {
  const std::vector<std::size_t> lines = ditches_begun(now, world.ditches);
  if (!pieces) return lines;
  std::vector<std::size_t> places;
  for (const std::size_t line : lines) {
    for (std::size_t n = world.ditches.lines[line].begin; n < world.ditches.lines[line].end; ++n)
      places.push_back(n);
  }
  return places;
}

/// f(name, field) for the discharges on faces: a column and a row more than cells.
template <class State, class F>
void for_each_face_field(State& state, F f) {
  if (state.discharge_x.empty()) return;
  f("water/discharge_x", state.discharge_x);
  f("water/discharge_y", state.discharge_y);
}

void put(std::vector<double>& parts, const Sum& sum) {
  parts.insert(parts.end(), {sum.leading(), sum.lost()});
}

const std::vector<double>& numbers_of(const io::Checkpoint& checkpoint, const std::string& name) {
  const auto found = checkpoint.numbers.find(name);
  if (found == checkpoint.numbers.end())
    throw InputError(
        fmt::format("the checkpoint lacks '{}': it was written by another version of the program. Run the "
                    "scenario from its start",
                    name));
  return found->second;
}

/// Row of the infiltration table with which the column under a cell begins.
std::int32_t first_row(std::size_t cell, const World& world) {
  if (world.land.intake.law != infiltration::Law::green_ampt) return world.state.front[cell];
  return world.land.horizons.begin[static_cast<std::size_t>(column_of_cell(cell, world))];
}

/// Horizons that hold the wetting fronts, counted from the surface: the table that a front points into has
/// other rows in a branch with other measures.
void save_fronts(const World& world, io::Checkpoint& checkpoint) {
  if (!world.land.infiltration) return;
  std::vector<std::int64_t>& horizons = checkpoint.integers["water/front_horizon"];
  horizons.assign(static_cast<std::size_t>(world.grid.nx()) * world.grid.ny(), 0);
  for_each_cell(world.grid, [&](std::size_t cell, std::size_t place) {
    horizons[place] = world.state.front[cell] - first_row(cell, world);
  });
}

void restore_fronts(const io::Checkpoint& checkpoint, World& world) {
  if (!world.land.infiltration) return;
  const auto horizons = checkpoint.integers.find("water/front_horizon");
  if (horizons == checkpoint.integers.end())
    throw InputError(
        "the checkpoint does not hold the wetting fronts: infiltration was off. A branch may not switch it "
        "on");
  for_each_cell(world.grid, [&](std::size_t cell, std::size_t place) {
    world.state.front[cell] = first_row(cell, world) + static_cast<std::int32_t>(horizons->second[place]);
  });
}

/// Wetness by cover class, and the class of every cell: a branch may split classes for what is to come.
void save_stores(const World& world, io::Checkpoint& checkpoint) {
  std::vector<double>& stores = checkpoint.numbers["cover_stores"];
  for (const CoverStore& store : world.rain.stores()) {
    stores.insert(stores.end(), {store.canopy_rain, store.litter, store.roof});
    put(stores, store.net);
  }
  std::vector<std::int64_t>& classes = checkpoint.integers["cover_classes"];
  classes.assign(static_cast<std::size_t>(world.grid.nx()) * world.grid.ny(), 0);
  for_each_cell(world.grid,
                [&](std::size_t cell, std::size_t place) { classes[place] = world.land.cover[cell]; });
}

void restore_stores(const io::Checkpoint& checkpoint, World& world) {
  const auto stores = checkpoint.numbers.find("cover_stores");
  const auto classes = checkpoint.integers.find("cover_classes");
  if (stores == checkpoint.numbers.end() || classes == checkpoint.integers.end())
    throw InputError(
        "the checkpoint does not hold the wetness of the land uses. A branch may not switch evaporation on");
  std::vector<std::int64_t> was(world.rain.stores().size(), -1);
  for_each_cell(world.grid, [&](std::size_t cell, std::size_t place) {
    std::int64_t& of_class = was[static_cast<std::size_t>(world.land.cover[cell])];
    if (of_class < 0) of_class = classes->second[place];
    if (of_class != classes->second[place])
      throw InputError(
          "ground that was of two land uses, wet in two ways, is of one. A branch of a run with evaporation "
          "may not join land uses");
  });
  for (std::size_t k = 0; k < was.size(); ++k) {
    if (was[k] < 0) continue;
    const double* at = stores->second.data() + 5 * was[k];
    world.rain.stores()[k] = {at[0], at[1], at[2], Sum::from_parts(at[3], at[4])};
  }
}

}  // namespace

void save_state(double now, const World& world, surface::SurfaceProcess& process,
                stream::StreamProcess* streams, io::Checkpoint& checkpoint) {
  const Grid& grid = world.grid;
  for_each_field(world.state, world.class_names, [&](const std::string& name, const auto& field) {
    std::vector<double>& values = checkpoint.numbers[name];
    values.reserve(static_cast<std::size_t>(grid.nx()) * grid.ny());
    for (int j = 0; j < grid.ny(); ++j) values.insert(values.end(), field.row(j), field.row(j) + grid.nx());
  });
  for_each_face_field(world.state, [&](const std::string& name, const auto& field) {
    std::vector<double>& values = checkpoint.numbers[name];
    for (int j = 0; j <= grid.ny(); ++j)
      values.insert(values.end(), field.row(j), field.row(j) + grid.nx() + 1);
  });
  save_fronts(world, checkpoint);
  checkpoint.integers["grid"] = {grid.nx(), grid.ny(), static_cast<std::int64_t>(grid.active_cells()),
                                 world.state.classes()};
  std::vector<double>& books = checkpoint.numbers["books"];
  for (surface::SectionBook& book : process.sections()) {
    put(books, book.water);
    put(books, book.against);
    for (const Sum& sum : book.classes) put(books, sum);
    for (const Sum& sum : book.classes_against) put(books, sum);
  }
  for (const Sum& sum : process.clipped()) put(books, sum);
  for (const Inflow& inflow : world.inflows) {
    put(books, inflow.water);
    for (const Sum& sum : inflow.classes) put(books, sum);
  }
  checkpoint.numbers["wave_speed"] = {process.wave_speed()};
  checkpoint.numbers["last_step"] = {world.state.last_step};
  if constexpr (single_state) checkpoint.integers["steps"] = {world.state.steps};
  if (world.rain.dries()) save_stores(world, checkpoint);
  for_each_works_row(now, world, world.works_state,
                     [&](const std::string& name, const auto& values, const auto& places) {
                       if (places.empty()) return;
                       std::vector<double>& saved = checkpoint.numbers[name];
                       for (const std::size_t n : places) saved.push_back(values[n]);
                     });
  for_each_ditch_row(world.ditch_state, world.class_names,
                     [&](const std::string& name, const auto& values, bool pieces) {
                       const std::vector<std::size_t> places = ditch_places(now, world, pieces);
                       if (places.empty()) return;
                       std::vector<double>& saved = checkpoint.numbers[name];
                       for (const std::size_t n : places) saved.push_back(values[n]);
                     });
  if (!streams) return;
  for_each_row(
      world.streams, world.class_names,
      [&](const std::string& name, const std::vector<double>& values) { checkpoint.numbers[name] = values; });
  std::vector<double>& stream_books = checkpoint.numbers["streams/books"];
  put(stream_books, streams->books().outflow);
  for (const Sum& sum : streams->books().outflow_classes) put(stream_books, sum);
}

void restore_state(const io::Checkpoint& checkpoint, World& world, surface::SurfaceProcess& process,
                   stream::StreamProcess* streams) {
  const Grid& grid = world.grid;
  const std::vector<std::int64_t> expected{
      grid.nx(), grid.ny(), static_cast<std::int64_t>(grid.active_cells()), world.state.classes()};
  const std::vector<std::int64_t>& found = checkpoint.integers.at("grid");
  if (found != expected) {
    throw InputError(fmt::format(
        "the checkpoint is of another watershed: it has {} x {} cells ({} active) and {} grain "
        "classes, the scenario {} x {} ({}) and {}. Restart with the scenario it was made with.",
        found[0], found[1], found[2], found[3], expected[0], expected[1], expected[2], expected[3]));
  }
  for_each_field(world.state, world.class_names, [&](const std::string& name, auto& field) {
    const std::vector<double>& values = numbers_of(checkpoint, name);
    for (int j = 0; j < grid.ny(); ++j) {
      for (int i = 0; i < grid.nx(); ++i)
        field.row(j)[i] = values[static_cast<std::size_t>(j) * grid.nx() + i];
    }
  });
  for_each_face_field(world.state, [&](const std::string& name, auto& field) {
    auto value = numbers_of(checkpoint, name).begin();
    for (int j = 0; j <= grid.ny(); ++j) {
      for (int i = 0; i <= grid.nx(); ++i) field.row(j)[i] = *value++;
    }
  });
  restore_fronts(checkpoint, world);
  for_each_cell(grid, [&](std::size_t cell, std::size_t) {
    if (world.state.classes() > 0)
      world.state.horizon[cell] =
          world.land.erosion.horizon_at(world.land.top_horizon[cell], world.state.eroded[cell]);
  });
  const std::vector<double>& books = checkpoint.numbers.at("books");
  std::size_t at = 0;
  const auto take_from = [&](const std::vector<double>& parts, Sum& sum) {
    sum = Sum::from_parts(parts.at(at), parts.at(at + 1));
    at += 2;
  };
  const auto take = [&](Sum& sum) { take_from(books, sum); };
  for (surface::SectionBook& book : process.sections()) {
    take(book.water);
    take(book.against);
    for (Sum& sum : book.classes) take(sum);
    for (Sum& sum : book.classes_against) take(sum);
  }
  for (Sum& sum : process.clipped()) take(sum);
  for (Inflow& inflow : world.inflows) {
    take(inflow.water);
    for (Sum& sum : inflow.classes) take(sum);
  }
  process.set_wave_speed(checkpoint.numbers.at("wave_speed")[0]);
  world.state.last_step = numbers_of(checkpoint, "last_step")[0];
  if constexpr (single_state) world.state.steps = checkpoint.integers.at("steps")[0];
  if (world.rain.dries()) restore_stores(checkpoint, world);
  const double now = checkpoint.numbers.at("clock")[0];
  for_each_works_row(now, world, world.works_state,
                     [&](const std::string& name, auto& values, const auto& places) {
                       if (places.empty()) return;
                       const std::vector<double>& saved = numbers_of(checkpoint, name);
                       for (std::size_t p = 0; p < places.size(); ++p) values[places[p]] = saved.at(p);
                     });
  for_each_ditch_row(world.ditch_state, world.class_names,
                     [&](const std::string& name, auto& values, bool pieces) {
                       const std::vector<std::size_t> places = ditch_places(now, world, pieces);
                       if (places.empty()) return;
                       const std::vector<double>& saved = numbers_of(checkpoint, name);
                       for (std::size_t p = 0; p < places.size(); ++p) values[places[p]] = saved.at(p);
                     });
  if (!streams) return;
  for_each_row(world.streams, world.class_names, [&](const std::string& name, std::vector<double>& values) {
    values = checkpoint.numbers.at(name);
  });
  streams->take_bed(world.streams);
  const std::vector<double>& stream_books = checkpoint.numbers.at("streams/books");
  at = 0;
  take_from(stream_books, streams->books().outflow);
  for (Sum& sum : streams->books().outflow_classes) take_from(stream_books, sum);
}

}  // namespace qingliu::run
