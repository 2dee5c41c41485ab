#pragma once
#include <sys/types.h>

#include <functional>
#include <string>

namespace qingliu::bench {

/// Bytes that `work` returns when it runs in a child of this process; an exception in there comes out here as
/// a std::runtime_error with its words. The caller has no threads.
std::string in_child_process(const std::function<std::string()>& work);

/// What a program printed, stdout and stderr, with its exit status and wall time [s]; status 127 when there
/// is no such program.
struct ProgramOutcome {
  int status = -1;
  double wall = 0.0;
  std::string output;
};
ProgramOutcome run_program(const std::string& command);

}  // namespace qingliu::bench
