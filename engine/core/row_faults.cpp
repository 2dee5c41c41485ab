#include "core/row_faults.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace qingliu {

RowFaults::RowFaults(std::string file) : file_(std::move(file)) {}

void RowFaults::add(int line, std::string message, int column) {
  if (++count_ > most_told) return;
  const auto later =
      std::ranges::upper_bound(findings_, line, {}, [](const Finding& f) { return f.place.line; });
  findings_.insert(later, Finding{Finding::Kind::error, {file_, line, column}, std::move(message)});
}

void RowFaults::throw_if_any() const {
  if (count_ == 0) return;
  std::vector<Finding> told = findings_;
  if (count_ > most_told) {
    Finding& more = told.emplace_back();
    more.place.file = file_;
    more.message = fmt::format("{} more faults in later rows are not listed. Mend those above first",
                               count_ - most_told);
  }
  throw InputError(std::move(told));
}

}  // namespace qingliu
