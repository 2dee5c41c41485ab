#pragma once
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/error.hpp"

namespace qingliu::run {

/// Gathers what is wrong with the input, so that the user sees all of it at once.
class Findings {
 public:
  void error(Place place, std::string message) {
    list_.push_back({Finding::Kind::error, std::move(place), std::move(message)});
  }
  /// Said beside the errors, where there are some.
  void doubt(std::optional<Finding> finding) {
    if (finding) doubts_.push_back(std::move(*finding));
  }
  const std::vector<Finding>& doubts() const { return doubts_; }
  /// Calls f; what it throws as InputError becomes findings, at `place` where they have none of their own.
  template <class F>
  void collect(const Place& place, F f) {
    try {
      f();
    } catch (const InputError& error) {
      for (Finding finding : error.findings()) {
        if (finding.place.file.empty()) finding.place = place;
        list_.push_back(std::move(finding));
      }
    }
  }
  void throw_if_any() const {
    if (list_.empty()) return;
    std::vector<Finding> all = list_;
    all.insert(all.end(), doubts_.begin(), doubts_.end());
    throw InputError(std::move(all));
  }
  bool empty() const { return list_.empty(); }
  std::size_t count() const { return list_.size(); }

 private:
  std::vector<Finding> list_, doubts_;
};

}  // namespace qingliu::run
