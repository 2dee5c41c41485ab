// The books of bedload: physics.md section 10.2, V40. The other cases of moving beds are in the book.
#include <catch2/catch.hpp>

#include <cmath>

#include "verification/bedload_case.hpp"
#include "verification/noise.hpp"

using namespace qingliu;
using verification::BedloadCase;
using verification::SurfaceCase;

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
      CHECK(std::fabs(left - start[k]) <= balance_tolerance * start[k]);
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

TEST_CASE("grains do not climb a bank that stands out of their water", "[verification][bedload][double]") {
  // Water of 0.1 m runs north-east along a bank in the west to east row; sand 1 m thick everywhere.
  const auto over_bank = [](double bank) {
    BedloadCase bed(SurfaceCase::rectangle(12, 8, 1.0));
    bed.parameters.law = bedload::BedloadLaw::grass;
    bed.parameters.grass_coefficient = 1e-3;
    bed.parameters.repose = 1e9;
    bed.flow.manning(0.03);
    const auto is_bank = [](double y) { return y > 4.0; };
    bed.beds([](double, double) { return -1.0; }, [&](double, double y) { return is_bank(y) ? bank : 0.0; });
    bed.flow.each([&](std::size_t cell, int, int j) {
      if (is_bank(bed.flow.grid.y_centre(j))) return;
      bed.flow.state.depth[cell] = 0.1;
      bed.flow.state.velocity_x[cell] = bed.flow.state.velocity_y[cell] = 0.3;
    });
    bed.start_bedload();
    const std::size_t above = bed.flow.grid.index(6, 4);
    const double before = bed.flow.state.deposited[0][above];
    bed.move_bed(1.0);
    return bed.flow.state.deposited[0][above] - before;
  };
  CHECK(over_bank(0.1) == 0.0);
  CHECK(over_bank(1.0) == 0.0);
  const double level = over_bank(0.0), high = over_bank(0.075);
  CHECK(level > 0.0);
  CHECK(high > 0.4 * level);
  CHECK(high < 0.6 * level);
}
