#include "postprocess/report.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "postprocess/erosion_classes.hpp"
#include "postprocess/flow_chart.hpp"
#include "postprocess/report_charts.hpp"
#include "postprocess/report_figures.hpp"
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

TEST_CASE("tables that are damaged are named, of the run as of a plan", "[postprocess][report]") {
  const ScratchFolder base, plan;
  for (const auto* folder : {&base, &plan}) {
    ResultsCase run(folder->path());
    run.write_net_erosion({1.0f});
    run.finish();
    write_tables(folder->path(), 3600.0);
  }
  write_text(base / "budget.csv", "time_s,rain\n0,0\n");
  write_text(plan / "gauges.csv", text_of(plan / "gauges.csv") + "outlet,1800,0\n");
  const std::string page = text_of(make_report(base.path(), {Language::english, {plan.path()}}).page);
  CHECK(page.find("budget.csv is damaged or of another kind (it has no column rain_m3)") !=
        std::string::npos);
  CHECK(page.find("No figures: budget.csv is missing, damaged or empty.") != std::string::npos);
  CHECK(page.find("No tables yet") == std::string::npos);
  CHECK(page.find("gauges.csv is damaged: 1 of its lines") != std::string::npos);
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
  CHECK(page.find("budget.csv is damaged or of another kind") != std::string::npos);
  CHECK(page.find(">nan") == std::string::npos);
  CHECK(page.find("data:image/png;base64,iVBOR") != std::string::npos);
}

TEST_CASE("figures have thousands apart and digits by size", "[postprocess][report]") {
  CHECK(figure_text(1234567.4) == "1,234,567");
  CHECK(figure_text(-1234.0) == "-1,234");
  CHECK(figure_text(123.45) == "123.5");
  CHECK(figure_text(0.01234) == "0.0123");
  CHECK(figure_text(0.0) == "0");
  CHECK(figure_text(-0.00001) == "0.0000");
  CHECK(figure_text(std::nan("")) == "–");
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
      "upper pool,501000,2560700,44,41.25,2.75,120000,35,41.5,\n"
      "lower pool,501000,2560700,43,41.25,1.75,120000,35,42,43\n");
  write_text(scratch / "reservoir_series.csv",
             "reservoir,time_s,level_m,inflow_m3_per_s,outflow_m3_per_s\nupper pool,600,40,2,1\nupper "
             "pool,1200,41.25,5,2\nlower pool,600,40,2,1\nlower pool,1200,41.25,5,2\n");
  const std::string page = text_of(make_report(scratch.path(), {}).page);
  CHECK(page.find("<td>upper pool</td><td>41.25</td><td>2.75</td><td>120,000</td><td>35.00</td>") !=
        std::string::npos);
  CHECK(page.find("crest 44.00 m") != std::string::npos);
  CHECK(page.find("alarm 1 41.50 m") != std::string::npos);
  CHECK(page.find("alarm 2") ==
        page.find("crest, alarm 2 43.00 m") + 7);  // one line; the upper pool has no second
}

TEST_CASE("areas and losses by class of SL 190 are those of the cells", "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path());
  run.write_net_erosion({-0.2f, 0.1f, 0.5f, 3.0f, 7.0f, 20.0f});  // kg/m2, one cell each, the others 0
  run.finish();
  const std::vector<ErosionClass> classes = erosion_by_class(ResultFolder(scratch.path())).classes;
  REQUIRE(classes.size() == 7);
  constexpr double cell = 2500.0;
  const double cells[]{1, 38 * 28 - 5, 1, 1, 1, 0, 1};
  const double loss[]{-0.2, 0.1, 0.5, 3.0, 7.0, 0.0, 20.0};
  for (std::size_t n = 0; n < classes.size(); ++n) {
    INFO(classes[n].range);
    CHECK(classes[n].area == Approx(cells[n] * cell));
    CHECK(classes[n].loss == Approx(loss[n] * cell).epsilon(1e-6));
  }
  const char* ranges[]{"< 0",           "0 – 500",        "500 – 2,500", "2,500 – 5,000",
                       "5,000 – 8,000", "8,000 – 15,000", "> 15,000"};
  for (std::size_t n = 0; n < classes.size(); ++n) CHECK(classes[n].range == ranges[n]);
}

TEST_CASE("the table of SL 190 goes on to streams, dams and reservoirs and ends at the ledger's sum",
          "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path());
  run.write_net_erosion({2.0f, 6.0f}, 1200.0);  // two cells of 2,500 m2: 20 t
  run.finish();
  write_text(scratch / "gauges.csv", "gauge,time_s,rain_mm,discharge_m3_per_s,depth_m,velocity_m_per_s\n");
  // Land 20 t net; banks 5 t; beds 3 t less 1 t that lies there; 4 t behind a dam, 6 t in a reservoir, 2 t in
  // works on slopes: 15 t left or are in the water.
  write_text(scratch / "budget.csv",
             "time_s,rain_m3,intercepted_m3,infiltrated_m3,outflow_m3,stored_m3,water_relative_error,"
             "eroded_2um_kg,banks_2um_kg,gullies_2um_kg,inflow_2um_kg,at_start_2um_kg,deposited_2um_kg,"
             "suspended_2um_kg,outflow_2um_kg,removed_2um_kg,clipped_2um_kg,relative_error_2um\n"
             "1200,5000,0,0,0,0,0,38000,5000,7000,0,0,23000,1000,14000,0,0,0\n");
  write_text(scratch / "totals.csv",
             "division,part,area_km2,eroded_kg,deposited_kg\nlanduse,forest,1,30000,12000\n"
             "landuse,streams,0,8000,11000\nlanduse,all,1,38000,23000\n");
  write_text(scratch / "streams.csv", "reach,segment,downstream,x_m,y_m,area_km2\n");
  write_text(scratch / "structures.csv",
             "structure,capacity_m3,deposit_m3,filled,full_at_s,over_top_m,deposited_2um_kg,failed_at_s\n"
             "\"first, upper\",40,3,0.075,nan,0,3000,nan\nsecond,20,1,0.05,1800,0.2,1000,nan\n");
  write_text(scratch / "structure_series.csv",
             "structure,time_s,filled\n\"first, upper\",1200,0.075\nsecond,1200,0.05\n");
  write_text(scratch / "reservoirs.csv", "reservoir,peak_level_m,deposited_2um_kg\npond,41,6000\n");
  write_text(scratch / "measures.csv", "measure,silt_m3,silt_2um_kg\nA,1,2000\n");
  write_text(scratch / "collapsing_gullies.csv",
             "gully,length_m,highest_m,highest_saturation,first_fall_s,gave_kg,by_flow_kg\n"
             "east,30,6.5,0.9,900,6000,500\n");
  write_text(scratch / "gullies.csv",
             "gully,length_m,head_went_m,deepest_m,widest_m,gave_kg\nterrace,80,1.5,1.1,2,1000\n");
  write_text(scratch / "banks.csv",
             "reach,side,gave_kg\nR1,left,1000\nR2,left,3000\nR1,right,1000\nR3,left,0\n");
  const std::string page = text_of(make_report(scratch.path(), {}).page);
  const auto says = [&](const std::string& text) { return page.find(text) != std::string::npos; };
  const auto line = [](const std::string& name, const std::string& value) {
    return "<td>" + name + "</td><td></td><td></td><td></td><td>" + value + "</td>";
  };
  CHECK(says("Land cells, all classes</td><td></td><td>266.0</td><td>100.0</td><td>20.00</td>"));
  CHECK(says(line("Banks of streams", "5.00")));
  CHECK(says(line("Beds of streams, less what lies there", "2.00")));
  CHECK(says(line("Held by measures on slopes", "-2.00")));
  CHECK(says(line("Lies behind dams", "-4.00")));
  CHECK(says(line("Lies in reservoirs", "-6.00")));
  CHECK(says(line("Left with the water, or still in it", "15.00")));
  CHECK_FALSE(says("Rounding of the map"));
  CHECK(says("only cells that lost or gained at least 500 t/km²"));
  // By kind: 38 t came; Benggang 6 t, gullies 1 t, banks 5 t, beds 3 t, slopes the other 23 t.
  CHECK(says("<td>Slopes</td><td>23.00</td><td>60.5</td>"));
  CHECK(says("<td>Collapsing gullies (Benggang)</td><td>6.00</td><td>15.8</td>"));
  CHECK(says("<td>Gullies</td><td>1.00</td><td>2.6</td>"));
  CHECK(says("<td>Banks of streams</td><td>5.00</td><td>13.2</td>"));
  CHECK(says("<td>Beds of streams</td><td>3.00</td><td>7.9</td>"));
  CHECK(says("<td>Lies behind dams</td><td>4.00</td><td>10.5</td>"));
  CHECK(says("<td>Lies on slopes and in gullies</td><td>10.00</td><td>26.3</td>"));
  CHECK(says("<td>first, upper</td><td>40.00</td><td>3.00</td><td>7.5</td><td>3.00</td><td>–</td>"));
  CHECK(says("<td>second</td><td>20.00</td><td>1.00</td><td>5.0</td><td>1.00</td><td>0.50</td>"));
  CHECK(says(">filled [%]</text>"));
  CHECK(
      says("<td>east</td><td>30.00</td><td>6.50</td><td>90.0</td><td>0.25</td><td>6.00</td><td>0.5000</td>"));
  CHECK(says("<td>terrace</td><td>80.00</td><td>1.50</td>"));
  CHECK(page.find("<td>R2</td><td>3.00</td>") < page.find("<td>R1</td><td>2.00</td>"));
  CHECK_FALSE(says("<td>R3</td>"));
}

TEST_CASE("charts of nothing, and of one value, have axes from 0", "[postprocess][report]") {
  const ScratchFolder scratch;
  ResultsCase run(scratch.path());
  run.write_two_times();
  run.finish();
  write_tables(scratch.path(), 3600.0);
  write_text(scratch / "gauges.csv",
             "gauge,time_s,rain_mm,discharge_m3_per_s,depth_m,velocity_m_per_s,load_2um_kg_per_s\n"
             "outlet,600,0,4,,,0\noutlet,1200,0,4.5,,,0\n");
  const std::string page = text_of(make_report(scratch.path(), {}).page);
  const std::size_t series = page.find("Discharge and sediment");
  CHECK(page.find("−", series) == std::string::npos);  // no rain or load below 0
  const std::size_t discharge = page.find(">4</text>", series);
  REQUIRE(discharge != std::string::npos);
  CHECK(page.find(">1</text>", series) < discharge);
}

TEST_CASE("a discharge backwards has its room below 0, one thinner than the line none",
          "[postprocess][report]") {
  const auto below = [](const std::string& least) {
    const io::CsvTable gauges{{"gauge", "time_s", "rain_mm", "discharge_m3_per_s"},
                              {{"bridge", "600", "0", least}, {"bridge", "1200", "0", "900"}}};
    return gauge_charts(gauges, "bridge", Speaker(Language::english)).at(1).find("−") != std::string::npos;
  };
  CHECK_FALSE(below("-0.5"));
  CHECK(below("-90"));
}
