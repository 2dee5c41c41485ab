#include "io/checkpoint.hpp"

#include <fmt/format.h>

#include <cstring>
#include <string_view>

#include "core/error.hpp"
#include "core/sha256.hpp"
#include "io/hdf5.hpp"
#include "io/publish.hpp"

namespace qingliu::io {

namespace {

/// The file is: HDF5 image, these 16 bytes, SHA-256 of everything before it.
constexpr std::string_view signature = "QINGLIU-STATE-1\n";
constexpr std::size_t digest_size = sizeof(Sha256::Digest);

/// The HDF5 image of a file whose signature and digest are right.
std::span<const std::byte> checked_image(const std::filesystem::path& file,
                                         std::span<const std::byte> bytes) {
  const std::size_t tail = signature.size() + digest_size;
  const bool ours = bytes.size() > tail &&
                    std::memcmp(bytes.data() + bytes.size() - tail, signature.data(), signature.size()) == 0;
  if (!ours) {
    throw InputError({file.string()},
                     "is not a whole checkpoint of this program: it is of another kind, of another "
                     "version, or cut short. Use an earlier checkpoint.");
  }
  Sha256 sha;
  sha.add(bytes.first(bytes.size() - digest_size));
  const Sha256::Digest digest = sha.finish();
  if (std::memcmp(digest.data(), bytes.data() + bytes.size() - digest_size, digest_size) != 0) {
    throw InputError({file.string()},
                     "is damaged: its bytes do not match its digest. Use an earlier checkpoint.");
  }
  return bytes.first(bytes.size() - tail);
}

}  // namespace

void save_checkpoint(const std::filesystem::path& file, const Checkpoint& checkpoint) {
  hdf5::File store(file.string());
  for (const auto& [name, values] : checkpoint.numbers) store.write("/numbers/" + name, values);
  for (const auto& [name, values] : checkpoint.integers) store.write("/integers/" + name, values);
  for (const auto& [name, text] : checkpoint.texts) {
    store.write("/texts/" + name, {text.size()}, reinterpret_cast<const std::uint8_t*>(text.data()));
  }
  const std::vector<std::byte> image = store.image();
  const auto mark = std::as_bytes(std::span(signature));
  Sha256 sha;
  sha.add(image);
  sha.add(mark);
  const Sha256::Digest digest = sha.finish();
  publish_bytes(file, {image, mark, std::as_bytes(std::span(digest))});
}

Checkpoint load_checkpoint(const std::filesystem::path& file) {
  std::error_code error;
  if (!std::filesystem::is_regular_file(file, error)) {
    throw InputError({file.string()}, "is no file; check the path of the checkpoint.");
  }
  Checkpoint checkpoint;
  try {
    const std::vector<std::byte> bytes = bytes_of_file(file);
    const hdf5::File store(file.string(), checked_image(file, bytes));
    for (const std::string& name : store.datasets("/numbers")) {
      checkpoint.numbers[name] = store.read<double>("/numbers/" + name);
    }
    for (const std::string& name : store.datasets("/integers")) {
      checkpoint.integers[name] = store.read<std::int64_t>("/integers/" + name);
    }
    for (const std::string& name : store.datasets("/texts")) {
      const std::vector<std::uint8_t> text = store.read<std::uint8_t>("/texts/" + name);
      checkpoint.texts[name].assign(text.begin(), text.end());
    }
  } catch (const FileError& failure) {
    throw InputError({file.string()}, fmt::format("holds no state that can be read ({}).", failure.what()));
  }
  return checkpoint;
}

std::filesystem::path save_in_slots(const std::filesystem::path& folder, const Checkpoint& checkpoint) {
  namespace fs = std::filesystem;
  fs::create_directories(folder);
  const fs::path newest = folder / newest_slot, fresh = folder / "fresh.qlc";
  save_checkpoint(fresh, checkpoint);
  if (fs::exists(newest)) {
    // A second name for the old state, so that it is never without one; a copy where names cannot be linked.
    const fs::path spare = folder / "spare.qlc";
    std::error_code no_links;
    fs::remove(spare);
    fs::create_hard_link(newest, spare, no_links);
    if (no_links) fs::copy_file(newest, spare);
    fs::rename(spare, folder / previous_slot);
  }
  fs::rename(fresh, newest);
  sync_folder(folder);
  return newest;
}

Checkpoint load_slot(std::filesystem::path& file) {
  try {
    return load_checkpoint(file);
  } catch (const InputError&) {
    const std::filesystem::path previous = file.parent_path() / previous_slot;
    std::error_code error;
    if (file.filename() != newest_slot || !std::filesystem::is_regular_file(previous, error)) throw;
    file = previous;
    return load_checkpoint(file);
  }
}

}  // namespace qingliu::io
