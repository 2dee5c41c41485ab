// Design storms, weights of gauges and rows of rain files beside their closed forms.
#include <catch2/catch.hpp>
#include <cmath>

#include "run/design_storms.hpp"
#include "run/rain_column.hpp"
#include "run/rain_gauges.hpp"
#include "run/rain_rows.hpp"

using namespace qingliu;
using namespace qingliu::run;

TEST_CASE("every duration around the peak of a Chicago storm has the depth of the formula", "[run][rain]") {
  const IntensityFormula f{12.0, 10.0, 0.7};
  const double r = 0.4, begin = 600.0;
  const RainSeries storm = chicago_storm(f, 7200.0, 60.0, r, begin);
  const double peak = begin + r * 7200.0;
  const auto formula = [&](double minutes) { return 1e-3 * f.a * minutes / std::pow(minutes + f.b, f.n); };
  for (const double minutes : {5.0, 10.0, 30.0, 60.0, 120.0}) {
    const double from = peak - r * 60.0 * minutes, to = peak + (1.0 - r) * 60.0 * minutes;
    CHECK(storm.cumulative(to) - storm.cumulative(from) == Approx(formula(minutes)).epsilon(1e-12));
  }
  CHECK(storm.cumulative(begin) == 0.0);
  CHECK(storm.total() == Approx(formula(120.0)).epsilon(1e-12));
}

TEST_CASE("short blocks of a Chicago storm meet its intensities", "[run][rain]") {
  // Keifer & Chu 1957: i = a [(1-n) t/r + b] / (t/r + b)^(n+1), t minutes before the peak; a / b^n at it.
  const IntensityFormula f{12.0, 10.0, 0.7};
  const double r = 0.4, block = 0.6;
  const RainSeries storm = chicago_storm(f, 7200.0, block, r, 0.0);
  const auto mm_per_min = [&](double t) {
    return (storm.cumulative(t + 0.5 * block) - storm.cumulative(t - 0.5 * block)) * 1e3 / (block / 60.0);
  };
  const double peak = r * 7200.0;
  for (const double minutes : {2.0, 15.0, 40.0}) {
    const auto at = [&](double t, double side) {
      return f.a * ((1.0 - f.n) * t / side + f.b) / std::pow(t / side + f.b, f.n + 1.0);
    };
    CHECK(mm_per_min(peak - 60.0 * minutes) == Approx(at(minutes, r)).epsilon(1e-4));
    CHECK(mm_per_min(peak + 60.0 * minutes) == Approx(at(minutes, 1.0 - r)).epsilon(1e-4));
  }
  const double highest = 12.0 / std::pow(10.0, 0.7);
  CHECK(mm_per_min(peak - 0.5 * block) <= highest);
  CHECK(mm_per_min(peak - 0.5 * block) == Approx(highest).epsilon(0.005));
}

TEST_CASE("a Chicago storm by depth has that depth, wherever its peak is", "[run][rain]") {
  const double b = 8.0, n = 0.65;
  for (const double peak : {0.0, 0.4, 1.0}) {
    const double a = formula_a_of_depth(0.120, 3.0 * 3600.0, b, n);
    CHECK(chicago_storm({a, b, n}, 3.0 * 3600.0, 300.0, peak, 0.0).total() == Approx(0.120).epsilon(1e-12));
  }
  CHECK(formula_a(14.5, 0.533, 10.0) == Approx(14.5 * 1.533).epsilon(1e-12));
}

TEST_CASE("alternating blocks hold the depth of every duration around the largest block", "[run][rain]") {
  const RainSeries storm = alternating_blocks(0.3, 24 * 3600.0, 3600.0, 0.4, 0.6, 0.0);
  const double centre = 9 * 3600.0;  // the tenth block: 0.4 of 24
  CHECK(storm.cumulative(centre + 3600.0) - storm.cumulative(centre) ==
        Approx(0.3 * std::pow(1.0 / 24.0, 0.4)).epsilon(1e-12));
  CHECK(storm.cumulative(centre + 2 * 3600.0) - storm.cumulative(centre - 3600.0) ==
        Approx(0.3 * std::pow(3.0 / 24.0, 0.4)).epsilon(1e-12));
  CHECK(storm.total() == Approx(0.3).epsilon(1e-12));
}

TEST_CASE("inverse distance weighs two gauges at 1 and 2 km as 4 to 1", "[run][rain]") {
  const std::vector<RainGauge> gauges{{"near", 0.0, 0.0, 100.0}, {"far", 3000.0, 0.0, 500.0}};
  const GaugeSpread idw{true, 2.0, 8, 0.0};
  const auto shares = gauge_weights(gauges, idw, 1000.0, 0.0, 0.0);
  REQUIRE(shares.size() == 2);
  CHECK(shares[0].series == 0);
  CHECK(shares[0].weight == Approx(0.8).epsilon(1e-13));
  CHECK(shares[1].weight == Approx(0.2).epsilon(1e-13));
  CHECK(gauge_weights(gauges, {true, 1.0, 8, 0.0}, 1000.0, 0.0, 0.0)[0].weight == Approx(2.0 / 3.0));
  CHECK(gauge_weights(gauges, {true, 2.0, 1, 0.0}, 2000.0, 0.0, 0.0)[0].series == 1);
  // On the gauge itself its own rain, but for the metre that stands for no distance.
  CHECK(gauge_weights(gauges, idw, 0.0, 0.0, 0.0)[0].weight == Approx(1.0 - 1.0 / 9e6).epsilon(1e-9));
}

TEST_CASE("the elevation factor is 1 + k (z - z of the gauge), never below 0", "[run][rain]") {
  const std::vector<RainGauge> gauges{{"low", 0.0, 0.0, 100.0}, {"high", 3000.0, 0.0, 900.0}};
  const GaugeSpread nearest{false, 2.0, 8, 0.3e-3};
  CHECK(gauge_weights(gauges, nearest, 10.0, 0.0, 600.0)[0].weight == Approx(1.15).epsilon(1e-14));
  CHECK(gauge_weights(gauges, nearest, 2990.0, 0.0, 600.0)[0].weight == Approx(0.91).epsilon(1e-14));
  CHECK(gauge_weights(gauges, {false, 2.0, 8, 5e-3}, 2990.0, 0.0, 100.0)[0].weight == 0.0);
  const auto both = gauge_weights(gauges, {true, 2.0, 8, 0.3e-3}, 1500.0, 0.0, 600.0);
  CHECK(both[0].weight + both[1].weight == Approx(0.5 * 1.15 + 0.5 * 0.91).epsilon(1e-13));
}

TEST_CASE("intensities and the two kinds of depths are one curve", "[run][rain]") {
  scenario::Scenario s;
  s.time.start = "2026-06-01T00:00:00";
  s.time.duration = 86400.0;
  scenario::RainSection rain;
  std::vector<std::string> notes;
  const auto curve = [&](const std::string& values, std::vector<RainRow> rows) {
    rain.values = values;
    return series_of_rows(s, rain, rows, "gauge", notes);
  };
  const RainSeries rates = curve("mm_per_h", {{0, 12, 1}, {1800, 48, 2}, {2400, 0, 3}, {6000, 0, 4}});
  const RainSeries next = curve("mm_until_next", {{0, 6, 1}, {1800, 8, 2}, {2400, 0, 3}, {6000, 0, 4}});
  const RainSeries last = curve("mm_since_last", {{0, 0, 1}, {1800, 6, 2}, {2400, 8, 3}, {6000, 0, 4}});
  CHECK(notes.empty());
  for (const double t : {0.0, 900.0, 1800.0, 2000.0, 2400.0, 6000.0}) {
    CHECK(next.cumulative(t) == Approx(rates.cumulative(t)).epsilon(1e-14));
    CHECK(last.cumulative(t) == Approx(rates.cumulative(t)).epsilon(1e-14));
  }
  CHECK(rates.total() == Approx(0.014).epsilon(1e-14));
  curve("mm_since_last", {{0, 3, 1}, {1800, 6, 2}});
  REQUIRE(notes.size() == 1);
  CHECK(notes[0] == "rain: the first row of gauge is not 0 but has no begin; its 3 mm are left out");
}

TEST_CASE("the last of equally spaced rows lasts as long as the others, another has no end", "[run][rain]") {
  scenario::Scenario s;
  s.time.start = "2026-06-01T00:00:00";
  s.time.duration = 5 * 86400.0;
  scenario::RainSection rain;
  std::vector<std::string> notes;
  rain.values = "mm_until_next";
  const std::vector<RainRow> days = {{0, 0, 1}, {86400, 52.5, 2}, {172800, 33.8, 3}};
  CHECK(series_of_rows(s, rain, days, "days", notes).total() == Approx(0.0863).epsilon(1e-14));
  CHECK(notes ==
        std::vector<std::string>{"rain: the last row of days has no end; it lasts 24 h like the others"});
  CHECK_FALSE(lost_depth(rain, days, "days"));
  const std::vector<RainRow> uneven = {{0, 0, 1}, {86400, 52.5, 2}, {90000, 33.8, 3}};
  notes.clear();
  CHECK(series_of_rows(s, rain, uneven, "uneven", notes).total() == Approx(0.0525).epsilon(1e-14));
  REQUIRE(notes.size() == 1);
  CHECK(notes[0] ==
        "rain: the last row of uneven is not 0 but has no end; its 33.8 mm are left out. Add a row "
        "where it ends");
  REQUIRE(lost_depth(rain, uneven, "uneven"));
  CHECK(lost_depth(rain, uneven, "uneven")->message.find("33.8 mm of the 86.3 mm of uneven do not fall") !=
        std::string::npos);
  rain.values = "mm_per_h";
  CHECK(series_of_rows(s, rain, {{0, 10, 1}, {3600, 5, 2}, {7200, 2, 3}}, "hours", notes).total() ==
        Approx(0.017).epsilon(1e-14));
}

TEST_CASE("the name of a column says what its numbers are", "[run][rain]") {
  using Kind = RainColumn::Kind;
  for (const char* name : {"rain_mm_per_h", "雨强(mm/h)", "mm/h"})
    CHECK(rain_column(name).kind == Kind::intensity);
  for (const char* name :
       {"rain_mm", "雨量", "降水量(mm)", "mm_15min", "cmorph_mm", "village_stages_mm", "rain_mm_hourly",
        "hourly accumulated mm", "时段累计雨量(mm)", "cumulated per interval, mm"})
    CHECK(rain_column(name).kind == Kind::depth);
  for (const char* name : {"81502750", "rain", "P", "甲站"}) CHECK(rain_column(name).kind == Kind::unknown);
  for (const char* name : {"累计雨量(mm)", "cumulative_mm", "雨量(0.1mm)", "rain_cm", "水位(m)",
                           "i_mm_per_min", "rain (in)", "cumulated_mm", "rain_inches", "mm/day", "流量"}) {
    INFO(name);
    CHECK(rain_column(name).kind == Kind::other);
    CHECK_FALSE(rain_column(name).fault.empty());
  }
  // Hours may overlap in rows of minutes: their name does not do. What would do is said.
  for (const char* name : {"累计雨量", "1小时累计雨量(mm)", "24h cumulative mm"})
    CHECK(rain_column(name).fault.find("where its numbers are of one interval each, let its name say so: "
                                       "时段雨量(mm), or rain_mm") != std::string::npos);
  scenario::RainSection rain;
  rain.intensity_column = "rain_mm";
  rain.values = "mm_per_h";
  CHECK(column_doubt(rain));
  rain.values = "mm_since_last";
  CHECK_FALSE(column_doubt(rain));
  rain.intensity_column = "rain_mm_per_h";
  CHECK(column_doubt(rain));
  rain.intensity_column = "累计雨量";
  CHECK_THROWS_AS(column_doubt(rain), InputError);
}
