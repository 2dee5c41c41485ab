#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "postprocess/raster.hpp"

namespace qingliu::postprocess {

/// What the master file says about the run.
struct ResultDescription {
  std::string title;
  std::string source;  ///< "qingliu 0.1.0 (...)"
  std::string status;  ///< "running", "complete" or "stopped: reason"
  std::string run_id;
  std::string start;                     ///< "2018-08-30 05:00:00", or "" when the file does not say
  std::string crs;                       ///< name of the coordinate system, "" for none
  std::vector<std::string> assumptions;  ///< of the run, in its own words
  bool synthetic = false;                ///< synthetic terrain
  std::string synthetic_parts;           ///< what is invented on surveyed terrain
  bool screening = false;                ///< computed with a state in single precision
  double x_west = 0.0, y_south = 0.0;    ///< [m] corner of cell (0, 0)
  double cell_size = 0.0;                ///< [m]
};

/// One output time.
struct Segment {
  std::filesystem::path file;
  double time = 0.0;  ///< [s] since the start
  std::vector<std::string> fields;
};

/// A field of a segment with the words stored beside it.
struct NamedField {
  Raster raster;
  std::string unit;
  std::string long_name;
};

/// A results folder, read only; layout in docs/results.md. A run may still be writing it: published files
/// never change, and pieces (*.part) are not looked at. What cannot be read is left out and said in
/// warnings().
class ResultFolder {
 public:
  /// InputError when the folder holds no results of qingliu; FileError when the master file or the elevation
  /// is damaged.
  explicit ResultFolder(std::filesystem::path folder);

  const std::filesystem::path& folder() const { return folder_; }
  const ResultDescription& description() const { return description_; }
  const Raster& elevation() const { return elevation_; }
  double area() const;  ///< [m2] of the cells with an elevation
  const std::vector<Segment>& segments() const { return segments_; }
  const std::vector<std::string>& warnings() const { return warnings_; }

  /// FileError when the data are damaged or do not fit the grid.
  NamedField read(const Segment& segment, const std::string& field) const;
  /// A field that does not change; nothing where the run has not written it. FileError as above.
  std::optional<Raster> read_static(const std::string& field) const;

 private:
  void read_master();
  void read_elevation();
  void find_segments();
  void add_segment(const std::filesystem::path& file);

  std::filesystem::path folder_;
  ResultDescription description_;
  Raster elevation_;
  std::vector<Segment> segments_;
  std::vector<std::string> warnings_;
  int nx_ = 0, ny_ = 0;
  long long last_step_ = -1;  ///< number of the newest segment that the master knows
};

}  // namespace qingliu::postprocess
