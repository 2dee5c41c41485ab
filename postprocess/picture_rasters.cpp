#include "postprocess/picture_rasters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "postprocess/map_words.hpp"
#include "postprocess/picture_words.hpp"

namespace qingliu::postprocess {

namespace {

/// The quantities wanted that some output time holds.
std::vector<Quantity> wanted_quantities(const ResultFolder& results, const PictureOptions& options,
                                        std::vector<std::string>& warnings) {
  if (!options.field.empty()) return {find_quantity(results, options.field)};
  std::vector<Quantity> wanted;
  for (const Quantity& quantity : standard_quantities()) {
    const bool found =
        quantity.name == "elevation" ||
        std::any_of(results.segments().begin(), results.segments().end(), [&](const Segment& segment) {
          return stored(SegmentFields(results, segment), quantity);
        });
    if (found) wanted.push_back(quantity);
  }
  if (results.segments().empty())
    warnings.push_back("no output can be read yet: only the elevation is drawn");
  return wanted;
}

void take_larger(Raster& peak, const Raster& raster) {
  if (peak.values.empty()) {
    peak = raster;
    return;
  }
  for (std::size_t k = 0; k < peak.values.size(); ++k)
    peak.values[k] = std::fmax(peak.values[k], raster.values[k]);
}

/// Largest values over all output times, every time read once. Damaged times are left out and said.
std::vector<Finished> peaks(const ResultFolder& results, const std::vector<Quantity>& quantities,
                            Language language, std::vector<std::string>& warnings) {
  std::vector<Finished> finished;
  for (const Quantity& quantity : quantities) {
    if (quantity.peak) finished.push_back({quantity, {}, "peak", ""});
  }
  std::vector<int> counts(finished.size(), 0);
  for (const Segment& segment : results.segments()) {
    SegmentFields fields(results, segment);
    try {
      for (std::size_t n = 0; n < finished.size(); ++n) {
        if (!stored(fields, finished[n].quantity)) continue;
        take_larger(finished[n].raster, evaluate(fields, finished[n].quantity));
        ++counts[n];
      }
    } catch (const FileError& error) {
      warnings.push_back(std::string(error.what()) + "; left out of the peaks");
    }
  }
  for (std::size_t n = 0; n < finished.size(); ++n) {
    const std::string& start = results.description().start;
    finished[n].subtitle =
        map_words::filled(language, map_words::of_outputs, finished[n].quantity.heading_in(language),
                          counts[n], time_words(results.segments().front().time, start, language),
                          time_words(results.segments().back().time, start, language));
  }
  std::erase_if(finished, [](const Finished& f) { return f.raster.values.empty(); });
  return finished;
}

/// A quantity at one output time, or nothing where it is not stored or damaged.
std::optional<Finished> snapshot(const ResultFolder& results, const Segment& segment,
                                 const Quantity& quantity, const std::string& ending, Language language,
                                 std::vector<std::string>& warnings) {
  SegmentFields fields(results, segment);
  if (!stored(fields, quantity)) return std::nullopt;
  try {
    return Finished{quantity, evaluate(fields, quantity), ending,
                    map_words::filled(language, map_words::at, quantity.heading_in(language),
                                      time_words(segment.time, results.description().start, language))};
  } catch (const FileError& error) {
    warnings.push_back(std::string(error.what()) + "; left out");
    return std::nullopt;
  }
}

/// State at the newest output time that can be read.
std::vector<Finished> ends(const ResultFolder& results, const std::vector<Quantity>& quantities,
                           Language language, std::vector<std::string>& warnings) {
  std::vector<Finished> finished;
  for (const Quantity& quantity : quantities) {
    if (!quantity.end || quantity.name == "elevation") continue;
    std::optional<Finished> found;
    for (auto segment = results.segments().rbegin(); !found && segment != results.segments().rend();
         ++segment) {
      found = snapshot(results, *segment, quantity, "end", language, warnings);
    }
    if (found) finished.push_back(std::move(*found));
  }
  return finished;
}

std::vector<Finished> at_time(const ResultFolder& results, const std::vector<Quantity>& quantities,
                              double time, Language language, std::vector<std::string>& warnings) {
  if (results.segments().empty()) return {};
  const double first = results.segments().front().time, last = results.segments().back().time;
  if (!std::isfinite(time) || time < first - 1.0 || time > last + 1.0)
    throw InputError(
        fmt::format("--time {:g}: there is no output then. The outputs go from {:.4g} h to {:.4g} h",
                    time / 3600.0, first / 3600.0, last / 3600.0));
  const auto nearest = std::min_element(
      results.segments().begin(), results.segments().end(),
      [&](const Segment& a, const Segment& b) { return std::abs(a.time - time) < std::abs(b.time - time); });
  if (std::abs(nearest->time - time) > 1.0) {
    warnings.push_back(fmt::format("no output at {}; drawn is the nearest, {}", duration_words(time),
                                   duration_words(nearest->time)));
  }
  std::vector<Finished> finished;
  for (const Quantity& quantity : quantities) {
    auto found = snapshot(results, *nearest, quantity, fmt::format("at-{:.2f}h", nearest->time / 3600.0),
                          language, warnings);
    if (found) finished.push_back(std::move(*found));
  }
  return finished;
}

}  // namespace

std::vector<Finished> finished_rasters(const ResultFolder& results, const PictureOptions& options,
                                       std::vector<std::string>& warnings) {
  const std::vector<Quantity> quantities = wanted_quantities(results, options, warnings);
  std::vector<Finished> all;
  if (options.time) {
    all = at_time(results, quantities, *options.time, options.language, warnings);
  } else if (!results.segments().empty()) {
    all = peaks(results, quantities, options.language, warnings);
    for (Finished& finished : ends(results, quantities, options.language, warnings))
      all.push_back(std::move(finished));
  }
  const bool elevation = !quantities.empty() && quantities.back().name == "elevation";
  if (elevation)
    all.push_back(
        {quantities.back(), results.elevation(), "", quantities.back().heading_in(options.language)});
  return all;
}

}  // namespace qingliu::postprocess
