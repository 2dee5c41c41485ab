#include "measures/store_shapes.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "measures/geometry_laws.hpp"

namespace qingliu::measures {
namespace {

double tangent(double degrees) { return std::tan(degrees * std::numbers::pi / 180.0); }

/// Of a distance along the slope, its horizontal part [-].
double horizontal(double slope) { return 1.0 / std::sqrt(1.0 + slope * slope); }

constexpr double least_slope = 1e-3;  ///< ground flatter than this is built upon as if it had it

/// Slope for terraces: a riser has to be steeper than the ground.
double terraced(double slope, double riser) { return std::clamp(slope, least_slope, 0.9 * riser); }

/// Level benches behind a bund: rain on the bench stays, the riser drains onto the bench below.
StoreShape bench(const ParameterValues& p, double slope) {
  const double width = p.at("bench_width_m"), riser = tangent(p.at("riser_deg"));
  const double bench_slope = tangent(p.at("bench_slope_deg"));  // outward; below 0: towards the hill
  const double period = terrace_period(width, terraced(slope, riser), riser);
  const double behind_bund = bund_section(p.at("bund_h_m"), std::max(0.0, bench_slope), width);
  const double reversed = bench_slope < 0.0 ? reverse_section(width, -bench_slope) : 0.0;
  return {(behind_bund + reversed) / period, std::max(period - width, 0.05 * period), width / period};
}

/// Bunds across ground that keeps its slope.
StoreShape bunds(const ParameterValues& p, double slope) {
  const double s = std::max(slope, least_slope), spacing = p.at("bund_spacing_m") * horizontal(s);
  const double height = p.at("bund_h_m");
  const double wet = std::min(height / s, spacing);
  return {bund_section(height, s, spacing) / spacing, std::max(spacing - wet, 0.05 * spacing), wet / spacing};
}

/// Benches with untouched slope between them.
StoreShape interval(const ParameterValues& p, double) {
  const double width = p.at("bench_width_m"), period = width * (1.0 + p.at("slope_to_bench_ratio"));
  return {width * p.at("bund_h_m") / period, period - width, width / period};
}

/// Trenches on the contour; blocks in them keep the water from running to one end.
StoreShape trench(const ParameterValues& p, double slope) {
  const double spacing = p.at("spacing_m") * horizontal(slope), width = p.at("top_w_m");
  const double section = trench_section(width, p.at("bottom_w_m"), p.at("depth_m"));
  return {section / spacing, std::max(spacing - width, 0.05 * spacing), std::min(1.0, width / spacing)};
}

/// Staggered pits: of the water of a row, the share length/distance meets a pit.
StoreShape pits(const ParameterValues& p, double slope) {
  const double across = p.at("dx_m"), along = p.at("dy_m") * horizontal(slope), length = p.at("long_m");
  const double volume = pit_volume(length, p.at("short_m"), p.at("depth_m"));
  const double plan = std::numbers::pi / 4.0 * length * p.at("short_m");
  return {volume / (across * along), along * std::max(1.0, across / length),
          std::min(1.0, plan / (across * along))};
}

/// Narrow steps that lean back to the hill.
StoreShape steps(const ParameterValues& p, double slope) {
  const double width = p.at("width_m"), spacing = std::max(width, p.at("spacing_m") * horizontal(slope));
  return {reverse_section(width, tangent(p.at("reverse_deg"))) / spacing,
          std::max(spacing - width, 0.05 * spacing), width / spacing};
}

/// Orchard benches with a bund in front and a ditch at the back; a vertical riser for want of a number.
StoreShape bench_and_ditch(const ParameterValues& p, double) {
  const double width = p.at("bench_width_m");
  const double ditch = p.at("ditch_w_m") * p.at("ditch_d_m");
  return {(width * p.at("bund_h_m") + ditch) / width, 0.5 * width, 1.0};
}

/// Ridges on the contour.
StoreShape ridges(const ParameterValues& p, double slope) {
  const double spacing = p.at("ridge_spacing_m"), height = p.at("ridge_h_m");
  const double furrow = 0.5 * spacing;  // the other half is ridge
  const double s = std::max(slope, least_slope);
  return {bund_section(height, s, furrow) / spacing, spacing, std::min(height / s, furrow) / spacing};
}

/// A ditch that holds water up to its freeboard, per metre.
StoreShape ditch(const ParameterValues& p, double) {
  const double depth = std::max(0.0, p.at("depth_m") - p.at("freeboard_m"));
  const double bottom = p.at("bottom_w_m"), side = p.at("side_slope");
  return {(bottom + side * depth) * depth, 1.0, 0.0, bottom + 2.0 * side * p.at("depth_m")};
}

/// A lined basin with upright walls.
StoreShape basin(const ParameterValues& p, double) {
  const double plan = p.at("length_m") * p.at("width_m");
  return {plan * p.at("depth_m"), 1.0, 0.0, plan};
}

StoreShape pond(const ParameterValues& p, double) { return {p.at("volume_m3"), 1.0, 0.0, p.at("area_m2")}; }

}  // namespace

const std::vector<StoreLaw>& store_laws() {
  static const std::vector<StoreLaw> all{
      {"bench", {"bench_width_m", "riser_deg", "bund_h_m", "bench_slope_deg"}, bench},
      {"bunds", {"bund_spacing_m", "bund_h_m"}, bunds},
      {"interval", {"bench_width_m", "slope_to_bench_ratio", "bund_h_m"}, interval},
      {"trench", {"top_w_m", "bottom_w_m", "depth_m", "spacing_m"}, trench},
      {"pits", {"long_m", "short_m", "depth_m", "dx_m", "dy_m"}, pits},
      {"steps", {"width_m", "reverse_deg", "spacing_m"}, steps},
      {"bench_and_ditch", {"bench_width_m", "bund_h_m", "ditch_w_m", "ditch_d_m"}, bench_and_ditch},
      {"ridges", {"ridge_h_m", "ridge_spacing_m"}, ridges},
      {"ditch", {"bottom_w_m", "depth_m", "side_slope", "freeboard_m"}, ditch, Spread::line},
      {"basin", {"length_m", "width_m", "depth_m"}, basin, Spread::point},
      {"pond", {"volume_m3", "area_m2"}, pond, Spread::point},
  };
  return all;
}

const StoreLaw* store_law_named(std::string_view name) {
  const auto found = std::ranges::find(store_laws(), name, &StoreLaw::name);
  return found == store_laws().end() ? nullptr : &*found;
}

}  // namespace qingliu::measures
