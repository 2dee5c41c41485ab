#include "scenario/value_check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/suggest.hpp"
#include "scenario/calendar.hpp"
#include "scenario/data_path.hpp"
#include "scenario/toml_text.hpp"

namespace qingliu::scenario {
namespace {

class ValueCheck {
 public:
  ValueCheck(const Key& key, const Node& node, const CheckContext& context)
      : key_(key), node_(node), context_(context) {}

  std::optional<Value> run() {
    switch (key_.type) {
      case Type::number:
      case Type::integer:
        take_number();
        break;
      case Type::flag:
        take_flag();
        break;
      case Type::text:
        take_text();
        break;
      case Type::word:
        take_word();
        break;
      case Type::words:
        take_words();
        break;
      case Type::path:
      case Type::layer:
        take_path();
        break;
      case Type::moment:
        take_moment();
        break;
      case Type::numbers:
        take_numbers();
        break;
      case Type::point:
        take_point(node_);
        break;
      case Type::line:
        take_line();
        break;
      case Type::table:
        take_table();
        break;
    }
    if (failed_) return std::nullopt;
    return value_;
  }

 private:
  void error(const std::string& what) {
    failed_ = true;
    context_.collector.error(node_.place, fmt::format("{} {}", context_.label, what));
  }

  void wrong_type() {
    const std::string written = value_as_toml(node_).substr(0, 60);
    std::string remedy = fmt::format("Write {}", type_in_words(key_));
    if (node_.kind == Node::Kind::text && (key_.type == Type::number || key_.type == Type::integer)) {
      const auto inner = parse_value(node_.text);
      if (inner && inner->is_number()) {
        remedy = fmt::format("Write {} = {} without quotation marks", key_.name, node_.text);
      }
    }
    error(fmt::format("{} = {} is {}. {}", key_.name, written, kind_in_words(node_.kind), remedy));
  }

  /// In the unit of the key; false after a finding.
  bool in_range(double number) {
    if (!std::isfinite(number)) {
      error(fmt::format("{} = {} is not a finite number. Write {}", key_.name, number, type_in_words(key_)));
      return false;
    }
    if (!key_.hard.contains(number)) {
      error(fmt::format("{} = {} is out of range. Write {}", key_.name, number, type_in_words(key_)));
      return false;
    }
    if (!key_.advised.contains(number)) {
      context_.collector.warning(
          node_.place, fmt::format("{} {} = {} is outside the advised {}", context_.label, key_.name, number,
                                   range_in_words(key_.advised)));
    }
    return true;
  }

  void take_number() {
    if (!node_.is_number()) return wrong_type();
    if (key_.type == Type::integer && node_.number != std::floor(node_.number)) return wrong_type();
    if (in_range(node_.number)) value_.number = to_si(key_.name, node_.number);
  }

  void take_numbers() {
    if (node_.kind != Node::Kind::array || node_.children.empty()) return wrong_type();
    for (const Node& item : node_.children) {
      if (!item.is_number()) return wrong_type();
      if (!in_range(item.number)) return;
      value_.numbers.push_back(to_si(key_.name, item.number));
    }
  }

  void take_flag() {
    if (node_.kind != Node::Kind::flag) return wrong_type();
    value_.flag = node_.flag;
  }

  void take_text() {
    if (node_.kind != Node::Kind::text) return wrong_type();
    if (node_.text.empty()) return error(fmt::format("{} is empty. Write text", key_.name));
    value_.text = node_.text;
  }

  bool is_known(const std::string& word) {
    const std::vector<std::string> known = split_words(key_.words);
    if (std::ranges::find(known, word) != known.end()) return true;
    const std::string near = nearest_word(word, known);
    error(near.empty()
              ? fmt::format("{} does not know \"{}\". Write {}", key_.name, word, type_in_words(key_))
              : fmt::format("{} does not know \"{}\". Did you mean \"{}\"?", key_.name, word, near));
    return false;
  }

  void take_word() {
    if (node_.kind != Node::Kind::text) return wrong_type();
    if (is_known(node_.text)) value_.text = node_.text;
  }

  void take_words() {
    if (node_.kind != Node::Kind::array) return wrong_type();
    for (const Node& item : node_.children) {
      if (item.kind != Node::Kind::text) return wrong_type();
      if (!is_known(item.text)) continue;
      if (std::ranges::find(value_.words, item.text) != value_.words.end()) {
        error(fmt::format("{} names \"{}\" twice. Keep one", key_.name, item.text));
      }
      value_.words.push_back(item.text);
    }
  }

  void take_path() {
    if (node_.kind != Node::Kind::text) return wrong_type();
    if (node_.text.empty()) return error(fmt::format("{} is empty. Write the name of a file", key_.name));
    const FoundPath found = find_data_path(node_.text, context_.folder_of(node_));
    if (!found.problem.empty()) return error(fmt::format("{}: {}", key_.name, found.problem));
    value_.path = found.path;
    value_.layer.file = found.path;
    value_.layer.place = node_.place;
  }

  void take_moment() {
    if (node_.kind != Node::Kind::moment && node_.kind != Node::Kind::text) return wrong_type();
    const std::optional<std::string> moment = local_moment(node_.text);
    if (!moment) {
      return error(
          fmt::format("{} = {} is not a local date and time. Write it like 2026-06-01T00:00:00, without a "
                      "time zone",
                      key_.name, node_.text));
    }
    value_.text = *moment;
  }

  void take_point(const Node& pair) {
    const bool two = pair.kind == Node::Kind::array && pair.children.size() == 2 &&
                     pair.children[0].is_number() && pair.children[1].is_number();
    if (!two) return wrong_type();
    if (!in_range(pair.children[0].number) || !in_range(pair.children[1].number)) return;
    value_.points.emplace_back(pair.children[0].number, pair.children[1].number);
  }

  void take_line() {
    if (node_.kind != Node::Kind::array || node_.children.size() != 2) return wrong_type();
    for (const Node& end : node_.children) {
      take_point(end);
      if (failed_) return;
    }
    if (value_.points[0] == value_.points[1]) error(fmt::format("both points of {} are the same", key_.name));
  }

  void take_table() {
    if (node_.kind != Node::Kind::table) wrong_type();
  }

  const Key& key_;
  const Node& node_;
  const CheckContext& context_;
  Value value_;
  bool failed_ = false;
};

}  // namespace

Path CheckContext::folder_of(const Node& node) const {
  const bool in_file = node.place.line > 0 && !node.place.file.empty();
  return in_file ? Path(node.place.file).parent_path() : folder;
}

std::optional<Value> checked_value(const Key& key, const Node& node, const CheckContext& context) {
  return ValueCheck(key, node, context).run();
}

}  // namespace qingliu::scenario
