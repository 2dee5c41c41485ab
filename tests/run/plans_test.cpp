// The plans of scenarios/gongping beside their baseline: what a county engineer compares.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>

#include "measure_case.hpp"

using namespace qingliu::testing;

namespace {

/// 100 mm in an hour and five hours to run off: the plans in little.
const char* const storm =
    " --set time.duration_h=6 --set rain.0.duration_h=1 --set rain.0.depth_mm=100 --set output.every_min=180";

fs::path run_plan(const Scratch& s, const std::string& name) {
  const Outcome run = program(
      s.path(), "run '" + shipped("gongping/" + name + ".toml").string() + "' --quiet -o " + name + storm);
  CAPTURE(run.output);
  REQUIRE(run.status == 0);
  return s.path() / name;
}

/// Sum of a column of a CSV [-].
double sum_of_column(const fs::path& file, const std::string& column) {
  std::stringstream lines(text_of(file));
  std::string line;
  std::getline(lines, line);
  const auto fields = [](const std::string& text) {
    std::vector<std::string> parts;
    std::stringstream stream(text);
    for (std::string part; std::getline(stream, part, ',');) parts.push_back(part);
    return parts;
  };
  const std::vector<std::string> names = fields(line);
  const auto at = static_cast<std::size_t>(std::find(names.begin(), names.end(), column) - names.begin());
  REQUIRE(at < names.size());
  double sum = 0.0;
  while (std::getline(lines, line)) sum += std::strtod(fields(line).at(at).c_str(), nullptr);
  return sum;
}

}  // namespace

TEST_CASE("the plans of Gongping pass check, say that they are synthetic, and cost about the same",
          "[run][plans]") {
  const Scratch s;
  for (const char* name : {"plans-baseline", "plan-slopes", "plan-gullies", "plan-both", "plan-river"}) {
    const Outcome check = program(
        s.path(), "check '" + shipped("gongping/" + std::string(name) + ".toml").string() + "' --no-trial");
    CAPTURE(name, check.output);
    CHECK(check.status == 0);
    CHECK(check.output.find("Gongping (synthetic)") != std::string::npos);
    CHECK(check.output.find("outside the slopes of its type") == std::string::npos);
  }
}

TEST_CASE("the plans of Gongping keep sediment back for about the same money", "[run][plans]") {
  const Scratch s;
  const double base = soil_lost(run_plan(s, "plans-baseline"));
  std::vector<double> costs;
  for (const char* name : {"plan-slopes", "plan-gullies", "plan-both"}) {
    CAPTURE(name);
    const fs::path results = run_plan(s, name);
    for (const double error : relative_errors(results)) CHECK(std::abs(error) <= 1e-12);
    CHECK(soil_lost(results) < base);
    costs.push_back(sum_of_column(results / "measure_costs.csv", "cost_middle_cny"));
  }
  const auto [least, most] = std::minmax_element(costs.begin(), costs.end());
  CHECK(*most < 1.05 * *least);
  const Outcome compare =
      program(s.path(), "compare plans-baseline plan-slopes plan-gullies plan-both -o compared");
  CAPTURE(compare.output);
  CHECK(compare.status == 0);
  CHECK(compare.output.find("sediment that leaves") != std::string::npos);
}

TEST_CASE("a plan goes without a structure of the one it inherits, and pays for what it builds",
          "[run][plans]") {
  const Scratch s;
  write_text(s.path() / "less.toml",
             "schema = \"qingliu-scenario/1\"\ninherits = \"" + shipped("gongping/plan-both.toml").string() +
                 "\"\n[scenario]\ntitle = \"less\"\n[[structure]]\nname = \"L01\"\nactive = false\n"
                 "[[structure]]\nname = \"L02\"\ncost_cny = [1000]\n");
  const Outcome with =
      program(s.path(), "check '" + shipped("gongping/plan-both.toml").string() + "' --no-trial");
  const Outcome without = program(s.path(), "check less.toml --no-trial");
  CAPTURE(without.output);
  REQUIRE(without.status == 0);
  // 15 sediment-trap dams at 200,000, 600,000 and 2,000,000 CNY, 12 check dams at 3,000, 20,000 and 80,000.
  CHECK(with.output.find("structures  27: cost 3.036e+06 to 3.096e+07, middle 9.24e+06 CNY") !=
        std::string::npos);
  CHECK(without.output.find("structures  26: cost 2.637e+06 to 2.696e+07, middle 8.041e+06 CNY") !=
        std::string::npos);
  CHECK(without.output.find("structure 'L01'") == std::string::npos);
  write_text(s.path() / "wrong.toml", "schema = \"qingliu-scenario/1\"\ninherits = \"" +
                                          shipped("gongping/plan-both.toml").string() +
                                          "\"\n[[structure]]\nname = \"L02\"\ncost_cny = [1, 2]\n");
  const Outcome wrong = program(s.path(), "check wrong.toml --no-trial");
  CAPTURE(wrong.output);
  CHECK(wrong.status == 2);
  CHECK(wrong.output.find("cost_cny has 2 numbers. Give one, or low, middle and high") != std::string::npos);
}
