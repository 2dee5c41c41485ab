#include "bench/cases.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <functional>

#include "bench/bench_terrain.hpp"
#include "core/error.hpp"
#include "io/raster.hpp"
#include "io/result_writer.hpp"
#include "scenario/data_path.hpp"

namespace qingliu::bench {

namespace fs = std::filesystem;

namespace {

constexpr const char* tujunga = "big-tujunga";
constexpr const char* tujunga_dem = "${QINGLIU_DATA_DIR}/bigtujunga/srtm_bigtujunga30m_utm11.tif";

bool is_mountain(const Case& c) { return c.name[0] == 'F' || c.name[0] == 'R'; }
bool is_v(const Case& c) { return c.name[0] == 'V'; }

int size_of(const std::string& name) {
  int size = 0;
  const char* end = name.data() + name.size();
  const auto [rest, error] = std::from_chars(name.data() + 1, end, size);
  return error == std::errc{} && rest == end ? size : 0;
}

[[noreturn]] void unknown(const std::string& name) {
  throw InputError(
      fmt::format("there is no benchmark case '{}'. There are V10 (V<cell size>), F128, F512, F1024 "
                  "(F<cells>, 16-8192), R<cells> and {}",
                  name, tujunga));
}

void publish_once(const fs::path& file, const std::function<std::string()>& text) {
  if (!fs::exists(file)) io::publish_text(file, text());
}

std::string class_grid(const Heights& v) {
  Heights classes = v;
  for (std::size_t k = 0; k < v.values.size(); ++k)
    classes.values[k] = is_channel(v, static_cast<int>(k) % v.nx) ? 2 : 1;
  return ascii_grid(classes);
}

std::string roughness_grid(const Heights& v) {
  Heights n = v;
  for (std::size_t k = 0; k < v.values.size(); ++k)
    n.values[k] = is_channel(v, static_cast<int>(k) % v.nx) ? 0.15 : 0.015;
  return ascii_grid(n);
}

constexpr const char* landuse_table = "id,name,manning_n\n1,plane,0.015\n2,channel,0.15\n3,mountain,0.05\n";
/// The soil of the yardstick: K = 1e-6 m/s, suction 20 mm, deficit 0.1, draining freely.
constexpr const char* soil_table =
    "id,name,horizon,bottom_m,ksat_mm_per_h,suction_mm,porosity,moisture,clay_percent,silt_percent,"
    "sand_percent,impervious_base\n1,bench,1,10,3.6,20,0.5,0.4,30,30,40,0\n";

std::string terrain_toml(const Case& c) {
  if (c.name == tujunga) {
    return fmt::format(
        "[terrain]\ndem = \"{}\"\nmask = \"watershed\"\npits = \"breach\"\noutlet = {{ point = [376328.655, "
        "3792992.828], snap_m = 600.0, slope = 0.01 }}\n",
        tujunga_dem);
  }
  const int size = size_of(c.name);
  const double cell = is_v(c) ? size : 10.0;
  const double first = is_v(c) ? 800.0 + 0.5 * cell : (size / 2 - 1.5) * cell;
  const double last = is_v(c) ? 820.0 - 0.5 * cell : (size / 2 + 2.5) * cell;
  return fmt::format("[terrain]\ndem = \"{}.asc\"\noutlet = {{ line = [[{}, {}], [{}, {}]], slope = {} }}\n",
                     c.name, first, 0.5 * cell, last, 0.5 * cell, is_v(c) ? 0.02 : 0.01);
}

std::string landuse_toml(const Case& c) {
  const std::string classes =
      is_v(c) ? fmt::format("raster = \"{}_landuse.asc\"", c.name) : std::string("uniform = 3");
  return fmt::format("[landuse]\ntable = \"landuse.csv\"\n{}\n", classes);
}

double courant_of(const std::string& scheme) {
  return scheme == "lean" ? 0.3 : scheme == "inertial" ? 0.7 : 0.45;
}

std::string parts_toml(Parts parts) {
  if (parts == Parts::flow) return "[infiltration]\nkind = \"none\"\n";
  std::string text = "[soil]\ntable = \"soil.csv\"\nuniform = 1\n[infiltration]\nkind = \"green-ampt\"\n";
  if (parts == Parts::sediment)
    text += "[grains]\ndiameter_um = [2, 20, 100]\n[sediment]\nclosure = \"hairsine-rose\"\n";
  return text;
}

}  // namespace

const char* word(Parts parts) {
  switch (parts) {
    case Parts::flow:
      return "flow";
    case Parts::infiltration:
      return "infiltration";
    case Parts::sediment:
      return "sediment";
  }
  return "";
}

Case case_named(const std::string& name, bool plateau) {
  constexpr double hour = 3600.0;
  if (name == tujunga) return {name};
  const int size = name.size() > 1 ? size_of(name) : 0;
  if (name[0] == 'V' && (size == 5 || size == 10)) return {name, 1.5 * hour, 4.86};
  const bool mountain = name[0] == 'F' || name[0] == 'R';
  if (!mountain || size < 16 || size > 8192) unknown(name);
  Case c{name};
  if (name[0] == 'R') {
    c.stages = 2;
    c.duration = 60.0;
  }
  if (!plateau) return c;
  constexpr double rain = 0.060 / hour;  // [m s-1]
  c.duration = 2.0 * hour;
  c.plateau = rain * 100.0 * size * size;
  return c;
}

fs::path terrain_file(const Case& c, const fs::path& folder) { return folder / (c.name + ".asc"); }

bool prepare(const Case& c, const fs::path& folder) {
  fs::create_directories(folder);
  io::publish_text(folder / "landuse.csv", landuse_table);
  io::publish_text(folder / "soil.csv", soil_table);
  if (c.name == tujunga) return !scenario::find_data_path(tujunga_dem, folder).path.empty();
  const std::string crs = io::crs_from_epsg(4547);
  publish_once(folder / (c.name + ".prj"), [&] { return crs; });
  if (is_mountain(c)) {
    publish_once(terrain_file(c, folder),
                 [&] { return ascii_grid(fluvial_mountain(size_of(c.name), 7, c.stages)); });
    return true;
  }
  const Heights v = v_catchment(size_of(c.name));
  publish_once(terrain_file(c, folder), [&] { return ascii_grid(v); });
  publish_once(folder / (c.name + "_n.asc"), [&] { return roughness_grid(v); });
  publish_once(folder / (c.name + "_landuse.asc"), [&] { return class_grid(v); });
  publish_once(folder / (c.name + "_landuse.prj"), [&] { return crs; });
  return true;
}

fs::path write_scenario(const Work& work, const fs::path& folder) {
  const Case& c = work.subject;
  const fs::path file = folder / fmt::format("{}-{}-{}.toml", c.name, work.scheme, word(work.parts));
  const double hours = c.duration / 3600.0;
  std::string text = fmt::format(
      "schema = \"qingliu-scenario/1\"\n[scenario]\ntitle = \"Benchmark {}, {}, {}\"\nsynthetic = {}\n"
      "[time]\nduration_h = {}\n",
      c.name, work.scheme, word(work.parts), c.name != tujunga, hours);
  text += terrain_toml(c) + landuse_toml(c) + parts_toml(work.parts);
  text += fmt::format("[[rain]]\nkind = \"uniform\"\nrain_mm_per_h = {}\nduration_h = {}\n",
                      is_v(c) ? 10.8 : 60.0, is_v(c) ? 1.5 : 2.0);
  text += fmt::format(
      "[flow]\nscheme = \"{}\"\ncourant = {}\nsteep_slope_correction = false\n"
      "[output]\nevery_min = {}\ngauges_every_min = {}\nfields = [\"water_depth\"]\n",
      work.scheme, courant_of(work.scheme), std::max(15.0, hours * 60.0),
      hours < 1.0 ? 5.0 : 0.5);  // every time at which a gauge speaks ends a step
  io::publish_text(file, text);
  return file;
}

}  // namespace qingliu::bench
