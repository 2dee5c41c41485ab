#include "scenario/collector.hpp"

#include <algorithm>
#include <tuple>

namespace qingliu::scenario {
namespace {

/// Beyond this many findings nobody reads on.
constexpr std::size_t most_findings = 200;

auto rank(const Finding& finding) {
  return std::tie(finding.place.file, finding.place.line, finding.place.column);
}

}  // namespace

void Collector::error(Place place, std::string message) {
  ++errors_;
  findings_.push_back({Finding::Kind::error, std::move(place), std::move(message)});
}

void Collector::warning(Place place, std::string message) {
  findings_.push_back({Finding::Kind::warning, std::move(place), std::move(message)});
}

void Collector::add(std::vector<Finding> findings) {
  for (Finding& finding : findings) {
    if (finding.kind == Finding::Kind::error) ++errors_;
    findings_.push_back(std::move(finding));
  }
}

std::vector<Finding> Collector::sorted() const {
  std::vector<Finding> sorted = findings_;
  std::ranges::stable_sort(sorted, [](const Finding& a, const Finding& b) { return rank(a) < rank(b); });
  const auto same = [](const Finding& a, const Finding& b) {
    return rank(a) == rank(b) && a.message == b.message;
  };
  sorted.erase(std::unique(sorted.begin(), sorted.end(), same), sorted.end());
  if (sorted.size() > most_findings) sorted.resize(most_findings);
  return sorted;
}

void Collector::throw_if_errors() const {
  if (has_errors()) throw InputError(sorted());
}

}  // namespace qingliu::scenario
