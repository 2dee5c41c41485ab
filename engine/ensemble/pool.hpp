#pragma once
// Members as processes of their own: what one of them does to its memory or its end is its own affair.
#include <functional>
#include <string>
#include <vector>

#include "ensemble/members.hpp"

namespace qingliu::ensemble {

struct PoolOptions {
  std::string program;         ///< that runs a member
  int jobs = 1;                ///< at once
  int threads = 1;             ///< of each
  std::function<bool()> stop;  ///< true: no more are started, those that run are asked to end
  std::function<void(const std::string&)> tell;  ///< a line for the screen
};

struct PoolResult {
  std::vector<std::size_t> failed;
  bool stopped = false;  ///< members are left to run
};

/// Runs every member that is not complete; goes on from checkpoints. What a member prints is in
/// runs/NNNN.log. A member whose folder another process holds is waited for. Should this process be killed,
/// its members are asked to end (TERM).
PoolResult run_members(const Folder& folder, const PoolOptions& options);

}  // namespace qingliu::ensemble
