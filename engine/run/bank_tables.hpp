#pragma once
#include "io/result_writer.hpp"
#include "run/world.hpp"

namespace qingliu::run {

/// The banks that may give way as a table, one row per segment and side: how far they went back, what they
/// gave, whether their protection failed.
io::Table bank_table(const World& world);

}  // namespace qingliu::run
