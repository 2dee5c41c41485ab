#pragma once
// A straight stream along the middle row of a strip of land that falls evenly to the east.
#include <cmath>
#include <vector>

#include "grid/grid.hpp"
#include "model/land_state.hpp"
#include "process/stream/stream_process.hpp"

namespace qingliu::verification {

struct StreamCase {
  StreamCase(int cells, double cell_size, double slope, Section section, double manning_n, int classes = 0)
      : grid(cells, 3, cell_size, 0.0, 0.0, "",
             std::vector<std::uint8_t>(static_cast<std::size_t>(cells) * 3, 1)),
        land(grid, classes) {
    const double height = section.height();
    network.sections.push_back(std::move(section));
    network.reaches.push_back({"R1", -1, 0, cells});
    network.outlet_slope = slope;
    for (int i = 0; i < cells; ++i) {
      Segment s;
      s.i = i;
      s.j = 1;
      s.x = grid.x_centre(i);
      s.y = grid.y_centre(1);
      s.downstream = i + 1 < cells ? i + 1 : -1;
      s.length = s.way = cell_size;
      s.chainage = (i + 0.5) * cell_size;
      s.bank = 300.0 + slope * cell_size * (cells - i);
      s.bed = s.bank - height;
      s.manning_n = manning_n;
      network.segments.push_back(s);
      for (int j = 0; j < 3; ++j) land.bed[grid.index(i, j)] = land.initial_bed[grid.index(i, j)] = s.bank;
    }
    state = StreamState(network, classes);
  }

  double water() const {
    double sum = 0.0;
    for (const double v : state.volume) sum += v;
    for (int j = 0; j < grid.ny(); ++j) {
      for (int i = 0; i < grid.nx(); ++i) sum += land.depth[grid.index(i, j)] * grid.cell_area();
    }
    return sum;
  }

  Grid grid;
  LandState land;
  StreamNetwork network;
  StreamState state;
  Grains grains;
  stream::StreamBed bed;
};

}  // namespace qingliu::verification
