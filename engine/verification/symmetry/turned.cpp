#include <set>
#include <utility>

#include "verification/schemes.hpp"
#include "verification/symmetry/watershed.hpp"

namespace qingliu::verification {
namespace {

constexpr int n = 33;
using Place = std::pair<int, int> (*)(int i, int j);

std::uint64_t turned(Place place, const Scheme& scheme) {
  SurfaceCase c(SurfaceCase::rectangle(n, n, 10.0), three_classes());
  c.parameters = scheme.parameters;
  for (int j = 0; j < n; ++j) {
    for (int i = 0; i < n; ++i) {
      const auto [a, b] = place(i, j);
      const std::size_t k = c.grid.index(a, b);
      c.state.bed[k] = c.state.initial_bed[k] = 0.2 * i + 0.1 * j + 4.0 * noise(i, j, 21);
      c.land.cover[k] = 0;
    }
  }
  erodible_soil(c);
  c.manning(0.05).start();
  c.rain = 2e-5;
  c.forcing.splash_energy[0] = 0.5;
  for (int step = 0; step < 150; ++step) c.step(c.process->max_step());
  BitHash hash;
  for (int j = 0; j < n; ++j) {
    for (int i = 0; i < n; ++i) {
      const auto [a, b] = place(i, j);
      const std::size_t k = c.grid.index(a, b);
      hash.add(c.state.depth[k]);
      hash.add(c.state.bed[k]);
      for (int s = 0; s < 3; ++s) hash.add(c.state.concentration[s][k]), hash.add(c.state.deposited[s][k]);
    }
  }
  return hash.value();
}

Report run() {
  using P = std::pair<int, int>;
  const Place places[] = {[](int i, int j) {
                            return P{i, j};
                          },
                          [](int i, int j) {
                            return P{n - 1 - j, i};
                          },
                          [](int i, int j) {
                            return P{n - 1 - i, n - 1 - j};
                          },
                          [](int i, int j) {
                            return P{j, n - 1 - i};
                          },
                          [](int i, int j) {
                            return P{n - 1 - i, j};
                          },
                          [](int i, int j) {
                            return P{i, n - 1 - j};
                          },
                          [](int i, int j) {
                            return P{j, i};
                          },
                          [](int i, int j) {
                            return P{n - 1 - j, n - 1 - i};
                          }};
  Report report;
  for (const Scheme& scheme : schemes()) {
    std::set<std::uint64_t> answers;
    for (const Place place : places) answers.insert(turned(place, scheme));
    report
        .at_most(scheme.name + ": different answers of 4 turns and 4 mirrors, beyond one",
                 static_cast<double>(answers.size()) - 1.0, 0.0)
        .is(Against::consistency);
  }
  return report;
}

}  // namespace

extern const Case turned_watershed{
    "D01",
    "Symmetry, units and response",
    Against::consistency,
    "A turned or mirrored watershed gives the turned or mirrored answer to the bit",
    R"(<p>Nature has no west. The same rough erosive watershed (33 × 33 cells, three grain classes, walls all round) is laid
down in its four turns and their mirrors; after 150 steps depth, bed, concentrations and deposits are compared bit by
bit.</p>)",
    run};

}  // namespace qingliu::verification
