#include <catch2/catch.hpp>

#include "workbench.hpp"

using namespace qingliu;
using namespace qingliu::scenario;

namespace {

struct Broken {
  std::string name, from, to;
  std::vector<std::string> findings;
};

/// Each case: one passage of the good scenario replaced, and exactly what the reader then says.
const std::vector<Broken> cases = {
    {"unknown key near a known one",
     "courant = 0.4",
     "courrant = 0.4",
     {"s.toml:26:1: [flow] unknown key 'courrant'. Did you mean 'courant'?"}},
    {"key without its unit",
     "duration_h = 2",
     "duration = 2",
     {"s.toml:5:1: [time] duration_h is missing (Length of the run). Give a number in h, above 0 to 8784 "
      "(advised 0 to 240)",
      "s.toml:7:1: [time] unknown key 'duration'. Did you mean 'duration_h'?"}},
    {"key of another section",
     "courant = 0.4",
     "courant = 0.4\nmanning_n = 0.03",
     {"s.toml:27:1: [flow] unknown key 'manning_n'. It belongs under [landuse]"}},
    {"key like none",
     "courant = 0.4",
     "turbulence = 1",
     {"s.toml:26:1: [flow] unknown key 'turbulence'. Known keys: scheme, courant, steep_slope_correction"}},
    {"renamed key",
     "max_step_s = 30",
     "timestep_s = 30",
     {"s.toml:8:1: [time] 'timestep_s' is now called 'max_step_s'. Write max_step_s"}},
    {"misspelt section", "[flow]", "[folw]", {"s.toml:25:1: [folw] unknown section. Did you mean [flow]?"}},
    {"key above the first section",
     "[scenario]",
     "debug = true\n[scenario]",
     {"s.toml:2:1: unknown key 'debug' above the first section. Known sections: scenario, time, terrain, "
      "landuse, soil, "
      "fraction, barrier, grains, rain, boundary, inflow, flow, infiltration, evaporation, sediment, "
      "sources, streams, "
      "bank, reservoir, structure, collapsing_gully, gully, litter, quality, constituent, village, measure, "
      "gauge, "
      "output, checkpoint"}},
    {"rain with single brackets",
     "[[rain]]",
     "[rain]",
     {"s.toml:21:1: [rain] is a list. Write [[rain]] with double brackets"}},
    {"rain with single brackets is read on",
     "[[rain]]\nkind = \"uniform\"\n",
     "[rain]\nkind = \"uniform\"\nrain_mm_per_hr = 3\n",
     {"s.toml:21:1: [rain] is a list. Write [[rain]] with double brackets",
      "s.toml:23:1: [[rain]] unknown key 'rain_mm_per_hr'. Did you mean 'rain_mm_per_h'?"}},
    {"flow with double brackets",
     "[flow]",
     "[[flow]]",
     {"s.toml:25:1: [flow] is a section, not a list. Write [flow] once, with its keys below"}},
    {"text for a number",
     "courant = 0.4",
     "courant = \"fast\"",
     {"s.toml:26:1: [flow] courant = \"fast\" is text. Write a number, above 0 to 0.7"}},
    {"number in quotation marks",
     "courant = 0.4",
     "courant = \"0.4\"",
     {"s.toml:26:1: [flow] courant = \"0.4\" is text. Write courant = 0.4 without quotation marks"}},
    {"number for text",
     "title = \"Slope\"",
     "title = 7",
     {"s.toml:3:1: [scenario] title = 7 is a number. Write text"}},
    {"empty title",
     "title = \"Slope\"",
     "title = \"\"",
     {"s.toml:3:1: [scenario] title is empty. Write text"}},
    {"half a class id",
     "uniform = 1\n[soil]",
     "uniform = 1.5\n[soil]",
     {"s.toml:15:1: [landuse] uniform = 1.5 is a number. Write a whole number, 0 to 1000000"}},
    {"out of range",
     "courant = 0.4",
     "courant = 0.9",
     {"s.toml:26:1: [flow] courant = 0.9 is out of range. Write a number, above 0 to 0.7"}},
    {"lean faster than it is stable",
     "courant = 0.4",
     "scheme = \"lean\"\ncourant = 0.4",
     {"s.toml:27:1: [flow] courant = 0.4 is too large for scheme = \"lean\": above 0.35 still water in dead "
      "ends swings up. Write 0.35 or less, or scheme = \"full\""}},
    {"full faster than it is stable",
     "courant = 0.4",
     "courant = 0.6",
     {"s.toml:26:1: [flow] courant = 0.6 is too large for scheme = \"full\": above 0.5 a cell may give more "
      "water than it has. Write 0.5 or less"}},
    {"a stream under the light scheme",
     "courant = 0.4",
     "scheme = \"inertial\"\n[streams]",
     {"s.toml:27:1: [streams] is not tried with [flow] scheme = \"inertial\". Write scheme = \"full\" or "
      "\"lean\", or leave it out"}},
    {"bedload under the light scheme",
     "[flow]\ncourant = 0.4\n[sediment]\n",
     "[flow]\nscheme = \"inertial\"\n[sediment]\nbedload = \"wilcock-crowe\"\nbedload_from_um = 50\n",
     {"s.toml:28:1: [sediment] bedload is not tried with [flow] scheme = \"inertial\". Write scheme = "
      "\"full\" or \"lean\", or leave it out"}},
    {"duration of nothing",
     "duration_h = 2",
     "duration_h = 0",
     {"s.toml:7:1: [time] duration_h = 0 is out of range. Write a number in h, above 0 to 8784 (advised 0 to "
      "240)"}},
    {"rain of negative length",
     "duration_h = 1\n",
     "duration_h = -1\n",
     {"s.toml:24:1: [[rain]] duration_h = -1 is out of range. Write a number in h, above 0 to 8784"}},
    {"not a number",
     "courant = 0.4",
     "courant = nan",
     {"s.toml:26:1: [flow] courant = nan is not a finite number. Write a number, above 0 to 0.7"}},
    {"too large for a number",
     "courant = 0.4",
     "courant = 1e400",
     {"s.toml:26:11: the number 1e400 is too large to be held"}},
    {"decimal comma",
     "courant = 0.4",
     "courant = 0,4",
     {"s.toml:26:11: decimal comma in 0,4. Write 0.4 with a point"}},
    {"decimal comma in a table",
     "slope = 0.1 }",
     "slope = 0,1 }",
     {"s.toml:12:53: decimal comma in 0,1. Write 0.1 with a point"}},
    {"unknown word",
     "\"hillslope\"",
     "\"hilslope\"",
     {"s.toml:10:1: [terrain] synthetic does not know \"hilslope\". Did you mean \"hillslope\"?"}},
    {"unknown kind of rain",
     "kind = \"uniform\"",
     "kind = \"drizzle\"",
     {"s.toml:22:1: [[rain]] kind does not know \"drizzle\". Write one of uniform, alternating-blocks, "
      "chicago, file, gauges, grid"}},
    {"key of another kind of rain",
     "duration_h = 1\n",
     "duration_h = 1\ndepth_mm = 3\n",
     {"s.toml:25:1: [[rain]] depth_mm belongs to kind alternating-blocks or chicago, not to uniform. Remove "
      "it, or "
      "change kind"}},
    {"missing file",
     "table = \"landuse.csv\"",
     "table = \"landusse.csv\"",
     {"s.toml:14:1: [landuse] table: there is no file \"landusse.csv\". Did you mean \"landuse.csv\"?"}},
    {"unknown variable in a path",
     "table = \"landuse.csv\"",
     "table = \"${HOME}/landuse.csv\"",
     {"s.toml:14:1: [landuse] table: \"${HOME}/landuse.csv\" holds a variable that is not known. Only "
      "${QINGLIU_DATA_DIR} is"}},
    {"class that the table lacks",
     "uniform = 1\n[soil]",
     "uniform = 7\n[soil]",
     {"s.toml:13:1: [landuse] uniform = 7 is not in the table. It has: 1, 2"}},
    {"table without a source of classes",
     "uniform = 1\n[soil]",
     "[soil]",
     {"s.toml:13:1: [landuse] where are its classes? Give one of raster = \"...\", uniform = 1, by_rules = "
      "true"}},
    {"two sources of classes",
     "uniform = 1\n[soil]",
     "uniform = 1\nby_rules = true\n[soil]",
     {"s.toml:13:1: [landuse] raster, uniform and by_rules exclude each other. Keep one"}},
    {"key given twice",
     "courant = 0.4",
     "courant = 0.4\ncourant = 0.3",
     {"s.toml:27:1: the key 'courant' is given twice. Keep one of them"}},
    {"table given twice",
     "[output]",
     "[time]\n[output]",
     {"s.toml:32:1: the table [time] is given twice. Put all its keys under one header; where it is a list, "
      "write [[time]]"}},
    {"text without quotation marks",
     "title = \"Slope\"",
     "title = Slope",
     {"s.toml:3:1: the value cannot be read. Write text in quotation marks: \"...\""}},
    {"nothing behind the equals sign",
     "courant = 0.4",
     "courant =",
     {"s.toml:26:1: nothing stands behind '='. Write a value, or remove the line"}},
    {"no equals sign", "courant = 0.4", "courant 0.4", {"s.toml:26:1: '=' is missing. Write key = value"}},
    {"full-width comma",
     "[2, 20, 100]",
     "[2， 20， 100]",
     {"s.toml:20:17: the sign ， is not known here. Write , instead"}},
    {"curly quotation marks",
     "\"Slope\"",
     "“Slope”",
     {"s.toml:3:9: the sign “ is not known here. Write \" instead"}},
    {"day that the calendar lacks",
     "2026-06-01T00:00:00",
     "\"2026-02-30\"",
     {"s.toml:6:1: [time] start = 2026-02-30 is not a local date and time. Write it like "
      "2026-06-01T00:00:00, without a time "
      "zone"}},
    {"moment of a day that the calendar lacks, and what else is wrong",
     "2026-06-01T00:00:00\nduration_h = 2",
     "2026-02-30T00:00:00\nduration_h = -2",
     {"s.toml:6:1: 2026-02-30T00:00:00 is no moment: the calendar has no such day, or the clock no such "
      "time. "
      "Write it like 2026-06-01T05:00:00",
      "s.toml:7:1: [time] duration_h = -2 is out of range. Write a number in h, above 0 to 8784 (advised 0 "
      "to 240)"}},
    {"moment without its zeros",
     "2026-06-01T00:00:00",
     "2026-6-1T5:00",
     {"s.toml:6:1: 2026-6-1T5:00 is no moment: months, days and hours have two digits here, and seconds "
      "follow. Write it like 2026-06-01T05:00:00"}},
    {"time zone",
     "2026-06-01T00:00:00",
     "2026-06-01T00:00:00+08:00",
     {"s.toml:6:1: [time] start = 2026-06-01T00:00:00+08:00 is not a local date and time. Write it like "
      "2026-06-01T00:00:00, without a time zone"}},
    {"field that no one writes",
     "\"bed_change\"",
     "\"bed_chang\"",
     {"s.toml:34:1: [output] fields does not know \"bed_chang\". Did you mean \"bed_change\"?"}},
    {"gauge without a place",
     "section = [[500000, 2550050], [500020, 2550050]]\n",
     "",
     {"s.toml:29:1: [[gauge]] give one of section = [[x, y], [x, y]], point = [x, y], "
      "reach = \"name\" or dam = \"name\""}},
    {"gauge of one point",
     "[500000, 2550050], [500020, 2550050]",
     "[500000, 2550050], [500000, 2550050]",
     {"s.toml:31:1: [[gauge]] both points of section are the same"}},
    {"gauges of one name",
     "[output]",
     "[[gauge]]\nname = \"half\"\npoint = [1, 2]\n[output]",
     {"s.toml:32:1: [[gauge]] the name \"half\" is given twice. Give each gauge its own"}},
    {"grains out of order",
     "[2, 20, 100]",
     "[20, 2, 100]",
     {"s.toml:20:1: [grains] diameter_um must rise from class to class. Write the finest first, none twice"}},
    {"sediment without soil",
     "[soil]\ntable = \"soil.csv\"\nuniform = 1\n",
     "",
     {"s.toml:24:1: [sediment] needs [soil]: what erodes? Add [soil] with a table, or write on = false"}},
    {"sediment without grains",
     "[grains]\ndiameter_um = [2, 20, 100]\n",
     "",
     {"s.toml:25:1: [sediment] needs [grains]. Add [grains] with diameter_um = [2, 20, 100, 350], or write "
      "on = false"}},
    {"dem and synthetic",
     "synthetic = \"hillslope\"\ncell_size_m = 2\nhillslope = { length_m = 100, width_m = 20, slope = 0.1 }",
     "dem = \"terrain.tif\"\noutlet = { line = [[0, 0], [1, 1]], point = [0, 0] }",
     {"s.toml:11:1: [terrain] outlet has both line and point. Keep one of them"}},
    {"dem without an outlet",
     "synthetic = \"hillslope\"\ncell_size_m = 2\nhillslope = { length_m = 100, width_m = 20, slope = 0.1 }",
     "dem = \"terrain.tif\"",
     {"s.toml:9:1: [terrain] outlet needs a place. Write outlet = { line = [[x, y], [x, y]] } across the "
      "edge where the "
      "river leaves, or outlet = { point = [x, y], snap_m = 100 }"}},
    {"synthetic terrain without cells",
     "cell_size_m = 2\n",
     "",
     {"s.toml:9:1: [terrain] cell_size_m is missing: synthetic terrain needs it"}},
    {"unknown key in a table",
     "length_m = 100",
     "lenght_m = 100",
     {"s.toml:12:1: [terrain] hillslope: length_m is missing (Length from the southern edge, the outlet, to "
      "the crest). Give "
      "a number in m, above 0 to 100000",
      "s.toml:12:15: [terrain] hillslope: unknown key 'lenght_m'. Did you mean 'length_m'?"}},
    {"another schema",
     "qingliu-scenario/1",
     "qingliu-scenario/9",
     {"s.toml:1:1: schema = \"qingliu-scenario/9\" is not known. Write schema = \"qingliu-scenario/1\""}},
    {"list left open",
     "[2, 20, 100]",
     "[2, 20, 100",
     {"s.toml:20:1: a bracket is left open here. A list ends with ], a table with } on the same line"}},
    {"table left open",
     "slope = 0.1 }",
     "slope = 0.1",
     {"s.toml:12:1: a bracket is left open here. A list ends with ], a table with } on the same line"}},
    {"text left open",
     "\"Slope\"",
     "\"Slope",
     {"s.toml:3:1: the text cannot be read. Close it with a quotation mark, and write / instead of \\ in "
      "paths"}},
    {"path with backslashes",
     "\"landuse.csv\"",
     "\"maps\\landuse.csv\"",
     {"s.toml:14:1: the text cannot be read. Close it with a quotation mark, and write / instead of \\ in "
      "paths"}},
    {"two values on one line",
     "courant = 0.4",
     "courant = 0.4 0.5",
     {"s.toml:26:15: something stands behind the value. Write one key = value on a line"}},
    {"list and table of one name",
     "[flow]",
     "[rain]\n[flow]",
     {"s.toml:25:1: [rain] and [[rain]] stand in one file. A list is written [[rain]] throughout"}},
    {"dotted key without end",
     "courant = 0.4",
     "a.b.c.d.e.f.g.h.i.j = 0.4",
     {"s.toml:26:18: a dotted key has more than 8 parts"}},
    {"brackets without end",
     "[2, 20, 100]",
     "[[[[[[[[[2]]]]]]]]]",
     {"s.toml:20:23: brackets are nested deeper than 8. A scenario needs no more than 3"}},
    {"rain file without the column",
     "kind = \"uniform\"\nrain_mm_per_h = 36\nduration_h = 1",
     "kind = \"file\"\nfile = \"rain.csv\"\ntime_column = \"whn\"\nintensity_column = \"mm_per_h\"",
     {"s.toml:21:1: [[rain]] time_column: rain.csv has no column 'whn'. Did you mean 'when'?"}},
};

}  // namespace

TEST_CASE("a broken scenario is explained with its place, the user's word and the remedy", "[scenario]") {
  const Workbench bench;
  for (const Broken& broken : cases) {
    INFO(broken.name);
    std::vector<std::string> found = bench.findings(replaced(good_scenario, broken.from, broken.to));
    std::erase_if(found, [](const std::string& line) { return line.find("warning: ") != std::string::npos; });
    CHECK(found == broken.findings);
  }
}

TEST_CASE("all findings of a scenario come at once, in the order of its lines", "[scenario]") {
  const Workbench bench;
  std::string text = replaced(good_scenario, "courant = 0.4", "courant = 0,9");
  text = replaced(text, "title = \"Slope\"", "title = Slope");
  text = replaced(text, "every_min = 5", "evry_min = 5");
  text = replaced(text, "\"landuse.csv\"", "\"nowhere/at/all\"");
  CHECK(bench.findings(text) ==
        std::vector<std::string>{
            "s.toml:3:1: the value cannot be read. Write text in quotation marks: \"...\"",
            "s.toml:14:1: [landuse] table: there is no file \"nowhere/at/all\" (looked for nowhere/at/all)",
            "s.toml:26:1: [flow] courant = 0.9 is out of range. Write a number, above 0 to 0.7",
            "s.toml:26:11: decimal comma in 0,9. Write 0.9 with a point",
            "s.toml:33:1: [output] unknown key 'evry_min'. Did you mean 'every_min'?"});
}

TEST_CASE("a scenario that is not there, or is not text, is an input error", "[scenario]") {
  const Workbench bench;
  CHECK_THROWS_WITH(read_scenario(bench.folder() / "none.toml"),
                    Catch::EndsWith("none.toml: the file is not there, or may not be read"));
  CHECK_THROWS_WITH(read_scenario(bench.folder()), Catch::EndsWith("this is a folder. Name the file in it"));
  CHECK(
      bench.findings("title = \"\xB9\xAB\"\n") ==
      std::vector<std::string>{"s.toml:1:10: the text is not UTF-8. Save the file with the encoding UTF-8"});
  CHECK(bench.findings(std::string("a = 1\n\0\n", 8)) ==
        std::vector<std::string>{"s.toml:2: a control character stands in the text. Is this a text file?"});
  CHECK(bench.findings(std::string(1048577, '\n')) ==
        std::vector<std::string>{
            "s.toml: the file has 1048577 bytes; a scenario has at most 1048576. Keep maps and series in "
            "files of their own"});
}
