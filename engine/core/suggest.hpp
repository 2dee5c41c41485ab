#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace qingliu {

/// The word of `known` nearest to `word` by edit distance (insert, delete, replace, swap of neighbours), or
/// "" when none is nearer than about a third of the word's length.
std::string nearest_word(std::string_view word, const std::vector<std::string>& known);

}  // namespace qingliu
