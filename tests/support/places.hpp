#pragma once
#include <string>

namespace qingliu::testing {

// Where this build lies. Functions of one source file, so that no other object depends on the folder it is
// built in and a compiler cache serves every checkout.

std::string source_folder();  ///< of the project
std::string build_folder();   ///< of this build
std::string program_file();   ///< the program `qingliu` of this build
std::string kernel_storm();   ///< the program in which instructions are counted, or ""

}  // namespace qingliu::testing
