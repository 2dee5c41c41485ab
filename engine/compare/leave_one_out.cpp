#include "compare/leave_one_out.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "core/error.hpp"
#include "core/sum.hpp"
#include "io/result_writer.hpp"

namespace qingliu::compare {
namespace {

namespace fs = std::filesystem;

/// As a TOML basic string; control characters, which one cannot hold, become blanks.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += static_cast<unsigned char>(c) < 0x20 ? ' ' : c;
  }
  return out + "\"";
}

/// The title without the marks that every run with something synthetic sets anew.
std::string plain_title(const std::string& title) {
  for (const std::string mark : {"SYNTHETIC TERRAIN: ", "SYNTHETIC IN PART: "}) {
    if (title.starts_with(mark)) return title.substr(mark.size());
  }
  return title;
}

bool has_ended(const fs::path& folder) {
  if (!fs::exists(folder / "results.vtkhdf")) return false;
  return io::open_results(folder).status == "complete";
}

/// The keys that take it out. A measure keeps its place: gauges and works at a dam that it builds still find
/// it, and its ground is a source of its own where sources are told apart by measures.
std::string taken_out(const MeasureFacts& measure) {
  if (measure.section == "structure") return fmt::format("name = {}\nactive = false\n", quoted(measure.id));
  return fmt::format("id = {}\nbuilt = 9990-01-01\nretired = 9999-01-01\n", quoted(measure.id));
}

/// The variant's scenario. Its first line says of which plan and of which run of it: a plan that changed
/// makes another text.
std::string variant_text(const RunResult& plan, const MeasureFacts& measure) {
  const fs::path used = plan.stored.folder / "scenario.used.toml";
  return fmt::format(
      "# plan {} {}\nschema = \"qingliu-scenario/1\"\ninherits = {}\n[scenario]\ntitle = {}\n"
      "[[{}]]\n{}",
      io::sha256_of_file(used), io::sha256_of_file(plan.stored.folder / "budget.csv"),
      quoted(fs::absolute(used).string()), quoted(plain_title(plan.stored.title) + ", without " + measure.id),
      measure.section, taken_out(measure));
}

/// The folder of a variant's run, directly below `folder`: it will be emptied, so no id may lead elsewhere.
fs::path variant_folder(const fs::path& folder, const std::string& id) {
  const fs::path name(id);
  if (id.empty() || id.front() == '.' || id.find('\\') != std::string::npos || name.filename() != name) {
    throw InputError(fmt::format(
        "the measure id '{}' is no name of a folder. Rename the measure and run its plan again", id));
  }
  return folder / name;
}

bool holds(const fs::path& file, const std::string& text) {
  if (!fs::is_regular_file(file)) return false;
  std::ifstream stream(file, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {}) == text;
}

RunResult run_without(const RunResult& plan, const MeasureFacts& measure, const fs::path& folder,
                      const RunScenario& run) {
  const fs::path results = variant_folder(folder, measure.id);
  const fs::path file = folder / (measure.id + ".toml");
  const std::string text = variant_text(plan, measure);
  if (!holds(file, text) || !has_ended(results)) {
    fs::remove_all(results);  // before the new text stands beside it
    io::publish_text(file, text);
    run(file, results);
  }
  return read_run_result(results);
}

std::string per_tonne(const MeasureEffect& effect) {
  if (!(effect.kept_back > 0.0) || !(effect.measure.cost_middle > 0.0)) return "";
  return fmt::format("{:.5g}", effect.measure.cost_middle / (1e-3 * effect.kept_back));
}

}  // namespace

Attribution leave_one_out(const RunResult& base, const RunResult& plan, const fs::path& folder,
                          const RunScenario& run) {
  if (!fs::exists(plan.stored.folder / "scenario.used.toml")) {
    throw InputError(fmt::format("{} has no scenario.used.toml: run the plan again to leave measures out",
                                 plan.stored.folder.string()));
  }
  fs::create_directories(folder);
  Attribution all;
  all.whole = base.all_left() - plan.all_left();
  Sum explained;
  for (const MeasureFacts& measure : plan.measures) {
    if (!measure.stands) continue;
    const RunResult without = run_without(plan, measure, folder, run);
    require_comparable(plan, {without});
    all.effects.push_back({measure, without.all_left() - plan.all_left()});
    explained.add(all.effects.back().kept_back);
  }
  all.remainder = all.whole - explained.value();
  return all;
}

std::string attribution_text(const Attribution& all) {
  std::string text = fmt::format("{:<16}{:<20}{:>12}{:>14}{:>16}{:>14}\n", "without", "type", "area hm2",
                                 "cost CNY", "t kept back", "CNY per t");
  for (const MeasureEffect& e : all.effects) {
    text += fmt::format("{:<16}{:<20}{:>12.4g}{:>14.5g}{:>16.5g}{:>14}\n", e.measure.id, e.measure.type,
                        e.measure.area, e.measure.cost_middle, 1e-3 * e.kept_back, per_tonne(e));
  }
  text += fmt::format("{:<62}{:>16.5g}\n", "remainder: what they do together", 1e-3 * all.remainder);
  text += fmt::format("{:<62}{:>16.5g}\n", "the whole plan", 1e-3 * all.whole);
  return text;
}

std::string attribution_csv(const Attribution& all) {
  std::string text = "id,type,area_hm2,cost_low_cny,cost_middle_cny,cost_high_cny,kept_back_t,cny_per_t\n";
  for (const MeasureEffect& e : all.effects) {
    const MeasureFacts& m = e.measure;
    text += fmt::format("{},{},{:.12g},{:.12g},{:.12g},{:.12g},{:.17g},{}\n", m.id, m.type, m.area,
                        m.cost_low, m.cost_middle, m.cost_high, 1e-3 * e.kept_back, per_tonne(e));
  }
  text +=
      fmt::format("remainder,,,,,,{:.17g},\nwhole,,,,,,{:.17g},\n", 1e-3 * all.remainder, 1e-3 * all.whole);
  return text;
}

}  // namespace qingliu::compare
