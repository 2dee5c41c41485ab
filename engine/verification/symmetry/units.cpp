#include <cmath>

#include "chart/number_text.hpp"
#include "verification/schemes.hpp"
#include "verification/symmetry/watershed.hpp"

namespace qingliu::verification {
namespace {

/// Water of a deep, wavy lake under rain, with the metre 8^length times and the second 2^time times as small;
/// the numbers are scaled back before they are hashed.
std::uint64_t answer(int length, int time, const Scheme& scheme) {
  const double m = std::ldexp(1.0, 3 * length), cube_root = std::ldexp(1.0, length),
               s = std::ldexp(1.0, time);
  const int n = 24;
  SurfaceCase c(SurfaceCase::rectangle(n, n, 10.0 * m));
  c.parameters = scheme.parameters;
  c.parameters.gravity = constants::gravity * m / (s * s);
  c.terrain(
      [&](double x, double y) { return m * noise(static_cast<int>(x / m), static_cast<int>(y / m), 31); });
  c.land.n_film[0] = c.land.n_deep[0] = c.land.n_soil[0] = 0.05 * s / cube_root;
  c.each([&](std::size_t k, int i, int j) {
    c.land.friction[k] = constants::gravity * 0.05 * 0.05 * cube_root;
    c.state.depth[k] = m * (3.0 + 0.5 * noise(i, j, 32));
  });
  c.start();
  c.rain = 2e-5 * m / s;
  for (int step = 0; step < 200; ++step) c.step(0.5 * s);
  BitHash hash;
  c.each([&](std::size_t k, int, int) {
    hash.add(c.state.depth[k] / m);
    hash.add(c.state.velocity_x[k] / m * s);
    hash.add(c.state.velocity_y[k] / m * s);
  });
  return hash.value();
}

Report run() {
  Report report;
  for (const Scheme& scheme : schemes()) {
    const std::uint64_t metres = answer(0, 0, scheme);
    int different = 0;
    for (const auto& [length, time] : {std::pair{1, 0}, {0, 1}, {-1, 2}, {1, -3}, {-1, -1}})
      different += answer(length, time, scheme) == metres ? 0 : 1;
    report
        .at_most(scheme.name + ": answers in five other systems of units that differ in a bit", different,
                 0.0)
        .is(Against::consistency);
  }
  report.notes.push_back(
      "Water where it is deep. Not shown: films, whose thresholds (10⁻⁶ m, 10⁻¹⁰ m) are lengths inside the "
      "kernel and "
      "are not scaled; and sediment, whose laws have constants with dimensions.");
  return report;
}

}  // namespace

extern const Case units{
    "D02",
    "Symmetry, units and response",
    Against::consistency,
    "The equations do not know the metre or the second: rescaled units give the same bits",
    R"(<p>If every length is counted in units 8<sup>k</sup> times as small and every time in units 2<sup>m</sup> times as
small, gravity, roughness and rain change by powers of two, and every number of the answer must be the old one, scaled, to
the last bit. A term with the wrong dimension shows at once.</p>
<p>A wavy lake with friction and rain, 24 × 24 cells, 200 steps; (k, m) = (1, 0), (0, 1), (−1, 2), (1, −3), (−1, −1).</p>)",
    run};

}  // namespace qingliu::verification
