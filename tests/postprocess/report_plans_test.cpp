#include "postprocess/report.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "decoded_png.hpp"
#include "postprocess/difference_maps.hpp"
#include "postprocess/short_names.hpp"
#include "report_case.hpp"
#include "results_case.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::postprocess;
using testing::colour_of_cell;
using testing::DecodedPng;
using testing::ResultsCase;
using testing::ScratchFolder;
using testing::text_of;
using testing::write_tables;
using testing::write_text;

TEST_CASE("plans stand beside the run with what they change, what they cost and their floods",
          "[postprocess][report]") {
  const ScratchFolder base, plan;
  for (const auto* folder : {&base, &plan}) {
    ResultsCase run(folder->path());
    run.write_two_times();
    run.finish();
    write_tables(folder->path(), folder == &base ? 3600.0 : 3100.0);
  }
  const auto report = [&] {
    return text_of(make_report(base.path(), {Language::english, {plan.path()}}).page);
  };
  std::string page = report();
  CHECK(page.find("<td>Left through the outlet</td><td>m³</td><td>3,600</td>"
                  "<td>3,100<br><small>-13.9 %</small></td>") != std::string::npos);
  // 5,000 m3 of rain: 72 % and 62 %.
  CHECK(page.find("<td>72.00</td><td>62.00<br><small>-10.00</small></td>") != std::string::npos);
  CHECK(page.find("Cost of") == std::string::npos);
  CHECK(page.find("sediment load, all classes") != std::string::npos);
  // 200 t of 600 t are kept back for 30,000 CNY that stand; what does not stand costs nothing.
  std::string budget = text_of(plan / "budget.csv");
  write_text(plan / "budget.csv", budget.replace(budget.find("600000"), 6, "400000"));
  write_text(plan / "measure_costs.csv",
             "id,type,built,stands,age_a,area_hm2,cost_low_cny,cost_middle_cny,cost_high_cny,section\n"
             "A,closure,2020-01-01,1,3,1,5000,10000,20000,measure\nB,closure,2020-01-01,1,3,1,10000,20000,"
             "30000,measure\n"
             "C,closure,2040-01-01,0,0,1,10000,70000,90000,measure\n");
  page = report();
  CHECK(page.find("range</td><td>CNY</td><td>–</td><td>30,000<br><small>15,000 – 50,000</small></td>") !=
        std::string::npos);
  CHECK(page.find("in this run of 0 h 20 min. One storm is not a year") != std::string::npos);
  CHECK(page.find("<td>CNY/t</td><td>–</td><td>150.0<br><small>75.00 – 250.0</small></td>") !=
        std::string::npos);
}

TEST_CASE("runs beside each other are called by what tells them apart", "[postprocess][report]") {
  using Names = std::vector<std::string>;
  CHECK(
      short_names({"Valley (synthetic), before, 300 mm", "Valley (synthetic), plan A, slopes first, 300 mm"},
                  {"/a", "/b"}) == Names{"before", "plan A, slopes first"});
  CHECK(short_names({"Valley, dry", "Valley, wet"}, {"/a", "/b"}) == Names{"dry", "wet"});
  CHECK(short_names({"Valley", "Valley, wet"}, {"/a", "/b"}) == Names{"Valley", "Valley, wet"});
  CHECK(short_names({"Valley", "Valley"}, {"/r/plan-a", "/r/plan-b/"}) ==
        Names{"Valley (plan-a)", "Valley (plan-b)"});
  CHECK(short_names({"Valley", "Valley", "Hill"}, {"/a/results", "/b/results", "/c/results"}) ==
        Names{"Valley (a/results)", "Valley (b/results)", "Hill"});
  CHECK(short_names({"Valley", "Valley"}, {"/r/a", "/r/a"}) == Names{"Valley (a, 1)", "Valley (a, 2)"});
  CHECK(short_names({std::string(300, 'x') + "1", std::string(300, 'x') + "2"}, {"/a", "/b"}) ==
        Names{std::string(59, 'x') + "\u2026 (a)", std::string(59, 'x') + "\u2026 (b)"});
  CHECK(short_names({"alone, here"}, {"/a"}) == Names{"alone, here"});
}

TEST_CASE("a plan's maps show before, after and difference, one on another grid only warns",
          "[postprocess][report]") {
  const ScratchFolder base, plan;
  for (const auto* folder : {&base, &plan}) {
    ResultsCase run(folder->path());
    run.write_net_erosion({folder == &base ? 8.0f : 2.0f});
    run.finish();
  }
  const ResultFolder before(base.path()), after(plan.path());
  std::vector<std::string> warnings;
  const auto maps =
      difference_maps(before, after, {"today", "plan A", "plan"},
                      ground_of(before.elevation(), before.description()), base / "figures", warnings);
  REQUIRE(maps);
  CHECK(warnings.empty());
  REQUIRE(maps->pictures.size() == 3);
  CHECK(maps->pictures[1].caption ==
        "Net erosion in the classes of SL 190 at 0 h 00 min (2018-08-30 05:00): with the plan (plan A)");
  const int row = ResultsCase::wet_row;
  const MapClasses classes = sl190_classes();
  CHECK(colour_of_cell(DecodedPng(maps->pictures[0].file), 3, row).red >
        200);  // relief: nothing eroded there
  CHECK(colour_of_cell(DecodedPng(maps->pictures[2].file), 3, row) ==
        colour_of_cell(DecodedPng(maps->pictures[0].file), 3, row));
  CHECK(classes.class_of(8000.0f) == 3);
  CHECK(classes.class_of(6000.0f) == 2);
  const Rgb lost = colour_of_cell(DecodedPng(maps->pictures[0].file), 1, row),
            kept = colour_of_cell(DecodedPng(maps->pictures[2].file), 1, row);
  CHECK(lost.red > lost.blue + 40);  // red-brown: erosion
  CHECK(kept.blue > kept.red + 40);  // blue: 6,000 t/km2 less
}

TEST_CASE("plans in folders of one name, or named with a slash, have maps of their own",
          "[postprocess][report]") {
  const ScratchFolder base, plans, elsewhere;
  ResultsCase run(base.path());
  run.write_net_erosion({8.0f});
  run.finish();
  for (const char* folder : {"a/results", "b/results"}) {
    std::filesystem::create_directories(plans / folder);
    ResultsCase plan(plans / folder);
    plan.write_net_erosion({*folder == 'a' ? 2.0f : 20.0f});
    plan.finish();
  }
  ReportOptions options;
  options.output = elsewhere.path();
  options.plans = {plans / "a/results/", plans / "b/results"};
  make_report(base.path(), options);
  const std::filesystem::path figures = elsewhere / "figures";
  REQUIRE(std::filesystem::exists(figures / "plan-results-2-after.png"));
  REQUIRE(std::filesystem::exists(figures / "plan-results-2-2-after.png"));
  CHECK(text_of(figures / "plan-results-2-after.png") != text_of(figures / "plan-results-2-2-after.png"));
}

TEST_CASE("plans that are not whole, or stand for another storm, are named before any number",
          "[postprocess][report]") {
  const ScratchFolder base, plan;
  {
    ResultsCase run(base.path(), false, "Valley, before");
    run.write_net_erosion({4.0f}, 0.0);
    run.write_net_erosion({8.0f}, 3600.0);
    run.finish();
    write_tables(base.path(), 3600.0);
    ResultsCase other(plan.path(), false, "Valley, plan A");
    other.write_net_erosion({2.0f}, 0.0);
    other.finish("stopped: --max-wall");
  }
  write_tables(plan.path(), 3100.0);
  std::string budget = text_of(plan / "budget.csv");
  budget.replace(budget.find("1200,5000"), 9, "600,2500");
  write_text(plan / "budget.csv", budget);
  write_text(plan / "run.log", "Flat land\nassumption: widths <guessed>\nassumption: a pond <assumed>\n");
  const ReportFiles made = make_report(base.path(), {Language::english, {plan.path()}});
  const std::string page = text_of(made.page);
  const std::string top = page.substr(0, page.find("Key figures"));
  CHECK(top.find("plan A has not come to its end (stopped at --max-wall). What is shown of it ends at 0 h 00 "
                 "min.") != std::string::npos);
  CHECK(top.find("The tables of plan A end at 0 h 10 min, those of before at 0 h 20 min") !=
        std::string::npos);
  CHECK(top.find("The rain on plan A is 2,500 m³, that on before 5,000 m³") != std::string::npos);
  CHECK(top.find("The newest output of plan A is of 0 h 00 min, that of before of 1 h 00 min") !=
        std::string::npos);
  CHECK(page.find("Net erosion in the classes of SL 190 at 0 h 00 min (2018-08-30 05:00): before (before)") !=
        std::string::npos);  // the newest time of both
  CHECK(std::ranges::find(made.warnings,
                          "the maps of differences with plan A show 0 h 00 min, the newest output of both "
                          "runs") != made.warnings.end());
  const std::size_t end = page.find("<h3>plan A: beyond what before says</h3>");
  REQUIRE(end != std::string::npos);
  CHECK(page.find("<li>a pond &lt;assumed&gt;</li>", end) != std::string::npos);
  CHECK(page.find("<li>widths &lt;guessed&gt;</li>", end) == std::string::npos);
  const std::string chinese = text_of(make_report(base.path(), {Language::chinese, {plan.path()}}).page);
  CHECK(chinese.find("“plan A”尚未完成（到达 --max-wall 时限而停止）") != std::string::npos);
  CHECK(chinese.find("newest output") == std::string::npos);
}

TEST_CASE("runs of one storm and length beside each other have no banner", "[postprocess][report]") {
  const ScratchFolder base, plan;
  for (const auto* folder : {&base, &plan}) {
    ResultsCase run(folder->path());
    run.write_net_erosion({1.0f});
    run.finish();
    write_tables(folder->path(), 3600.0);
  }
  const std::string page = text_of(make_report(base.path(), {Language::english, {plan.path()}}).page);
  CHECK(page.find("class=\"banner\"") == std::string::npos);
  // One title: told apart by their folders.
  CHECK(page.find("<th>Flat land (" + plan.path().filename().string() + ")</th>") != std::string::npos);
  CHECK(page.find("-0.0") == std::string::npos);
}
