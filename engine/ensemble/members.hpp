#pragma once
// The folder of an ensemble: numbered scenarios, a table of them, and a results folder for each.
//
//   scenarios/0001.toml   complete: every key with its value
//   members.csv           what was varied in each
//   runs/0001/            results
#include <filesystem>
#include <string>
#include <vector>

#include "ensemble/plan.hpp"

namespace qingliu::ensemble {

enum class Progress { waiting, interrupted, complete };

struct Folder {
  std::filesystem::path path;
  std::size_t count = 0;  ///< members, numbered from 1

  std::filesystem::path scenario(std::size_t number) const;
  std::filesystem::path results(std::size_t number) const;
  /// interrupted: a checkpoint is there to go on from.
  Progress progress(std::size_t number) const;
};

/// Checks every scenario (InputError with all findings) and writes them below `folder`. A folder that holds
/// the same ensemble is left as it is; another one is refused.
Folder write_members(const Plan& plan, const std::vector<Member>& members,
                     const std::filesystem::path& folder);

/// A folder that was written before. InputError where it is none.
Folder open_members(const std::filesystem::path& folder);

/// Arguments of the program that runs a member, or goes on with it.
std::vector<std::string> arguments_for(const Folder& folder, std::size_t number, int threads);

}  // namespace qingliu::ensemble
