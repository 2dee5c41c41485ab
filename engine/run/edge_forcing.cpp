#include "run/edge_forcing.hpp"

#include <algorithm>
#include <limits>

namespace qingliu::run {

std::vector<surface::Boundary> boundaries_of(const World& world) {
  std::vector<surface::Boundary> boundaries;
  for (const OpenEdge& edge : world.edges) boundaries.push_back(edge.boundary);
  return boundaries;
}

std::vector<surface::Source> sources_of(const World& world) {
  std::vector<surface::Source> sources;
  for (const Inflow& inflow : world.inflows) sources.push_back(inflow.source);
  return sources;
}

double next_bend(const World& world, double t) {
  double next = std::numeric_limits<double>::infinity();
  for (const OpenEdge& edge : world.edges) next = std::min(next, edge.curves.next_breakpoint(t));
  for (const Inflow& inflow : world.inflows) next = std::min(next, inflow.curves.next_breakpoint(t));
  return next;
}

void set_edge_forcing(const World& world, double t, double dt, surface::StepForcing& forcing) {
  const double begin = world.parameters.scheme != surface::Scheme::full ? t + 0.5 * dt : t;
  forcing.boundaries.clear();
  for (const OpenEdge& edge : world.edges)
    forcing.boundaries.push_back({edge.curves.at(begin), edge.curves.at(t + dt)});
  forcing.sources.clear();
  for (const Inflow& inflow : world.inflows) forcing.sources.push_back(inflow.step(t, dt));
}

std::vector<std::vector<surface::SectionFace>> section_faces(const World& world) {
  std::vector<std::vector<surface::SectionFace>> faces;
  for (const Gauge& gauge : world.gauges) {
    if (gauge.is_section) faces.push_back(gauge.faces);
  }
  return faces;
}

}  // namespace qingliu::run
