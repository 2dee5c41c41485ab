#include "ensemble/members.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "io/checkpoint.hpp"
#include "io/csv_table.hpp"
#include "io/publish.hpp"
#include "io/result_folder.hpp"
#include "io/result_writer.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::ensemble {
namespace {

namespace fs = std::filesystem;

/// What a member's file is made of; findings name the member.
std::vector<std::string> scenarios_of(const std::vector<Member>& members) {
  std::vector<std::string> texts;
  std::vector<Finding> findings;
  for (std::size_t n = 0; n < members.size(); ++n) {
    try {
      texts.push_back(scenario::read_scenario(members[n].scenario, members[n].settings).resolved);
    } catch (const InputError& error) {
      for (Finding finding : error.findings()) {
        finding.message = fmt::format("member {}: {}", n + 1, finding.message);
        findings.push_back(std::move(finding));
      }
    }
  }
  if (!findings.empty()) throw InputError(std::move(findings));
  return texts;
}

std::string members_csv(const Plan& plan, const std::vector<Member>& members) {
  std::string text = "member";
  for (const Factor& factor : plan.factors) text += "," + factor.name;
  text += '\n';
  for (std::size_t n = 0; n < members.size(); ++n)
    text += fmt::format("{},{}\n", n + 1, fmt::join(members[n].words, ","));
  return text;
}

std::string exceedances_csv(const Plan& plan) {
  std::string text = "field,side,threshold\n";
  for (const Exceedance& e : plan.exceedances)
    text += fmt::format("{},{},{}\n", e.field, e.below ? "below" : "above", e.threshold);
  return text;
}

std::string text_of(const fs::path& file) {
  const std::vector<std::byte> bytes = io::bytes_of_file(file);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

}  // namespace

fs::path Folder::scenario(std::size_t n) const { return path / "scenarios" / fmt::format("{:04d}.toml", n); }
fs::path Folder::results(std::size_t n) const { return path / "runs" / fmt::format("{:04d}", n); }

Progress Folder::progress(std::size_t number) const {
  const fs::path folder = results(number);
  // The summary is the last file of a run.
  if (fs::exists(folder / "summary.json") && fs::exists(folder / "results.vtkhdf") &&
      io::open_results(folder).status == "complete")
    return Progress::complete;
  const fs::path checkpoints = folder / "checkpoint";
  return fs::exists(checkpoints / io::newest_slot) ? Progress::interrupted : Progress::waiting;
}

Folder write_members(const Plan& plan, const std::vector<Member>& members, const fs::path& folder) {
  const std::vector<std::string> texts = scenarios_of(members);
  const Folder written{folder, members.size()};
  const fs::path table = folder / "members.csv";
  const std::string csv = members_csv(plan, members);
  if (fs::exists(table)) {
    bool same = text_of(table) == csv;
    for (std::size_t n = 1; same && n <= texts.size(); ++n)
      same = fs::exists(written.scenario(n)) && text_of(written.scenario(n)) == texts[n - 1];
    if (same) return written;
    throw InputError(
        fmt::format("{} holds another ensemble. Choose another folder with -o, or go back to the file that "
                    "it was made from",
                    folder.string()));
  }
  fs::create_directories(folder / "scenarios");
  fs::create_directories(folder / "runs");
  for (std::size_t n = 1; n <= texts.size(); ++n) io::publish_text(written.scenario(n), texts[n - 1]);
  io::publish_text(folder / "exceedances.csv", exceedances_csv(plan));
  io::publish_text(table, csv);  // the last: a folder with it is whole
  return written;
}

Folder open_members(const fs::path& folder) {
  const io::CsvTable table = io::read_csv_table(folder / "members.csv");
  if (table.empty())
    throw InputError(
        fmt::format("{} holds no ensemble: it has no members.csv. Give the folder that "
                    "'qingliu ensemble FILE.toml' wrote",
                    folder.string()));
  return {folder, table.rows.size()};
}

std::vector<std::string> arguments_for(const Folder& folder, std::size_t number, int threads) {
  std::vector<std::string> arguments{"run", folder.scenario(number).string(), "--quiet", "--threads",
                                     fmt::format("{}", threads)};
  if (folder.progress(number) == Progress::interrupted) {
    const fs::path newest = folder.results(number) / "checkpoint" / io::newest_slot;
    arguments.insert(arguments.end(), {"--restart", newest.string()});
  } else {
    arguments.insert(arguments.end(), {"-o", folder.results(number).string(), "--overwrite"});
  }
  return arguments;
}

}  // namespace qingliu::ensemble
