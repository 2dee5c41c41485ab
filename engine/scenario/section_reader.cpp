#include "scenario/section_reader.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/suggest.hpp"
#include "scenario/data_path.hpp"
#include "scenario/toml_text.hpp"

namespace qingliu::scenario {
namespace {

/// The section that knows the key, as its heading, or "".
std::string_view home_of(std::string_view key_name) {
  for (const SectionKeys& section : all_sections()) {
    if (section.name.ends_with(".csv")) continue;
    for (const Key* key : section.keys) {
      if (key->name == key_name) return section.heading;
    }
  }
  return "";
}

/// "cell_size" for "cell_size_m": the key without the unit at its end.
std::string_view without_unit(std::string_view name) {
  const Unit* unit = unit_of(name);
  return unit && name.size() > unit->suffix.size() ? name.substr(0, name.size() - unit->suffix.size() - 1)
                                                   : name;
}

}  // namespace

SectionReader::SectionReader(Reading& reading, std::string name, std::string label, const Node& table)
    : reading_(reading),
      name_(std::move(name)),
      context_{reading.collector, std::move(label), reading.folder},
      table_(table) {
  resolved_.kind = Node::Kind::table;
  resolved_.place = table.place;
}

Place SectionReader::place_of(std::string_view key) const {
  const Node* node = table_.find(key);
  return node ? node->place : table_.place;
}

void SectionReader::choose_kind(const std::vector<const Key*>& keys) {
  const bool by_kind = std::ranges::any_of(keys, [](const Key* key) { return !key->only_with.empty(); });
  if (!by_kind) return;
  const Node* kind = table_.find("kind");
  kind_known_ = kind != nullptr && std::ranges::count(split_words(keys.front()->words), kind->text) == 1;
  if (kind_known_) kind_ = kind->text;
}

bool SectionReader::applies(const Key& key) const {
  return key.only_with.empty() || std::ranges::count(split_words(key.only_with), kind_) == 1;
}

void SectionReader::report_unknown(const std::vector<const Key*>& keys) {
  for (const Node& child : table_.children) {
    const auto known = std::ranges::find(keys, child.key, [](const Key* key) { return key->name; });
    if (known == keys.end()) {
      reading_.collector.error(child.place, unknown_key_message(child.key, keys));
    } else if (kind_known_ && !applies(**known)) {
      const std::string kinds = fmt::format("{}", fmt::join(split_words((*known)->only_with), " or "));
      reading_.collector.error(child.place,
                               fmt::format("{} {} belongs to kind {}, not to {}. Remove it, or change kind",
                                           context_.label, child.key, kinds, kind_));
    }
  }
}

std::string SectionReader::unknown_key_message(const std::string& word,
                                               const std::vector<const Key*>& keys) const {
  const std::string begin = fmt::format("{} unknown key '{}'.", context_.label, word.substr(0, 60));
  for (const RenamedKey& renamed : renamed_keys()) {
    if (renamed.section == name_ && renamed.old_name == word) {
      return fmt::format("{} '{}' is now called '{}'. Write {}", context_.label, word, renamed.new_name,
                         renamed.new_name);
    }
  }
  std::vector<std::string> names;
  for (const Key* key : keys) {
    if (without_unit(key->name) == word) return fmt::format("{} Did you mean '{}'?", begin, key->name);
    names.emplace_back(key->name);
  }
  if (const std::string near = nearest_word(word, names); !near.empty()) {
    return fmt::format("{} Did you mean '{}'?", begin, near);
  }
  if (const std::string_view home = home_of(word); !home.empty()) {
    return fmt::format("{} It belongs under {}", begin, home);
  }
  return fmt::format("{} Known keys: {}", begin, fmt::join(names, ", "));
}

std::optional<Value> SectionReader::value_of(const Key& key) {
  if (!kind_known_ && !key.only_with.empty()) return std::nullopt;
  if (!applies(key)) return std::nullopt;
  const Node* written = table_.find(key.name);
  std::optional<Node> standard;
  if (!written) {
    if (key.standard == required && reading_.report_missing) {
      reading_.collector.error(table_.place, missing_key_message(key, context_.label));
    }
    if (key.standard == required || key.standard == optional) return std::nullopt;
    standard = parse_value(key.standard);
  }
  Node node = written ? *written : standard.value();
  node.key = key.name;
  if (key.type == Type::layer && node.kind == Node::Kind::table) return layer_of(key, node);
  std::optional<Value> value = checked_value(key, node, context_);
  if (value && !value->path.empty()) {
    node.text = path_for_anywhere(node.text, value->path);
    node.names_file = true;
  }
  if (key.type != Type::table) resolved_.children.push_back(std::move(node));
  return value;
}

Value SectionReader::layer_of(const Key& key, const Node& table) {
  Value value;
  SectionReader reader(reading_, "layer", fmt::format("{} {}:", context_.label, key.name), table);
  reader.read(layer_keys(), value.layer);
  value.layer.place = table.place;
  resolved_.children.push_back(reader.resolved());
  resolved_.children.back().key = key.name;
  return value;
}

std::string missing_key_message(const Key& key, std::string_view label) {
  std::string_view meaning = key.meaning;
  meaning = meaning.substr(0, meaning.find_last_not_of('.') + 1);
  return fmt::format("{} {} is missing ({}). Give {}", label, key.name, meaning, type_in_words(key));
}

}  // namespace qingliu::scenario
