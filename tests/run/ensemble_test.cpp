// An ensemble from its file to its tables, and what happens when it is killed.
#include <fmt/format.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "io/csv_table.hpp"
#include "io/raster.hpp"
#include "io/result_folder.hpp"
#include "run_case.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

/// 24 members of a very small slope: 2 storms x 12 samples.
void write_ensemble(const fs::path& folder) {
  fs::copy(shipped("hillslope"), folder / "hillslope");
  write_text(folder / "many.toml", R"(schema = "qingliu-ensemble/1"
scenario = "hillslope/scenario.toml"
samples = 12
seed = 7
[[factor]]
name = "storm"
options = [ { name = "short", set = ["rain.0.duration_h=0.1"] }, { name = "long", set = ["rain.0.duration_h=0.15"] } ]
[[factor]]
name = "intensity"
key = "rain.0.rain_mm_per_h"
range = [40, 120]
[[factor]]
name = "hours"
options = [ { name = "few", set = ["time.duration_h=0.2", "terrain.cell_size_m=1", "output.every_min=6"] } ]
[[exceedance]]
field = "water_depth"
above = 0.001
)");
}

/// Time of the last change of every member's summary, by number; absent ones are left out.
std::map<int, fs::file_time_type> finished(const fs::path& folder) {
  std::map<int, fs::file_time_type> times;
  for (int n = 1; n <= 24; ++n) {
    const fs::path summary = folder / fmt::format("runs/{:04d}/summary.json", n);
    if (fs::exists(summary) && json_value(text_of(summary), "status") == "complete")
      times[n] = fs::last_write_time(summary);
  }
  return times;
}

}  // namespace

TEST_CASE("an ensemble of 24 on two cores survives kill -9 and computes nothing twice", "[run][ensemble]") {
  const Scratch scratch;
  write_ensemble(scratch.path());
  // Killed when five members are complete.
  const std::string summaries = "'" + (scratch.path() / "out/runs").string() + "'/*/summary.json";
  const Outcome killed = program(
      scratch.path(),
      "ensemble many.toml -o out --jobs 2 --threads 1 & pid=$!; until [ \"$(cat " + summaries +
          " 2>/dev/null | grep -c '\"status\": \"complete\"')\" -ge 5 ]; do kill -0 $pid || break; sleep "
          "0.1; done; kill -9 $pid; wait $pid");
  CAPTURE(killed.output);
  const auto before = finished(scratch.path() / "out");
  REQUIRE(before.size() >= 5);
  REQUIRE(before.size() < 24);
  const Outcome rest = program(scratch.path(), "ensemble many.toml -o out --jobs 2 --threads 1");
  CAPTURE(rest.output);
  REQUIRE(rest.status == 0);
  const auto after = finished(scratch.path() / "out");
  CHECK(after.size() == 24);
  for (const auto& [number, time] : before) CHECK(after.at(number) == time);
  // A member that was cut off ends as one that was not.
  const Outcome alone = program(scratch.path(), "run out/scenarios/0024.toml --quiet -o alone");
  REQUIRE(alone.status == 0);
  CHECK(hash_of(scratch.path() / "alone") == hash_of(scratch.path() / "out/runs/0024"));

  REQUIRE(program(scratch.path(), "ensemble collect out").status == 0);
  const io::CsvTable table = io::read_csv_table(scratch.path() / "out/indicators.csv");
  REQUIRE(table.rows.size() == 24);
  const int rain = table.column("rain [m3]"), storm = table.column("storm"), rate = table.column("intensity");
  REQUIRE(rain > 0);
  for (std::size_t row = 0; row < 24; ++row) {
    // 120 m x 40 m under rain of so many mm/h for 0.1 or 0.15 h.
    const double hours = table.rows[row][static_cast<std::size_t>(storm)] == "short" ? 0.1 : 0.15;
    CHECK(table.number(row, rain) == Approx(4800.0 * 1e-3 * table.number(row, rate) * hours));
  }
  const io::CsvTable shares = io::read_csv_table(scratch.path() / "out/sensitivities.csv");
  CHECK(shares.columns == std::vector<std::string>{"indicator", "storm", "intensity", "hours"});
  CHECK(std::isnan(shares.number(0, 3)));
  // The share of members in which the cell in the middle of the southern edge was ever under more than a
  // millimetre.
  const io::Raster map = io::read_raster(scratch.path() / "out/exceedance-water_depth_above_0.001.tif");
  int deep = 0;
  for (int n = 1; n <= 24; ++n) {
    const io::StoredResults run = io::open_results(scratch.path() / fmt::format("out/runs/{:04d}", n));
    bool passed = false;
    for (std::size_t step = 0; step < run.times.size(); ++step) {
      for (const io::StoredRaster& raster : io::rasters_at(run, step)) {
        if (raster.name == "water_depth" && raster.values[20] > 0.001F) passed = true;
      }
    }
    deep += passed ? 1 : 0;
  }
  CHECK((deep > 0 && deep < 24));
  CHECK(map.at(20, 0) == Approx(deep / 24.0));
  CHECK(fs::exists(scratch.path() / "out/ensemble.h5"));
  // The folder belongs to this ensemble.
  std::string changed = text_of(scratch.path() / "many.toml");
  changed.replace(changed.find("seed = 7"), 8, "seed = 8");
  write_text(scratch.path() / "other.toml", changed);
  const Outcome refused = program(scratch.path(), "ensemble other.toml -o out");
  CHECK(refused.status == 2);
  CHECK(refused.output.find("holds another ensemble") != std::string::npos);
}

TEST_CASE("one member by its number, as in a job array", "[run][ensemble]") {
  const Scratch scratch;
  write_ensemble(scratch.path());
  REQUIRE(program(scratch.path(), "ensemble many.toml -o out --prepare").status == 0);
  CHECK(program(scratch.path(), "ensemble out --index 3 --threads 1").status == 0);
  CHECK(finished(scratch.path() / "out").size() == 1);
  CHECK(finished(scratch.path() / "out").contains(3));
  const Outcome none = program(scratch.path(), "ensemble out --index 25");
  CHECK(none.status == 2);
  CHECK(none.output.find("members 1 to 24") != std::string::npos);
  // A member that cannot run is refused before anything is written.
  write_text(scratch.path() / "bad.toml", text_of(scratch.path() / "many.toml") +
                                              "[[factor]]\nkey = \"flow.courant\"\nvalues = [0.3, 7]\n");
  const Outcome bad = program(scratch.path(), "ensemble bad.toml -o bad");
  CHECK(bad.status == 2);
  CHECK(bad.output.find("courant") != std::string::npos);
  CHECK_FALSE(fs::exists(scratch.path() / "bad"));
}
