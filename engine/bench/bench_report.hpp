#pragma once
#include <optional>
#include <string>

#include "bench/history.hpp"

namespace qingliu::bench {

/// The head of the table and what its columns mean.
std::string table_head();
/// One line of the table; `before`: cell-updates per second of the run that the history holds.
std::string table_line(const Record& record, std::optional<double> before);

}  // namespace qingliu::bench
