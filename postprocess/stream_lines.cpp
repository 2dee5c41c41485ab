#include "postprocess/stream_lines.hpp"

#include <algorithm>
#include <cmath>

#include "io/csv_table.hpp"
#include "postprocess/canvas.hpp"

namespace qingliu::postprocess {

std::vector<StreamLine> stream_lines(const std::filesystem::path& folder) {
  const io::CsvTable table = io::read_csv_table(folder / "streams.csv");
  const int x = table.column("x_m"), y = table.column("y_m"), below = table.column("downstream"),
            area = table.column("area_km2");
  double largest = 0.0;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    largest = std::fmax(largest, table.number(row, area));
  std::vector<StreamLine> lines;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const double next = table.number(row, below);
    if (!(next >= 0.0) || static_cast<std::size_t>(next) >= table.rows.size()) continue;
    const auto to = static_cast<std::size_t>(next);
    const StreamLine line{table.number(row, x), table.number(row, y), table.number(to, x),
                          table.number(to, y), std::sqrt(table.number(row, area) / largest)};
    if (std::isfinite(line.x_from + line.y_from + line.x_to + line.y_to + line.size)) lines.push_back(line);
  }
  return lines;
}

std::vector<std::uint8_t> coverage_of(const std::vector<StreamLine>& lines, const MapLayout& m) {
  if (lines.empty()) return {};
  constexpr Rgb black = {0, 0, 0};
  Canvas canvas(m.image_width, m.image_height, paper);
  for (const StreamLine& line : lines) {
    canvas.line(m.pixel_x(line.x_from) - m.image_x, m.pixel_y(line.y_from) - m.image_y,
                m.pixel_x(line.x_to) - m.image_x, m.pixel_y(line.y_to) - m.image_y, 0.9 + 1.3 * line.size,
                black);
  }
  std::vector<std::uint8_t> coverage;
  coverage.reserve(canvas.pixels().size());
  for (const Rgb& pixel : canvas.pixels()) coverage.push_back(static_cast<std::uint8_t>(255 - pixel.red));
  return coverage;
}

}  // namespace qingliu::postprocess
