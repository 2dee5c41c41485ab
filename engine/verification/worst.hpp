#pragma once
#include <cmath>

namespace qingliu::verification {

/// The greatest, or least, of many figures; one that is not a number stays. std::max(worst, figure) would
/// drop it.
inline void raise_to(double& worst, double figure) {
  if (figure > worst || std::isnan(figure)) worst = figure;
}
inline void lower_to(double& least, double figure) {
  if (figure < least || std::isnan(figure)) least = figure;
}

}  // namespace qingliu::verification
