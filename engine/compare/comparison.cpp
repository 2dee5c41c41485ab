#include "compare/comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "io/geotiff.hpp"
#include "io/vtu.hpp"

namespace qingliu::compare {
namespace {

constexpr double nothing = std::numeric_limits<double>::quiet_NaN();

/// Lines of figures that every run has under the same name.
class Lines {
 public:
  Lines(const RunResult& base, const std::vector<RunResult>& plans) {
    runs_.push_back(&base);
    for (const RunResult& plan : plans) runs_.push_back(&plan);
  }
  template <class F>
  void add(const std::string& what, const std::string& unit, F figure) {
    Indicator line{what, unit, {}};
    for (const RunResult* run : runs_) line.values.push_back(figure(*run));
    lines_.push_back(std::move(line));
  }
  const std::vector<Indicator>& lines() const { return lines_; }

 private:
  std::vector<const RunResult*> runs_;
  std::vector<Indicator> lines_;
};

/// figure(item) of the item whose `key` is `value`, NaN where the list has none.
template <class List, class Key, class Value, class F>
double of_item(const List& list, Key key, const Value& value, F figure) {
  const auto found = std::ranges::find(list, value, key);
  return found == list.end() ? nothing : figure(*found);
}

double total(const std::vector<double>& masses) {
  double sum = 0.0;
  for (const double m : masses) sum += m;
  return sum;
}

std::string number(double value) { return std::isnan(value) ? "-" : fmt::format("{:.5g}", value); }
std::string field(double value) { return std::isnan(value) ? "" : fmt::format("{:.17g}", value); }

/// What passed every gauge that lies across the flow.
void add_gauges(const RunResult& base, Lines& lines) {
  for (const GaugeTotals& g : base.gauges) {
    const auto gauge = [&](const std::string& what, const std::string& unit, auto figure) {
      lines.add(g.name + ": " + what, unit,
                [&](const RunResult& r) { return of_item(r.gauges, &GaugeTotals::name, g.name, figure); });
    };
    gauge("peak", "m3/s", [](const GaugeTotals& t) { return t.peak; });
    gauge("time of the peak", "h", [](const GaugeTotals& t) { return t.peak_time / 3600.0; });
    gauge("water", "m3", [](const GaugeTotals& t) { return t.volume; });
    if (base.classes.empty()) continue;
    gauge("sediment", "t", [](const GaugeTotals& t) { return 1e-3 * t.all_sediment(); });
    gauge("sediment in its water", "kg/m3",
          [](const GaugeTotals& t) { return t.volume > 0.0 ? t.all_sediment() / t.volume : nothing; });
  }
}

void add_reservoirs(const RunResult& base, Lines& lines) {
  for (const ReservoirTotals& pool : base.reservoirs) {
    const auto reservoir = [&](const std::string& what, const std::string& unit, auto figure) {
      lines.add("reservoir " + pool.name + ": " + what, unit, [&](const RunResult& r) {
        return of_item(r.reservoirs, &ReservoirTotals::name, pool.name, figure);
      });
    };
    reservoir("highest level", "m", [](const ReservoirTotals& t) { return t.peak_level; });
    reservoir("least freeboard", "m", [](const ReservoirTotals& t) { return t.freeboard; });
    reservoir("inflow", "m3", [](const ReservoirTotals& t) { return t.inflow; });
    if (base.classes.empty()) continue;
    reservoir("sediment trapped", "t", [](const ReservoirTotals& t) { return 1e-3 * t.trapped; });
    reservoir("storage lost", "m3", [](const ReservoirTotals& t) { return t.deposit; });
    reservoir("such runs until its dead storage is full", "1",
              [](const ReservoirTotals& t) { return t.runs_to_fill; });
  }
}

void add_subwatersheds(const RunResult& base, Lines& lines) {
  for (const SubwatershedTotals& part : base.subwatersheds) {
    const auto subwatershed = [&](const std::string& what, const std::string& unit, auto figure) {
      lines.add("sub-watershed " + part.name + ": " + what, unit, [&](const RunResult& r) {
        return of_item(r.subwatersheds, &SubwatershedTotals::name, part.name, figure);
      });
    };
    subwatershed("runoff", "m3", [](const SubwatershedTotals& t) { return t.runoff; });
    if (base.classes.empty()) continue;
    subwatershed("soil detached", "t", [](const SubwatershedTotals& t) { return 1e-3 * t.eroded; });
    subwatershed("sediment yield", "t", [](const SubwatershedTotals& t) { return 1e-3 * t.yield; });
    subwatershed("soil detached per area", "t/km2",
                 [](const SubwatershedTotals& t) { return 1e-3 * t.eroded / t.area; });
    subwatershed("sediment yield per area", "t/km2",
                 [](const SubwatershedTotals& t) { return 1e-3 * t.yield / t.area; });
  }
}

/// What leaves and what reservoirs receive, by its source.
void add_sources(const RunResult& base, Lines& lines) {
  for (const SourceShare& line : base.sources) {
    const bool reservoir = line.target.starts_with("reservoir ");
    if (line.target != "left" && !reservoir) continue;
    const std::string what = reservoir ? line.target + ": trapped" : "sediment that leaves";
    lines.add(what + ", from " + line.source, "t", [&](const RunResult& r) {
      for (const SourceShare& other : r.sources) {
        if (other.target == line.target && other.source == line.source) return 1e-3 * other.mass;
      }
      return nothing;
    });
  }
}

/// Litter and constituents that leave, that pass gauges, that are in reservoirs at the end.
void add_substances(const RunResult& base, Lines& lines) {
  for (const SubstanceShare& line : base.substances) {
    const auto add = [&](const std::string& what, const std::string& unit, double SubstanceShare::*figure) {
      lines.add(what, unit, [&, figure](const RunResult& r) {
        for (const SubstanceShare& other : r.substances) {
          if (other.substance == line.substance && other.of == line.of && other.name == line.name)
            return other.*figure;
        }
        return nothing;
      });
    };
    if (line.of == "watershed" && line.name == "left")
      add(line.substance + " that leaves in streams", "kg", &SubstanceShare::gone);
    if (line.of == "gauge") add("gauge " + line.name + ": " + line.substance, "kg", &SubstanceShare::gone);
    if (line.of != "reservoir") continue;
    add("reservoir " + line.name + ": " + line.substance + " in its water at the end", "kg",
        &SubstanceShare::there);
    if (!std::isnan(line.concentration))
      add("reservoir " + line.name + ": " + line.substance + " at the end", "mg/L",
          &SubstanceShare::concentration);
  }
}

void add_landuses(const RunResult& base, Lines& lines) {
  for (const LanduseTotals& use : base.landuses) {
    const std::string name = use.name.empty() ? fmt::format("land use {}", use.id)
                                              : fmt::format("land use {} {}", use.id, use.name);
    lines.add(name + ": lost from its bed", "m3", [&](const RunResult& r) {
      return of_item(r.landuses, &LanduseTotals::id, use.id, [](const LanduseTotals& t) { return t.lost; });
    });
  }
}

}  // namespace

double Indicator::change(std::size_t k) const {
  return values[0] == 0.0 ? nothing : 100.0 * (values[k] - values[0]) / values[0];
}

std::vector<Indicator> indicators(const RunResult& base, const std::vector<RunResult>& plans) {
  Lines lines(base, plans);
  lines.add("rain", "m3", [](const RunResult& r) { return r.rain; });
  lines.add("infiltrated", "m3", [](const RunResult& r) { return r.infiltrated; });
  lines.add("water that leaves", "m3", [](const RunResult& r) { return r.outflow; });
  if (!base.classes.empty()) {
    lines.add("soil detached", "t", [](const RunResult& r) { return 1e-3 * total(r.eroded); });
    lines.add("sediment that leaves", "t", [](const RunResult& r) { return 1e-3 * r.all_left(); });
    for (std::size_t k = 0; k < base.classes.size(); ++k)
      lines.add("  of it " + base.classes[k], "t", [k](const RunResult& r) { return 1e-3 * r.left[k]; });
    lines.add("share of the soil detached that leaves", "%", [](const RunResult& r) {
      const double eroded = total(r.eroded);
      return eroded > 0.0 ? 100.0 * r.all_left() / eroded : nothing;
    });
  }
  add_gauges(base, lines);
  add_reservoirs(base, lines);
  add_subwatersheds(base, lines);
  add_sources(base, lines);
  add_substances(base, lines);
  add_landuses(base, lines);
  lines.add("cost of the measures that stand, middle", "CNY", [](const RunResult& r) { return r.cost(); });
  if (!base.classes.empty()) {
    lines.add("cost of a tonne kept back", "CNY/t", [&](const RunResult& r) {
      const double kept = 1e-3 * (base.all_left() - r.all_left()), more = r.cost() - base.cost();
      return kept > 0.0 && more > 0.0 ? more / kept : nothing;
    });
  }
  return lines.lines();
}

std::string table_text(const std::vector<Indicator>& rows, const std::vector<std::string>& names) {
  std::size_t widest = 0;
  for (const Indicator& row : rows) widest = std::max(widest, row.what.size() + row.unit.size() + 3);
  std::vector<std::size_t> wide;  // columns as wide as their names need
  for (const std::string& name : names)
    wide.push_back(std::max<std::size_t>(14, std::min<std::size_t>(30, name.size() + 2)));
  std::string text = fmt::format("{:{}}{:>{}}", "", widest, names[0].substr(0, 29), wide[0]);
  for (std::size_t k = 1; k < names.size(); ++k)
    text += fmt::format("{:>{}}{:>9}", names[k].substr(0, 29), wide[k], "%");
  text += '\n';
  for (const Indicator& row : rows) {
    text +=
        fmt::format("{:{}}{:>{}}", row.what + " [" + row.unit + "]", widest, number(row.values[0]), wide[0]);
    for (std::size_t k = 1; k < row.values.size(); ++k) {
      const double change = row.change(k);
      text += fmt::format("{:>{}}{:>9}", number(row.values[k]), wide[k],
                          std::isnan(change) ? "" : fmt::format("{:+.1f}", change));
    }
    text += '\n';
  }
  return text;
}

std::string table_csv(const std::vector<Indicator>& rows, const std::vector<std::string>& names) {
  std::string text = "indicator,unit";
  for (const std::string& name : names) text += "," + name;
  for (std::size_t k = 1; k < names.size(); ++k) text += "," + names[k] + "_change_percent";
  text += '\n';
  for (const Indicator& row : rows) {
    text += row.what + "," + row.unit;
    for (const double value : row.values) text += "," + field(value);
    for (std::size_t k = 1; k < row.values.size(); ++k) text += "," + field(row.change(k));
    text += '\n';
  }
  return text;
}

std::vector<std::filesystem::path> write_differences(const RunResult& base, const RunResult& plan,
                                                     const std::string& name,
                                                     const std::filesystem::path& folder) {
  if (base.bed_change.empty() || plan.bed_change.empty()) return {};
  io::StoredRaster difference{
      "bed_change_difference", "m",
      "bed change of the plan less that of the base at the end: positive where the plan "
      "keeps soil or lets it lie",
      std::vector<float>(base.bed_change.size())};
  for (std::size_t k = 0; k < difference.values.size(); ++k)
    difference.values[k] = plan.bed_change[k] - base.bed_change[k];
  const std::filesystem::path tif = folder / ("difference-" + name + ".tif");
  io::BandWords words;
  words.description = difference.long_name;
  words.unit = difference.unit;
  io::write_geotiff(tif, base.stored.frame, difference.values, words);
  std::vector<std::filesystem::path> files{tif};
  for (const io::StoredRaster& raster : io::static_rasters(base.stored)) {
    if (raster.name != "elevation") continue;
    files.push_back(folder / ("difference-" + name + ".vtu"));
    io::write_vtu(files.back(), base.stored.frame, raster.values, {difference});
  }
  return files;
}

}  // namespace qingliu::compare
