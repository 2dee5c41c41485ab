#pragma once
#include <cstddef>
#include <vector>

namespace qingliu {

inline constexpr double same_moment = 1e-6;  ///< [s] by which a step may end before its event

/// Places in a list of works of those that are there before `now` [s]; what begins then has yet to act.
template <class Work>
std::vector<std::size_t> begun_before(double now, const std::vector<Work>& works) {
  std::vector<std::size_t> places;
  for (std::size_t n = 0; n < works.size(); ++n)
    if (works[n].from < now - same_moment) places.push_back(n);
  return places;
}

}  // namespace qingliu
