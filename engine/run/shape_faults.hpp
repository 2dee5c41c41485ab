#pragma once
#include <string>
#include <vector>

#include "io/polygon_cover.hpp"

namespace qingliu::run {

/// What is wrong with lines in themselves, each with its number (from 1), place and remedy: no length, or the
/// same as one before, whichever way it runs. At most some twenty are told, and how many there are.
std::vector<std::string> line_faults(const std::vector<io::Ring>& lines);
/// The same with points.
std::vector<std::string> point_faults(const io::Ring& points);

}  // namespace qingliu::run
