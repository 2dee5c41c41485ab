#pragma once
#include <optional>
#include <string>
#include <vector>

namespace qingliu::postprocess {

/// A sentence of run.log: the pattern of fmt that the engine writes it with, and its Chinese with the places
/// numbered.
struct RunSentence {
  const char* english;
  const char* chinese;
};

/// Those that have a Chinese text.
const std::vector<RunSentence>& run_sentences();

/// A line of run.log in Chinese with the line's own names and numbers; nothing where no sentence fits.
std::optional<std::string> run_line_in_chinese(const std::string& line);

}  // namespace qingliu::postprocess
