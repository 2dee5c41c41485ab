#include "scenario/inherit.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

#include "scenario/data_path.hpp"
#include "scenario/text_file.hpp"

namespace qingliu::scenario {
namespace {

bool is_list_of_tables(const Node& node) {
  return node.kind == Node::Kind::array && !node.children.empty() &&
         std::ranges::all_of(node.children, [](const Node& item) { return item.kind == Node::Kind::table; });
}

/// The name or id by which an item of a list is known, or "".
std::string name_of(const Node& item) {
  for (const char* key : {"name", "id"}) {
    const Node* found = item.find(key);
    if (found && found->kind == Node::Kind::text) return found->text;
  }
  return "";
}

bool all_named(const Node& list) {
  return std::ranges::none_of(list.children, [](const Node& item) { return name_of(item).empty(); });
}

void lay_items_over(Node& base, const Node& over, Collector& collector) {
  for (const Node& item : over.children) {
    const auto same = std::ranges::find(base.children, name_of(item), name_of);
    if (same == base.children.end()) {
      base.children.push_back(item);
    } else {
      lay_over(*same, item, collector);
    }
  }
}

/// Keys of a table of which one alone may stand: what a plan writes takes the place of what it inherits.
struct Exclusive {
  std::string_view table;
  std::vector<std::string_view> keys;
};

bool says_something(const Node& value) { return value.kind != Node::Kind::flag || value.flag; }

/// Takes out of `base` what cannot stand beside a key of `over`, and says so.
void take_place(Node& base, const Node& over, Collector& collector) {
  static const std::vector<Exclusive> groups{{"landuse", {"raster", "uniform", "by_rules"}},
                                             {"soil", {"raster", "uniform", "by_rules"}},
                                             {"outlet", {"line", "point"}}};
  const auto group = std::ranges::find(groups, over.key, &Exclusive::table);
  if (group == groups.end()) return;
  for (const std::string_view key : group->keys) {
    const Node* written = over.find(key);
    if (written == nullptr || !says_something(*written)) continue;
    std::erase_if(base.children, [&](const Node& old) {
      const bool excluded = old.key != key && !over.find(old.key) &&
                            std::ranges::find(group->keys, old.key) != group->keys.end();
      if (excluded && says_something(old))
        collector.warning(
            written->place,
            fmt::format("[{}] {} takes the place of {}, which is inherited from {}:{}", over.key, key,
                        old.key, Path(old.place.file).filename().string(), old.place.line));
      return excluded;
    });
  }
}

/// The file that a scenario names under `inherits`, or nothing.
std::optional<Path> inherited_file(const Node& root, const Path& file, Collector& collector) {
  const Node* node = root.find("inherits");
  if (!node) return std::nullopt;
  if (node->kind != Node::Kind::text || node->text.empty()) {
    collector.error(node->place, fmt::format("inherits = {} is no file. Write inherits = \"baseline.toml\"",
                                             value_as_toml(*node).substr(0, 60)));
    return std::nullopt;
  }
  const FoundPath found = find_data_path(node->text, file.parent_path());
  if (found.problem.empty()) return found.path;
  collector.error(node->place, fmt::format("inherits: {}", found.problem));
  return std::nullopt;
}

bool same_file(const Path& a, const Path& b) {
  std::error_code failure;
  return std::filesystem::equivalent(a, b, failure) && !failure;
}

std::string chain_in_words(const std::vector<Path>& chain, const Path& next) {
  std::string words;
  for (const Path& file : chain) words += file.filename().string() + " -> ";
  return words + next.filename().string();
}

}  // namespace

void lay_over(Node& base, const Node& over, Collector& collector) {
  const bool tables = base.kind == Node::Kind::table && over.kind == Node::Kind::table;
  const bool named_lists =
      is_list_of_tables(base) && is_list_of_tables(over) && all_named(base) && all_named(over);
  if (named_lists) return lay_items_over(base, over, collector);
  if (!tables) {
    std::string key = base.key;
    base = over;
    base.key = std::move(key);
    return;
  }
  base.place = over.place;
  take_place(base, over, collector);
  for (const Node& child : over.children) {
    if (Node* present = base.find(child.key)) {
      lay_over(*present, child, collector);
    } else {
      base.children.push_back(child);
    }
  }
}

ParsedText read_with_inherited(const Path& file, std::string& text, std::vector<Path>& inherited,
                               Collector& collector) {
  std::vector<ParsedText> layers;
  std::vector<Path> chain;
  std::optional<Path> next = file;
  while (next) {
    const std::optional<std::string> written = read_text_file(*next, collector);
    if (chain.empty()) collector.throw_if_errors();
    if (!written) break;
    if (chain.empty()) text = *written;
    layers.push_back(parse_text(*written, next->string(), collector));
    chain.push_back(*next);
    next = inherited_file(layers.back().root, chain.back(), collector);
    if (!next) {
      // What the missing file would have brought is not demanded of this one.
      if (layers.back().root.find("inherits")) layers.back().complete = false;
      break;
    }
    if (std::ranges::any_of(chain, [&](const Path& seen) { return same_file(seen, *next); })) {
      collector.error(layers.back().root.find("inherits")->place,
                      fmt::format("inherits goes round in a loop: {}. Let one of them stand on its own",
                                  chain_in_words(chain, *next)));
      break;
    }
  }
  inherited.assign(chain.begin() + 1, chain.end());
  ParsedText whole = std::move(layers.back());
  for (std::size_t k = layers.size() - 1; k-- > 0;) {
    lay_over(whole.root, layers[k].root, collector);
    whole.complete = whole.complete && layers[k].complete;
  }
  std::erase_if(whole.root.children, [](const Node& child) { return child.key == "inherits"; });
  return whole;
}

}  // namespace qingliu::scenario
