#pragma once
// Which room of engine/ may include which: the table of the house, and the reader of #include lines.
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace qingliu::include_layers {

using Rooms = std::set<std::string>;

/// The arrows that are allowed; every room may include itself. "postprocess" is the folder beside engine/.
inline const std::map<std::string, Rooms>& allowed() {
  static const std::map<std::string, Rooms> table{
      {"core", {}},
      {"parallel", {"core"}},
      {"grid", {"core", "parallel"}},
      {"terrain", {"core", "grid"}},
      {"network", {"core", "grid"}},
      {"model", {"core", "grid", "network"}},
      {"process", {"core", "grid", "network", "model"}},
      {"annual", {"core", "grid", "terrain", "network", "model"}},
      {"plan", {"core", "grid", "model", "annual"}},
      {"chart", {"core"}},
      {"verification",
       {"core", "grid", "terrain", "network", "model", "process", "chart", "scenario", "measures", "io",
        "run"}},
      {"scenario", {"core"}},
      {"measures", {"core", "model", "scenario"}},
      {"io", {"core", "parallel", "grid", "network", "model"}},
      {"run",
       {"core", "parallel", "grid", "terrain", "network", "model", "process", "annual", "plan", "scenario",
        "measures", "io"}},
      {"compare", {"core", "io"}},
      {"ensemble", {"core", "scenario", "io", "compare"}},
      {"bench", {"core", "grid", "terrain", "model", "process", "scenario", "io", "run"}},
      {"cli",
       {"core", "parallel", "run", "bench", "compare", "ensemble", "annual", "plan", "scenario", "measures",
        "terrain", "io", "chart", "verification", "postprocess"}},
      {"postprocess", {"core", "chart", "grid", "model", "io"}},
  };
  return table;
}

/// The first folder of a path below the include root, "" when the path has none.
inline std::string room_of(const std::filesystem::path& path) {
  return path.has_parent_path() ? path.begin()->string() : std::string();
}

/// The concept folder of process/<concept>/file, "" for files that all processes share or other rooms.
inline std::string concept_of(const std::filesystem::path& path) {
  auto part = path.begin();
  if (part == path.end() || *part != "process") return {};
  ++part;
  return std::next(part) == path.end() ? std::string() : part->string();
}

/// Why `source` (relative to the include root) may not include `target`; "" when it may. Sibling processes do
/// not see each other; process/surface (the fused sweep over the land) and process/stream are composed of
/// their laws.
inline std::string objection(const std::filesystem::path& source, const std::filesystem::path& target) {
  const std::string from = room_of(source), to = room_of(target);
  if (!allowed().contains(from)) return "room '" + from + "' is not in the table";
  if (!allowed().contains(to)) return "not below the include root engine/";
  if (from != to) return allowed().at(from).contains(to) ? "" : from + " may not include " + to;
  const std::string own = concept_of(source), other = concept_of(target);
  const bool composed = own == "surface" || own == "stream";
  const bool sibling = !other.empty() && own != other && !composed;
  return sibling ? "process/" + own + " may not include its sibling process/" + other : "";
}

struct Include {
  int line = 0;
  std::string target;
  bool quoted = true;  ///< "..." and not <...>
};

inline std::vector<Include> includes_of(const std::string& text) {
  static const std::regex pattern(R"(^\s*#\s*include\s*(["<])([^">]+)[">])");
  std::vector<Include> found;
  std::istringstream lines(text);
  std::string line;
  for (int number = 1; std::getline(lines, line); ++number) {
    std::smatch match;
    if (std::regex_search(line, match, pattern)) found.push_back({number, match[2], match[1] == "\""});
  }
  return found;
}

}  // namespace qingliu::include_layers
