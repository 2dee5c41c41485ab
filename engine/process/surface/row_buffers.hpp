#pragma once
// Row buffers of one thread: they stay in the nearest caches while a block of rows is swept.
#include <array>
#include <memory>
#include <vector>

#include "grid/field.hpp"
#include "process/erosion/erosion_rows.hpp"
#include "process/erosion/exchange_row.hpp"
#include "process/flow/flow_rows.hpp"

namespace qingliu::surface {

/// Position in a ring of n rows; j may be as low as -4.
template <int n>
int ring(int j) {
  return (j + 4 * n) % n;
}

/// A pool of aligned rows, each with the border of the grid.
class RowPool {
 public:
  explicit RowPool(int nx) : width_((nx + 2 * Grid::pad_x + 63) / 16 * 16) {}
  double* take() { return row<double>(0.0); }
  Real* take_real(Real value = 0) { return row<Real>(value); }

 private:
  template <class T>
  T* row(T value) {
    T* row = static_cast<T*>(allocate_aligned(static_cast<std::size_t>(width_) * sizeof(T)));
    for (int i = 0; i < width_; ++i) row[i] = value;
    rows_.emplace_back(row);
    return row + Grid::pad_x;
  }

  int width_;
  std::vector<std::unique_ptr<void, FreeAligned>> rows_;
};

struct RowBuffers {
  RowBuffers(int nx, int classes) : pool(nx) {
    for (auto& slopes : slopes_y) slopes = five<flow::SlopeRow>();
    slopes_x = five<flow::SlopeRow>();
    for (auto& flux : flux_y) flux = five<flow::FluxRow>();
    for (auto& flux : flux_x) flux = five<flow::FluxRow>();
    for (auto& row : share) row = pool.take_real();
    ones = pool.take_real(1);
    available.assign(static_cast<std::size_t>(nx) + 2 * Grid::pad_x, 0.0);
    left = available;
    outflow = pool.take_real();
    if constexpr (single_state)
      for (double** row : {&wide_depth, &wide_velocity_x, &wide_velocity_y}) *row = pool.take();
    for (auto& row : friction_now) row = pool.take_real();
    if (classes == 0) return;
    for (auto& row : kept) row = pool.take();
    for (auto& row : carrier_share) row = pool.take_real();
    for (auto& row : carrier_x) row = pool.take_real();
    carrier_y = pool.take_real();
    mean_outflow = pool.take_real();
    for (auto& rows : class_flux_y) {
      for (int k = 0; k < classes; ++k) rows.push_back(pool.take());
    }
    for (int k = 0; k < classes; ++k) class_flux_x.push_back(pool.take());
    for (auto* rows : {&concentration, &before_left, &before_right}) rows->resize(classes);
    for (int k = 0; k < classes; ++k) mass.push_back(pool.take());
    for (int k = 0; k < classes; ++k) capacity.push_back(pool.take());
    for (int k = 0; k < classes; ++k) fraction.push_back(pool.take());
    rates = {pool.take(), pool.take(), pool.take(), pool.take(), pool.take(), pool.take()};
    for (double** row : {&taken, &total_deposit, &sum, &other_sum}) *row = pool.take();
    for (double** row : {&efficiency, &flow_detachment, &bare}) *row = pool.take();
    exchange.resize(classes);
    deposited.resize(classes);
  }

  template <class Row>
  Row five() {
    return {pool.take_real(), pool.take_real(), pool.take_real(), pool.take_real(), pool.take_real()};
  }

  RowPool pool;
  std::array<flow::SlopeRow, 2> slopes_y;  ///< rows j, j+1
  flow::SlopeRow slopes_x;
  std::array<flow::FluxRow, 3> flux_y;  ///< faces below rows j-1, j, j+1
  std::array<flow::FluxRow, 2> flux_x;  ///< rows j-1, j
  std::array<Real*, 2> share;           ///< donor shares of rows j-1, j
  std::array<bool, 2> limited{};        ///< whether those rows were limited
  Real* ones = nullptr;
  Real* outflow = nullptr;
  std::array<Real*, 2> friction_now{};  ///< of cells of rows j, j+1 at their depth: scheme inertial
  std::vector<double> available, left;  ///< [m] of infiltration with a front that recovers
  /// Rows of a state in single precision, for what reads doubles (wide_row.hpp).
  double *wide_depth = nullptr, *wide_velocity_x = nullptr, *wide_velocity_y = nullptr;
  std::array<double*, 2> kept{};  ///< linear profiles of rows j-1, j
  /// Of a step in two stages: the mean water flux that carries the classes, x of rows j-1, j and y below row
  /// j; what a cell gives of it.
  std::array<Real*, 2> carrier_x{}, carrier_share{};
  std::array<bool, 2> carrier_limited{};
  Real *carrier_y = nullptr, *mean_outflow = nullptr;
  std::array<std::vector<double*>, 2> class_flux_y;
  std::vector<double*> class_flux_x;
  std::vector<const double*> concentration;  ///< of the row at hand, by class
  std::vector<const double*> before_left,
      before_right;                ///< before the last step, left and right of its faces
  std::vector<double*> mass;       ///< [kg m-2] of each class in the water
  std::vector<double*> capacity;   ///< [kg m-3] T
  std::vector<double*> deposited;  ///< [kg m-2] the deposit of the row at hand, by class
  std::vector<double*> fraction;   ///< p_k of the horizon at the surface
  erosion::RateRow rates{};
  double *taken = nullptr, *total_deposit = nullptr, *sum = nullptr, *other_sum = nullptr;
  double *efficiency = nullptr, *flow_detachment = nullptr, *bare = nullptr;  ///< of other closures
  std::vector<erosion::ExchangeClassRow> exchange;
};

}  // namespace qingliu::surface
