#include "run/state_checkpoint.hpp"

#include <fmt/format.h>

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

/// f(name, values) for every row of the state of works on slopes.
template <class State, class F>
void for_each_works_row(State& state, const std::vector<std::string>& class_names, F f) {
  f("works/water", state.water);
  for (std::size_t k = 0; k < state.silt.size(); ++k) {
    f("works/silt_" + class_names[k], state.silt[k]);
    f("works/settled_" + class_names[k], state.settled[k]);
  }
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

void restore_stores(const io::Checkpoint& checkpoint, RainForcing& rain) {
  const auto found = checkpoint.numbers.find("cover_stores");
  constexpr std::size_t width = 5;
  if (found == checkpoint.numbers.end() || found->second.size() != width * rain.stores().size())
    throw InputError(
        "the checkpoint does not hold the wetness of these land uses. A branch may not switch evaporation "
        "on, "
        "or change the classes of a run in which they dry");
  const double* at = found->second.data();
  for (CoverStore& store : rain.stores()) {
    store = {at[0], at[1], at[2], Sum::from_parts(at[3], at[4])};
    at += width;
  }
}

}  // namespace

void save_state(const World& world, surface::SurfaceProcess& process, stream::StreamProcess* streams,
                io::Checkpoint& checkpoint) {
  const Grid& grid = world.grid;
  for_each_field(world.state, world.class_names, [&](const std::string& name, const Field<double>& field) {
    std::vector<double>& values = checkpoint.numbers[name];
    values.reserve(static_cast<std::size_t>(grid.nx()) * grid.ny());
    for (int j = 0; j < grid.ny(); ++j) values.insert(values.end(), field.row(j), field.row(j) + grid.nx());
  });
  for_each_face_field(world.state, [&](const std::string& name, const Field<double>& field) {
    std::vector<double>& values = checkpoint.numbers[name];
    for (int j = 0; j <= grid.ny(); ++j)
      values.insert(values.end(), field.row(j), field.row(j) + grid.nx() + 1);
  });
  std::vector<std::int64_t>& front = checkpoint.integers["water/front"];
  for (int j = 0; j < grid.ny(); ++j) {
    front.insert(front.end(), world.state.front.row(j), world.state.front.row(j) + grid.nx());
  }
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
  if (world.rain.dries()) {
    std::vector<double>& stores = checkpoint.numbers["cover_stores"];
    for (const CoverStore& store : world.rain.stores()) {
      stores.insert(stores.end(), {store.canopy_rain, store.litter, store.roof});
      put(stores, store.net);
    }
  }
  if (!world.works.empty())
    for_each_works_row(
        world.works_state, world.class_names,
        [&](const std::string& name, const auto& values) { checkpoint.numbers[name] = values; });
  if (!world.ditches.empty())
    for_each_ditch_row(
        world.ditch_state, world.class_names,
        [&](const std::string& name, const auto& values) { checkpoint.numbers[name] = values; });
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
  for_each_field(world.state, world.class_names, [&](const std::string& name, Field<double>& field) {
    const std::vector<double>& values = numbers_of(checkpoint, name);
    for (int j = 0; j < grid.ny(); ++j) {
      for (int i = 0; i < grid.nx(); ++i)
        field.row(j)[i] = values[static_cast<std::size_t>(j) * grid.nx() + i];
    }
  });
  for_each_face_field(world.state, [&](const std::string& name, Field<double>& field) {
    auto value = numbers_of(checkpoint, name).begin();
    for (int j = 0; j <= grid.ny(); ++j) {
      for (int i = 0; i <= grid.nx(); ++i) field.row(j)[i] = *value++;
    }
  });
  const std::vector<std::int64_t>& front = checkpoint.integers.at("water/front");
  for (int j = 0; j < grid.ny(); ++j) {
    for (int i = 0; i < grid.nx(); ++i) {
      const std::size_t cell = grid.index(i, j);
      world.state.front[cell] = static_cast<std::int32_t>(front[static_cast<std::size_t>(j) * grid.nx() + i]);
      if (world.state.classes() == 0 || !grid.active(i, j)) continue;
      world.state.horizon[cell] =
          world.land.erosion.horizon_at(world.land.top_horizon[cell], world.state.eroded[cell]);
    }
  }
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
  if (world.rain.dries()) restore_stores(checkpoint, world.rain);
  if (!world.works.empty())
    for_each_works_row(world.works_state, world.class_names,
                       [&](const std::string& name, auto& values) { values = checkpoint.numbers.at(name); });
  if (!world.ditches.empty())
    for_each_ditch_row(world.ditch_state, world.class_names,
                       [&](const std::string& name, auto& values) { values = numbers_of(checkpoint, name); });
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
