#include "run/rain_forcing.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/fast_math.hpp"
#include "core/moments.hpp"
#include "core/sum.hpp"
#include "process/erosion/rain_energy_laws.hpp"
#include "process/erosion/splash_laws.hpp"

namespace qingliu::run {

namespace {

double weighed(const RainZone& zone, const std::vector<double>& by_series) {
  double depth = 0.0;
  for (const RainShare& share : zone.shares) depth += share.weight * by_series[share.series];
  return depth;
}

}  // namespace

RainForcing::RainForcing(std::vector<RainSeries> series, std::vector<RainZone> zones)
    : series_(std::move(series)), mean_weight_(series_.size(), 0.0), zones_(std::move(zones)) {
  std::vector<Sum> weights(series_.size());
  double cells = 0.0;
  for (const RainZone& zone : zones_) {
    for (const RainShare& share : zone.shares)
      weights[share.series].add(share.weight * static_cast<double>(zone.cells));
    cells += static_cast<double>(zone.cells);
  }
  for (std::size_t k = 0; k < series_.size(); ++k)
    mean_weight_[k] = cells > 0.0 ? weights[k].value() / cells : 0.0;
}

double RainForcing::cumulative(double t) const {
  double depth = 0.0;
  for (std::size_t k = 0; k < series_.size(); ++k) depth += mean_weight_[k] * series_[k].cumulative(t);
  return depth;
}

std::vector<double> RainForcing::cumulative_by_zone(double t) const {
  std::vector<double> by_series, by_zone;
  for (const RainSeries& series : series_) by_series.push_back(series.cumulative(t));
  for (const RainZone& zone : zones_) by_zone.push_back(weighed(zone, by_series));
  return by_zone;
}

double RainForcing::next_breakpoint(double t) const {
  double next = std::numeric_limits<double>::infinity();
  for (const RainSeries& series : series_) next = std::min(next, series.next_breakpoint(t));
  return next;
}

double RainForcing::total() const {
  double depth = 0.0;
  for (std::size_t k = 0; k < series_.size(); ++k) depth += mean_weight_[k] * series_[k].total();
  return depth;
}

std::pair<double, double> RainForcing::least_and_largest(double t) const {
  const std::vector<double> depth = cumulative_by_zone(t);
  if (depth.empty()) return {0.0, 0.0};
  const auto [least, largest] = std::ranges::minmax(depth);
  return {least, largest};
}

double RainForcing::intensity(double t) const {
  const double next = next_breakpoint(t);
  if (!std::isfinite(next)) return 0.0;
  const std::vector<double> now = cumulative_by_zone(t), then = cumulative_by_zone(next);
  double largest = 0.0;
  for (std::size_t z = 0; z < now.size(); ++z) largest = std::max(largest, (then[z] - now[z]) / (next - t));
  return largest;
}

/// Canopy and litter of every step from the cumulative curves: the state is the time.
interception::RainStep step_from_curves(const CoverRain& cover, double before, double after) {
  interception::RainStep rain = interception::rain_step(cover.canopy, before, after);
  if (cover.soil_share != 1.0)
    rain.net = cover.soil_share * rain.net + (cover.shed(after) - cover.shed(before));
  return rain;
}

interception::RainStep CoverStore::wet(const CoverRain& cover, double rain) {
  const interception::GroundRain before = interception::cumulative_ground_rain(cover.canopy, canopy_rain);
  canopy_rain += rain;
  const interception::GroundRain after = interception::cumulative_ground_rain(cover.canopy, canopy_rain);
  const double direct = max_of(0.0, after.direct - before.direct),
               drip = max_of(0.0, after.drip - before.drip);
  const double kept = min_of(direct + drip, cover.canopy.litter_store - litter);
  litter += kept;
  const double on_roof = min_of(rain, cover.roof_store - roof);
  roof += on_roof;
  const double ground = cover.soil_share * (direct + drip - kept) + cover.roof_share * (rain - on_roof) +
                        (1.0 - cover.soil_share - cover.roof_share) * rain;
  net.add(ground);
  return {ground, direct, drip};
}

void CoverStore::dry(const CoverRain& cover, double e) {
  const interception::CanopyParameters& canopy = cover.canopy;
  double from_canopy = 0.0;  // per covered area
  if (canopy.storage > 0.0 && canopy.extinction > 0.0 && canopy_rain > 0.0) {
    const double held = interception::canopy_store(canopy, canopy_rain);
    from_canopy = min_of(held, e);
    const double share = (held - from_canopy) / canopy.storage;
    canopy_rain = share > 0.0 ? -canopy.storage / canopy.extinction * log_of(1.0 - share) : 0.0;
  }
  litter -= min_of(litter, max_of(0.0, e - canopy.cover * from_canopy));
  roof -= min_of(roof, e);
}

/// Those of the step that begins at t.
const std::vector<CoverRain>& RainForcing::covers_at(double t) const {
  const std::vector<CoverRain>* covers = &covers_;
  for (const CoversFrom& from : later_) {
    if (from.at <= t + same_moment) covers = &from.covers;
  }
  return *covers;
}

/// Cumulative net rain [m] on a cell of a cover until t, after the rain [m].
double RainForcing::net_of_curves(std::size_t cover, double rain, double t) const {
  const auto net = [](const CoverRain& of, double fallen) {
    return of.soil_share == 1.0 ? interception::cumulative_net_rain(of.canopy, fallen) : of.net(fallen);
  };
  const CoverRain* now = &covers_[cover];
  double until = 0.0, before = 0.0;  // [m] net until the last change, and of the cover since from the start
  for (const CoversFrom& from : later_) {
    if (from.at >= t) break;
    const double fallen = cumulative_by_zone(from.at)[now->zone];
    until += net(*now, fallen) - before;
    now = &from.covers[cover];
    before = net(*now, fallen);
  }
  return until + (net(*now, rain) - before);
}

void RainForcing::step(double t, double dt, surface::StepForcing& forcing) {
  const std::vector<double> before = cumulative_by_zone(t), after = cumulative_by_zone(t + dt);
  std::vector<double> energy_of_rain;
  for (std::size_t z = 0; z < before.size(); ++z)
    energy_of_rain.push_back(
        erosion::rain_energy(erosion::RainEnergyLaw::van_dijk, (after[z] - before[z]) / dt));
  forcing.rain.assign(covers_.size() + 1, 0.0);
  forcing.splash_energy.assign(covers_.size() + 1, 0.0);
  if (dries()) forcing.evaporation.assign(covers_.size() + 1, 0.0);
  const double kept = recovery_ > 0.0 ? exp_of(-dt / recovery_) : 1.0;
  if (recovery_ > 0.0) forcing.front_kept.assign(covers_.size() + 1, 1.0);
  const std::vector<CoverRain>& covers = covers_at(t);
  for (std::size_t k = 0; k < covers.size(); ++k) {
    const CoverRain& cover = covers[k];
    const double fallen = before.empty() ? 0.0 : after[cover.zone] - before[cover.zone];
    if (!(fallen > 0.0)) {
      if (dries()) {
        forcing.evaporation[k] = evaporation_ * dt;
        stores_[k].dry(cover, evaporation_ * dt);
      }
      if (recovery_ > 0.0) forcing.front_kept[k] = kept;
      continue;
    }
    const interception::RainStep rain = dries()
                                            ? stores_[k].wet(cover, fallen)
                                            : step_from_curves(cover, before[cover.zone], after[cover.zone]);
    forcing.rain[k] = rain.net;
    forcing.splash_energy[k] =
        cover.soil_share * cover.splash_factor *
        erosion::rain_power(rain.direct, energy_of_rain[cover.zone], rain.drip,
                            erosion::drip_energy(cover.canopy_height), cover.litter_cover, dt);
  }
}

std::vector<double> RainForcing::intercepted_by_cover(double t) const {
  const std::vector<double> by_zone = cumulative_by_zone(t);
  std::vector<double> held;
  for (std::size_t k = 0; k < covers_.size(); ++k) {
    const CoverRain& cover = covers_[k];
    const double rain = by_zone.empty() ? 0.0 : by_zone[cover.zone];
    if (dries()) {
      held.push_back(rain - stores_[k].net.value());
    } else {
      held.push_back(by_zone.empty() ? 0.0 : rain - net_of_curves(k, rain, t));
    }
  }
  return held;
}

double RainForcing::intercepted_cells(double t) const {
  const std::vector<double> by_cover = intercepted_by_cover(t);
  Sum held;
  for (std::size_t k = 0; k < covers_.size(); ++k)
    held.add(static_cast<double>(covers_[k].cells) * by_cover[k]);
  return held.value();
}

}  // namespace qingliu::run
