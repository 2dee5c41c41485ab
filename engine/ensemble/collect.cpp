#include "ensemble/collect.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

#include "compare/run_result.hpp"
#include "core/error.hpp"
#include "io/csv_table.hpp"
#include "io/result_folder.hpp"

namespace qingliu::ensemble {
namespace {

/// The words as numbers where all are numbers, else numbers in the order of their first appearance.
std::vector<double> numbers_of(const std::vector<std::string>& words) {
  std::vector<double> numbers;
  for (const std::string& word : words) {
    double value = 0.0;
    const auto [end, failure] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (failure != std::errc() || end != word.data() + word.size()) break;
    numbers.push_back(value);
  }
  if (numbers.size() == words.size()) return numbers;
  numbers.clear();
  std::map<std::string, double> order;
  for (const std::string& word : words)
    numbers.push_back(order.try_emplace(word, static_cast<double>(order.size())).first->second);
  return numbers;
}

bool same_grid(const io::RasterFrame& a, const io::RasterFrame& b) {
  return a.nx == b.nx && a.ny == b.ny && a.cell_size == b.cell_size && a.x_west == b.x_west &&
         a.y_south == b.y_south;
}

std::vector<Exceedance> wanted_maps(const Folder& folder) {
  const io::CsvTable table = io::read_csv_table(folder.path / "exceedances.csv");
  std::vector<Exceedance> wanted;
  for (std::size_t row = 0; row < table.rows.size(); ++row)
    wanted.push_back({table.rows[row][0], table.number(row, 2), table.rows[row][1] == "below"});
  return wanted;
}

/// Adds 1 to `count` where the raster passes at any time of the run.
void count_member(const io::StoredResults& run, const Exceedance& wanted, std::vector<float>& count) {
  std::vector<bool> passes(count.size(), false);
  for (std::size_t step = 0; step < run.times.size(); ++step) {
    const std::vector<io::StoredRaster> rasters = io::rasters_at(run, step);
    const auto raster = std::ranges::find(rasters, wanted.field, &io::StoredRaster::name);
    if (raster == rasters.end())
      throw InputError(
          fmt::format("{} keeps no raster '{}': name it in [output] fields of the scenario, or leave "
                      "the [[exceedance]] out",
                      run.folder.string(), wanted.field));
    for (std::size_t k = 0; k < count.size(); ++k) {
      const double value = raster->values[k];
      if (std::isnan(value)) count[k] = std::nanf("");
      if (wanted.below ? value < wanted.threshold : value > wanted.threshold) passes[k] = true;
    }
  }
  for (std::size_t k = 0; k < count.size(); ++k) count[k] += passes[k] ? 1.0F : 0.0F;
}

}  // namespace

Collection collect(const Folder& folder) {
  Collection all;
  const io::CsvTable table = io::read_csv_table(folder.path / "members.csv");
  for (std::size_t n = 1; n <= folder.count; ++n) {
    if (folder.progress(n) == Progress::complete) all.members.push_back(n);
  }
  all.missing = folder.count - all.members.size();
  if (all.members.empty())
    throw InputError(fmt::format("{}: no member is complete yet. Run 'qingliu ensemble {}' first",
                                 folder.path.string(), folder.path.string()));
  for (std::size_t c = 1; c < table.columns.size(); ++c) {
    Collection::FactorColumn factor{table.columns[c], {}, {}};
    for (const std::size_t n : all.members) factor.words.push_back(table.rows[n - 1][c]);
    factor.numbers = numbers_of(factor.words);
    all.factors.push_back(std::move(factor));
  }
  std::vector<compare::RunResult> results;
  for (const std::size_t n : all.members) {
    results.push_back(compare::read_run_result(folder.results(n)));
    results.back().bed_change = {};  // a raster of every member would fill the memory
  }
  const compare::RunResult first = std::move(results.front());
  results.erase(results.begin());
  all.indicators = compare::indicators(first, results);
  return all;
}

std::vector<ExceedanceMap> exceedance_maps(const Folder& folder, const Collection& collection) {
  std::vector<ExceedanceMap> maps;
  for (const Exceedance& wanted : wanted_maps(folder)) {
    ExceedanceMap map{wanted, {}, {}};
    for (const std::size_t n : collection.members) {
      const io::StoredResults run = io::open_results(folder.results(n));
      if (map.share.empty()) {
        map.frame = run.frame;
        map.share.assign(static_cast<std::size_t>(run.frame.nx) * run.frame.ny, 0.0F);
      }
      if (!same_grid(map.frame, run.frame))
        throw InputError(
            fmt::format("{}: its grid is another than that of member {}; no maps of shares can be made. "
                        "Leave the [[exceedance]] out",
                        run.folder.string(), collection.members.front()));
      count_member(run, wanted, map.share);
    }
    for (float& share : map.share) share /= static_cast<float>(collection.members.size());
    maps.push_back(std::move(map));
  }
  return maps;
}

}  // namespace qingliu::ensemble
