#include "run/bedload_builder.hpp"

namespace qingliu::run {
namespace {

bedload::BedloadLaw law_of(const std::string& word) {
  if (word == "meyer-peter-mueller") return bedload::BedloadLaw::meyer_peter_mueller;
  if (word == "wilcock-crowe") return bedload::BedloadLaw::wilcock_crowe;
  if (word == "engelund-hansen") return bedload::BedloadLaw::engelund_hansen;
  return bedload::BedloadLaw::wong_parker;
}

bedload::BedloadFace face_of(const surface::Face& face, int sign) {
  return {face.axis == surface::Face::Axis::x, face.i, face.j, sign};
}

}  // namespace

std::optional<bedload::BedloadParameters> bedload_parameters(const scenario::Scenario& s) {
  if (!s.sediment.on || s.sediment.bedload == "none") return {};
  bedload::BedloadParameters p;
  p.law = law_of(s.sediment.bedload);
  p.from_diameter = s.sediment.bedload_from;
  p.slope_factor = s.sediment.bedload_slope_factor;
  p.active_layer = s.sediment.active_layer;
  p.repose = s.sediment.repose_slope;
  p.bed_feedback = s.sediment.bed_feedback;
  return p;
}

std::unique_ptr<bedload::BedloadProcess> make_bedload(const World& world) {
  if (!world.bedload) return {};
  std::vector<bedload::BedloadFace> outlet;
  for (const OpenEdge& edge : world.edges)
    for (const surface::OutletFace& o : edge.boundary.faces) outlet.push_back(face_of(o.face, o.sign));
  std::vector<std::vector<bedload::BedloadFace>> sections;
  for (const Gauge& gauge : world.gauges) {
    if (!gauge.is_section) continue;
    sections.emplace_back();
    for (const surface::SectionFace& f : gauge.faces) sections.back().push_back(face_of(f.face, f.sign));
  }
  const surface::LandDescription& l = world.land;
  const bedload::BedloadLand land{l.friction,       l.cover,
                                  l.cosine_squared, l.n_deep,
                                  l.n_difference,   l.inverse_decay_depth,
                                  l.n_soil,         l.friction_depends_on_depth,
                                  l.grains,         l.deposit_inverse_density};
  return std::make_unique<bedload::BedloadProcess>(world.grid, land, *world.bedload, std::move(outlet),
                                                   std::move(sections), world.state);
}

void restore_bedload(const io::Checkpoint& checkpoint, const LandState& state,
                     bedload::BedloadProcess& bedload) {
  const auto found = checkpoint.numbers.find("bedload/rates");
  if (found == checkpoint.numbers.end()) {
    bedload.find_rates(state);
  } else {
    bedload.set_rates({found->second.at(0), found->second.at(1)});
  }
}

void book_bedload(const bedload::BedloadProcess& bedload, surface::SurfaceProcess& surface) {
  for (std::size_t s = 0; s < surface.sections().size(); ++s) {
    surface::SectionBook& book = surface.sections()[s];
    for (std::size_t k = 0; k < book.classes.size(); ++k) {
      book.step_classes[k] += bedload.step_load(s, k);
      book.classes[k].add(bedload.step_load(s, k));
    }
  }
}

}  // namespace qingliu::run
