#pragma once
#include <string>
#include <vector>

#include "model/rain_series.hpp"
#include "run/layer_reader.hpp"
#include "run/rain_forcing.hpp"

namespace qingliu::run {

/// A rain gauge, in the run's coordinates.
struct RainGauge {
  std::string name;
  double x = 0.0, y = 0.0, z = 0.0;  ///< [m]
};

/// How the gauges' rain is spread.
struct GaugeSpread {
  bool inverse_distance = false;  ///< else that of the nearest gauge (Thiessen 1911)
  double power = 2.0;             ///< [-] of weights d^-p (Shepard 1968)
  int most_gauges = 8;            ///< the nearest
  double elevation_factor = 0.0;  ///< [m-1] k of 1 + k (z - z of the gauge)
};

constexpr double least_gauge_distance = 1.0;  ///< [m] a gauge on the spot must not divide by 0

/// Weights of the gauges at a place: nearest first with equal distances in the order of the list; their
/// factors of elevation are in them, each at least 0.
std::vector<RainShare> gauge_weights(const std::vector<RainGauge>& gauges, const GaugeSpread& spread,
                                     double x, double y, double z);

/// What a [[rain]] of kind gauges brings: gauges and a series for each.
struct GaugeRain {
  std::vector<RainGauge> gauges;
  std::vector<RainSeries> series;
};
GaugeRain read_gauges(const scenario::Scenario& scenario, const scenario::RainSection& rain,
                      const std::string& crs_wkt, LayerDesk desk);

}  // namespace qingliu::run
