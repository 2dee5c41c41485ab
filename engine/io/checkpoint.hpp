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

}  // namespace qingliu::io
