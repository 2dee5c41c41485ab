#pragma once
#include <string>
#include <vector>

namespace qingliu {

/// Stage, volume and area of a reservoir, linear between the rows of a table. Above the last row the pool
/// keeps the last area.
class StorageCurve {
 public:
  StorageCurve() = default;
  /// level [m] and volume [m3] rise from row to row, area [m2] does not fall; volume[0] is 0. At least two
  /// rows. No volume between two rows lies more than a fifth outside what the smaller and the larger area
  /// hold. Throws InputError with every fault.
  StorageCurve(std::vector<double> level, std::vector<double> volume, std::vector<double> area);

  double level_of(double volume) const;                           ///< [m]; the bottom for volumes <= 0
  double volume_of(double level) const;                           ///< [m3]
  double area_of(double volume) const;                            ///< [m2]
  const std::vector<double>& levels() const { return level_; }    ///< [m] of the rows
  const std::vector<double>& volumes() const { return volume_; }  ///< [m3]
  const std::vector<double>& areas() const { return area_; }      ///< [m2]
  /// Rows between which the volume differs by more than a fifth from that of a trapezoid or a cone between
  /// their areas, in words.
  std::vector<std::string> doubtful_rows() const;
  double bottom() const { return level_.front(); }
  double top() const { return level_.back(); }

 private:
  std::vector<double> level_, volume_, area_;
};

}  // namespace qingliu
