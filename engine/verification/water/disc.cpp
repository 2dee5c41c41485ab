#include <cmath>

#include "chart/number_text.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double radius = 300.0, dx = 10.0, n = 0.1, rain = 100.0 / 3.6e6, centre = 310.0;
constexpr int cells = 62;

bool inside(int i, int j) {
  return i >= 0 && j >= 0 && i < cells && j < cells &&
         std::hypot((i + 0.5) * dx - centre, (j + 0.5) * dx - centre) < radius;
}

struct Errors {
  RelativeError middle, edge;
};

Errors disc(double slope, const surface::SurfaceParameters& parameters) {
  std::vector<std::uint8_t> active(cells * cells);
  for (int j = 0; j < cells; ++j)
    for (int i = 0; i < cells; ++i) active[j * cells + i] = inside(i, j) ? 1 : 0;
  SurfaceCase disc(Grid(cells, cells, dx, 0.0, 0.0, "", active));
  disc.parameters = parameters;
  disc.terrain([&](double x, double) { return slope * (620.0 - x); }).manning(n);
  disc.each([&](std::size_t, int i, int j) {
    if (!inside(i + 1, j)) disc.outlet_face({surface::Face::Axis::x, i + 1, j}, 1, slope);
  });
  disc.start();
  disc.rain = rain;
  disc.run_until(3000.0);
  Errors errors;
  disc.each([&](std::size_t k, int i, int j) {
    const double x = disc.grid.x_centre(i) - centre, y = disc.grid.y_centre(j) - centre;
    const double way = x + std::sqrt(radius * radius - y * y);
    const double exact = std::pow(n * rain * way / std::sqrt(slope), 0.6);
    (std::hypot(x, y) > radius - 50.0 ? errors.edge : errors.middle).add(disc.state.depth[k], exact);
  });
  return errors;
}

Report run() {
  Report report;
  for (const Scheme& scheme : schemes()) {
    for (const double slope : {0.1, 0.3}) {
      const Errors errors = disc(slope, scheme.parameters);
      const std::string name = "slope " + chart::number_text(slope) + ": ";
      accuracy_at_most(report, scheme, name + "depth error inside [relative]", errors.middle.value(), 0.005);
      accuracy_at_most(report, scheme, name + "depth error in the outer 50 m [relative]", errors.edge.value(),
                       0.05);
    }
  }
  return report;
}

}  // namespace

extern const Case ragged_disc{
    "V14b",
    "Water",
    Against::closed_form,
    "A disc cut from a rain-fed plane: the ragged edge of a watershed",
    R"(<p>Real watersheds have stairs for an edge. A disc of 300 m radius is cut from a plane; every cell drains east, out
of the disc where its eastern neighbour lies outside.</p>
<p class="eq">h = (n P ℓ/√S)<sup>3/5</sup>, ℓ the way from the western edge.</p>
<p>Cells of 10 m, n = 0.1, P = 100 mm/h; after 3000 s.</p>)",
    run};

}  // namespace qingliu::verification
