#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/error.hpp"
#include "core/sha256.hpp"
#include "io/publish.hpp"
#include "io/result_writer.hpp"

namespace qingliu::io {

namespace {

/// Calls take(piece) for the file's bytes in order.
template <class Take>
void read_pieces(const std::filesystem::path& file, const Take& take) {
  errno = 0;
  std::ifstream stream(file, std::ios::binary);
  std::vector<char> piece(std::size_t{1} << 20);
  while (stream) {
    stream.read(piece.data(), static_cast<std::streamsize>(piece.size()));
    take(std::as_bytes(std::span(piece).first(static_cast<std::size_t>(stream.gcount()))));
  }
  if (!stream.eof())
    throw FileError(fmt::format("{}: cannot be read: {}", file.string(), std::strerror(errno)));
}

}  // namespace

std::string sha256_of_file(const std::filesystem::path& file) {
  Sha256 sha;
  read_pieces(file, [&](std::span<const std::byte> piece) { sha.add(piece); });
  return hexadecimal(sha.finish());
}

std::vector<std::byte> bytes_of_file(const std::filesystem::path& file) {
  std::vector<std::byte> bytes;
  read_pieces(
      file, [&](std::span<const std::byte> piece) { bytes.insert(bytes.end(), piece.begin(), piece.end()); });
  return bytes;
}

namespace {

std::string host_name() {
  std::array<char, 256> name{};
  return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "unknown host";
}

/// What the holder wrote into the lock file, on one line.
std::string holder_of(int descriptor) {
  std::array<char, 300> text{};
  const ssize_t size = ::pread(descriptor, text.data(), text.size() - 1, 0);
  std::string holder(text.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
  while (!holder.empty() && holder.back() == '\n') holder.pop_back();
  return holder.empty() ? "another process" : holder;
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder) {
  const std::filesystem::path file = folder / ".lock";
  descriptor_ = ::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  if (descriptor_ < 0)
    throw FileError(fmt::format("{}: cannot open: {}", file.string(), std::strerror(errno)));
  if (::flock(descriptor_, LOCK_EX | LOCK_NB) != 0) {
    const int error = errno;
    const std::string holder = holder_of(descriptor_);
    ::close(descriptor_);
    if (error != EWOULDBLOCK) {
      throw FileError(fmt::format("{}: cannot lock: {}", file.string(), std::strerror(error)));
    }
    throw InputError(
        fmt::format("{}: this results folder is in use by {}. Wait for it, stop it, or choose another "
                    "folder with -o.",
                    folder.string(), holder));
  }
  const std::string text = fmt::format("process {} on {}\n", ::getpid(), host_name());
  const bool written = ::ftruncate(descriptor_, 0) == 0 && ::pwrite(descriptor_, text.data(), text.size(),
                                                                    0) == static_cast<ssize_t>(text.size());
  if (!written) {
    const int error = errno;
    ::close(descriptor_);
    throw FileError(fmt::format("{}: cannot write: {}", file.string(), std::strerror(error)));
  }
}

FolderLock::~FolderLock() { ::close(descriptor_); }

}  // namespace qingliu::io
