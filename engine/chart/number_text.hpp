#pragma once
#include <string>

namespace qingliu::chart {

/// A number for readers, with so many significant digits at most: 0.0123, 45000, 1.2·10⁻⁷ (Unicode, no
/// markup).
std::string number_text(double value, int digits = 3);

/// 10 to a whole power: 10⁻³.
std::string power_of_ten(int exponent);

}  // namespace qingliu::chart
