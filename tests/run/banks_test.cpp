// Banks of streams in a run: what they promise together with land and streams.
#include <catch2/catch.hpp>
#include <cmath>

#include "run_case.hpp"

using namespace qingliu::testing;

namespace {

/// A storm on the coarse synthetic catchment with deep streams of soft banks; `more` are sections.
Outcome run_with(const Scratch& scratch, const std::string& more, const std::string& arguments) {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, scratch.path() / file, fs::copy_options::overwrite_existing);
  write_text(scratch.path() / "s.toml",
             text_of(shipped("gongping/scenario.toml")) +
                 "\n[streams]\nbegin_km2 = 3\ndepth_m = 0.8\nerodible_depth_m = 0.5\n" + more);
  return program(scratch.path(),
                 "run s.toml --quiet --overwrite --set time.duration_h=14 --set "
                 "terrain.cell_size_m=480 --set output.every_min=120 " +
                     arguments);
}

constexpr const char* banks =
    "[[bank]]\ncritical_shear_pa = 1\ncohesion_kpa = 2\nfriction_deg = 22\ndrain_h = 2\n"
    "[[bank]]\nreach = \"R1\"\nside = \"right\"\npermissible_shear_pa = 5\nroot_cohesion_kpa = 3\n";

std::vector<std::vector<std::string>> rows_of(const std::string& csv) {
  std::vector<std::vector<std::string>> rows(1);
  std::string word;
  for (const char c : csv) {
    if (c != ',' && c != '\n') {
      word += c;
      continue;
    }
    rows.back().push_back(word);
    word.clear();
    if (c == '\n') rows.emplace_back();
  }
  rows.pop_back();
  return rows;
}

}  // namespace

TEST_CASE("a run whose banks give way closes its books and has one hash for any number of threads",
          "[run][banks]") {
  const Scratch scratch;
  std::string first;
  for (const char* threads : {"1", "3"}) {
    const Outcome run = run_with(scratch, banks, std::string("-o t") + threads + " --threads " + threads);
    CAPTURE(run.output);
    REQUIRE(run.status == 0);
    const auto results = scratch.path() / (std::string("t") + threads);
    if (first.empty()) first = hash_of(results);
    CHECK(hash_of(results) == first);
    for (const double error : relative_errors(results)) CHECK(std::fabs(error) <= 1e-12);
  }
  const auto rows = rows_of(text_of(scratch.path() / "t1/banks.csv"));
  REQUIRE(rows.size() > 3);
  const auto column = [&](const char* name) {
    return std::find(rows[0].begin(), rows[0].end(), name) - rows[0].begin();
  };
  double gave = 0.0, fallen = 0.0;
  int lost = 0;
  for (std::size_t r = 1; r < rows.size(); ++r) {
    gave += std::stod(rows[r][column("gave_kg")]);
    fallen = std::max(fallen, std::stod(rows[r][column("top_m")]));
    const bool protection = rows[r][0] == "R1" && rows[r][1] == "right";
    if (!protection) CHECK(rows[r][column("protection_failed_s")] == "");
    lost += rows[r][column("protection_failed_s")] != "";
  }
  CHECK(gave > 1e4);
  CHECK(fallen > 0.0);
  CHECK(lost > 0);
  const std::string summary = text_of(scratch.path() / "t1/summary.json");
  double booked = 0.0;
  for (std::size_t at = summary.find("\"banks_kg\""); at != std::string::npos;
       at = summary.find("\"banks_kg\"", at + 1))
    booked += std::stod(summary.substr(at + 12));
  CHECK(booked == Approx(gave).epsilon(1e-6));
}

TEST_CASE("a run whose banks give way goes on from a checkpoint bit for bit", "[run][banks]") {
  const Scratch scratch;
  REQUIRE(run_with(scratch, banks, "-o straight --max-steps 400").status == 4);
  REQUIRE(run_with(scratch, banks, "-o parts --max-steps 200").status == 4);
  REQUIRE(run_with(scratch, banks, "--restart parts/checkpoint/newest.qlc --max-steps 200").status == 4);
  CHECK(hash_of(scratch.path() / "parts") == hash_of(scratch.path() / "straight"));
  for (const char* file : {"gauges.csv", "budget.csv", "stream_series.csv", "banks.csv"})
    CHECK(text_of(scratch.path() / "parts" / file) == text_of(scratch.path() / "straight" / file));
}

TEST_CASE("faults of a bank are named with place and remedy", "[run][banks]") {
  const Scratch scratch;
  const auto refused = [&](const std::string& bank, const std::string& words) {
    const Outcome run = run_with(scratch, "[[bank]]\n" + bank, "-o out");
    CAPTURE(run.output);
    CHECK(run.status == 2);
    CHECK(run.output.find(words) != std::string::npos);
    CHECK(run.output.find("s.toml:") != std::string::npos);
    CHECK_FALSE(fs::exists(scratch.path() / "out"));
  };
  refused("reach = \"R9999\"\n", "[[bank]] there is no reach 'R9999'. The watershed has R1 to R");
  refused("from_m = 100\n", "[[bank]] from_m and to_m count along a reach. Name it");
  refused("reach = \"R1\"\nfrom_m = 900000\n", "holds no part of reach 'R1'");
  refused("fraction = [1]\n", "[[bank]] fraction has 1 shares, [grains] ");
  refused("cohesion_kpa = -1\n", "cohesion_kpa");
  refused("side = \"north\"\n", "side");
  const Outcome dry = run_with(scratch, "", "-o out --set bank.0.cohesion_kpa=2");
  CHECK(dry.status == 2);
}
