#pragma once
#include <filesystem>
#include <string>

#include "bench/cases.hpp"

namespace qingliu::bench {

/// Wall time [s] that the yardstick, a program of the same command line as `yardstick CASE.asc SECONDS SCHEME
/// PARTS cfl=C`, prints for the same work. FileError when it prints none.
double run_yardstick(const std::filesystem::path& program, const Work& work,
                     const std::filesystem::path& folder, int threads);

/// What a peer did with the same terrain and rain.
struct PeerOutcome {
  double wall = 0.0;  ///< [s] 0: not measured
  std::string words;  ///< what was run, or why it was not
};

/// r.sim.water of GRASS on the same terrain, rain, roughness and duration, in a temporary location. Its
/// method is random walks for the bivariate diffusive wave (Mitasova et al. 2004), so only the wall time is
/// compared.
PeerOutcome run_grass(const Work& work, const std::filesystem::path& folder, int threads);

}  // namespace qingliu::bench
