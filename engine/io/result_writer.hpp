#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "grid/strips.hpp"

namespace qingliu::io {

/// One raster of results, with the words that make it readable by itself.
struct NamedRaster {
  std::string name;  ///< "water_depth"
  std::string unit;  ///< CF unit, "m"
  std::string long_name;
  std::string standard_name;  ///< CF standard name or ""
  int round_bits = 0;         ///< > 0: keep this many mantissa bits (depths, velocities, concentrations only)
  std::vector<float>
      values;  ///< ny*nx, row 0 the southern row, NaN outside the watershed; of a rank its own rows
};

struct InputFile {
  std::string path;
  std::string sha256;
  std::uint64_t bytes = 0;
};

/// What the results say about where they come from.
struct RunDescription {
  std::string title;
  bool synthetic = false;       ///< synthetic terrain: carried into the title, results and pictures
  std::string synthetic_parts;  ///< what is invented on surveyed terrain, likewise; empty: nothing
  std::string version;
  bool screening = false;  ///< the state was in single precision
  std::string run_id;
  std::string start;  ///< ISO 8601, e.g. 2018-08-30T05:00:00
  std::string scenario_text;
  std::string resolved_scenario;
  std::string command;
  std::vector<std::pair<std::string, std::string>> provenance;  ///< host, compiler, flags, threads, ...
  std::vector<InputFile> inputs;
};

/// A table with a unit in every column name; written as CSV and stored in the master file.
struct Table {
  std::string name;  ///< "gauges", "budget"
  std::vector<std::string> columns;
  std::vector<std::vector<std::string>> text;  ///< text columns first: rows x text columns (may be empty)
  std::vector<std::vector<double>> rows;       ///< rows x (columns - text columns)
};

/// Writes a results folder as docs/results.md describes: immutable segments steps/NNNNNN.h5, the master
/// results.vtkhdf made of virtual datasets onto them, and the index results.xmf. Every file is built in
/// memory (HDF5 core driver, file image), written as *.part by our own loop, synced and renamed. All failures
/// are FileError; nothing published is ever reopened.
///
/// Segments are compressed and published on a thread of their own, one snapshot at a time, while the caller
/// computes. HDF5 serves one thread at a time: wait() before any other use of it.
///
/// Several ranks have a writer each and make the same calls. They write a segment together, each its own
/// rows, before write() returns; everything else is the root's.
class ResultWriter {
 public:
  /// The folder exists and belongs to this run. statics: elevation (required), landuse, soil, ...
  /// own: the rows of this rank; all ranks together have every row once.
  ResultWriter(std::filesystem::path folder, const Grid& grid, RunDescription description,
               std::vector<NamedRaster> statics, Rows own);
  ~ResultWriter();

  /// Continues a folder after a restart: `times` [s] are those of the segments already published (later ones
  /// are removed).
  void continue_after(const std::vector<double>& times);

  /// Takes the rasters over and returns; one segment, then the master and the index are published meanwhile.
  /// All calls give the same names in the same order. Waits for the segment before, and throws what that
  /// threw.
  void write(double time, std::vector<NamedRaster> rasters);

  /// Until everything handed over is published. Throws what went wrong with it.
  void wait();
  /// Throws if something has gone wrong already; waits for nothing.
  void check();

  /// Waits, then publishes the master once more with its final status ("complete", "stopped: reason") and the
  /// tables.
  void finish(const std::string& status, const std::vector<Table>& tables);

 private:
  struct Content;
  std::unique_ptr<Content> content_;
};

/// Writes text to `file` as *.part, syncs, renames. FileError on failure.
void publish_text(const std::filesystem::path& file, const std::string& text);
void publish_csv(const std::filesystem::path& file, const Table& table);

/// SHA-256 of a file, as 64 hexadecimal digits.
std::string sha256_of_file(const std::filesystem::path& file);

/// One owner of an output folder: takes an advisory lock; freed by any end of the process.
class FolderLock {
 public:
  /// Throws InputError naming the holder when another process owns the folder.
  explicit FolderLock(const std::filesystem::path& folder);
  ~FolderLock();
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;

 private:
  int descriptor_ = -1;
};

}  // namespace qingliu::io
