#pragma once
#include <string>
#include <vector>

namespace qingliu::postprocess {

/// An amount that goes from one place to another.
struct Flow {
  std::size_t from, to;
  double amount;  ///< in the unit of the chart; what is not positive is not drawn
};

/// Where things come from and where they go (Sankey 1898), as one <svg>: bands as wide as their amounts, one
/// colour for each origin, words and amounts at both ends. "" when nothing flows.
std::string flow_chart(const std::vector<std::string>& origins, const std::vector<std::string>& goals,
                       const std::vector<Flow>& flows, const std::string& unit);

}  // namespace qingliu::postprocess
