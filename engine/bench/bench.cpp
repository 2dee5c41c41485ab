#include "bench/bench.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "bench/bench_report.hpp"
#include "bench/peers.hpp"
#include "core/error.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::bench {

namespace fs = std::filesystem;

namespace {

Parts parts_named(const std::string& name) {
  for (const Parts parts : {Parts::flow, Parts::infiltration, Parts::sediment}) {
    if (name == word(parts)) return parts;
  }
  throw InputError(fmt::format("there are no parts '{}'. There are flow, infiltration, sediment", name));
}

/// A case with the parts it is measured with when nothing else is asked for.
struct Standard {
  const char* name;
  bool plateau;
  std::vector<const char*> parts;
};

const std::vector<Standard>& standard_list(bool quick) {
  static const std::vector<Standard> whole{{"V10", true, {"flow"}},
                                           {"F128", true, {"flow"}},
                                           {"F512", false, {"flow", "infiltration", "sediment"}},
                                           {"F1024", false, {"flow", "sediment"}},
                                           {"big-tujunga", false, {"flow", "sediment"}}};
  static const std::vector<Standard> short_list{{"V10", true, {"flow"}},
                                                {"F512", false, {"flow", "sediment"}}};
  return quick ? short_list : whole;
}

std::vector<std::string> strings(const std::vector<const char*>& words) {
  return {words.begin(), words.end()};
}

/// Whether this version can compute it; a scheme that was asked for by name must be known.
bool computable(const Work& work, const BenchOptions& o) {
  try {
    scenario::read_scenario(write_scenario(work, o.folder / "cases"));
    return true;
  } catch (const InputError&) {
    if (!o.schemes.empty()) throw;
    return false;
  }
}

/// One piece of work as often as asked, by turns with the yardstick; the shortest of each counts.
Record measured(const Work& work, const BenchOptions& o) {
  Record record{work, {}, 0.0};
  const fs::path scenario = write_scenario(work, o.folder / "cases");
  for (int n = 0; n < o.repeats; ++n) {
    Measurement m = measure(scenario, o.threads);
    m.triad = measure_triad(o.threads);
    if (n > 0 && m.state_hash != record.best.state_hash)
      throw NumericalError(fmt::format("{}: two runs gave two answers", scenario.string()));
    if (n == 0 || m.wall < record.best.wall) record.best = m;
    if (o.yardstick.empty() || work.subject.name == "big-tujunga") continue;
    const double wall = run_yardstick(o.yardstick, work, o.folder / "cases", o.threads);
    if (n == 0 || wall < record.yardstick_wall) record.yardstick_wall = wall;
  }
  return record;
}

void report_peers(const BenchOptions& o, const std::vector<Record>& records) {
  const Work work{case_named("F512", false), "full", Parts::flow};
  prepare(work.subject, o.folder / "cases");
  const PeerOutcome grass = run_grass(work, o.folder / "cases", o.threads);
  if (grass.wall <= 0.0) {
    fmt::print("peer: {}\n", grass.words);
    return;
  }
  fmt::print("peer: {}: {:.2f} s on F512\n", grass.words, grass.wall);
  for (const Record& r : records) {
    if (r.work.subject.name != "F512" || r.work.parts != Parts::flow) continue;
    fmt::print("      ours, {}: {:.2f} s, {:.1f} times as fast\n", r.work.scheme, r.best.wall,
               grass.wall / r.best.wall);
  }
}

}  // namespace

std::vector<Work> works_of(const BenchOptions& o) {
  const std::vector<std::string> schemes =
      o.schemes.empty() ? std::vector<std::string>{"full", "lean"} : o.schemes;
  std::vector<Work> works;
  const auto add = [&](const std::string& name, bool plateau, const std::vector<std::string>& parts) {
    for (const std::string& part : o.parts.empty() ? parts : o.parts) {
      for (const std::string& scheme : schemes)
        works.push_back({case_named(name, plateau || o.plateau), scheme, parts_named(part)});
    }
  };
  for (const std::string& name : o.cases) {
    const auto& list = standard_list(false);
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const Standard& s) { return s.name == name; });
    const bool known = found != list.end();
    add(name, known && found->plateau, known ? strings(found->parts) : std::vector<std::string>{"flow"});
  }
  if (o.cases.empty()) {
    for (const Standard& s : standard_list(o.quick)) add(s.name, s.plateau, strings(s.parts));
  }
  return works;
}

void run_bench(const BenchOptions& o) {
  const std::string host = host_description();
  const fs::path history = o.folder / "history.jsonl";
  fmt::print("{}, {} threads, version {}; best of {}\n{}", host, o.threads, o.version, o.repeats,
             table_head());
  std::vector<Record> records;
  std::vector<std::string> lines;
  for (const Work& work : works_of(o)) {
    std::fflush(stdout);
    if (!prepare(work.subject, o.folder / "cases")) {
      fmt::print("{:<11} {:<5} {:<13} left out: its data are not there (QINGLIU_DATA_DIR)\n",
                 work.subject.name, work.scheme, word(work.parts));
      continue;
    }
    if (!computable(work, o)) continue;
    records.push_back(measured(work, o));
    fmt::print("{}", table_line(records.back(), last_speed(history, records.back(), host)));
    lines.push_back(json_line(records.back(), host, o.version));
  }
  append_history(history, lines);
  if (o.peers) report_peers(o, records);
  fmt::print("-> {}\n", history.string());
}

}  // namespace qingliu::bench
