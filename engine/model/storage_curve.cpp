#include "model/storage_curve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace qingliu {
namespace {

/// y at x in a table whose x rises; `beyond` is the slope after the last row.
double between(const std::vector<double>& xs, const std::vector<double>& ys, double x, double beyond) {
  if (x <= xs.front()) return ys.front();
  if (x >= xs.back()) return ys.back() + beyond * (x - xs.back());
  const auto k = static_cast<std::size_t>(std::upper_bound(xs.begin(), xs.end(), x) - xs.begin());
  const double share = (x - xs[k - 1]) / (xs[k] - xs[k - 1]);
  return ys[k - 1] + share * (ys[k] - ys[k - 1]);
}

constexpr double area_tolerance = 0.2;  ///< [-] by which a published table may be rounded

}  // namespace

StorageCurve::StorageCurve(std::vector<double> level, std::vector<double> volume, std::vector<double> area)
    : level_(std::move(level)), volume_(std::move(volume)), area_(std::move(area)) {
  std::vector<Finding> findings;
  const auto fault = [&](std::string message) {
    findings.push_back({Finding::Kind::error, {}, std::move(message)});
  };
  if (level_.size() < 2) fault("the storage table needs at least two rows. Give one for every few metres");
  if (!volume_.empty() && volume_.front() != 0.0)
    fault(fmt::format("the storage table begins at {} m3. Begin it at the bottom, with volume 0",
                      volume_.front()));
  for (std::size_t k = 1; k < level_.size(); ++k) {
    if (!(level_[k] > level_[k - 1]))
      fault(fmt::format("row {}: level {} m is not above the row before ({} m). Sort the rows, none twice",
                        k + 1, level_[k], level_[k - 1]));
    if (!(volume_[k] > volume_[k - 1]))
      fault(fmt::format("row {}: volume {} m3 is not above the row before ({} m3). Storage rises with level",
                        k + 1, volume_[k], volume_[k - 1]));
    if (!(area_[k] >= area_[k - 1]) || !(area_[k] > 0.0))
      fault(fmt::format("row {}: area {} m2 is below the row before ({} m2), or not above 0", k + 1, area_[k],
                        area_[k - 1]));
    const double rise = level_[k] - level_[k - 1], grown = volume_[k] - volume_[k - 1];
    const double least = rise * area_[k - 1], most = rise * area_[k];
    if (rise > 0.0 && grown > 0.0 && most >= least &&
        (grown > (1.0 + area_tolerance) * most || grown < (1.0 - area_tolerance) * least))
      fault(fmt::format(
          "row {}: the volume grows by {:.4g} m3 over {:g} m, but the areas of this row and the one before "
          "hold {:.4g} to {:.4g} m3. Look at the units of both columns (m3, m2)",
          k + 1, grown, rise, least, most));
  }
  if (!area_.empty() && area_.front() < 0.0) fault("row 1: the area is below 0");
  if (!findings.empty()) throw InputError(findings);
}

double StorageCurve::level_of(double volume) const {
  return between(volume_, level_, volume, 1.0 / area_.back());
}

double StorageCurve::volume_of(double level) const { return between(level_, volume_, level, area_.back()); }

std::vector<std::string> StorageCurve::doubtful_rows() const {
  std::vector<std::string> rows;
  for (std::size_t k = 1; k < level_.size(); ++k) {
    const double rise = level_[k] - level_[k - 1], below = area_[k - 1], above = area_[k];
    const double cone = rise * ((below + above) + std::sqrt(below * above)) / 3.0;
    const double trapezoid = rise * 0.5 * (below + above), grown = volume_[k] - volume_[k - 1];
    if (grown >= (1.0 - area_tolerance) * cone && grown <= (1.0 + area_tolerance) * trapezoid) continue;
    rows.push_back(
        fmt::format("{} ({:.4g} m3, by its areas {:.4g} to {:.4g} m3)", k + 1, grown, cone, trapezoid));
  }
  return rows;
}

double StorageCurve::area_of(double volume) const { return between(volume_, area_, volume, 0.0); }

}  // namespace qingliu
