#pragma once
// Names on a map that keep off each other.
#include <string>
#include <vector>

#include "postprocess/canvas.hpp"
#include "postprocess/map_layout.hpp"

namespace qingliu::postprocess {

inline constexpr TextStyle name_style = {15, true};

/// A name beside its mark [px]; further off with a line to it.
struct PlacedName {
  double left = 0.0, bottom = 0.0;    ///< where its letters stand
  double mark_x = 0.0, mark_y = 0.0;  ///< of what it names
  bool far = false;                   ///< a line leads from the mark to it
  std::string name;
  Rgb colour;
};

/// Finds places for names, none over another name or a mark: right, left, above or below of the mark, in the
/// corners between, then further off.
class NamePlaces {
 public:
  explicit NamePlaces(const MapLayout& layout) : m_(layout) {}

  /// Room that a mark at (x, y) takes.
  void take(double x, double y, double half) { taken_.push_back({x - half, y - half, x + half, y + half}); }
  /// Room that a line takes, as thick as the sign of a gauge.
  void take_line(double x_from, double y_from, double x_to, double y_to);
  void place(double x, double y, const std::string& name, Rgb colour);

  const std::vector<PlacedName>& placed() const { return placed_; }
  const std::vector<std::string>& without_room() const { return without_room_; }

 private:
  struct Box {
    double left, bottom, right, top;
  };
  bool free(const Box& box) const;

  const MapLayout& m_;
  std::vector<Box> taken_;
  std::vector<PlacedName> placed_;
  std::vector<std::string> without_room_;
};

/// Each name in its colour on a rim of paper.
void draw_names(Canvas& canvas, const std::vector<PlacedName>& names);

}  // namespace qingliu::postprocess
