#pragma once

namespace qingliu::postprocess {

/// Where everything lies on the canvas [px], (0, 0) lower left: header on top, map frame on the left, panel
/// with legend on the right. The grid is drawn in the image rectangle, in the middle of the frame.
struct MapLayout {
  struct Cells {
    int begin, end;  ///< half-open range of columns or rows, never empty
  };

  int canvas_width = 0, canvas_height = 0;
  int frame_x = 0, frame_y = 0, frame_width = 0, frame_height = 0;
  int image_x = 0, image_y = 0, image_width = 0, image_height = 0;
  int panel_x = 0, panel_width = 0;
  int nx = 0, ny = 0;
  double x_west = 0.0, y_south = 0.0;  ///< [m] of the image's corner
  double metres_per_pixel = 0.0;

  /// Cells that a pixel of the image shows; px and py count from the image's lower left.
  Cells columns_of(int px) const { return cells_of(px, nx, image_width); }
  Cells rows_of(int py) const { return cells_of(py, ny, image_height); }
  /// Canvas coordinates of a place [m].
  double pixel_x(double x) const { return image_x + (x - x_west) / metres_per_pixel; }
  double pixel_y(double y) const { return image_y + (y - y_south) / metres_per_pixel; }
  double frame_x_west() const { return x_west - (image_x - frame_x) * metres_per_pixel; }
  double frame_y_south() const { return y_south - (image_y - frame_y) * metres_per_pixel; }

 private:
  static Cells cells_of(int pixel, int cells, int pixels) {
    const auto at = [&](int p) { return static_cast<int>(static_cast<long long>(p) * cells / pixels); };
    const int begin = at(pixel);
    const int end = at(pixel + 1);
    return {begin, end > begin ? end : begin + 1};
  }
};

/// Layout for nx x ny cells of cell_size [m]: canvas 1,100 to 1,600 px wide. Cells become whole numbers of
/// pixels, or pixels whole numbers of cells, unless that would leave more than a quarter of the room unused.
MapLayout layout_map(int nx, int ny, double cell_size, double x_west, double y_south);

}  // namespace qingliu::postprocess
