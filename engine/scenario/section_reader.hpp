#pragma once
// Reads one section against its key table and keeps, beside the typed values, the section with all defaults
// filled in.
#include <span>
#include <string>
#include <type_traits>
#include <vector>

#include "scenario/key_tables.hpp"
#include "scenario/value_check.hpp"

namespace qingliu::scenario {

/// What all sections of one reading share.
struct Reading {
  Collector& collector;
  std::string file;            ///< name for places
  Path folder;                 ///< relative paths start here
  bool report_missing = true;  ///< false when part of the text could not be read
};

class SectionReader {
 public:
  /// name: as in all_sections(); label: how messages begin, "[flow]"; table: what was written, or an empty
  /// table.
  SectionReader(Reading& reading, std::string name, std::string label, const Node& table);

  /// Fills `target`; members without a value keep what they had. Every finding goes to the collector.
  template <class S>
  void read(std::span<const Binding<S>> bindings, S& target) {
    std::vector<const Key*> keys;
    for (const Binding<S>& binding : bindings) keys.push_back(&binding.key);
    choose_kind(keys);
    report_unknown(keys);
    for (const Binding<S>& binding : bindings) {
      if (const std::optional<Value> value = value_of(binding.key)) assign(*value, binding.member, target);
    }
  }

  /// The section with every default filled in, in the order of the key table.
  const Node& resolved() const { return resolved_; }
  bool given(std::string_view key) const { return table_.find(key) != nullptr; }
  Place place_of(std::string_view key) const;

 private:
  void choose_kind(const std::vector<const Key*>& keys);
  void report_unknown(const std::vector<const Key*>& keys);
  std::string unknown_key_message(const std::string& word, const std::vector<const Key*>& keys) const;
  std::optional<Value> value_of(const Key& key);
  Value layer_of(const Key& key, const Node& table);
  bool applies(const Key& key) const;

  template <class S>
  static void assign(const Value& value, const Member<S>& member, S& target) {
    std::visit([&](auto m) { put(value, m, target); }, member);
  }
  template <class S>
  static void put(const Value& v, double S::*m, S& target) {
    target.*m = v.number;
  }
  template <class S>
  static void put(const Value& v, int S::*m, S& target) {
    target.*m = static_cast<int>(v.number);
  }
  template <class S>
  static void put(const Value& v, bool S::*m, S& target) {
    target.*m = v.flag || v.number != 0.0;
  }
  template <class S>
  static void put(const Value& v, std::string S::*m, S& target) {
    target.*m = v.text;
  }
  template <class S>
  static void put(const Value& v, Path S::*m, S& target) {
    target.*m = v.path;
  }
  template <class S>
  static void put(const Value& v, std::vector<double> S::*m, S& target) {
    target.*m = v.numbers;
  }
  template <class S>
  static void put(const Value& v, std::vector<std::string> S::*m, S& target) {
    target.*m = v.words;
  }
  template <class S>
  static void put(const Value& v, std::vector<Point> S::*m, S& target) {
    target.*m = v.points;
  }
  template <class S>
  static void put(const Value& v, std::optional<Point> S::*m, S& target) {
    if (!v.points.empty()) target.*m = v.points.front();
  }
  template <class S>
  static void put(const Value& v, Layer S::*m, S& target) {
    target.*m = v.layer;
  }
  template <class S>
  static void put(const Value& v, std::optional<double> S::*m, S& target) {
    target.*m = v.number;
  }
  template <class S>
  static void put(const Value&, std::monostate, S&) {}

  Reading& reading_;
  std::string name_;
  CheckContext context_;
  const Node& table_;
  Node resolved_;
  std::string kind_;  ///< of sections whose keys depend on it
  bool kind_known_ = true;
};

/// "[time] duration_h is missing: Length of the run. Give a number in h, above 0 to 8784".
std::string missing_key_message(const Key& key, std::string_view label);

}  // namespace qingliu::scenario
