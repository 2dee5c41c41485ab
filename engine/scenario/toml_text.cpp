#include "scenario/toml_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <regex>
#include <sstream>
#include <toml.hpp>

#include "scenario/text_check.hpp"

namespace qingliu::scenario {
namespace {

using TomlValue = toml::basic_value<toml::discard_comments, std::map, std::vector>;

/// After so many syntax errors the text is something else than TOML.
constexpr int most_syntax_errors = 20;

/// From the parser's values to ours, with the place of the key where the text check saw it.
class Conversion {
 public:
  Conversion(const std::string& file, const std::map<LineColumn, LineColumn>& key_of_value)
      : file_(file), key_of_value_(key_of_value) {}

  Node convert(const TomlValue& value, const Place& place) const {
    Node node;
    node.place = place;
    switch (value.type()) {
      case toml::value_t::boolean:
        node.kind = Node::Kind::flag, node.flag = value.as_boolean();
        break;
      case toml::value_t::integer:
        node.kind = Node::Kind::integer, node.number = static_cast<double>(value.as_integer());
        break;
      case toml::value_t::floating:
        node.kind = Node::Kind::number, node.number = value.as_floating();
        break;
      case toml::value_t::string:
        node.kind = Node::Kind::text, node.text = value.as_string().str;
        break;
      case toml::value_t::array:
        take_items(value, node);
        break;
      case toml::value_t::table:
        take_entries(value, node);
        break;
      default:
        node.kind = Node::Kind::moment, node.text = moment_text(value);
        break;
    }
    return node;
  }

 private:
  void take_items(const TomlValue& value, Node& node) const {
    node.kind = Node::Kind::array;
    for (const TomlValue& item : value.as_array()) {
      node.children.push_back(convert(item, item.is_table() ? place_of(item) : node.place));
    }
  }

  void take_entries(const TomlValue& value, Node& node) const {
    node.kind = Node::Kind::table;
    for (const auto& [key, item] : value.as_table()) {
      Node child = convert(item, place_of(item));
      child.key = key;
      node.children.push_back(std::move(child));
    }
    std::ranges::stable_sort(node.children, [](const Node& a, const Node& b) {
      return LineColumn{a.place.line, a.place.column} < LineColumn{b.place.line, b.place.column};
    });
  }

  Place place_of(const TomlValue& value) const {
    const toml::source_location at = value.location();
    const LineColumn place{static_cast<int>(at.line()), static_cast<int>(at.column())};
    const auto key = key_of_value_.find(place);
    const LineColumn shown = key == key_of_value_.end() ? place : key->second;
    return {file_, shown.first, shown.second};
  }

  static std::string moment_text(const TomlValue& value) {
    std::ostringstream out;
    if (value.is_local_datetime()) out << value.as_local_datetime();
    if (value.is_offset_datetime()) out << value.as_offset_datetime();
    if (value.is_local_date()) out << value.as_local_date();
    if (value.is_local_time()) out << value.as_local_time();
    return out.str();
  }

  const std::string& file_;
  const std::map<LineColumn, LineColumn>& key_of_value_;
};

/// The first line of what the parser says, in the words of this house.
std::string in_our_words(const std::string& parser_says) {
  constexpr std::size_t longest = 300;
  const std::string parser_message = parser_says.substr(0, std::min(parser_says.find('\n'), longest));
  std::smatch found;
  static const std::regex twice(R"re(insert_value: (value|table) \("([^"\n]{1,80})"\) already exists)re");
  if (std::regex_search(parser_message, found, twice)) {
    return found[1] == "table"
               ? fmt::format(
                     "the table [{0}] is given twice. Put all its keys under one header; where it is a "
                     "list, write [[{0}]]",
                     found[2].str())
               : fmt::format("the key '{}' is given twice. Keep one of them", found[2].str());
  }
  static const std::regex list(
      R"re(table \("([^"\n]{1,80})"\) cannot be defined|array of tables? \("([^"\n]{1,80})"\) already)re");
  if (std::regex_search(parser_message, found, list)) {
    return fmt::format("[{0}] and [[{0}]] stand in one file. A list is written [[{0}]] throughout",
                       found[1].matched ? found[1].str() : found[2].str());
  }
  const auto says = [&](std::string_view part) { return parser_message.find(part) != std::string::npos; };
  if (says("unknown value appeared"))
    return "the value cannot be read. Write text in quotation marks: \"...\"";
  if (says("missing value after")) return "nothing stands behind '='. Write a value, or remove the line";
  if (says("missing key-value separator")) return "'=' is missing. Write key = value";
  if (says("not a valid string"))
    return "the text cannot be read. Close it with a quotation mark, and write / instead of \\ in paths";
  if (says("missing array separator") || says("array did not finish"))
    return "a list is not closed. Write [a, b, c]";
  if (says("inline_table"))
    return "a table { ... } is not closed, or a comma is missing between two of its keys";
  if (says("invalid key") || says("invalid table key")) return "this is neither key = value nor [section]";
  if (says("invalid line format"))
    return "something stands behind the value. Write one key = value on a line";
  const std::size_t colon = parser_message.find(": ");
  return fmt::format("this is not TOML ({})",
                     colon == std::string::npos ? parser_message : parser_message.substr(colon + 2));
}

/// Overwrites a statement with spaces, so that all places stay; of a header also everything up to the next
/// header.
void leave_out(CheckedText& checked, std::size_t k) {
  const bool header = checked.statements[k].header;
  do {
    const Statement& statement = checked.statements[k];
    for (std::size_t at = statement.begin; at < statement.end; ++at) {
      char& c = checked.text[at];
      if (c != '\n' && c != '\r') c = ' ';
    }
    ++k;
  } while (header && k < checked.statements.size() && !checked.statements[k].header);
}

/// Leaves out the statement that spans the line; false when there is none with anything in it.
bool leave_out_at_line(CheckedText& checked, int line) {
  for (std::size_t k = 0; k < checked.statements.size(); ++k) {
    const Statement& s = checked.statements[k];
    if (s.first_line > line || s.last_line < line) continue;
    if (checked.text.find_first_not_of(" \r\n", s.begin) >= s.end) continue;
    leave_out(checked, k);
    return true;
  }
  return false;
}

/// Plain numbers need no parser; nothing when the text is more than that.
std::optional<Node> plain_number(std::string_view text) {
  Node node;
  const auto [stop, failure] = std::from_chars(text.data(), text.data() + text.size(), node.number);
  if (failure != std::errc() || stop != text.data() + text.size() || !std::isfinite(node.number))
    return std::nullopt;
  const bool whole = text.find_first_of(".eE") == std::string_view::npos && std::abs(node.number) < 1e15;
  node.kind = whole ? Node::Kind::integer : Node::Kind::number;
  return node;
}

}  // namespace

ParsedText parse_text(std::string text, const std::string& file, Collector& collector) {
  ParsedText parsed;
  CheckedText checked = check_text(std::move(text), file, collector);
  parsed.complete = checked.safe_to_parse;
  if (!checked.safe_to_parse) return parsed;
  for (std::size_t k = 0; k < checked.statements.size(); ++k) {
    if (!checked.statements[k].broken) continue;
    leave_out(checked, k);
    parsed.complete = false;
  }
  for (int attempt = 0; attempt < most_syntax_errors; ++attempt) {
    try {
      std::istringstream in(checked.text);
      const auto value = toml::parse<toml::discard_comments, std::map, std::vector>(in, file);
      parsed.root = Conversion(file, checked.key_of_value).convert(value, {file, 0, 0});
      return parsed;
    } catch (const toml::exception& error) {
      const LineColumn said{static_cast<int>(error.location().line()),
                            static_cast<int>(error.location().column())};
      const auto key = checked.key_of_value.find(said);
      const auto [line, column] = key == checked.key_of_value.end() ? said : key->second;
      collector.error({file, line, column}, in_our_words(error.what()));
      parsed.complete = false;
      if (!leave_out_at_line(checked, said.first)) return parsed;
    } catch (const std::exception& error) {
      collector.error({file, 0, 0},
                      fmt::format("this is not TOML ({})", std::string(error.what()).substr(0, 120)));
      parsed.complete = false;
      return parsed;
    }
  }
  return parsed;
}

std::optional<Node> parse_value(std::string_view text) {
  if (std::optional<Node> number = plain_number(text)) return number;
  if (text.find('\n') != std::string_view::npos) return std::nullopt;
  Collector collector;
  ParsedText parsed = parse_text(fmt::format("v = {}\n", text), "", collector);
  if (collector.has_errors() || parsed.root.children.size() != 1) return std::nullopt;
  Node value = std::move(parsed.root.children.front());
  value.key.clear();
  return value;
}

}  // namespace qingliu::scenario
