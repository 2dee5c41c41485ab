#pragma once
// A scenario as the engine uses it: checked, typed, SI. Made by read_scenario() from the TOML that a person
// wrote.
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"
#include "scenario/layer.hpp"
#include "scenario/quality_sections.hpp"

namespace qingliu::scenario {

struct ScenarioSection {
  std::string title;
  bool synthetic = false;
  std::string synthetic_parts;  ///< what is invented on surveyed terrain, in words; empty: nothing
  Path catalogue;               ///< types of measures beside those of the program; empty: none
};

struct TimeSection {
  std::string start = "2000-01-01T00:00:00";  ///< ISO 8601, local time of the scenario
  double duration = 0.0;                      ///< [s]
  double max_step = 60.0;                     ///< [s]
};

struct OutletSection {
  std::vector<Point> line;     ///< two points: every closed face of an active cell that the line touches
  std::optional<Point> point;  ///< or one cell: the one of largest upstream area within `snap`
  double snap = 0.0;           ///< [m]
  std::string boundary = "normal-depth";
  double slope = 0.01;  ///< [-] of the normal depth
  Place place;
};

struct TerrainSection {
  Layer dem;               ///< raster of elevations; empty when `synthetic` is given
  std::string synthetic;   ///< "" | "gongping" | "hillslope"
  double cell_size = 0.0;  ///< [m] of synthetic terrain, or of a dem that is resampled
  std::map<std::string, double> synthetic_parameters;
  std::string mask =
      "all";  ///< "all" valid cells | "landuse" (valid land-use cells) | "watershed" (above the outlet point)
  Layer mask_layer;           ///< cells with a value, or within its polygons, take part
  std::string pits = "keep";  ///< "keep" | "breach" | "fill"
  double area = 0.0;          ///< [m2] known area of the watershed, to compare with; 0: unknown
  OutletSection outlet;
  Place place;
};

struct LanduseSection {
  Layer raster;  ///< empty: one class everywhere, or rules
  Path table;
  int uniform = -1;         ///< id of the one class
  bool by_rules = false;    ///< classes by height and slope of the terrain
  double manning_n = 0.05;  ///< [s m-1/3] of the one bare class when no table is given
  Layer manning_n_layer;    ///< [s m-1/3] in place of the table's manning_n, where it has a value
  Place place;
};

struct SoilSection {
  Layer raster;
  Path table;
  int uniform = -1;
  bool by_rules = false;
  Layer moisture_layer;             ///< [-] volume fraction at the start, where it has a value
  Layer conductivity_factor_layer;  ///< [-] multiplies the conductivities, where it has a value
  Place place;
};

struct GrainsSection {
  std::vector<double> diameters;  ///< [m]
  double density = 2650.0;        ///< [kg m-3]
};

struct RainSection {
  std::string kind;             ///< "uniform" | "alternating-blocks" | "chicago" | "file" | "gauges" | "grid"
  std::optional<double> depth;  ///< [m] of a design storm
  double intensity = 0.0;       ///< [m s-1], uniform
  double begin = 0.0;           ///< [s] after the start of the run
  double duration = 0.0;        ///< [s]
  double block = 600.0;         ///< [s] of constant intensity
  double peak = 0.4;            ///< [-] position of the peak in the duration
  double exponent = 0.6;        ///< [-] n of H_t = H (t/T)^(1-n)
  std::optional<double> formula_a1;  ///< [mm min^(n-1)] A1 of i = A1 (1 + C lg T) / (t + b)^n, i in mm/min
  double formula_c = 0.0;            ///< [-] C
  double formula_b = 0.0;            ///< [s] b
  double formula_n = 0.7;            ///< [-] n
  double return_period = 1.0;        ///< [years] T
  Path file;                         ///< CSV of times and values, or of times and rasters
  std::string time_column, intensity_column;
  std::string select_column,
      select_value;                 ///< only rows whose column equals the value (several events in one file)
  std::string values = "mm_per_h";  ///< "mm_per_h" | "mm_until_next" | "mm_since_last"
  double time_offset = 0.0;         ///< [s] added to the file's times (time zones)
  Path stations;                    ///< CSV of gauges: name, x_m, y_m, z_m
  std::string station_column;       ///< of `file`; empty: a column for each gauge
  std::string method = "thiessen";  ///< "thiessen" | "idw"
  double idw_power = 2.0;           ///< [-]
  int idw_gauges = 8;               ///< at most
  double idw_block = 500.0;         ///< [m] ground that shares its weights
  double elevation_factor = 0.0;    ///< [m-1] k of 1 + k (z - z of the gauge)
  std::string raster_column, band_column;
  std::string raster_crs;         ///< of rasters that name none, or a wrong one
  std::optional<double> missing;  ///< [m s-1] where a raster has no value; none: that is an error
  double areal_reduction = 1.0;   ///< [-] multiplies the rain
  Place place;
};

/// Roads, roofs or water surfaces smaller than a cell: their share of each cell.
struct FractionSection {
  std::string kind;         ///< "road" | "roof" | "water"
  Layer layer;              ///< lines with a width, polygons, or a raster of shares
  double width = 0.0;       ///< [m] of lines
  double manning_n = 0.0;   ///< [s m-1/3] of the surface; 0: the land use's
  double roof_store = 0.0;  ///< [m] of rain that a roof keeps
  Place place;
};

/// Bunds, walls and dykes on faces between cells.
struct BarrierSection {
  Layer layer;                   ///< lines, or polygons whose outlines count
  std::optional<double> height;  ///< [m] above the higher ground beside each face
  std::optional<double> crest;   ///< [m] or one elevation everywhere
  Place place;
};

/// A series of what enters or a level: constant, or from a file.
struct EdgeSeries {
  Path file;
  std::string time_column, select_column, select_value;
  double time_offset = 0.0;           ///< [s] added to the file's times
  std::vector<double> concentration;  ///< [kg m-3] by grain class; empty: of the file, or clear water
};

struct BoundarySection : EdgeSeries {
  std::string kind;  ///< "normal-depth" | "critical" | "free" | "stage" | "discharge" | "rating"
  std::string name;
  std::vector<Point> line;
  double slope = 0.01;     ///< [-] of the normal depth
  double level = 0.0;      ///< [m] constant
  double discharge = 0.0;  ///< [m3 s-1] constant
  double froude = 0.0;     ///< [-] of a supercritical inflow
  Place place;
};

struct InflowSection : EdgeSeries {
  std::string name;
  std::optional<Point> point;
  std::vector<Point> line;
  double discharge = 0.0;  ///< [m3 s-1] constant
  Place place;
};

struct FlowSection {
  std::string scheme = "full";
  double courant = 0.45;
  bool steep_slope_correction = true;
};

struct InfiltrationSection {
  std::string kind =
      "green-ampt";  ///< "green-ampt" | "smith-parlange" | "philip" | "horton" | "scs-cn" | "none"
  std::optional<double> recovery;    ///< [s] time constant of a front that recovers; none: it does not
  double initial_abstraction = 0.2;  ///< [-] Ia / S of scs-cn
};

/// Between bursts of rain. Without the section nothing evaporates.
struct EvaporationSection {
  bool on = false;
  double rate = 0.0;  ///< [m s-1] potential
};

/// Where sediment comes from, told apart. Without the section it is not.
struct SourcesSection {
  bool on = false;
  std::string by;  ///< "landuse" | "soil" | "subwatersheds"
  Place place;
};

struct SedimentSection {
  bool on = false;
  std::string closure = "hairsine-rose";  ///< "hairsine-rose" | "deficit" | "wepp" | "cohesive"
  std::string efficiency = "govers";      ///< of deficit: "govers" | "eurosem" | "inverse"
  std::string capacity = "by-diameter";   ///< "by-diameter" | "engelund-hansen"
  double deposition_factor = 0.5;         ///< [-] beta of wepp
  std::optional<double> erosion_rate;     ///< [kg m-2 s-1] M of cohesive
  double deposition_shear = 0.1;          ///< [Pa] tau_cd of cohesive
  double shielding_mass = 0.5;            ///< [kg m-2] m*
  double deposit_detachability = 10.0;    ///< [-] eps_d = a_d / a
  double splash_attenuation = 2000.0;     ///< [m-1] b of exp(-b h)
  double deposit_porosity = 0.45;         ///< [-]
  bool bed_feedback = true;               ///< bed change acts on the flow
  std::string bedload = "none";           ///< law, or "none"
  double bedload_from = 2e-3;             ///< [m] classes from here on are bedload
  double bedload_slope_factor = 1.3;      ///< [-] beta_s
  double active_layer = 0.05;             ///< [m]
  double repose_slope = 0.6745;           ///< [-]
};

/// Streams narrower than a cell, traced along the terrain. Without the section all water flows over the land.
struct StreamsSection {
  bool on = false;
  std::optional<double> least_area;  ///< [m2] of watershed at which a stream begins; 1e6 without lines
  Layer lines;                       ///< streams given as lines with attributes
  std::optional<double> snap;        ///< [m] of the lines onto the drainage; 1.5 cells
  double burn = 0.0;                 ///< [m] that the terrain is lowered under the lines
  double width = 1.5;                ///< [m] at the bank, of 1 km2
  double width_exponent = 0.5;
  double depth = 0.35;  ///< [m] from bank to bed, of 1 km2
  double depth_exponent = 0.35;
  double side_slope = 0.0;
  double manning_n = 0.045;  ///< [s m-1/3]
  double resolved_cells = 3.0;
  std::optional<double> outlet_slope;  ///< that of the terrain's outlet without it
  double erodible_depth = 0.0;         ///< [m]
  double erodibility = 1e-3;           ///< [s m-1]
  double critical_shear = 2.0;         ///< [Pa]
  double bed_porosity = 0.4;
  std::vector<double> bed_fraction;
  double grain_roughness = 0.025;            ///< [s m-1/3]
  std::string capacity = "engelund-hansen";  ///< or "by-diameter"
  Path survey;                               ///< sections: reach, chainage_m, across_m, level_m
  Layer silt;                                ///< [m] of loose silt at the start, where it has a value
  Place place;
};

/// Banks of streams that may give way. What a later section says goes before what an earlier one said.
struct BankSection {
  std::string reach;                                                  ///< "": all
  std::optional<double> from, to;                                     ///< [m] of chainage
  std::string side = "both";                                          ///< looking downstream
  std::optional<double> critical_shear;                               ///< [Pa]
  std::optional<double> erodibility;                                  ///< [m3 N-1 s-1]
  std::optional<double> cohesion, friction_angle, unit_weight;        ///< [Pa], [rad], [N m-3]
  std::optional<double> porosity;                                     ///< [-]
  std::vector<double> fraction;                                       ///< [-] of each class
  std::optional<double> drain_time;                                   ///< [s]
  std::optional<double> permissible_shear, toe_depth, root_cohesion;  ///< [Pa], [m], [Pa] of a protection
  Place place;
};

/// A reservoir behind a dam in a stream.
struct ReservoirSection {
  std::string name;
  std::string reach;           ///< the dam's place: a reach and
  double chainage = -1.0;      ///< [m] from its upper end; below 0: not given
  std::optional<Point> point;  ///< or a point on the stream
  Path table;                  ///< level_m, volume_m3, area_m2
  std::vector<double> curve_levels, curve_volumes, curve_areas;  ///< the same of a pool that a measure builds
  double crest = 0.0, crest_length = 0.0, normal_level = 0.0, dead_level = 0.0, start_level = 0.0;  ///< [m]
  std::optional<double> spillway, spillway_width;                                                   ///< [m]
  double spillway_coefficient = 0.385;
  std::optional<double> gate_opening;  ///< [m]
  double gate_coefficient = 0.6;
  std::optional<double> outlet;       ///< [m]
  std::optional<double> outlet_area;  ///< [m2]
  double outlet_coefficient = 0.62;
  std::vector<double> rule_levels, rule_discharge;                   ///< [m], [m3 s-1]
  Path rules;                                                        ///< from, level_m, release_m3_per_s
  std::string breach;                                                ///< "overtopping" | "piping", "" none
  std::optional<double> breach_level, breach_moment, breach_bottom;  ///< [m], [s], [m]
  double breach_width = 0.0, breach_duration = 0.0;                  ///< [m], [s] 0: Froehlich
  std::string deposit_shape = "bottom-up";
  double share_of_year = 0.0;  ///< [-] 0: not given
  double yearly_inflow = 0.0;  ///< [m3] 0: not given
  double evaporation = 0.0;    ///< [m s-1]
  double seepage = 0.0;        ///< [m3 s-1]
  std::vector<double> alarms;  ///< [m]
  int tanks = 3;
  std::vector<double> deposit_density;  ///< [kg m-3]
  Place place;
};

/// Something across a stream: check dam, sediment-trap dam, weir or drop.
struct StructureSection {
  bool of_measure = false;  ///< a [[measure]] builds it
  std::string name, kind;
  std::string reach;           ///< its place: a reach and
  double chainage = -1.0;      ///< [m] from its upper end; below 0: not given
  std::optional<Point> point;  ///< or a point on the stream
  double height = 0.0;         ///< [m] of the sill above the bed
  double notch_width = 0.0, wing_height = 0.0, crest_length = 0.0, valley_width = 0.0;  ///< [m]
  std::string valley_shape = "triangle";
  std::optional<double> bed_slope, silted_slope;  ///< [-]
  std::optional<double> coefficient;
  double drain_area = 0.0, drain_height = 0.0;                        ///< [m2], [m] above the bed
  double opening = 0.0, length = 0.0, deck = 0.0, deck_length = 0.0;  ///< [m] of culverts and bridges
  double manning_n = 0.015, entrance_loss = 0.5;                      ///< [s m-1/3], [-]
  double filled = 0.0;                     ///< [-] share of the capacity at the start
  std::vector<double> filled_fraction;     ///< [-] by mass of each class in it; empty: of the soil there
  std::optional<double> design_discharge;  ///< [m3 s-1] over notch and crest above which it fails
  double fail_release = 0.5;               ///< [-] of the deposit that goes with the water then
  std::vector<double> deposit_density;     ///< [kg m-3]
  std::vector<double> cost;                ///< [CNY] low, middle, high; empty: the catalogue's
  bool active = true;                      ///< false only while the scenario is read
  Place place;
};

/// Areas with walls that collapse (崩岗): polygons of a layer, or found on the terrain.
struct CollapsingGullySection {
  std::string name;
  Layer layer;              ///< polygons; empty: `find`
  std::vector<double> ids;  ///< of the layer's column: only these; empty: all
  bool find = false;
  std::optional<double> wall_height;        ///< [m]; none: as the terrain shows
  double wall_angle = 1.5707963267948966;   ///< [rad]
  double least_height = 1.5;                ///< [m]
  double least_angle = 0.8726646259971648;  ///< [rad]
  std::string soil = "saprolite";
  std::optional<double> dry_cohesion, wet_cohesion;        ///< [Pa]
  std::optional<double> dry_friction, wet_friction;        ///< [rad]
  std::optional<double> dry_unit_weight, wet_unit_weight;  ///< [N m-3]
  std::optional<double> saturation;                        ///< [-] at the start; none: of the soil's table
  bool crack = false;
  std::optional<double> critical_shear;  ///< [Pa]
  std::optional<double> erodibility;     ///< [m3 N-1 s-1]
  double added_cohesion = 0.0;           ///< [Pa] of roots, that a measure grows
  double porosity = 0.45;
  std::vector<double> fraction;  ///< [-] of each class; empty: of the soil at the crests
  bool active = true;            ///< false only while the scenario is read
  Place place;
};

/// A gully narrower than a cell, along a line or up from a point.
struct GullySection {
  std::string name;
  Layer layer;                       ///< lines
  std::vector<Point> line;           ///< or two points
  std::optional<Point> head;         ///< or where its head stands
  double reach = 100.0;              ///< [m] that the head may go up
  double depth = 0.0, width = 0.0;   ///< [m] at the start
  double base = 1.0;                 ///< [m]
  double greatest_width = 5.0;       ///< [m]
  double critical_shear = 0.8;       ///< [Pa]
  double erodibility = 2e-3;         ///< [s m-1]
  double manning_n = 0.035;          ///< [s m-1/3]
  double head_height = 0.0;          ///< [m]
  double head_rate = 0.02 / 3600.0;  ///< [m s-1 per m s-1/3]
  double head_threshold = 0.3;       ///< [m s-1/3]
  double porosity = 0.45;
  std::vector<double> fraction;
  bool active = true;  ///< false only while the scenario is read
  Place place;
};

struct GaugeSection {
  std::string name;
  std::vector<Point> section;  ///< two points or empty
  std::optional<Point> point;
  std::string reach;      ///< or a place on a stream
  double chainage = 0.0;  ///< [m] from the upper end of the reach
  std::string dam;        ///< or the name of a reservoir or structure
  Place place;
};

/// Something that is built: its type is of the catalogue of measures, which this room does not know.
struct MeasureSection {
  struct Number {
    std::string name;
    double value = 0.0;  ///< in the unit of its name
    Place place;
  };
  struct Word {
    std::string name, value;
    Place place;
  };
  std::string id;
  std::string type;
  Layer layer;                            ///< polygons, or lines with a width
  std::vector<double> ids;                ///< of the layer's column: only these shapes; empty: all
  double line_width = 0.0;                ///< [m]
  std::string where;                      ///< condition on the cells
  std::string wkt;                        ///< one shape in place of a layer
  std::optional<Point> point;             ///< or a point
  double snap = 0.0;                      ///< [m] that a point may move to where most water comes together
  std::string reach;                      ///< beside, or along, a reach of stream
  std::vector<double> chainage;           ///< [m] from, to on the reach; empty: all of it
  std::string gully;                      ///< name of the [[gully]] or [[collapsing_gully]] that it treats
  std::string village;                    ///< name of the [[village]] that it serves, "*" all
  std::string dam;                        ///< name of the structure or reservoir at which it is done
  double design_rain = 0.0;               ///< [m] above which an earthwork breaks; 0: it holds
  double design_duration = 6.0 * 3600.0;  ///< [s] in which that falls
  std::string built;                      ///< ISO 8601
  std::string retired;                    ///< "" never
  std::optional<double> release;          ///< [s] in which the pool of a retired dam is let down
  bool upkeep = true;
  double filled = 0.0;       ///< [-] of its room that silt has filled before the run
  bool active = true;        ///< false only while the scenario is read
  std::vector<double> cost;  ///< [CNY] low, middle, high of the type's unit; empty: the catalogue's
  std::vector<Number> parameters;
  std::vector<Word> words;  ///< parameters that are words
  Place place;
};

struct OutputSection {
  double every = 900.0;  ///< [s]
  std::vector<std::string> fields;
  double gauges_every = 60.0;  ///< [s]
  Layer subwatersheds;         ///< numbers of the parts whose totals are told; empty: by the gauges
};

struct CheckpointSection {
  double every_wall = 0.0;  ///< [s] of wall time, 0 = only on signals
};

struct Scenario {
  Path file;
  std::string text;             ///< as written
  std::vector<Path> inherited;  ///< scenarios that it starts from, the nearest first
  /// TOML with every default filled in, what was inherited and --set applied, paths absolute: runs to the
  /// same hash from any folder.
  std::string resolved;
  std::string signature;  ///< the same with the names of files only: what a restart compares
  ScenarioSection scenario;
  TimeSection time;
  TerrainSection terrain;
  LanduseSection landuse;
  SoilSection soil;
  GrainsSection grains;
  std::vector<RainSection> rain;
  std::vector<FractionSection> fractions;
  std::vector<BarrierSection> barriers;
  std::vector<BoundarySection> boundaries;
  std::vector<InflowSection> inflows;
  FlowSection flow;
  InfiltrationSection infiltration;
  EvaporationSection evaporation;
  SourcesSection sources;
  SedimentSection sediment;
  StreamsSection streams;
  std::vector<ReservoirSection> reservoirs;
  std::vector<BankSection> banks;
  std::vector<StructureSection> structures;
  std::vector<CollapsingGullySection> collapsing_gullies;
  std::vector<GullySection> gullies;
  LitterSection litter;
  QualitySection quality;
  std::vector<ConstituentSection> constituents;
  std::vector<VillageSection> villages;
  std::vector<MeasureSection> measures;
  std::vector<GaugeSection> gauges;
  OutputSection output;
  CheckpointSection checkpoint;
  std::vector<Finding> warnings;
};

/// Reads and checks a scenario with those that it inherits from. `settings` are "section.key=value" overrides
/// (--set). Throws InputError with every finding at once. Relative paths are taken from the folder of the
/// file that names them; ${QINGLIU_DATA_DIR} is expanded (default: ../shared/data beside the project's
/// root).
Scenario read_scenario(const Path& file, const std::vector<std::string>& settings = {});

}  // namespace qingliu::scenario
