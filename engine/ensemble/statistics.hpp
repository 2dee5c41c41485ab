#pragma once
#include <array>
#include <vector>

namespace qingliu::ensemble {

inline constexpr std::array<double, 7> quantile_shares{0.0, 0.05, 0.25, 0.5, 0.75, 0.95, 1.0};

/// Quantile of values at a share in [0, 1], linear between the ordered values (type 7 of Hyndman & Fan 1996);
/// NaN values are left out; NaN where none is left.
double quantile(std::vector<double> values, double share);

/// First-order sensitivity of `values` to a factor whose settings are `factor`: the share of the variance
/// that the factor alone explains, Var(E[y|x])/Var(y), from any sample (Plischke, Borgonovo & Smith 2013),
/// with the groups' own scatter taken out (epsilon squared of Kelley 1935); between 0 and 1 but for the
/// sample's error, which may bring it below 0. Few settings are groups by themselves; many are grouped by
/// their order into about 2 cbrt(count) equal ones. NaN where there is nothing to explain or too little to
/// tell: fewer than two groups, or no more values than groups. Members whose value is NaN are left out.
double first_order(const std::vector<double>& factor, const std::vector<double>& values);

}  // namespace qingliu::ensemble
