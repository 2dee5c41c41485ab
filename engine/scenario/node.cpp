#include "scenario/node.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace qingliu::scenario {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    } else {
      out += c;
    }
  }
  return out + '"';
}

/// Keys that are not plain words need quotation marks.
std::string key_as_toml(std::string_view key) {
  const bool plain = !key.empty() && std::ranges::all_of(key, [](unsigned char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
  });
  return plain ? std::string(key) : quoted(key);
}

std::string children_as_toml(const Node& node, std::string_view open, std::string_view close) {
  std::string out(open);
  for (const Node& child : node.children) {
    if (&child != &node.children.front()) out += ", ";
    if (node.kind == Node::Kind::table) out += key_as_toml(child.key) + " = ";
    out += value_as_toml(child);
  }
  return out + std::string(close);
}

std::string entries_as_toml(const Node& table) {
  std::string out;
  for (const Node& child : table.children)
    out += key_as_toml(child.key) + " = " + value_as_toml(child) + '\n';
  return out;
}

bool is_list_of_tables(const Node& node) {
  return node.kind == Node::Kind::array && !node.children.empty() &&
         node.children.front().kind == Node::Kind::table;
}

}  // namespace

const Node* Node::find(std::string_view name) const {
  const auto found = std::ranges::find(children, name, &Node::key);
  return found == children.end() ? nullptr : &*found;
}

Node* Node::find(std::string_view name) {
  const auto found = std::ranges::find(children, name, &Node::key);
  return found == children.end() ? nullptr : &*found;
}

std::string_view kind_in_words(Node::Kind kind) {
  switch (kind) {
    case Node::Kind::flag:
      return "true or false";
    case Node::Kind::integer:
    case Node::Kind::number:
      return "a number";
    case Node::Kind::text:
      return "text";
    case Node::Kind::moment:
      return "a date";
    case Node::Kind::array:
      return "a list";
    case Node::Kind::table:
      return "a table";
  }
  return "";
}

std::string value_as_toml(const Node& node) {
  switch (node.kind) {
    case Node::Kind::flag:
      return node.flag ? "true" : "false";
    case Node::Kind::integer:
      return fmt::format("{:.0f}", node.number);
    case Node::Kind::number:
      return fmt::format("{}", node.number);
    case Node::Kind::text:
      return quoted(node.text);
    case Node::Kind::moment:
      return node.text;
    case Node::Kind::array:
      return children_as_toml(node, "[", "]");
    case Node::Kind::table:
      return node.children.empty() ? "{}" : children_as_toml(node, "{ ", " }");
  }
  return "";
}

std::string file_as_toml(const Node& root) {
  std::string out;
  for (const Node& child : root.children) {
    const bool section = child.kind == Node::Kind::table || is_list_of_tables(child);
    if (!section) out += key_as_toml(child.key) + " = " + value_as_toml(child) + '\n';
  }
  for (const Node& child : root.children) {
    if (child.kind == Node::Kind::table) {
      out += fmt::format("\n[{}]\n{}", key_as_toml(child.key), entries_as_toml(child));
    } else if (is_list_of_tables(child)) {
      for (const Node& item : child.children) {
        out += fmt::format("\n[[{}]]\n{}", key_as_toml(child.key), entries_as_toml(item));
      }
    }
  }
  return out;
}

}  // namespace qingliu::scenario
