// A lake at rest over land, stream, banks, a weir and a reservoir together.
#include <catch2/catch.hpp>

#include "process/reservoir/reservoir_process.hpp"
#include "support/noise.hpp"
#include "support/stream_case.hpp"
#include "support/surface_case.hpp"
#include "verification/sediment/sediment_case.hpp"

using namespace qingliu;
using qingliu::test::StreamCase;
using qingliu::testing::SurfaceCase;

TEST_CASE("V01: a lake over land, stream, banks, a weir and a reservoir stays at rest, wherever it lies",
          "[stream][banks]") {
  const double foot = GENERATE(0.0, 300.0, 2000.0);
  const bool silted = GENERATE(false, true);  // whether the land has silted, and the banks with it
  const int nx = 30, ny = 9, middle = 4, dam = 2, below_dam = 3;
  SurfaceCase lake(SurfaceCase::rectangle(nx, ny, 10.0), {{2e-5, 2650.0, 4e-4, -1.0}});
  const auto ground = [&](double x, double y) {  // a dry shore in the west, where the reservoir stands
    const double rough = 0.4 * testing::noise(static_cast<int>(x), static_cast<int>(y), 5);
    return foot + (x < 10.0 * below_dam ? 4.0 : 0.5) + rough;
  };
  lake.terrain(ground).manning(0.05);
  verification::one_soil(lake);
  lake.each([&](std::size_t k, int i, int j) {
    if (silted) lake.state.deposited[0][k] = 150.0 * (1.0 + testing::noise(i, j, 9));
    lake.state.bed[k] += lake.state.deposited[0][k] * lake.land.deposit_inverse_density[0];
    lake.state.depth[k] = std::max(0.0, foot + 1.2 - lake.state.bed[k]);
  });
  StreamCase stream(nx, 10.0, 0.0, Section::trapezoid(2.0, 0.5, 1.0), 0.04, 1);
  stream.grains = {{2e-5, 2650.0, 4e-4, -1.0}};
  stream.bed.fraction = {1.0};
  stream.bed.erodible_depth = 1.0;
  for (Segment& s : stream.network.segments) {
    s.j = middle;
    s.bank = lake.state.initial_bed[lake.grid.index(s.i, middle)];
    s.bed = foot - 1.0;
    s.dam = s.i == dam;
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
  for (auto& side : stream.bed.banks.material) side[0] = side[1] = side[2] = -1;  // dry faces of 3 m and more
  stream.state = StreamState(stream.network, 1);
  // Full to the sill of its spillway; the outlet is closed.
  Reservoir reservoir;
  reservoir.segment = dam;
  reservoir.curve = StorageCurve({foot - 2.0, foot + 4.0}, {0.0, 60000.0}, {0.0, 20000.0});
  reservoir.crest = foot + 4.0;
  reservoir.crest_length = 50.0;
  reservoir.start_level = reservoir.normal_level = reservoir.spillway.sill = foot + 2.0;
  reservoir.spillway.width = 10.0;
  reservoir.deposit_density = {1300.0};
  const std::vector<Reservoir> reservoirs{reservoir};
  std::vector<ReservoirState> pools{ReservoirState(reservoir, 1)};
  const double pool_at_start = pools[0].water;
  reservoir::ReservoirProcess dams(stream.network, stream.grains, reservoirs);
  stream::StreamProcess process(lake.grid, stream.network, stream.grains, stream.bed, {}, stream.state);
  for (int s = below_dam; s < nx; ++s) {
    const Segment& at = stream.network.segments[s];
    const double height = stream::bank_level(lake.grid, at, lake.state) - at.bed;
    stream.state.volume[s] = at.length * stream.network.sections[0].area(height);
  }
  lake.start();
  double fastest = 0.0;
  for (int n = 0; n < 10000; ++n) {
    lake.step(0.5);
    process.advance(0.5, lake.state, stream.state);
    dams.advance(0.5, 0.5 * (n + 1), stream.state, pools);
    fastest = std::max(fastest, lake.fastest());
    for (std::size_t s = below_dam; s < nx; ++s) {
      const double area = stream.state.volume[s] / 10.0;
      fastest = std::max(fastest, std::fabs(stream.state.discharge[s]) / area);
    }
  }
  CHECK(fastest <= 1e-12);
  CHECK(pools[0].water == pool_at_start);
  for (std::size_t s = 0; s < nx; ++s) {
    CHECK(stream.state.eroded[s] == 0.0);
    CHECK(stream.state.banks[left_bank].toe[s] == 0.0);
  }
  for (int s = 0; s <= dam; ++s) CHECK(stream.state.volume[s] == 0.0);
}
