#pragma once
// The loops of bedload over one row of cells or faces. Row conventions of flow/flow_rows.hpp: the neighbour
// "left" of cell or face i lies `offset` elements before it (1 in x, the row stride in y).
#include <cstddef>
#include <cstdint>

#include "core/real.hpp"
#include "process/bedload/bedload_laws.hpp"
#include "process/friction_row.hpp"

namespace qingliu::bedload {

/// What a row of cells is.
struct FlowRow {
  const Real* depth;  ///< [m]
  const Real* velocity_x;
  const Real* velocity_y;
  FrictionRow friction;
  const double* cosine_squared;
  const double* n_soil;  ///< by cover class [s m-1/3]
};

/// What the flow does to the grains of a row (out).
struct DriveRow {
  double* shear;        ///< [Pa] on the grains; 0 where dry
  double* speed;        ///< [m s-1]
  double* direction_x;  ///< [-] of the flow; 0 where there is none
  double* direction_y;
};

void drive_row(int begin, int end, const FlowRow& flow, const DriveRow& drive);

/// sum += factor * row.
void add_scaled_row(int begin, int end, double factor, const double* row, double* sum);

/// Wilcock-Crowe: reference shear of the mean grain in mean_shear, the mean diameter in mean_diameter. On
/// entry mean_diameter holds the sum of mass * ln(diameter), sand the mass below 2 mm, total the mass of the
/// deposit.
void mean_grain_row(int begin, int end, double weight, const double* sand, const double* total,
                    double* mean_diameter, double* mean_shear);

struct LoadRow {
  BedloadLaw law;
  ClassScales scales;
  double grass_coefficient;
  double
      active_mass;  ///< [kg m-2] deposit that covers the bed: with less of it the load is less in proportion
  const Real* depth;
  const double* shear;
  const double* speed;
  const double* mass;           ///< [kg m-2] of the class in the deposit
  const double* total;          ///< of all classes
  const double* mean_diameter;  ///< Wilcock-Crowe only
  const double* mean_shear;
  double* load;  ///< [kg m-1 s-1] (out)
};

/// Load of one class: the law's, times its share of the deposit, times the cover of the bed by it. Grains
/// that stand out of the water do not move.
void load_row(int begin, int end, const LoadRow& row);

/// Bed waves of a row: their celerity, and in `coupled` the speed where they and the flow drive each
/// other, else 0 (see bed_wave). On entry celerity holds the load of all moving classes as a volume [m2 s-1].
/// Returns the largest 2 |c|/dx + 5 beta q/dx^2 [s-1]: half a cell of bed wave, and the slope's diffusion, in
/// a step.
struct WaveRow {
  double exponent, gravity, slope_factor, cell_size;
  const Real* depth;
  const double* speed;
  double* celerity;
  double* coupled;
};
double wave_row(int begin, int end, const WaveRow& row);

struct FaceRow {
  double slope_factor, steepest, cell_size;
  const Real* depth;
  const double* load;
  const double* direction;  ///< along the axis of the faces
  const double* coupled;
  const double* bed;
  const double* initial_bed;
  const double* mass;       ///< of the class in the deposit
  const double* thickness;  ///< [m] of all moving classes in the deposit
  double* flux;             ///< [kg m-1 s-1] (out)
};

/// Load of a class through faces begin..end-1: upwind; where flow and bed are coupled, the mean of both sides
/// and the damping of bed changes at the speed of the bed waves (Rusanov). Loads are reconstructed with
/// limited slopes. Over a step of the bed, up from where the grains come, passes the share of the water's
/// depth that stands above it: of a coupled sheet in proportion, else all up to half the depth. Then the pull
/// of the slope.
void face_row(int begin, int end, std::ptrdiff_t offset, const FaceRow& row);

/// Mass [kg m-2] that slides over the faces in one sweep where the bed is steeper than `steepest`: a fifth of
/// what is too much, and of the deposit above `least` [m].
struct SlideRow {
  double steepest, cell_size, least;
  const double* bed;
  const double* mass;
  const double* thickness;
  double* flux;
};
void slide_row(int begin, int end, std::ptrdiff_t offset, const SlideRow& row);

/// Largest excess of a bed difference over `highest` [m] between cells that both lie inside, where the higher
/// has more than `least` of deposit.
double excess_row(int begin, int end, std::ptrdiff_t offset, double highest, double least, const double* bed,
                  const double* thickness);

/// Faces around a row of cells.
struct CellFaces {
  const double* x;
  const double* south;
  const double* north;
};

/// share[i]: what the cell can give of what leaves it, at most 1.
void share_row(int begin, int end, double dt_dx, const CellFaces& faces, const double* mass, double* share);

/// Moves the masses; every flux counts with the share of the cell that gives. rise += change of thickness
/// [m].
struct MoveRow {
  double dt_dx, unit_volume;
  CellFaces faces;
  const double* share;
  const double* share_south;
  const double* share_north;
  double* mass;
  double* rise;
};
void move_row(int begin, int end, const MoveRow& row);

/// Largest |rise|/max(depth, least_depth) of the row. With feedback the bed rises.
double rise_row(int begin, int end, bool feedback, double least_depth, const Real* depth, const double* rise,
                double* bed);

}  // namespace qingliu::bedload
