#include "run/rain_gauges.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>

#include "core/fast_math.hpp"
#include "io/coordinate_change.hpp"
#include "io/reference_system.hpp"
#include "io/series.hpp"
#include "run/rain_column.hpp"
#include "run/rain_rows.hpp"
#include "scenario/csv.hpp"

namespace qingliu::run {
namespace {

using scenario::CsvCell;

constexpr double lowest_ground = -500.0, highest_ground = 9000.0;  ///< [m]

/// The table of gauges, read column by column; what is wrong is gathered.
class GaugeTable {
 public:
  GaugeTable(const scenario::Path& file, scenario::Collector& collector)
      : collector_(collector), table_(scenario::read_csv(file, collector)), file_(file.string()) {}

  bool has(const char* name) const { return column(name) >= 0; }
  std::size_t rows() const { return table_ ? table_->rows.size() : 0; }
  const CsvCell& cell(std::size_t row, const char* name) const { return table_->rows[row][column(name)]; }
  double number(std::size_t row, const char* name) {
    const CsvCell& c = cell(row, name);
    double value = 0.0;
    const auto [end, error] = std::from_chars(c.text.data(), c.text.data() + c.text.size(), value);
    if (error != std::errc{} || end != c.text.data() + c.text.size() || !std::isfinite(value))
      collector_.error(c.place, fmt::format("{} = '{}' is not a number", name, c.text));
    return value;
  }
  void need(const char* name, const std::string& why) {
    if (table_ && !has(name))
      collector_.error({file_, 1, 0}, fmt::format("the table of gauges has no column {}{}", name, why));
  }

 private:
  int column(const char* name) const {
    if (!table_) return -1;
    const auto found = std::ranges::find(table_->header, name, &CsvCell::text);
    return found == table_->header.end() ? -1 : static_cast<int>(found - table_->header.begin());
  }
  scenario::Collector& collector_;
  std::optional<scenario::CsvTable> table_;
  std::string file_;
};

/// What to do with degrees that lie nowhere.
const char* remedy_of_degrees(double longitude, double latitude) {
  const double x = std::fabs(longitude), y = std::fabs(latitude);
  if (x > 360.0 || y > 360.0) return "Metres are written as x_m and y_m: rename the columns";
  if (x <= 90.0 && y > 90.0) return "Longitude and latitude are exchanged: exchange them in the table";
  return "Mend them: degrees and decimals, 112.345 and 26.789";
}

std::vector<RainGauge> gauge_table(const scenario::RainSection& rain, const std::string& crs_wkt) {
  scenario::Collector collector;
  GaugeTable table(rain.stations, collector);
  const bool degrees = !table.has("x_m") && table.has("lon_deg");
  const char* const x_name = degrees ? "lon_deg" : "x_m";
  const char* const y_name = degrees ? "lat_deg" : "y_m";
  table.need("name", "");
  table.need(x_name, ". Give x_m and y_m, or lon_deg and lat_deg");
  table.need(y_name, "");
  if (rain.elevation_factor > 0.0) table.need("z_m", ", which elevation_factor_per_km needs");
  collector.throw_if_errors();
  const io::CoordinateChange change(degrees ? io::crs_from_user("EPSG:4326") : "", degrees ? crs_wkt : "");
  std::vector<RainGauge> gauges;
  for (std::size_t row = 0; row < table.rows(); ++row) {
    RainGauge gauge{table.cell(row, "name").text, table.number(row, x_name), table.number(row, y_name),
                    table.has("z_m") && rain.elevation_factor > 0.0 ? table.number(row, "z_m") : 0.0};
    const Place place = table.cell(row, "name").place;
    if (!(gauge.z >= lowest_ground && gauge.z <= highest_ground))
      collector.error(table.cell(row, "z_m").place,
                      fmt::format("z_m = {} of the gauge '{}' is no height of ground, {:g} to {:g} m. Mend "
                                  "it, or leave elevation_factor_per_km out",
                                  gauge.z, gauge.name, lowest_ground, highest_ground));
    if (gauge.name.empty()) collector.error(place, "a gauge without a name. Give it one");
    if (std::ranges::count(gauges, gauge.name, &RainGauge::name) > 0)
      collector.error(place,
                      fmt::format("the gauge '{}' stands twice in the table. Keep one row", gauge.name));
    const double given_x = gauge.x, given_y = gauge.y;
    if (!change.apply(gauge.x, gauge.y))
      collector.error(place,
                      fmt::format("the gauge '{}', lon_deg = {:.10g} and lat_deg = {:.10g}, has no place in "
                                  "the run's coordinates. {}",
                                  gauge.name, given_x, given_y, remedy_of_degrees(given_x, given_y)));
    gauges.push_back(std::move(gauge));
  }
  if (gauges.empty()) collector.error({rain.stations.string(), 0, 0}, "the table of gauges has no row");
  collector.throw_if_errors();
  return gauges;
}

std::vector<RainRow> rows_of_gauge(const scenario::Scenario& s, const scenario::RainSection& rain,
                                   const std::string& name) {
  if (rain.station_column.empty())
    return read_rain_rows(s, rain, name, rain.select_column, rain.select_value);
  return read_rain_rows(s, rain, rain.intensity_column, rain.station_column, name);
}

/// Gauges of the rain's file that the table of gauges does not name.
void note_unnamed(const scenario::RainSection& rain, const std::vector<RainGauge>& gauges,
                  std::vector<std::string>& notes) {
  std::vector<std::string> left = rain.station_column.empty()
                                      ? io::read_csv_columns(rain.file)
                                      : io::read_csv_words(rain.file, rain.station_column);
  std::erase_if(left, [&](const std::string& word) {
    return word == rain.time_column || word == rain.select_column ||
           std::ranges::count(gauges, word, &RainGauge::name) > 0;
  });
  if (left.empty()) return;
  notes.push_back(fmt::format("rain: {} of {} {} no gauge of {}: left out", fmt::join(left, ", "),
                              rain.file.filename().string(), left.size() == 1 ? "is" : "are",
                              rain.stations.filename().string()));
}

}  // namespace

std::vector<RainShare> gauge_weights(const std::vector<RainGauge>& gauges, const GaugeSpread& spread,
                                     double x, double y, double z) {
  std::vector<double> distance(gauges.size());
  for (std::size_t g = 0; g < gauges.size(); ++g) {
    const double dx = x - gauges[g].x, dy = y - gauges[g].y;
    distance[g] = max_of(least_gauge_distance, std::sqrt(dx * dx + dy * dy));
  }
  std::vector<int> order(gauges.size());
  std::iota(order.begin(), order.end(), 0);
  std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return distance[a] < distance[b]; });
  order.resize(std::min<std::size_t>(order.size(), spread.inverse_distance ? spread.most_gauges : 1));
  std::vector<RainShare> shares;
  double sum = 0.0;
  for (const int g : order) {
    // Relative to the nearest, so that no power of a distance overflows.
    const double weight = pow_of(distance[order.front()] / distance[g], spread.power);
    shares.push_back({g, weight});
    sum += weight;
  }
  for (RainShare& share : shares) {
    share.weight = shares.size() == 1 ? 1.0 : share.weight / sum;
    if (spread.elevation_factor != 0.0)
      share.weight *= max_of(0.0, 1.0 + spread.elevation_factor * (z - gauges[share.series].z));
  }
  return shares;
}

GaugeRain read_gauges(const scenario::Scenario& s, const scenario::RainSection& rain,
                      const std::string& crs_wkt, LayerDesk desk) {
  GaugeRain read;
  desk.findings.collect(rain.place, [&] { read.gauges = gauge_table(rain, crs_wkt); });
  if (!rain.station_column.empty())
    desk.findings.collect(rain.place, [&] { desk.findings.doubt(column_doubt(rain)); });
  for (const RainGauge& gauge : read.gauges) {
    desk.findings.collect(rain.place, [&] {
      const std::string name = fmt::format("gauge '{}' in {}", gauge.name, rain.file.filename().string());
      const std::vector<RainRow> rows = rows_of_gauge(s, rain, gauge.name);
      if (read.series.empty()) desk.findings.doubt(note_clock(s, timed_file(rain), desk.notes));
      desk.findings.doubt(lost_depth(rain, rows, name));
      read.series.push_back(series_of_rows(s, rain, rows, name, desk.notes));
    });
  }
  if (read.series.size() == read.gauges.size() && !read.gauges.empty())
    note_unnamed(rain, read.gauges, desk.notes);
  note_file(rain.stations, desk.inputs);
  note_file(rain.file, desk.inputs);
  return read;
}

}  // namespace qingliu::run
