#include "postprocess/report.hpp"

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <set>

#include "core/error.hpp"
#include "decoded_png.hpp"
#include "postprocess/difference_maps.hpp"
#include "postprocess/erosion_classes.hpp"
#include "postprocess/flow_chart.hpp"
#include "postprocess/html.hpp"
#include "postprocess/report_figures.hpp"
#include "postprocess/short_names.hpp"
#include "results_case.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::postprocess;
using testing::colour_of_cell;
using testing::DecodedPng;
using testing::ResultsCase;
using testing::ScratchFolder;
using testing::text_of;
using testing::write_text;

namespace {

void write_tables(const std::filesystem::path& folder, double outflow) {
  write_text(
      folder / "gauges.csv",
      "gauge,time_s,rain_mm,discharge_m3_per_s,depth_m,velocity_m_per_s,load_2um_kg_per_s\n"
      "outlet,600,2,1.5,,,0.25\nbridge,600,2,,0.4,1.1,\noutlet,1200,0,4.5,,,0.75\nbridge,1200,0,,0.2,0.6,\n");
  write_text(
      folder / "budget.csv",
      "time_s,rain_m3,intercepted_m3,infiltrated_m3,outflow_m3,stored_m3,water_relative_error,eroded_2um_kg,"
      "deposited_2um_kg,suspended_2um_kg,outflow_2um_kg,clipped_2um_kg,relative_error_2um\n"
      "0,0,0,0,0,0,0,0,0,0,0,0,0\n1200,5000,100,1300," +
          std::to_string(outflow) + ",0,1e-16,900000,300000,0,600000,0,2e-15\n");
  write_text(folder / "run.log", "Flat land\nassumption: widths <guessed>\n");
}

}  // namespace

TEST_CASE("pictures and report go to another folder and leave the results as they are",
          "[postprocess][report]") {
  const ScratchFolder results, elsewhere;
  ResultsCase run(results.path(), true);
  run.write_two_times();
  run.finish();
  write_tables(results.path(), 3600.0);
  const auto files_in = [](const std::filesystem::path& folder) {
    std::set<std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
      files.insert(entry.path().lexically_relative(folder).string());
    return files;
  };
  const std::set<std::string> before = files_in(results.path());
  ReportOptions options;
  options.output = elsewhere / "meeting";
  const ReportFiles made = make_report(results.path(), options);
  CHECK(made.page == elsewhere / "meeting" / "report.html");
  CHECK(text_of(made.page).find("<td>Rain</td><td>5,000</td>") != std::string::npos);
  CHECK(std::filesystem::exists(elsewhere / "meeting" / "figures" / "overview.png"));
  CHECK(std::filesystem::exists(elsewhere / "meeting" / "figures" / "depth-peak.png"));
  CHECK(files_in(results.path()) == before);
}

TEST_CASE("a report says the numbers of the run's own tables", "[postprocess][report]") {
  ::unsetenv("DISPLAY");
  ::unsetenv("WAYLAND_DISPLAY");
  const ScratchFolder scratch;
  ResultsCase run(scratch.path(), true);
  run.write_two_times();
  run.finish();
  write_tables(scratch.path(), 3600.0);
  const ReportFiles made = make_report(scratch.path(), {});
  const std::string page = text_of(made.page);
  CHECK(page.find("<td>Rain</td><td>5,000</td><td>m³</td><td>1.88 mm</td>") !=
        std::string::npos);  // 2.66 km2
  CHECK(page.find("<td>2 µm</td><td>900.0</td>") != std::string::npos);
  CHECK(page.find("<td>Left through the outlet</td><td>3,600</td>") != std::string::npos);
  CHECK(page.find("<td>Outflow over rain</td><td>72.00</td><td>%</td>") != std::string::npos);
  CHECK(page.find("<td>Largest discharge at the outlet</td><td>4.50</td>") != std::string::npos);
  CHECK(page.find("<td>Time of it</td><td>0.2500</td><td>h</td>") != std::string::npos);
  CHECK(page.find("<td>Eroded</td><td>900.0</td><td>t</td>") != std::string::npos);
  CHECK(page.find("widths &lt;guessed&gt;") != std::string::npos);
  CHECK(page.find("Synthetic terrain") != std::string::npos);
  CHECK(page.find("http") == page.find("http://www.w3.org/2000/svg"));  // nothing is fetched
  CHECK(page.find("data:image/png;base64,iVBOR") != std::string::npos);
}

TEST_CASE("a report in Chinese has the same numbers under Chinese words", "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path());
  run.write_two_times();
  run.finish();
  write_tables(scratch.path(), 3600.0);
  write_text(scratch.path() / "run.log",
             "Flat land\nassumption: soil: by rules of height, slope and drainage; no map was given\n"
             "assumption: widths <guessed>\n");
  const ReportFiles made = make_report(scratch.path(), {Language::chinese, {}});
  const std::string page = text_of(made.page);
  CHECK(page.find("<td>降雨</td><td>5,000</td><td>m³</td>") != std::string::npos);
  CHECK(page.find("合成地形") == std::string::npos);
  CHECK(page.find("<li>土壤：未给出图件") != std::string::npos);
  CHECK(page.find("by rules of height") == std::string::npos);
  const std::size_t note = page.find("尚无中文译文");  // above what is left in English
  REQUIRE(note != std::string::npos);
  CHECK(page.find("<li>widths &lt;guessed&gt;</li>", note) != std::string::npos);
  CHECK(made.page.filename() == "report.zh.html");
}

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
  CHECK(page.find("middle</td><td>CNY</td><td>–</td><td>30,000</td>") != std::string::npos);
  CHECK(page.find("<td>CNY/t</td><td>–</td><td>150.0</td>") != std::string::npos);
}

TEST_CASE("runs beside each other are called by what tells them apart", "[postprocess][report]") {
  CHECK(short_names(
            {"Valley (synthetic), before, 300 mm", "Valley (synthetic), plan A, slopes first, 300 mm"}) ==
        std::vector<std::string>{"before", "plan A, slopes first"});
  CHECK(short_names({"Valley, dry", "Valley, wet"}) == std::vector<std::string>{"dry", "wet"});
  CHECK(short_names({"Valley", "Valley, wet"}) == std::vector<std::string>{"Valley", "Valley, wet"});
  CHECK(short_names({"Valley", "Valley"}) == std::vector<std::string>{"Valley", "Valley"});
  CHECK(short_names({"alone, here"}) == std::vector<std::string>{"alone, here"});
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
  const auto maps = difference_maps(
      before, after, "plan", ground_of(before.elevation(), before.description()), base / "figures", warnings);
  REQUIRE(maps);
  CHECK(warnings.empty());
  REQUIRE(maps->pictures.size() == 3);
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

TEST_CASE("a run without tables is shown as far as it is there", "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path());
  run.write_two_times();
  const std::string page = text_of(make_report(scratch.path(), {}).page);
  CHECK(page.find("has not come to its end (running)") != std::string::npos);
  CHECK(page.find("No tables yet") != std::string::npos);
}

TEST_CASE("a report of outputs that are cut short or missing shows the others and names them",
          "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path());
  run.write_two_times();
  run.finish();
  write_tables(scratch.path(), 3600.0);
  const std::filesystem::path second = scratch / "steps/000001.h5";
  std::filesystem::resize_file(second, std::filesystem::file_size(second) / 2);
  std::string page = text_of(make_report(scratch.path(), {}).page);
  CHECK(page.find("000001.h5: cannot be read as HDF5: it is truncated") != std::string::npos);
  CHECK(page.find("largest of 1 outputs") != std::string::npos);
  std::filesystem::remove(second);
  page = text_of(make_report(scratch.path(), {}).page);
  CHECK(page.find("1 of 2 outputs missing in steps/ (the first is 000001.h5)") != std::string::npos);
  CHECK(page.find("<td>Rain</td><td>5,000</td>") != std::string::npos);
  std::filesystem::remove(scratch / "steps/000000.h5");
  page = text_of(make_report(scratch.path(), {}).page);
  CHECK(page.find("no output can be read yet") != std::string::npos);
}

TEST_CASE("the table of sources leaves out what no grain reached", "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path());
  run.write_two_times();
  run.finish();
  const std::string entered =
      "target,source,total_kg,share\nentered,orchard,3000,0.75\nentered,paddy,1000,0.25\n";
  write_text(scratch / "sources.csv", entered + "removed,orchard,0,nan\nremoved,paddy,0,nan\n");
  std::string page = text_of(make_report(scratch.path(), {}).page);
  CHECK(page.find("<td>orchard</td><td>3.00 (75.0 %)</td></tr>") != std::string::npos);
  CHECK(page.find("nan %") == std::string::npos);
  write_text(scratch / "sources.csv", entered + "removed,orchard,500,1\nremoved,paddy,0,0\n");
  page = text_of(make_report(scratch.path(), {Language::chinese, {}}).page);
  CHECK(page.find("<th>清淤量 [t]</th>") != std::string::npos);
}

TEST_CASE("tables of another kind are left out of a report, and do not break it", "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path());
  run.write_two_times();
  run.finish();
  for (const char* name : {"gauges.csv", "budget.csv", "sources.csv", "reservoirs.csv", "streams.csv",
                           "structures.csv", "reservoir_series.csv"})
    write_text(scratch / name, "to,whom\nit,concerns\n");
  const std::string page = text_of(make_report(scratch.path(), {}).page);
  CHECK(page.find("No tables yet") != std::string::npos);
  CHECK(page.find(">nan") == std::string::npos);
  CHECK(page.find("data:image/png;base64,iVBOR") != std::string::npos);
}

TEST_CASE("foreign and cut masters are refused in words, of the run as of a plan", "[postprocess][report]") {
  const ScratchFolder scratch, plan;
  for (const auto* folder : {&scratch, &plan}) {
    ResultsCase run(folder->path());
    run.write_two_times();
    run.finish();
  }
  write_text(plan / "results.vtkhdf", "not HDF5 at all");
  CHECK_THROWS_WITH(make_report(scratch.path(), {Language::english, {plan.path()}}),
                    Catch::Contains("cannot be read as HDF5: it is truncated, or another kind of file"));
  const std::filesystem::path master = scratch / "results.vtkhdf";
  std::filesystem::resize_file(master, std::filesystem::file_size(master) / 2);
  CHECK_THROWS_WITH(make_report(scratch.path(), {}), Catch::Contains("cannot be read as HDF5"));
}

TEST_CASE("a folder without results is refused", "[postprocess][report]") {
  const ScratchFolder scratch;
  CHECK_THROWS_AS(make_report(scratch.path(), {}), InputError);
}

TEST_CASE("figures have thousands apart and digits by size", "[postprocess][report]") {
  CHECK(figure_text(1234567.4) == "1,234,567");
  CHECK(figure_text(-1234.0) == "-1,234");
  CHECK(figure_text(123.45) == "123.5");
  CHECK(figure_text(0.01234) == "0.0123");
  CHECK(figure_text(0.0) == "0");
  CHECK(figure_text(std::nan("")) == "–");
}

TEST_CASE("files become data addresses by RFC 4648's own examples", "[postprocess][report]") {
  const ScratchFolder scratch;
  for (const auto& [plain, coded] :
       {std::pair{"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}}) {
    write_text(scratch.path() / "x", plain);
    CHECK(data_address(scratch.path() / "x", "a/b") == std::string("data:a/b;base64,") + coded);
  }
}

TEST_CASE("the chart of flows draws bands as wide as their amounts, and names each end",
          "[postprocess][report]") {
  const std::string svg =
      flow_chart({"rain", "inflow"}, {"out", "soil"}, {{0, 0, 30.0}, {0, 1, 50.0}, {1, 0, 20.0}}, "m³");
  CHECK(svg.find(">rain 80.00 m³ (80.0 %)<") != std::string::npos);
  CHECK(svg.find(">out 50.00 m³ (50.0 %)<") != std::string::npos);
  CHECK(svg.find("height=\"176.00\"") != std::string::npos);  // rain's node: 80 % of 220 px
  const std::string wide =
      flow_chart({"降雨与灌溉回归水及其他各项来水"}, {"out"}, {{0, 0, 95113440.0}}, "m³");
  const std::size_t at = wide.find("<text x=\"");
  REQUIRE(at != std::string::npos);
  CHECK(std::stod(wide.substr(at + 9)) > 15 * 13 + 20 * 7);  // room for 15 characters and the number
  std::size_t bands = 0;
  for (std::size_t at = svg.find("<path"); at != std::string::npos; at = svg.find("<path", at + 1)) ++bands;
  CHECK(bands == 3);
  CHECK(flow_chart({"rain"}, {"out"}, {{0, 0, 0.0}}, "m³").empty());
}

TEST_CASE("a reservoir is drawn with its crest and alarm levels", "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path(), true);
  run.write_two_times();
  run.finish();
  write_tables(scratch.path(), 3600.0);
  write_text(
      scratch / "reservoirs.csv",
      "reservoir,x_m,y_m,crest_m,peak_level_m,least_freeboard_m,inflow_m3,deposit_m3,alarm_1_m,alarm_2_m\n"
      "upper pool,501000,2560700,44,41.25,2.75,120000,35,41.5,\n");
  write_text(scratch / "reservoir_series.csv",
             "reservoir,time_s,level_m,inflow_m3_per_s,outflow_m3_per_s\nupper pool,600,40,2,1\nupper "
             "pool,1200,41.25,5,2\n");
  const std::string page = text_of(make_report(scratch.path(), {}).page);
  CHECK(page.find("<td>upper pool</td><td>41.25</td><td>2.75</td><td>120,000</td><td>35.00</td>") !=
        std::string::npos);
  CHECK(page.find("crest 44.00 m") != std::string::npos);
  CHECK(page.find("alarm 1 41.50 m") != std::string::npos);
  CHECK(page.find("alarm 2") == std::string::npos);  // this reservoir has one
}

TEST_CASE("areas and losses by class of SL 190 are those of the cells", "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path());
  run.write_net_erosion({-0.2f, 0.1f, 0.5f, 3.0f, 7.0f, 20.0f});  // kg/m2, one cell each, the others 0
  run.finish();
  const std::vector<ErosionClass> classes = erosion_by_class(ResultFolder(scratch.path()));
  REQUIRE(classes.size() == 7);
  constexpr double cell = 2500.0;
  const double cells[]{1, 38 * 28 - 5, 1, 1, 1, 0, 1};
  const double loss[]{-0.2, 0.1, 0.5, 3.0, 7.0, 0.0, 20.0};
  for (std::size_t n = 0; n < classes.size(); ++n) {
    INFO(classes[n].range);
    CHECK(classes[n].area == Approx(cells[n] * cell));
    CHECK(classes[n].loss == Approx(loss[n] * cell).epsilon(1e-6));
  }
}
