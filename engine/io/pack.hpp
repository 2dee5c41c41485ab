#pragma once
#include <filesystem>

namespace qingliu::io {

/// Folds a finished results folder into one self-contained HDF5 file: every virtual dataset of the master
/// becomes a real, chunked, deflated one with the same values; the ParaView view stays a view, onto the file
/// itself. Written as *.part and renamed. InputError for a run that is not complete or a folder with a
/// missing or damaged segment; FileError for a full disk.
void pack_results(const std::filesystem::path& folder, const std::filesystem::path& file);

}  // namespace qingliu::io
