#include "run/bank_builder.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <numeric>

namespace qingliu::run {
namespace {

using scenario::BankSection;
using stream::BankMaterial;
using stream::StreamBanks;

/// A later section over what earlier ones said.
BankSection laid_over(BankSection below, const BankSection& s) {
  for (const auto member : {&BankSection::critical_shear, &BankSection::erodibility, &BankSection::cohesion,
                            &BankSection::friction_angle, &BankSection::unit_weight, &BankSection::porosity,
                            &BankSection::drain_time, &BankSection::permissible_shear,
                            &BankSection::toe_depth, &BankSection::root_cohesion}) {
    if (s.*member) below.*member = s.*member;
  }
  if (!s.fraction.empty()) below.fraction = s.fraction;
  return below;
}

BankMaterial material_of(const BankSection& s, const Grains& grains,
                         const std::vector<double>& bed_fraction) {
  BankMaterial m;
  m.critical_shear = s.critical_shear.value_or(2.0);
  m.erodibility = s.erodibility.value_or(bank_erodibility(m.critical_shear));
  const double angle = s.friction_angle.value_or(26.0 * std::numbers::pi / 180.0);
  m.soil = {s.cohesion.value_or(8e3), std::sin(angle), std::cos(angle), s.unit_weight.value_or(18e3)};
  m.root_cohesion = s.root_cohesion.value_or(0.0);
  m.drain_time = s.drain_time.value_or(86400.0);
  m.permissible_shear = s.permissible_shear.value_or(0.0);
  m.toe_depth = s.toe_depth.value_or(0.0);
  m.fraction = s.fraction.empty() ? bed_fraction : s.fraction;
  double volume = 0.0;  // of a kilogram
  for (std::size_t k = 0; k < grains.size(); ++k)
    volume += m.fraction[k] / ((1.0 - s.porosity.value_or(0.45)) * grains[k].density);
  m.density = 1.0 / volume;
  return m;
}

bool check_fraction(const BankSection& s, std::size_t classes, Findings& findings) {
  if (s.fraction.empty()) return true;
  const double sum = std::accumulate(s.fraction.begin(), s.fraction.end(), 0.0);
  if (s.fraction.size() == classes && std::fabs(sum - 1.0) <= 1e-6) return true;
  findings.error(s.place,
                 s.fraction.size() != classes
                     ? fmt::format("[[bank]] fraction has {} shares, [grains] {} classes. Give one each",
                                   s.fraction.size(), classes)
                     : fmt::format("[[bank]] fraction adds up to {:.6g}. Let it add up to 1", sum));
  return false;
}

/// Whether a section speaks of a segment; a chainage counts along its own reach.
bool covers(const BankSection& s, const StreamNetwork& network, const Segment& segment) {
  if (!s.reach.empty() && network.reaches[segment.reach].name != s.reach) return false;
  const double half = 0.5 * segment.length;
  return segment.chainage + half > s.from.value_or(-1e300) && segment.chainage - half < s.to.value_or(1e300);
}

bool check_place(const BankSection& s, const StreamNetwork& network, Findings& findings) {
  const auto known = [&](const Reach& r) { return r.name == s.reach; };
  if (!s.reach.empty() && std::ranges::none_of(network.reaches, known)) {
    findings.error(s.place, fmt::format("[[bank]] there is no reach '{}'. The watershed has {}", s.reach,
                                        network.names_in_words()));
    return false;
  }
  if ((s.from || s.to) && s.reach.empty()) {
    findings.error(s.place, "[[bank]] from_m and to_m count along a reach. Name it: reach = \"R1\"");
    return false;
  }
  const bool any = std::ranges::any_of(network.segments,
                                       [&](const Segment& segment) { return covers(s, network, segment); });
  if (!any)
    findings.error(s.place, fmt::format("[[bank]] from_m = {:g} to to_m = {:g} holds no part of reach '{}'. "
                                        "Give from_m below to_m, both on the reach",
                                        s.from.value_or(0.0), s.to.value_or(0.0), s.reach));
  return any;
}

/// A measure on banks that stands in some part of the run, and where.
struct BankWork {
  BankSection place;
  const measures::Measure* measure;
};

std::vector<BankWork> protections_of(const std::vector<RiverWork>& works) {
  std::vector<BankWork> protections;
  for (const RiverWork& work : works) {
    const measures::Measure& m = *work.measure;
    if (!m.acts() || measures::in_river(m, "tau_c_bank", 0.0) < 0.0) continue;
    BankWork protection{{}, &m};
    protection.place.reach = m.section->reach;
    if (!m.section->chainage.empty()) {
      protection.place.from = m.section->chainage[0];
      protection.place.to = m.section->chainage[1];
    }
    const auto side = m.words.find("side");
    if (side != m.words.end()) protection.place.side = side->second;
    protections.push_back(std::move(protection));
  }
  return protections;
}

/// A bank with a measure on it; the stronger of two protections counts.
BankSection protected_by(BankSection below, const BankWork& work) {
  const double soil = below.critical_shear.value_or(2.0);
  below.permissible_shear =
      std::max(below.permissible_shear.value_or(0.0), measures::in_river(*work.measure, "tau_c_bank", soil));
  const double toe = measures::in_river(*work.measure, "rigid", 0.0);
  if (toe > 0.0) below.toe_depth = toe;
  const double roots = below.root_cohesion.value_or(0.0);
  const double grown = 1e3 * measures::in_river(*work.measure, "root_cohesion", roots / 1e3);
  if (grown >= 0.0) below.root_cohesion = std::max(roots, grown);
  return below;
}

bool on_side(const BankSection& s, int side) { return s.side == "both" || s.side == side_names[side]; }

/// Banks that their soil does not hold, dry and untouched, would fall at once.
void note_unstable(World& world) {
  const StreamBanks& banks = world.stream_bed.banks;
  int unstable = 0;
  for (std::size_t n = 0; n < world.network.segments.size(); ++n) {
    const Segment& s = world.network.segments[n];
    const Section& section = world.network.sections[s.section];
    for (int side = 0; side < sides; ++side) {
      if (banks.material[side][n] < 0) continue;
      const BankMaterial& m = banks.materials[banks.material[side][n]];
      BankStrength soil = m.soil;
      soil.cohesion += m.root_cohesion;
      const double run = 0.5 * (section.bank_width() - section.bottom_width());
      if (bank_plane(s.bank - s.bed, run, 0.0, 0.0, soil).safety < 1.0) ++unstable;
    }
  }
  if (unstable > 0)
    world.assumptions.push_back(fmt::format(
        "banks: {} are too high for their soil even when dry and fall at once; look at cohesion_kpa, "
        "friction_deg and the depth of the streams",
        unstable));
}

void note_banks(World& world) {
  const StreamBanks& banks = world.stream_bed.banks;
  for (std::size_t n = 0; n < banks.materials.size(); ++n) {
    const BankMaterial& m = banks.materials[n];
    int count = 0;
    for (const auto& of_side : banks.material) count += static_cast<int>(std::ranges::count(of_side, n));
    if (count == 0) continue;  // from some later day on
    const std::string protection =
        m.permissible_shear > 0.0 ? fmt::format(", protected up to {:g} Pa", m.permissible_shear) : "";
    world.assumptions.push_back(fmt::format(
        "banks: {} of critical shear {:g} Pa, k_d {:.3g} cm3/(N s), cohesion {:g} kPa, drained in {:g} h{}",
        count, m.critical_shear, m.erodibility * 1e6, m.soil.cohesion / 1e3, m.drain_time / 3600.0,
        protection));
  }
  note_unstable(world);
}

/// What the banks of every segment are made of, and what protects them, in the course of a run.
class BankCourse {
 public:
  using BySide = std::array<std::vector<int>, sides>;

  BankCourse(const scenario::Scenario& scenario, const Grains& grains, std::vector<BankWork> protections,
             World& world)
      : sections_(scenario.banks), grains_(grains), protections_(std::move(protections)), world_(world) {}

  /// The material of every segment's banks at t [s]; -1: that bank holds.
  BySide at(double t) {
    BySide materials;
    for (int side = 0; side < sides; ++side) {
      for (const Segment& segment : world_.network.segments) materials[side].push_back(of(side, segment, t));
    }
    return materials;
  }

  /// Segments on whose banks a protection is built at t [s].
  BySide renewed_at(double t) const {
    BySide renewed;
    for (int side = 0; side < sides; ++side) {
      for (std::size_t s = 0; s < world_.network.segments.size(); ++s) {
        const auto begins = [&](const BankWork& work) {
          return work.measure->begins == t && lies_on(work.place, side, world_.network.segments[s]);
        };
        if (std::ranges::any_of(protections_, begins)) renewed[side].push_back(static_cast<int>(s));
      }
    }
    return renewed;
  }

 private:
  bool lies_on(const BankSection& place, int side, const Segment& segment) const {
    return on_side(place, side) && covers(place, world_.network, segment);
  }

  int of(int side, const Segment& segment, double t) {
    std::vector<std::size_t> these;
    for (std::size_t n = 0; n < sections_.size(); ++n) {
      if (lies_on(sections_[n], side, segment)) these.push_back(n);
    }
    if (these.empty()) return -1;
    for (std::size_t n = 0; n < protections_.size(); ++n) {
      if (protections_[n].measure->stands_at(t) && lies_on(protections_[n].place, side, segment))
        these.push_back(sections_.size() + n);
    }
    const auto found = std::ranges::find(said_, these);
    const auto material = static_cast<int>(found - said_.begin());
    if (found == said_.end()) add(std::move(these));
    return material;
  }

  void add(std::vector<std::size_t> these) {
    BankSection whole;
    for (const std::size_t n : these) {
      whole = n < sections_.size() ? laid_over(whole, sections_[n])
                                   : protected_by(whole, protections_[n - sections_.size()]);
    }
    world_.stream_bed.banks.materials.push_back(material_of(whole, grains_, world_.stream_bed.fraction));
    said_.push_back(std::move(these));
  }

  const std::vector<BankSection>& sections_;
  const Grains& grains_;
  std::vector<BankWork> protections_;
  World& world_;
  std::vector<std::vector<std::size_t>> said_;  ///< the sections and works that each material is made of
};

}  // namespace

void build_banks(const scenario::Scenario& scenario, const Grains& grains,
                 const std::vector<RiverWork>& works, World& world, Findings& findings) {
  if (scenario.banks.empty()) return;
  const Place& place = scenario.banks.front().place;
  if (!scenario.streams.on) {
    findings.error(place, "[[bank]] banks belong to streams. Write a section [streams]");
    return;
  }
  if (grains.empty()) {
    findings.error(place, "[[bank]] what banks give is sediment. Write the sections [sediment] and [grains]");
    return;
  }
  if (world.network.empty()) return;
  bool sound = true;
  for (const BankSection& s : scenario.banks)
    sound = check_fraction(s, grains.size(), findings) && check_place(s, world.network, findings) && sound;
  if (!sound) return;
  BankCourse course(scenario, grains, protections_of(works), world);
  world.stream_bed.banks.material = course.at(0.0);
  for (StreamStage& stage : world.dated_works.stages) {
    stage.material = course.at(stage.at);
    stage.renewed = course.renewed_at(stage.at);
  }
  note_banks(world);
}

}  // namespace qingliu::run
