// Reads the file of an ensemble.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "core/suggest.hpp"
#include "ensemble/plan.hpp"
#include "scenario/collector.hpp"
#include "scenario/text_file.hpp"
#include "scenario/toml_text.hpp"

namespace qingliu::ensemble {
namespace {

using scenario::Collector;
using scenario::Node;

constexpr const char* schema_word = "qingliu-ensemble/1";
constexpr double most_samples = 100000;

/// Takes the keys of a table one by one and says what is wrong with each.
class Table {
 public:
  Table(const Node& node, std::string label, Collector& collector)
      : node_(node), label_(std::move(label)), collector_(collector) {}

  /// Every key must be one of these.
  void allow(const std::vector<std::string>& known) const {
    for (const Node& child : node_.children) {
      if (std::ranges::find(known, child.key) != known.end()) continue;
      const std::string near = nearest_word(child.key, known);
      complain(child.place, fmt::format("there is no key '{}'. {}", child.key,
                                        near.empty() ? fmt::format("Known are {}", fmt::join(known, ", "))
                                                     : fmt::format("Did you mean '{}'?", near)));
    }
  }
  std::string text(const char* key) const {
    const Node* child = of_kind(key, Node::Kind::text, "text in quotation marks");
    return child ? child->text : "";
  }
  double number(const char* key, double otherwise, double least, double most) const {
    const Node* child = node_.find(key);
    if (!child) return otherwise;
    const bool fits = child->is_number() && child->number >= least && child->number <= most;
    if (!fits) complain(child->place, fmt::format("{}: give a number from {:g} to {:g}", key, least, most));
    return fits ? child->number : otherwise;
  }
  bool flag(const char* key) const {
    const Node* child = of_kind(key, Node::Kind::flag, "true or false");
    return child && child->flag;
  }
  const std::vector<Node>& list(const char* key) const {
    const Node* child = of_kind(key, Node::Kind::array, "a list");
    return child ? child->children : none_;
  }
  bool has(const char* key) const { return node_.find(key) != nullptr; }
  const Place& place() const { return node_.place; }
  void complain(const Place& place, const std::string& what) const {
    collector_.error(place, fmt::format("{} {}", label_, what));
  }

 private:
  const Node* of_kind(const char* key, Node::Kind kind, const char* words) const {
    const Node* child = node_.find(key);
    if (!child || child->kind == kind) return child;
    complain(child->place, fmt::format("{}: give {}", key, words));
    return nullptr;
  }

  const Node& node_;
  std::string label_;
  Collector& collector_;
  const std::vector<Node> none_;
};

class PlanReader {
 public:
  PlanReader(const std::filesystem::path& file, Collector& collector) : file_(file), collector_(collector) {}

  Plan read(const Node& root) {
    const Table top(root, "ensemble:", collector_);
    top.allow({"schema", "scenario", "method", "samples", "seed", "factor", "exceedance"});
    const Place whole{file_.string(), 0, 0};
    if (top.text("schema") != schema_word)
      top.complain(whole,
                   fmt::format("schema is missing. Write schema = \"{}\" on the first line", schema_word));
    plan_.scenario = scenario_of(top, "scenario");
    if (plan_.scenario.empty()) top.complain(whole, "scenario is missing. Name the scenario file to vary");
    const std::string method = top.has("method") ? top.text("method") : "latin-hypercube";
    plan_.method = method == "sobol" ? Method::sobol : Method::latin_hypercube;
    if (method != "sobol" && method != "latin-hypercube")
      top.complain(root.find("method")->place, "method is \"latin-hypercube\" or \"sobol\"");
    plan_.count = static_cast<std::size_t>(top.number("samples", 1, 1, most_samples));
    plan_.seed = static_cast<unsigned>(top.number("seed", 1, 0, 4294967295.0));
    for (const Node& item : top.list("factor")) read_factor(item);
    for (const Node& item : top.list("exceedance")) read_exceedance(item);
    if (plan_.factors.empty()) top.complain(whole, "there is no [[factor]]: nothing varies");
    check_ranges(top, whole);
    return std::move(plan_);
  }

 private:
  std::filesystem::path scenario_of(const Table& table, const char* key) const {
    const std::string name = table.text(key);
    if (name.empty()) return {};
    return std::filesystem::absolute(file_.parent_path() / name).lexically_normal();
  }

  void check_ranges(const Table& top, const Place& whole) {
    const auto ranges =
        std::ranges::count_if(plan_.factors, [](const Factor& f) { return f.options.empty(); });
    if (ranges > 0 && !top.has("samples"))
      top.complain(whole, "samples is missing: how many points shall the ranges be given?");
    if (plan_.method == Method::sobol && ranges > static_cast<std::ptrdiff_t>(most_sobol_dimensions))
      top.complain(whole, fmt::format("Sobol's sequence serves {} ranges at most. Take latin-hypercube",
                                      most_sobol_dimensions));
  }

  void read_factor(const Node& node) {
    const Table table(node, "[[factor]]", collector_);
    table.allow({"name", "key", "values", "range", "log", "options"});
    Factor factor;
    factor.place = node.place;
    factor.key = table.text("key");
    factor.name = table.has("name") ? table.text("name") : factor.key;
    if (factor.name.empty()) table.complain(node.place, "give a name, or the key that it varies");
    if (factor.name.find_first_of(",\"\n") != std::string::npos)
      table.complain(node.place, "its name goes into tables: no commas and quotation marks");
    if (!names_.insert(factor.name).second)
      table.complain(node.place, fmt::format("there are two of the name '{}'", factor.name));
    const int ways =
        (table.has("values") ? 1 : 0) + (table.has("range") ? 1 : 0) + (table.has("options") ? 1 : 0);
    if (ways != 1)
      table.complain(node.place, "give one of: range = [low, high], values = [...], options = [...]");
    if (factor.key.empty() && !table.has("options"))
      table.complain(node.place, "key is missing: \"section.key\", as of --set");
    if (table.has("range")) read_range(table, factor);
    for (const Node& value : table.list("values")) {
      const std::string written =
          value.kind == Node::Kind::text ? value.text : scenario::value_as_toml(value);
      factor.options.push_back({written, {}, {factor.key + "=" + scenario::value_as_toml(value)}});
    }
    for (const Node& option : table.list("options")) read_option(option, factor);
    if (!table.has("range") && ways == 1 && factor.options.empty())
      table.complain(node.place, "the list is empty");
    plan_.factors.push_back(std::move(factor));
  }

  void read_range(const Table& table, Factor& factor) {
    const std::vector<Node>& range = table.list("range");
    factor.logarithmic = table.flag("log");
    const bool two = range.size() == 2 && range[0].is_number() && range[1].is_number();
    if (two) factor.low = range[0].number, factor.high = range[1].number;
    if (!two || !(factor.low < factor.high))
      table.complain(table.place(), "range: give two numbers, the lower first");
    else if (factor.logarithmic && !(factor.low > 0.0))
      table.complain(table.place(), "a range with log = true begins above 0");
  }

  void read_option(const Node& node, Factor& factor) {
    const Table table(node, fmt::format("[[factor]] {} option", factor.name), collector_);
    if (node.kind != Node::Kind::table) {
      table.complain(factor.place, "write { name = \"...\", set = [\"section.key=value\"] }");
      return;
    }
    table.allow({"name", "scenario", "set"});
    Option option{table.text("name"), scenario_of(table, "scenario"), {}};
    if (option.name.empty() || option.name.find_first_of(",\"\n") != std::string::npos)
      table.complain(node.place, "give a name without commas and quotation marks");
    for (const Node& setting : table.list("set")) {
      if (setting.kind == Node::Kind::text) {
        option.settings.push_back(setting.text);
      } else {
        table.complain(node.place, "set: write \"section.key=value\" in quotation marks");
      }
    }
    factor.options.push_back(std::move(option));
  }

  void read_exceedance(const Node& node) {
    const Table table(node, "[[exceedance]]", collector_);
    table.allow({"field", "above", "below"});
    Exceedance wanted{table.text("field"), 0.0, table.has("below")};
    if (wanted.field.empty())
      table.complain(node.place, "field is missing: a raster of the results, \"water_depth\"");
    if (table.has("above") == table.has("below"))
      table.complain(node.place, "give one of: above = threshold, below = threshold");
    wanted.threshold = table.number(wanted.below ? "below" : "above", 0.0, -1e30, 1e30);
    plan_.exceedances.push_back(std::move(wanted));
  }

  std::filesystem::path file_;
  Collector& collector_;
  Plan plan_;
  std::set<std::string> names_;
};

}  // namespace

Plan read_plan(const std::filesystem::path& file) {
  Collector collector;
  const std::optional<std::string> text = scenario::read_text_file(file, collector);
  collector.throw_if_errors();
  const scenario::ParsedText parsed = scenario::parse_text(*text, file.string(), collector);
  collector.throw_if_errors();
  Plan plan = PlanReader(file, collector).read(parsed.root);
  collector.throw_if_errors();
  return plan;
}

}  // namespace qingliu::ensemble
