#pragma once
#include <stdexcept>
#include <string>
#include <vector>

namespace qingliu {

/// Place in a text file that a user edits. line and column count from 1; 0 means "the file as a whole".
struct Place {
  std::string file;
  int line = 0;
  int column = 0;
};

/// One thing that the user should know about the input: where, what, and the remedy, in one or two sentences.
struct Finding {
  enum class Kind { error, warning };
  Kind kind = Kind::error;
  Place place;
  std::string message;
};

/// "file:line:column: message" (parts that are unknown are left out).
std::string to_string(const Finding& finding);

/// The user can mend it. Carries every finding at once. Exit status 2.
class InputError : public std::runtime_error {
 public:
  explicit InputError(std::vector<Finding> findings);
  InputError(Place place, std::string message);
  explicit InputError(std::string message);
  const std::vector<Finding>& findings() const { return findings_; }

 private:
  std::vector<Finding> findings_;
};

/// The solution left the realm of numbers or lost mass. Exit status 3.
class NumericalError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Disk or file system: cannot open, cannot write, disk full. Exit status 5.
class FileError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace qingliu
