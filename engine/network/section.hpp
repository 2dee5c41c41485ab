#pragma once
#include <optional>
#include <string>
#include <vector>

namespace qingliu {

/// Cross-section of a stream above its bed: a stack of trapezoids. Water depth y [m] is measured from the
/// lowest point; above the highest level the walls stand upright. Area, width and wetted perimeter are exact,
/// and so is the depth of a given area.
class Section {
 public:
  /// Widths [m] at rising levels [m] above the bed; levels[0] = 0. Throws InputError when fewer than two
  /// levels are given, levels do not rise, or a width is negative or shrinks upwards.
  Section(const std::vector<double>& levels, const std::vector<double>& widths);

  /// side_slope: horizontal to vertical, 0 for a rectangle. height [m] up to the bank.
  static Section trapezoid(double bottom_width, double side_slope, double height);
  /// Width w = bank_width (y/height)^(1/exponent) (Neal et al. 2012, eq. 9), as `strips` trapezoids.
  static Section power_law(double bank_width, double exponent, double height, int strips = 24);
  /// What is wrong with surveyed points, and at which of them (from 0).
  struct PointFault {
    int point = 0;
    std::string what;
  };
  static std::optional<PointFault> survey_fault(const std::vector<double>& across,
                                                const std::vector<double>& level);
  /// Surveyed points from bank to bank: distance [m] across, level [m]. Between the two banks the bed must
  /// fall to one lowest point and rise again.
  static Section surveyed(const std::vector<double>& across, const std::vector<double>& level);

  double height() const { return points_.back().level; }
  double bottom_width() const { return points_.front().width; }
  double bank_width() const { return points_.back().width; }
  /// [m] over which water and bed exchange: the mean width of the lowest quarter, at least 0.1 m.
  double bed_width() const;

  /// Of the section whose banks stand `widened` [m] farther apart than at the start, at every level.
  double area(double depth, double widened = 0.0) const;              ///< [m2]
  double width(double depth, double widened = 0.0) const;             ///< [m] of the water surface
  double wetted_perimeter(double depth, double widened = 0.0) const;  ///< [m]
  double depth_of_area(double area, double widened = 0.0) const;      ///< [m] inverse of area()

 private:
  struct Point {
    double level, width, area, perimeter;  ///< at the foot of the strip
    double spread;                         ///< [-] growth of the width with the level
    double side;                           ///< [-] growth of the perimeter with the level
  };
  const Point& strip_at(double depth) const;

  std::vector<Point> points_;
};

}  // namespace qingliu
