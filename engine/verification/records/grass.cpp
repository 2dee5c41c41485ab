// The same plane and the same small watershed by GRASS (r.sim.water, r.sim.sediment) and by the engine.
#include <fmt/format.h>

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "chart/number_text.hpp"
#include "io/raster.hpp"
#include "verification/convergence.hpp"
#include "verification/records/scratch_run.hpp"
#include "verification/schemes.hpp"
#include "verification/sediment/sediment_case.hpp"

namespace qingliu::verification {
namespace {

namespace fs = std::filesystem;

constexpr const char* not_there = "GRASS (Debian: grass-core)";

/// Runs a script of commands inside GRASS, in a location of its own. False where GRASS is not installed;
/// FileError with the end of what it said when a command fails.
bool run_in_grass(const fs::path& folder, const std::string& script) {
  const auto run = [&](const std::string& command) {
    return std::system(("cd '" + folder.string() + "' && " + command + " > log 2>&1").c_str());
  };
  if (run("grass --version") != 0) return false;
  std::ofstream(folder / "script.sh") << "set -e\n" << script;
  if (run("OMP_NUM_THREADS=1 grass --tmp-location XY --exec bash script.sh") != 0) {
    std::stringstream said;
    said << std::ifstream(folder / "log").rdbuf();
    const std::string text = said.str();
    throw FileError("GRASS failed: " + text.substr(text.size() > 600 ? text.size() - 600 : 0));
  }
  return true;
}

/// A map of nx x ny cells of dx as ESRI ASCII. A border of one cell goes around it: GRASS knows no slopes at
/// the edge of its region and leaves those cells empty.
void write_map(const fs::path& file, int nx, int ny, double dx, const CellFunction& value) {
  std::ofstream out(file);
  out << fmt::format("ncols {}\nnrows {}\nxllcorner {}\nyllcorner {}\ncellsize {}\nNODATA_value -9999\n",
                     nx + 2, ny + 2, -dx, -dx, dx);
  for (int j = ny; j >= -1; --j) {
    for (int i = -1; i <= nx; ++i) out << fmt::format("{:.9g} ", value((i + 0.5) * dx, (j + 0.5) * dx));
    out << '\n';
  }
}

/// Lines of the script: a map in, a map out.
std::string take(const char* map) {
  return fmt::format("r.in.gdal -o input={0}.asc output={0} --quiet\n", map);
}
std::string give(const char* map) {
  return fmt::format(
      "r.out.gdal input={0} output={0}_out.tif format=GTiff type=Float64 nodata=-9999 --quiet --overwrite\n",
      map);
}
/// The part of a flux (GRASS gives its size only) that goes from row to row, by the slope of the ground.
std::string across_rows(const char* flux, const char* part) {
  return fmt::format("r.mapcalc --quiet expression='{}={}*abs(dy)/sqrt(dx*dx+dy*dy)'\n", part, flux);
}
std::string erosion_script(double detaches, double carries, const std::string& roughness, int steps) {
  return fmt::format(
      "r.mapcalc --quiet expression='kd={:.8f}'\nr.mapcalc --quiet expression='kt={:.8f}'\n"
      "r.mapcalc --quiet expression='tc=0.0'\n"
      "r.sim.sediment elevation=z water_depth=h dx=dx dy=dy detachment_coeff=kd transport_coeff=kt "
      "shear_stress=tc {} sediment_flux=s nwalkers=400000 niterations={} --quiet\n",
      detaches, carries, roughness, steps);
}
io::Raster given(const fs::path& folder, const char* map) {
  return io::read_raster(folder / fmt::format("{}_out.tif", map));
}

constexpr double rain = 100.0 / 3.6e6;  ///< [m s-1]

// The plane: 300 m down to the east, 5 %.
constexpr int plane_cells = 30, plane_rows = 30, shown_rows = 10;
constexpr double plane_dx = 10.0, slope = 0.05, n = 0.05;
constexpr double erodibility = 1e-3, transport = 1e-2;  ///< K_r [s m-1]; K_t [kg m-1 s-1 Pa-1.5]

double exact_depth(double x) { return std::pow(n * rain * x / std::sqrt(slope), 0.6); }
/// [Pa] as r.sim.sediment has it, with the sine of the slope.
double shear(double x) {
  return constants::water_density * constants::gravity * exact_depth(x) * slope /
         std::sqrt(1.0 + slope * slope);
}

/// Load [kg m-1 s-1] at x of dq_s/dx = D (1 - q_s/T), D = K_r tau, by Runge and Kutta from the divide.
template <class Capacity>
double exact_load(double x, Capacity capacity) {
  constexpr int steps = 2000;
  const double h = x / steps;
  double load = 0.0;
  const auto rate = [&](double at, double q) {
    return at > 0.0 ? erodibility * shear(at) * (1.0 - q / capacity(at)) : 0.0;
  };
  for (int k = 0; k < steps; ++k) {
    const double at = k * h;
    const double a = rate(at, load), b = rate(at + 0.5 * h, load + 0.5 * h * a),
                 c = rate(at + 0.5 * h, load + 0.5 * h * b), d = rate(at + h, load + h * c);
    load += h / 6.0 * (a + 2.0 * (b + c) + d);
  }
  return load;
}

/// Along the plane: middle of the cells, depth [m], discharge [m2 s-1], load [kg m-1 s-1] at the middle.
struct Profile {
  std::vector<double> x, depth, discharge, load;
};

Profile plane_by_grass(const fs::path& folder, bool& there) {
  write_map(folder / "z.asc", plane_cells, plane_rows, plane_dx,
            [](double x, double) { return 100.0 - slope * x; });
  const std::string script =
      take("z") + "g.region raster=z\nr.slope.aspect elevation=z dx=dx dy=dy --quiet\n" +
      fmt::format(
          "r.sim.water elevation=z dx=dx dy=dy rain_value={} infil_value=0 man_value={} depth=h discharge=q "
          "nwalkers=400000 niterations=60 output_step=5 --quiet\n",
          rain * 3.6e6, n) +
      erosion_script(erodibility, transport, fmt::format("man_value={}", n), 60) + give("h") + give("q") +
      give("s");
  Profile p;
  there = run_in_grass(folder, script);
  if (!there) return p;
  const io::Raster h = given(folder, "h"), q = given(folder, "q"), s = given(folder, "s");
  const auto mean = [&](const io::Raster& map, int i) {  // over rows in the middle: walkers scatter
    constexpr int first = (plane_rows - shown_rows) / 2 + 1;
    double sum = 0.0;
    for (int j = first; j < first + shown_rows; ++j) sum += map.at(i + 1, j);
    return sum / shown_rows;
  };
  for (int i = 0; i < plane_cells; ++i) {
    p.x.push_back((i + 0.5) * plane_dx);
    p.depth.push_back(mean(h, i));
    p.discharge.push_back(mean(q, i) / plane_dx);
    p.load.push_back(mean(s, i));
  }
  return p;
}

/// The engine with a capacity that is the same concentration everywhere: that of GRASS in the plane's middle.
double capacity_concentration() { return transport * std::pow(shear(150.0), 1.5) / (rain * 150.0); }

Profile plane_by_engine() {
  SurfaceCase c(SurfaceCase::rectangle(plane_cells, 1, plane_dx),
                {settling_grain(1e-3, capacity_concentration())});
  c.terrain([](double x, double) { return 100.0 - slope * x; }).manning(n);
  one_soil(c, {.erodibility = erodibility});
  c.parameters.bed_feedback = false;
  c.east_outlet(slope);
  c.start();
  c.rain = rain;
  c.run_until(4.0 * 3600.0);
  Profile p;
  c.each([&](std::size_t k, int i, int) {
    const double q = c.state.depth[k] * c.state.velocity_x[k];
    p.x.push_back(c.grid.x_centre(i));
    p.depth.push_back(c.state.depth[k]);
    p.discharge.push_back(q);
    p.load.push_back(q * c.state.concentration[0][k]);
  });
  return p;
}

template <class F>
double error_of(const std::vector<double>& x, const std::vector<double>& values, F exact) {
  RelativeError error;
  for (std::size_t k = 0; k < x.size(); ++k) error.add(values[k], exact(x[k]));
  return error.value();
}

/// Sum of the differences over the sum of the second.
double between(const std::vector<double>& ours, const std::vector<double>& theirs) {
  RelativeError error;
  for (std::size_t k = 0; k < ours.size(); ++k) error.add(ours[k], theirs[k]);
  return error.value();
}

chart::LineChart plane_chart(const char* title, const char* axis, const Profile& grass, const Profile& engine,
                             const std::vector<double> Profile::*what) {
  chart::LineChart chart;
  chart.title = title;
  chart.x.title = "x [m]";
  chart.y.title = axis;
  chart.series.push_back({"engine", engine.x, engine.*what, chart::Mark::circles});
  chart.series.push_back({"GRASS", grass.x, grass.*what, chart::Mark::squares});
  return chart;
}

Report run_plane() {
  Report report;
  const ScratchFolder folder;
  bool there = false;
  const Profile grass = plane_by_grass(folder.path(), there);
  if (!there) {
    report.missing = not_there;
    return report;
  }
  const Profile engine = plane_by_engine();
  const auto discharge = [](double x) { return rain * x; };
  const auto its_load = [](double x) {
    return exact_load(x, [](double at) { return transport * std::pow(shear(at), 1.5); });
  };
  const auto our_load = [](double x) {
    return exact_load(x, [](double at) { return capacity_concentration() * rain * at; });
  };
  chart::LineChart depths = plane_chart("Depth", "h [m]", grass, engine, &Profile::depth);
  depths.series.insert(depths.series.begin(), exact_line(0.0, 300.0, 100, exact_depth));
  chart::LineChart loads = plane_chart("Load of sediment", "q_s [kg/(m s)]", grass, engine, &Profile::load);
  chart::Series its = exact_line(0.0, 300.0, 60, its_load);
  its.name = "closed equation of GRASS";
  its.mark = chart::Mark::dashes;
  chart::Series ours = exact_line(0.0, 300.0, 60, our_load);
  ours.name = "closed equation of the engine";
  loads.series.insert(loads.series.begin(), {ours, its});
  report.figures = {depths, loads};
  Table table{"Relative error of the whole plane", {"", "engine", "GRASS"}, {}};
  const auto row = [&](const char* what, double engine_error, double grass_error) {
    table.rows.push_back({what, chart::number_text(engine_error), chart::number_text(grass_error)});
  };
  const double depth_error = error_of(engine.x, engine.depth, exact_depth);
  const double load_error = error_of(engine.x, engine.load, our_load);
  row("depth", depth_error, error_of(grass.x, grass.depth, exact_depth));
  row("discharge", error_of(engine.x, engine.discharge, discharge),
      error_of(grass.x, grass.discharge, discharge));
  row("load, each against its own equation", load_error, error_of(grass.x, grass.load, its_load));
  report.tables.push_back(table);
  report.at_most("engine: depth against the closed form [relative]", depth_error, 0.006);
  report.at_most("engine: load of sediment against its closed equation [relative]", load_error, 0.01);
  report
      .at_most("depth of the engine against that of GRASS [relative]", between(engine.depth, grass.depth),
               0.01)
      .is(Against::peer);
  report
      .at_most("discharge of the engine against that of GRASS [relative]",
               between(engine.discharge, grass.discharge), 0.01)
      .is(Against::peer);
  report.notes = {
      "GRASS follows walkers of rain through the terrain (path sampling, Mitasova et al. 2004): its maps "
      "scatter with "
      "the number of walkers, here 400,000; means over the ten middle rows of thirty are shown, since some "
      "leave over the sides.",
      "r.sim.sediment has T = K_t τ^1.5; the engine here a capacity of the same concentration everywhere, "
      "equal to T/q "
      "in the middle of the plane. Nothing else differs between the two closed equations."};
  return report;
}

// The watershed: half of the V of Di Giammarco, both planes and the channel, under steady rain.
constexpr int v_side = 20, v_length = 25;
constexpr double v_dx = 20.0, v_rain = 10.8 / 3.6e6, channel_slope = 0.02, side_slope = 0.05, side_n = 0.015,
                 channel_n = 0.15;
/// So little is detached, and so much could be carried, that all that is detached leaves.
constexpr double v_erodibility = 1e-5, v_transport = 1e3;
/// diffusion_coeff of a second run of r.sim.water, 0.8 by default.
constexpr double less_diffusion = 0.2;

double v_ground(double x, double y) {
  const double centre = (v_side + 0.5) * v_dx;
  return 100.0 + channel_slope * y + side_slope * std::max(0.0, std::fabs(x - centre) - 0.5 * v_dx);
}
double v_roughness(double x) {
  return std::fabs(x - (v_side + 0.5) * v_dx) < 0.5 * v_dx ? channel_n : side_n;
}

Report run_watershed() {
  Report report;
  const ScratchFolder folder;
  const int nx = 2 * v_side + 1;
  write_map(folder.path() / "z.asc", nx, v_length, v_dx, v_ground);
  write_map(folder.path() / "man.asc", nx, v_length, v_dx, [](double x, double) { return v_roughness(x); });
  const bool there = run_in_grass(
      folder.path(),
      take("z") + take("man") + "g.region raster=z\nr.slope.aspect elevation=z dx=dx dy=dy --quiet\n" +
          fmt::format(
              "r.sim.water elevation=z dx=dx dy=dy rain_value={} infil_value=0 man=man depth=h discharge=q "
              "nwalkers=400000 niterations=120 output_step=5 --quiet\n",
              v_rain * 3.6e6) +
          fmt::format(
              "r.sim.water elevation=z dx=dx dy=dy rain_value={} infil_value=0 man=man depth=h2 discharge=q2 "
              "nwalkers=400000 niterations=120 output_step=5 diffusion_coeff={} --quiet\n",
              v_rain * 3.6e6, less_diffusion) +
          erosion_script(v_erodibility, v_transport, "man=man", 120) + across_rows("q", "qy") +
          across_rows("s", "sy") + give("h") + give("q") + give("q2") + give("qy") + give("sy") + give("dx") +
          give("dy"));
  if (!there) {
    report.missing = not_there;
    return report;
  }
  const io::Raster h = given(folder.path(), "h"), q = given(folder.path(), "q"),
                   q2 = given(folder.path(), "q2"), qy = given(folder.path(), "qy"),
                   sy = given(folder.path(), "sy"), gx = given(folder.path(), "dx"),
                   gy = given(folder.path(), "dy");
  SurfaceCase c(SurfaceCase::rectangle(nx, v_length, v_dx), {settling_grain(1e-6, 1e6)});
  c.terrain(v_ground).manning(side_n);
  one_soil(c, {.erodibility = v_erodibility});
  c.land.n_soil[0] = channel_n;  // all of the shear acts, as in GRASS
  c.parameters.bed_feedback = false;
  c.each([&](std::size_t k, int i, int) {
    const double roughness = v_roughness(c.grid.x_centre(i));
    c.land.friction[k] = constants::gravity * roughness * roughness;
  });
  for (int i = 0; i < nx; ++i) c.outlet_face({surface::Face::Axis::y, i, 0}, -1, channel_slope);
  c.start();
  c.rain = v_rain;
  c.run_until(3.0 * 3600.0);
  chart::LineChart chart;
  chart.title = "Discharge down the channel";
  chart.x.title = "metres from the head";
  chart.y.title = "Q [m³/s]";
  chart::Series ours{"engine", {}, {}, chart::Mark::circles}, theirs{"GRASS", {}, {}, chart::Mark::squares};
  RelativeError depth_error;
  Table depths{"Depth in the channel [m]", {"metres from the head", "engine", "GRASS"}, {}};
  for (int j = v_length - 1; j >= 0; --j) {
    const double way = (v_length - j - 0.5) * v_dx;
    const std::size_t k = c.grid.index(v_side, j);
    ours.x.push_back(way);
    ours.y.push_back(-c.state.depth[k] * c.state.velocity_y[k] * v_dx);
    theirs.x.push_back(way);
    theirs.y.push_back(q.at(v_side + 1, j + 1));
    depth_error.add(c.state.depth[k], h.at(v_side + 1, j + 1));
    if (j % 6 == 0)
      depths.rows.push_back({chart::number_text(way), chart::number_text(c.state.depth[k]),
                             chart::number_text(h.at(v_side + 1, j + 1))});
  }
  chart.series = {ours, theirs};
  report.figures.push_back(chart);
  const double area = c.grid.active_area();
  const double out = c.process->sections()[0].step_water / c.last_dt;
  const double load_out = c.process->sections()[0].step_classes[0] / c.last_dt;
  report.at_most("engine: outflow against rain on the area [relative]",
                 std::fabs(out / (v_rain * area) - 1.0), 1e-3);
  double grass_out = 0.0, grass_load = 0.0;
  for (int i = 0; i < nx; ++i) {
    const double flow = qy.at(i + 1, 1), load = sy.at(i + 1, 1);
    if (!std::isnan(flow)) grass_out += flow;
    if (!std::isnan(load)) grass_load += load * v_dx;
  }
  // What the depths of GRASS detach: K_r rho g h sin(theta) over all cells.
  double grass_detached = 0.0;
  for (int j = 0; j < v_length; ++j) {
    for (int i = 0; i < nx; ++i) {
      const double fall = std::hypot(gx.at(i + 1, j + 1), gy.at(i + 1, j + 1)), depth = h.at(i + 1, j + 1);
      const double shear =
          constants::water_density * constants::gravity * depth * fall / std::hypot(1.0, fall);
      if (!std::isnan(shear)) grass_detached += v_erodibility * shear * v_dx * v_dx;
    }
  }
  // GRASS's fluxes belong to the middle of the cells, half a cell above the edge.
  const double above = 1.0 - 0.5 / v_length;
  report.at_most("depth in the channel against GRASS [relative]", depth_error.value(), 0.05)
      .is(Against::peer);
  report.at_most("discharge down the channel against GRASS [relative]", between(ours.y, theirs.y), 0.05)
      .is(Against::peer);
  report
      .at_most("outflow through the middle of the last row against GRASS [relative]",
               std::fabs(out * above / grass_out - 1.0), 0.02)
      .is(Against::peer);
  report
      .at_most("load against what the depths of GRASS detach [relative]",
               std::fabs(load_out / grass_detached - 1.0), 0.05)
      .is(Against::peer);
  report
      .at_most("load through the middle of the last row against GRASS [relative]",
               std::fabs(load_out * above / grass_load - 1.0), 0.05,
               "r.sim.sediment brings less out than its own depths detach; why was not found")
      .is(Against::peer);
  report.tables = {depths,
                   {"At the lower edge",
                    {"", "rain on the area", "engine", "rain above the middle of the last row",
                     "GRASS, through the middle of the last row"},
                    {{"outflow [m³/s]", chart::number_text(v_rain * area), chart::number_text(out),
                      chart::number_text(v_rain * area * above), chart::number_text(grass_out)},
                     {"load [kg/s]", "", chart::number_text(load_out), "", chart::number_text(grass_load)}}}};
  report.notes = {
      fmt::format(
          "The depths of GRASS detach {} kg/s over the watershed, the engine's what leaves it; of the "
          "former r.sim.sediment brings {} kg/s through the last row. Why it keeps the rest was not "
          "found.",
          chart::number_text(grass_detached), chart::number_text(grass_load)),
      fmt::format("GRASS gives the size of a discharge, not where it goes: what passes the middle of the "
                  "last row is its "
                  "part down the channel, by the slopes of the terrain (the planes fall by {} % to the "
                  "channel and by {} % "
                  "along it). r.sim.water spreads water by a diffusion term (diffusion_coeff, 0.8 by "
                  "default): with {} "
                  "the last cell of the channel carries {} times as much.",
                  100.0 * side_slope, 100.0 * channel_slope, less_diffusion,
                  chart::number_text(q2.at(v_side + 1, 1) / q.at(v_side + 1, 1), 4)),
      "K_r = 1e-5 s/m without a threshold and without a limit of transport, so that all that is detached "
      "leaves."};
  return report;
}

}  // namespace

extern const Case grass_plane{
    "GR1",
    "Records",
    Against::closed_form,
    "A rain-fed and eroding plane beside GRASS r.sim.water and r.sim.sediment",
    R"(<p>Both programs have 100 mm/h on a plane of 300 m, 5 %, n = 0.05, cells of 10 m, and detachment by flow with a
transport capacity:</p>
<p class="eq">h = (n P x/√S)<sup>3/5</sup>, &nbsp; dq<sub>s</sub>/dx = K<sub>r</sub> τ (1 − q<sub>s</sub>/T), &nbsp; τ = ρ g h
sin θ.</p>
<p>K<sub>r</sub> = 0.001 s/m, K<sub>t</sub> = 0.01. The page is made where GRASS is installed.</p>)",
    run_plane};

extern const Case grass_watershed{
    "GR2",
    "Records",
    Against::closed_form,
    "A small V-shaped watershed beside GRASS r.sim.water and r.sim.sediment",
    R"(<p>Two planes of 400 m × 500 m (5 %, n = 0.015) and a channel of 20 m (2 %, n = 0.15), rain of 10.8 mm/h for ever: the
V of Di Giammarco et al. (1996) at half its size, cells of 20 m.</p>)",
    run_watershed};

}  // namespace qingliu::verification
