#include "postprocess/report.hpp"

#include <catch2/catch.hpp>
#include <cmath>

#include "core/error.hpp"
#include "postprocess/html.hpp"
#include "postprocess/report_figures.hpp"
#include "results_case.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::postprocess;
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

TEST_CASE("a report says the numbers of the run's own tables", "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path(), true);
  run.write_two_times();
  run.finish();
  write_tables(scratch.path(), 3600.0);
  const ReportFiles made = make_report(scratch.path(), {});
  const std::string page = text_of(made.page);
  CHECK(page.find("<td>Rain</td><td>5,000</td><td>m³</td>") != std::string::npos);
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
  const ReportFiles made = make_report(scratch.path(), {Language::chinese, {}});
  const std::string page = text_of(made.page);
  CHECK(page.find("<td>降雨</td><td>5,000</td><td>m³</td>") != std::string::npos);
  CHECK(page.find("合成地形") == std::string::npos);
  CHECK(made.page.filename() == "report.zh.html");
}

TEST_CASE("plans stand beside the run with what they change", "[postprocess][report]") {
  const ScratchFolder base, plan;
  for (const auto* folder : {&base, &plan}) {
    ResultsCase run(folder->path());
    run.write_two_times();
    run.finish();
    write_tables(folder->path(), folder == &base ? 3600.0 : 3100.0);
  }
  const std::string page = text_of(make_report(base.path(), {Language::english, {plan.path()}}).page);
  CHECK(page.find("<td>Left through the outlet</td><td>m³</td><td>3,600</td><td>3,100</td><td>-500.0</td>") !=
        std::string::npos);
}

TEST_CASE("a run without tables is shown as far as it is there", "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path());
  run.write_two_times();
  const std::string page = text_of(make_report(scratch.path(), {}).page);
  CHECK(page.find("has not come to its end (running)") != std::string::npos);
  CHECK(page.find("No tables yet") != std::string::npos);
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
