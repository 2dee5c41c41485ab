#include "bench/bench_terrain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <queue>
#include <utility>

namespace qingliu::bench {
namespace {

constexpr double spacing = 10.0;       ///< [m] cells of the mountain
constexpr double outlet_height = 5.0;  ///< [m]
constexpr double stage = 5000.0;       ///< [a] of one stage
constexpr double uplift = 2.5e-4;      ///< [m a-1]
constexpr double incision = 2.5e-5;    ///< K of E = K A^m S
constexpr double area_exponent = 0.45;
constexpr double diffusivity = 0.01;  ///< [m2 a-1]
constexpr double least_rise = 1e-3;   ///< [m] a filled cell above its neighbour

/// Integer hash (Wellons 2018, "lowbias32").
std::uint32_t mixed(std::uint32_t x) {
  x ^= x >> 16;
  x *= 0x7feb352dU;
  x ^= x >> 15;
  x *= 0x846ca68bU;
  return x ^ (x >> 16);
}

/// Uniform in [-1, 1) of a lattice point.
double lattice_value(int i, int j, std::uint32_t seed) {
  const std::uint32_t a = mixed(static_cast<std::uint32_t>(i));
  const std::uint32_t b = mixed(a + static_cast<std::uint32_t>(j) * 0x9e3779b9U);
  return mixed(b + seed) / 4294967296.0 * 2 - 1;
}

double quintic(double t) { return t * t * t * (t * (t * 6 - 15) + 10); }

double value_noise(double x, double y, std::uint32_t seed) {
  const int i = static_cast<int>(std::floor(x)), j = static_cast<int>(std::floor(y));
  const double u = quintic(x - i), v = quintic(y - j);
  const double near = lattice_value(i, j, seed) * (1 - u) + lattice_value(i + 1, j, seed) * u;
  const double far = lattice_value(i, j + 1, seed) * (1 - u) + lattice_value(i + 1, j + 1, seed) * u;
  return near * (1 - v) + far * v;
}

Heights rough_block(int cells, std::uint32_t seed) {
  Heights h{cells, cells, spacing, std::vector<double>(static_cast<std::size_t>(cells) * cells)};
  const double width = cells * spacing;
  for (int row = 0; row < cells; ++row) {
    for (int column = 0; column < cells; ++column) {
      const double x = (column + .5) * spacing, y = (cells - 1 - row + .5) * spacing;
      double noise = 0, amplitude = 1, frequency = 1 / 1500.0;
      for (std::uint32_t octave = 0; octave < 8; ++octave) {
        noise += amplitude * value_noise(x * frequency, y * frequency, seed + octave * 1013);
        amplitude *= 0.5;
        frequency *= 2;
      }
      h.values[h.at(column, row)] = 60 * noise + 0.03 * y + 0.04 * std::fabs(x - width / 2) + 100;
    }
  }
  return h;
}

/// One landscape being carved.
class Carving {
 public:
  explicit Carving(Heights& heights) : h_(heights), receiver_(h_.values.size()) {}

  void one_stage() {
    drain();
    incise();
    creep();
    creep();
  }
  /// Fills what does not drain and finds where every cell drains to.
  void drain() {
    flood();
    for (int cell = 0; cell < count(); ++cell)
      receiver_[cell] = is_outlet(cell) ? cell : lowest_neighbour(cell);
  }

 private:
  int count() const { return static_cast<int>(h_.values.size()); }
  bool is_outlet(int cell) const {
    return cell / h_.nx == h_.ny - 1 && std::abs(cell % h_.nx - h_.nx / 2) <= 2;
  }
  /// visit(neighbour) for north, south, east, west of the drawing's rows, those on the raster.
  template <class Visit>
  void for_neighbours(int cell, Visit visit) const {
    const int column = cell % h_.nx, row = cell / h_.nx;
    constexpr std::array<int, 4> east{0, 0, 1, -1}, south{1, -1, 0, 0};
    for (int k = 0; k < 4; ++k) {
      const int c = column + east[k], r = row + south[k];
      if (c >= 0 && r >= 0 && c < h_.nx && r < h_.ny) visit(r * h_.nx + c);
    }
  }
  int lowest_neighbour(int cell) const {
    int best = cell;
    for_neighbours(cell, [&](int other) {
      if (h_.values[other] < h_.values[best]) best = other;
    });
    return best;
  }

  /// Priority flood (Barnes, Lehman & Mulla 2014) from the outlet.
  void flood() {
    using Front = std::pair<double, int>;
    std::priority_queue<Front, std::vector<Front>, std::greater<>> front;
    std::vector<std::uint8_t> reached(h_.values.size(), 0);
    for (int cell = count() - h_.nx; cell < count(); ++cell) {
      if (!is_outlet(cell)) continue;
      h_.values[cell] = outlet_height;
      reached[cell] = 1;
      front.emplace(outlet_height, cell);
    }
    while (!front.empty()) {
      const int cell = front.top().second;
      front.pop();
      for_neighbours(cell, [&](int other) {
        if (reached[other]) return;
        reached[other] = 1;
        if (h_.values[other] <= h_.values[cell]) h_.values[other] = h_.values[cell] + least_rise;
        front.emplace(h_.values[other], other);
      });
    }
  }

  /// Uplift and stream power, implicit, from the outlet upward.
  void incise() {
    std::vector<int> upward(h_.values.size());
    for (int cell = 0; cell < count(); ++cell) upward[cell] = cell;
    std::sort(upward.begin(), upward.end(), [&](int a, int b) {
      return h_.values[a] != h_.values[b] ? h_.values[a] < h_.values[b] : a < b;
    });
    std::vector<double> area(h_.values.size(), spacing * spacing);
    for (std::size_t n = upward.size(); n-- > 0;) {
      const int cell = upward[n];
      if (receiver_[cell] != cell) area[receiver_[cell]] += area[cell];
    }
    for (const int cell : upward) {
      if (receiver_[cell] == cell) continue;
      const double f = incision * std::pow(area[cell], area_exponent) * stage / spacing;
      h_.values[cell] = (h_.values[cell] + uplift * stage + f * h_.values[receiver_[cell]]) / (1 + f);
    }
  }

  /// Half a stage of hillslope diffusion, explicit.
  void creep() {
    const std::vector<double> before = h_.values;
    const double k = std::min(0.2, diffusivity * stage / 2 / (spacing * spacing));
    for (int cell = 0; cell < count(); ++cell) {
      if (is_outlet(cell)) continue;
      double curvature = 0;
      for_neighbours(cell, [&](int other) { curvature += before[other] - before[cell]; });
      h_.values[cell] = before[cell] + k * curvature;
    }
  }

  Heights& h_;
  std::vector<int> receiver_;
};

}  // namespace

Heights fluvial_mountain(int cells, std::uint32_t seed, int stages) {
  Heights heights = rough_block(cells, seed);
  Carving carving(heights);
  for (int n = 0; n < stages; ++n) carving.one_stage();
  carving.drain();
  return heights;
}

Heights v_catchment(double cell_size) {
  const int plane = static_cast<int>(std::lround(800 / cell_size));
  const int channel = static_cast<int>(std::lround(20 / cell_size));
  Heights v{2 * plane + channel, static_cast<int>(std::lround(1000 / cell_size)), cell_size, {}};
  for (int row = 0; row < v.ny; ++row) {
    const double y = (v.ny - 1 - row + 0.5) * cell_size;
    for (int column = 0; column < v.nx; ++column) {
      const double away =
          column < plane ? (plane - column - 0.5) * cell_size : (column - plane - channel + 0.5) * cell_size;
      v.values.push_back(10 + 0.02 * y + (is_channel(v, column) ? 0.0 : 0.05 * away));
    }
  }
  return v;
}

bool is_channel(const Heights& v, int column) {
  const int plane = static_cast<int>(std::lround(800 / v.cell_size));
  return column >= plane && column < v.nx - plane;
}

std::string ascii_grid(const Heights& h) {
  fmt::memory_buffer text;
  const auto out = std::back_inserter(text);
  fmt::format_to(out, "ncols {}\nnrows {}\nxllcorner 0\nyllcorner 0\ncellsize {:g}\nNODATA_value -9999\n",
                 h.nx, h.ny, h.cell_size);
  for (std::size_t k = 0; k < h.values.size(); ++k) {
    fmt::format_to(out, "{:.4f}{}", h.values[k], (k + 1) % h.nx == 0 ? '\n' : ' ');
  }
  return fmt::to_string(text);
}

}  // namespace qingliu::bench
