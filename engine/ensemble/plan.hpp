#pragma once
// What an ensemble varies, as its file says it, and the members that follow from it.
#include <filesystem>
#include <string>
#include <vector>

#include "core/error.hpp"
#include "ensemble/samples.hpp"

namespace qingliu::ensemble {

/// One of several named alternatives: a storm, a plan.
struct Option {
  std::string name;
  std::filesystem::path scenario;     ///< takes the place of the ensemble's scenario; empty: keeps it
  std::vector<std::string> settings;  ///< "section.key=value", as --set
};

/// What varies. Either options, which are crossed with all others, or a range that is sampled.
struct Factor {
  std::string name;
  std::vector<Option> options;  ///< empty: a range
  std::string key;              ///< of a range: "rain.0.rain_mm_per_h"
  double low = 0.0, high = 0.0;
  bool logarithmic = false;
  Place place;
};

/// A map of the share of members in which a raster passes a threshold at any output time.
struct Exceedance {
  std::string field;
  double threshold = 0.0;
  bool below = false;  ///< passes by lying below
  std::string name() const;
};

struct Plan {
  std::filesystem::path scenario;
  std::vector<Factor> factors;
  std::vector<Exceedance> exceedances;
  Method method = Method::latin_hypercube;
  std::size_t count = 1;  ///< samples of the ranges
  unsigned seed = 1;
};

/// One scenario of the ensemble.
struct Member {
  std::filesystem::path scenario;
  std::vector<std::string> settings;
  std::vector<std::string> words;  ///< of each factor: the option's name or the number
  std::vector<double> numbers;     ///< of each factor: the option's number from 0, or the value
};

/// Reads an ensemble's file (docs/ensembles.md). Throws InputError with every finding at once.
Plan read_plan(const std::filesystem::path& file);

/// The options crossed with each other and with the samples of the ranges, the last factor fastest, samples
/// inside.
std::vector<Member> members_of(const Plan& plan);

}  // namespace qingliu::ensemble
