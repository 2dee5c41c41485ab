#include "postprocess/run_sentences.hpp"

#include <catch2/catch.hpp>
#include <filesystem>
#include <regex>

#include "support/places.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::postprocess;
using testing::text_of;

TEST_CASE("a line of the log keeps its names and numbers in Chinese", "[postprocess][report]") {
  CHECK(run_line_in_chinese(
            "terrain: outlet placed at x 39444793.9 m, y 2840390.8 m, upstream area 5.403 km2") ==
        "地形：出口定在 x 39444793.9 m、y 2840390.8 m，集水面积 5.403 km²。");
  CHECK(
      run_line_in_chinese("terrain: pits breached within 100 cells and 20 m, the rest filled: 0 cells raised "
                          "by 0 m3 in all, 485 cells lowered by 2.383e+04 m3") ==
      "地形：洼地在 100 个网格、20 m 以内切通，其余填平；抬高 0 个网格，共 0 m³；降低 485 个网格，共 "
      "2.383e+04 "
      "m³。");
  CHECK(run_line_in_chinese("measure     A1: closure 封禁治理, 2212 ha, built 2023-06-01, age 3.00 a, cost "
                            "1.659e+06 to 6.636e+06, middle 3.428e+06 CNY") ==
        "措施 A1：封禁治理（closure），2212 hm²，2023-06-01 建成，已 3.00 年，费用 1.659e+06 至 6.636e+06 "
        "元，中值 3.428e+06 元。");
  CHECK(run_line_in_chinese(
            "rain: the times of storm.csv are of \"#LOCALTIME 8\", as the file says: taken as local "
            "times like time.start, 2014-08-20T13:20:00, unmoved") ==
        "rain：storm.csv 的时间按文件注明为“#LOCALTIME 8”，与 "
        "time.start（2014-08-20T13:20:00）同按当地时间，不作平移。");
  CHECK(run_line_in_chinese(
            "out/steps/000060.h5: cannot be read as HDF5: it is truncated, or another kind of file; "
            "left out of the maps of differences") ==
        "out/steps/000060.h5：无法按 HDF5 读取（文件残缺或不是该类文件），未采用。");
  CHECK_FALSE(run_line_in_chinese("nobody has written this line"));
}

TEST_CASE("what is said of a measure, and warnings with their place, have their words in Chinese",
          "[postprocess][report]") {
  CHECK(run_line_in_chinese(
            "[[measure]] 'A1': type closure acts in part: root_cohesion needs a cohesion of slopes; "
            "n has no effect in the catalogue") ==
        "措施“A1”：类型 closure 只有部分起作用：root_cohesion 需要坡体黏聚力；目录中 n 无效果。");
  CHECK(run_line_in_chinese(
            "plan.toml:12:1: warning: [[measure]] 'A 2': built 2031-01-01 is after the run: without "
            "effect in it") == "plan.toml:12:1：措施“A 2”：建成日期 2031-01-01 晚于本次计算，不起作用。");
  CHECK(run_line_in_chinese(
            "barrier dyke: 12 faces, 240 m of them, crest 3.10 to 4.20 m; 3 more lie above the "
            "crest") == "挡水物 dyke：12 个网格边，长 240 m，顶高程 3.10 至 4.20 m；另有 3 个高出挡水物顶。");
  CHECK(
      run_line_in_chinese(
          "s.toml:7:1: warning: [terrain] 12 cells have heights of 0.0 to 0.0 m, the other 36 of 535.0 to "
          "560.0 "
          "m, and none lies between. Do they hold a number that stands for no value? Declare it in the file "
          "(gdal_edit.py -a_nodata 0) or in the scenario (nodata = 0 of dem); single wrong cells are mended "
          "in "
          "the file") ==
      "s.toml:7:1：地形：12 个网格的高程为 0.0 至 0.0 m，其余 36 个为 535.0 至 560.0 "
      "m，两者之间没有任何网格。前者是否为无值标记？请在文件中声明（gdal_edit.py -a_nodata "
      "0）或在方案中写 nodata = 0；个别错误网格请在文件中改正。");
  CHECK(
      run_line_in_chinese("structure 'D1': 94.02 m3 of deposit at the start, 103.4 t, with the grains of the "
                          "topsoil of its cell (an assumption)") ==
      "工程“D1”：起算时已淤积 94.02 m³，合 103.4 t，级配取自所在网格表土（假定）。");
  CHECK(run_line_in_chinese(
            "[[reservoir]] 'pool': its levels, 1041.00 m at the bottom to 1055.00 m at the crest, "
            "lie 994 m above the ground at the dam, 47.00 m. Are both in the same datum?") ==
        "水库“pool”：水位（库底 1041.00 m 至坝顶 1055.00 m）与坝址地面 47.00 m 相差 994 "
        "m（高于）。两者高程基准是否一致？");
  CHECK(
      run_line_in_chinese("[[barrier]] dyke.geojson: line 3, from (1.0, 2.0) to (5.0, 6.0), is line 1 again. "
                          "Take one of them out") ==
      "挡水物 dyke.geojson：第 3 条线（(1.0, 2.0) 至 (5.0, 6.0)）与第 1 条线重复，请删去其一。");
  CHECK_FALSE(run_line_in_chinese("plan.toml:12:1: warning: nobody has written this line"));
}

TEST_CASE("every sentence that has a Chinese text is one that the engine writes", "[postprocess][report]") {
  std::string sources;
  for (const char* folder : {"/engine/run", "/engine/io"}) {
    for (const auto& entry : std::filesystem::directory_iterator(qingliu::testing::source_folder() + folder))
      if (entry.path().extension() == ".cpp") sources += text_of(entry.path());
  }
  sources = std::regex_replace(sources, std::regex("\"[ \n]*\n *\""), "");  // literals side by side are one
  for (const RunSentence& sentence : run_sentences()) {
    INFO(sentence.english);
    CHECK(sources.find(std::string("\"") + sentence.english + "\"") != std::string::npos);
  }
}
