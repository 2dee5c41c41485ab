#include "ensemble/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <set>

#include "core/sum.hpp"

namespace qingliu::ensemble {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

struct Pair {
  double x, y;
};

double mean_of(const std::vector<Pair>& pairs, std::size_t begin, std::size_t end) {
  Sum sum;
  for (std::size_t n = begin; n < end; ++n) sum.add(pairs[n].y);
  return sum.value() / static_cast<double>(end - begin);
}

/// Bounds of the groups in the pairs ordered by x.
std::vector<std::size_t> groups_of(const std::vector<Pair>& pairs) {
  std::set<double> settings;
  for (const Pair& p : pairs) settings.insert(p.x);
  // More groups see a finer shape of E[y|x]; each takes (1 - share)/count too much for scatter where the
  // points are more even than random ones.
  const auto wanted = static_cast<std::size_t>(2.0 * std::cbrt(static_cast<double>(pairs.size())));
  std::vector<std::size_t> bounds{0};
  if (settings.size() <= std::max<std::size_t>(wanted, 2)) {
    for (std::size_t n = 1; n < pairs.size(); ++n) {
      if (pairs[n].x != pairs[n - 1].x) bounds.push_back(n);
    }
  } else {
    for (std::size_t g = 1; g < wanted; ++g) bounds.push_back(g * pairs.size() / wanted);
  }
  bounds.push_back(pairs.size());
  return bounds;
}

}  // namespace

double quantile(std::vector<double> values, double share) {
  std::erase_if(values, [](double v) { return std::isnan(v); });
  if (values.empty()) return nothing;
  std::ranges::sort(values);
  const double place = share * static_cast<double>(values.size() - 1);
  const auto below = static_cast<std::size_t>(place);
  const std::size_t above = std::min(below + 1, values.size() - 1);
  return values[below] + (place - static_cast<double>(below)) * (values[above] - values[below]);
}

double first_order(const std::vector<double>& factor, const std::vector<double>& values) {
  std::vector<Pair> pairs;
  for (std::size_t n = 0; n < values.size(); ++n) {
    if (!std::isnan(values[n])) pairs.push_back({factor[n], values[n]});
  }
  if (pairs.size() < 3) return nothing;
  std::ranges::stable_sort(pairs, {}, &Pair::x);
  const std::vector<std::size_t> bounds = groups_of(pairs);
  const std::size_t groups = bounds.size() - 1;
  if (groups < 2 || groups >= pairs.size()) return nothing;
  const double mean = mean_of(pairs, 0, pairs.size());
  Sum whole, between;
  for (const Pair& p : pairs) whole.add((p.y - mean) * (p.y - mean));
  for (std::size_t g = 0; g < groups; ++g) {
    const double off = mean_of(pairs, bounds[g], bounds[g + 1]) - mean;
    between.add(static_cast<double>(bounds[g + 1] - bounds[g]) * off * off);
  }
  if (!(whole.value() > 0.0)) return nothing;
  const double within = (whole.value() - between.value()) / static_cast<double>(pairs.size() - groups);
  return (between.value() - static_cast<double>(groups - 1) * within) / whole.value();
}

}  // namespace qingliu::ensemble
