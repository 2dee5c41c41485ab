// Collapsing gullies (崩岗) and gullies.
#include <catch2/catch.hpp>
#include <cmath>
#include <numeric>

#include "process/gully/collapse_process.hpp"
#include "process/gully/gully_process.hpp"
#include "process/gully/incision_laws.hpp"
#include "process/gully/wall_laws.hpp"
#include "support/surface_case.hpp"
#include "verification/sediment/sediment_case.hpp"

using namespace qingliu;
using namespace qingliu::gully;
using qingliu::testing::SurfaceCase;

namespace {

constexpr double degree = 3.14159265358979323846 / 180.0;
const WallSoil saprolite{22e3, 8e3, std::tan(28.0 * degree), std::tan(24.0 * degree), 17e3, 19.5e3};

double upright(double saturation, bool crack = false) {
  return standing_height(strength_at(saprolite, saturation), 1.0, 0.0, crack);
}

/// A plateau in the east above a floor in the west, two grain classes; cells of 5 m unless said.
struct WallCase : SurfaceCase {
  explicit WallCase(double height, double cell = 5.0, int nx = 24, int ny = 6)
      : SurfaceCase(rectangle(nx, ny, cell), {{2e-5, 2650.0, 4e-4, -1.0}, {5e-4, 2650.0, 7e-2, -1.0}}) {
    edge_x = nx / 2 * cell;
    terrain([&](double x, double) { return x > edge_x ? 100.0 + height : 100.0; }).manning(0.04);
    land.deposit_inverse_density = {1.0 / 1457.5, 1.0 / 1457.5};
    state.open_gullies(grid);
    gully.soil = saprolite;
    gully.fraction = {0.3, 0.7};
    gully.density = 1600.0;
    gully.erodibility = bank_erodibility(gully.critical_shear);
    gully.height = height;
    each([&](std::size_t k, int i, int) {
      if (grid.x_centre(i) < edge_x) gully.floor.push_back(k);
    });
  }
  GullyLand properties() {
    return {land.friction,
            land.cover,
            land.cosine_squared,
            land.n_deep,
            land.n_difference,
            land.inverse_decay_depth,
            land.friction_depends_on_depth,
            land.deposit_inverse_density,
            0.6745085,
            parameters.bed_feedback};
  }
  void begin() {
    gullies = {gully};
    collapses = std::make_unique<CollapseProcess>(grid, gullies, properties(), state, collapse);
  }
  void advance(double dt) {
    time += dt;
    collapses->advance(dt, time, state, collapse);
  }
  double sum(const Field<double>& field) const {
    Sum all;
    each([&](std::size_t k, int, int) { all.add(field[k] * grid.cell_area()); });
    return all.value();
  }
  /// What is given, lies about and is missing in the ground must be one.
  void check_books() const {
    const double given = collapse.given[0].value();
    for (int k = 0; k < 2; ++k) {
      CHECK(sum(state.gullied[k]) == Approx(given * gully.fraction[k]).epsilon(1e-12));
      CHECK(sum(state.deposited[k]) == Approx(given * gully.fraction[k]).epsilon(1e-12));
    }
    CHECK(sum(state.fallen) * gully.density == Approx(given).epsilon(1e-12));
  }
  /// [m] by which loose deposit lies too steep.
  double steepest_excess() const {
    double worst = 0.0;
    each([&](std::size_t k, int, int) {
      const double lies = (state.deposited[0][k] + state.deposited[1][k]) / 1457.5;
      for (const std::ptrdiff_t step : face_steps(grid)) {
        if (std::fabs(state.bed[k + step]) > 1e5) continue;
        const double excess = state.bed[k] - state.bed[k + step] - 0.6745085 * grid.cell_size();
        worst = std::max(worst, std::min(excess, lies));
      }
    });
    return worst;
  }

  double edge_x = 0.0;
  CollapsingGully gully;
  std::vector<CollapsingGully> gullies;
  CollapseState collapse;
  std::unique_ptr<CollapseProcess> collapses;
};

}  // namespace

TEST_CASE("V42c: upright walls of saprolite stand up to the published heights, dry and saturated",
          "[gullies][closed form]") {
  CHECK(upright(0.0) == Approx(8.62).margin(0.005));
  CHECK(upright(1.0) == Approx(2.53).margin(0.005));
  CHECK(upright(0.0) > 8.0);
  CHECK(upright(0.0) < 9.0);
  CHECK(upright(1.0) > 2.0);
  CHECK(upright(1.0) < 3.0);
  // With the crack half of it is left: (4c/g) tan(45 + phi/2) - (2c/g) tan(45 + phi/2).
  CHECK(upright(0.0, true) == Approx(4.31).margin(0.005));
  CHECK(upright(1.0, true) == Approx(1.26).margin(0.005));
}

TEST_CASE("a wall half full of water has the strength of the formula", "[gullies][laws]") {
  const BankStrength soil = strength_at(saprolite, 0.5);
  CHECK(soil.cohesion == Approx(8e3 + 14e3 * std::pow(0.5, 1.5)).epsilon(1e-14));
  CHECK(soil.friction_sine / soil.friction_cosine ==
        Approx(0.5 * (std::tan(28.0 * degree) + std::tan(24.0 * degree))).epsilon(1e-14));
  CHECK(soil.friction_sine * soil.friction_sine + soil.friction_cosine * soil.friction_cosine ==
        Approx(1.0).epsilon(1e-14));
  CHECK(soil.unit_weight == Approx(18250.0));
  double last = 1e9;
  for (double s = 0.0; s <= 1.0; s += 0.05) {
    CHECK(upright(s) < last);
    last = upright(s);
  }
  CHECK(wall_saturation(0.3, 0.0, 0.2, 8.0) == 0.3);
  CHECK(wall_saturation(0.3, 0.8, 0.2, 8.0) == Approx(0.65));  // wet half-way down
  CHECK(wall_saturation(0.3, 9.0, 0.2, 8.0) == 1.0);
}

TEST_CASE("what slides is the wedge above the plane, and less behind a crack", "[gullies][closed form]") {
  const BankStrength soil = strength_at(saprolite, 0.0);
  const double plane = std::tan(31.0 * degree);  // 90 less (90 + 28)/2
  const Slide whole = slide_of(soil, 10.0, 0.0, false);
  CHECK(whole.run == Approx(10.0 * plane).epsilon(1e-12));
  CHECK(whole.area == Approx(50.0 * plane).epsilon(1e-12));
  const double crack = 2.0 * 22.0 / 17.0 * std::tan(59.0 * degree);
  CHECK(crack_depth(soil) == Approx(crack).epsilon(1e-12));
  const Slide cracked = slide_of(soil, 10.0, 0.0, true);
  CHECK(cracked.area == Approx(0.5 * (100.0 - crack * crack) * plane).epsilon(1e-12));
  CHECK(cracked.run == Approx((10.0 - crack) * plane).epsilon(1e-12));
}

TEST_CASE("a dry wall stands below its critical height and falls above it", "[gullies]") {
  for (const double height : {8.5, 8.75}) {
    WallCase c(height);
    c.begin();
    REQUIRE(c.collapse.walls.size() == 6);
    for (const Wall& wall : c.collapse.walls) CHECK(wall.length == Approx(5.0));
    c.advance(1.0);
    const bool fell = c.collapse.first_fall[0] >= 0.0;
    CHECK(fell == (height > upright(0.0)));
    if (!fell) continue;
    // 1/2 H2 tan 31 for each of 30 m of wall.
    CHECK(c.collapse.given[0].value() ==
          Approx(0.5 * height * height * std::tan(31.0 * degree) * 30.0 * 1600.0).epsilon(1e-10));
    c.check_books();
    CHECK(c.steepest_excess() <= 2e-3);
    const double given = c.collapse.given[0].value();
    for (int n = 0; n < 50; ++n) c.advance(1.0);
    CHECK(c.collapse.given[0].value() == given);  // the face lies at 59 degrees, its toe is buried
  }
}

TEST_CASE("rain on the crest brings a wall down where its critical height has sunk to it", "[gullies]") {
  WallCase c(5.0);
  c.gully.first_saturation = 0.2;
  c.gully.fillable = 0.25;
  c.begin();
  double low = 0.2, high = 1.0;
  for (int n = 0; n < 100; ++n) (upright(0.5 * (low + high)) > 5.0 ? low : high) = 0.5 * (low + high);
  double fell = -1.0;
  for (int n = 1; n <= 1000 && fell < 0.0; ++n) {
    const double water = n * 1e-3;
    c.each([&](std::size_t k, int, int) { c.state.infiltrated[k] = water; });
    c.advance(60.0);
    if (c.collapse.first_fall[0] >= 0.0) fell = wall_saturation(0.2, water, 0.25, 5.0);
  }
  CHECK(fell > low);
  CHECK(fell < low + 0.8 * 1e-3 / (0.25 * 5.0) + 1e-9);
}

TEST_CASE("flow takes the toe until the overhang breaks off at c/gamma", "[gullies]") {
  WallCase c(2.0);
  c.gully.erodibility = 1e-4;
  const double depth = 0.2, speed = 1.0;
  c.each([&](std::size_t k, int i, int) {
    c.state.depth[k] = c.grid.x_centre(i) < c.edge_x ? depth : 0.0;
    c.state.velocity_y[k] = c.state.depth[k] > 0.0 ? speed : 0.0;
    c.land.cosine_squared[k] = 1.0;
  });
  c.parameters.bed_feedback = false;
  c.begin();
  const double shear = 9810.0 * 0.04 * 0.04 * speed * speed / std::cbrt(depth);
  const double rate = 1e-4 * (shear - 0.8), overhang = 22.0 / 17.0;
  while (c.collapse.first_fall[0] < 0.0 && c.time < 1e5) {
    const double before = c.collapse.walls[2].toe;
    c.advance(1.0);
    CHECK(before <= overhang);
  }
  // The toe is buried by what falls at once from under the water, a little less than two decimetres high.
  CHECK(c.collapse.first_fall[0] == Approx(overhang / rate).epsilon(0.02));
  for (const Wall& wall : c.collapse.walls) CHECK(wall.top == Approx(wall.toe).epsilon(1e-9));
  CHECK(c.collapse.undercut[0] > 0.0);
  CHECK(c.collapse.undercut[0] < c.collapse.given[0].value());
  c.check_books();
}

TEST_CASE("a wall walks back over cells that are narrower than what falls", "[gullies]") {
  WallCase c(9.0, 1.0, 60, 8);
  c.begin();
  for (int n = 0; n < 5; ++n) c.advance(1.0);
  const double plane = std::tan(31.0 * degree);
  CHECK(c.collapse.grown[0].size() >= 8 * 2);  // 1/2 9 tan 31 = 2.7 cells on the mean
  CHECK(c.collapse.retreat[0] == Approx(0.5 * 9.0 * plane * 8.0).epsilon(0.05));
  c.check_books();
  CHECK(c.steepest_excess() <= 2e-3);
  // No ridge is left between floor and plateau: but for dips in the debris the ground rises all the way.
  for (int i = 32; i < 40; ++i)
    CHECK(c.state.bed[c.grid.index(i, 4)] >= c.state.bed[c.grid.index(i - 1, 4)] - 0.5);
}

TEST_CASE("a wall that the terrain shows in several cells is one wall, and walks back as one", "[gullies]") {
  WallCase c(9.0, 1.0, 60, 4);
  c.gully.height = 0.0;
  c.gully.floor.clear();
  c.terrain([&](double x, double) { return 100.0 + 3.0 * std::clamp(std::floor(x - 28.0), 0.0, 3.0); });
  c.each([&](std::size_t k, int i, int) {
    if (i < 31) c.gully.floor.push_back(k);
  });
  c.begin();
  REQUIRE(c.collapse.walls.size() == 4);
  for (const Wall& wall : c.collapse.walls) {
    CHECK(wall.height == Approx(9.0));
    CHECK(wall.cells.size() == 3);
    CHECK(wall.foot == c.grid.index(28, static_cast<int>(&wall - c.collapse.walls.data())));
  }
  c.advance(1.0);
  CHECK(c.collapse.first_fall[0] == 1.0);
  c.check_books();
}

TEST_CASE("walls athwart the grid are as long as they are", "[gullies]") {
  const Grid grid = SurfaceCase::rectangle(60, 60, 2.0);
  for (const double angle : {0.0, 45.0, 20.0, 70.0}) {
    FloorField floors(grid, -1);
    const Field<double> bed(grid);
    const double nx = std::cos(angle * degree), ny = std::sin(angle * degree);
    for (int j = 0; j < 60; ++j) {
      for (int i = 0; i < 60; ++i) {
        if ((grid.x_centre(i) - 60.3) * nx + (grid.y_centre(j) - 60.7) * ny < 0.0)
          floors[grid.index(i, j)] = 0;
      }
    }
    double length = 0.0;  // within 40 m of the middle, along the wall
    for (int j = 1; j < 59; ++j) {
      for (int i = 1; i < 59; ++i) {
        const double along = -(grid.x_centre(i) - 60.3) * ny + (grid.y_centre(j) - 60.7) * nx;
        if (floors[grid.index(i, j)] < 0 && std::fabs(along) < 40.0)
          length += wall_length(grid, 0, floors, bed, grid.index(i, j));
      }
    }
    CAPTURE(angle);
    CHECK(length == Approx(80.0).epsilon(0.05));
  }
}

TEST_CASE("cutting width and flow in gullies keep their formulas", "[gullies][laws]") {
  CHECK(cutting_width(0.01) == Approx(2.51 * std::pow(0.01, 0.412)).epsilon(1e-6));
  for (const double discharge : {1e-3, 0.05, 1.0}) {
    const double width = cutting_width(discharge), slope = 0.08, n = 0.035;
    const Channel flow = channel_flow(discharge, width, slope, n);
    const double area = width * flow.depth, radius = area / (width + 2.0 * flow.depth);
    CHECK(area * std::pow(radius, 2.0 / 3.0) * std::sqrt(slope) / n == Approx(discharge).epsilon(1e-6));
    CHECK(flow.shear == Approx(9810.0 * radius * slope).epsilon(1e-12));
  }
  CHECK(headcut_speed(0.02 / 3600.0, 0.1, 2.0, 0.3) ==
        Approx(0.02 / 3600.0 * (std::cbrt(0.2) - 0.3)).epsilon(1e-12));
  CHECK(headcut_speed(0.02, 1e-4, 1.0, 0.3) == 0.0);
}

namespace {

/// A slope of 20 cells with one gully along its middle row; the water stands still for the land.
struct GullyCase : WallCase {
  GullyCase() : WallCase(0.0, 5.0, 20, 3) {
    terrain([](double x, double) { return 100.0 + 0.1 * x; });
    each([&](std::size_t k, int, int) {
      state.depth[k] = 0.05;
      state.velocity_x[k] = -0.4;
    });
    channel.name = "g";
    for (int i = 0; i < 20; ++i) {
      channel.cells.push_back(grid.index(i, 1));
      channel.lengths.push_back(5.0);
    }
    channel.first_head = 60.0;
    channel.fraction = {0.3, 0.7};
    channel.density = 1500.0;
    channel.base = 0.4;
  }
  void start_gully() {
    channels = {channel};
    states.clear();
    states.emplace_back(channel);
    process = std::make_unique<GullyProcess>(grid, channels, properties());
  }
  /// [kg] of a class in the water and on the bed.
  double held(int k) const {
    Sum all;
    each([&](std::size_t cell, int, int) {
      all.add(state.depth[cell] * state.concentration[k][cell] * grid.cell_area());
      all.add(state.deposited[k][cell] * grid.cell_area());
    });
    return all.value();
  }
  Gully channel;
  std::vector<Gully> channels;
  std::vector<GullyState> states;
  std::unique_ptr<GullyProcess> process;
};

}  // namespace

TEST_CASE("a gully cuts down to ground that holds at the rate of its shear, then it widens", "[gullies]") {
  GullyCase c;
  c.channel.erodibility = 2e-3;
  c.start_gully();
  const double discharge = 0.05 * 0.4 * 5.0, width = cutting_width(discharge);
  const Channel flow = channel_flow(discharge, width, 0.1, 0.035);
  const double rate = 2e-3 / 1500.0 * (flow.shear - 0.8);
  double previous = -1.0;
  for (int n = 1; n <= 20; ++n) {
    for (auto& concentration : c.state.concentration) concentration.fill(0.0);  // the water is renewed
    // The ground beside goes with it, and the slope stays: compare with the first steps only.
    c.process->advance(1.0, c.state, c.states);
    if (n == 5) CHECK(c.states[0].depth[6] == Approx(5.0 * rate).epsilon(2e-3));
    CHECK(c.states[0].depth[6] > previous);
    previous = c.states[0].depth[6];
  }
  CHECK(c.states[0].area[6] == Approx(c.states[0].depth[6] * width).epsilon(1e-9));
  CHECK(c.states[0].depth[13] == 0.0);  // above the head
  for (int n = 0; n < 20000 && c.states[0].depth[6] < 0.4; ++n) {
    for (auto& concentration : c.state.concentration) concentration.fill(0.0);
    c.process->advance(5.0, c.state, c.states);
  }
  CHECK(c.states[0].depth[6] == Approx(0.4).epsilon(1e-12));
  CHECK(c.states[0].area[6] / 0.4 == Approx(width).epsilon(1e-6));
  for (int n = 0; n < 200; ++n) {
    for (auto& concentration : c.state.concentration) concentration.fill(0.0);
    c.process->advance(5.0, c.state, c.states);
  }
  CHECK(c.states[0].area[6] / 0.4 > 1.02 * width);
  CHECK(c.states[0].widened.value() > 0.0);
}

TEST_CASE("what a gully takes of the ground is in the water, and no more than that can hold", "[gullies]") {
  GullyCase c;
  c.channel.erodibility = 0.5;
  c.start_gully();
  c.process->advance(10.0, c.state, c.states);
  const double cut = c.states[0].cut.value();
  REQUIRE(cut > 0.0);
  for (int k = 0; k < 2; ++k) {
    CHECK(c.held(k) == Approx(cut * c.channel.fraction[k]).epsilon(1e-12));
    CHECK(c.sum(c.state.gullied[k]) == Approx(cut * c.channel.fraction[k]).epsilon(1e-12));
  }
  CHECK(c.sum(c.state.fallen) * 1500.0 == Approx(cut).epsilon(1e-12));
  const std::size_t cell = c.channel.cells[5];
  CHECK(c.state.concentration[0][cell] + c.state.concentration[1][cell] <= 848.0 * (1.0 + 1e-12));
}

TEST_CASE("a head goes back at the speed of its energy, and stops where it may go no further", "[gullies]") {
  GullyCase c;
  c.channel.head_height = 1.5;
  c.channel.head_rate = 0.2 / 3600.0;
  c.channel.head_threshold = 0.1;
  c.channel.erodibility = 0.0;
  c.start_gully();
  const double discharge = 0.1, width = cutting_width(discharge);
  const double speed = 0.2 / 3600.0 * (std::cbrt(discharge / width * 1.5) - 0.1);
  for (int n = 0; n < 3600; ++n) c.process->advance(10.0, c.state, c.states);
  const double went = c.states[0].head - 60.0;
  CHECK(went == Approx(36000.0 * speed).epsilon(1e-6));
  CHECK(c.states[0].headcut.value() == Approx(went * width * 1.5 * 1500.0).epsilon(1e-9));
  CHECK(c.held(0) + c.held(1) == Approx(c.states[0].headcut.value()).epsilon(1e-12));
  for (int n = 0; n < 3600; ++n) c.process->advance(1000.0, c.state, c.states);
  CHECK(c.states[0].head == Approx(100.0).epsilon(1e-12));
}

TEST_CASE("a gully leaves to the land what does not run in it, and what drops strike beside it",
          "[gullies]") {
  GullyCase c;
  c.channel.first_depth = 0.8;
  c.channel.first_width = 1.5;
  c.channel.first_head = 62.0;
  c.channel.greatest_width = 4.0;
  c.start_gully();
  Gully across = c.channel;  // through cell 4 of the first
  across.cells = {c.grid.index(4, 0), c.grid.index(4, 1), c.grid.index(4, 2)};
  across.lengths.assign(3, 5.0);
  across.first_head = 8.0;
  c.channels.push_back(across);
  c.states.emplace_back(across);
  c.process = std::make_unique<GullyProcess>(c.grid, c.channels, c.properties());
  const std::vector<GulliedCell>& left = c.process->gullied(c.states);
  REQUIRE(left.size() == 22);
  const auto at = [&](int i, int j) {
    return *std::ranges::find(left, c.grid.index(i, j), &GulliedCell::cell);
  };
  CHECK(at(3, 1).flow == 0.0);
  CHECK(at(3, 1).rain == Approx(1.0 - 5.0 * 1.5 / 25.0).epsilon(1e-14));
  CHECK(at(12, 1).flow == Approx(1.0 - 2.0 / 5.0).epsilon(1e-12));  // the head stands in this cell
  CHECK(at(12, 1).rain == Approx(1.0 - 2.0 * 1.5 / 25.0).epsilon(1e-12));
  CHECK(at(13, 1).flow == 1.0);
  CHECK(at(13, 1).rain == 1.0);
  CHECK(at(4, 1).flow == 0.0);  // 3 m of the other in it
  CHECK(at(4, 1).rain == Approx(1.0 - (5.0 + 3.0) * 1.5 / 25.0).epsilon(1e-12));
  CHECK(at(4, 2).flow == 1.0);
}

namespace {

/// Uniform flow over one soil for a step of the land; two classes.
SurfaceCase step_of_land(erosion::ClosureLaw law, const verification::SoilResponse& soil, double efficiency,
                         double drops, const std::vector<GulliedCell>& gullied, double deposit = 0.0) {
  SurfaceCase c = verification::uniform_flow(
      20, 100.0, 0.05, 0.5,
      {verification::settling_grain(1e-3, 5.0), verification::settling_grain(1e-2, 2.0)}, soil);
  c.land.erosion.efficiency.assign(c.land.erosion.efficiency.size(), efficiency);
  c.parameters.closure.law = law;
  c.forcing.splash_energy[0] = drops;
  c.parameters.splash_attenuation = 10.0;
  for (auto& lies : c.state.deposited) lies.fill(deposit);
  c.start();
  c.process->leave_to_gullies(gullied);
  c.step(1.0);
  return c;
}

}  // namespace

TEST_CASE("water that runs in a gully detaches nothing of the land beside it, whatever the law",
          "[gullies]") {
  using erosion::ClosureLaw;
  const auto law =
      GENERATE(ClosureLaw::hairsine_rose, ClosureLaw::deficit, ClosureLaw::wepp, ClosureLaw::cohesive);
  const verification::SoilResponse soil{2.0, 1e-2, 0.5};
  const Grid grid = SurfaceCase::rectangle(20, 1, 5.0);
  const std::size_t inside = grid.index(10, 0), beside = grid.index(5, 0);
  const std::vector<GulliedCell> gully{{inside, 0.0, 0.7}};
  const double efficiency = 0.3;
  {  // without rain: nothing at all
    const SurfaceCase c = step_of_land(law, soil, efficiency, 0.0, gully);
    CHECK(c.state.eroded[inside] == 0.0);
    CHECK(c.state.eroded[beside] > 1e-4);
  }
  {  // with it: what drops detach of a soil that the flow does not, on the ground that is left
    const SurfaceCase c = step_of_land(law, soil, efficiency, 1.0, gully);
    const SurfaceCase splash_only = step_of_land(law, {2.0 * 0.7, 0.0, 0.5}, 0.0, 1.0, {});
    const SurfaceCase whole = step_of_land(law, soil, efficiency, 1.0, {});
    CHECK(splash_only.state.eroded[inside] > 1e-5);
    CHECK(c.state.eroded[inside] == Approx(splash_only.state.eroded[inside]).epsilon(1e-12));
    CHECK(whole.state.eroded[inside] > 1.5 * c.state.eroded[inside]);
    CHECK(c.state.eroded[beside] == whole.state.eroded[beside]);
  }
  {  // half of the way is a gully: half of it, and some more where a step's load already fills the flow
    const SurfaceCase c = step_of_land(law, soil, efficiency, 0.0, {{inside, 0.5, 0.7}});
    const SurfaceCase whole = step_of_land(law, soil, efficiency, 0.0, {});
    CHECK(c.state.eroded[inside] > 0.499 * whole.state.eroded[inside]);
    CHECK(c.state.eroded[inside] < 0.6 * whole.state.eroded[inside]);
  }
  {  // what lies loose in the cell is carried on as ever
    const SurfaceCase c = step_of_land(law, soil, efficiency, 0.0, gully, 5.0);
    const SurfaceCase whole = step_of_land(law, soil, efficiency, 0.0, {}, 5.0);
    for (int k = 0; k < 2; ++k) {
      CHECK(whole.state.concentration[k][inside] > 0.0);
      CHECK(c.state.concentration[k][inside] == whole.state.concentration[k][inside]);
    }
  }
}

TEST_CASE("the ground of a gully's cell is taken once: by the gully, not by the land too", "[gullies]") {
  SurfaceCase c = verification::uniform_flow(
      20, 100.0, 0.05, 0.5,
      {verification::settling_grain(1e-3, 5.0), verification::settling_grain(1e-2, 2.0)}, {2.0, 1e-2, 0.5});
  c.state.open_gullies(c.grid);
  Gully channel;
  for (int i = 14; i >= 5; --i) {  // from its lower end up
    channel.cells.push_back(c.grid.index(i, 0));
    channel.lengths.push_back(5.0);
  }
  channel.first_head = 50.0;
  channel.first_depth = 0.2;
  channel.first_width = 0.5;
  channel.erodibility = 5e-3;
  channel.fraction = {0.5, 0.5};
  const std::vector<Gully> channels{channel};
  std::vector<GullyState> states{GullyState(channel)};
  GullyProcess gullies(
      c.grid, channels,
      {c.land.friction, c.land.cover, c.land.cosine_squared, c.land.n_deep, c.land.n_difference,
       c.land.inverse_decay_depth, false, c.land.deposit_inverse_density, 0.67, false});
  c.start();
  for (int n = 0; n < 60; ++n) {
    c.process->leave_to_gullies(gullies.gullied(states));
    c.step(1.0);
    gullies.advance(1.0, c.state, states);
  }
  double by_gully = 0.0;
  for (int i = 0; i < 20; ++i) {
    const std::size_t cell = c.grid.index(i, 0);
    const bool gullied = i >= 5 && i <= 14;
    CHECK((c.state.eroded[cell] == 0.0) == gullied);
    CHECK((c.state.fallen[cell] > 0.0) == gullied);
    by_gully += c.state.fallen[cell] * c.grid.cell_area() * channel.density;
  }
  CHECK(by_gully == Approx(states[0].cut.value()).epsilon(1e-12));
}
