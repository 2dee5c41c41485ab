// Banks of streams: V42 stability, V42b widening.
#include <cmath>

#include "chart/number_text.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"
#include "verification/stream_case.hpp"

namespace qingliu::verification {
namespace {

constexpr double degree = 3.14159265358979323846 / 180.0;

BankStrength strength(double cohesion, double friction, double weight) {
  return {cohesion, std::sin(friction * degree), std::cos(friction * degree), weight};
}

/// Height at which the factor of safety is 1, by bisection.
template <class Safety>
double critical_height(Safety safety) {
  double low = 1e-3, high = 1e3;
  for (int n = 0; n < 200; ++n) {
    const double middle = 0.5 * (low + high);
    (safety(middle) >= 1.0 ? low : high) = middle;
  }
  return low;
}

Report run_stability() {
  Report report;
  struct Soil {
    double cohesion, friction, weight, printed;
  };
  Table table{
      "Upright walls, dry",
      {"c [kPa]", "φ [°]", "γ [kN/m³]", "engine [m]", "(4 c/γ) tan(45° + φ/2) [m]", "design page [m]"},
      {}};
  double printed = 0.0, upright = 0.0;
  for (const Soil& s :
       {Soil{22, 28, 17, 8.62}, {25, 30, 17, 10.19}, {8, 24, 19.5, 2.53}, {6, 22, 19.5, 1.82}}) {
    const auto soil = strength(1e3 * s.cohesion, s.friction, 1e3 * s.weight);
    const double height =
        critical_height([&](double h) { return bank_plane(h, 0.0, 0.0, 0.0, soil).safety; });
    const double exact = 4.0 * s.cohesion / s.weight * std::tan((45.0 + 0.5 * s.friction) * degree);
    raise_to(upright, std::fabs(height / exact - 1.0));
    raise_to(printed, std::fabs(height - s.printed));
    table.rows.push_back({chart::number_text(s.cohesion), chart::number_text(s.friction),
                          chart::number_text(s.weight), chart::number_text(height, 6),
                          chart::number_text(exact, 6), chart::number_text(s.printed, 4)});
  }
  report.at_most("upright walls of four soils against the closed form [relative]", upright, 1e-10);
  report
      .at_most("the same against the design page's figures, half a unit of their last digit [m]", printed,
               0.005)
      .is(Against::design);
  report.tables.push_back(table);

  const double c = 8e3, phi = 26.0, weight = 18e3, water = 9810.0;
  const auto soil = strength(c, phi, weight);
  const auto culmann = [&](double gamma, double angle) {
    return 4.0 * c / gamma * std::sin(angle * degree) * std::cos(phi * degree) /
           (1.0 - std::cos((angle - phi) * degree));
  };
  chart::LineChart chart;
  chart.title = "Height up to which a bank stands";
  chart.x.title = "angle of its face [°]";
  chart.y.title = "height [m]";
  chart::Series dry{"dry, engine", {}, {}, chart::Mark::circles};
  chart::Series dry_exact{"dry, Culmann", {}, {}, chart::Mark::line};
  chart::Series drawn{"full of water, stream gone, engine", {}, {}, chart::Mark::squares};
  double worst = 0.0, worst_covered = 0.0;
  for (double angle = 50.0; angle <= 90.0; angle += 2.5) {
    const double cotangent = std::cos(angle * degree) / std::sin(angle * degree);
    const auto height = [&](double in_bank, double in_stream) {
      return critical_height(
          [&](double h) { return bank_plane(h, h * cotangent, in_bank * h, in_stream * h, soil).safety; });
    };
    dry.x.push_back(angle);
    dry.y.push_back(height(0.0, 0.0));
    dry_exact.x.push_back(angle);
    dry_exact.y.push_back(culmann(weight, angle));
    drawn.x.push_back(angle);
    drawn.y.push_back(height(1.0, 0.0));
    raise_to(worst, std::fabs(dry.y.back() / dry_exact.y.back() - 1.0));
    raise_to(worst_covered, std::fabs(height(1.0, 1.0) / culmann(weight - water, angle) - 1.0));
  }
  report.at_most("dry against Culmann, faces of 50 to 90 degrees [relative]", worst, 1e-10);
  report.at_most("under water against Culmann with the weight in water [relative]", worst_covered, 1e-10);
  chart.series = {dry_exact, dry, drawn};
  report.figures.push_back(chart);
  return report;
}

constexpr double slope = 0.005, whole_n = 0.04, inflow = 4.0, critical = 12.0, first_width = 9.0;
constexpr double planted_bare_n = 0.036;  ///< [s m-1/3] of the bed and the left bank

/// [m] of a rectangle whose radius R [m] carries the inflow.
double width_of(double radius) {
  const double area = inflow * whole_n / (std::pow(radius, 2.0 / 3.0) * std::sqrt(slope));
  const double perimeter = area / radius;
  return 0.5 * (perimeter + std::sqrt(perimeter * perimeter - 8.0 * area));
}

/// Widens a stream for 55 h. bare_n > 0: what holds the right bank makes the section rougher than the left
/// one.
chart::Series widen(Report& report, const std::string& name, double bare_n, double exact) {
  StreamCase c(40, 20.0, slope, Section::trapezoid(first_width, 0.0, 0.6), whole_n, 1);
  c.grains = {{2e-6, 2650.0, 1e-12, -1.0}};
  c.bed.fraction = {1.0};
  stream::BankMaterial material;
  material.critical_shear = critical;
  material.soil = strength(1e9, 26.0, 18e3);
  material.fraction = {1.0};
  c.bed.banks.materials = {material};
  c.bed.banks.material.fill(std::vector<int>(40, 0));
  if (bare_n > 0.0) {
    material.permissible_shear = 1e9;
    c.bed.banks.materials.push_back(material);
    c.bed.banks.material[right_bank].assign(40, 1);
    for (Segment& segment : c.network.segments) segment.bare_n = bare_n;
  }
  stream::StreamProcess process(c.grid, c.network, c.grains, c.bed, {}, c.state);
  chart::Series width{name, {}, {}, bare_n > 0.0 ? chart::Mark::squares : chart::Mark::circles};
  for (int step = 0; step < 20000; ++step) {
    if (step == 200) c.bed.banks.materials[0].erodibility = 1e-4;  // once the flow is uniform
    c.state.volume[0] += 10.0 * inflow;
    process.advance(10.0, c.land, c.state);
    if (step % 500 != 0) continue;
    width.x.push_back(step / 360.0);
    width.y.push_back(first_width + c.state.widened[20]);
  }
  report.at_most(name + ": width in the end against the closed form [relative]",
                 std::fabs((first_width + c.state.widened[20]) / exact - 1.0), 2e-3);
  double given = 0.0, stored = 0.0;
  for (std::size_t s = 0; s < 40; ++s) {
    for (const BankState& bank : c.state.banks) given += bank.taken[s] * 20.0 * material.density;
    stored += c.state.suspended[0][s] + c.state.deposited[0][s] * process.bed_area(static_cast<int>(s));
  }
  report
      .at_most(name + ": mass that is missing [relative]",
               std::fabs((stored + process.books().outflow_classes[0].value()) / given - 1.0), 1e-12)
      .is(Against::consistency);
  return width;
}

Report run_widening() {
  Report report;
  const double radius = critical / (bank_shear_share * 9810.0 * slope);
  const double both = width_of(radius), one = width_of(radius * std::pow(whole_n / planted_bare_n, 1.5));
  chart::LineChart chart;
  chart.title = "Width of the stream";
  chart.x.title = "time [h]";
  chart.y.title = "width [m]";
  chart.height = 300;
  chart.series = {widen(report, "both banks bare", 0.0, both),
                  widen(report, "right bank held and rough", planted_bare_n, one)};
  const double end = chart.series[0].x.back();
  chart.series.insert(chart.series.begin(), exact_line(0.0, end, 2, [&](double) { return both; }));
  chart.series.insert(chart.series.begin() + 1, exact_line(0.0, end, 2, [&](double) { return one; }));
  chart.series[0].name = "exact, both banks bare";
  chart.series[1].name = "exact, right bank held and rough";
  report.figures.push_back(chart);
  return report;
}

}  // namespace

extern const Case bank_stability{
    "V42",
    "Bed",
    Against::closed_form,
    "Banks stand up to Culmann's height",
    R"(<p>A wedge slides on the plane through the toe half-way between the bank's face and the angle of friction. The height at
which the engine's factor of safety is 1 is found by bisection.</p>
<p class="eq">H = (4 c/γ) sin α cos φ/(1 − cos(α − φ))</p>
<p>(Culmann 1866; upright: H = (4 c/γ) tan(45° + φ/2).) Under water inside and outside the same holds with the weight of the
soil in water. The four soils are those of upright walls of weathered granite on the project's design page; c = 8 kPa, φ = 26°,
γ = 18 kN/m³ in the figure.</p>)",
    run_stability};

extern const Case bank_widening{
    "V42b",
    "Bed",
    Against::closed_form,
    "A stream widens until the shear on its banks is critical",
    R"(<p>A rectangular stream of 9 m (0.5 %, n = 0.04) carries 4 m³/s; its banks erode above 12 Pa and do not fall.</p>
<p class="eq">0.75 ρ g R S = τ<sub>c</sub>, &nbsp; Q = A R<sup>2/3</sup> √S/n, &nbsp; A = b h, R = b h/(b + 2 h).</p>
<p>Then the right bank is held by plants, of which the section has n = 0.04 where bed and left bank have 0.036. At one velocity the
radius of each part of the perimeter goes with its n<sup>3/2</sup> (Einstein 1934), so the shear on the left bank is 0.75 ρ g R S
(0.036/0.04)<sup>3/2</sup>: plants on one bank do not wear away the other.</p>)",
    run_widening};

}  // namespace qingliu::verification
