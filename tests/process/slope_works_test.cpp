#include <catch2/catch.hpp>
#include <cmath>

#include "process/works/slope_works_laws.hpp"
#include "process/works/slope_works_process.hpp"
#include "support/surface_case.hpp"

using namespace qingliu;
using qingliu::testing::SurfaceCase;

namespace {

/// A slope of 80 m that falls to the east, with a store in every cell.
struct StoredSlope {
  StoredSlope(double catch_length, double capacity) : slope(SurfaceCase::rectangle(40, 1, 2.0)) {
    slope.terrain([](double x, double) { return 20.0 - 0.1 * x; }).manning(0.05);
    slope.east_outlet(0.1);
    for (const int face : {10, 20, 30}) slope.sections.push_back({{{surface::Face::Axis::x, face, 0}, 1}});
    for (int i = 0; i < 40; ++i) {
      SlopeStore store;
      store.cell = slope.grid.index(i, 0);
      store.capacity = capacity;
      store.caught_per_way = 1.0 / catch_length;
      works.stores.push_back(store);
    }
    state = SlopeWorksState(works, 0);
    slope.start();
    process = std::make_unique<works::SlopeWorksProcess>(works, slope.land.grains,
                                                         slope.land.deposit_inverse_density);
  }

  void run_until(double end, double longest = 10.0) {
    while (slope.time < end - 1e-9) {
      const double dt = std::min({longest, end - slope.time, slope.process->max_step(slope.rain)});
      slope.step(dt);
      process->advance(slope.time, dt, slope.state, state);
      slope.process->raise_wave_speed(process->land_wave_speed());
    }
  }
  double held() const {
    Sum sum;
    for (const double water : state.water) sum.add(water * slope.grid.cell_area());
    return sum.value();
  }
  double seeped() const {
    Sum sum;
    slope.each([&](std::size_t k, int, int) { sum.add(slope.state.infiltrated[k]); });
    return sum.value() * slope.grid.cell_area();
  }
  double water_error() const {
    return (slope.rained.value() - slope.water_out() - slope.volume() - held() - seeped()) /
           slope.rained.value();
  }
  double discharge(std::size_t section) const {  // [m2 s-1]
    return slope.process->sections()[section].step_water / slope.last_dt / slope.grid.cell_size();
  }

  SurfaceCase slope;
  SlopeWorks works;
  SlopeWorksState state;
  std::unique_ptr<works::SlopeWorksProcess> process;
};

}  // namespace

TEST_CASE("stores shorten a slope: q = r L (1 - exp(-x/L)) in steady rain", "[works][closed form]") {
  const double length = 12.0, rain = 60e-3 / 3600.0;
  StoredSlope c(length, 1e3);
  c.slope.rain = rain;
  c.run_until(2400.0, 0.5);  // catching is of first order in time: dt u/L is below 0.3 %
  const double ways[] = {80.0, 20.0, 40.0, 60.0};
  for (std::size_t s = 0; s < 4; ++s) {
    CAPTURE(ways[s]);
    CHECK(c.discharge(s) == Approx(rain * length * (1.0 - std::exp(-ways[s] / length))).epsilon(0.01));
  }
  CHECK(std::abs(c.water_error()) <= 1e-12);
}

TEST_CASE("a full store passes all that comes, and fills when the rain says", "[works][closed form]") {
  const double rain = 60e-3 / 3600.0, capacity = 0.005;
  StoredSlope c(1.0, capacity);
  c.slope.rain = rain;
  // Caught within a metre: the slope of 80 m gives at most 1/80 of the rain until 5 mm have fallen, at 300 s.
  c.run_until(270.0);
  CHECK(c.slope.water_out() < 1.0 / 80.0 * c.slope.rained.value());
  c.run_until(1800.0);
  CHECK(c.discharge(0) == Approx(rain * 80.0).epsilon(1e-3));
  CHECK(c.held() == Approx(capacity * 160.0).epsilon(1e-12));
  CHECK(std::abs(c.water_error()) <= 1e-12);
}

TEST_CASE("what stands in a store seeps away at its rate, as far as the soil has room", "[works]") {
  StoredSlope c(1.0, 0.05);
  for (SlopeStore& store : c.works.stores) {
    store.seepage = 2e-6;
    store.soil_room = 0.004;
  }
  for (double& water : c.state.water) water = 0.01;
  c.slope.rained.add(0.01 * 160.0);
  c.run_until(1000.0);
  CHECK(c.state.water[7] == Approx(0.01 - 2e-6 * 1000.0).epsilon(1e-12));
  c.run_until(4000.0);
  CHECK(c.state.water[7] == Approx(0.006).epsilon(1e-12));
  CHECK(std::abs(c.water_error()) <= 1e-12);
}

TEST_CASE("silt takes the room of water, and a broken store gives its water back", "[works]") {
  const Grid grid = SurfaceCase::rectangle(4, 1, 2.0);
  LandState land(grid, 1);
  SlopeWorks works;
  SlopeStore store;
  store.cell = grid.index(2, 0);
  store.capacity = 0.02;
  store.caught_per_way = 1.0;
  store.breaks_at = 100.0;
  store.broken_capacity = 0.01;
  works.stores = {store};
  SlopeWorksState state(works, 1);
  state.water[0] = 0.018;
  state.silt[0][0] = 6.0;  // 4 mm at 1500 kg/m3
  const std::vector<double> inverse_density{1.0 / 1500.0};
  const Grains grains{GrainClass{}};
  works::SlopeWorksProcess process(works, grains, inverse_density);
  process.advance(1.0, 1.0, land, state);
  CHECK(state.water[0] == Approx(0.016).epsilon(1e-12));
  CHECK(land.depth[store.cell] == Approx(0.002).epsilon(1e-9));
  CHECK(process.land_wave_speed() == Approx(std::sqrt(9.81 * 0.002)).epsilon(1e-9));
  process.advance(100.0, 1.0, land, state);
  CHECK(state.water[0] == Approx(0.006).epsilon(1e-12));
  CHECK(land.depth[store.cell] == Approx(0.012).epsilon(1e-9));
  CHECK(state.silt[0][0] == 6.0);
}

TEST_CASE("grains settle in a strip as Hazen says: TE = 1 - exp(-w A / Q)", "[works][closed form]") {
  // Basin of 2 m2 with 0.05 m3/s: 0.55 of grains that fall 0.02 m/s, 0.012 of those that fall 3e-4 m/s.
  CHECK(works::strip_trap(0.02, 2.0, 0.05) == Approx(0.55).margin(0.002));
  CHECK(works::strip_trap(3.0e-4, 2.0, 0.05) == Approx(0.012).margin(0.0002));
}

TEST_CASE("water that meets n strips keeps exp(-n TE) of a class, and no mass is lost",
          "[works][closed form]") {
  const Grid grid = SurfaceCase::rectangle(4, 1, 10.0);
  LandState land(grid, 1);
  const std::size_t cell = grid.index(1, 0);
  land.depth[cell] = 0.01;
  land.velocity_x[cell] = 0.3;
  land.velocity_y[cell] = -0.4;
  land.concentration[0][cell] = 20.0;
  SlopeWorks works;
  works.strips = {{cell, 0, 1.0 / 8.0, 1.5}};
  SlopeWorksState state(works, 1);
  GrainClass grain;
  grain.settling_velocity = 2e-3;
  const Grains grains{grain};
  const std::vector<double> inverse_density{1.0 / 1500.0};
  works::SlopeWorksProcess process(works, grains, inverse_density);
  for (int n = 0; n < 32; ++n) process.advance(n, 1.0, land, state);  // 16 m of way: 2 strips
  const double trap = 1.0 - std::exp(-2e-3 * 1.5 / (0.01 * 0.5));
  CHECK(land.concentration[0][cell] == Approx(20.0 * std::exp(-2.0 * trap)).epsilon(1e-12));
  CHECK(0.01 * land.concentration[0][cell] + state.settled[0][0] == Approx(0.2).epsilon(1e-14));
}

TEST_CASE("a basin takes of all that enters its cell what Hazen says, a ditch all but a fiftieth",
          "[works][closed form]") {
  // A basin of 2 m2 in a cell of 5 m with 0.05 m3/s, which is 0.01 m2/s; the cell is one mixed volume.
  const double dx = 5.0, depth = 0.02, speed = 0.5, courant = 0.005;
  const Grid grid = SurfaceCase::rectangle(4, 1, dx);
  const std::size_t cell = grid.index(1, 0);
  GrainClass coarse, fine;
  coarse.settling_velocity = 0.02;
  fine.settling_velocity = 3.0e-4;
  const Grains grains{coarse, fine};
  const std::vector<double> inverse_density{1.0 / 1500.0, 1.0 / 1500.0};
  LandState land(grid, 2);
  land.velocity_x[cell] = speed;
  SlopeWorks works;
  works.strips = {{cell, 0, 1.0 / dx, 2.0 / dx, true}};
  SlopeWorksState state(works, 2);
  works::SlopeWorksProcess basin(works, grains, inverse_density);
  land.depth[cell] = depth;
  const double dt = courant * dx / speed;
  for (int n = 0; n < 4000; ++n) {
    for (int k = 0; k < 2; ++k) land.concentration[k][cell] += courant * (1.0 - land.concentration[k][cell]);
    basin.advance(n * dt, dt, land, state);
  }
  CHECK(land.concentration[0][cell] == Approx(1.0 - 0.55).epsilon(0.01));
  CHECK(land.concentration[1][cell] == Approx(1.0 - 0.012).epsilon(1e-3));

  SlopeWorks ditches;
  SlopeStore ditch;
  ditch.cell = cell;
  ditch.capacity = 1e6;
  ditch.caught_per_way = 50.0 / dx;
  ditches.stores = {ditch};
  SlopeWorksState caught(ditches, 2);
  works::SlopeWorksProcess catching(ditches, grains, inverse_density);
  for (int n = 0; n < 4000; ++n) {
    land.depth[cell] += courant * (depth - land.depth[cell]);
    catching.advance(n * dt, dt, land, caught);
  }
  CHECK(land.depth[cell] / depth == Approx(1.0 / 51.0).epsilon(0.15));  // of first order in the step
}
