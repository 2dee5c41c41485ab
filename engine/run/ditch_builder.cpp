#include "run/ditch_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string_view>

#include "process/works/ditch_laws.hpp"

namespace qingliu::run {
namespace {

using measures::Measure;

/// Manning's n of a lining [s m-1/3] (Chow 1959, table 5-6), and the mean shear that it withstands [Pa]
/// (Fischenich 2001: bare soil, vegetation at its least, hard armour).
struct Lining {
  std::string_view name;
  double manning_n, shear;
};
constexpr Lining linings[] = {
    {"earth", 0.022, 12.0},     {"grass", 0.030, 24.0},  {"brick", 0.015, 622.0},
    {"concrete", 0.015, 622.0}, {"stone", 0.025, 622.0},
};

const Lining& lining_of(const Measure& m) {
  const auto word = m.words.find("lining");
  const auto found = std::ranges::find(
      linings, word == m.words.end() ? std::string_view("earth") : std::string_view(word->second),
      &Lining::name);
  return found == std::end(linings) ? linings[0] : *found;
}

/// The section of a ditch, its lowest part filled with silt; the bed as steep as its parameter says, or as
/// the ground where no drops take up the rest.
PlacedDitch ditch_on(const Measure& m, double fall, double length) {
  const auto& p = m.parameters;
  PlacedDitch placed;
  placed.place = m.section->place;
  placed.fall = fall;
  placed.drop_height = m.number("drop_h_m", 0.0);
  placed.shear_withstood = lining_of(m).shear;
  Ditch& d = placed.ditch;
  d.side = p.at("side_slope");
  const double area = works::ditch_area(p.at("bottom_w_m"), d.side, p.at("depth_m"));
  const double silt = works::ditch_depth(p.at("bottom_w_m"), d.side, m.filled() * area);
  d.depth = p.at("depth_m") - silt;
  d.bottom = p.at("bottom_w_m") + 2.0 * d.side * silt;
  d.slope = p.at("bed_slope");
  if (!(placed.drop_height > 0.0)) d.slope = std::max(d.slope, fall / length);
  d.manning_n = m.number("n", lining_of(m).manning_n);
  return placed;
}

double length_of(const std::vector<WorkPiece>& pieces) {
  double length = 0.0;
  for (const WorkPiece& piece : pieces) length += piece.amount;
  return length;
}

/// The ditches of a world as they join.
class Joiner {
 public:
  Joiner(const std::vector<PlacedDitch>& placed, World& world, Findings& findings)
      : placed_(placed), world_(world), findings_(findings) {}

  void join() {
    if (drawn_twice()) return;
    for (const PlacedDitch& ditch : placed_) into_.push_back(targets_of(ditch));
    std::vector<int> depth(placed_.size(), unknown);
    for (std::size_t d = 0; d < placed_.size(); ++d) {
      if (below(d, depth) == circle)
        return findings_.error(placed_[d].place,
                               fmt::format("ditch '{}' leads back into itself. Draw its lower end elsewhere",
                                           placed_[d].ditch.name));
    }
    std::vector<std::size_t> order(placed_.size());
    for (std::size_t d = 0; d < order.size(); ++d) order[d] = d;
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return depth[a] > depth[b]; });
    lay(order);
    world_.ditch_state = DitchState(world_.ditches, world_.state.classes());
  }

 private:
  struct Target {
    std::size_t ditch = 0;  ///< of placed_
    std::size_t piece = 0;  ///< of its own
  };

  /// Whether two ditches that stand together lie on the same line; each is told.
  bool drawn_twice() {
    bool any = false;
    const auto same = [](const WorkPiece& a, const WorkPiece& b) {
      return a.cell == b.cell && std::fabs(a.amount - b.amount) < 1e-3;
    };
    for (std::size_t b = 1; b < placed_.size(); ++b) {
      for (std::size_t a = 0; a < b; ++a) {
        const Ditch &one = placed_[a].ditch, &other = placed_[b].ditch;
        if (!(one.from < other.to && other.from < one.to)) continue;
        if (!std::ranges::equal(placed_[a].pieces, placed_[b].pieces, same)) continue;
        any = true;
        findings_.error(placed_[b].place,
                        fmt::format("ditch '{}' lies where '{}' does. Take one of them out, or "
                                    "let one be retired before the other is built",
                                    other.name, one.name));
      }
    }
    return any;
  }

  std::size_t cell_of_piece(const WorkPiece& piece) const {
    const auto nx = static_cast<std::size_t>(world_.grid.nx());
    return world_.grid.index(static_cast<int>(piece.cell % nx), static_cast<int>(piece.cell / nx));
  }
  std::size_t outlet_of(const PlacedDitch& d) const { return cell_of_piece(d.pieces.back()); }

  int segment_in(std::size_t cell) const {
    for (std::size_t s = 0; s < world_.network.segments.size(); ++s) {
      if (world_.grid.index(world_.network.segments[s].i, world_.network.segments[s].j) == cell)
        return static_cast<int>(s);
    }
    return -1;
  }

  /// Ditches that pass the outlet and go on from there, as far as one of them always stands beside this one;
  /// a stream comes first.
  std::vector<Target> targets_of(const PlacedDitch& ditch) const {
    const std::size_t outlet = outlet_of(ditch);
    if (segment_in(outlet) >= 0) return {};
    std::vector<Target> targets;
    for (std::size_t d = 0; d < placed_.size(); ++d) {
      const PlacedDitch& other = placed_[d];
      const bool meet = other.ditch.from < ditch.ditch.to && ditch.ditch.from < other.ditch.to;
      if (&other == &ditch || outlet_of(other) == outlet || !meet) continue;
      const auto here = [&](const WorkPiece& piece) { return cell_of_piece(piece) == outlet; };
      const auto piece = std::ranges::find_if(other.pieces, here);
      if (piece == other.pieces.end()) continue;
      targets.push_back({d, static_cast<std::size_t>(piece - other.pieces.begin())});
      if (outlasts(other, ditch)) break;
    }
    return targets;
  }

  /// Whether one stands as long as the other does in this run.
  static bool outlasts(const PlacedDitch& one, const PlacedDitch& other) {
    return one.ditch.from <= std::max(0.0, other.ditch.from) && one.ditch.to >= other.ditch.to;
  }

  static constexpr int unknown = -1, on_the_way = -2, circle = -3;

  /// How many ditches the water may still pass below this one, or `circle`.
  int below(std::size_t d, std::vector<int>& depth) const {
    if (depth[d] == on_the_way) return circle;
    if (depth[d] != unknown) return depth[d];
    depth[d] = on_the_way;
    int most = 0;
    for (const Target& target : into_[d]) {
      const int of_target = below(target.ditch, depth);
      if (of_target == circle) return circle;
      most = std::max(most, of_target + 1);
    }
    return depth[d] = most;
  }

  void lay(const std::vector<std::size_t>& order) {
    std::vector<std::size_t> first(placed_.size(), 0);
    const double dx = world_.grid.cell_size();
    for (const std::size_t d : order) {
      Ditch ditch = placed_[d].ditch;
      ditch.begin = first[d] = world_.ditches.pieces.size();
      for (const WorkPiece& piece : placed_[d].pieces)
        world_.ditches.pieces.push_back(
            {cell_of_piece(piece), piece.amount, std::min(1.0, piece.amount / dx)});
      world_.ditches.pieces.back().crossed = 0.0;  // what it has brought does not go round
      ditch.end = world_.ditches.pieces.size();
      ditch.outlet = outlet_of(placed_[d]);
      world_.ditches.lines.push_back(ditch);
    }
    std::vector<int> line(placed_.size(), 0);
    for (std::size_t n = 0; n < order.size(); ++n) line[order[n]] = static_cast<int>(n);
    for (std::size_t n = 0; n < order.size(); ++n) {
      for (const Target& target : into_[order[n]])
        world_.ditches.lines[n].into.push_back({line[target.ditch], first[target.ditch] + target.piece});
    }
    for (std::size_t d = 0; d < placed_.size(); ++d) tell(placed_[d], into_[d]);
  }

  bool at_edge(std::size_t cell) const {
    for (const OpenEdge& edge : world_.edges) {
      for (const surface::OutletFace& face : edge.boundary.faces) {
        const surface::Face& f = face.face;
        const bool x = f.axis == surface::Face::Axis::x;
        if (world_.grid.index(f.i, f.j) == cell || world_.grid.index(f.i - x, f.j - !x) == cell) return true;
      }
    }
    return false;
  }

  bool works_in(std::size_t cell) const {
    return std::ranges::any_of(world_.works.stores, [&](const SlopeStore& s) { return s.cell == cell; }) ||
           std::ranges::any_of(world_.works.strips,
                               [&](const PlantStrip& s) { return s.alone && s.cell == cell; });
  }

  void doubt(const PlacedDitch& d, std::string what) {
    findings_.doubt(Finding{Finding::Kind::warning, d.place, std::move(what)});
  }

  /// Where a ditch leads, in words; "" where it ends on open ground.
  std::string goal_of(const PlacedDitch& placed, const std::vector<Target>& into) const {
    if (!into.empty()) {
      std::vector<std::string> names;
      for (const Target& target : into)
        names.push_back(fmt::format("ditch '{}'", placed_[target.ditch].ditch.name));
      return fmt::format("{}", fmt::join(names, ", "));
    }
    const std::size_t outlet = outlet_of(placed);
    if (const int s = segment_in(outlet); s >= 0)
      return world_.network.reaches[world_.network.segments[s].reach].name;
    if (works_in(outlet)) return "a basin or store";
    return at_edge(outlet) ? "the edge of the watershed" : "";
  }

  void tell(const PlacedDitch& placed, const std::vector<Target>& into) {
    const Ditch& d = placed.ditch;
    const double length = length_of(placed.pieces), capacity = works::ditch_capacity(d);
    const double area = works::ditch_area(d.bottom, d.side, d.depth);
    const double shear = works::ditch_shear(d, d.depth), left = placed.fall - d.slope * length;
    const WorkPiece& last = placed.pieces.back();
    const int nx = world_.grid.nx(), i = static_cast<int>(last.cell) % nx,
              j = static_cast<int>(last.cell) / nx;
    const std::string goal = goal_of(placed, into);
    const std::string place =
        fmt::format("({:.1f}, {:.1f})", world_.grid.x_centre(i), world_.grid.y_centre(j));
    const int drops = placed.drop_height > 0.0 && left > 0.0
                          ? static_cast<int>(std::ceil(left / placed.drop_height - 1e-9))
                          : 0;
    world_.assumptions.push_back(fmt::format(
        "ditch {}: {:.4g} m, carries {:.3g} m3/s to its brim at {:.2f} m/s, {} drops; it leads to {} at {}",
        d.name, length, capacity, capacity / area, drops, goal.empty() ? "open ground" : goal, place));
    if (goal.empty())
      doubt(placed,
            fmt::format(
                "ditch '{}': it ends on open ground at {}, where its water runs on and may cut a gully. "
                "Lead it into a stream, a pond or another ditch",
                d.name, place));
    if (!into.empty() && !outlasts(placed_[into.back().ditch], placed) && goal_of(placed, {}).empty())
      doubt(placed, fmt::format("ditch '{}': while no ditch that it runs into stands, it ends on open ground "
                                "at {}. Build that one first, or lead it elsewhere",
                                d.name, place));
    if (shear > placed.shear_withstood)
      doubt(placed,
            fmt::format("ditch '{}': full, its walls bear {:.0f} Pa, and its lining withstands {:.0f} Pa "
                        "(Fischenich 2001). Make it flatter with drops, or line it",
                        d.name, shear, placed.shear_withstood));
    if (-left > d.depth)
      doubt(placed,
            fmt::format(
                "ditch '{}': the ground falls by {:.2f} m along it and its bed by {:.2f} m: its lower end "
                "would be cut {:.2f} m deeper than its section. Draw it down the slope, or "
                "make bed_slope smaller",
                d.name, placed.fall, d.slope * length, -left));
  }

  const std::vector<PlacedDitch>& placed_;
  World& world_;
  Findings& findings_;
  std::vector<std::vector<Target>> into_;
};

}  // namespace

std::vector<PlacedDitch> ditches_of(const std::vector<Measure>& all, const std::vector<PlacedGround>& ground,
                                    const Site& site) {
  std::vector<PlacedDitch> placed;
  const auto nx = static_cast<std::size_t>(site.grid().nx());
  const auto height = [&](const WorkPiece& piece) {
    return site.facts(static_cast<int>(piece.cell % nx), static_cast<int>(piece.cell / nx)).elevation_m;
  };
  for (std::size_t k = 0; k < all.size(); ++k) {
    if (!all[k].acts()) continue;
    int n = 0;
    for (std::vector<WorkPiece> pieces : ground[k].stretches) {
      if (height(pieces.front()) < height(pieces.back())) std::ranges::reverse(pieces);
      PlacedDitch ditch = ditch_on(all[k], height(pieces.front()) - height(pieces.back()), length_of(pieces));
      const std::string& id = all[k].section->id;
      ditch.ditch.name = ground[k].stretches.size() == 1 ? id : fmt::format("{}.{}", id, ++n);
      ditch.ditch.from = all[k].begins;
      ditch.ditch.to = all[k].ends;
      ditch.pieces = std::move(pieces);
      placed.push_back(std::move(ditch));
    }
  }
  return placed;
}

void build_ditches(const PlacedMeasures& placed, World& world, Findings& findings) {
  if (!placed.ditches.empty()) Joiner(placed.ditches, world, findings).join();
}

}  // namespace qingliu::run
