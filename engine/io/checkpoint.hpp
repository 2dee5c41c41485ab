#pragma once
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace qingliu::io {

/// The complete state of a run as named arrays. What the names mean is the run's business.
struct Checkpoint {
  std::map<std::string, std::vector<double>> numbers;
  std::map<std::string, std::vector<std::int64_t>> integers;
  std::map<std::string, std::string> texts;
};

/// HDF5 built in memory, followed by a digest, published by write, sync and rename. FileError on failure.
void save_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint);

/// The digest is checked before HDF5 sees a byte. InputError naming the file when it is missing, foreign or
/// damaged.
Checkpoint load_checkpoint(const std::filesystem::path& file);

/// The two slots of a folder: the state that was saved last, and the one before.
inline constexpr const char* newest_slot = "newest.qlc";
inline constexpr const char* previous_slot = "previous.qlc";

/// Saves into the slots of `folder` (made where it is missing) and returns the newest slot. At every moment
/// one slot is whole, and newest.qlc is never missing once it was there.
std::filesystem::path save_in_slots(const std::filesystem::path& folder, const Checkpoint& checkpoint);

/// Loads `file`; where that is the newest slot and it is missing or damaged, the previous one beside it, and
/// `file` becomes that. Throws what load_checkpoint() threw where there is no other.
Checkpoint load_slot(std::filesystem::path& file);

}  // namespace qingliu::io
