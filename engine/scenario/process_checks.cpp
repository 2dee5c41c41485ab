#include "scenario/section_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace qingliu::scenario {
namespace {

void check_soil_users(Scenario& s, const WrittenKeys& written, Collector& collector) {
  const bool soil = written.has("soil");
  if (!soil) {
    if (written.has("infiltration.kind") && s.infiltration.kind != "none") {
      collector.error(
          written.place("infiltration.kind"),
          fmt::format("[infiltration] kind = \"{}\" needs [soil]. Add [soil], or write kind = \"none\"",
                      s.infiltration.kind));
    }
    s.infiltration.kind = "none";
  }
  if (s.infiltration.recovery && s.infiltration.kind != "green-ampt") {
    collector.error(
        written.place("infiltration.recovery_h"),
        fmt::format(
            "[infiltration] recovery_h belongs to kind = \"green-ampt\", not to \"{}\". Remove it, or "
            "change kind",
            s.infiltration.kind));
  }
  if (s.infiltration.initial_abstraction != InfiltrationSection{}.initial_abstraction &&
      s.infiltration.kind != "scs-cn") {
    collector.error(
        written.place("infiltration.initial_abstraction"),
        fmt::format("[infiltration] initial_abstraction belongs to kind = \"scs-cn\", not to \"{}\". Remove "
                    "it, or change kind",
                    s.infiltration.kind));
  }
  if (!s.sediment.on) return;
  if (!soil) {
    collector.error(written.place("sediment"),
                    "[sediment] needs [soil]: what erodes? Add [soil] with a table, or write on = false");
  }
  if (!written.has("grains.diameter_um")) {
    collector.error(
        written.place("sediment"),
        "[sediment] needs [grains]. Add [grains] with diameter_um = [2, 20, 100, 350], or write on = false");
  }
}

void check_grains(const Scenario& s, const WrittenKeys& written, Collector& collector) {
  if (!std::ranges::is_sorted(s.grains.diameters, std::less_equal<>())) {
    collector.error(written.place("grains.diameter_um"),
                    "[grains] diameter_um must rise from class to class. Write the finest first, none twice");
  }
}

/// Keys of one closure under another, and the one that cohesive cannot do without.
void check_closure_keys(const Scenario& s, const WrittenKeys& written, Collector& collector) {
  const SedimentSection& sediment = s.sediment;
  const SedimentSection standard;
  const auto belongs = [&](const char* key, const char* closure,
                           bool given) {  // a default may stand anywhere
    if (!given || sediment.closure == closure) return;
    collector.error(
        written.place(fmt::format("sediment.{}", key)),
        fmt::format("[sediment] {} belongs to closure = \"{}\", not to \"{}\". Remove it, or change "
                    "closure",
                    key, closure, sediment.closure));
  };
  belongs("detachment_efficiency", "deficit", sediment.efficiency != standard.efficiency);
  belongs("deposition_factor", "wepp", sediment.deposition_factor != standard.deposition_factor);
  belongs("erosion_rate_g_per_m2_s", "cohesive", sediment.erosion_rate.has_value());
  belongs("deposition_shear_pa", "cohesive", sediment.deposition_shear != standard.deposition_shear);
  if (sediment.closure == "cohesive" && s.streams.on && s.streams.critical_shear <= 0.0)
    collector.error(
        written.place("streams.critical_shear_pa"),
        "[streams] critical_shear_pa = 0, by which sediment closure = \"cohesive\" divides. Give a "
        "value above 0");
  if (sediment.closure == "cohesive" && !sediment.erosion_rate)
    collector.error(
        written.place("sediment.closure"),
        "[sediment] closure = \"cohesive\" needs erosion_rate_g_per_m2_s, M of M (tau/tau_c - 1). "
        "Give it: 0.1 to 1 for mud, and calibrate");
}

/// What a scheme of the flow takes where no Courant number is given, and the largest it is stable with.
struct CourantOf {
  const char* scheme;
  double standard, largest;
  const char* beyond;
};
constexpr CourantOf courant_of[] = {
    {"full", 0.45, 0.5, "a cell may give more water than it has"},
    {"lean", 0.30, 0.35, "still water in dead ends swings up"},  // decision 005
    {"inertial", 0.7, 0.7, "waves grow"},
};

void check_courant(Scenario& s, const WrittenKeys& written, Collector& collector) {
  constexpr double least = 0.1;  // below it a run only gets slow
  for (const CourantOf& of : courant_of) {
    if (s.flow.scheme != of.scheme) continue;
    if (!written.has("flow.courant")) {
      s.flow.courant = of.standard;
    } else if (s.flow.courant > of.largest) {
      collector.error(
          written.place("flow.courant"),
          fmt::format("[flow] courant = {} is too large for scheme = \"{}\": above {} {}. Write {} or less{}",
                      s.flow.courant, of.scheme, of.largest, of.beyond, of.largest,
                      s.flow.scheme == "lean" ? ", or scheme = \"full\"" : ""));
    } else if (s.flow.courant < least) {
      collector.warning(written.place("flow.courant"),
                        fmt::format("[flow] courant = {} is outside the advised {} to {}", s.flow.courant,
                                    least, of.largest));
    }
  }
}

/// inertial is for first looks at slopes: what was not tried with it is refused.
void check_inertial(const Scenario& s, const WrittenKeys& written, Collector& collector) {
  if (s.flow.scheme != "inertial") return;
  const auto refuse = [&](bool there, const Place& place, const std::string& what) {
    if (!there) return;
    collector.error(place, fmt::format("{} is not tried with [flow] scheme = \"inertial\". Write scheme = "
                                       "\"full\" or \"lean\", or leave it out",
                                       what));
  };
  const auto refuse_each = [&](const auto& list, const char* what) {
    if (!list.empty()) refuse(true, list.front().place, what);
  };
  refuse(s.streams.on, written.place("streams"), "[streams]");
  refuse(s.sediment.on && s.sediment.bedload != "none", written.place("sediment.bedload"),
         "[sediment] bedload");
  refuse_each(s.reservoirs, "[[reservoir]]");
  refuse_each(s.structures, "[[structure]]");
  refuse_each(s.collapsing_gullies, "[[collapsing_gully]]");
  refuse_each(s.gullies, "[[gully]]");
  refuse_each(s.boundaries, "[[boundary]]");
  refuse(s.terrain.outlet.boundary != "normal-depth", written.place("terrain.outlet.boundary"),
         fmt::format("[terrain] outlet boundary = \"{}\"", s.terrain.outlet.boundary));
}

void check_flow(Scenario& s, const WrittenKeys& written, Collector& collector) {
  check_courant(s, written, collector);
  check_inertial(s, written, collector);
}

void check_bedload(const Scenario& s, const WrittenKeys& written, Collector& collector) {
  if (!s.sediment.on || s.sediment.bedload == "none" || s.grains.diameters.empty()) return;
  const double coarsest = s.grains.diameters.back();
  if (coarsest >= s.sediment.bedload_from) return;
  collector.error(
      written.place("sediment.bedload"),
      fmt::format("[sediment] bedload moves classes from bedload_from_um = {:g} on, and the coarsest of "
                  "[grains] is {:g} um. Add a coarser class, or lower bedload_from_um",
                  s.sediment.bedload_from * 1e6, coarsest * 1e6));
}

void check_streams(const Scenario& s, const WrittenKeys& written, Collector& collector) {
  const StreamsSection& streams = s.streams;
  if (streams.bed_fraction.empty()) return;
  const Place place = written.place("streams.bed_fraction");
  if (streams.bed_fraction.size() != s.grains.diameters.size()) {
    collector.error(place,
                    fmt::format("[streams] bed_fraction has {} shares, [grains] {} classes. Give one each",
                                streams.bed_fraction.size(), s.grains.diameters.size()));
    return;
  }
  const double sum = std::accumulate(streams.bed_fraction.begin(), streams.bed_fraction.end(), 0.0);
  if (std::fabs(sum - 1.0) > 1e-6)
    collector.error(place, fmt::format("[streams] bed_fraction adds up to {:.6g}. Let it add up to 1", sum));
}

}  // namespace

void check_processes(Scenario& scenario, const WrittenKeys& written, Collector& collector) {
  check_soil_users(scenario, written, collector);
  check_grains(scenario, written, collector);
  if (scenario.sediment.on) check_closure_keys(scenario, written, collector);
  check_flow(scenario, written, collector);
  check_bedload(scenario, written, collector);
  check_streams(scenario, written, collector);
}

}  // namespace qingliu::scenario
