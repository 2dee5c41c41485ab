// Laws of transport and settling beside the formulas of the papers and figures of the design page: V33 and
// V34.
#include <cmath>

#include "chart/number_text.hpp"
#include "process/bedload/bedload_laws.hpp"
#include "process/erosion/settling_laws.hpp"
#include "process/erosion/transport_capacity_laws.hpp"
#include "verification/case.hpp"

namespace qingliu::verification {
namespace {

/// Worst relative difference of a law from its formula over its points; fills a table.
class Points {
 public:
  Points(std::string title, std::vector<std::string> columns)
      : table_{std::move(title), std::move(columns), {}} {}
  void add(std::vector<std::string> at, double engine, double formula, int digits = 5) {
    raise_to(worst_, std::fabs(engine / formula - 1.0));
    at.push_back(chart::number_text(engine, digits));
    at.push_back(chart::number_text(formula, digits));
    table_.rows.push_back(std::move(at));
  }
  /// With a figure of the design page beside it, of four digits.
  void add_with_figure(std::vector<std::string> at, double engine, double formula, double figure) {
    add(std::move(at), engine, formula, 5);
    raise_to(worst_figure_, std::fabs(engine / figure - 1.0));
    table_.rows.back().push_back(chart::number_text(figure, 4));
  }
  double worst() const { return worst_; }
  double worst_figure() const { return worst_figure_; }
  const Table& table() const { return table_; }

 private:
  Table table_;
  double worst_ = 0.0, worst_figure_ = 0.0;
};

std::string text(double value) { return chart::number_text(value, 4); }

/// Govers 1990, written out once more: 2650 ((d + 5)/0.32)^-0.6 (100 u S - 0.4)^(((d + 5)/300)^0.25), d in
/// um.
double govers_formula(double um, double unit_stream_power) {
  return 2650.0 * std::pow((um + 5.0) / 0.32, -0.6) *
         std::pow(100.0 * unit_stream_power - 0.4, std::pow((um + 5.0) / 300.0, 0.25));
}

Points govers_points() {
  struct Point {
    double speed, slope, um, capacity;
  };
  Points points("Govers 1990 [kg/m³]", {"u [m/s]", "slope", "d [µm]", "engine", "formula", "design page"});
  for (const Point& p : {Point{.1, .1, 50, 86.49},
                         {.1, .1, 100, 55.33},
                         {.1, .1, 250, 29.47},
                         {.2, .1, 50, 164.3},
                         {.2, .1, 100, 117.7},
                         {.2, .1, 250, 75.58},
                         {.3, .2, 50, 373.0},
                         {.3, .2, 100, 308.4},
                         {.3, .2, 250, 251.7}}) {
    const auto law = erosion::make_transport_capacity({.diameter = p.um * 1e-6, .density = 2650.0});
    points.add_with_figure({text(p.speed), text(p.slope), text(p.um)},
                           erosion::govers_capacity(law, p.speed * p.slope),
                           govers_formula(p.um, p.speed * p.slope), p.capacity);
  }
  return points;
}

/// q = 0.05 u^5/(sqrt(g) C^3 D^2 d) with Chezy's C: the other way to write the law (public implementations).
Points engelund_hansen_points() {
  const double g = constants::gravity, D = 1.65, C = 35.0, h = 0.8;
  Points points("Engelund and Hansen 1967 as 0.05 u⁵/(√g C³ Δ² d)",
                {"d [µm]", "u [m/s]", "engine [kg/(m s)]", "other form"});
  for (const double d : {350e-6, 1000e-6}) {
    const auto law = erosion::make_transport_capacity({.diameter = d, .density = 2650.0});
    for (const double u : {0.3, 0.7, 1.2}) {
      const double shear = 1000.0 * g * u * u / (C * C);
      points.add({text(d * 1e6), text(u)}, erosion::engelund_hansen_capacity(law, u, shear, h) * u * h,
                 2650.0 * 0.05 * std::pow(u, 5) / (std::sqrt(g) * C * C * C * D * D * d));
    }
  }
  return points;
}

/// The printed formulas once more, by std::pow.
Points bedload_points() {
  Points points("Bedload in units of ρ √(R g d³)", {"law", "θ or τ/τr", "engine", "formula"});
  for (const double theta : {0.06, 0.1, 0.3, 1.0}) {
    points.add({"Wong-Parker 2006", text(theta)}, bedload::wong_parker(theta),
               3.97 * std::pow(theta - 0.0495, 1.5));
    points.add({"Meyer-Peter and Müller 1948", text(theta)}, bedload::meyer_peter_mueller(theta),
               8.0 * std::pow(theta - 0.047, 1.5));
  }
  for (const double phi : {0.5, 1.0, 1.3, 2.0, 10.0}) {
    points.add({"Wilcock-Crowe 2003, W*", text(phi)}, bedload::wilcock_crowe_transport(phi),
               phi < 1.35 ? 0.002 * std::pow(phi, 7.5) : 14.0 * std::pow(1.0 - 0.894 / std::sqrt(phi), 4.5));
  }
  return points;
}

chart::LineChart capacity_chart() {
  chart::LineChart chart;
  chart.title = "Transport capacity of films (Govers)";
  chart.x = {"unit stream power u S [m/s]", true, {}, {}};
  chart.y = {"capacity [kg/m³]", true, {}, {}};
  chart.height = 340;
  for (const double um : {50.0, 100.0, 250.0}) {
    chart::Series line{chart::number_text(um) + " µm", {}, {}, chart::Mark::line};
    const auto law = erosion::make_govers(um * 1e-6, 2650.0);
    for (int k = 0; k <= 100; ++k) {
      line.x.push_back(0.005 * std::pow(40.0, 0.01 * k));
      line.y.push_back(erosion::govers_capacity(law, line.x.back()));
    }
    chart.series.push_back(line);
  }
  return chart;
}

Report run_capacities() {
  Report report;
  const Points govers = govers_points(), hansen = engelund_hansen_points(), bedload = bedload_points();
  report.at_most("Govers against the formula of the paper [relative]", govers.worst(), 1e-10);
  report.at_most("Govers against nine figures of the design page [relative]", govers.worst_figure(), 5e-4)
      .is(Against::design);
  report.at_most("Engelund-Hansen against its other form [relative]", hansen.worst(), 1e-12);
  report.at_most("Wong-Parker, Meyer-Peter-Müller and Wilcock-Crowe against their formulas [relative]",
                 bedload.worst(), 1e-12);
  const auto grain = bedload::make_class_scales({.diameter = 2e-3}, 1.0);
  report
      .at_most("2 mm at the design page's θ = 0.219347 carry 10⁻⁴ m²/s by Wong-Parker [relative error]",
               std::fabs(grain.load * bedload::wong_parker(0.219347) / 2650.0 / 1e-4 - 1.0), 1e-5)
      .is(Against::design);
  report.figures.push_back(capacity_chart());
  report.tables = {govers.table(), hansen.table(), bedload.table()};
  report.notes.push_back("Van Rijn's laws are not in the engine.");
  return report;
}

Report run_settling() {
  using erosion::SettlingLaw;
  Report report;
  constexpr double weight = 1.65 * 9.81, viscosity = 1e-6;  // R g [m s-2], nu [m2 s-1]
  const auto church_formula = [](double d) {
    return weight * d * d / (18.0 * viscosity + std::sqrt(0.75 * weight * d * d * d));
  };
  const auto cheng_formula = [](double d) {
    const double d_star = d * std::pow(weight / (viscosity * viscosity), 1.0 / 3.0);
    return viscosity / d * std::pow(std::sqrt(25.0 + 1.2 * d_star * d_star) - 5.0, 1.5);
  };
  Points church("Ferguson and Church 2004 [m/s]", {"d [µm]", "engine", "formula", "design page"});
  chart::Series figures{"design page", {}, {}, chart::Mark::circles};
  for (const auto& [um, figure] : {std::pair{2.0, 3.595e-6},
                                   {10.0, 8.938e-5},
                                   {30.0, 7.844e-4},
                                   {50.0, 2.104e-3},
                                   {100.0, 7.534e-3},
                                   {250.0, 3.184e-2},
                                   {500.0, 7.105e-2},
                                   {1000.0, 0.1263},
                                   {2000.0, 0.1964}}) {
    church.add_with_figure({text(um)},
                           erosion::settling_velocity(SettlingLaw::ferguson_church, um * 1e-6, 2650.0),
                           church_formula(um * 1e-6), figure);
    figures.x.push_back(um);
    figures.y.push_back(figure);
  }
  Points cheng("Cheng 1997 [m/s]", {"d [µm]", "engine", "formula", "design page"});
  for (const auto& [um, figure] : {std::pair{50.0, 1.636e-3}, {250.0, 2.668e-2}})
    cheng.add_with_figure({text(um)}, erosion::settling_velocity(SettlingLaw::cheng, um * 1e-6, 2650.0),
                          cheng_formula(um * 1e-6), figure);
  double stokes_zanke = 0.0;
  for (const double um : {2.0, 10.0, 50.0, 250.0, 1000.0}) {
    const double d = um * 1e-6, cube = weight * d * d * d / (viscosity * viscosity);
    raise_to(stokes_zanke, std::fabs(erosion::settling_velocity(SettlingLaw::stokes, d, 2650.0) /
                                         (weight * d * d / (18.0 * viscosity)) -
                                     1.0));
    raise_to(stokes_zanke, std::fabs(erosion::settling_velocity(SettlingLaw::zanke, d, 2650.0) /
                                         static_cast<double>(10.0L * viscosity / d *
                                                             (std::sqrt(1.0L + 0.01L * cube) - 1.0L)) -
                                     1.0));
  }
  report.at_most("Ferguson and Church against the formula of the paper [relative]", church.worst(), 1e-10);
  report.at_most("Cheng against the formula of the paper [relative]", cheng.worst(), 1e-10);
  report.at_most("Stokes and Zanke against their formulas [relative]", stokes_zanke, 1e-10);
  report
      .at_most("Ferguson and Church against nine figures of the design page [relative]",
               church.worst_figure(), 5e-4)
      .is(Against::design);
  report.at_most("Cheng against two figures of the design page [relative]", cheng.worst_figure(), 5e-4)
      .is(Against::design);
  chart::LineChart chart;
  chart.title = "Settling velocity of quartz in water";
  chart.x = {"diameter [µm]", true, {}, {}};
  chart.y = {"settling velocity [m/s]", true, {}, {}};
  struct Law {
    const char* name;
    SettlingLaw law;
    double to;
  };
  for (const Law& law : {Law{"Ferguson-Church", SettlingLaw::ferguson_church, 2000.0},
                         {"Cheng", SettlingLaw::cheng, 2000.0},
                         {"Stokes", SettlingLaw::stokes, 60.0},
                         {"Zanke", SettlingLaw::zanke, 2000.0}}) {
    chart::Series line{law.name, {}, {}, chart::Mark::line};
    for (int k = 0; k <= 100; ++k) {
      line.x.push_back(2.0 * std::pow(law.to / 2.0, 0.01 * k));
      line.y.push_back(erosion::settling_velocity(law.law, line.x.back() * 1e-6, 2650.0));
    }
    chart.series.push_back(line);
  }
  chart.series.push_back(figures);
  report.figures.push_back(chart);
  report.tables = {church.table(), cheng.table()};
  return report;
}

}  // namespace

extern const Case capacity_laws{
    "V33",
    "Sediment",
    Against::closed_form,
    "Transport laws beside the formulas of their papers",
    R"(<p>The functions that the kernels call beside the formulas of the papers, written out once more in double precision with
the powers of the standard library, and beside figures that were computed beforehand for the project's design page.</p>
<p class="eq">Govers 1990: T = ρ<sub>s</sub> ((d + 5)/0.32)<sup>−0.6</sup> (100 u S − 0.4)<sup>e</sup>,
e = ((d + 5)/300)<sup>0.25</sup>, d in µm; &nbsp; Engelund and Hansen 1967:
q = 0.05 ρ<sub>s</sub> u² √(d/(g R)) θ<sup>3/2</sup>; &nbsp; Wong and Parker 2006: q* = 3.97 (θ − 0.0495)<sup>3/2</sup>.</p>)",
    run_capacities};

extern const Case settling_laws{
    "V34",
    "Sediment",
    Against::closed_form,
    "Settling velocities from clay to gravel",
    R"(<p class="eq">Ferguson and Church 2004: w = R g d²/(C₁ ν + √(0.75 C₂ R g d³)), &nbsp; C₁ = 18, C₂ = 1.</p>
<p class="eq">Cheng 1997: w = (ν/d) (√(25 + 1.2 d*²) − 5)<sup>3/2</sup>, &nbsp; d* = d (R g/ν²)<sup>1/3</sup>; &nbsp; Stokes
1851: w = R g d²/(18 ν); &nbsp; Zanke 1977: w = 10 (ν/d) (√(1 + 0.01 R g d³/ν²) − 1).</p>
<p>Quartz, ν = 10⁻⁶ m²/s. The figures of the design page were computed beforehand from the same formulas.</p>)",
    run_settling};

}  // namespace qingliu::verification
