// Rain on a puddle of fixed depth that overflows (Hairsine & Rose 1991): the engine's exchange alone, V30 and
// V31.
#include <Eigen/Dense>
#include <algorithm>
#include <array>
#include <cmath>
#include <unsupported/Eigen/MatrixFunctions>

#include "chart/number_text.hpp"
#include "process/erosion/exchange_row.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double depth = 5e-3, rain = 56e-3 / 3600.0, shielding_mass = 0.05;
constexpr double detachability = 1000.0, deposit_detachability = 10000.0;  ///< [kg m-3] a and a_d

/// Concentration [kg m-3] and deposit [kg m-2] of each class.
struct State {
  std::vector<double> concentration, deposit;
  explicit State(std::size_t classes) : concentration(classes, 0.0), deposit(classes, 0.0) {}
  double total_concentration() const { return total(concentration); }
  double shielded() const { return total(deposit) / shielding_mass; }
  static double total(const std::vector<double>& values) {
    double sum = 0.0;
    for (const double value : values) sum += value;
    return sum;
  }
};

/// The engine: each step the overflow leaves, then exchange_row runs on the one cell.
class EnginePuddle {
 public:
  explicit EnginePuddle(std::vector<double> settling)
      : state(settling.size()), settling_(std::move(settling)), share_(1.0 / settling_.size()) {}

  void march(double until, double dt) {
    for (long n = std::lround((until - time_) / dt); n > 0; --n) step(dt);
    time_ = until;
  }

  State state;

 private:
  void step(double dt) {
    const double splash = detachability * rain, supply = 1e30, capacity = 0.0;
    double eroded = 0.0, total = 0.0, sum = 0.0, other_sum = 0.0;
    std::vector<double> suspended;
    for (const double c : state.concentration) suspended.push_back(depth * c - dt * rain * c);
    std::vector<erosion::ExchangeClassRow> classes;
    for (std::size_t k = 0; k < settling_.size(); ++k)
      classes.push_back(
          {settling_[k], &suspended[k], &share_, &capacity, &state.deposit[k], &state.concentration[k]});
    erosion::exchange_row(0, 1,
                          {.dt = dt,
                           .shielding_mass = shielding_mass,
                           .deposit_detachability = deposit_detachability / detachability},
                          {&depth, &splash, &splash, &supply, &eroded, &total, &sum, &other_sum}, classes);
  }

  std::vector<double> settling_;
  double share_, time_ = 0.0;
};

/// D c' = a P p (1 - H) + (a_d P/m*) m - (w + P) c, m' = w c - (a_d P/m*) m, H = sum m/m* (below 1
/// throughout), in equal shares p. Linear, x' = A x + b: from clear water x = x_s - exp(A t) x_s with
/// A x_s = -b.
class Equations {
 public:
  explicit Equations(const std::vector<double>& settling)
      : classes_(static_cast<Eigen::Index>(settling.size())), matrix_(2 * classes_, 2 * classes_) {
    const double lift = deposit_detachability * rain / shielding_mass;
    const double soil = detachability * rain / static_cast<double>(classes_);
    matrix_.setZero();
    Eigen::VectorXd source = Eigen::VectorXd::Zero(2 * classes_);
    for (Eigen::Index k = 0; k < classes_; ++k) {
      const double w = settling[static_cast<std::size_t>(k)];
      const Eigen::Index c = k, m = classes_ + k;
      source[c] = soil / depth;
      matrix_.row(c).tail(classes_).setConstant(-soil / (shielding_mass * depth));
      matrix_(c, c) = -(w + rain) / depth;
      matrix_(c, m) += lift / depth;
      matrix_(m, c) = w;
      matrix_(m, m) = -lift;
    }
    steady_ = -matrix_.fullPivLu().solve(source);
  }

  State at(double time) const {
    const Eigen::MatrixXd decay = (matrix_ * time).exp();
    const Eigen::VectorXd x = steady_ - decay * steady_;
    State state(static_cast<std::size_t>(classes_));
    std::copy_n(x.data(), classes_, state.concentration.begin());
    std::copy_n(x.data() + classes_, classes_, state.deposit.begin());
    return state;
  }

 private:
  Eigen::Index classes_;
  Eigen::MatrixXd matrix_;
  Eigen::VectorXd steady_;
};

/// [kg m-3] of one class in the end: a a_d P/(a_d P + a w).
double steady_one_class(double w) {
  return detachability * deposit_detachability * rain / (deposit_detachability * rain + detachability * w);
}

struct Printed {
  double time, concentration, other;  ///< [s], [kg m-3], deposit [kg m-2] or shield [-]
};

double relative(double found, double exact) { return std::fabs(found / exact - 1.0); }

/// Errors of the total concentration at `time` over the steps, and a table of those at the printed times.
template <class Exact>
void add_orders(Report& report, const std::vector<double>& settling, double time, Exact exact) {
  Convergence errors{"engine", {}, {}};
  for (const double dt : {0.5, 0.25, 0.125, 0.0625}) {
    EnginePuddle puddle(settling);
    puddle.march(time, dt);
    errors.add(dt, relative(puddle.state.total_concentration(), exact(time).total_concentration()));
  }
  report.at_least("order in the step at " + chart::number_text(time) + " s", errors.last_order(), 0.95);
  report.tables.push_back(convergence_table(
      "Relative error of the concentration at " + chart::number_text(time) + " s", "step [s]", {errors}));
}

/// The same for the steps of whole storms.
template <class Exact>
void add_long_steps(Report& report, const std::vector<double>& settling, double time, Exact exact) {
  Convergence errors{"engine", {}, {}};
  for (const double dt : {60.0, 10.0, 1.0}) {
    EnginePuddle puddle(settling);
    puddle.march(time, dt);
    errors.add(dt, relative(puddle.state.total_concentration(), exact(time).total_concentration()));
  }
  for (const std::size_t k : {1, 2})
    report.at_least("order in the step at " + chart::number_text(time) + " s, " +
                        chart::number_text(errors.sizes[k - 1]) + " s to " +
                        chart::number_text(errors.sizes[k]) + " s",
                    errors.order(k), 0.9);
}

template <class Exact>
void add_step_table(Report& report, const std::vector<double>& settling, const std::vector<double>& times,
                    Exact exact) {
  Table table{"Error of the total concentration by step [%]", {"time [s]", "exact [kg/m³]"}, {}};
  const std::vector<double> steps{0.1, 0.5, 1.0, 10.0, 60.0};
  std::vector<EnginePuddle> puddles(steps.size(), EnginePuddle(settling));
  for (const double dt : steps) table.columns.push_back(chart::number_text(dt) + " s");
  for (const double time : times) {
    const double whole = exact(time).total_concentration();
    std::vector<std::string> row{chart::number_text(time), chart::number_text(whole, 6)};
    for (std::size_t k = 0; k < steps.size(); ++k) {
      if (std::fmod(time, steps[k]) > 1e-9 && std::fmod(time, steps[k]) < steps[k] - 1e-9) {
        row.push_back("");
        continue;
      }
      puddles[k].march(time, steps[k]);
      row.push_back(chart::number_text(100.0 * (puddles[k].state.total_concentration() / whole - 1.0)));
    }
    table.rows.push_back(row);
  }
  report.tables.push_back(table);
}

chart::LineChart concentration_chart(double end) {
  chart::LineChart chart;
  chart.title = "Concentration of the overflow";
  chart.x.title = "time [s]";
  chart.y.title = "concentration [kg/m³]";
  chart.x.high = end;
  return chart;
}

Report run_one_class() {
  constexpr double w = 1e-3;
  const std::vector<Printed> printed{{10, 26.4517, .00825655}, {30, 64.7289, .0206469},
                                     {60, 98.3192, .0315201},  {120, 124.825, .0401001},
                                     {300, 134.423, .0432070}, {600, 134.615, .0432691}};
  Report report;
  const Equations equations({w});
  const auto exact = [&](double t) { return equations.at(t); };
  double to_print = 0.0;
  for (const Printed& p : printed) {
    raise_to(to_print, relative(exact(p.time).concentration[0], p.concentration));
    raise_to(to_print, relative(exact(p.time).deposit[0], p.other));
  }
  report.at_most("closed form against twelve figures of the design page [relative]", to_print, 5e-6)
      .is(Against::design);
  for (const double dt : {0.5, 0.1}) {
    EnginePuddle puddle({w});
    double worst = 0.0;
    for (const Printed& p : printed) {
      puddle.march(p.time, dt);
      raise_to(worst, relative(puddle.state.concentration[0], exact(p.time).concentration[0]));
      raise_to(worst, relative(puddle.state.deposit[0], exact(p.time).deposit[0]));
    }
    report.at_most("worst error of concentration and deposit, 10 to 600 s, at a step of " +
                       chart::number_text(dt) + " s [relative]",
                   worst, 0.01);
  }
  add_orders(report, {w}, 30.0, exact);
  add_long_steps(report, {w}, 120.0, exact);
  EnginePuddle steady({w});
  steady.march(60000.0, 60.0);
  report.at_most("steady concentration with steps of 60 s against the closed form [relative]",
                 relative(steady.state.concentration[0], steady_one_class(w)), 1e-10);
  chart::LineChart chart = concentration_chart(300.0);
  chart.series.push_back(exact_line(0.0, 300.0, 300, [&](double t) { return exact(t).concentration[0]; }));
  for (const double dt : {0.5, 10.0}) {
    EnginePuddle puddle({w});
    chart::Series marks{"engine, step " + chart::number_text(dt) + " s",
                        {},
                        {},
                        dt < 1.0 ? chart::Mark::circles : chart::Mark::triangles};
    for (double t = 10.0; t <= 300.0; t += 10.0) {
      puddle.march(t, dt);
      marks.x.push_back(t);
      marks.y.push_back(puddle.state.concentration[0]);
    }
    chart.series.push_back(marks);
  }
  report.figures.push_back(chart);
  add_step_table(report, {w}, {10, 30, 60, 120, 300, 600}, exact);
  return report;
}

Report run_five_classes() {
  const std::vector<double> settling{1e-5, 1e-4, 1e-3, 1e-2, 1e-1};
  const std::vector<Printed> printed{{30, 24.3405, .9083},   {60, 25.0686, .9821},  {120, 22.8700, .9888},
                                     {300, 17.5733, .9899},  {600, 12.6020, .9910}, {1200, 8.80208, .9922},
                                     {1800, 7.64770, .9927}, {3600, 7.00154, .9930}};
  const std::array<double, 5> at_60{6.701, 6.668, 6.355, 4.321, 1.025};
  Report report;
  const Equations equations(settling);
  const auto exact = [&](double t) { return equations.at(t); };
  double to_print = 0.0, shield_to_print = 0.0, class_to_print = 0.0;
  for (const Printed& p : printed) {
    raise_to(to_print, relative(exact(p.time).total_concentration(), p.concentration));
    raise_to(shield_to_print, std::fabs(exact(p.time).shielded() - p.other));
  }
  for (std::size_t k = 0; k < 5; ++k)
    raise_to(class_to_print, std::fabs(exact(60.0).concentration[k] - at_60[k]));
  report.at_most("closed form against the concentrations of the design page [relative]", to_print, 5e-6)
      .is(Against::design);
  report
      .at_most("closed form against its shields, half a unit of their last digit [-]", shield_to_print, 5e-5)
      .is(Against::design);
  report
      .at_most("closed form against its classes at 60 s, half a unit of their last digit [kg/m³]",
               class_to_print, 5e-4)
      .is(Against::design);
  for (const double dt : {0.5, 0.1}) {
    EnginePuddle puddle(settling);
    double concentration = 0.0, shield = 0.0, of_class = 0.0;
    for (const Printed& p : printed) {
      puddle.march(p.time, dt);
      const State there = exact(p.time);
      raise_to(concentration, relative(puddle.state.total_concentration(), there.total_concentration()));
      raise_to(shield, relative(puddle.state.shielded(), there.shielded()));
      if (p.time != 60.0) continue;
      for (std::size_t k = 0; k < 5; ++k)
        raise_to(of_class, relative(puddle.state.concentration[k], there.concentration[k]));
    }
    const std::string step = " at a step of " + chart::number_text(dt) + " s [relative]";
    report.at_most("worst error of the total concentration, 30 to 3600 s," + step, concentration, 0.01);
    report.at_most("worst error of the shield, 30 to 3600 s," + step, shield, 0.01);
    report.at_most("worst error of a class after 60 s" + step, of_class, 0.01);
  }
  add_orders(report, settling, 30.0, exact);
  add_long_steps(report, settling, 600.0, exact);
  chart::LineChart chart = concentration_chart(600.0);
  chart.series.push_back(
      exact_line(0.0, 600.0, 60, [&](double t) { return exact(t).total_concentration(); }));
  EnginePuddle puddle(settling);
  chart::Series marks{"engine, step 0.5 s", {}, {}, chart::Mark::circles};
  for (double t = 0.0; t <= 600.0; t += 10.0) {
    puddle.march(t, 0.5);
    marks.x.push_back(t);
    marks.y.push_back(puddle.state.total_concentration());
  }
  chart.series.push_back(marks);
  report.figures.push_back(chart);
  add_step_table(report, settling, {30, 60, 120, 300, 600, 1200, 1800, 3600}, exact);
  return report;
}

}  // namespace

extern const Case puddle_one_class{
    "V30",
    "Sediment",
    Against::closed_form,
    "Rain on a puddle and one grain class: towards the steady state (Hairsine & Rose 1991)",
    R"(<p>Drops lift soil and deposit, grains settle, the overflow carries them away; the deposit shields the soil.</p>
<p class="eq">D c′ = a P (1 − m/m*) + a<sub>d</sub> P m/m* − (w + P) c, &nbsp; m′ = w c − a<sub>d</sub> P m/m*.</p>
<p>Two linear equations: exact by the exponential of a matrix. D = 5 mm, m* = 0.05 kg/m², w = 1 mm/s, a = 1000 and
a<sub>d</sub> = 10000 kg/m³, P = 56 mm/h. A test of the engine's exchange at fixed depth, which is implicit and first
order in the step; the steady state does not depend on it.</p>)",
    run_one_class};

extern const Case puddle_five_classes{
    "V31",
    "Sediment",
    Against::closed_form,
    "Rain on a puddle and five grain classes: fines first (Hairsine & Rose 1991)",
    R"(<p>As V30 with five classes in equal shares that settle at 10⁻⁵ to 10⁻¹ m/s under one shield H = Σm/m*.
Fines peak within a minute; then coarse grains cover the soil and the overflow clears for an hour.</p>
<p class="eq">D c<sub>k</sub>′ = a P p<sub>k</sub> (1 − H) + a<sub>d</sub> P m<sub>k</sub>/m* −
(w<sub>k</sub> + P) c<sub>k</sub>, &nbsp; m<sub>k</sub>′ = w<sub>k</sub> c<sub>k</sub> − a<sub>d</sub> P m<sub>k</sub>/m*.</p>
<p>Ten linear equations: exact by the exponential of a matrix, as in V30. The figures of the project's design page, which
come from Runge-Kutta steps, are shown as what they are: a guard against slips.</p>)",
    run_five_classes};

}  // namespace qingliu::verification
