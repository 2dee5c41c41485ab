#pragma once
// The verification book: a page per case and a first page with every case, its figures, bars and standing.
// Pages hold nothing that depends on the machine or the hour: made again they are the same.
#include <filesystem>
#include <string>

#include "verification/case.hpp"

namespace qingliu::verification {

/// The page of one case, complete HTML.
std::string case_page(const Case& c, const Report& report, Resolution resolution);

/// The rows of one case on the first page; those of the fine grids are marked.
std::string index_rows(const Case& c, const Report& report, Resolution resolution);

/// The first page. rows_of: by place in cases(); "" leaves a case out, and the list does not link to it.
std::string index_page(const std::vector<std::string>& rows_of);

/// Writes the pages of a folder. Cases that are not written now keep the rows that an earlier first page in
/// the folder has for them, as long as their page is there.
class Book {
 public:
  /// FileError where the folder cannot be made.
  explicit Book(std::filesystem::path folder);
  void add(const Case& c, const Report& report, Resolution resolution);
  /// Writes the first page.
  void close();

 private:
  std::filesystem::path page_of(const Case& c) const;

  std::filesystem::path folder_;
  std::vector<std::string> rows_;
};

}  // namespace qingliu::verification
