#pragma once
#include <optional>
#include <string>
#include <vector>

namespace qingliu::chart {

struct Tick {
  double value = 0.0;
  std::string label;
};

/// How one axis maps numbers to [0, 1], and where its ticks lie.
struct Scale {
  double low = 0.0, high = 1.0;
  bool logarithmic = false;
  std::vector<Tick> ticks;

  double place(double value) const;
  bool holds(double value) const;
};

/// A scale with round ticks that holds all values; given ends are kept as they are, unless both are one
/// value. One value alone has an axis that begins (or ends) at 0; values that differ by round-off are one. On
/// a logarithmic axis values <= 0 are left out.
Scale scale_for(const std::vector<double>& values, bool logarithmic, std::optional<double> low,
                std::optional<double> high);

}  // namespace qingliu::chart
