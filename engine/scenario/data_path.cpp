#include "scenario/data_path.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <optional>
#include <system_error>
#include <vector>

#include "core/suggest.hpp"

namespace qingliu::scenario {
namespace {

constexpr std::string_view data_variable = "${QINGLIU_DATA_DIR}";

std::optional<Path> data_folder(const Path& folder) {
  if (const char* given = std::getenv("QINGLIU_DATA_DIR"); given != nullptr && *given != '\0')
    return Path(given);
  std::error_code failure;
  Path above = std::filesystem::absolute(folder, failure).lexically_normal();
  while (!failure) {
    const Path candidate = above / "shared" / "data";
    if (std::filesystem::is_directory(candidate, failure)) return candidate;
    if (!above.has_relative_path()) break;
    above = above.parent_path();
    failure.clear();
  }
  return std::nullopt;
}

/// The entry of the folder whose name is nearest to the one that is not there.
std::string nearest_file(const Path& path) {
  constexpr int most_entries = 1000;
  std::vector<std::string> names;
  std::error_code failure;
  const Path folder = path.has_parent_path() ? path.parent_path() : Path(".");
  for (std::filesystem::directory_iterator entry(folder, failure), end; !failure && entry != end;
       entry.increment(failure)) {
    names.push_back(entry->path().filename().string());
    if (names.size() >= most_entries) break;
  }
  return nearest_word(path.filename().string(), names);
}

}  // namespace

FoundPath find_data_path(std::string_view written, const Path& folder) {
  std::string text(written);
  if (const std::size_t at = text.find(data_variable); at != std::string::npos) {
    const std::optional<Path> data = data_folder(folder);
    if (!data) {
      return {{}, "the folder of the data is not known. Set the environment variable QINGLIU_DATA_DIR to it"};
    }
    text.replace(at, data_variable.size(), data->string());
  }
  if (text.find("${") != std::string::npos) {
    return {{}, fmt::format("\"{}\" holds a variable that is not known. Only {} is", written, data_variable)};
  }
  const Path path = Path(text).is_absolute() || folder.empty() ? Path(text) : folder / text;
  std::error_code failure;
  if (std::filesystem::is_directory(path, failure)) {
    return {{}, fmt::format("\"{}\" is a folder. Name a file in it", written)};
  }
  if (std::filesystem::exists(path, failure)) return {path.lexically_normal(), {}};
  const std::string near = nearest_file(path);
  return {{},
          near.empty() ? fmt::format("there is no file \"{}\" (looked for {})", written, path.string())
                       : fmt::format("there is no file \"{}\". Did you mean \"{}\"?", written, near)};
}

std::string path_for_anywhere(std::string_view written, const Path& found) {
  const char* data = std::getenv("QINGLIU_DATA_DIR");
  const bool variable_holds = data != nullptr && Path(data).is_absolute();
  if (variable_holds && written.starts_with(data_variable)) return std::string(written);
  std::error_code failure;
  const Path absolute = std::filesystem::absolute(found, failure).lexically_normal();
  return failure ? found.string() : absolute.string();
}

}  // namespace qingliu::scenario
