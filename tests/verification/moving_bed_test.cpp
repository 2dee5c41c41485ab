// Beds under flow, slides and the books of bedload: physics.md section 10.2, V39 and V40, and Kelly & Dodd
// 2009.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "verification/bedload_case.hpp"
#include "verification/noise.hpp"

using namespace qingliu;
using verification::BedloadCase;
using verification::SurfaceCase;

namespace {

std::filesystem::path data_folder() {
  const char* given = std::getenv("QINGLIU_DATA_DIR");
  return given ? std::filesystem::path(given)
               : std::filesystem::path(QINGLIU_SOURCE_DIR).parent_path() / "shared" / "data";
}

/// Rows h, x at t = 1 s, ..., u, bed of the semi-analytical solution, by rising x.
struct Profile {
  std::vector<double> x, depth, speed, bed;
  double at(const std::vector<double>& values, double place) const {
    const auto above = std::lower_bound(x.begin(), x.end(), place);
    if (above == x.begin() || above == x.end()) return 0.0;
    const auto k = static_cast<std::size_t>(above - x.begin());
    const double share = (place - x[k - 1]) / (x[k] - x[k - 1]);
    return values[k - 1] + share * (values[k] - values[k - 1]);
  }
};

Profile read_profile(const std::filesystem::path& file) {
  Profile profile;
  std::ifstream in(file);
  for (std::string line; std::getline(in, line);) {
    std::istringstream words(line);
    std::vector<double> v;
    for (double value; words >> value;) v.push_back(value);
    if (v.size() != 7) continue;
    if (!profile.x.empty() && v[1] <= profile.x.back()) continue;
    profile.depth.push_back(v[0]);
    profile.x.push_back(v[1]);
    profile.speed.push_back(v[5]);
    profile.bed.push_back(v[6]);
  }
  return profile;
}

struct DamBreakError {
  double bed, depth, front;
};
DamBreakError kelly_dodd(int n, const Profile& exact) {
  const double length = 14.0, west = -7.0, dx = length / n;
  Grid grid(n, 1, dx, west, 0.0, "", std::vector<std::uint8_t>(static_cast<std::size_t>(n), 1));
  BedloadCase bed(std::move(grid), {GrainClass{.diameter = 1e-6}}, 0.0);
  bed.parameters.law = bedload::BedloadLaw::grass;
  bed.parameters.grass_coefficient = 0.004;
  bed.parameters.active_layer = 1e-3;
  bed.parameters.repose = 1e9;
  bed.flow.manning(0.0);
  bed.beds([](double, double) { return -2.0; }, [](double, double) { return 0.0; });
  bed.flow.water([](double x, double) { return x < 0.0 ? 1.0 : 0.0; });
  bed.start();
  while (bed.flow.time < 1.0 - 1e-12) bed.step(std::min(bed.max_step(), 1.0 - bed.flow.time));
  DamBreakError error{};
  bed.flow.each([&](std::size_t cell, int i, int) {
    const double x = bed.flow.grid.x_centre(i);
    error.bed += std::fabs(bed.flow.state.bed[cell] - exact.at(exact.bed, x)) * dx;
    const double h = x < exact.x.front() ? 1.0 : exact.at(exact.depth, x);
    error.depth += std::fabs(bed.flow.state.depth[cell] - h) * dx;
    if (bed.flow.state.depth[cell] > 1e-3) error.front = x + 0.5 * dx;
  });
  return error;
}

}  // namespace

TEST_CASE("V39 a step of sand slides to the angle of repose and keeps its mass", "[verification][exner]") {
  const int n = 40;
  BedloadCase bed(SurfaceCase::rectangle(n, n, 1.0));
  bed.parameters.active_layer = 1e-9;
  bed.beds([](double, double) { return 0.0; },
           [](double x, double y) { return std::hypot(x - 20.0, y - 20.0) < 6.0 ? 8.0 : 0.0; });
  bed.start_bedload();
  const double mass = bed.deposit(0);
  int sweeps = 0;
  for (double excess = 1.0; excess > 1e-6 && sweeps < 20000; ++sweeps)
    excess = bed.process->slide(bed.flow.state);
  WARN("V39: " << sweeps << " sweeps");
  CHECK(sweeps < 20000);
  CHECK(bed.deposit(0) == Approx(mass).epsilon(1e-14));
  const Field<double>& z = bed.flow.state.bed;
  double steepest = 0.0, lowest = 0.0;
  bed.flow.each([&](std::size_t cell, int i, int j) {
    if (i + 1 < n) steepest = std::max(steepest, std::fabs(z[cell + 1] - z[cell]));
    if (j + 1 < n) steepest = std::max(steepest, std::fabs(z[cell + bed.flow.grid.stride()] - z[cell]));
    lowest = std::min(lowest, bed.flow.state.deposited[0][cell]);
    // The cone has the four-fold symmetry of the grid, bit for bit.
    CHECK(z[cell] == z[bed.flow.grid.index(n - 1 - i, j)]);
    CHECK(z[cell] == z[bed.flow.grid.index(j, i)]);
  });
  CHECK(steepest == Approx(0.6745085).epsilon(2e-6));
  CHECK(lowest >= 0.0);
}

TEST_CASE("V40 bedload of a mixture on rough terrain closes every class, one answer for any threads",
          "[verification][exner]") {
  const auto run = [](bedload::BedloadLaw law, int threads) {
    Grains grains;
    for (const double d : {2e-4, 2e-3, 1e-2}) grains.push_back(GrainClass{.diameter = d});
    BedloadCase bed(SurfaceCase::rectangle(31, 27, 5.0), grains, 0.45);
    bed.parameters.law = law;
    bed.parameters.from_diameter = 1e-3;
    bed.parameters.slope_factor = 1.3;
    bed.flow.manning(0.04);
    const auto base = [](double x, double y) {
      return 0.2 * (160.0 - x) + 2.0 * verification::noise(static_cast<int>(x), static_cast<int>(y), 7);
    };
    bed.beds(base, [&](double x, double y) { return base(x, y) + 0.3; });
    bed.flow.east_outlet(0.2);
    bed.flow.rain = 200.0 / 3.6e6;
    bed.start(threads);
    std::vector<double> start;
    for (std::size_t k = 0; k < 3; ++k) start.push_back(bed.deposit(k));
    double lowest = 0.0;
    while (bed.flow.time < 120.0) {
      bed.step(std::min(bed.max_step(), 120.0 - bed.flow.time));
      bed.flow.each([&](std::size_t cell, int, int) {
        for (int k = 0; k < 3; ++k) lowest = std::min(lowest, bed.flow.state.deposited[k][cell]);
      });
    }
    CHECK(lowest >= 0.0);
    for (std::size_t k = 0; k < 3; ++k) {
      const double left = bed.deposit(k) + bed.out[k].value();
      CAPTURE(k, start[k], left, bed.out[k].value());
      CHECK(std::fabs(left - start[k]) <= 1e-12 * start[k]);
      if (k > 0) CHECK(bed.out[k].value() > 0.0);
    }
    return bed.flow.hash();
  };
  for (const auto law : {bedload::BedloadLaw::wilcock_crowe, bedload::BedloadLaw::wong_parker}) {
    const std::uint64_t one = run(law, 1);
    CHECK(run(law, 2) == one);
    CHECK(run(law, 3) == one);
  }
}

TEST_CASE("Kelly & Dodd 2009: a dam break over sand, error of the bed falls with the grid",
          "[verification][exner]") {
  const std::filesystem::path file = data_folder() / "telemac_kd09" / "ggensimp.out";
  if (!std::filesystem::exists(file)) {
    WARN("skipped: " << file.string() << " is not there");
    return;
  }
  const Profile exact = read_profile(file);
  REQUIRE(exact.x.size() > 900);
  CHECK(exact.x.back() == Approx(5.0193).epsilon(1e-4));
  const DamBreakError e1 = kelly_dodd(140, exact), e2 = kelly_dodd(280, exact), e3 = kelly_dodd(560, exact),
                      e4 = kelly_dodd(1120, exact);
  WARN("Kelly-Dodd L1 of the bed [m2] " << e1.bed << ' ' << e2.bed << ' ' << e3.bed << ' ' << e4.bed
                                        << ", of the depth " << e1.depth << ' ' << e2.depth << ' ' << e3.depth
                                        << ' ' << e4.depth << ", front at " << e1.front << ' ' << e2.front
                                        << ' ' << e3.front << ' ' << e4.front << " m (5.019)");
  CHECK(e2.bed < e1.bed);
  CHECK(e3.bed < e2.bed);
  CHECK(e4.bed < e3.bed);
}
