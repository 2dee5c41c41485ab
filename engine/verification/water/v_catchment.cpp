#include <cmath>

#include "chart/number_text.hpp"
#include "verification/convergence.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

constexpr double rain = 3.0e-6, rain_end = 5400.0, end = 10800.0, plane_width = 800.0,
                 channel_length = 1000.0;
constexpr double plane_slope = 0.05, plane_n = 0.015, channel_slope = 0.02, channel_n = 0.15,
                 channel_width = 20.0;

/// Rain on both planes and the channel [m3 s-1]: what the discharge tends to.
double full_discharge() { return rain * (2.0 * plane_width + channel_width) * channel_length; }

/// x across, y along the channel, which leaves at the southern edge; cells of dx, a divisor of 20 m.
Report run(Resolution resolution) {
  Report report;
  const double dx = resolution == Resolution::nightly ? 10.0 : 20.0;
  chart::LineChart chart;
  chart.title = "Discharge at the outlet";
  chart.x.title = "time [min]";
  chart.y.title = "discharge [m³/s]";
  chart.series.push_back({"rain on the whole area",
                          {0, 90, 90, 180},
                          {full_discharge(), full_discharge(), 0, 0},
                          chart::Mark::dashes});
  std::vector<Scheme> all = schemes();
  all.push_back(light_scheme());
  for (const Scheme& scheme : all) {
    const int side = static_cast<int>(plane_width / dx), middle = static_cast<int>(channel_width / dx);
    const int nx = 2 * side + middle, ny = static_cast<int>(channel_length / dx);
    SurfaceCase valley(SurfaceCase::rectangle(nx, ny, dx));
    valley.parameters = scheme.parameters;
    const double centre = 0.5 * nx * dx;
    valley.terrain([&](double x, double y) {
      const double aside = std::max(0.0, std::fabs(x - centre) - 0.5 * channel_width);
      return channel_slope * y + plane_slope * aside;
    });
    valley.manning(plane_n);
    valley.each([&](std::size_t k, int i, int) {
      if (i >= side && i < side + middle)
        valley.land.friction[k] = constants::gravity * channel_n * channel_n;
    });
    for (int i = side; i < side + middle; ++i)
      valley.outlet_face({surface::Face::Axis::y, i, 0}, -1, channel_slope);
    valley.start();
    chart::Series series{scheme.name, {0.0}, {0.0}, scheme.mark};
    double peak = 0.0;
    for (double t = 120.0; t <= end; t += 120.0) {
      valley.rain = t <= rain_end ? rain : 0.0;
      valley.run_until(t);
      series.x.push_back(t / 60.0);
      series.y.push_back(valley.process->sections()[0].step_water / valley.last_dt);
      raise_to(peak, series.y.back());
    }
    chart.series.push_back(series);
    report.at_most(scheme.name + ": peak against rain times area, " + chart::number_text(full_discharge()) +
                       " m³/s [relative]",
                   std::fabs(peak / full_discharge() - 1.0), 0.01);
    report
        .at_most(scheme.name + ": water that is missing [relative]", std::fabs(valley.water_error()),
                 balance_tolerance)
        .is(Against::consistency);
  }
  report.figures.push_back(chart);
  report.notes.push_back(
      "The planes drain down the tilt of the valley too: that is the geometry of the original.");
  return report;
}

}  // namespace

extern const Case v_catchment{
    "V11",
    "Water",
    Against::closed_form,
    "Two planes and a channel: the V-catchment (Di Giammarco et al. 1996)",
    R"(<p>Two planes of 800 m × 1000 m (5 %, n = 0.015) drain into a channel 20 m wide (2 %, n = 0.15). Rain of 10.8 mm/h
for 90 minutes, then as long without. The discharge tends to rain times area.</p>)",
    run};

}  // namespace qingliu::verification
