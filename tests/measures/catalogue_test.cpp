#include <catch2/catch.hpp>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>

#include "measures/measure.hpp"

using namespace qingliu;
using namespace qingliu::measures;

namespace {

scenario::Scenario with_measure(const std::string& type, const std::string& start = "2026-06-01T00:00:00") {
  scenario::Scenario s;
  s.time.start = start;
  scenario::MeasureSection m;
  m.id = "M1";
  m.type = type;
  m.built = "2024-03-01T00:00:00";
  s.measures.push_back(m);
  return s;
}

/// Bare crusted ground with a few shrubs: every lever has room to move.
Landuse bare_ground() {
  Landuse l;
  l.manning_n = l.manning_n_deep = 0.03;
  l.cover = 0.1;
  l.leaf_area_index = 0.5;
  l.canopy_height = 0.2;
  l.litter_cover = 0.05;
  l.erodibility_factor = 2.0;
  l.conductivity_factor = 0.1;
  return l;
}

}  // namespace

TEST_CASE("the catalogue has the 45 types, each with both names, geometry, cost and levers", "[measures]") {
  CHECK(shipped_catalogue().size() == 45);
  for (const MeasureType& t : shipped_catalogue()) {
    CAPTURE(t.name);
    CHECK(!t.chinese.empty());
    CHECK(!t.english.empty());
    CHECK(!t.geometry.empty());
    CHECK(!t.acts.empty());
    CHECK(t.cost.size() == 3);
  }
}

TEST_CASE("every type moves each lever that it claims, or is refused with what it needs", "[measures]") {
  const std::set<std::string> not_yet;  // it may only shrink
  std::set<std::string> refused;
  for (const MeasureType& t : shipped_catalogue()) {
    CAPTURE(t.name);
    scenario::Scenario s = with_measure(t.name);
    if (t.at_reach) s.measures.front().reach = "R1";
    if (t.at_village) s.measures.front().village = "*";
    if (t.at_gully) s.measures.front().gully = "east";
    if (!t.builds.empty()) s.measures.front().chainage = {100.0};
    if (t.at_dam && !t.at_reach) s.measures.front().dam = "pool";
    for (const char* given : {"spill_w_m", "seepage_l_s", "n"}) {
      if (t.parameter(given) && t.parameter(given)->given_only)
        s.measures.front().parameters.push_back({given, 0.03, {}});
    }
    const Reviewed reviewed = review(s, shipped_catalogue());
    if (t.effects.empty()) {
      refused.insert(t.name);
      REQUIRE(reviewed.errors.size() == 1);
      CHECK(reviewed.errors.front().message.find("not computed yet: it needs " + t.needs) !=
            std::string::npos);
      for (const std::string& lever : t.acts)
        CHECK(reviewed.errors.front().message.find(lever) != std::string::npos);
      continue;
    }
    REQUIRE(reviewed.errors.empty());
    const Landuse before = bare_ground();
    const Landuse after = treated(before, reviewed.measures.front());
    for (const Effect& e : t.effects) {
      CAPTURE(e.lever->name);
      if (!e.river.empty()) {
        const Measure& m = reviewed.measures.front();
        if (t.parameter(e.river)->is_number) CHECK(in_river(m, e.lever->name, 0.123) != 0.123);
        if (t.parameter(e.river)->is_number) CHECK(in_river(m, e.lever->name, 0.123) >= 0.0);
        if (!t.parameter(e.river)->is_number) CHECK(m.words.contains(e.river));
        continue;
      }
      if (!e.filter.empty()) {
        CHECK(growth(reviewed.measures.front()) * reviewed.measures.front().number(e.filter, 0.0) > 0.1);
        continue;
      }
      if (e.lever->through == Through::land_use || e.strip) {
        CHECK(growth(reviewed.measures.front()) > 0.1);
        if (!e.strip) CHECK(after.manning_n != before.manning_n);
        continue;
      }
      if (e.law) {
        const StoreShape shape = store_of(reviewed.measures.front(), 0.268);
        CHECK(shape.capacity > 0.005);
        CHECK(shape.catch_length < 20.0);
        continue;
      }
      CHECK(after.*e.lever->target != before.*e.lever->target);
    }
    for (const std::string& lever : t.unmoved()) {
      REQUIRE(!reviewed.warnings.empty());
      CHECK(reviewed.warnings.back().message.find(lever) != std::string::npos);
    }
  }
  CHECK(refused == not_yet);
}

TEST_CASE("what is built across a stream says where it stands", "[measures]") {
  const auto message = [](const std::string& type, std::vector<double> chainage) {
    scenario::Scenario s = with_measure(type);
    s.measures.front().reach = "R1";
    s.measures.front().chainage = std::move(chainage);
    std::string all;
    for (const Finding& f : review(s, shipped_catalogue()).errors) all += f.message;
    return all;
  };
  CHECK(message("check_dam", {340.0}).empty());
  CHECK(message("check_dam", {100.0, 340.0}).empty());
  CHECK(message("check_dam", {})
            .find("say where on the reach check_dam stands: chainage_m = [340], or for a "
                  "series [from, to]") != std::string::npos);
  CHECK(message("check_dam", {340.0, 100.0}).find("say where") != std::string::npos);
  CHECK(message("predam", {100.0, 340.0}).find("chainage_m = [340]") != std::string::npos);
}

TEST_CASE("an orchard erodes easier than nothing for two years and less after", "[measures]") {
  const auto erodibility = [](const std::string& start) {
    const scenario::Scenario s = with_measure("orchard_develop", start);
    Landuse l;
    const Landuse orchard = treated(l, review(s, shipped_catalogue()).measures.front());
    CHECK(orchard.splash_factor == Approx(orchard.erodibility_factor).epsilon(1e-15));  // K of drops and flow
    return orchard.erodibility_factor;
  };
  CHECK(erodibility("2024-06-01T00:00:00") == 1.10);
  CHECK(erodibility("2025-06-01T00:00:00") == 1.06);
  CHECK(erodibility("2026-06-01T00:00:00") == 0.70);
  CHECK(erodibility("2040-06-01T00:00:00") == 0.76);
}

TEST_CASE("a felled wood is bare for eleven months, grows, and is felled again after six years",
          "[measures]") {
  const auto cover = [](const std::string& start) {
    const scenario::Scenario s = with_measure("eucalyptus_rotation", start);
    Landuse l;
    l.cover = 0.9;
    return treated(l, review(s, shipped_catalogue()).measures.front()).cover;
  };
  CHECK(cover("2024-03-02T00:00:00") == 0.25);
  CHECK(cover("2025-01-25T00:00:00") == 0.25);
  CHECK(cover("2026-01-29T00:00:00") == Approx(0.85 - 0.60 * std::exp(-1.0)).margin(0.005));
  CHECK(cover("2030-02-25T00:00:00") == Approx(0.85).margin(0.005));
  CHECK(cover("2030-04-01T00:00:00") == 0.25);
}

TEST_CASE("a paved share takes in no water and gives no soil", "[measures]") {
  const scenario::Scenario s = with_measure("road_paved");
  Landuse before = bare_ground();
  before.soil_share = 0.8;
  const Landuse paved = treated(before, review(s, shipped_catalogue()).measures.front());
  CHECK(paved.soil_share == 0.0);
  CHECK(paved.erodibility_factor == 0.0);
  CHECK(paved.manning_n == 0.015);
  const Landuse half = mixed(before, paved, 0.5);
  CHECK(half.soil_share == Approx(0.4));
  CHECK(half.erodibility_factor == Approx(1.0));
}

TEST_CASE("parameters that are words are checked against their choices", "[measures]") {
  scenario::Scenario s = with_measure("land_convert");
  s.measures.front().words = {{"to", "grass", {}}, {"onto", "x", {}}};
  scenario::MeasureSection green = with_measure("bank_green").measures.front();
  green.id = "M2";
  green.words = {{"cover", "much", {}}};
  s.measures.push_back(green);
  const Reviewed reviewed = review(s, shipped_catalogue());
  REQUIRE(reviewed.errors.size() == 2);
  CHECK(reviewed.errors[0].message.find("land_convert has no parameter 'onto'") != std::string::npos);
  CHECK(reviewed.errors[1].message.find("cover = 'much' is no number") != std::string::npos);
  CHECK(becomes_landuse(reviewed.measures.front()) == "grass");
}

TEST_CASE("a measure is there from the day it is built until it is retired", "[measures]") {
  const auto stands = [](const std::string& start) {
    scenario::Scenario s = with_measure("closure", start);
    s.measures.front().retired = "2030-01-01T00:00:00";
    return review(s, shipped_catalogue()).measures.front().stands;
  };
  CHECK_FALSE(stands("2024-02-29T23:59:59"));
  CHECK(stands("2024-03-01T00:00:00"));
  CHECK(stands("2029-12-31T23:59:59"));
  CHECK_FALSE(stands("2030-01-01T00:00:00"));
}

TEST_CASE("all slips of a measure are found at once, with the nearest right word", "[measures]") {
  scenario::Scenario s = with_measure("closre");
  scenario::MeasureSection second = with_measure("closure").measures.front();
  second.retired = "2020-01-01T00:00:00";
  second.parameters = {{"grond", 0.5, {}}, {"ground", 1.5, {}}};
  s.measures.push_back(second);
  std::string all;
  for (const Finding& f : review(s, shipped_catalogue()).errors) all += f.message + "\n";
  CHECK(all.find("Did you mean 'closure'?") != std::string::npos);
  CHECK(all.find("'M1' is there twice") != std::string::npos);
  CHECK(all.find("not after built") != std::string::npos);
  CHECK(all.find("Did you mean 'ground'?") != std::string::npos);
  CHECK(all.find("ground = 1.5 is impossible") != std::string::npos);
}

TEST_CASE("half a cell treated is half of the way, canopy weighed by its area", "[measures]") {
  Landuse a = bare_ground(), b = a;
  b.manning_n = 0.25;
  b.cover = 0.5;
  b.leaf_area_index = 3.0;
  const Landuse half = mixed(a, b, 0.5);
  CHECK(half.manning_n == Approx(0.14));
  CHECK(half.cover == Approx(0.3));
  CHECK(half.cover * half.leaf_area_index == Approx(0.5 * (0.1 * 0.5 + 0.5 * 3.0)));
  CHECK(mixed(a, b, 1.0).manning_n == 0.25);
}

TEST_CASE("types of a user's own stand beside the program's, under names of their own", "[measures]") {
  const auto file = std::filesystem::temp_directory_path() / "qingliu-own-types.toml";
  const auto write = [&](const std::string& text) { std::ofstream(file) << text; };
  const std::string fern =
      "[fern_cover]\nzh = \"芒萁\"\nen = \"fern\"\ngeom = \"polygon\"\nacts = [\"ground_cover\"]\n"
      "p = {ground = {d = 0.9, r = [0, 1]}}\neffect = {ground_cover = {reach = \"ground\"}}\n"
      "age = {model = \"growth\", tau_a = 2}\n";
  write(fern);
  const std::vector<MeasureType> all = with_own_types(file);
  CHECK(all.size() == shipped_catalogue().size() + 1);
  scenario::Scenario s = with_measure("fern_cover");
  const Reviewed reviewed = review(s, all);
  REQUIRE(reviewed.errors.empty());
  const double years = reviewed.measures.front().age;
  CHECK(treated(bare_ground(), reviewed.measures.front()).litter_cover ==
        Approx(0.05 + (0.9 - 0.05) * (1.0 - std::exp(-years / 2.0))));
  write(fern + "[closure]\nacts = [\"n\"]\nneeds = \"x\"\n[mulch]\nacts = [\"n\"]\nneeds = \"x\"\n");
  try {
    with_own_types(file);
    FAIL("names that are taken");
  } catch (const InputError& error) {
    REQUIRE(error.findings().size() == 2);
    CHECK(error.findings()[0].message.find("[closure] is a type of the program. Give yours another name") !=
          std::string::npos);
    CHECK(error.findings()[0].place.line == 9);
    CHECK(error.findings()[1].place.file == file.string());
  }
  std::filesystem::remove(file);
  CHECK_THROWS_AS(with_own_types(file), InputError);
}

TEST_CASE("a catalogue that names unknown levers or parameters is refused", "[measures]") {
  CHECK_THROWS_AS(read_catalogue("[x]\nneeds = \"z\"\nacts = [\"magic\"]\n", "own.toml"), InputError);
  CHECK_THROWS_AS(
      read_catalogue("[x]\nneeds = \"z\"\nacts = [\"n\"]\neffect = {n = {reach = \"stem\"}}\n", "own.toml"),
      InputError);
  CHECK_THROWS_AS(
      read_catalogue("[x]\nneeds = \"z\"\nacts = [\"trap\"]\neffect = {trap = {times_by_year = [1]}}\n",
                     "own.toml"),
      InputError);
  CHECK_THROWS_AS(
      read_catalogue("[x]\nneeds = \"z\"\nacts = [\"dep_store\"]\neffect = {dep_store = {law = \"pond\"}}\n",
                     "own.toml"),
      InputError);
  CHECK_THROWS_AS(  // the law's parameters are not there
      read_catalogue("[x]\nneeds = \"z\"\nacts = [\"dep_store\"]\neffect = {dep_store = {law = \"pits\"}}\n",
                     "own.toml"),
      InputError);
}
