#pragma once
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace qingliu {

/// What is wrong in the rows of a file, told at once; of a file that is bad throughout only the beginning.
class RowFaults {
 public:
  static constexpr std::size_t most_told = 20;

  explicit RowFaults(std::string file) : file_(std::move(file)) {}
  void add(int line, std::string message) {
    if (++count_ > most_told) return;
    const auto later =
        std::ranges::upper_bound(findings_, line, {}, [](const Finding& f) { return f.place.line; });
    Finding fault{Finding::Kind::error, {file_, line, 0}, std::move(message)};
    findings_.insert(later, std::move(fault));
  }
  std::size_t count() const { return count_; }
  void throw_if_any() const {
    if (count_ == 0) return;
    std::vector<Finding> told = findings_;
    if (count_ > most_told)
      told.push_back({Finding::Kind::error,
                      {file_, 0, 0},
                      fmt::format("{} more faults in later rows are not listed. Mend those above first",
                                  count_ - most_told)});
    throw InputError(std::move(told));
  }

 private:
  std::string file_;
  std::size_t count_ = 0;
  std::vector<Finding> findings_;
};

}  // namespace qingliu
