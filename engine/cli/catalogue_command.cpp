#include <fmt/format.h>

#include <CLI/CLI.hpp>

#include "cli/commands.hpp"
#include "core/error.hpp"
#include "core/suggest.hpp"
#include "measures/catalogue.hpp"

namespace qingliu::cli {
namespace {

void list(const std::vector<measures::MeasureType>& types) {
  int refused = 0, in_part = 0;
  fmt::print("type                 acts     name\n");
  for (const measures::MeasureType& t : types) {
    const char* acts = t.effects.empty() ? "not yet" : t.unmoved().empty() ? "yes" : "in part";
    fmt::print("{:<20} {:<8} {} {}\n", t.name, acts, t.english, t.chinese);
    refused += t.effects.empty() ? 1 : 0;
    in_part += !t.effects.empty() && !t.unmoved().empty() ? 1 : 0;
  }
  fmt::print(
      "{} types: {} are computed, {} of them in part; {} not yet (qingliu catalogue TYPE says what it "
      "needs)\n",
      types.size(), static_cast<int>(types.size()) - refused, in_part, refused);
}

void print_unverified(const measures::MeasureType& t) {
  for (const std::string& number : t.unverified()) fmt::print("{}.{}\n", t.name, number);
}

void explain(const measures::MeasureType& t) {
  fmt::print("{}: {} {}\n", t.name, t.english, t.chinese);
  fmt::print("geometry    {}\nstandards   {}\n", t.geometry, fmt::join(t.standards, "; "));
  for (const measures::Parameter& p : t.parameters) {
    if (p.given_only)
      fmt::print("parameter   {}, where it is given ({})\n", p.name, p.source);
    else if (p.is_number)
      fmt::print("parameter   {} = {:g}, {:g} to {:g} ({})\n", p.name, p.standard, p.low, p.high, p.source);
    else if (!p.word.empty())
      fmt::print("parameter   {} = {}{} ({})\n", p.name, p.word,
                 p.choices.empty() ? "" : fmt::format(", one of {}", fmt::join(p.choices, ", ")), p.source);
    else
      fmt::print("parameter   {} (not set by a scenario yet; {})\n", p.name, p.source);
  }
  for (const measures::Effect& e : t.effects) {
    if (!e.river.empty()) {
      fmt::print("moves       {} where it stands: to {}\n", e.lever->name, e.river);
      continue;
    }
    if (!e.filter.empty()) {
      fmt::print("moves       {}: keeps {} of what runs into the stream beside it\n", e.lever->name,
                 e.filter);
      continue;
    }
    if (e.law) {
      fmt::print("moves       {}: geometry '{}'\n", e.lever->name, e.law->name);
      continue;
    }
    fmt::print("moves       {}: {}\n", e.lever->name,
               e.reach.empty() ? fmt::format("times {} in the years 1 to {}",
                                             fmt::join(e.times_by_year, ", "), e.times_by_year.size())
                               : fmt::format("towards {}", e.reach));
  }
  if (!t.needs.empty()) fmt::print("not yet     needs {}\n", t.needs);
  for (const std::string& reason : t.unmoved()) fmt::print("not moved   {}\n", reason);
  for (const char* key : {"site", "cost", "age", "eff", "annual"}) {
    if (const scenario::Node* node = t.text.find(key)) fmt::print("{:<11} {}\n", key, value_as_toml(*node));
  }
}

int catalogue(const std::string& type, const std::filesystem::path& own, bool unverified) {
  const std::vector<measures::MeasureType> types =
      own.empty() ? measures::shipped_catalogue() : measures::with_own_types(own);
  if (type.empty()) {
    if (!unverified) list(types);
    for (const measures::MeasureType& t : types) {
      if (unverified) print_unverified(t);
    }
    return 0;
  }
  const measures::MeasureType* found = measures::type_named(types, type);
  if (!found) {
    std::vector<std::string> names;
    for (const measures::MeasureType& t : types) names.push_back(t.name);
    const std::string near = nearest_word(type, names);
    throw InputError(
        fmt::format("there is no type '{}'. {}", type,
                    near.empty() ? "List them: qingliu catalogue" : fmt::format("Did you mean '{}'?", near)));
  }
  unverified ? print_unverified(*found) : explain(*found);
  return 0;
}

}  // namespace

void add_catalogue(CLI::App& app, std::function<int()>& chosen) {
  auto type = std::make_shared<std::string>();
  auto unverified = std::make_shared<bool>(false);
  auto own = std::make_shared<std::filesystem::path>();
  CLI::App* command = app.add_subcommand("catalogue", "the types of measures: list them, or explain one");
  command->add_option("type", *type, "one type, e.g. closure");
  command->add_flag("--unverified", *unverified, "the numbers that were not found in a public text");
  command->add_option("--with", *own, "a file with types of your own beside them (key scenario.catalogue)");
  command->callback([type, unverified, own, &chosen] {
    chosen = [type, unverified, own] { return catalogue(*type, *own, *unverified); };
  });
}

}  // namespace qingliu::cli
