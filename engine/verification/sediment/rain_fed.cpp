// Concentrations on rain-fed planes: V26 and V29.
#include <cmath>

#include "chart/number_text.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"
#include "verification/sediment/sediment_case.hpp"

namespace qingliu::verification {
namespace {

SurfaceCase rain_fed_plane(double length, double dx, Grains grains, const Scheme& scheme) {
  SurfaceCase plane(SurfaceCase::rectangle(static_cast<int>(std::lround(length / dx)), 1, dx),
                    std::move(grains));
  plane.parameters = scheme.parameters;
  plane.parameters.bed_feedback = false;
  plane.parameters.splash_attenuation = 0.0;
  plane.terrain([&](double x, double) { return 0.05 * (length - x); }).manning(0.05);
  plane.east_outlet(0.05);
  one_soil(plane, {.splash = 1000.0});  // 1 kg/J: the energy of the drops is the splash itself
  return plane;
}

constexpr double rain = 50.0 / 3.6e6, w = 4.2082e-4, capacity = 100.0, splash = 1e-5;

SurfaceCase loose_plane(double dx, const Scheme& scheme) {
  SurfaceCase plane = rain_fed_plane(100.0, dx, {settling_grain(w, capacity)}, scheme);
  plane.parameters.deposit_detachability = 1.0;
  plane.each([&](std::size_t k, int, int) { plane.state.deposited[0][k] = 1e4; });
  plane.start();
  plane.rain = rain;
  plane.forcing.splash_energy[0] = splash;
  return plane;
}

/// Largest relative error over the plane in steps of at most `longest`, from the state at `plane.time`.
double plane_error(SurfaceCase& plane, double exact, double end, double longest) {
  plane.run_until(end, longest);
  double worst = 0.0;
  plane.each([&](std::size_t k, int, int) {
    raise_to(worst, std::fabs(plane.state.concentration[0][k] / exact - 1.0));
  });
  return worst;
}

/// Concentrations above x0 = 20 m are held at c0 = 20 kg/m³; below they come to the equilibrium.
struct Fed {
  static constexpr double from = 20.0, start = 20.0;
  double equilibrium;
  double at(double x) const {
    return equilibrium + (start - equilibrium) * std::pow(x / from, -(1.0 + w / rain));
  }
};

SurfaceCase fed_plane(const Fed& fed, double dx, const Scheme& scheme) {
  SurfaceCase plane = loose_plane(dx, scheme);
  const auto hold = [&] {
    plane.each([&](std::size_t k, int i, int) {
      const double x = plane.grid.x_centre(i);
      if (x < Fed::from) plane.state.concentration[0][k] = fed.at(std::max(x, Fed::from - 4.0 * dx));
    });
  };
  while (plane.time < 2000.0) {
    hold();
    plane.step(std::min(0.02 * dx, plane.process->max_step(rain)));
  }
  hold();
  return plane;
}

Report run_loose() {
  Report report;
  const double exact = (splash + w * capacity) / (rain + w);
  report
      .at_most("closed form against the design page's 96.82802 kg/m³ [relative]",
               std::fabs(exact / 96.82802 - 1.0), 1e-6)
      .is(Against::design);
  for (const Scheme& scheme : schemes()) {
    for (const double dx : {2.0, 10.0}) {
      SurfaceCase plane = loose_plane(dx, scheme);
      const std::string name = scheme.name + ", " + chart::number_text(dx) + " m cells: largest error ";
      report.at_most(name + "at the Courant step [relative]", plane_error(plane, exact, 4000.0, 60.0), 1e-10);
      report.at_most(name + "at a step of 0.02 s [relative]", plane_error(plane, exact, 4200.0, 0.02), 1e-10);
    }
  }
  const Fed fed{exact};
  chart::LineChart profile;
  profile.title = "Concentration below 20 m";
  profile.x.title = "x [m]";
  profile.y.title = "concentration [kg/m³]";
  profile.series.push_back(exact_line(Fed::from, 100.0, 200, [&](double x) { return fed.at(x); }));
  std::vector<Convergence> runs;
  for (const Scheme& scheme : schemes()) {
    Convergence errors{scheme.name, {}, {}};
    for (const double dx : {4.0, 2.0, 1.0, 0.5}) {
      const SurfaceCase plane = fed_plane(fed, dx, scheme);
      RelativeError error;
      plane.each([&](std::size_t k, int i, int) {
        const double x = plane.grid.x_centre(i);
        if (x > Fed::from + 4.0) error.add(plane.state.concentration[0][k], fed.at(x));
      });
      errors.add(dx, error.value());
      if (dx != 2.0) continue;
      profile.series.push_back(row_series(plane, plane.state.concentration[0], scheme));
    }
    accuracy_at_least(report, scheme, "order with inflow of 20 kg/m³ at 20 m", errors.mean_order(), 1.8);
    runs.push_back(errors);
  }
  report.figures = {profile};
  report.tables.push_back(convergence_table("Relative error with inflow", "cell size [m]", runs));
  report.notes.push_back(
      "The steady state does not depend on the step: the second stage moves what the exchange of the last "
      "step "
      "left in the water. Capacities that change along the plane (T = k x^b) cannot be given to the engine "
      "and "
      "are left out.");
  return report;
}

constexpr double a = 1000.0, a_deposit = 10000.0, shielding_mass = 0.05;

Report run_drops() {
  Report report;
  Grains grains;
  double mean_velocity = 0.0;
  for (const double velocity : {1e-5, 1e-4, 1e-3, 1e-2, 1e-1}) {
    grains.push_back(settling_grain(velocity));
    mean_velocity += velocity / 5.0;
  }
  Table table{"Steady state, worst cell and class",
              {"scheme", "rain [mm/h]", "exact c [kg/m³]", "error of c", "exact H", "error of H"},
              {}};
  const auto concentration = [&](double P) {
    return a * a_deposit * P / (a_deposit * P + a * mean_velocity);
  };
  for (const auto& [millimetres, figure] : {std::pair{50.0, 6.211242}, {56.0, 6.951410}})
    report
        .at_most("closed form at " + chart::number_text(millimetres) + " mm/h against the design page's " +
                     chart::number_text(figure, 7) + " kg/m³ [relative]",
                 std::fabs(concentration(millimetres / 3.6e6) / figure - 1.0), 1e-6)
        .is(Against::design);
  for (const Scheme& scheme : schemes()) {
    for (const double millimetres : {50.0, 56.0}) {
      const double P = millimetres / 3.6e6, sum = a_deposit * P + a * mean_velocity;
      const double exact = concentration(P), shield = a * mean_velocity / sum;
      SurfaceCase plane = rain_fed_plane(50.0, 5.0, grains, scheme);
      plane.parameters.shielding_mass = shielding_mass;
      plane.parameters.deposit_detachability = a_deposit / a;
      plane.start();
      plane.rain = P;
      plane.forcing.splash_energy[0] = a * P;
      plane.run_until(40000.0, 1.0);
      double of_class = 0.0, of_shield = 0.0;
      plane.each([&](std::size_t k, int, int) {
        double deposit = 0.0;
        for (int c = 0; c < 5; ++c) {
          raise_to(of_class, std::fabs(plane.state.concentration[c][k] / (exact / 5.0) - 1.0));
          deposit += plane.state.deposited[c][k];
        }
        raise_to(of_shield, std::fabs(deposit / shielding_mass / shield - 1.0));
      });
      const std::string name = scheme.name + ", " + chart::number_text(millimetres) + " mm/h: ";
      report.at_most(name + "worst class and cell [relative]", of_class, 1e-10);
      report.at_most(name + "worst shield [relative]", of_shield, 1e-10);
      table.rows.push_back({scheme.name, chart::number_text(millimetres), chart::number_text(exact, 7),
                            chart::number_text(of_class), chart::number_text(shield, 6),
                            chart::number_text(of_shield)});
    }
  }
  report.tables.push_back(table);
  return report;
}

}  // namespace

extern const Case rain_fed_deposit{
    "V26",
    "Sediment",
    Against::closed_form,
    "Drops and flow over a loose bed on a rain-fed plane",
    R"(<p>Rain dilutes, splash and re-entrainment add, grains settle: on a plane fed by rain the concentration is the same
everywhere, and an inflow comes to it by a power of the distance.</p>
<p class="eq">c = (D<sub>s</sub> + w T)/(R + w), &nbsp; with inflow c₀ at x₀: c + (c₀ − c)(x/x₀)<sup>−(1 + w/R)</sup>.</p>
<p>R = 50 mm/h, w = 4.2082·10⁻⁴ m/s, T = 100 kg/m³, D<sub>s</sub> = 10⁻⁵ kg/(m² s), 10⁴ kg/m² of deposit; 100 m, slope
0.05, n = 0.05.</p>)",
    run_loose};

extern const Case rain_driven_plane{
    "V29",
    "Sediment",
    Against::closed_form,
    "Rain-driven erosion of five classes on a plane (Hairsine and Rose 1991)",
    R"(<p>In the steady state what leaves has the composition of the soil, and the deposit holds the coarse grains back.</p>
<p class="eq">c<sub>k</sub> = (1/K) a a<sub>d</sub> P/(a<sub>d</sub> P + a w̄), &nbsp;
H = a w̄/(a<sub>d</sub> P + a w̄), &nbsp; w̄ the mean of w<sub>k</sub>.</p>
<p>a = 1000, a<sub>d</sub> = 10000 kg/m³, w = 10⁻⁵ to 10⁻¹ m/s in equal shares, m* = 0.05 kg/m²; 50 m, slope 0.05,
n = 0.05; after 40000 s.</p>)",
    run_drops};

}  // namespace qingliu::verification
