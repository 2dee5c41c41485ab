#pragma once
// What the cases of flow share: the schemes side by side, and series for charts.
#include <string>
#include <vector>

#include "verification/case.hpp"
#include "verification/surface_case.hpp"

namespace qingliu::verification {

/// A flow scheme of the engine under its name of the scenario key.
struct Scheme {
  std::string name;
  surface::SurfaceParameters parameters;
  chart::Mark mark = chart::Mark::circles;
};

/// full first: it makes the checks that lean stands beside.
inline std::vector<Scheme> schemes() {
  surface::SurfaceParameters lean;
  lean.scheme = surface::Scheme::lean;
  lean.courant = 0.30;
  return {{"full", {}, chart::Mark::circles}, {"lean", lean, chart::Mark::squares}};
}

/// Where the light scheme stands beside them (decision 029).
inline Scheme light_scheme() {
  surface::SurfaceParameters inertial;
  inertial.scheme = surface::Scheme::inertial;
  inertial.courant = 0.7;
  return {"inertial", inertial, chart::Mark::triangles};
}

/// Bars of accuracy count for full, the reference; what lean reaches stands beside them (decision 005).
inline void accuracy_at_most(Report& report, const Scheme& scheme, const std::string& what, double figure,
                             double bar, const std::string& shortfall = "") {
  if (scheme.name == "lean") return report.lean_beside(what, figure);
  report.at_most(what, figure, bar, shortfall);
}
inline void accuracy_at_least(Report& report, const Scheme& scheme, const std::string& what, double figure,
                              double bar, const std::string& shortfall = "") {
  if (scheme.name == "lean") return report.lean_beside(what, figure);
  report.at_least(what, figure, bar, shortfall);
}

/// The exact solution as a line of `count` + 1 points.
template <class F>
chart::Series exact_line(double from, double to, int count, F value) {
  chart::Series series{"exact", {}, {}, chart::Mark::line};
  for (int k = 0; k <= count; ++k) {
    series.x.push_back(from + (to - from) * k / count);
    series.y.push_back(value(series.x.back()));
  }
  return series;
}

/// A field along row j, times `factor`.
template <class T>
chart::Series row_series(const SurfaceCase& c, const Field<T>& field, const Scheme& scheme,
                         double factor = 1.0, int j = 0) {
  chart::Series series{scheme.name, {}, {}, scheme.mark};
  for (int i = 0; i < c.grid.nx(); ++i) {
    if (!c.grid.active(i, j)) continue;
    series.x.push_back(c.grid.x_centre(i));
    series.y.push_back(factor * field[c.grid.index(i, j)]);
  }
  return series;
}

}  // namespace qingliu::verification
