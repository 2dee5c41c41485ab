#include "run/measure_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

#include "core/suggest.hpp"
#include "measures/where.hpp"
#include "run/measure_shapes.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

/// What a measure's shapes cover of the watershed: shares of the cells, and how much lies beside it.
struct Cover {
  std::vector<double> shares;
  std::size_t off = 0;  ///< shapes that touch no cell of the watershed
};

Cover cover_of(const MeasureShapes& shapes, const Site& site, const io::CellFrame& frame) {
  if (shapes.everywhere) return {std::vector<double>(site.cells(), 1.0)};
  Cover cover{io::covered_share(shapes.polygons, frame)};
  for (const io::Polygon& polygon : shapes.polygons) {
    bool on = false;
    io::for_each_share(polygon, frame, [&](std::size_t cell, double) {
      on = on || site.grid().active(static_cast<int>(cell % frame.nx), static_cast<int>(cell / frame.nx));
    });
    cover.off += on ? 0 : 1;
  }
  return cover;
}

std::string rectangle(const io::CellFrame& f) {
  return fmt::format("x {:.1f}-{:.1f} m, y {:.1f}-{:.1f} m", f.x_west, f.x_west + f.nx * f.cell_size,
                     f.y_south, f.y_south + f.ny * f.cell_size);
}

/// What may be wrong with shapes that lie off the watershed; "" where nothing shows.
std::string likely_slip(const std::vector<io::Ring>& rings, const io::CellFrame& f) {
  bool degrees = true, exchanged = false;
  for (const io::Ring& ring : rings) {
    for (const auto& [x, y] : ring) {
      degrees = degrees && std::fabs(x) <= 180.0 && std::fabs(y) <= 180.0;
      exchanged = exchanged || (y >= f.x_west && y <= f.x_west + f.nx * f.cell_size && x >= f.y_south &&
                                x <= f.y_south + f.ny * f.cell_size);
    }
  }
  if (exchanged) return ": x and y are exchanged, write x (east) first";
  if (degrees && !rings.empty() && f.x_west + f.nx * f.cell_size > 1000.0)
    return ": these are degrees, it wants metres of the terrain's coordinate system";
  return "";
}

/// All shapes of all parts, as rings.
std::vector<io::Ring> rings_of(const std::vector<MeasureShapes>& parts) {
  std::vector<io::Ring> rings;
  for (const MeasureShapes& part : parts) {
    rings.insert(rings.end(), part.lines.begin(), part.lines.end());
    rings.push_back(part.points);
    for (const io::Polygon& polygon : part.polygons)
      rings.insert(rings.end(), polygon.begin(), polygon.end());
  }
  return rings;
}

/// The key that says where it lies.
const char* placing_key(const scenario::MeasureSection& s) {
  if (!s.layer.empty()) return "layer";
  if (!s.wkt.empty()) return "wkt";
  if (s.point) return "point";
  return s.reach.empty() ? "where" : "reach";
}

/// Why nothing is covered, and what to mend.
std::string nothing_covered(const scenario::MeasureSection& s, bool all_off, std::size_t touched,
                            bool everywhere, const io::CellFrame& frame) {
  const char* key = placing_key(s);
  if (all_off) return fmt::format("covers no cell of the watershed ({}). Mend its {}", rectangle(frame), key);
  if (touched > 0)
    return fmt::format(
        "covers no cell of the watershed by 1 % or more: it lies on {} of {:g} m. Make it "
        "larger, or the cells smaller",
        touched, frame.cell_size);
  return fmt::format("covers no cell of the watershed ({}). Mend its {}", rectangle(frame),
                     s.where.empty() || everywhere ? key : fmt::format("{} or where", key));
}

/// Finds the ground of one measure.
class Ground {
 public:
  Ground(const Measure& m, const Site& site, const io::TargetGrid& target, LayerDesk desk,
         std::vector<Finding>& doubts)
      : m_(m), s_(*m.section), site_(site), target_(target), desk_(desk), doubts_(doubts), where_("", {}) {}

  PlacedGround find() {
    placed_.steps.assign(site_.cells(), 0);
    desk_.findings.collect(s_.place, [&] {
      const std::optional<std::vector<std::string>> columns = layer_columns();
      if (!columns) {  // shapes_of() tells why
        shapes_of(m_, site_, target_, {}, desk_);
        return;
      }
      where_ = measures::Where(s_.where, s_.place, *columns);
      if (where_.asks_for_streams() && site_.streams() == nullptr)
        return error("where asks for streams, and the scenario has none. Write a section [streams]");
      if (asks_for_unknown_classes()) return;
      const std::vector<MeasureShapes> parts =
          parted(shapes_of(m_, site_, target_, where_.asked_of_layer(), desk_), where_);
      if (m_.spread() != measures::Spread::area) return take_pieces(parts);
      // Without shapes the finding is there.
      if (!parts.empty() && (!parts[0].polygons.empty() || parts[0].everywhere)) take_shares(parts);
    });
    return std::move(placed_);
  }

 private:
  void error(const std::string& what) {
    desk_.findings.error(s_.place, fmt::format("[[measure]] '{}': {}", s_.id, what));
  }
  /// Whether where names classes that the tables lack; each is told.
  bool asks_for_unknown_classes() {
    bool unknown = false;
    const auto look = [&](const char* column, const char* what, const auto& known) {
      std::vector<std::string> names;
      for (const auto& one : known) {
        if (std::ranges::find(names, one.name) == names.end()) names.push_back(one.name);
      }
      const measures::Where::Classes asked = where_.asked_of(column);
      const auto tell = [&](const std::string& word, const std::string& near) {
        unknown = true;
        error(fmt::format("where asks for a {0} {1}, and the table has none. {2}", what, word,
                          names.empty()  ? fmt::format("Write a section [{}]", column)
                          : near.empty() ? fmt::format("It has: {}", fmt::join(names, ", "))
                                         : fmt::format("Did you mean '{}'?", near)));
      };
      for (const std::string& name : asked.names) {
        if (std::ranges::find(names, name) == names.end())
          tell(fmt::format("'{}'", name), nearest_word(name, names));
      }
      for (const double id : asked.ids) {
        if (std::ranges::none_of(known, [&](const auto& one) { return one.id == id; }))
          tell(fmt::format("of number {:g}", id), "");
      }
    };
    look("use", "land use", site_.land().landuses);
    look("soil", "soil", site_.land().soils);
    return unknown;
  }
  /// Of its layer, for where; nothing where that cannot be read.
  std::optional<std::vector<std::string>> layer_columns() const {
    if (s_.layer.empty() || s_.where.empty()) return std::vector<std::string>();
    try {
      return io::layer_columns(source_of(s_.layer));
    } catch (const InputError&) {
      return std::nullopt;
    }
  }

  /// Whether the condition holds in a cell, for the shapes of one part.
  bool holds(int i, int j, const MeasureShapes& part) const {
    if (s_.where.empty()) return true;
    measures::CellFacts facts = site_.facts(i, j);
    const auto& of = part.of_line.empty() ? part.of_polygon : part.of_line;
    if (!of.empty()) facts.shape = &of.front();
    return where_.holds(facts);
  }

  void take_shares(const std::vector<MeasureShapes>& parts) {
    Cover cover{std::vector<double>(site_.cells(), 0.0)};
    std::size_t covered = 0, touched = 0, shapes = 0;
    for (const MeasureShapes& part : parts) {
      const Cover of_part = cover_of(part, site_, target_.frame);
      cover.off += of_part.off;
      shapes += part.polygons.size();
      site_.for_each_cell([&](int i, int j, std::size_t cell) {
        if (of_part.shares[cell] > 0.0 && holds(i, j, part))
          cover.shares[cell] = std::min(1.0, cover.shares[cell] + of_part.shares[cell]);
      });
    }
    site_.for_each_cell([&](int, int, std::size_t cell) {
      if (cover.shares[cell] <= 0.0) return;
      placed_.steps[cell] = static_cast<int>(std::lround(cover.shares[cell] * share_steps));
      covered += placed_.steps[cell] > 0;
      ++touched;
    });
    if (covered == 0) {
      const bool all_off = !parts[0].everywhere && cover.off == shapes;
      desk_.findings.error(
          s_.place, fmt::format("[[measure]] '{}' {}{}", s_.id,
                                nothing_covered(s_, all_off, touched, parts[0].everywhere, target_.frame),
                                all_off ? likely_slip(rings_of(parts), target_.frame) : ""));
    } else if (cover.off > 0) {
      doubts_.push_back({Finding::Kind::warning, s_.place,
                         fmt::format("[[measure]] '{}': {} of {} shapes lie off the watershed ({})", s_.id,
                                     cover.off, shapes, rectangle(target_.frame))});
    }
  }

  void take_pieces(const std::vector<MeasureShapes>& parts) {
    const bool lines = m_.spread() == measures::Spread::line;
    const bool none = std::ranges::all_of(
        parts, [&](const MeasureShapes& p) { return lines ? p.lines.empty() : p.points.empty(); });
    if (none) {
      if (lines)
        return error(fmt::format("{} lies along lines. Give a layer of lines, or wkt = \"LINESTRING (...)\"",
                                 m_.type->name));
      return error(
          fmt::format("{} lies at points. Give point = [x, y], a layer of points, or wkt = \"POINT "
                      "(x y)\"",
                      m_.type->name));
    }
    const io::CellFrame& frame = target_.frame;
    std::map<std::size_t, double> of_cell;
    for (const MeasureShapes& part : parts) {
      const auto holds_cell = [&](std::size_t cell) {
        const int i = static_cast<int>(cell % frame.nx), j = static_cast<int>(cell / frame.nx);
        return site_.grid().active(i, j) && holds(i, j, part);
      };
      for (const WorkPiece& piece : pieces_of(m_, part, frame, holds_cell))
        of_cell[piece.cell] += piece.amount;
      for (const io::Ring& line : part.lines) {
        if (m_.leads()) add_stretches(line, holds_cell);
      }
    }
    drop_short_stretches();
    for (const auto& [cell, amount] : of_cell) placed_.pieces.push_back({cell, amount});
    const double plan = m_.type->store()->shape(m_.parameters, 0.0).plan;
    for (const WorkPiece& piece : placed_.pieces) {
      placed_.count += piece.amount;
      const double share = piece.amount * plan / site_.grid().cell_area();
      placed_.steps[piece.cell] =
          std::clamp(static_cast<int>(std::lround(share * share_steps)), 1, share_steps);
    }
    if (placed_.pieces.empty())
      desk_.findings.error(
          s_.place,
          fmt::format("[[measure]] '{}' lies in no cell of the watershed ({}). Mend its "
                      "{}{}",
                      s_.id, rectangle(frame), placing_key(s_), likely_slip(rings_of(parts), frame)));
  }

  /// A ditch within one cell leads nowhere.
  void drop_short_stretches() {
    auto& all = placed_.stretches;
    const std::size_t drawn = all.size();
    std::erase_if(all, [](const std::vector<WorkPiece>& stretch) { return stretch.size() < 2; });
    if (all.size() == drawn) return;
    const std::string said =
        fmt::format("{} of its {} lines lie within one cell of {:g} m, and lead nowhere on this grid",
                    drawn - all.size(), drawn, target_.frame.cell_size);
    if (all.empty()) return error(said + ". Draw them longer, or make the cells smaller");
    doubts_.push_back({Finding::Kind::warning, s_.place, fmt::format("[[measure]] '{}': {}", s_.id, said)});
  }

  /// A line as far as its cells hold; a stretch ends where the next cell does not, or is no neighbour.
  template <class F>
  void add_stretches(const io::Ring& line, F holds_cell) {
    const std::size_t nx = target_.frame.nx;
    const auto steps = [](std::size_t a, std::size_t b) { return a > b ? a - b : b - a; };
    bool goes_on = false;
    for (const WorkPiece& piece : pieces_of_line(line, target_.frame)) {
      if (!holds_cell(piece.cell)) {
        goes_on = false;
        continue;
      }
      const std::size_t before = goes_on ? placed_.stretches.back().back().cell : 0;
      if (goes_on && before == piece.cell) {
        placed_.stretches.back().back().amount += piece.amount;
        continue;
      }
      if (!goes_on || steps(before % nx, piece.cell % nx) > 1 || steps(before / nx, piece.cell / nx) > 1)
        placed_.stretches.emplace_back();
      placed_.stretches.back().push_back(piece);
      goes_on = true;
    }
  }

  const Measure& m_;
  const scenario::MeasureSection& s_;
  const Site& site_;
  const io::TargetGrid& target_;
  LayerDesk desk_;
  std::vector<Finding>& doubts_;
  measures::Where where_;
  PlacedGround placed_;
};

}  // namespace

PlacedGround ground_of(const Measure& m, const Site& site, const io::TargetGrid& target, LayerDesk desk,
                       std::vector<Finding>& doubts) {
  return Ground(m, site, target, desk, doubts).find();
}

/// Two measures that each multiply the untreated ground, or two earthworks, may not share ground.
void find_conflicts(const std::vector<Measure>& all, const std::vector<PlacedGround>& ground,
                    const Site& site, Findings& findings) {
  for (std::size_t b = 1; b < all.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      const bool together = std::max(all[a].begins, all[b].begins) < std::min(all[a].ends, all[b].ends);
      if (!all[a].acts() || !all[b].acts() || !together) continue;
      const bool earth = all[a].earthwork() && all[b].earthwork();
      if (!earth && !(all[a].exclusive() && all[b].exclusive())) continue;
      std::size_t shared = 0;
      site.for_each_cell([&](int, int, std::size_t cell) {
        const int one = ground[a].steps[cell], other = ground[b].steps[cell];
        shared += one > 0 && other > 0 && one + other > share_steps + 1;
      });
      if (shared == 0) continue;
      findings.error(all[b].section->place,
                     fmt::format("[[measure]] '{}' lies on the ground of '{}' in {} cells ({:.4g} ha). {}: "
                                 "part them, or retire one",
                                 all[b].section->id, all[a].section->id, shared,
                                 static_cast<double>(shared) * site.grid().cell_area() / 1e4,
                                 earth ? "Both move its earth" : "Both describe the whole ground"));
    }
  }
}

}  // namespace qingliu::run
