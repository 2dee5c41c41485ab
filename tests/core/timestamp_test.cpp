#include "core/timestamp.hpp"

#include <catch2/catch.hpp>

using qingliu::format_timestamp;
using qingliu::parse_timestamp;

TEST_CASE("timestamps are seconds of the proleptic Gregorian calendar", "[timestamp]") {
  CHECK(parse_timestamp("1970-01-01T00:00:00") == 0);
  CHECK(parse_timestamp("2000-03-01 00:00:00") == 951868800);  // the day after a leap day of a 400-year
  CHECK(parse_timestamp("2018-08-30T05:00:00") == 1535605200);
  CHECK(parse_timestamp("1969-12-31T23:59:59") == -1);
}

TEST_CASE("timestamps are read in the forms that rain files use", "[timestamp]") {
  const auto expected = parse_timestamp("2013-02-04T19:45:00");
  REQUIRE(expected);
  CHECK(parse_timestamp("2013-02-04 19:45") == expected);
  CHECK(parse_timestamp(" 2013-02-04 19:45:00 \r") == expected);
  CHECK(parse_timestamp("2013/2/4 19:45") == expected);
  CHECK(parse_timestamp("2013/02/04 19:45:00") == expected);
  CHECK(parse_timestamp("2013-2-4 19:45:00") == expected);  // the daily rain of Youwuzhen
  CHECK(parse_timestamp("2013/2/4 9:05") == *expected - 10 * 3600 - 40 * 60);
  CHECK(parse_timestamp("2013-02-04") == *expected - 19 * 3600 - 45 * 60);
}

TEST_CASE("Chinese times are read", "[timestamp]") {
  const auto expected = parse_timestamp("2013-06-12 08:00:00");
  for (const char* text : {"2013年6月12日8时", "2013年06月12日 08时00分", "2013年6月12日8时00分00秒",
                           "2013年6月12日 8:00", "2013年6月12日8点"}) {
    INFO(text);
    CHECK(parse_timestamp(text) == expected);
  }
  CHECK(parse_timestamp("2013年6月12日") == *expected - 8 * 3600);
  CHECK(parse_timestamp("2013年6月12日24时") == *expected + 16 * 3600);
  CHECK_FALSE(parse_timestamp("2013年6月31日"));
  CHECK_FALSE(parse_timestamp("2013年6月12日8时雨"));
}

TEST_CASE("24:00 is the end of its day, and zeros may follow the second", "[timestamp]") {
  CHECK(parse_timestamp("2013-02-28 24:00") == parse_timestamp("2013-03-01 00:00"));
  CHECK(parse_timestamp("2013/12/31 24:00:00") == parse_timestamp("2014-01-01"));
  CHECK(parse_timestamp("2013-02-04 19:45:00.000") == parse_timestamp("2013-02-04 19:45"));
}

TEST_CASE("texts that are not a clock time without zone are refused", "[timestamp]") {
  for (const char* text : {"",
                           "rain",
                           "2013",
                           "2013-13-01",
                           "2013-02-29",
                           "2013-2/4 19:45",
                           "2013-02-04 24:01",
                           "2013-02-04 25:00",
                           "2013-02-04 24:00:01",
                           "2013-02-04 19:45:00.",
                           "2013-02-04 19:60",
                           "2013-02-04 19:45:60",
                           "2013-02-04T19:45:00Z",
                           "2013-02-04T19:45:00+08:00",
                           "2013-02-04 19",
                           "2013-02/04",
                           "2013-02-04 19:45:00.5",
                           "04/02/2013 19:45",
                           "2013-02-04 19:45:",
                           "2013-02-04  19:45"}) {
    INFO(text);
    CHECK_FALSE(parse_timestamp(text));
  }
}

TEST_CASE("a timestamp survives the way to text and back", "[timestamp]") {
  for (std::int64_t seconds = -5000000000; seconds < 5000000000; seconds += 86399 * 37) {
    REQUIRE(parse_timestamp(format_timestamp(seconds)) == seconds);
  }
  CHECK(format_timestamp(1535605200) == "2018-08-30T05:00:00");
}
