#include "core/error.hpp"

#include <fmt/format.h>

namespace qingliu {

std::string to_string(const Finding& finding) {
  std::string text = finding.place.file;
  if (finding.place.line > 0) text += fmt::format(":{}", finding.place.line);
  if (finding.place.line > 0 && finding.place.column > 0) text += fmt::format(":{}", finding.place.column);
  if (!text.empty()) text += ": ";
  if (finding.kind == Finding::Kind::warning) text += "warning: ";
  return text + finding.message;
}

namespace {
std::string join(const std::vector<Finding>& findings) {
  std::string text;
  for (const Finding& finding : findings) {
    if (!text.empty()) text += '\n';
    text += to_string(finding);
  }
  return text;
}
}  // namespace

InputError::InputError(std::vector<Finding> findings)
    : std::runtime_error(join(findings)), findings_(std::move(findings)) {}

InputError::InputError(Place place, std::string message)
    : InputError(std::vector<Finding>{{Finding::Kind::error, std::move(place), std::move(message)}}) {}

InputError::InputError(std::string message) : InputError(Place{}, std::move(message)) {}

}  // namespace qingliu
