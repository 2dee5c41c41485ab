#pragma once
#include <filesystem>

namespace qingliu::io {

/// Folds a finished results folder into one self-contained HDF5 file: every virtual dataset of the master
/// becomes a real, chunked, deflated one with the same values; the ParaView view stays a view, onto the file
/// itself. Written as *.part and renamed. InputError for a run that is not complete, a folder with a
/// missing or damaged segment, a file among the results or, without `overwrite`, one that is there; FileError
/// for a full disk.
void pack_results(const std::filesystem::path& folder, const std::filesystem::path& file,
                  bool overwrite = false);

}  // namespace qingliu::io
