// A lake at rest over land, stream, banks and a weir together.
#include <catch2/catch.hpp>

#include "support/noise.hpp"
#include "support/stream_case.hpp"
#include "support/surface_case.hpp"
#include "verification/sediment/sediment_case.hpp"

using namespace qingliu;
using qingliu::test::StreamCase;
using qingliu::testing::SurfaceCase;

TEST_CASE("V01: a lake over land, stream, banks and a weir stays at rest, wherever it lies",
          "[stream][banks]") {
  const double foot = GENERATE(0.0, 300.0, 2000.0);
  const int nx = 30, ny = 9, middle = 4;
  SurfaceCase lake(SurfaceCase::rectangle(nx, ny, 10.0), {{2e-5, 2650.0, 4e-4, -1.0}});
  const auto bed = [&](double x, double y) {
    return foot + 0.4 * testing::noise(static_cast<int>(x), static_cast<int>(y), 5) + 0.5;
  };
  lake.terrain(bed).manning(0.05).water([&](double x, double y) { return foot + 1.2 - bed(x, y); });
  verification::one_soil(lake);
  StreamCase stream(nx, 10.0, 0.0, Section::trapezoid(2.0, 0.5, 1.0), 0.04, 1);
  stream.grains = {{2e-5, 2650.0, 4e-4, -1.0}};
  stream.bed.fraction = {1.0};
  stream.bed.erodible_depth = 1.0;
  for (Segment& s : stream.network.segments) {
    s.j = middle;
    s.bank = lake.state.bed[lake.grid.index(s.i, middle)];
    s.bed = foot - 1.0;
  }
  stream.network.segments.back().open = false;
  stream.network.segments[14].sill = {foot - 0.3, 1.5, 0.385};
  stream::BankMaterial material;
  material.soil = {8e3, 0.4384, 0.8988, 18e3};
  material.critical_shear = 1e-3;
  material.erodibility = bank_erodibility(1e-3);
  material.fraction = {1.0};
  stream.bed.banks.materials = {material};
  stream.bed.banks.material.fill(std::vector<int>(nx, 0));
  stream.state = StreamState(stream.network, 1);
  stream::StreamProcess process(lake.grid, stream.network, stream.grains, stream.bed, {}, stream.state);
  for (int s = 0; s < nx; ++s) stream.state.volume[s] = process.full_volume(stream.state, s);
  lake.start();
  double fastest = 0.0;
  for (int n = 0; n < 10000; ++n) {
    lake.step(0.5);
    process.advance(0.5, lake.state, stream.state);
    fastest = std::max(fastest, lake.fastest());
    for (std::size_t s = 0; s < nx; ++s) {
      const double area = stream.state.volume[s] / 10.0;
      fastest = std::max(fastest, std::fabs(stream.state.discharge[s]) / area);
    }
  }
  CHECK(fastest <= 1e-12);
  for (std::size_t s = 0; s < nx; ++s) {
    CHECK(stream.state.eroded[s] == 0.0);
    CHECK(stream.state.banks[left_bank].toe[s] == 0.0);
  }
}
