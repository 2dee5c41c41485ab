#include "run/survey_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>

#include "core/row_faults.hpp"
#include "scenario/csv.hpp"

namespace qingliu::run {
namespace {

/// Points across a stream at one chainage.
struct SurveyedSection {
  double chainage = 0.0;
  std::vector<double> across, level;
  std::vector<Place> places;  ///< of its points
  int section = -1;
  double bed() const { return *std::ranges::min_element(level); }
  double height() const { return *std::ranges::max_element(level) - bed(); }
  double span() const { return across.back() - across.front(); }
};

/// A bank and the ground of its cell differ by relief and by what the elevation model errs, not by more than
/// the larger of the first two, or where the ground around is flat, of the other two (judgements, no source).
constexpr double datum_doubt = 3.0;        ///< [m]
constexpr double relief_doubt = 0.02;      ///< [-] of the cell size
constexpr double flat_datum_doubt = 1.0;   ///< [m]
constexpr double flat_relief_doubt = 0.5;  ///< [-] of the relief in the nine cells around
/// Widths of natural sections by their height: beyond, across_m is hardly in metres (a judgement).
constexpr double widest_section = 1000.0, narrowest_section = 0.1;

/// Ground of the cells of the run.
struct Ground {
  const BuiltTerrain& terrain;
  const Window& window;
  double at(int i, int j) const {  ///< [m]
    return terrain.surface.elevation[terrain.surface.at(window.first_i + i, window.first_j + j)];
  }
};

using ByReach = std::map<std::string, std::map<double, SurveyedSection>>;

std::size_t column_at(const scenario::CsvTable& table, const char* name, const scenario::Path& file) {
  for (std::size_t k = 0; k < table.header.size(); ++k) {
    if (table.header[k].text == name) return k;
  }
  throw InputError(Place{file.string(), 1, 1},
                   fmt::format("has no column '{}'. It needs reach, chainage_m, across_m and level_m", name));
}

/// The number of a cell; else what is wrong joins the faults of its row.
double number_at(const scenario::CsvCell& cell, const char* name, std::string& faults) {
  char* rest = nullptr;
  const double value = std::strtod(cell.text.c_str(), &rest);
  if (!cell.text.empty() && *rest == '\0' && std::isfinite(value)) return value;
  faults += fmt::format("{}{} = '{}' is no number", faults.empty() ? "" : "; ", name, cell.text);
  return 0.0;
}

ByReach read_points(const scenario::Path& file, RowFaults& faults) {
  scenario::Collector collector;
  const std::optional<scenario::CsvTable> table = scenario::read_csv(file, collector);
  collector.throw_if_errors();
  const std::size_t reach = column_at(*table, "reach", file),
                    chainage = column_at(*table, "chainage_m", file);
  const std::size_t across = column_at(*table, "across_m", file), level = column_at(*table, "level_m", file);
  ByReach sections;
  for (const auto& row : table->rows) {
    std::string of_row;
    const double at = number_at(row[chainage], "chainage_m", of_row);
    const double from_left = number_at(row[across], "across_m", of_row);
    const double height = number_at(row[level], "level_m", of_row);
    if (!of_row.empty()) {
      faults.add(row[reach].place.line, of_row + ". Write plain numbers in metres");
      continue;
    }
    SurveyedSection& section = sections[row[reach].text][at];
    section.chainage = at;
    section.places.push_back(row[reach].place);
    section.across.push_back(from_left);
    section.level.push_back(height);
  }
  return sections;
}

/// The segments of a name, none after a fault.
std::vector<int> stream_named(const std::string& name, const Place& place, const World& world,
                              RowFaults& faults) {
  std::vector<int> found = world.network.segments_of(name);
  if (found.empty())
    faults.add(
        place.line,
        fmt::format("there is no reach '{}'. The watershed has {}", name, world.network.names_in_words()),
        place.column);
  return found;
}

/// Makes the shapes of one stream's sections; false after a fault.
bool make_shapes(const std::string& name, const std::vector<int>& stream,
                 std::map<double, SurveyedSection>& sections, World& world, RowFaults& faults) {
  bool sound = true;
  const auto fault = [&](const Place& place, const std::string& what) {
    faults.add(place.line, what, place.column);
    sound = false;
  };
  const Segment& last = world.network.segments[stream.back()];
  const double length = last.chainage + 0.5 * last.length;
  for (auto& [chainage, section] : sections) {
    const std::string label = fmt::format("section of '{}' at {:g} m: ", name, chainage);
    if (chainage < 0.0 || chainage > length) {
      fault(section.places.front(),
            fmt::format("{}it lies beyond the reach, 0 to {:.0f} m. Mend chainage_m", label, length));
      continue;
    }
    if (const auto wrong = Section::survey_fault(section.across, section.level)) {
      fault(section.places[static_cast<std::size_t>(wrong->point)], label + wrong->what);
      continue;
    }
    try {
      world.network.sections.push_back(Section::surveyed(section.across, section.level));
      section.section = static_cast<int>(world.network.sections.size()) - 1;
    } catch (const InputError& error) {
      for (const Finding& f : error.findings()) fault(section.places.front(), label + f.message);
    }
  }
  return sound;
}

/// Bed and shape of a stream's segments from its sections.
void survey_stream(const std::vector<int>& stream, const std::map<double, SurveyedSection>& sections,
                   World& world) {
  std::vector<Segment>& segments = world.network.segments;
  std::vector<Segment> before_survey;
  for (const int n : stream) before_survey.push_back(segments[n]);
  const auto traced_at = [&](double chainage) {
    return std::ranges::min_element(before_survey, {},
                                    [&](const Segment& s) { return std::fabs(s.chainage - chainage); })
        ->bed;
  };
  for (const int n : stream) {
    Segment& s = segments[n];
    const auto after = sections.lower_bound(s.chainage);
    const auto before = after == sections.begin() ? after : std::prev(after);
    if (after == sections.end() || after == sections.begin()) {
      const SurveyedSection& only = after == sections.end() ? before->second : after->second;
      s.bed += only.bed() - traced_at(only.chainage);
      s.section = only.section;
      continue;
    }
    const SurveyedSection &a = before->second, &b = after->second;
    const double share = (s.chainage - a.chainage) / (b.chainage - a.chainage);
    s.bed = a.bed() + share * (b.bed() - a.bed());
    s.section = share < 0.5 ? a.section : b.section;
  }
}

double median(std::vector<double> values) {
  std::ranges::sort(values);
  return 0.5 * (values[values.size() / 2] + values[(values.size() - 1) / 2]);
}

/// How a stream's sections lie on the terrain: medians.
struct OnTerrain {
  double above = 0.0;   ///< [m] of the lower banks above the ground of their cells
  double relief = 0.0;  ///< [m] between the lowest and the highest ground of the nine cells around
};
OnTerrain on_terrain(const std::vector<int>& stream, const std::map<double, SurveyedSection>& sections,
                     const Ground& ground, const World& world) {
  std::vector<double> above, relief;
  for (const auto& [chainage, section] : sections) {
    const Segment& at = world.network.segments[*std::ranges::min_element(
        stream, {}, [&](int n) { return std::fabs(world.network.segments[n].chainage - chainage); })];
    above.push_back(std::min(section.level.front(), section.level.back()) - at.bank);
    double low = at.bank, high = at.bank;
    for (int b = -1; b <= 1; ++b) {
      for (int a = -1; a <= 1; ++a) {
        if (!world.grid.active(at.i + a, at.j + b)) continue;
        low = std::min(low, ground.at(at.i + a, at.j + b));
        high = std::max(high, ground.at(at.i + a, at.j + b));
      }
    }
    relief.push_back(high - low);
  }
  return {median(std::move(above)), median(std::move(relief))};
}

/// Sections far wider or narrower than they are high: the farthest of them.
template <class Doubt>
void doubt_unit(const std::string& name, const std::map<double, SurveyedSection>& sections, Doubt doubt) {
  const SurveyedSection* widest = nullptr;
  const auto shape = [](const SurveyedSection& s) {
    return std::fabs(std::log(s.span() / s.height() / 10.0));
  };
  for (const auto& [chainage, section] : sections) {
    const double ratio = section.span() / section.height();
    if (ratio <= widest_section && ratio >= narrowest_section) continue;
    if (widest == nullptr || shape(section) > shape(*widest)) widest = &section;
  }
  if (widest != nullptr)
    doubt(
        widest->places.front(),
        fmt::format("streams: the section of '{}' at {:g} m is {:.4g} m wide and {:.3g} m high. Are across_m "
                    "and level_m in metres?",
                    name, widest->chainage, widest->span(), widest->height()));
}

/// What a survey shows of itself: heights that are not those of the terrain, widths in another unit, a river
/// that the cells resolve.
void doubt_survey(const std::string& name, const std::vector<int>& stream,
                  const std::map<double, SurveyedSection>& sections, double resolved_cells,
                  const Ground& ground, const World& world, Findings& findings) {
  const Place& first = sections.begin()->second.places.front();
  const auto doubt = [&](const Place& place, std::string what) {
    findings.doubt(Finding{Finding::Kind::warning, place, std::move(what)});
  };
  const OnTerrain lies = on_terrain(stream, sections, ground, world);
  const double anywhere = std::max(datum_doubt, relief_doubt * world.grid.cell_size()),
               where_flat = std::max(flat_datum_doubt, flat_relief_doubt * lies.relief);
  if (std::fabs(lies.above) >= std::min(anywhere, where_flat))
    doubt(first,
          fmt::format("streams: the banks of the {} surveyed sections of '{}' lie {:.1f} m {} the terrain of "
                      "their cells (median). Are level_m and the elevation model of one height datum?",
                      sections.size(), name, std::fabs(lies.above), lies.above > 0.0 ? "above" : "below"));
  doubt_unit(name, sections, doubt);
  double widest = 0.0;
  for (const auto& [chainage, section] : sections)
    widest = std::max(widest, world.network.sections[section.section].bank_width());
  if (widest > resolved_cells * world.grid.cell_size())
    doubt(
        first,
        fmt::format("streams: '{}' is surveyed up to {:.4g} m wide, more than resolved_cells = {:g} cells of "
                    "{:g} m: the terrain has this river too, and it would flow twice. Take larger cells, or "
                    "give its line that width (width_m) and leave it out of the survey, so that the land "
                    "alone carries it",
                    name, widest, resolved_cells, world.grid.cell_size()));
}

/// Traced beds below surveyed ones are cut to fall on; returns how many.
int cut_below(const std::vector<std::uint8_t>& surveyed, World& world) {
  int cut = 0;
  std::vector<Segment>& segments = world.network.segments;
  for (const Segment& s : segments) {
    if (s.downstream < 0 || surveyed[s.downstream] != 0 || segments[s.downstream].bed <= s.bed) continue;
    segments[s.downstream].bed = s.bed;
    ++cut;
  }
  return cut;
}

}  // namespace

void apply_surveys(const scenario::Scenario& scenario, const BuiltTerrain& terrain, const Window& window,
                   World& world, LayerDesk desk) {
  const scenario::StreamsSection& streams = scenario.streams;
  if (streams.survey.empty() || world.network.empty()) return;
  ByReach by_reach;
  RowFaults faults(streams.survey.string());
  bool read = false;
  desk.findings.collect(streams.place, [&] {
    by_reach = read_points(streams.survey, faults);
    note_file(streams.survey, desk.inputs);
    read = true;
  });
  if (!read) return;
  std::vector<std::uint8_t> surveyed(world.network.segments.size(), 0);
  std::size_t count = 0;
  for (auto& [name, sections] : by_reach) {
    const std::vector<int> stream =
        stream_named(name, sections.begin()->second.places.front(), world, faults);
    if (stream.empty() || !make_shapes(name, stream, sections, world, faults)) continue;
    doubt_survey(name, stream, sections, streams.resolved_cells, {terrain, window}, world, desk.findings);
    survey_stream(stream, sections, world);
    for (const int n : stream) surveyed[n] = 1;
    count += sections.size();
  }
  desk.findings.collect(streams.place, [&] { faults.throw_if_any(); });
  const int cut = cut_below(surveyed, world);
  if (faults.count() == 0) desk.findings.collect(streams.place, [&] { check_network(world.network); });
  world.streams = StreamState(world.network, world.state.classes());
  world.assumptions.push_back(
      fmt::format("streams: {} surveyed sections on {} reaches; {} traced beds below them cut to fall", count,
                  by_reach.size(), cut));
}

void lay_silt(const scenario::Scenario& scenario, const Grains& grains, World& world, LayerDesk desk) {
  const scenario::StreamsSection& streams = scenario.streams;
  if (streams.silt.empty() || world.network.empty()) return;
  if (grains.empty()) {
    desk.findings.error(streams.place,
                        "[streams] silt_layer is sediment. Write the sections [sediment] and [grains]");
    return;
  }
  const std::vector<double> thickness =
      layer_values(streams.silt, "[streams] silt_layer", target_of(world.grid, scenario), desk);
  if (thickness.empty()) return;
  double bulk = 0.0;  // [m3 kg-1]
  for (std::size_t k = 0; k < grains.size(); ++k)
    bulk += world.stream_bed.fraction[k] / ((1.0 - world.stream_bed.porosity) * grains[k].density);
  double volume = 0.0;
  for (std::size_t n = 0; n < world.network.segments.size(); ++n) {
    Segment& s = world.network.segments[n];
    const double depth = thickness[static_cast<std::size_t>(s.j) * world.grid.nx() + s.i];
    if (std::isnan(depth) || depth == 0.0) continue;
    if (depth < 0.0) {
      desk.findings.error(
          streams.place, fmt::format("[streams] silt_layer: {:g} m at x {:.1f} m, y {:.1f} m. A thickness is "
                                     "at least 0",
                                     depth, s.x, s.y));
      return;
    }
    s.bed -= depth;  // today's bed is the top of the silt
    for (std::size_t k = 0; k < grains.size(); ++k)
      world.streams.deposited[k][n] = world.stream_bed.fraction[k] * depth / bulk;
    const Section& section = world.network.sections[s.section];
    volume += depth * section.bed_width() * s.length;
  }
  world.silt_at_start.assign(grains.size(), 0.0);
  for (std::size_t k = 0; k < grains.size(); ++k)
    world.silt_at_start[k] = world.stream_bed.fraction[k] * volume / bulk;
  world.assumptions.push_back(
      fmt::format("streams: {:.4g} m3 of loose silt on the bed at the start", volume));
}

}  // namespace qingliu::run
