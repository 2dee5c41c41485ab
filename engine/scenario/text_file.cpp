#include "scenario/text_file.hpp"

#include <fstream>
#include <system_error>

#include "scenario/text_check.hpp"

namespace qingliu::scenario {

std::optional<std::string> read_text_file(const Path& path, Collector& collector) {
  std::error_code failure;
  if (std::filesystem::is_directory(path, failure)) {
    collector.error({path.string(), 0, 0}, "this is a folder. Name the file in it");
    return std::nullopt;
  }
  std::ifstream in(path, std::ios::binary);
  std::string text(largest_file + 1, '\0');
  if (!in) {
    collector.error({path.string(), 0, 0}, "the file is not there, or may not be read");
    return std::nullopt;
  }
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (in.bad()) {
    collector.error({path.string(), 0, 0}, "the file cannot be read to its end");
    return std::nullopt;
  }
  return text;
}

}  // namespace qingliu::scenario
