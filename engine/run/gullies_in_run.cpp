#include "run/gullies_in_run.hpp"

#include <set>

namespace qingliu::run {
namespace {

gully::GullyLand land_of(const World& world) {
  const surface::LandDescription& l = world.land;
  return {l.friction,
          l.cover,
          l.cosine_squared,
          l.n_deep,
          l.n_difference,
          l.inverse_decay_depth,
          l.friction_depends_on_depth,
          l.deposit_inverse_density,
          world.repose,
          world.parameters.bed_feedback};
}

void put(std::vector<double>& numbers, const Sum& sum) {
  numbers.insert(numbers.end(), {sum.leading(), sum.lost()});
}

/// Takes numbers one after another.
struct Reader {
  const std::vector<double>& numbers;
  std::size_t at = 0;

  double number() { return numbers.at(at++); }
  std::size_t count() { return static_cast<std::size_t>(number()); }
  Sum sum() {
    const double leading = number();
    return Sum::from_parts(leading, number());
  }
  std::vector<std::size_t> cells() {
    std::vector<std::size_t> all(count());
    for (std::size_t& cell : all) cell = count();
    return all;
  }
};

void put_cells(std::vector<double>& numbers, const std::vector<std::size_t>& cells) {
  numbers.push_back(static_cast<double>(cells.size()));
  for (const std::size_t cell : cells) numbers.push_back(static_cast<double>(cell));
}

/// Numbers of cells are below 2^53: doubles hold them.
void put_wall(std::vector<double>& numbers, const Wall& w) {
  numbers.insert(numbers.end(),
                 {static_cast<double>(w.gully), static_cast<double>(w.crest), static_cast<double>(w.foot),
                  w.length, w.height, w.foot_bed, w.toe, w.top, w.owed, w.gone});
  put_cells(numbers, w.cells);
  numbers.insert(numbers.end(), w.drops.begin(), w.drops.end());
}

Wall read_wall(Reader& r) {
  Wall w;
  w.gully = static_cast<int>(r.count());
  w.crest = r.count();
  w.foot = r.count();
  for (double* value : {&w.length, &w.height, &w.foot_bed, &w.toe, &w.top, &w.owed, &w.gone})
    *value = r.number();
  w.cells = r.cells();
  for (std::size_t n = 0; n < w.cells.size(); ++n) w.drops.push_back(r.number());
  return w;
}

}  // namespace

GulliesInRun::GulliesInRun(World& world) : world_(world) {
  if (!world.collapsing_gullies.empty())
    collapse_.emplace(world.grid, world.collapsing_gullies, land_of(world), world.state, world.collapse);
  if (!world.gullies.empty()) gullies_.emplace(world.grid, world.gullies, land_of(world));
}

void GulliesInRun::share_land(const Strips& strips) {
  if (!collapse_ && !gullies_) return;
  cells_.emplace(world_.grid, strips);
  if (collapse_)
    collapse_->set_reach(
        [this](std::size_t cell) { cells_->reach(cell, gully::reach_width, read_fields()); });
  know_cells();
}

/// What gullies read of the land; what they alone change is the same on all ranks without being told.
Fields GulliesInRun::read_fields() {
  LandState& s = world_.state;
  Fields fields{&s.depth, &s.velocity_x, &s.velocity_y, &s.bed,
                s.front_water.empty() ? &s.infiltrated : &s.front_water};
  for (Field<double>& concentration : s.concentration) fields.push_back(&concentration);
  for (Field<double>& deposited : s.deposited) fields.push_back(&deposited);
  return fields;
}

/// Channels, floors as they have grown, and walls.
void GulliesInRun::know_cells() {
  for (const Gully& gully : world_.gullies) cells_->add(gully.cells);
  const auto reach = [&](const std::vector<std::size_t>& cells) {
    for (const std::size_t cell : cells) cells_->reach(cell, gully::reach_width, read_fields());
  };
  for (const CollapsingGully& gully : world_.collapsing_gullies) reach(gully.floor);
  for (const std::vector<std::size_t>& grown : world_.collapse.grown) reach(grown);
  for (const Wall& wall : world_.collapse.walls) {
    reach(wall.cells);
    reach({wall.crest, wall.foot});
  }
}

void GulliesInRun::advance(double dt, double now) {
  if (cells_) cells_->refresh(read_fields());
  if (gullies_) gullies_->advance(dt, world_.state, world_.gully_states);
  if (collapse_) collapse_->advance(dt, now, world_.state, world_.collapse);
}

void GulliesInRun::tell(surface::SurfaceProcess& land) {
  if (gullies_) land.leave_to_gullies(gullies_->gullied(world_.gully_states));
}

void GulliesInRun::save(io::Checkpoint& checkpoint) const {
  if (collapse_) {
    const CollapseState& c = world_.collapse;
    std::vector<double>& numbers = checkpoint.numbers["gullies/collapse"];
    numbers.push_back(static_cast<double>(c.walls.size()));
    for (const Wall& wall : c.walls) put_wall(numbers, wall);
    for (std::size_t g = 0; g < c.grown.size(); ++g) {
      put_cells(numbers, c.grown[g]);
      put(numbers, c.given[g]);
      numbers.insert(numbers.end(), {c.retreat[g], c.first_fall[g], c.undercut[g]});
    }
    const std::set<std::size_t>& touched = collapse_->talus().touched();
    put_cells(numbers, {touched.begin(), touched.end()});
  }
  if (!gullies_) return;
  std::vector<double>& numbers = checkpoint.numbers["gullies/channels"];
  for (const GullyState& state : world_.gully_states) {
    numbers.insert(numbers.end(), state.depth.begin(), state.depth.end());
    numbers.insert(numbers.end(), state.area.begin(), state.area.end());
    numbers.insert(numbers.end(), {state.head, state.peak});
    for (const Sum& sum : {state.cut, state.widened, state.headcut}) put(numbers, sum);
  }
}

void GulliesInRun::restore(const io::Checkpoint& checkpoint) {
  if (collapse_) {
    CollapseState& c = world_.collapse;
    Reader r{checkpoint.numbers.at("gullies/collapse")};
    c.walls.clear();
    for (std::size_t n = r.count(); n > 0; --n) c.walls.push_back(read_wall(r));
    for (std::size_t g = 0; g < c.grown.size(); ++g) {
      c.grown[g] = r.cells();
      c.given[g] = r.sum();
      for (auto* values : {&c.retreat, &c.first_fall, &c.undercut}) (*values)[g] = r.number();
    }
    const std::vector<std::size_t> touched = r.cells();
    collapse_->talus().restore({touched.begin(), touched.end()});
    collapse_->take_floors(c);
    if (cells_) know_cells();
  }
  if (!gullies_) return;
  Reader r{checkpoint.numbers.at("gullies/channels")};
  for (GullyState& state : world_.gully_states) {
    for (auto* values : {&state.depth, &state.area}) {
      for (double& value : *values) value = r.number();
    }
    state.head = r.number();
    state.peak = r.number();
    for (Sum* sum : {&state.cut, &state.widened, &state.headcut}) *sum = r.sum();
  }
}

}  // namespace qingliu::run
