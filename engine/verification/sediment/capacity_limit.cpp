// Over a thick deposit the exchange comes to the transport limit, wherever it starts: V32.
#include <array>
#include <cmath>

#include "chart/number_text.hpp"
#include "process/erosion/exchange_row.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double depth = 0.03;
constexpr std::array<double, 3> settling{1e-3, 2e-3, 1e-2};
constexpr std::array<double, 3> mass{20.0, 15.0,
                                     15.0};  ///< [kg m-2] of each class, in water and bed together

/// Flux [kg m-2 s-1] that the stream power above its threshold lifts (Hairsine & Rose 1992), F = 0.05,
/// Omega = 3 Pa x 0.2 m/s, threshold 0.1 W/m2.
double lifted() {
  return 0.05 * 2650.0 * (3.0 * 0.2 - 0.1) / ((2650.0 - 1000.0) * constants::gravity * depth);
}

struct Bed {
  std::array<double, 3> concentration{}, deposit{};
  double eroded = 0.0;
  double sum() const {  ///< [kg m-2 s-1] of w c
    double total = 0.0;
    for (int k = 0; k < 3; ++k) total += settling[k] * concentration[k];
    return total;
  }
};

/// One exchange of the engine; the original soil, which would give 1 kg/(m2 s), is shielded.
void exchange(Bed& bed, double dt) {
  const double detachment = 1.0, splash = 0.0, supply = 1e30, share = 1.0 / 3.0;
  double eroded = 0.0, total = 0.0, sum = 0.0, other_sum = 0.0;
  std::array<double, 3> suspended{}, capacity{};
  std::vector<erosion::ExchangeClassRow> classes;
  for (int k = 0; k < 3; ++k) {
    suspended[k] = depth * bed.concentration[k];
    capacity[k] = lifted() / settling[k];
    classes.push_back(
        {settling[k], &suspended[k], &share, &capacity[k], &bed.deposit[k], &bed.concentration[k]});
  }
  erosion::exchange_row(0, 1, {.dt = dt},
                        {&depth, &detachment, &splash, &supply, &eroded, &total, &sum, &other_sum}, classes);
  bed.eroded += eroded;
}

/// All of the classes' mass in the bed, or as much as `muddy` [kg m-3] of each in the water.
Bed start(double muddy) {
  Bed bed;
  for (int k = 0; k < 3; ++k) {
    bed.concentration[k] = muddy;
    bed.deposit[k] = mass[k] - depth * muddy;
  }
  return bed;
}

Report run() {
  Report report;
  chart::LineChart chart;
  chart.title = "What settles beside what the flow can lift";
  chart.x.title = "time [s]";
  chart.y.title = "Σ w c [kg/(m² s)]";
  chart.series.push_back(exact_line(0.0, 60.0, 1, [](double) { return lifted(); }));
  std::vector<Bed> ends;
  for (const double muddy : {0.0, 300.0}) {
    Bed bed = start(muddy);
    chart::Series marks{muddy == 0.0 ? "from clear water" : "from 300 kg/m³ of each class",
                        {0.0},
                        {bed.sum()},
                        muddy == 0.0 ? chart::Mark::circles : chart::Mark::squares};
    for (int n = 1; n <= 4000; ++n) {
      exchange(bed, 1.0);
      if (n > 60) continue;
      marks.x.push_back(n);
      marks.y.push_back(bed.sum());
    }
    chart.series.push_back(marks);
    ends.push_back(bed);
    report.at_most((muddy == 0.0 ? std::string("from clear water") : "from 300 kg/m³") +
                       ": Σ w c against the closed form [relative]",
                   std::fabs(bed.sum() / lifted() - 1.0), 1e-10);
    report
        .at_most(muddy == 0.0 ? "from clear water: soil that was detached [kg/m²]"
                              : "from 300 kg/m³: soil that was detached [kg/m²]",
                 bed.eroded, 0.0)
        .is(Against::consistency);
  }
  double apart = 0.0, split = 0.0;
  Table table{"The common end", {"class w [m/s]", "c [kg/m³]", "deposit [kg/m²]"}, {}};
  double total = 0.0;
  for (const double m : ends[0].deposit) total += m;
  for (int k = 0; k < 3; ++k) {
    raise_to(apart, std::fabs(ends[0].concentration[k] / ends[1].concentration[k] - 1.0));
    const double law = ends[0].deposit[k] / total * lifted() / settling[k];
    raise_to(split, std::fabs(ends[0].concentration[k] / law - 1.0));
    table.rows.push_back({chart::number_text(settling[k]), chart::number_text(ends[0].concentration[k], 5),
                          chart::number_text(ends[0].deposit[k], 5)});
  }
  report.at_most("the two ends apart, worst class [relative]", apart, 1e-10);
  report.at_most("each class against its share m/Σm of the capacity [relative]", split, 1e-10);
  report.figures.push_back(chart);
  report.tables.push_back(table);
  return report;
}

}  // namespace

extern const Case transport_limit{
    "V32",
    "Sediment",
    Against::closed_form,
    "Over a thick deposit the flow comes to one load from either side (Hairsine and Rose 1992)",
    R"(<p>Where the deposit shields the soil (H = 1) what is lifted does not depend on the class, and in the steady state all
of it settles:</p>
<p class="eq">Σ w<sub>k</sub> c<sub>k</sub> = Φ = F ρ<sub>s</sub> (Ω − Ω₀)/((ρ<sub>s</sub> − ρ<sub>w</sub>) g h), &nbsp;
w<sub>k</sub> c<sub>k</sub> = Φ m<sub>k</sub>/Σm.</p>
<p>The engine has capacities T<sub>k</sub> per class; with T<sub>k</sub> = Φ/w<sub>k</sub> its exchange is that law. Three
classes, 50 kg/m² in water and bed together, h = 0.03 m, F = 0.05, Ω = 0.6 and Ω₀ = 0.1 W/m², steps of 1 s, from clear
water and from mud.</p>)",
    run};

}  // namespace qingliu::verification
