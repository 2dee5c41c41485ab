// Bedload over a grid that several share by rows, each in a thread of its own: the bits of one.
#include <barrier>
#include <catch2/catch.hpp>
#include <cstring>
#include <thread>

#include "verification/bedload_case.hpp"

using namespace qingliu;
using verification::BedloadCase;
using verification::SurfaceCase;

namespace {

constexpr int nx = 9, ny = 14;

/// A heap of two grain classes in a valley that falls to the east, under a flow across it.
std::unique_ptr<BedloadCase> heap() {
  Grains grains{GrainClass{.diameter = 2e-3}, GrainClass{.diameter = 5e-3}};
  auto bed = std::make_unique<BedloadCase>(SurfaceCase::rectangle(nx, ny, 2.0), grains);
  bed->parameters.active_layer = 1e-3;
  bed->parameters.slope_factor = 1.3;
  bed->flow.east_outlet(0.01);
  bed->flow.manning(0.03);
  bed->beds([](double x, double) { return -0.01 * x; },
            [](double x, double y) { return -0.01 * x + (std::hypot(x - 8.0, y - 14.0) < 6.0 ? 4.0 : 0.2); });
  bed->flow.each([&](std::size_t cell, int i, int j) {
    bed->flow.state.depth[cell] = 0.5 + 0.02 * i;
    bed->flow.state.velocity_x[cell] = 1.2 + 0.05 * j;
    bed->flow.state.velocity_y[cell] = 0.9 - 0.1 * i;
  });
  bed->start_bedload();
  return bed;
}

/// What the shares tell each other: all meet, one copies or joins, all go on.
class Table {
 public:
  explicit Table(const std::vector<Rows>& rows) : rows_(rows), meet_(static_cast<long>(rows.size())) {
    for (std::size_t n = 0; n < rows.size(); ++n) beds_.push_back(heap());
    spans_.resize(rows.size());
    for (std::size_t n = 0; n < rows.size(); ++n) {
      const auto fetch = [this, n](LandState& state) { refresh(n, state); };
      beds_[n]->process->take_share({rows[n], fetch, fetch,
                                     [this, n](std::span<double> v) { combine(n, v, true); },
                                     [this, n](std::span<double> v) { combine(n, v, false); }});
    }
  }

  void advance(double dt) {
    std::vector<std::thread> shares;
    for (auto& bed : beds_)
      shares.emplace_back([&bed, dt] {
        omp_set_num_threads(1);
        bed->move_bed(dt);
      });
    for (std::thread& share : shares) share.join();
  }

  const BedloadCase& of(std::size_t n) const { return *beds_[n]; }
  const BedloadCase& owner(int row) const {
    for (std::size_t n = 0; n < rows_.size(); ++n) {
      if (row >= rows_[n].first && row < rows_[n].last) return *beds_[n];
    }
    throw std::logic_error("a row of none");
  }

 private:
  /// The three rows beside the share; everything farther is spoilt.
  void refresh(std::size_t n, LandState& state) {
    meet_.arrive_and_wait();
    for (int j = 0; j < ny; ++j) {
      if (j >= rows_[n].first && j < rows_[n].last) continue;
      const bool near = j >= rows_[n].first - 3 && j < rows_[n].last + 3;
      const LandState& from = owner(j).flow.state;
      for (int i = 0; i < nx; ++i) {
        const std::size_t cell = state_index(i, j);
        state.bed[cell] = near ? from.bed[cell] : 77.0;
        for (int k = 0; k < state.classes(); ++k)
          state.deposited[k][cell] = near ? from.deposited[k][cell] : 1e3;
      }
    }
    meet_.arrive_and_wait();
  }
  std::size_t state_index(int i, int j) const { return beds_.front()->flow.grid.index(i, j); }

  void combine(std::size_t n, std::span<double> values, bool largest) {
    spans_[n] = values;
    meet_.arrive_and_wait();
    if (n == 0) {
      for (std::size_t v = 0; v < values.size(); ++v) {
        double all = 0.0;
        for (const std::span<double>& of : spans_) all = largest ? std::max(all, of[v]) : all + of[v];
        for (const std::span<double>& of : spans_) of[v] = all;
      }
    }
    meet_.arrive_and_wait();
  }

  std::vector<Rows> rows_;
  std::vector<std::unique_ptr<BedloadCase>> beds_;
  std::vector<std::span<double>> spans_;
  std::barrier<> meet_;
};

}  // namespace

TEST_CASE("bedload over shares of rows has the bits of one: a row, many rows, none", "[process][bedload]") {
  const std::vector<Rows> rows{{0, 6}, {6, 7}, {7, 7}, {7, ny}};
  Table table(rows);
  const auto whole = heap();
  const double before = whole->deposit(0);
  for (int step = 0; step < 40; ++step) {
    const double dt = std::min(5.0, whole->process->max_step().seconds);
    for (std::size_t n = 0; n < rows.size(); ++n)
      REQUIRE(table.of(n).process->max_step().seconds == whole->process->max_step().seconds);
    whole->move_bed(dt);
    table.advance(dt);
  }
  CHECK(whole->out[0].value() > 1e-3 * before);  // it moves
  for (int j = 0; j < ny; ++j) {
    const LandState& part = table.owner(j).flow.state;
    const LandState& all = whole->flow.state;
    INFO("row " << j);
    const std::size_t bytes = nx * sizeof(double);
    CHECK(std::memcmp(part.bed.row(j), all.bed.row(j), bytes) == 0);
    for (int k = 0; k < all.classes(); ++k)
      CHECK(std::memcmp(part.deposited[k].row(j), all.deposited[k].row(j), bytes) == 0);
  }
  for (std::size_t n = 0; n < rows.size(); ++n) {
    for (std::size_t k = 0; k < 2; ++k) CHECK(table.of(n).out[k].value() == whole->out[k].value());
  }
}
