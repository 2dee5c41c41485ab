// The tables and maps of a collection as files.
#include <fmt/format.h>

#include <cmath>

#include "ensemble/collect.hpp"
#include "ensemble/statistics.hpp"
#include "io/hdf5.hpp"
#include "io/publish.hpp"
#include "io/result_writer.hpp"

namespace qingliu::ensemble {
namespace {

namespace fs = std::filesystem;

std::string field(double value) { return std::isnan(value) ? "" : fmt::format("{:.17g}", value); }

double mean_of(const std::vector<double>& values) {
  double sum = 0.0;
  std::size_t count = 0;
  for (const double v : values) {
    if (!std::isnan(v)) sum += v, ++count;
  }
  return count > 0 ? sum / static_cast<double>(count) : std::nan("");
}

/// Name of a column: no commas.
std::string column_of(const compare::Indicator& row) {
  std::string name = fmt::format("{} [{}]", row.what, row.unit);
  for (char& c : name) {
    if (c == ',') c = ';';
  }
  return name.substr(name.find_first_not_of(' '));
}

std::string indicators_csv(const Collection& all) {
  std::string text = "member";
  for (const auto& factor : all.factors) text += "," + factor.name;
  for (const compare::Indicator& row : all.indicators) text += "," + column_of(row);
  text += '\n';
  for (std::size_t n = 0; n < all.members.size(); ++n) {
    text += fmt::format("{}", all.members[n]);
    for (const auto& factor : all.factors) text += "," + factor.words[n];
    for (const compare::Indicator& row : all.indicators) text += "," + field(row.values[n]);
    text += '\n';
  }
  return text;
}

std::vector<double> summary_of(const compare::Indicator& row) {
  std::vector<double> figures{mean_of(row.values)};
  for (const double share : quantile_shares) figures.push_back(quantile(row.values, share));
  return figures;
}

std::vector<double> sensitivities_of(const Collection& all, const compare::Indicator& row) {
  std::vector<double> shares;
  for (const auto& factor : all.factors) shares.push_back(first_order(factor.numbers, row.values));
  return shares;
}

/// One line per indicator.
template <class F>
std::string lines_csv(const Collection& all, std::string header, F figures) {
  for (const compare::Indicator& row : all.indicators) {
    header += column_of(row);
    for (const double value : figures(row)) header += "," + field(value);
    header += '\n';
  }
  return header;
}

void write_hdf5(const fs::path& file, const Collection& all, const std::vector<ExceedanceMap>& maps) {
  io::hdf5::File store(file.string());
  std::vector<std::int64_t> members(all.members.begin(), all.members.end());
  store.write("/member", members);
  std::vector<std::string> names, columns;
  for (const auto& factor : all.factors) {
    names.push_back(factor.name);
    store.write_texts(fmt::format("/factors/{:02d}_words", names.size()), factor.words);
    store.write(fmt::format("/factors/{:02d}_numbers", names.size()), factor.numbers);
  }
  store.write_texts("/factors/names", names);
  std::vector<double> values, quantiles, sensitivities;
  const auto append = [](std::vector<double>& to, const std::vector<double>& from) {
    to.insert(to.end(), from.begin(), from.end());
  };
  for (const compare::Indicator& row : all.indicators) {
    columns.push_back(column_of(row));
    append(values, row.values);
    append(quantiles, summary_of(row));
    append(sensitivities, sensitivities_of(all, row));
  }
  store.write_texts("/indicators/names", columns);
  store.write("/indicators/values", {columns.size(), members.size()}, values.data());
  store.write("/indicators/mean_and_quantiles", {columns.size(), quantile_shares.size() + 1},
              quantiles.data());
  if (!names.empty())
    store.write("/indicators/first_order", {columns.size(), names.size()}, sensitivities.data());
  for (const ExceedanceMap& map : maps) {
    const std::string path = "/exceedance/" + map.wanted.name();
    store.write(path, {static_cast<hsize_t>(map.frame.ny), static_cast<hsize_t>(map.frame.nx)},
                map.share.data());
    store.attribute(
        path, "long_name",
        fmt::format("share of {} members in which {} lies {} {}", members.size(), map.wanted.field,
                    map.wanted.below ? "below" : "above", map.wanted.threshold));
  }
  io::publish_bytes(file, {store.image()});
}

}  // namespace

std::vector<fs::path> write_collection(const Folder& folder, const Collection& all,
                                       const std::vector<ExceedanceMap>& maps) {
  std::vector<fs::path> files;
  const auto publish = [&](const char* name, const std::string& text) {
    files.push_back(folder.path / name);
    io::publish_text(files.back(), text);
  };
  publish("indicators.csv", indicators_csv(all));
  publish("quantiles.csv", lines_csv(all, "indicator,mean,min,q05,q25,median,q75,q95,max\n", summary_of));
  std::string header = "indicator";
  for (const auto& factor : all.factors) header += "," + factor.name;
  publish("sensitivities.csv", lines_csv(all, header + '\n', [&](const compare::Indicator& row) {
            return sensitivities_of(all, row);
          }));
  for (const ExceedanceMap& map : maps) {
    files.push_back(folder.path / ("exceedance-" + map.wanted.name() + ".tif"));
    io::BandWords words;
    words.description = fmt::format("share of members in which {} lies {} {}", map.wanted.field,
                                    map.wanted.below ? "below" : "above", map.wanted.threshold);
    words.unit = "1";
    io::write_geotiff(files.back(), map.frame, map.share, words);
  }
  files.push_back(folder.path / "ensemble.h5");
  write_hdf5(files.back(), all, maps);
  return files;
}

}  // namespace qingliu::ensemble
