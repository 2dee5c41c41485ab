#include "postprocess/report.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <set>

#include "core/error.hpp"
#include "postprocess/html.hpp"
#include "report_case.hpp"
#include "results_case.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::postprocess;
using testing::ResultsCase;
using testing::ScratchFolder;
using testing::text_of;
using testing::write_tables;
using testing::write_text;

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
  // Beside every map in words: on a phone its own badge lies beyond the edge.
  const auto count = [&](const std::string& words) {
    std::size_t found = 0;
    for (std::size_t at = page.find(words); at != std::string::npos; at = page.find(words, at + 1)) ++found;
    return found;
  };
  CHECK(count("<img alt=") > 0);
  CHECK(count("<figure><b class=\"badge\">SYNTHETIC TERRAIN</b><img alt=") == count("<img alt="));
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

TEST_CASE("a run without tables is shown as far as it is there, with what it has assumed",
          "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path());
  run.write_two_times();
  std::string page = text_of(make_report(scratch.path(), {}).page);
  CHECK(page.find("has not come to its end (running, or broken off). What is shown ends at 1 h 00 min.") !=
        std::string::npos);
  CHECK(page.find("No tables yet") != std::string::npos);
  CHECK(page.find("<li>roughness &lt;guessed&gt;</li>") != std::string::npos);
  CHECK(page.find("has not written its log yet") != std::string::npos);
  CHECK(page.find("<p class=\"facts\">none</p>") == std::string::npos);
  page = text_of(make_report(scratch.path(), {Language::chinese, {}}).page);
  CHECK(page.find("本次计算尚未完成（计算中或已中断），所示结果到 1 小时 00 分 为止。") != std::string::npos);
  run.finish("stopped: signal 15");
  page = text_of(make_report(scratch.path(), {Language::chinese, {}}).page);
  CHECK(page.find("尚未完成（收到信号 15 而停止）") != std::string::npos);
}

TEST_CASE("a Chinese report says in Chinese what could not be read", "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path());
  run.write_two_times();
  run.finish();
  write_tables(scratch.path(), 3600.0);
  write_text(scratch / "run.log", "Flat land\n");
  const std::filesystem::path second = scratch / "steps/000001.h5";
  std::filesystem::resize_file(second, std::filesystem::file_size(second) / 2);
  std::filesystem::remove(scratch / "steps/000000.h5");
  const std::string page = text_of(make_report(scratch.path(), {Language::chinese, {}}).page);
  CHECK(page.find("steps/ 中缺少 2 次输出中的 1 次") != std::string::npos);
  CHECK(page.find("文件残缺") != std::string::npos);
  CHECK(page.find("尚无中文译文") == std::string::npos);
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

TEST_CASE("files become data addresses by RFC 4648's own examples", "[postprocess][report]") {
  const ScratchFolder scratch;
  for (const auto& [plain, coded] :
       {std::pair{"f", "Zg=="}, {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foobar", "Zm9vYmFy"}}) {
    write_text(scratch.path() / "x", plain);
    CHECK(data_address(scratch.path() / "x", "a/b") == std::string("data:a/b;base64,") + coded);
  }
}
