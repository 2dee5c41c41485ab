// What the sweep does otherwise in the local inertial scheme: discharges live on the faces and go from step
// to step; rain, limiter, infiltration, classes and books are those of the other schemes.
#include <algorithm>

#include "process/flow/inertial_rows.hpp"
#include "process/surface/surface_sweep.hpp"

namespace qingliu::surface {

template <Stage stage>
void SurfaceSweep<stage>::friction_now(int j, Grid::Span span) {
  Real* row = rows_.friction_now[ring<2>(j)];
  if (land_.friction_depends_on_depth) {
    flow::friction_now_row(span.begin, span.end, friction(j), from_.depth.row(j), row);
  } else {
    std::copy(land_.friction.row(j) + span.begin, land_.friction.row(j) + span.end, row + span.begin);
  }
}

template <Stage stage>
void SurfaceSweep<stage>::inertial_faces_y(int face_row) {
  const Grid::Span span = face_span(face_row);
  const Real* along = from_.discharge_x.row(face_row);
  flow::inertial_flux_row(
      span.begin, span.end, grid_.stride(),
      {from_.depth.row(face_row), buffers_.flow_bed.row(face_row), from_.discharge_y.row(face_row), along,
       along + 1, rows_.friction_now[ring<2>(face_row - 1)], rows_.friction_now[ring<2>(face_row)],
       parameters_.gravity, dt_, grid_.cell_size()},
      rows_.flux_y[ring<3>(face_row)]);
}

template <Stage stage>
void SurfaceSweep<stage>::inertial_faces_x(int j) {
  const Grid::Span span = grid_.span(j);
  const Real* friction = rows_.friction_now[ring<2>(j)];
  flow::inertial_flux_row(
      span.begin, span.end + 1, 1,
      {from_.depth.row(j), buffers_.flow_bed.row(j), from_.discharge_x.row(j), from_.discharge_y.row(j),
       from_.discharge_y.row(j + 1), friction - 1, friction, parameters_.gravity, dt_, grid_.cell_size()},
      rows_.flux_x[ring<2>(j)]);
}

template <Stage stage>
void SurfaceSweep<stage>::inertial_update(int j) {
  const Grid::Span span = grid_.span(j);
  flow::inertial_update_row(span.begin, span.end,
                            {from_.depth.row(j), faces_of(j), land_.cover.row(j), forcing_.rain.data(),
                             dt_dx_, seed(j), depth_.row(j), to_.velocity_x.row(j), to_.velocity_y.row(j)});
}

/// The faces around row j, limited as they are, for the next step. The row below has kept what lies between.
template <Stage stage>
void SurfaceSweep<stage>::keep_discharges(int j) {
  const auto keep = [](Field<Real>& field, int row, const Real* from, Grid::Span span) {
    std::copy(from + span.begin, from + span.end, field.row(row) + span.begin);
  };
  const flow::RowFluxes faces = faces_of(j);
  const Grid::Span span = grid_.span(j);
  keep(to_.discharge_y, j, faces.south.mass, face_span(j));
  if (j + 1 == buffers_.block_begin.back()) keep(to_.discharge_y, j + 1, faces.north.mass, face_span(j + 1));
  if (span.size() > 0) keep(to_.discharge_x, j, faces.x.mass, {span.begin, span.end + 1});
}

template void SurfaceSweep<Stage::inertial>::friction_now(int, Grid::Span);
template void SurfaceSweep<Stage::inertial>::inertial_faces_y(int);
template void SurfaceSweep<Stage::inertial>::inertial_faces_x(int);
template void SurfaceSweep<Stage::inertial>::inertial_update(int);
template void SurfaceSweep<Stage::inertial>::keep_discharges(int);

}  // namespace qingliu::surface
