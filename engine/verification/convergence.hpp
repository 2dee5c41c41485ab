#pragma once
#include <cmath>
#include <string>
#include <vector>

#include "chart/number_text.hpp"
#include "verification/case.hpp"

namespace qingliu::verification {

/// Errors of one quantity over ever finer grids or steps, and the orders they fall at.
struct Convergence {
  std::string name;           ///< "full": heads the columns of the table
  std::vector<double> sizes;  ///< cell size or step, from coarse to fine
  std::vector<double> errors;

  void add(double size, double error) {
    sizes.push_back(size);
    errors.push_back(error);
  }
  /// Order between entries k-1 and k, k >= 1.
  double order(std::size_t k) const {
    return std::log(errors[k - 1] / errors[k]) / std::log(sizes[k - 1] / sizes[k]);
  }
  double last_order() const { return order(errors.size() - 1); }
  /// Order from the coarsest to the finest.
  double mean_order() const {
    return std::log(errors.front() / errors.back()) / std::log(sizes.front() / sizes.back());
  }
};

/// Sizes, errors and orders of several runs over the same sizes, side by side.
inline Table convergence_table(const std::string& title, const std::string& size_title,
                               const std::vector<Convergence>& runs) {
  Table table{title, {size_title}, {}};
  for (const Convergence& run : runs) {
    table.columns.push_back(run.name + ": error");
    table.columns.push_back("order");
  }
  for (std::size_t k = 0; k < runs.front().sizes.size(); ++k) {
    std::vector<std::string> row{chart::number_text(runs.front().sizes[k], 4)};
    for (const Convergence& run : runs) {
      row.push_back(chart::number_text(run.errors[k]));
      row.push_back(k == 0 ? "" : chart::number_text(run.order(k), 3));
    }
    table.rows.push_back(std::move(row));
  }
  return table;
}

/// Errors over sizes on logarithmic axes, with a line of slope `order` through the finest of the first run.
inline chart::LineChart convergence_chart(const std::string& title, const std::string& size_title, int order,
                                          const std::vector<Convergence>& runs) {
  chart::LineChart chart;
  chart.title = title;
  chart.x = {size_title, true, {}, {}};
  chart.y = {"relative error", true, {}, {}};
  chart.height = 340;
  const Convergence& first = runs.front();
  chart::Series slope{"order " + std::to_string(order), first.sizes, {}, chart::Mark::dashes};
  for (const double size : first.sizes)
    slope.y.push_back(first.errors.back() * std::pow(size / first.sizes.back(), order));
  chart.series.push_back(slope);
  for (const Convergence& run : runs) {
    const chart::Mark mark = chart.series.size() == 1   ? chart::Mark::circles
                             : chart.series.size() == 2 ? chart::Mark::squares
                                                        : chart::Mark::triangles;
    chart.series.push_back({run.name, run.sizes, run.errors, mark});
  }
  return chart;
}

/// Sum of |computed - exact| over the sum of |exact|.
struct RelativeError {
  double difference = 0.0, whole = 0.0;
  void add(double computed, double exact) {
    difference += std::fabs(computed - exact);
    whole += std::fabs(exact);
  }
  double value() const { return difference / whole; }
};

/// Nash & Sutcliffe 1970: 1 - sum (computed - exact)^2 / sum (exact - mean)^2.
inline double nash_sutcliffe(const std::vector<double>& computed, const std::vector<double>& exact) {
  double mean = 0.0, squares = 0.0, spread = 0.0;
  for (const double value : exact) mean += value / static_cast<double>(exact.size());
  for (std::size_t k = 0; k < exact.size(); ++k) {
    squares += (computed[k] - exact[k]) * (computed[k] - exact[k]);
    spread += (exact[k] - mean) * (exact[k] - mean);
  }
  return 1.0 - squares / spread;
}

}  // namespace qingliu::verification
