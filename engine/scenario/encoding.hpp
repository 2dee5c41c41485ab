#pragma once
// UTF-8, and the signs that Chinese keyboards write in place of those of TOML.
#include <string_view>
#include <utility>

#include "core/utf8.hpp"

namespace qingliu::scenario {

using LineColumn = std::pair<int, int>;  ///< from 1; columns count bytes

/// Line and column of the first byte that is not UTF-8, or {0, 0}.
LineColumn first_not_utf8(std::string_view text);

/// "," for the full-width comma, and so on; "" for signs that stand for none of TOML's.
std::string_view plain_sign(std::string_view foreign);

}  // namespace qingliu::scenario
