#pragma once
// Gathers every finding before anything is thrown, so that a person mends a file in one pass.
#include <string>
#include <vector>

#include "core/error.hpp"

namespace qingliu::scenario {

class Collector {
 public:
  void error(Place place, std::string message);
  void warning(Place place, std::string message);
  void add(std::vector<Finding> findings);
  bool has_errors() const { return errors_ > 0; }
  int error_count() const { return errors_; }

  /// All findings in the order of file and line; one that was said twice is kept once.
  std::vector<Finding> sorted() const;

  /// Throws InputError with every finding, warnings included, when at least one is an error.
  void throw_if_errors() const;

 private:
  std::vector<Finding> findings_;
  int errors_ = 0;
};

}  // namespace qingliu::scenario
