#include <catch2/catch.hpp>

#include "process/bank_laws.hpp"
#include "support/stream_case.hpp"

using namespace qingliu;
using namespace qingliu::stream;
using qingliu::test::StreamCase;

namespace {

constexpr double degree = 3.14159265358979323846 / 180.0;

BankStrength strength(double cohesion, double friction, double weight) {
  return {cohesion, std::sin(friction * degree), std::cos(friction * degree), weight};
}

/// Height at which a bank just stands, by bisection.
template <class Safety>
double critical_height(Safety safety) {
  double low = 0.01, high = 100.0;
  for (int n = 0; n < 200; ++n) {
    const double middle = 0.5 * (low + high);
    (safety(middle) >= 1.0 ? low : high) = middle;
  }
  return low;
}

/// A rectangular stream whose banks give way; its bed is rigid and its grains hardly sink.
struct BankCase : StreamCase {
  BankCase(double width, double height, double slope, int cells = 40)
      : StreamCase(cells, 20.0, slope, Section::trapezoid(width, 0.0, height), 0.04, 2) {
    grains = {{2e-6, 2650.0, 1e-12, -1.0}, {1e-3, 2650.0, 0.1, 0.0}};
    bed.fraction = {0.5, 0.5};
    BankMaterial material;
    material.soil = strength(8e3, 26.0, 18e3);
    material.erodibility = bank_erodibility(2.0);
    material.density = 1457.5;
    material.fraction = {1.0, 0.0};
    bed.banks.materials = {material};
    bed.banks.material.fill(std::vector<int>(static_cast<std::size_t>(cells), 0));
  }
  BankMaterial& material() { return bed.banks.materials[0]; }

  /// [kg] of a class in water, on the bed and on the land, and what the banks gave.
  double stored(const StreamProcess& process, int k) const {
    double sum = 0.0;
    for (std::size_t s = 0; s < network.segments.size(); ++s) {
      sum += state.suspended[k][s] + state.deposited[k][s] * process.bed_area(static_cast<int>(s));
      const std::size_t cell = grid.index(network.segments[s].i, 1);
      sum += (land.deposited[k][cell] + land.depth[cell] * land.concentration[k][cell]) * grid.cell_area();
    }
    return sum;
  }
  double given(int k) const {
    double sum = 0.0;
    for (const BankState& bank : state.banks) {
      for (const double area : bank.taken)
        sum += area * 20.0 * bed.banks.materials[0].density * bed.banks.materials[0].fraction[k];
    }
    return sum;
  }
};

}  // namespace

TEST_CASE("V42: a dry bank stands up to Culmann's height", "[banks][closed form]") {
  // The pairs of physics.md 5.1, walls upright, no crack.
  const auto upright = [](const BankStrength& soil) {
    return critical_height([&](double height) { return bank_plane(height, 0.0, 0.0, 0.0, soil).safety; });
  };
  CHECK(upright(strength(22e3, 28.0, 17e3)) == Approx(8.62).margin(0.005));
  CHECK(upright(strength(25e3, 30.0, 17e3)) == Approx(10.19).margin(0.005));
  CHECK(upright(strength(8e3, 24.0, 19.5e3)) == Approx(2.53).margin(0.005));
  CHECK(upright(strength(6e3, 22.0, 19.5e3)) == Approx(1.82).margin(0.005));
  const BankStrength soil = strength(8e3, 26.0, 18e3);
  for (const double angle : {45.0, 60.0, 75.0, 90.0}) {
    const double cotangent = std::cos(angle * degree) / std::sin(angle * degree);
    const double height =
        critical_height([&](double h) { return bank_plane(h, h * cotangent, 0.0, 0.0, soil).safety; });
    const double culmann = 4.0 * 8e3 / 18e3 * std::sin(angle * degree) * std::cos(26.0 * degree) /
                           (1.0 - std::cos((angle - 26.0) * degree));
    CHECK(height == Approx(culmann).epsilon(1e-10));
    CHECK(culmann_height(soil, std::sin(angle * degree), std::cos(angle * degree)) ==
          Approx(culmann).epsilon(1e-12));
  }
  CHECK(bank_plane(50.0, 50.0 / std::tan(25.0 * degree), 0.0, 0.0, soil).safety > 1e20);
}

TEST_CASE("V42: a bank under water has its weight in water, after a fast drawdown its pores' pressure",
          "[banks][closed form]") {
  const double c = 8e3, phi = 26.0 * degree, weight = 18e3, water = 9810.0;
  const BankStrength soil = strength(c, 26.0, weight);
  const double beta = 0.5 * (90.0 * degree + phi);
  // Covered inside and outside: Culmann with the weight of the soil less that of the water.
  const double covered = critical_height([&](double h) { return bank_plane(h, 0.0, h, h, soil).safety; });
  CHECK(covered == Approx(4.0 * c / (weight - water) * std::cos(phi) / (1.0 - std::sin(phi))).epsilon(1e-10));
  // Full inside and dry outside, phi = 0: cohesion alone, so the pores do not matter.
  const BankStrength clay = strength(c, 0.0, weight);
  const double drawn = critical_height([&](double h) { return bank_plane(h, 0.0, h, 0.0, clay).safety; });
  CHECK(drawn == Approx(4.0 * c / weight).epsilon(1e-10));
  // With friction: W cos b < U here, so nothing presses the plane and cohesion is all there is again.
  const double full = critical_height([&](double h) { return bank_plane(h, 0.0, h, 0.0, soil).safety; });
  CHECK(0.5 * weight * std::cos(beta) / std::tan(beta) < 0.5 * water / std::sin(beta));
  CHECK(full == Approx(2.0 * c / (weight * std::sin(beta) * std::cos(beta))).epsilon(1e-10));
  CHECK(full < 0.7 * culmann_height(soil, 1.0, 0.0));
}

TEST_CASE("a stream widens until the shear on its banks is their critical shear", "[banks][closed form]") {
  BankCase c(11.0, 0.6, 0.005);
  c.material().critical_shear = 12.0;
  c.material().soil.cohesion = 1e9;  // nothing falls: each fall would widen it in one bound
  c.material().erodibility = 0.0;
  StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  const double inflow = 4.0;
  for (int n = 0; n < 20000; ++n) {
    if (n == 200) c.material().erodibility = 1e-4;  // once the flow is uniform
    c.state.volume[0] += inflow * 10.0;
    process.advance(10.0, c.land, c.state);
  }
  // 0.75 rho g R S = tau_c and Q = A R^(2/3) sqrt(S)/n; of the two rectangles with this A and R the wide one.
  const double radius = 12.0 / (0.75 * 1000.0 * 9.81 * 0.005);
  const double area = inflow * 0.04 / (std::pow(radius, 2.0 / 3.0) * std::sqrt(0.005));
  const double perimeter = area / radius;
  const double width = 0.5 * (perimeter + std::sqrt(perimeter * perimeter - 8.0 * area));
  CHECK(11.0 + c.state.widened[20] == Approx(width).epsilon(2e-3));
  CHECK(process.depth(c.state, 20) == Approx(area / width).epsilon(2e-3));
}

TEST_CASE("an undercut bank falls when it overhangs c/gamma, and stands upright behind", "[banks]") {
  BankCase c(4.0, 2.0, 0.005);
  c.material().erodibility = 1e-4;
  c.material().fraction = {0.0, 1.0};
  StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  const double overhang = 8e3 / 18e3;
  bool fell = false;
  for (int n = 0; n < 2000 && !fell; ++n) {
    c.state.volume[0] += 4.0 * 2.0;
    process.advance(2.0, c.land, c.state);
    const BankState& bank = c.state.banks[left_bank];
    CHECK(bank.toe[20] - bank.top[20] <= overhang * (1.0 + 1e-12));
    fell = bank.top[20] > 0.0;
    if (!fell) continue;
    CHECK(bank.top[20] == bank.toe[20]);
    CHECK(bank.toe[20] > overhang);
    CHECK(bank.taken[20] == Approx(2.0 * bank.toe[20]).epsilon(1e-12));
    CHECK(c.state.bed[20] > c.network.segments[20].bed);
  }
  CHECK(fell);
}

TEST_CASE("a stream that cuts in brings its banks down where Culmann's height is passed", "[banks]") {
  BankCase c(4.0, 1.6, 0.01);
  c.material().erodibility = 0.0;
  c.material().soil = strength(5e3, 26.0, 18e3);
  const double culmann = culmann_height(c.material().soil, 1.0, 0.0);
  c.bed.erodible_depth = 1.0;
  c.bed.erodibility = 5e-2;
  c.grains[1] = {1e-4, 2650.0, 1e-12, -1.0};
  StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  const BankState& bank = c.state.banks[right_bank];
  double stood = 0.0;  // height before the fall
  for (int n = 0; n < 4000; ++n) {
    const double height = c.network.segments[20].bank - c.state.bed[20];
    if (bank.taken[20] == 0.0) stood = height;
    c.state.volume[0] += 1.0;
    process.advance(1.0, c.land, c.state);
  }
  // The stream, 0.25 m deep, leans on the bank: 2 % of the wedge's weight.
  CHECK(stood >= 0.999 * culmann);
  CHECK(stood <= 1.03 * culmann);
  CHECK(bank.toe[20] == 0.0);
  const double run = stood * std::tan(0.5 * (90.0 - 26.0) * degree);
  CHECK(bank.top[20] == Approx(run).epsilon(0.01));
  CHECK(bank.taken[20] == Approx(0.5 * 1.6 * bank.top[20]).epsilon(1e-12));
}

TEST_CASE("protection bears its shear and no more", "[banks]") {
  for (const double permissible : {10.0, 60.0}) {
    BankCase c(3.0, 2.0, 0.005);
    c.material().permissible_shear = permissible;
    c.bed.banks.material[left_bank].assign(40, -1);
    StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
    double time = 0.0;
    for (int n = 0; n < 1500; ++n) {
      c.state.volume[0] += 4.0 * 2.0;
      time += 2.0;
      process.advance(2.0, c.land, c.state, time);
    }
    // Shear at normal flow of 4 m3/s is some 23 Pa.
    const BankState& bank = c.state.banks[right_bank];
    CHECK((bank.lost[20] > 0.0) == (permissible < 20.0));
    CHECK((bank.toe[20] > 0.0) == (permissible < 20.0));
    CHECK(c.state.banks[left_bank].toe[20] == 0.0);
  }
}

TEST_CASE("protection fails where the bed is cut below its foot, from the bed on which it was built",
          "[banks]") {
  for (const double founded : {0.0, 0.15}) {  // [m] below the first bed
    CAPTURE(founded);
    BankCase c(4.0, 1.6, 0.01);
    c.material().permissible_shear = 1e3;
    c.material().toe_depth = 0.3;
    c.bed.erodible_depth = 1.0;
    c.bed.erodibility = 5e-2;
    c.grains[1] = {1e-4, 2650.0, 1e-12, -1.0};
    if (founded > 0.0) {
      for (const Segment& segment : c.network.segments)
        c.bed.banks.founded[left_bank].push_back(segment.bed - founded);
    }
    StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
    double cut_before = 0.0;
    for (int n = 1; n <= 3000; ++n) {
      const double before = c.network.segments[20].bed - c.state.bed[20];
      c.state.volume[0] += 1.0;
      process.advance(1.0, c.land, c.state, n);
      if (c.state.banks[left_bank].lost[20] < 0.0) cut_before = before;
    }
    CHECK(c.state.banks[left_bank].lost[20] > 0.0);
    CHECK(cut_before <= founded + 0.3 + 1e-9);
    CHECK(cut_before > founded + 0.29);
  }
}

TEST_CASE("what banks give is neither made nor lost, class by class", "[banks]") {
  BankCase c(3.0, 1.8, 0.008, 30);
  c.material().fraction = {0.3, 0.7};
  c.material().erodibility = 5e-5;
  c.material().soil = strength(4e3, 20.0, 18e3);
  c.material().drain_time = 600.0;
  c.bed.erodible_depth = 0.5;
  c.bed.erodibility = 1e-3;
  c.grains = {{2e-5, 2650.0, 4e-4, -1.0}, {5e-4, 2650.0, 7e-2, -1.0}};
  StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  for (int n = 0; n < 6000; ++n) {
    const double phase = n % 2000;
    c.state.volume[0] += 2.0 * (phase < 800 ? 8.0 : 0.2);
    process.advance(2.0, c.land, c.state);
  }
  for (int k = 0; k < 2; ++k) {
    double eroded = 0.0;
    for (int s = 0; s < 30; ++s) eroded += 0.5 * c.state.eroded[s] * process.bed_area(s);
    const double in = eroded + c.given(k);
    CHECK(c.given(k) > 1e4);
    CHECK(c.stored(process, k) + process.books().outflow_classes[k].value() == Approx(in).epsilon(1e-12));
    for (const double mass : c.state.suspended[k]) CHECK(mass >= 0.0);
  }
  CHECK(c.state.widened[15] > 0.5);
}

TEST_CASE("a stream widens up to the width of its cell and no farther", "[banks]") {
  for (const double cohesion : {1e9, 2e3}) {  // taken by the flow alone, and with falls
    BankCase c(18.5, 1.5, 0.01);
    c.material().soil = strength(cohesion, 20.0, 18e3);
    c.material().erodibility = 2e-3;
    StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
    for (int n = 0; n < 400; ++n) {
      c.state.volume[0] += 20.0 * 5.0;
      process.advance(5.0, c.land, c.state);
      for (const double widened : c.state.widened) REQUIRE(18.5 + widened <= 20.0 * (1.0 + 1e-12));
    }
    CHECK(18.5 + c.state.widened[20] == Approx(20.0).epsilon(1e-9));
    CHECK(c.stored(process, 0) + process.books().outflow_classes[0].value() ==
          Approx(c.given(0)).epsilon(1e-12));
  }
}

TEST_CASE("the water takes of a bank what it can hold, and the rest waits at its foot", "[banks]") {
  BankCase c(3.0, 1.5, 0.02);
  c.grains = {{2e-6, 2650.0, 1e-12, 0.0}, {2e-5, 2650.0, 1e-12, 0.0}};  // neither sinks nor is taken up again
  c.material().soil.cohesion = 1e9;
  c.material().erodibility = 0.1;
  c.material().fraction = {0.4, 0.6};
  StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  for (double& volume : c.state.volume) volume = 20.0;
  process.advance(20.0, c.land, c.state);  // one step in which far more of the banks goes than water is there
  double waits = 0.0, suspended = 0.0, water = 0.0;
  for (std::size_t s = 0; s < 40; ++s) {
    const double in_water = c.state.suspended[0][s] + c.state.suspended[1][s];
    CHECK(in_water <= 848.0 * c.state.volume[s] * (1.0 + 1e-12));
    suspended += in_water;
    water += c.state.volume[s];
    for (int k = 0; k < 2; ++k) waits += c.state.deposited[k][s] * process.bed_area(static_cast<int>(s));
  }
  CHECK(suspended > 0.9 * 848.0 * water);
  CHECK(waits > suspended);
  for (int k = 0; k < 2; ++k)
    CHECK(c.stored(process, k) + process.books().outflow_classes[k].value() ==
          Approx(c.given(k)).epsilon(1e-12));
}
