// The numbers of a report beside those of the tables, and those of the tables beside the HDF5 file.
#include <catch2/catch.hpp>

#include <hdf5.h>

#include <algorithm>
#include <cmath>

#include "io/csv_table.hpp"
#include "run_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

/// A column of a table in the master file.
std::vector<double> stored_column(const fs::path& master, const std::string& path) {
  const hid_t file = H5Fopen(master.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
  REQUIRE(file >= 0);
  const hid_t dataset = H5Dopen2(file, path.c_str(), H5P_DEFAULT);
  INFO(path);
  REQUIRE(dataset >= 0);
  const hid_t space = H5Dget_space(dataset);
  std::vector<double> values(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
  REQUIRE(H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0);
  H5Sclose(space);
  H5Dclose(dataset);
  H5Fclose(file);
  return values;
}

struct PrintedNumber {
  double value, half_digit;  ///< half a unit of its last digit
};

/// The number in the cell after the one that says `name`.
PrintedNumber printed(const std::string& page, const std::string& name) {
  const std::string before = "<td>" + name + "</td><td>";
  const std::size_t at = page.find(before);
  INFO(name);
  REQUIRE(at != std::string::npos);
  const std::size_t begin = at + before.size();
  std::string text = page.substr(begin, page.find('<', begin) - begin);
  std::erase(text, ',');
  const std::size_t point = text.find('.');
  const double decimals = point == std::string::npos ? 0.0 : static_cast<double>(text.size() - point - 1);
  return {std::stod(text), 0.5 * std::pow(10.0, -decimals) * 1.000001};
}

void check_printed(const std::string& page, const std::string& name, double value) {
  const PrintedNumber number = printed(page, name);
  INFO(name << ": " << number.value << " printed, " << value << " in the table");
  CHECK(std::fabs(number.value - value) <= number.half_digit);
}

}  // namespace

TEST_CASE("a report's numbers are those of the CSV tables, and these those of the HDF5 file",
          "[run][report]") {
  const Scratch scratch;
  fs::copy(shipped("hillslope"), scratch.path() / "case");
  const Outcome run =
      program(scratch.path(), "run case/scenario.toml -o out --quiet --set time.duration_h=0.5");
  INFO(run.output);
  REQUIRE(run.status == 0);
  const fs::path master = scratch / "out/results.vtkhdf";
  const io::CsvTable budget = io::read_csv_table(scratch / "out/budget.csv"),
                     gauges = io::read_csv_table(scratch / "out/gauges.csv");
  REQUIRE_FALSE(budget.empty());
  for (const auto& [table, name] : {std::pair{&budget, "budget"}, {&gauges, "gauges"}}) {
    for (int c = std::string(name) == "gauges" ? 1 : 0; c < static_cast<int>(table->columns.size()); ++c) {
      const std::string path = "/" + std::string(name) + "/" + table->columns[static_cast<std::size_t>(c)];
      const std::vector<double> stored = stored_column(master, path);
      INFO(path);
      REQUIRE(stored.size() == table->rows.size());
      for (std::size_t r = 0; r < stored.size(); ++r) {
        const double number = table->number(r, c);
        const bool same = number == stored[r] || (std::isnan(number) && std::isnan(stored[r]));
        if (!same) CHECK(number == Approx(stored[r]).epsilon(1e-12));
      }
    }
  }

  const Outcome made = program(scratch.path(), "report out", "env -u DISPLAY -u WAYLAND_DISPLAY");
  if (made.output.find("this build has no reports") != std::string::npos) {
    WARN("built without pictures: skipped");
    return;
  }
  INFO(made.output);
  REQUIRE(made.status == 0);
  const std::string page = text_of(scratch / "out/report.html");
  const std::size_t last = budget.rows.size() - 1;
  const auto of = [&](const std::string& column) { return budget.number(last, budget.column(column)); };
  check_printed(page, "Rain", of("rain_m3"));
  check_printed(page, "Infiltrated", of("infiltrated_m3"));
  check_printed(page, "Left through the outlet", of("outflow_m3"));
  check_printed(page, "Outflow over rain", 100.0 * of("outflow_m3") / of("rain_m3"));
  double eroded = 0.0, left = 0.0, peak = 0.0;
  for (const auto& [name, column] : budget.family("eroded_", "_kg")) {
    eroded += budget.number(last, column) / 1e3;
    left += of("outflow_" + name + "_kg") / 1e3;
    check_printed(page, name.substr(0, name.size() - 2) + " µm", budget.number(last, column) / 1e3);
  }
  for (std::size_t r = 0; r < gauges.rows.size(); ++r) {
    if (gauges.rows[r][0] == "outlet")
      peak = std::fmax(peak, gauges.number(r, gauges.column("discharge_m3_per_s")));
  }
  check_printed(page, "Eroded", eroded);
  check_printed(page, "Left with the water", left);
  check_printed(page, "Largest discharge at the outlet", peak);
}
