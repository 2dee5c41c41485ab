#include "io/publish.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cerrno>
#include <cmath>
#include <cstring>

#include "core/error.hpp"
#include "io/result_writer.hpp"

namespace qingliu::io {

namespace {

[[noreturn]] void fail(const std::filesystem::path& file, const char* doing, int error) {
  throw FileError(fmt::format("{}: cannot {}: {}", file.string(), doing, std::strerror(error)));
}

/// An open file descriptor; close() is checked, the destructor covers exceptions.
class Descriptor {
 public:
  Descriptor(const std::filesystem::path& file, int flags)
      : file_(file), descriptor_(::open(file.c_str(), flags | O_CLOEXEC, 0644)) {
    if (descriptor_ < 0) fail(file_, "open", errno);
  }
  ~Descriptor() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;

  void write(std::span<const std::byte> bytes) {
    constexpr std::size_t most = std::size_t{64} << 20;
    while (!bytes.empty()) {
      const ssize_t written = ::write(descriptor_, bytes.data(), std::min(bytes.size(), most));
      if (written < 0 && errno == EINTR) continue;
      if (written <= 0) fail(file_, "write", written < 0 ? errno : ENOSPC);
      bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
  }

  /// Beyond the end of the file, which stays where it is.
  void take_room(std::uintmax_t bytes) {
    const bool taken = ::fallocate(descriptor_, FALLOC_FL_KEEP_SIZE, 0, static_cast<off_t>(bytes)) == 0;
    if (!taken && errno != EOPNOTSUPP && errno != ENOSYS && errno != EINTR)
      fail(file_, "get room on the disk", errno);
  }

  void give_room_back() {
    const off_t size = ::lseek(descriptor_, 0, SEEK_END);
    if (size < 0 || ::ftruncate(descriptor_, size) != 0) fail(file_, "trim", errno);
  }

  void sync() {
    if (::fsync(descriptor_) != 0) fail(file_, "sync", errno);
  }

  void close() {
    const int descriptor = descriptor_;
    descriptor_ = -1;
    if (::close(descriptor) != 0) fail(file_, "close", errno);
  }

 private:
  std::filesystem::path file_;
  int descriptor_;
};

std::span<const std::byte> bytes_of(const std::string& text) { return std::as_bytes(std::span(text)); }

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

void publish_bytes(const std::filesystem::path& file,
                   std::initializer_list<std::span<const std::byte>> parts) {
  const std::filesystem::path part = part_of(file);
  try {
    Descriptor descriptor(part, O_WRONLY | O_CREAT | O_TRUNC);
    for (const auto& bytes : parts) descriptor.write(bytes);
    descriptor.sync();
    descriptor.close();
    if (::rename(part.c_str(), file.c_str()) != 0) fail(file, "rename into place", errno);
  } catch (const FileError&) {
    ::unlink(part.c_str());
    throw;
  }
  sync_folder(file.has_parent_path() ? file.parent_path() : ".");
}

void make_output_folder(const std::filesystem::path& folder) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (!error && !std::filesystem::is_directory(folder))
    error = std::make_error_code(std::errc::not_a_directory);
  if (!error && ::access(folder.c_str(), W_OK) != 0) error = {errno, std::generic_category()};
  if (error)
    throw FileError(fmt::format("{}: cannot be written into: {}. Give another folder with -o",
                                folder.string(), error.message()));
}

std::filesystem::path part_of(const std::filesystem::path& file) {
  std::filesystem::path part = file;
  return part += ".part";
}

void take_room(const std::filesystem::path& file, std::uintmax_t bytes) {
  Descriptor descriptor(file, O_WRONLY);
  descriptor.take_room(bytes);
  descriptor.close();
}

void publish_part(const std::filesystem::path& file) {
  const std::filesystem::path part = part_of(file);
  Descriptor descriptor(part, O_WRONLY);
  descriptor.give_room_back();
  descriptor.sync();
  descriptor.close();
  if (::rename(part.c_str(), file.c_str()) != 0) fail(file, "rename into place", errno);
  sync_folder(file.has_parent_path() ? file.parent_path() : ".");
}

void sync_folder(const std::filesystem::path& folder) {
  Descriptor descriptor(folder, O_RDONLY | O_DIRECTORY);
  descriptor.sync();
  descriptor.close();
}

void publish_text(const std::filesystem::path& file, const std::string& text) {
  publish_bytes(file, {bytes_of(text)});
}

void publish_csv(const std::filesystem::path& file, const Table& table) {
  std::string text;
  const auto end_field = [&text](bool last) { text += last ? '\n' : ','; };
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    text += csv_field(table.columns[c]);
    end_field(c + 1 == table.columns.size());
  }
  const std::size_t count = std::max(table.text.size(), table.rows.size());
  for (std::size_t r = 0; r < count; ++r) {
    std::size_t column = 0;
    if (!table.text.empty()) {
      for (const std::string& field : table.text.at(r)) {
        text += csv_field(field);
        end_field(++column == table.columns.size());
      }
    }
    if (!table.rows.empty()) {
      for (const double value : table.rows.at(r)) {
        if (!std::isnan(value)) text += fmt::format("{}", value);
        end_field(++column == table.columns.size());
      }
    }
    assert(column == table.columns.size());
  }
  publish_text(file, text);
}

}  // namespace qingliu::io
