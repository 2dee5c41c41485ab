// Evaporation and recovery between bursts, through the rain of a run and through scenarios.
#include <cmath>

#include "layer_case.hpp"
#include "run/rain_forcing.hpp"

using namespace qingliu::testing;
using qingliu::run::CoverRain;
using qingliu::run::CoverStore;

namespace {

constexpr double mm = 1e-3;

CoverRain woods() {
  CoverRain cover;
  cover.canopy = qingliu::interception::make_canopy(0.8, 4.0, 1.5 * mm);
  return cover;
}

/// Two bursts of 3 minutes with a day between them.
std::string two_bursts(const std::string& more) {
  std::string changed = with("duration_h = 0.1\n[terrain]", "duration_h = 24.2\n[terrain]");
  changed = changed.substr(0, changed.find("[[rain]]"));
  for (const char* begin : {"0", "24"})
    changed +=
        std::string("[[rain]]\nkind = \"uniform\"\nrain_mm_per_h = 400\nduration_h = 0.05\nbegin_h = ") +
        begin + "\n";
  return changed + more;
}

fs::path run_ok(const Scratch& s, const std::string& text, const std::string& folder) {
  write_text(s.path() / "s.toml", text);
  const Outcome run = program(s.path(), "run s.toml --quiet -o " + folder);
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  for (const double error : relative_errors(s.path() / folder)) CHECK(std::fabs(error) < 1e-12);
  return s.path() / folder;
}

double water_mm(const fs::path& results, const std::string& key) {
  return 1e3 * std::stod(json_value(text_of(results / "summary.json"), key)) / 4800.0;
}

void write_wooded(const Scratch& s) {
  write_good(s);
  write_raster(s, "dem", 500000, 2500000, [](int row, int column) {  // a hollow 2 m deep
    return row == 2 && column == 3 ? 48.0 : 60.0 - 5.0 * row;
  });
  write_text(s.path() / "landuse.csv",
             "id,name,manning_n,cover,leaf_area_index,litter_mm\n1,woods,0.1,0.8,4,1.5\n");
}

}  // namespace

TEST_CASE("stores that do not dry hold what the curves of interception say", "[run][rain]") {
  CoverStore store;
  const CoverRain cover = woods();
  for (const double step : {0.1, 0.7, 2.0, 7.0, 30.0}) store.wet(cover, step * mm);
  const double rain = (0.1 + 0.7 + 2.0 + 7.0 + 30.0) * mm;
  CHECK(store.net.value() ==
        Approx(qingliu::interception::cumulative_net_rain(cover.canopy, rain)).epsilon(1e-12));
}

TEST_CASE("what has dried is held again by the next burst", "[run][rain]") {
  const CoverRain cover = woods();
  const double storage = cover.canopy.storage;
  for (const int steps : {1, 50}) {
    CoverStore store;
    store.wet(cover, 2000 * mm);  // all full
    CHECK(store.litter == Approx(1.5 * mm));
    const double e = 0.5 * storage;
    for (int k = 0; k < steps; ++k) store.dry(cover, e / steps);
    CHECK(qingliu::interception::canopy_store(cover.canopy, store.canopy_rain) ==
          Approx(storage - e).epsilon(1e-9));
    CHECK(store.litter == Approx(1.5 * mm - 0.2 * e).epsilon(1e-9));  // the canopy took 0.8 of it
    const double before = store.net.value();
    store.wet(cover, 2000 * mm);
    CHECK(2000 * mm - (store.net.value() - before) == Approx(0.8 * e + 0.2 * e).epsilon(1e-6));
    for (int k = 0; k < 100; ++k) store.dry(cover, 1 * mm);
    CHECK(store.litter == 0.0);
    CHECK(store.canopy_rain == 0.0);
  }
}

TEST_CASE("a day between two bursts: more is held, more infiltrates, ponds evaporate, books close",
          "[run][rain]") {
  const Scratch s;
  write_wooded(s);
  const fs::path without = run_ok(s, two_bursts(""), "without");
  const fs::path dried = run_ok(s, two_bursts("[evaporation]\nrate_mm_per_d = 5\n"), "dried");
  CHECK(water_mm(without, "evaporated_m3") == 0.0);
  CHECK(water_mm(dried, "evaporated_m3") > 0.0);
  CHECK(water_mm(dried, "intercepted_m3") > water_mm(without, "intercepted_m3") + 1.0);
  const fs::path both =
      run_ok(s, two_bursts("[infiltration]\nrecovery_h = 24\n[evaporation]\nrate_mm_per_d = 5\n"), "both");
  CHECK(water_mm(both, "infiltrated_m3") > water_mm(dried, "infiltrated_m3"));
  // The same bits from a checkpoint within the second burst, on other threads.
  const Outcome first = program(s.path(), "run s.toml --quiet -o cut --threads 2 --max-steps 900");
  CAPTURE(first.output);
  REQUIRE(first.status == 4);
  const Outcome second = program(s.path(), "run s.toml --restart cut/checkpoint/newest.qlc --quiet");
  CAPTURE(second.output);
  REQUIRE(second.status == 0);
  CHECK(hash_of(s.path() / "cut") == hash_of(both));
  CHECK(water_mm(s.path() / "cut", "intercepted_m3") == water_mm(both, "intercepted_m3"));
}

TEST_CASE("a front recovers by Green-Ampt alone", "[run][errors]") {
  const Scratch s;
  write_wooded(s);
  write_text(s.path() / "s.toml", two_bursts("[infiltration]\nkind = \"smith-parlange\"\nrecovery_h = 24\n"));
  check_refused(s, {"[infiltration] recovery_h belongs to kind = \"green-ampt\", not to \"smith-parlange\""});
}
