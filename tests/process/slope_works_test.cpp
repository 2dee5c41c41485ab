#include <catch2/catch.hpp>
#include <cmath>

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
    process = std::make_unique<works::SlopeWorksProcess>(works, slope.land.deposit_inverse_density);
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
  works::SlopeWorksProcess process(works, inverse_density);
  process.advance(1.0, 1.0, land, state);
  CHECK(state.water[0] == Approx(0.016).epsilon(1e-12));
  CHECK(land.depth[store.cell] == Approx(0.002).epsilon(1e-9));
  CHECK(process.land_wave_speed() == Approx(std::sqrt(9.81 * 0.002)).epsilon(1e-9));
  process.advance(100.0, 1.0, land, state);
  CHECK(state.water[0] == Approx(0.006).epsilon(1e-12));
  CHECK(land.depth[store.cell] == Approx(0.012).epsilon(1e-9));
  CHECK(state.silt[0][0] == 6.0);
}
