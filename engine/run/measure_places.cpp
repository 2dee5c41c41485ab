#include "run/measure_places.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

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

/// The key that says where it lies.
const char* placing_key(const scenario::MeasureSection& s) {
  if (!s.layer.empty()) return "layer";
  if (!s.wkt.empty()) return "wkt";
  if (s.point) return "point";
  return s.reach.empty() ? "where" : "reach";
}

/// Why nothing is covered, and what to mend.
std::string nothing_covered(const scenario::MeasureSection& s, const Cover& cover, std::size_t touched,
                            const MeasureShapes& shapes, const io::CellFrame& frame) {
  const char* key = placing_key(s);
  if (!shapes.everywhere && cover.off == shapes.polygons.size())
    return fmt::format("covers no cell of the watershed ({}). Mend its {}", rectangle(frame), key);
  if (touched > 0)
    return fmt::format(
        "covers no cell of the watershed by 1 % or more: it lies on {} of {:g} m. Make it "
        "larger, or the cells smaller",
        touched, frame.cell_size);
  return fmt::format("covers no cell of the watershed ({}). Mend its {}", rectangle(frame),
                     s.where.empty() || shapes.everywhere ? key : fmt::format("{} or where", key));
}

}  // namespace

std::vector<int> steps_of(const Measure& m, const Site& site, const io::TargetGrid& target, LayerDesk desk,
                          std::vector<Finding>& doubts) {
  const scenario::MeasureSection& section = *m.section;
  std::vector<int> steps(site.cells(), 0);
  desk.findings.collect(section.place, [&] {
    const measures::Where where(section.where, section.place);
    if (where.asks_for_streams() && site.streams() == nullptr)
      throw InputError(
          section.place,
          fmt::format("[[measure]] '{}': where asks for streams, and the scenario has none. Write a "
                      "section [streams]",
                      section.id));
    const MeasureShapes shapes = shapes_of(m, site, target, desk);
    if (shapes.polygons.empty() && !shapes.everywhere) return;  // the finding is there
    const Cover cover = cover_of(shapes, site, target.frame);
    std::size_t covered = 0, touched = 0;
    site.for_each_cell([&](int i, int j, std::size_t cell) {
      if (cover.shares[cell] <= 0.0) return;
      if (!section.where.empty() && !where.holds(site.facts(i, j))) return;
      steps[cell] = static_cast<int>(std::lround(cover.shares[cell] * share_steps));
      covered += steps[cell] > 0;
      ++touched;
    });
    if (covered == 0) {
      desk.findings.error(section.place,
                          fmt::format("[[measure]] '{}' {}", section.id,
                                      nothing_covered(section, cover, touched, shapes, target.frame)));
    } else if (cover.off > 0) {
      doubts.push_back({Finding::Kind::warning, section.place,
                        fmt::format("[[measure]] '{}': {} of {} shapes lie off the watershed ({})",
                                    section.id, cover.off, shapes.polygons.size(), rectangle(target.frame))});
    }
  });
  return steps;
}

/// Two measures that each multiply the untreated ground, or two earthworks, may not share ground.
void find_conflicts(const std::vector<Measure>& all, const std::vector<std::vector<int>>& steps,
                    const Site& site, Findings& findings) {
  for (std::size_t b = 1; b < all.size(); ++b) {
    for (std::size_t a = 0; a < b; ++a) {
      if (!all[a].stands || !all[b].stands) continue;
      const bool earth = all[a].earthwork() && all[b].earthwork();
      if (!earth && !(all[a].exclusive() && all[b].exclusive())) continue;
      std::size_t shared = 0;
      site.for_each_cell([&](int, int, std::size_t cell) {
        shared +=
            steps[a][cell] > 0 && steps[b][cell] > 0 && steps[a][cell] + steps[b][cell] > share_steps + 1;
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
