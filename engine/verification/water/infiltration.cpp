#include "process/infiltration/infiltrate_row.hpp"

#include <array>
#include <cmath>

#include "chart/number_text.hpp"
#include "process/interception/interception_laws.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

using infiltration::HorizonTable;

constexpr double hour = 3600.0, cm = 0.01;

SoilHorizon horizon(double bottom, double conductivity, double suction, double deficit) {
  SoilHorizon h;
  h.bottom = bottom;
  h.conductivity = conductivity;
  h.suction = suction;
  h.porosity = 0.5;
  h.initial_moisture = 0.5 - deficit;
  return h;
}

HorizonTable column_of(std::vector<SoilHorizon> horizons, bool impervious) {
  Soil soil;
  soil.horizons = std::move(horizons);
  soil.impervious_base = impervious;
  return infiltration::make_horizon_table(std::array{soil}, std::array{infiltration::ColumnChoice{}});
}

/// Water [m] that enters in `steps` equal steps, `supply` [m s-1] and `ponded` [m] held.
double entered(const HorizonTable& table, double end, int steps, double supply, double ponded) {
  std::int32_t front = table.entry[0];
  double total = 0.0;
  for (int k = 0; k < steps; ++k) {
    const double available = supply * end / steps;
    double left = 0.0;
    infiltration::infiltrate_row(0, 1, table, end / steps, {&available, &ponded, &front, &total, &left});
  }
  return total;
}

/// Green & Ampt 1911: K t = F − A ln(1 + F/A), solved for F.
double green_ampt(double A, double K, double t) {
  double low = 0.0, high = K * t + 10.0 * A + std::sqrt(2.0 * A * K * t);
  for (int k = 0; k < 200; ++k) {
    const double F = 0.5 * (low + high);
    (F - A * std::log1p(F / A) > K * t ? high : low) = F;
  }
  return 0.5 * (low + high);
}

chart::LineChart intake_chart(const char* title) {
  chart::LineChart chart;
  chart.title = title;
  chart.x.title = "time [h]";
  chart.y.title = "infiltrated [cm]";
  chart.height = 320;
  return chart;
}

Report run_ponded() {
  Report report;
  const double K = 1.09 * cm / hour, suction = 11.01 * cm, deficit = 0.247;
  const HorizonTable table = column_of({horizon(1e3, K, suction, deficit)}, false);
  const std::array<std::array<double, 2>, 6> printed{
      {{0.1, 0.844282}, {0.25, 1.405472}, {0.5, 2.102648}, {1, 3.209669}, {2, 5.026602}, {4, 8.120489}}};
  double to_print = 0.0, to_exact = 0.0;
  chart::Series marks{"engine, one step", {}, {}, chart::Mark::circles};
  for (const auto& [hours, centimetres] : printed) {
    for (const int steps : {1, 7, 400, 20000}) {
      const double F = entered(table, hours * hour, steps, 1.0, 0.0);
      raise_to(to_print, std::fabs(F / cm / centimetres - 1.0));
      raise_to(to_exact, std::fabs(F / green_ampt(suction * deficit, K, hours * hour) - 1.0));
    }
    marks.x.push_back(hours);
    marks.y.push_back(entered(table, hours * hour, 1, 1.0, 0.0) / cm);
  }
  report.at_most("against six figures of the design page [relative]", to_print, 1e-6).is(Against::design);
  report.at_most("against the closed form, 1 to 20000 steps [relative]", to_exact, 1e-10);
  chart::LineChart chart = intake_chart("Ponded infiltration");
  chart.series = {
      exact_line(0.0, 4.0, 200, [&](double t) { return green_ampt(suction * deficit, K, t * hour) / cm; }),
      marks};
  report.figures.push_back(chart);
  return report;
}

Report run_rain() {
  Report report;
  const double K = 0.65 * cm / hour, A = 16.68 * cm * 0.340, rain = 5.0 * cm / hour;
  const double filled = K * A / (rain - K), ponding = filled / rain;
  const auto exact = [&](double t) {
    const double begin = (filled - A * std::log1p(filled / A)) / K;  // when ponded from the start
    return t <= ponding ? rain * t : green_ampt(A, K, t - ponding + begin);
  };
  const HorizonTable table = column_of({horizon(1e3, K, 16.68 * cm, 0.340)}, false);
  Convergence errors{"engine", {}, {}};
  for (const double dt : {60.0, 30.0, 15.0, 5.0}) {
    double worst = 0.0;
    for (const double hours : {0.25, 0.5, 1.0, 2.0, 3.0}) {
      const double F =
          entered(table, hours * hour, static_cast<int>(std::lround(hours * hour / dt)), rain, 0.0);
      raise_to(worst, std::fabs(F / exact(hours * hour) - 1.0));
    }
    errors.add(dt, worst);
  }
  report
      .at_most("time of ponding against the design page's 0.169484 h [relative]",
               std::fabs(ponding / hour / 0.169484 - 1.0), 3e-6)
      .is(Against::design);
  report
      .at_most("exact intake after 1 h against the design page's 3.015873 cm [relative]",
               std::fabs(exact(hour) / cm / 3.015873 - 1.0), 1e-6)
      .is(Against::design);
  report.at_most("worst error with steps of 60 s [relative]", errors.errors.front(), 1e-3);
  report.at_most("worst error with steps of 5 s [relative]", errors.errors.back(), 1e-4);
  chart::LineChart chart = intake_chart("Infiltration of steady rain");
  chart::Series marks{"engine, steps of 60 s", {}, {}, chart::Mark::circles};
  for (int minutes = 5; minutes <= 180; minutes += 5) {
    marks.x.push_back(minutes / 60.0);
    marks.y.push_back(entered(table, 60.0 * minutes, minutes, rain, 0.0) / cm);
  }
  chart.series = {exact_line(0.0, 3.0, 200, [&](double t) { return exact(t * hour) / cm; }), marks};
  report.figures.push_back(chart);
  report.tables.push_back(convergence_table("Worst relative error at 0.25 to 3 h", "step [s]", {errors}));
  report.notes.push_back("Water left on the ground runs off at once here, as in the closed form.");
  return report;
}

Report run_layers() {
  Report report;
  const double D1 = 0.2, K1 = 4e-6, suction1 = 0.12, deficit1 = 0.2;
  const double K2 = 9e-7, suction2 = 0.3, deficit2 = 0.1, ponded = 0.03;
  const HorizonTable table =
      column_of({horizon(D1, K1, suction1, deficit1), horizon(50.0, K2, suction2, deficit2)}, false);
  const double A1 = (suction1 + ponded) * deficit1, F1 = D1 * deficit1;
  const double t1 = (F1 - A1 * std::log1p(F1 / A1)) / K1;
  const double a = D1 / K1, b = D1 + suction2 + ponded;
  chart::Series exact{"exact", {}, {}, chart::Mark::line},
      marks{"engine, one step", {}, {}, chart::Mark::circles};
  for (int k = 0; k <= 100; ++k) {
    const double F = F1 * k / 100.0;
    exact.x.push_back((F - A1 * std::log1p(F / A1)) / K1 / hour);
    exact.y.push_back(F / cm);
  }
  double worst = 0.0;
  for (int k = 0; k <= 50; ++k) {
    const double x = 0.02 * k, F = F1 + x * deficit2;
    const double t = t1 + deficit2 * (x / K2 + (a - b / K2) * std::log1p(x / b));
    exact.x.push_back(t / hour);
    exact.y.push_back(F / cm);
    if (k % 5 != 0) continue;
    for (const int steps : {1, 3, 1000})
      raise_to(worst, std::fabs(entered(table, t, steps, 1.0, ponded) / F - 1.0));
    marks.x.push_back(t / hour);
    marks.y.push_back(entered(table, t, 1, 1.0, ponded) / cm);
  }
  report.at_most("against the two-layer closed form, 1 to 1000 steps [relative]", worst, 1e-10);
  chart::LineChart chart = intake_chart("A front that crosses into a tighter horizon");
  chart.series = {exact, marks};
  report.figures.push_back(chart);
  return report;
}

/// Rain on a soil over rock, in `steps` equal steps: what runs off by the time [s] and in each step [m].
struct Runoff {
  std::vector<double> time, total, of_step;
};

Runoff saturated(const HorizonTable& table, double rain, double end, int steps) {
  Runoff runoff;
  std::int32_t front = table.entry[0];
  double intake = 0.0, sum = 0.0;
  const double dt = end / steps, available = rain * dt, ponded = 0.0;
  for (int k = 1; k <= steps; ++k) {
    double left = 0.0;
    infiltration::infiltrate_row(0, 1, table, dt, {&available, &ponded, &front, &intake, &left});
    sum += left;
    runoff.time.push_back(k * dt);
    runoff.of_step.push_back(left);
    runoff.total.push_back(sum);
  }
  return runoff;
}

Report run_saturation() {
  Report report;
  // Conductive enough never to pond before it is full: 0.1 m x 0.2 + 0.3 m x 0.1 = 5 cm of storage.
  const HorizonTable table = column_of({horizon(0.1, 1e-5, 0.1, 0.2), horizon(0.4, 1e-5, 0.1, 0.1)}, true);
  const double rain = 36e-3 / hour, storage = 0.05, filled = storage / rain, end = 2.0 * hour;
  double after = 0.0, before = 0.0, whole = 0.0;
  for (const int steps : {7, 240, 7200}) {
    const Runoff runoff = saturated(table, rain, end, steps);
    for (std::size_t k = 0; k < runoff.time.size(); ++k) {
      const double begin = runoff.time[k] - end / steps;
      if (runoff.time[k] < filled) raise_to(before, runoff.of_step[k]);
      if (begin > filled) raise_to(after, std::fabs(runoff.of_step[k] / (rain * end / steps) - 1.0));
    }
    raise_to(whole, std::fabs(runoff.total.back() / (rain * end - storage) - 1.0));
  }
  report.at_most("runoff before the soil is full [relative to its storage]", before / storage, 1e-12);
  report.at_most("runoff against rain once it is full, 7 to 7200 steps [relative]", after, 1e-12);
  report.at_most("runoff of two hours against rain less the storage of 5 cm [relative]", whole, 1e-12);
  chart::LineChart chart = intake_chart("Runoff of a soil over rock");
  chart.y.title = "runoff [mm]";
  const Runoff runoff = saturated(table, rain, end, 24);
  chart::Series marks{"engine, steps of 5 min", {}, {}, chart::Mark::circles};
  for (std::size_t k = 0; k < runoff.time.size(); ++k) {
    marks.x.push_back(runoff.time[k] / hour);
    marks.y.push_back(1e3 * runoff.total[k]);
  }
  chart.series = {
      exact_line(0.0, 2.0, 400, [&](double t) { return 1e3 * std::max(0.0, rain * t * hour - storage); }),
      marks};
  report.figures.push_back(chart);
  return report;
}

/// A pair of laws as published, by leaf area index: storage [mm] and k [-], written out apart from the
/// engine.
struct PublishedCanopy {
  const char* name;
  interception::CanopyLaw law;
  double storage, extinction;
  /// Rain [mm] that reaches the ground of P [mm], cover C and litter [mm].
  double net(double P, double C, double litter) const {
    return std::max(0.0, P - C * storage * (1.0 - std::exp(-extinction * P / storage)) - litter);
  }
};

Report run_canopy() {
  Report report;
  const double cover = 0.7, leaves = 5.0, litter = 1.5;  // [-], [m2 m-2], [mm]
  const PublishedCanopy laws[] = {{"Aston", interception::CanopyLaw::aston,
                                   0.935 + 0.498 * leaves - 0.00575 * leaves * leaves, 0.046 * leaves},
                                  {"openLISEM", interception::CanopyLaw::open_lisem, 1.0356 + 0.4376 * leaves,
                                   1.0 - std::exp(-0.45 * leaves)}};
  chart::LineChart chart;
  chart.title = "Rain that canopy and litter keep";
  chart.x.title = "rain [mm]";
  chart.y.title = "kept [mm]";
  chart.height = 320;
  Table parameters{"Of a leaf area index of 5",
                   {"law", "storage, engine [mm]", "published formula", "k, engine", "published formula"},
                   {}};
  Table depths{
      "Net rain [mm]", {"law", "rain [mm]", "engine, 1 step", "engine, 3600 steps", "closed form"}, {}};
  for (const PublishedCanopy& law : laws) {
    const bool first = law.law == interception::CanopyLaw::aston;
    const auto canopy = interception::make_canopy(cover, leaves, 1e-3 * litter, law.law);
    const auto engine = [&](double mm, int steps) {
      double net = 0.0;
      for (int n = 0; n < steps; ++n)
        net += interception::rain_step(canopy, 1e-3 * mm * n / steps, 1e-3 * mm * (n + 1) / steps).net;
      return 1e3 * net;
    };
    double of_parameters = std::fabs(1e3 * canopy.storage / law.storage - 1.0), worst = 0.0;
    raise_to(of_parameters, std::fabs(canopy.extinction / law.extinction - 1.0));
    chart::Series marks{
        std::string("engine, ") + law.name, {}, {}, first ? chart::Mark::circles : chart::Mark::squares};
    for (const double mm : {1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 30.0, 40.0, 50.0, 60.0}) {
      const double exact = law.net(mm, cover, litter);
      for (const int steps : {1, 10, 3600}) raise_to(worst, std::fabs(engine(mm, steps) - exact) / mm);
      marks.x.push_back(mm);
      const double fine = engine(mm, 3600);
      marks.y.push_back(mm - fine);
      depths.rows.push_back({law.name, chart::number_text(mm), chart::number_text(engine(mm, 1), 7),
                             chart::number_text(fine, 7), chart::number_text(exact, 7)});
    }
    const std::string name = std::string(law.name) + ": ";
    report.at_most(name + "storage and k against the published formulas [relative]", of_parameters, 1e-12);
    report.at_most(name + "net rain of 1 to 60 mm in 1 to 3600 steps against the closed form [of the rain]",
                   worst, 1e-12);
    parameters.rows.push_back({law.name, chart::number_text(1e3 * canopy.storage, 6),
                               chart::number_text(law.storage, 6), chart::number_text(canopy.extinction, 6),
                               chart::number_text(law.extinction, 6)});
    chart::Series line =
        exact_line(0.0, 60.0, 200, [&](double mm) { return mm - law.net(mm, cover, litter); });
    line.name = std::string("closed form, ") + law.name;
    if (!first) line.mark = chart::Mark::dashes;
    chart.series.push_back(line);
    chart.series.push_back(marks);
  }
  report.figures.push_back(chart);
  report.tables = {parameters, depths};
  return report;
}

}  // namespace

extern const Case ponded_infiltration{
    "V17",
    "Infiltration and interception",
    Against::closed_form,
    "Ponded infiltration (Green & Ampt 1911)",
    R"(<p class="eq">F − ψΔθ ln(1 + F/(ψΔθ)) = K t.</p><p>K = 1.09 cm/h, ψ = 11.01 cm, Δθ = 0.247. The engine's row
loop, in 1, 7, 400 and 20000 steps: the answer must not depend on them.</p>)",
    run_ponded};

extern const Case rain_infiltration{
    "V18",
    "Infiltration and interception",
    Against::closed_form,
    "Infiltration of steady rain (Mein & Larson 1973)",
    R"(<p class="eq">F = P t until F<sub>p</sub> = K ψΔθ/(P − K), &nbsp; then Green-Ampt from there.</p>
<p>K = 0.65 cm/h, ψ = 16.68 cm, Δθ = 0.340, P = 5 cm/h: the example of Chow, Maidment and Mays (1988). The engine knows
no time of ponding; it comes out of the supply limit.</p>)",
    run_rain};

extern const Case layered_infiltration{"V19",
                                       "Infiltration and interception",
                                       Against::closed_form,
                                       "A front that crosses into a tighter horizon",
                                       R"(<p>Below the interface at D₁ the conductivities act in series:</p>
<p class="eq">t = t₁ + Δθ₂ [x/K₂ + (D₁/K₁ − b/K₂) ln(1 + x/b)], &nbsp; b = D₁ + ψ₂ + h.</p>
<p>K 4·10⁻⁶ over 9·10⁻⁷ m/s, D₁ = 0.2 m, ψ 0.12 and 0.30 m, Δθ 0.2 and 0.1, 3 cm of water above.</p>)",
                                       run_layers};

extern const Case saturation_excess{
    "V20",
    "Infiltration and interception",
    Against::closed_form,
    "A soil over rock fills up; then all rain runs off",
    R"(<p class="eq">runoff = max(0, P t − Σ D Δθ).</p><p>Horizons of 0.1 m with Δθ 0.2 and 0.3 m with Δθ 0.1 over rock:
5 cm. Rain of 36 mm/h, which they can take in until they are full, for two hours in 7, 240 and 7200 steps.</p>)",
    run_saturation};

extern const Case canopy_interception{
    "V21",
    "Infiltration and interception",
    Against::closed_form,
    "Rain through canopy and litter (Aston 1979)",
    R"(<p class="eq">net rain = P − C S (1 − exp(−k P/S)) − litter store.</p><p>Cover 0.7, leaf area index L = 5, litter
1.5 mm, up to 60 mm of rain: increments of a cumulative curve add up to the same in any steps. The page writes storage and k
out once more from their sources:</p>
<p class="eq">S = 0.935 + 0.498 L − 0.00575 L² mm (Von Hoyningen-Huene 1981), &nbsp; k = 0.046 L (Aston 1979);</p>
<p class="eq">S = 1.0356 + 0.4376 L mm, &nbsp; k = 1 − exp(−0.45 L) (openLISEM, crops).</p>)",
    run_canopy};

}  // namespace qingliu::verification
