#pragma once
#include <optional>
#include <string>

#include "scenario/collector.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::scenario {

/// The bytes of a text file, at most one more than 1 MiB of them; nothing after a finding when it cannot be
/// read.
std::optional<std::string> read_text_file(const Path& path, Collector& collector);

}  // namespace qingliu::scenario
