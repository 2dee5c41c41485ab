#include "scenario/explain.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/suggest.hpp"
#include "scenario/key_tables.hpp"

namespace qingliu::scenario {
namespace {

std::string standard_in_words(const Key& key) {
  if (key.standard == required) return "required";
  if (key.standard == optional) return "none";
  return fmt::format("default {}", key.standard);
}

std::string kinds_in_words(const Key& key) {
  if (key.only_with.empty()) return "";
  return fmt::format("kind {}", fmt::join(split_words(key.only_with), " or "));
}

std::string key_as_text(const Key& key) {
  const std::string kinds = kinds_in_words(key);
  return fmt::format("\n  {}\n      {}; {}{}{}\n      {}\n", key.name, type_in_words(key),
                     standard_in_words(key), kinds.empty() ? "" : "; ", kinds, key.meaning);
}

/// With all keys, or with those of the name.
std::string section_as_text(const SectionKeys& section, std::string_view only = "") {
  std::string text = fmt::format("{}\n  {}\n", section.heading, section.meaning);
  for (const Key* key : section.keys) {
    if (only.empty() || key->name == only) text += key_as_text(*key);
  }
  return text;
}

/// A '|' would end the cell.
std::string cell(std::string text) {
  for (std::size_t at = 0; (at = text.find('|', at)) != std::string::npos; at += 2)
    text.replace(at, 1, "\\|");
  return text;
}

std::string section_as_markdown(const SectionKeys& section) {
  std::string text =
      fmt::format("\n## `{}`\n\n{}\n\n| key | value | default | meaning |\n|---|---|---|---|\n",
                  section.heading, section.meaning);
  for (const Key* key : section.keys) {
    const bool has_default = key->standard != required && key->standard != optional;
    const std::string standard = has_default ? fmt::format("`{}`", key->standard) : standard_in_words(*key);
    const std::string kinds = kinds_in_words(*key);
    text += fmt::format("| `{}` | {} | {} | {}{} |\n", key->name, cell(type_in_words(*key)), standard,
                        cell(std::string(key->meaning)), kinds.empty() ? "" : fmt::format(" ({})", kinds));
  }
  return text;
}

/// "[[rain]]" -> "rain".
std::string without_brackets(std::string name) {
  std::erase_if(name, [](char c) { return c == '[' || c == ']' || c == ' '; });
  return name;
}

}  // namespace

namespace {

/// The sections with a key of this name, each with it alone: "courant", or "rain.kind" of one section.
std::string keys_named(const std::string& wanted) {
  std::string text;
  for (const SectionKeys& known : all_sections()) {
    for (const Key* key : known.keys) {
      const std::string whole = fmt::format("{}.{}", known.name, key->name);
      if (key->name != wanted && whole != wanted && !whole.ends_with('.' + wanted)) continue;
      text += (text.empty() ? "" : "\n") + section_as_text(known, key->name);
    }
  }
  return text;
}

/// What a word that is neither section nor key may have been meant to be; "" for nothing.
std::string meant_by(const std::string& wanted) {
  std::vector<std::string> names;
  for (const SectionKeys& known : all_sections()) names.emplace_back(known.name);
  for (const SectionKeys& known : all_sections()) {
    for (const Key* key : known.keys) {
      names.emplace_back(key->name);
      if (wanted.find('.') != std::string::npos) names.push_back(fmt::format("{}.{}", known.name, key->name));
    }
  }
  return nearest_word(wanted, names);
}

}  // namespace

std::string explain(const std::string& section) {
  const std::string wanted = without_brackets(section);
  std::string text;
  std::vector<std::string> names;
  for (const SectionKeys& known : all_sections()) {
    names.emplace_back(known.name);
    const bool part_of = known.name.starts_with(wanted + '.') && !known.name.ends_with(".csv");
    const bool last_part = known.name.ends_with('.' + wanted);
    if (!wanted.empty() && known.name != wanted && !part_of && !last_part) continue;
    if (!text.empty()) text += '\n';
    text += section_as_text(known);
  }
  if (text.empty()) text = keys_named(wanted);
  if (!text.empty()) return text;
  const std::string near = meant_by(wanted);
  throw InputError(
      near.empty()
          ? fmt::format("there is no section or key '{}'. Sections: {}", section, fmt::join(names, ", "))
          : fmt::format("there is no section or key '{}'. Did you mean '{}'?", section, near));
}

std::string keys_as_markdown() {
  std::string text =
      "# Keys of a scenario\n\n"
      "A scenario is a TOML file that begins with `schema = \"qingliu-scenario/1\"`. The unit of a number "
      "stands at the end\n"
      "of its key; fractions have none. Sections that are absent are off. Unknown keys, wrong types and "
      "values out of range\n"
      "are errors; values outside the advised range are warnings. Paths start in the folder of the "
      "scenario;\n"
      "`${QINGLIU_DATA_DIR}` is the only variable. `--set section.key=value` overrides a key, items of a "
      "list by number\n"
      "from 0, or by name: `--set rain.0.depth_mm=400`, `--set gauge.dam.point=[412300,2551000]`. "
      "`inherits = \"baseline.toml\"`\n"
      "above the first section starts from another scenario: tables are laid over key by key, lists of "
      "tables item by item\n"
      "where their items carry a name, else whole; paths start in the folder of the file that names "
      "them. Of `raster`, `uniform`\n"
      "and `by_rules`, and of the outlet's `line` and `point`, the one that is written takes the place of "
      "the inherited one.\n\n"
      "This page is generated from the key tables of the engine; `qingliu explain SECTION` or `explain KEY` "
      "prints the same.\n";
  for (const SectionKeys& section : all_sections()) text += section_as_markdown(section);
  text += "\n## Keys that were renamed\n\n| section | old or foreign name | name here |\n|---|---|---|\n";
  for (const RenamedKey& key : renamed_keys()) {
    text += fmt::format("| `{}` | `{}` | `{}` |\n", key.section, key.old_name, key.new_name);
  }
  return text;
}

std::vector<std::string> known_output_fields() { return split_words(output_field_words); }

}  // namespace qingliu::scenario
