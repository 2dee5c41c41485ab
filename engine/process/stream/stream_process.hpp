#pragma once
#include <optional>
#include <vector>

#include "core/sum.hpp"
#include "grid/grid.hpp"
#include "model/grains.hpp"
#include "model/land_state.hpp"
#include "model/stream_state.hpp"
#include "process/bedload/bedload_laws.hpp"
#include "process/erosion/closure.hpp"
#include "process/erosion/transport_capacity_laws.hpp"
#include "process/quality/quality_process.hpp"
#include "process/stream/stream_banks.hpp"

namespace qingliu::stream {

/// What streams flow on: original material below the loose bed.
struct StreamBed {
  std::vector<double> fraction;  ///< [-] of each class; sums to 1
  double erodibility = 1e-3;     ///< [s m-1] K_r (unverified: calibrate)
  double critical_shear = 2.0;   ///< [Pa] (unverified: calibrate)
  double erodible_depth = 0.0;   ///< [m] down to the rigid base; 0: the bed is rigid
  double porosity = 0.4;         ///< [-]
  StreamBanks banks{};
};

/// Grains that roll and hop along the bed.
struct StreamBedload {
  bedload::BedloadLaw law = bedload::BedloadLaw::wong_parker;
  double from_diameter = 2e-3;  ///< [m] classes from here on move
  double active_layer = 0.05;  ///< [m] of the bed that the flow sorts; with less, it moves less in proportion
};

/// [m3 kg-1] of bed, pores included, that a kilogram of a class takes up.
inline double bed_bulk(const GrainClass& grain, const StreamBed& bed) {
  return 1.0 / ((1.0 - bed.porosity) * grain.density);
}

struct StreamParameters {
  erosion::Closure closure;
  double courant = 0.7;            ///< [-] of the local-inertial step
  double shielding_mass = 0.5;     ///< [kg m-2] m* of Hairsine & Rose
  double grain_roughness = 0.025;  ///< [s m-1/3] Manning n of the grains: share of the shear that moves them
  std::optional<StreamBedload>
      bedload;  ///< none: what the flow cannot hold in suspension stays where it lies
  erosion::CapacityChoice capacity = erosion::CapacityChoice::engelund_hansen;
  bool bed_feedback = true;       ///< bed change acts on the flow
  std::vector<double> land_bulk;  ///< [m3 kg-1] of deposit on the land, of each class; empty: as in streams
};

inline constexpr double silted_bank_height = 0.01;  ///< [m] that a stream keeps when it has silted up

/// A step of the streams, for the ledger and the gauges.
struct StreamBooks {
  Sum outflow;                       ///< [m3] left the watershed in streams
  std::vector<Sum> outflow_classes;  ///< [kg]
  double step_outflow = 0.0;         ///< [m3] of the last step
  std::vector<double> step_outflow_classes;
};

/// Water and sediment in streams narrower than a cell. Below its bank a stream holds its water apart from the
/// land; the land pours over the bank into the room that is left, and what is more than the banks hold stands
/// on the land, where the two-dimensional flow carries it: above the bank, stream and land have one level,
/// and the stream's own discharge is that of its whole column. Routing is local-inertial between segments,
/// sub-stepped to its own Courant number; grain classes ride on the limited discharge and exchange with the
/// bed by the closure, once a step. With bedload, coarse classes move along the bed, and what the flow sees
/// of the loose bed is its active layer (stream_bedload.cpp). The flow takes the toes of banks that may give
/// way, and they fall (stream_banks.cpp). Banks go up and down with the ground of their cell, so that stream
/// and land keep one level while the land erodes or silts. A bed that has silted up to its banks silts no
/// higher: what comes more lies on the land of the cell, which rises with it, and the water goes over the
/// banks.
///
/// Not modelled: the stream's share of the cell's area (rain and film use the whole cell;
/// friction_beside_stream() takes its width from the film's way), momentum over the bank. Books: outflow at
/// the mouths; what the land gives and takes stays in the balance of land and streams together.
class StreamProcess {
 public:
  /// Everything must outlive the process.
  StreamProcess(const Grid& grid, const StreamNetwork& network, const std::vector<GrainClass>& grains,
                const StreamBed& bed, StreamParameters parameters, StreamState& state);

  /// What rides on the water from now on; it must outlive the process.
  void carry(quality::QualityProcess& riders) { riders_ = &riders; }

  /// After the land's own step of dt [s], which ends at `now` [s] (for the record of failed protections).
  void advance(double dt, LandState& land, StreamState& state, double now = 0.0);

  /// [m s-1] fastest wave on the land of the cells that streams flow through, after advance().
  double land_wave_speed() const { return land_wave_speed_; }
  StreamBooks& books() { return books_; }
  const StreamBooks& books() const { return books_; }
  /// [m3] and [kg] that left each segment downstream in the last step, for gauges.
  const std::vector<double>& step_volume() const { return step_volume_; }
  const std::vector<std::vector<double>>& step_classes() const { return step_classes_; }
  /// What a dam let pass in the step that was just taken: its segment's discharge is 0.
  void note_passed(int segment, double water, const std::vector<double>& classes);
  /// Of a run with bedload: what left a segment downstream along the bed in the last step [kg s-1], and the
  /// geometric mean grain [m] of what the flow sees of its bed.
  double bedload(int segment) const { return bedload_rate_[segment]; }
  double surface_diameter(const StreamState& state, int segment) const;
  long sub_steps() const { return sub_steps_; }
  /// False when a volume or a discharge is not a finite number.
  bool sound() const { return sound_; }
  /// The bed was set from outside (a restart, dredging).
  void take_bed(const StreamState& state);

  double depth(const StreamState& state, int segment) const;  ///< [m] of water in the channel
  double bed_area(int segment) const {                        ///< [m2] over which water and bed exchange
    return bed_width_[segment] * network_.segments[segment].length;
  }
  double full_volume(const StreamState& state, int segment) const;

 private:
  struct Flow {
    double depth = 0.0, radius = 0.0, speed = 0.0, friction_slope = 0.0;  ///< [m], [m], [m s-1], [-]
  };
  Flow flow_in(const StreamState& state, std::size_t segment) const;
  double bank_height(const StreamState& state, std::size_t segment) const;
  void spill_and_pour(double dt, LandState& land, StreamState& state);
  void spill(int s, LandState& land, StreamState& state);
  void pour(int s, double dt, LandState& land, StreamState& state);
  void pour_all(int s, LandState& land, StreamState& state);
  void find_roughness(const StreamState& state);
  void find_levels(const LandState& land, const StreamState& state);
  double stable_step(const StreamState& state) const;
  void route(double dt, StreamState& state);
  void find_discharges(double dt, StreamState& state);
  void find_discharges_over_sills(double dt, StreamState& state);
  double discharge_over_sill(double dt, const StreamState& state, std::size_t segment) const;
  void limit_discharges(double dt, StreamState& state);
  void move(double dt, StreamState& state);
  void exchange(double dt, StreamState& state);
  void lay_bed(LandState& land, StreamState& state);
  void lay_on_land(std::size_t segment, double volume, LandState& land, StreamState& state) const;
  void prepare_bedload();
  void move_bedload(double dt, StreamState& state);
  double find_loads(const StreamState& state);
  void hold_at_sills(double dt, const StreamState& state);
  double bed_level(const StreamState& state, std::size_t segment) const;
  int load_donor(std::size_t segment, const StreamState& state) const;
  void move_load(double dt, int k, StreamState& state);
  void sort_layers(StreamState& state) const;
  double bed_width(const StreamState& state, std::size_t segment) const;
  void erode_banks(double dt, double now, StreamState& state);
  void erode_bank(int side, std::size_t segment, double dt, double now, StreamState& state);
  double top_after_fall(const BankMaterial& material, const BankState& bank, std::size_t segment,
                        double height, double water) const;
  double room_beside(std::size_t segment, const StreamState& state) const;
  void take_from_bank(int side, std::size_t segment, double area, StreamState& state);
  void drop_from_bank(int side, std::size_t segment, double area, StreamState& state);
  void widen(std::size_t segment, StreamState& state);

  const Grid& grid_;
  const StreamNetwork& network_;
  const std::vector<GrainClass>& grains_;
  const StreamBed& bed_;
  StreamParameters parameters_;
  quality::QualityProcess* riders_ = nullptr;  ///< none: nothing rides
  StreamBooks books_;
  std::vector<erosion::TransportCapacity> capacities_;
  std::vector<double> bed_width_;  ///< [m] over which water and bed exchange, of the banks as they are
  std::vector<double> bank_;       ///< [m] elevation at which each segment meets the land, which moves
  std::vector<double> full_;       ///< [m3] below the bank, of the bed as it is
  std::vector<double> manning_n_;  ///< [s m-1/3] with what still stands on the banks
  std::vector<double> level_, depth_, area_, share_, taken_;
  std::vector<double> coming_;  ///< [m3 s-1] more to each segment than from it, where sills join segments
  std::vector<double> above_;   ///< [m] of water above the bank of a full stream
  std::vector<double> step_volume_;
  std::vector<std::vector<double>> step_classes_;
  std::vector<bedload::ClassScales> bedload_scales_;  ///< by class
  std::vector<int> bedload_moving_;
  double active_mass_ = 0.0;               ///< [kg m-2] of the active layer
  std::vector<std::vector<double>> load_;  ///< [kg s-1] by class
  std::vector<double> bedload_rate_;       ///< [kg s-1]
  double original_bulk_ = 0.0;             ///< [m3 kg-1] of the original bed
  double land_wave_speed_ = 0.0;
  long sub_steps_ = 0;
  bool sound_ = true;
};

/// Elevation [m] at which a segment meets the land now: its bank goes with the ground of its cell.
inline double bank_level(const Grid& grid, const Segment& segment, const LandState& land) {
  const std::size_t cell = grid.index(segment.i, segment.j);
  const double gone = land.fallen.empty() ? 0.0 : land.fallen[cell];
  return segment.bank + (land.bed[cell] - (land.initial_bed[cell] + gone));
}

/// Factor on g n2 of a cell's film, which has only the width beside the stream to flow on: the stream carries
/// the column above itself (n over the share of the cell that is left, squared).
///   width [m] of the stream; length [m] in the cell; cell_area [m2].
inline double friction_beside_stream(double width, double length, double cell_area) {
  const double left = std::max(0.2, 1.0 - width * length / cell_area);
  return 1.0 / (left * left);
}

}  // namespace qingliu::stream
