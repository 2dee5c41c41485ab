#include "scenario/scenario.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "core/suggest.hpp"
#include "scenario/checks.hpp"
#include "scenario/inherit.hpp"
#include "scenario/section_reader.hpp"
#include "scenario/settings.hpp"

namespace qingliu::scenario {
namespace {

constexpr const char* schema_word = "qingliu-scenario/1";

/// Reads the tree of a scenario section by section, in the order in which a person writes them.
class ScenarioReader {
 public:
  ScenarioReader(Scenario& scenario, const Node& root, Reading reading)
      : scenario_(scenario), root_(root), reading_(std::move(reading)), written_(root, reading_.file) {}

  void read() {
    check_schema();
    check_section_names();
    read_section("scenario", scenario_keys(), scenario_.scenario);
    read_section("time", time_keys(), scenario_.time);
    read_terrain();
    scenario_.landuse.place = written_.place("landuse");
    read_section("landuse", landuse_keys(), scenario_.landuse);
    scenario_.soil.place = written_.place("soil");
    read_if_given("soil", soil_keys(), scenario_.soil);
    read_if_given("grains", grains_keys(), scenario_.grains);
    read_list("rain", rain_keys(), scenario_.rain);
    read_list("fraction", fraction_keys(), scenario_.fractions);
    read_list("barrier", barrier_keys(), scenario_.barriers);
    read_list("boundary", boundary_keys(), scenario_.boundaries);
    read_list("inflow", inflow_keys(), scenario_.inflows);
    read_section("flow", flow_keys(), scenario_.flow);
    read_section("infiltration", infiltration_keys(), scenario_.infiltration);
    scenario_.evaporation.on = written_.has("evaporation");
    read_if_given("evaporation", evaporation_keys(), scenario_.evaporation);
    read_if_given("sediment", sediment_keys(), scenario_.sediment);
    scenario_.sources.on = written_.has("sources");
    scenario_.sources.place = written_.place("sources");
    read_if_given("sources", sources_keys(), scenario_.sources);
    scenario_.streams.on = written_.has("streams");
    scenario_.streams.place = written_.place("streams");
    read_if_given("streams", streams_keys(), scenario_.streams);
    read_list("bank", bank_keys(), scenario_.banks);
    read_list("reservoir", reservoir_keys(), scenario_.reservoirs);
    read_list("structure", structure_keys(), scenario_.structures);
    if (!scenario_.structures.empty()) drop_inactive(scenario_.structures);
    read_list("collapsing_gully", collapsing_gully_keys(), scenario_.collapsing_gullies);
    if (!scenario_.collapsing_gullies.empty()) drop_inactive(scenario_.collapsing_gullies);
    read_list("gully", gully_keys(), scenario_.gullies);
    if (!scenario_.gullies.empty()) drop_inactive(scenario_.gullies);
    scenario_.litter.on = written_.has("litter");
    scenario_.litter.place = written_.place("litter");
    read_if_given("litter", litter_keys(), scenario_.litter);
    read_if_given("quality", quality_keys(), scenario_.quality);
    read_list("constituent", constituent_keys(), scenario_.constituents);
    read_list("village", village_keys(), scenario_.villages);
    if (!scenario_.villages.empty()) drop_inactive(scenario_.villages);
    read_measures();
    read_list("gauge", gauge_keys(), scenario_.gauges);
    read_section("output", output_keys(), scenario_.output);
    read_section("checkpoint", checkpoint_keys(), scenario_.checkpoint);
    if (reading_.report_missing) check_sections(scenario_, written_, reading_.collector);
    check_files(scenario_, reading_.collector);
    settle_resolved();
  }

 private:
  void check_schema();
  void check_section_names();
  void read_terrain();
  void read_measures();
  void settle_resolved();
  static void keep_names_only(Node& node);

  /// What stands under a section's name; an empty table where nothing, or something else, does.
  const Node& section_node(std::string_view name) const {
    const Node* found = root_.find(name);
    return found && found->kind == Node::Kind::table ? *found : nothing_;
  }
  void keep_resolved(Node section, std::string_view name) {
    section.key = name;
    resolved_.children.push_back(std::move(section));
  }

  template <class S>
  void read_section(std::string_view name, std::span<const Binding<S>> keys, S& target) {
    Node table = section_node(name);
    table.place = written_.place(name);
    SectionReader reader(reading_, std::string(name), fmt::format("[{}]", name), table);
    reader.read(keys, target);
    keep_resolved(reader.resolved(), name);
  }

  template <class S>
  void read_if_given(std::string_view name, std::span<const Binding<S>> keys, S& target) {
    if (written_.has(name)) read_section(name, keys, target);
  }

  template <class S>
  void read_list(std::string_view name, std::span<const Binding<S>> keys, std::vector<S>& targets) {
    const Node* list = root_.find(name);
    if (!list || (list->kind != Node::Kind::array && list->kind != Node::Kind::table)) return;
    Node resolved;
    resolved.kind = Node::Kind::array;
    // [rain] for [[rain]] has been told: what stands in it is looked at all the same.
    const bool single = list->kind == Node::Kind::table;
    for (const Node& item : single ? std::vector<Node>{*list} : list->children) {
      if (item.kind != Node::Kind::table) continue;
      S target;
      target.place = item.place;
      SectionReader reader(reading_, std::string(name), fmt::format("[[{}]]", name), item);
      reader.read(keys, target);
      resolved.children.push_back(reader.resolved());
      targets.push_back(std::move(target));
    }
    if (!resolved.children.empty()) keep_resolved(std::move(resolved), name);
  }

  /// Takes what active = false leaves out of the list that was read last, and of the resolved scenario.
  template <class S>
  void drop_inactive(std::vector<S>& list) {
    Node& resolved = resolved_.children.back();
    for (std::size_t k = list.size(); k-- > 0;) {
      if (list[k].active) continue;
      list.erase(list.begin() + static_cast<std::ptrdiff_t>(k));
      resolved.children.erase(resolved.children.begin() + static_cast<std::ptrdiff_t>(k));
    }
    if (list.empty()) resolved_.children.pop_back();
  }

  Scenario& scenario_;
  const Node& root_;
  Reading reading_;
  WrittenKeys written_;
  const Node nothing_{};
  Node resolved_;
};

void ScenarioReader::check_schema() {
  const Node* schema = root_.find("schema");
  if (schema && schema->kind == Node::Kind::text && schema->text == schema_word) {
    resolved_.children.push_back(*schema);
  } else if (schema) {
    reading_.collector.error(schema->place, fmt::format("schema = {} is not known. Write schema = \"{}\"",
                                                        value_as_toml(*schema).substr(0, 60), schema_word));
  } else if (reading_.report_missing) {
    reading_.collector.error(
        {reading_.file, 0, 0},
        fmt::format("schema is missing. Begin the file with schema = \"{}\"", schema_word));
  }
}

void ScenarioReader::check_section_names() {
  std::vector<std::string> names;
  std::set<std::string, std::less<>> lists;
  for (const SectionKeys& section : all_sections()) {
    if (section.name.find('.') != std::string_view::npos || !section.heading.starts_with('[')) continue;
    names.emplace_back(section.name);
    if (section.heading.starts_with("[[")) lists.emplace(section.name);
  }
  for (const Node& child : root_.children) {
    if (child.key == "schema" || child.key == "inherits") continue;
    const bool table = child.kind == Node::Kind::table;
    const bool list = child.kind == Node::Kind::array && !child.children.empty() &&
                      child.children.front().kind == Node::Kind::table;
    std::string message;
    if (std::ranges::count(names, child.key) == 0) {
      const std::string near = nearest_word(child.key, names);
      const std::string shown =
          table || list ? fmt::format("[{}] unknown section.", child.key.substr(0, 60))
                        : fmt::format("unknown key '{}' above the first section.", child.key.substr(0, 60));
      message = near.empty() ? fmt::format("{} Known sections: {}", shown, fmt::join(names, ", "))
                             : fmt::format("{} Did you mean [{}]?", shown, near);
    } else if (lists.contains(child.key) && !list) {
      message = fmt::format("[{0}] is a list. Write [[{0}]] with double brackets", child.key);
    } else if (!lists.contains(child.key) && !table) {
      message = fmt::format("[{0}] is a section, not a {1}. Write [{0}] once, with its keys below", child.key,
                            list ? "list" : "value");
    }
    if (!message.empty()) reading_.collector.error(child.place, message);
  }
}

void ScenarioReader::read_terrain() {
  TerrainSection& terrain = scenario_.terrain;
  terrain.place = written_.place("terrain");
  terrain.outlet.place = written_.place("terrain.outlet");
  const Node& table = section_node("terrain");
  read_section("terrain", terrain_keys(), terrain);
  Node& resolved = resolved_.children.back();
  const Node* outlet = table.find("outlet");
  if (!outlet || outlet->kind == Node::Kind::table) {
    SectionReader reader(reading_, "terrain.outlet", "[terrain] outlet:", outlet ? *outlet : nothing_);
    reader.read(outlet_keys(), terrain.outlet);
    resolved.children.push_back(reader.resolved());
    resolved.children.back().key = "outlet";
  }
  const Node* hillslope = table.find("hillslope");
  if (!hillslope || hillslope->kind != Node::Kind::table) return;
  HillslopeParameters plane;
  SectionReader reader(reading_, "terrain.hillslope", "[terrain] hillslope:", *hillslope);
  reader.read(hillslope_keys(), plane);
  resolved.children.push_back(reader.resolved());
  resolved.children.back().key = "hillslope";
  terrain.synthetic_parameters = {{"length", plane.length}, {"width", plane.width}, {"slope", plane.slope}};
}

/// The list, and in every item the table of parameters, whose names only the catalogue of measures knows.
void ScenarioReader::read_measures() {
  read_list("measure", measure_keys(), scenario_.measures);
  const Node* list = root_.find("measure");
  if (!list || scenario_.measures.empty()) return;
  Node& resolved = resolved_.children.back();
  std::size_t k = 0;
  for (const Node& item : list->children) {
    if (item.kind != Node::Kind::table) continue;
    MeasureSection& measure = scenario_.measures[k];
    const Node* parameters = item.find("parameters");
    if (parameters && parameters->kind == Node::Kind::table) {
      for (const Node& p : parameters->children) {
        if (p.is_number()) {
          measure.parameters.push_back({p.key, p.number, p.place});
        } else if (p.kind == Node::Kind::text) {
          measure.words.push_back({p.key, p.text, p.place});
        } else {
          reading_.collector.error(
              p.place, fmt::format("[[measure]] '{}': {} = {} is neither a number nor a word", measure.id,
                                   p.key, value_as_toml(p).substr(0, 60)));
        }
      }
      resolved.children[k].children.push_back(*parameters);
    }
    ++k;
  }
  drop_inactive(scenario_.measures);
}

/// What the checks decided goes into the resolved scenario, so that it reads back to the same.
void ScenarioReader::settle_resolved() {
  const auto set = [&](std::string_view section, Node value) {
    Node* table = resolved_.find(section);
    Node* present = table->find(value.key);
    (present ? *present : table->children.emplace_back()) = std::move(value);
    const auto known = std::ranges::find(all_sections(), section, &SectionKeys::name);
    std::ranges::stable_sort(table->children, {}, [&](const Node& child) {
      return std::ranges::find(known->keys, child.key, [](const Key* key) { return key->name; }) -
             known->keys.begin();
    });
  };
  Node synthetic;
  synthetic.key = "synthetic";
  synthetic.kind = Node::Kind::flag;
  synthetic.flag = scenario_.scenario.synthetic;
  set("scenario", synthetic);
  Node kind;
  kind.key = "kind";
  kind.kind = Node::Kind::text;
  kind.text = scenario_.infiltration.kind;
  set("infiltration", kind);
  Node fields;
  fields.key = "fields";
  fields.kind = Node::Kind::array;
  for (const std::string& field : scenario_.output.fields) {
    Node& item = fields.children.emplace_back();
    item.kind = Node::Kind::text;
    item.text = field;
  }
  set("output", fields);
  scenario_.resolved = file_as_toml(resolved_);
  keep_names_only(resolved_);
  scenario_.signature = file_as_toml(resolved_);
}

void ScenarioReader::keep_names_only(Node& node) {
  if (node.names_file) node.text = Path(node.text).filename().string();
  for (Node& child : node.children) keep_names_only(child);
}

}  // namespace

Scenario read_scenario(const Path& file, const std::vector<std::string>& settings) {
  Scenario scenario;
  Collector collector;
  scenario.file = file;
  ParsedText parsed = read_with_inherited(file, scenario.text, scenario.inherited, collector);
  apply_settings(settings, parsed.root, collector);
  if (!parsed.complete && parsed.root.children.empty()) collector.throw_if_errors();
  ScenarioReader(scenario, parsed.root, {collector, file.string(), file.parent_path(), parsed.complete})
      .read();
  collector.throw_if_errors();
  scenario.warnings = collector.sorted();
  return scenario;
}

}  // namespace qingliu::scenario
