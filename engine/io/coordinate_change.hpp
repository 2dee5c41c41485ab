#pragma once
#include <memory>
#include <string>

namespace qingliu::io {

/// Coordinates of one reference system in another; x east, y north in both.
class CoordinateChange {
 public:
  /// Either system may be "": then nothing changes. Throws InputError when there is no way between them.
  CoordinateChange(const std::string& from_wkt, const std::string& to_wkt);
  ~CoordinateChange();

  /// false: the point has no place in the other system.
  bool apply(double& x, double& y) const;

  /// How far apart the same numbers lie in the two systems, at this place of the first [m of the second];
  /// infinity where it has none. Two spellings of one system give 0.
  double shift(double x, double y) const;

 private:
  struct Transformation;
  std::unique_ptr<Transformation> transformation_;
};

}  // namespace qingliu::io
