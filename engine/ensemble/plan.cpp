#include "ensemble/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace qingliu::ensemble {
namespace {

double value_at(const Factor& range, double share) {
  if (!range.logarithmic) return range.low + share * (range.high - range.low);
  return range.low * std::pow(range.high / range.low, share);
}

void take_option(const Factor& factor, std::size_t n, Member& member) {
  const Option& option = factor.options[n];
  if (!option.scenario.empty()) member.scenario = option.scenario;
  member.settings.insert(member.settings.end(), option.settings.begin(), option.settings.end());
  member.words.push_back(option.name);
  member.numbers.push_back(static_cast<double>(n));
}

void take_value(const Factor& factor, double value, Member& member) {
  member.words.push_back(fmt::format("{}", value));
  member.settings.push_back(factor.key + "=" + member.words.back());
  member.numbers.push_back(value);
}

}  // namespace

std::string Exceedance::name() const {
  return fmt::format("{}_{}_{}", field, below ? "below" : "above", threshold);
}

std::vector<Member> members_of(const Plan& plan) {
  std::size_t ranges = 0, crossings = 1;
  for (const Factor& f : plan.factors) {
    if (f.options.empty()) ++ranges;
    crossings *= std::max<std::size_t>(f.options.size(), 1);
  }
  const std::size_t samples = ranges > 0 ? plan.count : 1;
  const auto points = unit_points(plan.method, samples, ranges, plan.seed);
  std::vector<Member> members;
  for (std::size_t crossing = 0; crossing < crossings; ++crossing) {
    for (std::size_t sample = 0; sample < samples; ++sample) {
      Member member{plan.scenario, {}, {}, {}};
      std::size_t range = 0, block = crossings, rest = crossing;
      for (const Factor& f : plan.factors) {
        if (f.options.empty()) {
          take_value(f, value_at(f, points[sample][range++]), member);
          continue;
        }
        block /= f.options.size();
        take_option(f, rest / block, member);
        rest %= block;
      }
      members.push_back(std::move(member));
    }
  }
  return members;
}

}  // namespace qingliu::ensemble
