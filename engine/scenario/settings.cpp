#include "scenario/settings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>

#include "scenario/text_check.hpp"
#include "scenario/toml_text.hpp"

namespace qingliu::scenario {
namespace {

const Place settings_place{"--set", 0, 0};

std::vector<std::string> parts_of(std::string_view key) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t dot = key.find('.');
    parts.emplace_back(key.substr(0, dot));
    if (dot == std::string_view::npos) return parts;
    key.remove_prefix(dot + 1);
  }
}

std::string trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return "";
  return std::string(text.substr(begin, text.find_last_not_of(" \t") - begin + 1));
}

Node value_from(const std::string& written) {
  if (std::optional<Node> value = parse_value(written)) return *std::move(value);
  Node text;
  text.kind = Node::Kind::text;
  text.text = written;
  return text;
}

void set_places(Node& node) {
  node.place = settings_place;
  for (Node& child : node.children) set_places(child);
}

/// The child of a table (made when it is not there) or the item of a list; nullptr after a finding.
Node* child_of(Node& node, const std::string& part, const std::string& setting, Collector& collector) {
  if (node.kind == Node::Kind::array) {
    std::size_t index = 0;
    const auto [end, failure] = std::from_chars(part.data(), part.data() + part.size(), index);
    if (failure == std::errc() && end == part.data() + part.size() && index < node.children.size()) {
      return &node.children[index];
    }
    const auto named = std::ranges::find_if(node.children, [&](const Node& item) {
      const Node* name = item.find("name");
      return name && name->text == part;
    });
    if (named != node.children.end()) return &*named;
    collector.error(settings_place,
                    fmt::format("{}: '{}' is no item of {}. It has {}, counted from 0 or called by name",
                                setting, part, node.key, node.children.size()));
    return nullptr;
  }
  if (node.kind != Node::Kind::table) {
    collector.error(settings_place, fmt::format("{}: {} is a value, not a section", setting, node.key));
    return nullptr;
  }
  if (Node* found = node.find(part)) return found;
  Node made;
  made.key = part;
  made.place = settings_place;
  node.children.push_back(std::move(made));
  return &node.children.back();
}

void apply_setting(const std::string& setting, Node& root, Collector& collector) {
  const std::size_t equals = setting.find('=');
  const std::string key = trimmed(std::string_view(setting).substr(0, equals));
  const std::vector<std::string> parts = parts_of(key);
  const bool well_formed = equals != std::string::npos && parts.size() <= deepest_nesting &&
                           std::ranges::none_of(parts, &std::string::empty);
  const std::string written = well_formed ? trimmed(std::string_view(setting).substr(equals + 1)) : "";
  if (written.empty() || first_not_utf8(setting).first > 0) {
    collector.error(settings_place, fmt::format("'{}' is not a setting. Write section.key=value, for example "
                                                "flow.courant=0.3",
                                                first_not_utf8(setting).first > 0 ? "?" : setting));
    return;
  }
  if (parts.front() == "inherits") {
    collector.error(
        settings_place,
        fmt::format("{}: a file is inherited before keys are set. Write inherits in the scenario", setting));
    return;
  }
  Node* node = &root;
  for (const std::string& part : parts) {
    node = child_of(*node, part, key, collector);
    if (!node) return;
  }
  Node value = value_from(written);
  value.key = node->key;
  set_places(value);
  *node = std::move(value);
}

}  // namespace

void apply_settings(const std::vector<std::string>& settings, Node& root, Collector& collector) {
  for (const std::string& setting : settings) apply_setting(setting, root, collector);
}

}  // namespace qingliu::scenario
