#include "postprocess/erosion_classes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <utility>

#include "core/error.hpp"
#include "postprocess/map_classes.hpp"
#include "postprocess/quantities.hpp"
#include "postprocess/report_figures.hpp"

namespace qingliu::postprocess {
namespace {

std::vector<ErosionClass> empty_classes() {
  using namespace phrases;
  constexpr std::array names{slight, light, moderate, intense, very_intense, severe};
  std::vector<ErosionClass> classes{{gains, "< 0"}};
  for (std::size_t n = 0; n < names.size(); ++n) {
    const double from = n == 0 ? 0.0 : static_cast<double>(sl190_bounds[n - 1]);
    const bool last = n == std::size(sl190_bounds);
    const auto written = [](double bound) { return in_thousands(fmt::format("{:.0f}", bound)); };
    classes.push_back(
        {names[n], last ? "> " + written(from)
                        : written(from) + " – " + written(static_cast<double>(sl190_bounds[n]))});
  }
  return classes;
}

/// Net erosion [t/km2] at the newest output that can be read, and its time; an empty raster where there is
/// none.
std::pair<Raster, double> newest_net_erosion(const ResultFolder& results) {
  const Quantity quantity = find_quantity(results, "net_erosion");
  for (auto segment = results.segments().rbegin(); segment != results.segments().rend(); ++segment) {
    SegmentFields fields(results, *segment);
    if (!stored(fields, quantity)) continue;
    try {
      return {evaluate(fields, quantity), segment->time};
    } catch (const FileError&) {  // the pictures have said so; the one before will do
    }
  }
  return {};
}

}  // namespace

ErosionTable erosion_by_class(const ResultFolder& results) {
  const auto [erosion, time] = newest_net_erosion(results);
  if (erosion.values.empty()) return {};
  std::vector<ErosionClass> classes = empty_classes();
  const double cell = results.description().cell_size * results.description().cell_size;
  for (const float value : erosion.values) {
    if (std::isnan(value)) continue;
    const auto above = std::upper_bound(std::begin(sl190_bounds), std::end(sl190_bounds), value);
    ErosionClass& c =
        value < 0.0f ? classes[0] : classes[static_cast<std::size_t>(1 + (above - std::begin(sl190_bounds)))];
    c.area += cell;
    c.loss += static_cast<double>(value) * 1e-3 * cell;  // t/km2 are g/m2
  }
  return {std::move(classes), time};
}

}  // namespace qingliu::postprocess
