#include <cmath>
#include <set>

#include "verification/noise.hpp"
#include "verification/schemes.hpp"

namespace qingliu::verification {
namespace {

double white_noise(double x, double y, std::uint32_t seed) {
  return noise(static_cast<int>(x), static_cast<int>(y), seed);
}

Report run_box() {
  Report report;
  for (const Scheme& scheme : schemes()) {
    SurfaceCase box(SurfaceCase::rectangle(12, 10, 10.0));
    box.parameters = scheme.parameters;
    box.terrain([](double x, double y) { return 3.0 * white_noise(x, y, 5); }).manning(0.05);
    box.start();
    for (const double rate : {1e-5, 0.0, 3e-5}) {
      box.rain = rate;
      box.run_until(box.time + 900.0);
    }
    const double fallen = (1e-5 + 3e-5) * 900.0 * box.grid.active_area();
    report.at_most(scheme.name + ": water on the box against the rain [relative]",
                   std::fabs(box.volume() / fallen - 1.0), balance_tolerance);
    report.at_least(scheme.name + ": lowest depth [m]", box.lowest_depth(), 0.0).is(Against::consistency);
  }
  return report;
}

Report run_storm(Resolution resolution) {
  Report report;
  const double end = resolution == Resolution::nightly ? 7200.0 : 1200.0;
  for (const Scheme& scheme : schemes()) {
    std::set<std::uint64_t> answers;
    double lowest = 0.0, missing = 0.0;
    for (const int blocks : {1, 2, 3, 7, 47}) {
      SurfaceCase wild(SurfaceCase::rectangle(61, 47, 10.0));
      wild.parameters = scheme.parameters;
      wild.parameters.blocks = blocks;
      wild.terrain([](double x, double y) { return 0.3 * (620.0 - x) + 6.0 * white_noise(x, y, 11); })
          .manning(0.05);
      wild.east_outlet(0.3);
      wild.start(blocks == 7 ? 7 : 1);
      wild.rain = 100.0 / 3.6e6;
      while (wild.time < end) {
        wild.step(std::min(wild.process->max_step(), end - wild.time));
        lower_to(lowest, wild.lowest_depth());
      }
      raise_to(missing, std::fabs(wild.water_error()));
      answers.insert(wild.hash());
    }
    report
        .at_most(scheme.name +
                     ": different answers of 5 divisions into 1 to 47 blocks on 1 and 7 threads, beyond one",
                 static_cast<double>(answers.size()) - 1.0, 0.0)
        .is(Against::consistency);
    report.at_least(scheme.name + ": lowest depth at any time [m]", lowest, 0.0).is(Against::consistency);
    report.at_most(scheme.name + ": water that is missing [relative]", missing, balance_tolerance)
        .is(Against::consistency);
  }
  return report;
}

Report run_steep() {
  Report report;
  const double slope = std::tan(constants::pi / 6.0), n = 0.1, rain = 100.0 / 3.6e6;
  const double cosine = std::cos(constants::pi / 6.0);
  for (const Scheme& scheme : schemes()) {
    const auto depth_with = [&](double correction) {
      SurfaceCase plane(SurfaceCase::rectangle(50, 1, 2.0));
      plane.parameters = scheme.parameters;
      plane.terrain([&](double x, double) { return slope * (100.0 - x); }).manning(n, correction);
      plane.east_outlet(slope);
      plane.start();
      plane.rain = rain;
      plane.run_until(1500.0);
      return plane.state.depth[plane.grid.index(40, 0)];
    };
    const double ratio = depth_with(std::pow(cosine, -13.0 / 3.0)) / depth_with(1.0);
    report.at_most(scheme.name + ": ratio of depths against cos^(−1.3) 30° [relative]",
                   std::fabs(ratio / std::pow(cosine, -1.3) - 1.0), 1e-3);
  }
  return report;
}

}  // namespace

extern const Case rain_on_box{
    "V09",
    "Water",
    Against::closed_form,
    "Rain on a closed box is the rain",
    R"(<p class="eq">∫h dA = A ∫P dt.</p><p>120 cells of random ground from dry; 15 minutes of 36 mm/h, 15 dry, 15 of
108 mm/h.</p>)",
    run_box};

extern const Case storm_on_noise{
    "V15",
    "Water",
    Against::consistency,
    "A storm on white-noise terrain: positive depths / no drop lost / one answer",
    R"(<p>No closed form, but three things that any right answer has: h ≥ 0 everywhere and always; rain = outflow +
storage; and the same bits however the work is divided among threads.</p>
<p>61 × 47 cells of 10 m, a slope of 30 % with ±6 m of noise, 100 mm/h.</p>)",
    run_storm};

extern const Case steep_plane{
    "V16",
    "Water",
    Against::closed_form,
    "The steep-slope correction thickens the film by cos^(−1.3)",
    R"(<p>Depth is measured vertically and velocity horizontally; Manning's law holds across and along the slope. Together:
u = h<sup>2/3</sup> √(tan θ) cos<sup>13/6</sup>θ/n, so that a rain-fed film is thicker by cos<sup>−1.3</sup>θ.</p>
<p>θ = 30°, n = 0.1, 100 mm/h, 100 m in cells of 2 m.</p>)",
    run_steep};

}  // namespace qingliu::verification
