#include "run/measure_pieces.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace qingliu::run {
namespace {

/// Places between 0 and 1 at which a way from a to b [cells] crosses whole numbers.
void add_crossings(double a, double b, std::vector<double>& at) {
  if (a == b) return;
  const double low = std::min(a, b), high = std::max(a, b);
  for (double line = std::ceil(low); line <= high; line += 1.0) {
    const double t = (line - a) / (b - a);
    if (t > 0.0 && t < 1.0) at.push_back(t);
  }
}

}  // namespace

std::vector<WorkPiece> pieces_of_line(const io::Ring& line, const io::CellFrame& frame) {
  std::vector<WorkPiece> pieces;
  for (std::size_t k = 0; k + 1 < line.size(); ++k) {
    const double ax = (line[k].first - frame.x_west) / frame.cell_size;
    const double ay = (line[k].second - frame.y_south) / frame.cell_size;
    const double bx = (line[k + 1].first - frame.x_west) / frame.cell_size;
    const double by = (line[k + 1].second - frame.y_south) / frame.cell_size;
    const double length = frame.cell_size * std::sqrt((bx - ax) * (bx - ax) + (by - ay) * (by - ay));
    std::vector<double> at{0.0, 1.0};
    add_crossings(ax, bx, at);
    add_crossings(ay, by, at);
    std::ranges::sort(at);
    for (std::size_t n = 0; n + 1 < at.size(); ++n) {
      const double middle = 0.5 * (at[n] + at[n + 1]);
      const double i = std::floor(ax + middle * (bx - ax)), j = std::floor(ay + middle * (by - ay));
      if (i < 0.0 || j < 0.0 || i >= frame.nx || j >= frame.ny || !(at[n + 1] > at[n])) continue;
      pieces.push_back({static_cast<std::size_t>(j) * frame.nx + static_cast<std::size_t>(i),
                        length * (at[n + 1] - at[n])});
    }
  }
  return pieces;
}

std::vector<WorkPiece> pieces_of_point(std::pair<double, double> point, double plan,
                                       const io::CellFrame& frame) {
  const double cell_area = frame.cell_size * frame.cell_size;
  std::vector<WorkPiece> pieces;
  if (plan > cell_area) {
    double whole = 0.0;
    io::for_each_share(disc(point, plan), frame, [&](std::size_t cell, double share) {
      pieces.push_back({cell, share});
      whole += share;
    });
    for (WorkPiece& piece : pieces) piece.amount /= whole;
    return pieces;
  }
  const double i = std::floor((point.first - frame.x_west) / frame.cell_size);
  const double j = std::floor((point.second - frame.y_south) / frame.cell_size);
  if (i >= 0.0 && j >= 0.0 && i < frame.nx && j < frame.ny)
    pieces.push_back({static_cast<std::size_t>(j) * frame.nx + static_cast<std::size_t>(i), 1.0});
  return pieces;
}

std::vector<WorkPiece> all_pieces(const measures::Measure& m, const MeasureShapes& shapes,
                                  const io::CellFrame& frame) {
  std::map<std::size_t, double> of_cell;
  const auto add = [&](const std::vector<WorkPiece>& pieces) {
    for (const WorkPiece& piece : pieces) of_cell[piece.cell] += piece.amount;
  };
  for (const io::Ring& line : shapes.lines) add(pieces_of_line(line, frame));
  const double plan = m.type->store()->shape(m.parameters, 0.0).plan;
  for (const auto& point : shapes.points) add(pieces_of_point(point, plan, frame));
  std::vector<WorkPiece> all;
  for (const auto& [cell, amount] : of_cell) all.push_back({cell, amount});
  return all;
}

}  // namespace qingliu::run
