#include "verification/book.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

#include "core/error.hpp"

namespace qingliu::verification {
namespace {

void write(const std::filesystem::path& file, const std::string& text) {
  std::ofstream stream(file, std::ios::binary);
  stream << text;
  stream.close();
  if (!stream) throw FileError("cannot write " + file.string());
}

std::string rows_mark(const Case& c) { return fmt::format("<tbody id='{}'>", c.id); }

/// The rows of a case on an earlier first page; "" when there are none, or none that this program can count.
std::string earlier_rows(const std::string& page, const Case& c) {
  static const std::string end = "</tbody>\n";
  const std::size_t from = page.find(rows_mark(c));
  if (from == std::string::npos) return {};
  const std::size_t to = page.find(end, from);
  const std::string rows = to == std::string::npos ? "" : page.substr(from, to + end.size() - from);
  return rows.find("<tr class='k") == std::string::npos ? "" : rows;
}

}  // namespace

Book::Book(std::filesystem::path folder) : folder_(std::move(folder)) {
  std::error_code failed;
  std::filesystem::create_directories(folder_, failed);
  if (!std::filesystem::is_directory(folder_))
    throw FileError("the folder of the book cannot be made: " + folder_.string() +
                    (failed ? " (" + failed.message() + ")" : ""));
  std::ifstream stream(folder_ / "index.html", std::ios::binary);
  const std::string earlier{std::istreambuf_iterator<char>(stream), {}};
  for (const Case* c : cases())
    rows_.push_back(std::filesystem::exists(page_of(*c)) ? earlier_rows(earlier, *c) : "");
}

void Book::add(const Case& c, const Report& report, Resolution resolution) {
  write(page_of(c), case_page(c, report, resolution));
  for (std::size_t k = 0; k < cases().size(); ++k)
    if (cases()[k] == &c) rows_[k] = index_rows(c, report, resolution);
}

std::filesystem::path Book::page_of(const Case& c) const { return folder_ / (std::string(c.id) + ".html"); }

void Book::close() { write(folder_ / "index.html", index_page(rows_)); }

}  // namespace qingliu::verification
