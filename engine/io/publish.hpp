#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <initializer_list>
#include <span>
#include <vector>

namespace qingliu::io {

/// Writes the parts one after another to `file`.part, syncs, renames it to `file` and syncs the folder, so
/// that `file` is at every moment absent, the old one or the new one, never a piece. FileError with the
/// file's name and the system's words on any failure (disk full, no permission, ...); the part is then
/// removed and an old `file` is untouched.
void publish_bytes(const std::filesystem::path& file,
                   std::initializer_list<std::span<const std::byte>> parts);

/// `file`.part
std::filesystem::path part_of(const std::filesystem::path& file);

/// Takes room on the disk for an open file that will grow to at most so many bytes, where the file system
/// can: writing there does not meet a full disk. FileError when it is not to be had.
void take_room(const std::filesystem::path& file, std::uintmax_t bytes);

/// `file`.part, which others have written and closed: gives unused room back, syncs, renames, syncs the
/// folder.
void publish_part(const std::filesystem::path& file);

/// Makes a folder for files, with those above it. FileError that names the option -o where it cannot be made
/// or nothing may be written into it.
void make_output_folder(const std::filesystem::path& folder);

/// What was renamed in the folder is on the disk after this. FileError with the system's words.
void sync_folder(const std::filesystem::path& folder);

/// The whole file. FileError with the system's words when it cannot be read.
std::vector<std::byte> bytes_of_file(const std::filesystem::path& file);

}  // namespace qingliu::io
