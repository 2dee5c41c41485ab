#include "run/rain_forcing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/sum.hpp"
#include "process/erosion/rain_energy_laws.hpp"
#include "process/erosion/splash_laws.hpp"

namespace qingliu::run {

double RainForcing::cumulative(double t) const {
  double depth = 0.0;
  for (const RainSeries& series : series_) depth += series.cumulative(t);
  return depth;
}

double RainForcing::next_breakpoint(double t) const {
  double next = std::numeric_limits<double>::infinity();
  for (const RainSeries& series : series_) next = std::min(next, series.next_breakpoint(t));
  return next;
}

double RainForcing::total() const {
  double depth = 0.0;
  for (const RainSeries& series : series_) depth += series.total();
  return depth;
}

double RainForcing::intensity(double t) const {
  const double next = next_breakpoint(t);
  return std::isfinite(next) ? (cumulative(next) - cumulative(t)) / (next - t) : 0.0;
}

void RainForcing::step(double t, double dt, surface::StepForcing& forcing) const {
  const double before = cumulative(t), after = cumulative(t + dt);
  const double energy_of_rain = erosion::rain_energy(erosion::RainEnergyLaw::van_dijk, (after - before) / dt);
  forcing.rain.assign(covers_.size() + 1, 0.0);
  forcing.splash_energy.assign(covers_.size() + 1, 0.0);
  if (after <= before) return;
  for (std::size_t k = 0; k < covers_.size(); ++k) {
    const CoverRain& cover = covers_[k];
    const interception::RainStep rain = interception::rain_step(cover.canopy, before, after);
    const bool whole = cover.soil_share == 1.0;
    forcing.rain[k] =
        whole ? rain.net : cover.soil_share * rain.net + (cover.shed(after) - cover.shed(before));
    forcing.splash_energy[k] =
        cover.soil_share * erosion::rain_power(rain.direct, energy_of_rain, rain.drip,
                                               erosion::drip_energy(cover.canopy_height), cover.litter_cover,
                                               dt);
  }
}

double RainForcing::intercepted_cells(double t) const {
  const double rain = cumulative(t);
  Sum held;
  for (const CoverRain& cover : covers_) {
    held.add(static_cast<double>(cover.cells) *
             (cover.soil_share == 1.0 ? rain - interception::cumulative_net_rain(cover.canopy, rain)
                                      : rain - cover.net(rain)));
  }
  return held.value();
}

}  // namespace qingliu::run
