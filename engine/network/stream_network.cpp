#include "network/stream_network.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"

namespace qingliu {

double StreamNetwork::length() const {
  double sum = 0.0;
  for (const Segment& s : segments) sum += s.length;
  return sum;
}

int StreamNetwork::segment_at(const std::string& reach, double chainage) const {
  int nearest = -1;
  for (const Reach& r : reaches) {
    if (r.name != reach) continue;
    for (int s = r.begin; s < r.end; ++s) {
      const bool nearer = nearest < 0 || std::fabs(segments[s].chainage - chainage) <
                                             std::fabs(segments[nearest].chainage - chainage);
      if (nearer) nearest = s;
    }
  }
  return nearest;
}

std::vector<int> StreamNetwork::segments_of(const std::string& name) const {
  std::vector<int> found;
  for (const Reach& r : reaches) {
    if (r.name != name) continue;
    for (int s = r.begin; s < r.end; ++s) found.push_back(s);
  }
  std::sort(found.begin(), found.end());
  return found;
}

std::string StreamNetwork::names_in_words() const {
  const auto numbered = [](const std::string& name) {
    return name.size() > 1 && name[0] == 'R' && name.find_first_not_of("0123456789", 1) == std::string::npos;
  };
  std::string first, last;
  std::vector<std::string> named;
  for (const Reach& r : reaches) {
    if (!numbered(r.name)) {
      if (std::find(named.begin(), named.end(), r.name) == named.end()) named.push_back(r.name);
      continue;
    }
    if (first.empty()) first = r.name;
    last = r.name;
  }
  constexpr std::size_t most = 12;
  const bool more = named.size() > most;
  if (more) named.resize(most);
  std::string words = first == last ? first : fmt::format("{} to {}", first, last);
  if (!words.empty() && !named.empty()) words += " and ";
  return words + fmt::format("{}{}", fmt::join(named, ", "), more ? ", ..." : "");
}

void check_network(const StreamNetwork& network) {
  std::vector<Finding> findings;
  const auto fault = [&](const Segment& s, const std::string& what) {
    findings.emplace_back().message = fmt::format("stream '{}' at {:.1f} m (x {:.1f} m, y {:.1f} m): {}",
                                                  network.reaches[s.reach].name, s.chainage, s.x, s.y, what);
  };
  const int count = static_cast<int>(network.segments.size());
  for (int n = 0; n < count; ++n) {
    const Segment& s = network.segments[n];
    if (!(s.length > 0.0) || !(s.way > 0.0)) fault(s, "a segment without length");
    if (!(s.bank > s.bed))
      fault(s, fmt::format("its bed ({:.3f} m) is not below its bank ({:.3f} m). Give a depth above 0", s.bed,
                           s.bank));
    if (s.downstream == -1) continue;
    if (s.downstream <= n || s.downstream >= count) {
      fault(s, "the network runs in a loop here. Every reach must lead to the outlet");
      continue;
    }
    const Segment& d = network.segments[s.downstream];
    if (d.bed > s.bed)
      fault(s, fmt::format(
                   "its bed rises downstream, from {:.3f} m to {:.3f} m. Mend the levels or the direction",
                   s.bed, d.bed));
  }
  if (!findings.empty()) throw InputError(findings);
}

}  // namespace qingliu
