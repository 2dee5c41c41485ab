// Several ranks give the answer of one, to the bit: the program under mpirun, more ranks than processors.
// What it takes in time is not looked at here (docs/scaling.md).
#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "parallel/rank_case.hpp"
#include "run/progress.hpp"

using namespace qingliu;
using namespace qingliu::testing;

namespace {

constexpr const char* reservoir =
    "crest_m = 55\ncrest_length_m = 120\nnormal_level_m = 51\ndead_level_m = 44\nstart_level_m = 50\n"
    "spillway_m = 51\nspillway_width_m = 8\noutlet_m = 43\noutlet_area_m2 = 0.8\nseepage_m3_per_s = 0.01\n"
    "reach = \"R50\"\nchainage_m = 1018\n";

/// The coarse synthetic catchment with streams over the borders of ranks, a reservoir, and works on slopes.
void write_valley(const fs::path& folder) {
  for (const char* file : {"landuse.csv", "soil.csv"})
    fs::copy_file(shipped("gongping") / file, folder / file);
  write_text(folder / "pool.csv",
             "level_m,volume_m3,area_m2\n41,0,0\n44,60000,40000\n48,420000,140000\n52,1200000,250000\n"
             "55,2050000,320000\n");
  write_text(folder / "s.toml",
             text_of(shipped("gongping/scenario.toml")) +
                 "\n[streams]\nbegin_km2 = 3\nerodible_depth_m = 0.5\n\n[[reservoir]]\nname = "
                 "\"pool\"\ntable = \"pool.csv\"\n" +
                 reservoir +
                 "\n[litter]\nbuildup_days = 20\n\n[[constituent]]\nname = \"TN\"\npool_mg_per_l = "
                 "0.8\n\n[[village]]\n"
                 "name = \"V\"\nreach = \"R50\"\nchainage_m = 100\npopulation = 900\ncollected = 0.4\n"
                 "sewage_delivery = 0.5\n"
                 "\n[[measure]]\nid = \"terraces\"\ntype = \"terrace_level\"\nbuilt = 2010-01-01\n"
                 "where = \"slope_deg > 8 and slope_deg < 20\"\n");
}

}  // namespace

TEST_CASE("a slope: one answer over 1 to 4 ranks, 1 and 2 threads, both schemes", "[parallel]") {
  const std::string scheme = GENERATE("full", "lean --set flow.courant=0.3");
  const Scratch scratch;
  check_layouts(scratch.path(), slope("--max-steps 120 --set flow.scheme=" + scheme), 4);
}

TEST_CASE("streams, a reservoir and terraces across the borders of ranks: one answer", "[parallel]") {
  const Scratch scratch;
  write_valley(scratch.path());
  check_layouts(scratch.path(),
                "run s.toml --quiet --set time.duration_h=14 --set terrain.cell_size_m=480 --set "
                "output.every_min=120 --max-steps 400",
                4);
  for (const double error : relative_errors(scratch.path() / "r3t1")) CHECK(std::fabs(error) <= 1e-12);
}

TEST_CASE("Big Tujunga: one answer", "[parallel]") {
  const char* set = std::getenv("QINGLIU_DATA_DIR");
  const fs::path data = set ? fs::path(set) : fs::path(qingliu::testing::source_folder()) / "../shared/data";
  if (!fs::exists(data / "bigtujunga")) {
    WARN("the data of Big Tujunga are not there: not run");
    return;
  }
  const Scratch scratch;
  check_layouts(scratch.path(),
                "run '" + shipped("big-tujunga/scenario.toml").string() + "' --quiet --max-steps 12", 4);
}

TEST_CASE("200 steps are 100 on three ranks, a restart and 100 on two, or without MPI", "[parallel]") {
  const Scratch scratch;
  REQUIRE(on_ranks(1, scratch.path(), slope("-o straight --max-steps 200")).status == 4);
  REQUIRE(on_ranks(3, scratch.path(), slope("-o parts --max-steps 100 --threads 1")).status == 4);
  fs::copy(scratch / "parts", scratch / "alone", fs::copy_options::recursive);
  const Outcome rest =
      on_ranks(2, scratch.path(), slope("--restart parts/checkpoint/newest.qlc --max-steps 100 --threads 2"));
  CAPTURE(rest.output);
  REQUIRE(rest.status == 4);
  check_same(scratch.path() / "parts", scratch.path() / "straight");
  if (everyday_program().empty()) return;
  REQUIRE(everyday(scratch.path(), slope("--restart alone/checkpoint/newest.qlc --max-steps 100")) == 4);
  check_same(scratch.path() / "alone", scratch.path() / "straight");
}

TEST_CASE("more ranks than rows, ranks of one row, empty ranks", "[parallel]") {
  const Scratch scratch;
  const std::string few = slope("--set terrain.cell_size_m=20 --max-steps 30 ");  // 6 rows
  REQUIRE(on_ranks(1, scratch.path(), few + "-o one").status == 4);
  for (const int ranks : {5, 6, 9}) {
    const std::string out = "r" + std::to_string(ranks);
    const Outcome outcome = on_ranks(ranks, scratch.path(), few + "--threads 1 -o " + out);
    CAPTURE(ranks, outcome.output);
    REQUIRE(outcome.status == 4);
    check_same(scratch.path() / out, scratch.path() / "one");
  }
}

TEST_CASE("bytes and messages of the halos are those of the model", "[parallel]") {
  const Scratch scratch;
  const int steps = 25, ranks = 3;
  REQUIRE(on_ranks(ranks, scratch.path(), slope("-o out --threads 1 --max-steps 25")).status == 4);
  // The slope is 40 cells wide. Three rows each way over two borders; twice a step (Heun): before it depth,
  // two velocities, four classes and the bed, between its stages depth and velocities (classes move once a
  // step).
  const double cells = 2.0 * (ranks - 1) * 3.0 * 40.0;
  const double bytes = steps * cells * ((3 + 4 + 1) + 3) * 8.0;
  const std::string summary = text_of(scratch.path() / "out/summary.json");
  CHECK(std::stod(json_value(summary, "halo_bytes")) == bytes);
  CHECK(std::stod(json_value(summary, "halo_messages")) == steps * 2.0 * (ranks - 1) * 2.0);
}

TEST_CASE("what one rank is told, all obey, what is wrong is said once", "[parallel]") {
  const Scratch scratch;
  const Outcome bad = on_ranks(3, scratch.path(), slope("-o bad --set flow.courant=7"));
  CHECK(bad.status == 2);
  CAPTURE(bad.output);
  CHECK(bad.output.find("courant") != std::string::npos);
  CHECK(bad.output.find("1 thing to mend") == bad.output.rfind("1 thing to mend"));
  CHECK_FALSE(fs::exists(scratch.path() / "bad"));
  // mpirun passes USR1 on to its ranks.
  const std::string first = "'" + (scratch.path() / "parts/steps/000000.h5").string() + "'";
  const Outcome stopped = on_ranks(3, scratch.path(),
                                   slope("-o parts --threads 1 & pid=$!; until [ -e " + first +
                                         " ]; do sleep 0.1; done; sleep 1; kill -USR1 $pid; wait $pid"));
  CAPTURE(stopped.output);
  REQUIRE(stopped.status == 4);
  CHECK(stopped.output.find("stopped by signal 10") != std::string::npos);
  REQUIRE(on_ranks(1, scratch.path(), slope("-o straight")).status == 0);
  REQUIRE(on_ranks(2, scratch.path(), slope("--restart parts/checkpoint/newest.qlc --threads 1")).status ==
          0);
  check_same(scratch.path() / "parts", scratch.path() / "straight");
}

TEST_CASE("a segment that cannot be written ends all ranks with status 5", "[parallel]") {
  const Scratch scratch;
  const std::string steps = "'" + (scratch.path() / "gone/steps").string() + "'";
  const Outcome gone =
      on_ranks(3, scratch.path(),
               slope("-o gone --threads 1 --set output.every_min=1 & pid=$!; until [ -e " + steps +
                     "/000000.h5 ]; do sleep 0.1; done; rm -r " + steps + "; wait $pid"));
  CAPTURE(gone.output);
  CHECK(gone.status == 5);
  CHECK(gone.output.find(".h5.part: ") != std::string::npos);
}

TEST_CASE("a full disk ends all ranks with status 5, and what is published is whole", "[parallel]") {
  const Scratch scratch;
  fs::create_directory(scratch / "small");
  // 6 MB hold some segments, and then not the room that the next one may need.
  const Outcome full =
      program(scratch.path(), slope("-o small/out --threads 1 --set output.every_min=0.5"),
              "unshare -m bash -c 'mount -t tmpfs -o size=6m none small || exit 77; " + mpirun(2) +
                  " \"$0\" \"$@\"; status=$?; ls small/out/steps; cp -r small/out kept; exit $status'");
  CAPTURE(full.output);
  if (full.status == 77 || full.output.find("unshare") != std::string::npos) {
    WARN("no small disk can be mounted here: not run");
    return;
  }
  CHECK(full.status == 5);
  CHECK(full.output.find("No space left on device") != std::string::npos);
  const std::vector<fs::path> published = segments_of(scratch / "kept");
  REQUIRE(published.size() > 3);
  for (const fs::path& name : published) {
    INFO(name);
    CHECK(name.extension() == ".h5");
    if (name != "static.h5") CHECK(datasets_of(scratch / "kept" / "steps" / name).size() >= 5);
  }
}

TEST_CASE("USR1 to mpirun or TERM to a rank at five random moments: a checkpoint and the same end",
          "[parallel]") {
  const Scratch scratch;
  const auto run = [](const std::string& more) { return slope("--set time.duration_h=3 " + more); };
  const run::Stopwatch watch;
  REQUIRE(on_ranks(2, scratch.path(), run("-o straight --threads 1")).status == 0);
  const double whole = watch.seconds();
  std::mt19937 random(20);
  std::uniform_real_distribution<double> moment(0.0, 0.3 * whole);
  for (int trial = 0; trial < 5; ++trial) {
    const std::string out = "t" + std::to_string(trial),
                      first = "'" + (scratch / out).string() + "'/steps/000000.h5";
    const bool to_rank = trial % 2 == 1;
    const double delay = moment(random);
    const Outcome stopped =
        on_ranks(2, scratch.path(),
                 run("-o " + out + " --threads 1 & pid=$!; until [ -e " + first +
                     " ]; do sleep 0.05; done; sleep " + std::to_string(delay) + "; date +%s.%N; kill " +
                     (to_rank ? "-TERM $(pgrep -P $pid -x qingliu | tail -n 1)" : "-USR1 $pid") +
                     "; wait $pid; status=$?; date +%s.%N; exit $status"));
    CAPTURE(trial, delay, stopped.output);
    REQUIRE(stopped.status == 4);
    CHECK(stopped.output.find(to_rank ? "stopped by signal 15" : "stopped by signal 10") !=
          std::string::npos);
    CHECK(seconds_to_end(stopped.output) < 5.0);
    const int ranks = trial % 3 + 1;
    REQUIRE(on_ranks(ranks, scratch.path(), run("--restart " + out + "/checkpoint/newest.qlc --threads 1"))
                .status == 0);
    check_same(scratch / out, scratch / "straight");
  }
}

TEST_CASE("sediment told apart by its sources: one answer", "[parallel]") {
  const Scratch scratch;
  write_valley(scratch.path());
  const std::string apart =
      "run s.toml --quiet --set time.duration_h=14 --set terrain.cell_size_m=480 --set output.every_min=120 "
      "--max-steps 120 --set sources.by=landuse ";
  REQUIRE(on_ranks(1, scratch.path(), apart + "-o one").status == 4);
  const Outcome three = on_ranks(3, scratch.path(), apart + "-o three --threads 1");
  CAPTURE(three.output);
  REQUIRE(three.status == 4);
  check_same(scratch / "three", scratch / "one");
  CHECK(text_of(scratch / "three/sources.csv") == text_of(scratch / "one/sources.csv"));
}
