#include "support/places.hpp"

namespace qingliu::testing {

std::string source_folder() { return QINGLIU_SOURCE_DIR; }
std::string build_folder() { return QINGLIU_BUILD_DIR; }
std::string program_file() { return QINGLIU_PROGRAM; }
std::string kernel_storm() { return QINGLIU_KERNEL_STORM; }

}  // namespace qingliu::testing
