#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "postprocess/raster.hpp"

namespace qingliu::postprocess {

/// An HDF5 file opened to read. Failures are FileError naming the file and what could not be read.
class Hdf5Reader {
 public:
  explicit Hdf5Reader(std::filesystem::path file);
  ~Hdf5Reader();
  Hdf5Reader(const Hdf5Reader&) = delete;
  Hdf5Reader& operator=(const Hdf5Reader&) = delete;

  /// Names of the datasets in the root group, sorted.
  std::vector<std::string> datasets() const;
  bool has(const std::string& path) const;

  /// Attribute of an object ("/" for the file), or nothing when there is none of that kind.
  std::optional<std::string> text_attribute(const std::string& object, const std::string& name) const;
  std::optional<double> number_attribute(const std::string& object, const std::string& name) const;

  std::vector<double> numbers(const std::string& path) const;
  Raster raster(const std::string& path) const;
  /// One text of any length, or nothing where there is no such dataset.
  std::optional<std::string> text(const std::string& path) const;

 private:
  template <class T>
  std::vector<T> read(const std::string& path, int rank, std::vector<unsigned long long>& shape) const;
  [[noreturn]] void fail(const std::string& what) const;

  std::filesystem::path file_;
  long long id_ = -1;
};

}  // namespace qingliu::postprocess
