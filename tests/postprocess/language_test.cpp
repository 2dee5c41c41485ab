// Maps in Chinese.
#include "postprocess/language.hpp"

#include <catch2/catch.hpp>
#include <filesystem>

#include "postprocess/fonts.hpp"
#include "postprocess/picture.hpp"
#include "postprocess/picture_words.hpp"
#include "postprocess/result_map.hpp"
#include "results_case.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::postprocess;
using testing::ResultsCase;
using testing::ScratchFolder;

namespace {

/// Whether a text has a word in Latin letters that is no unit, coordinate or name.
bool has_english(const std::string& text) {
  std::string word;
  for (const char c : text + " ") {
    if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z')) {
      word += c;
      continue;
    }
    if (word.size() > 2) return true;
    word.clear();
  }
  return false;
}

}  // namespace

TEST_CASE("every word of a map is Chinese where Chinese is asked for", "[pictures][language]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path(), true);
  written.write_two_times();
  const ResultFolder results(scratch.path());
  const Ground ground = ground_of(results.elevation(), results.description(), Language::chinese);
  PictureOptions options;
  options.language = Language::chinese;
  std::vector<std::string> warnings;
  std::vector<Finished> all = finished_rasters(results, options, warnings);
  REQUIRE(all.size() == 5);
  for (Finished& finished : all) {
    const MapSheet sheet = sheet_of(results, std::move(finished), ground, "title");
    std::vector<std::string> words{sheet.subtitle,    sheet.remark,      sheet.legend_title,
                                   sheet.legend_unit, sheet.upper_words, sheet.lower_words};
    words.insert(words.end(), sheet.facts.begin(), sheet.facts.end());
    for (const Mark& mark : sheet.marks) words.insert(words.end(), mark.lines.begin(), mark.lines.end());
    for (const std::string& text : words) {
      INFO(text);
      CHECK_FALSE(has_english(text));
    }
    CHECK(needs_chinese_font(sheet.subtitle));
    CHECK(needs_chinese_font(sheet.footer));
    CHECK(needs_chinese_font(sheet.remark));  // the run has not ended
  }
}

TEST_CASE("Chinese maps have files of their own, and are English with one warning where no font has them",
          "[pictures][language]") {
  const ScratchFolder scratch;
  ResultsCase written(scratch.path());
  written.write_two_times();
  written.finish();
  PictureOptions options;
  options.field = "water_depth";
  options.language = Language::chinese;
  const PictureReport report = make_pictures(scratch.path(), options);
  const bool font = !installed_fonts().chinese.empty();
  CHECK(report.pictures.front().file.filename() == (font ? "depth-peak.zh.png" : "depth-peak.png"));
  CHECK(report.warnings.size() == (font ? 0 : 1));
}

TEST_CASE("times are said in both languages", "[pictures][language]") {
  CHECK(duration_words(45301.0, Language::chinese) == "12 小时 35 分 01 秒");
  CHECK(time_words(24.5 * 3600.0, "2024-02-28 23:30:00", Language::chinese) ==
        "24 小时 30 分（2024-03-01 00:00）");
}
