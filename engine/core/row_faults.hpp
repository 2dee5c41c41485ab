#pragma once
#include <string>
#include <vector>

#include "core/error.hpp"

namespace qingliu {

/// What is wrong in the rows of a file, told at once; of a file that is bad throughout only the beginning.
class RowFaults {
 public:
  static constexpr std::size_t most_told = 20;

  explicit RowFaults(std::string file);
  void add(int line, std::string message, int column = 0);
  std::size_t count() const { return count_; }
  /// Throws InputError with all of them, by line.
  void throw_if_any() const;

 private:
  std::string file_;
  std::size_t count_ = 0;
  std::vector<Finding> findings_;
};

}  // namespace qingliu
