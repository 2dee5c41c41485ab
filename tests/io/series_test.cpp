#include "io/series.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

#include "core/error.hpp"
#include "core/timestamp.hpp"
#include "support/scratch_folder.hpp"

using namespace qingliu;
using namespace qingliu::io;
using testing::ScratchFolder;

namespace {

std::string refusal(const std::string& text, const std::string& value_column = "rain",
                    const std::string& select = "", const std::string& wanted = "") {
  const ScratchFolder folder;
  testing::write_text(folder / "rain.csv", text);
  try {
    read_csv_series(folder / "rain.csv", "time", value_column, select, wanted);
  } catch (const InputError& error) {
    std::string message = error.what();
    message = message.substr(message.find("rain.csv"));
    const std::string path = (folder / "rain.csv").string();
    for (std::size_t at = message.find(path); at != std::string::npos; at = message.find(path))
      message.replace(at, path.size(), "PATH");
    return message;
  }
  return "";
}

}  // namespace

TEST_CASE("a series is read with comments, quotes, blanks, a byte-order mark and CR LF", "[series]") {
  const ScratchFolder folder;
  testing::write_text(
      folder / "rain.csv",
      "\xEF\xBB\xBF# station A\r\ntime, \"rain\" ,note\r\n2018-08-30 05:00,1.5 ,\"a, b\"\r\n\r\n"
      "# a gap\r\n2018/8/30 6:00,+2e-1,\r\n");
  const std::vector<SeriesRow> rows = read_csv_series(folder / "rain.csv", "time", "rain");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].time == "2018-08-30 05:00");
  CHECK(rows[0].seconds == parse_timestamp("2018-08-30T05:00:00"));
  CHECK(rows[0].value == 1.5);
  CHECK(rows[0].line == 3);
  CHECK(rows[1].seconds == rows[0].seconds + 3600);
  CHECK(rows[1].value == 0.2);
  CHECK(rows[1].line == 6);
}

TEST_CASE("only the rows of the selected storm are read", "[series]") {
  const ScratchFolder folder;
  testing::write_text(folder / "rain.csv",
                      "storm,time,rain\nA,2018-08-30 05:00,1\nB,broken,x\nA,2018-08-30 06:00,2\n");
  const std::vector<SeriesRow> rows = read_csv_series(folder / "rain.csv", "time", "rain", "storm", "A");
  REQUIRE(rows.size() == 2);
  CHECK(rows[1].value == 2.0);
  CHECK(rows[1].line == 4);
}

TEST_CASE("a series that cannot be read says where and what was expected", "[series]") {
  CHECK(refusal("") == "rain.csv: is empty; a header line is needed.");
  CHECK(refusal("time,rain\n") == "rain.csv: has no rows below its header.");
  CHECK(refusal("# c\ntime,rains\n1,2\n") ==
        "rain.csv:2: no column 'rain'. Did you mean 'rains'? The file has: time, rains.");
  CHECK(refusal("time,rain\n2018-08-30 05:00\n") ==
        "rain.csv:2: 1 fields where the header has 2. Write all of them, with a point in numbers, and "
        "quote text that holds commas");
  CHECK(refusal("time,rain\n2018-08-30 05:00,1mm\n") ==
        "rain.csv:2: '1mm' in column 'rain' is not a number. Write one like 12.5, or remove the row");
  CHECK(refusal("time,rain\n2018-08-30 05:00,nan\n") ==
        "rain.csv:2: 'nan' in column 'rain' is not a number. Write one like 12.5, or remove the row");
  CHECK(refusal("time,rain\n2018-08-30 05:00,1e999\n") ==
        "rain.csv:2: '1e999' in column 'rain' is not a number. Write one like 12.5, or remove the row");
  CHECK(refusal("time,rain\n2018-08-30 05:00,\n") ==
        "rain.csv:2: '' in column 'rain' is not a number. Write one like 12.5, or remove the row");
  CHECK(refusal("time,rain\n\n30.8.2018,1\n")
            .starts_with("rain.csv:3: '30.8.2018' in column 'time' is not a time"));
  CHECK(
      refusal("time,rain\n43342.208333,1\n") ==
      "rain.csv:2: '43342.208333' in column 'time' is not a time; it looks like a spreadsheet's day number: "
      "format the column there as yyyy-mm-dd hh:mm and save it again.");
  CHECK(refusal("time\train\n2018-08-30 05:00\t1\n") ==
        "rain.csv:1: has tabs between its columns. Save it with commas");
  CHECK(refusal("time;rain\n2018-08-30 05:00;1\n") ==
        "rain.csv:1: has semicolons between its columns. Save it with commas");
  CHECK(refusal("PK\x03\x04rest") ==
        "rain.csv: is a spreadsheet's own file. Save the sheet as CSV UTF-8, its columns in the first row");
  CHECK(refusal("time,rain\r2018-08-30 05:00,1\r") ==
        "rain.csv:1: ends its lines with CR alone. Save the file with line ends LF or CR LF");
  CHECK(
      refusal("time,rain,storm\n2018-08-30,1,R2013001\n", "rain", "storm", "R2013002") ==
      "rain.csv: no row has 'R2013002' in column 'storm'. Did you mean 'R2013001'? Values there: R2013001.");
  CHECK_THROWS_AS(read_csv_series("/nowhere/rain.csv", "time", "rain"), InputError);
}

TEST_CASE("every bad row of a series is told, of many the first twenty", "[series]") {
  CHECK(refusal("time,rain\n2018-08-30 05:00,x\nnoon,1\n2018-08-30 06:00,1,5\n2018-08-30 07:00,\n") ==
        "rain.csv:2: 'x' in column 'rain' is not a number. Write one like 12.5, or remove the row\n" +
            std::string("PATH:3: 'noon' in column 'time' is not a time; write it as 2018-08-30 05:00:00, "
                        "local time without a zone.\n"
                        "PATH:4: 3 fields where the header has 2. Write all of them, with a point in "
                        "numbers, and quote text that holds commas\n"
                        "PATH:5: '' in column 'rain' is not a number. Write one like 12.5, or remove the "
                        "row"));
  std::string many = "time,rain\n";
  for (int k = 0; k < 25; ++k) many += "2018-08-30 05:00,x\n";
  const std::string told = refusal(many);
  CHECK(std::count(told.begin(), told.end(), '\n') == 20);
  CHECK(told.ends_with("PATH: 5 more faults in later rows are not listed. Mend those above first"));
}

TEST_CASE("what a file says of its time zone is found above its header and in its time column", "[series]") {
  const ScratchFolder folder;
  const auto remark = [&](const std::string& above, const std::string& column = "time") {
    testing::write_text(folder / "rain.csv", above + column + ",rain\n2018-08-30 05:00,1\n# UTC below\n");
    return zone_remark(folder / "rain.csv", column);
  };
  CHECK(remark("").text.empty());
  CHECK(remark("# station A\n").text.empty());
  CHECK(remark("#UTCTIME\n").utc);
  CHECK(remark("\xEF\xBB\xBF# times are GMT\r\n").text == "# times are GMT");
  CHECK(remark("", "time_utc").utc);
  for (const char* local : {"#LOCALTIME 8\n", "# UTC+8\n", "# UTC +08:00\n", "# 北京时间\n"}) {
    CAPTURE(local);
    CHECK_FALSE(remark(local).utc);
    CHECK_FALSE(remark(local).text.empty());
  }
}

TEST_CASE("doubled quotation marks in a quoted field are one", "[series]") {
  const ScratchFolder folder;
  testing::write_text(folder / "rain.csv", "time,\"rain \"\"x\"\"\"\n2018-08-30 05:00,1\n");
  CHECK(read_csv_columns(folder / "rain.csv") == std::vector<std::string>{"time", "rain \"x\""});
}

TEST_CASE("the storm rain of Youwuzhen is read storm by storm", "[series][data]") {
  const auto data = testing::data_folder();
  if (data.empty()) {
    WARN("skipped: no real data (set QINGLIU_DATA_DIR)");
    return;
  }
  const auto file = data / "youwuzhen" / "rain" / "storm_rain_2013_2014.csv";
  const std::vector<SeriesRow> rows = read_csv_series(file, "DATETIME", "81502750", "RAINID", "R2013001");
  REQUIRE(rows.size() > 2);
  CHECK(rows.front().time == "2013-02-04 19:45:00");
  CHECK(rows.front().value == 6.0);
  CHECK(rows.front().line == 3);
  for (std::size_t k = 1; k < rows.size(); ++k) CHECK(rows[k].seconds > rows[k - 1].seconds);
  CHECK_THROWS_WITH(read_csv_series(file, "DATETIME", "81502750", "RAINID", "R2013"),
                    Catch::Contains("no row has"));
}
