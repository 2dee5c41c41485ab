#pragma once
#include <filesystem>
#include <string>
#include <vector>

namespace qingliu::bench {

/// What a benchmark run computes: flow alone; with Green-Ampt infiltration; and with three grain classes.
enum class Parts { flow, infiltration, sediment };
const char* word(Parts parts);

/// A fixed benchmark case.
struct Case {
  std::string name;         ///< "V10", "F512", "big-tujunga"
  double duration = 600.0;  ///< [s] of model time
  double plateau = 0.0;     ///< [m3 s-1] discharge when all rain runs off; 0: not reached in `duration`
  int stages = 120;         ///< of carving, for mountains
};

/// One measurement: a case, how it is computed.
struct Work {
  Case subject;
  std::string scheme;  ///< "full", "lean", "inertial"
  Parts parts = Parts::flow;
};

/// The case of that name: V<cell size>, F<cells along an edge>, R<cells> (a mountain carved in two stages
/// only, for very large grids) or big-tujunga. `plateau`: long enough to reach it. InputError for another
/// name.
Case case_named(const std::string& name, bool plateau);

/// Writes the rasters and tables of a case into `folder` where they are not there yet; the files are those of
/// the peer comparison (an ESRI ASCII grid of the heights). False where the case needs data that are absent.
bool prepare(const Case& subject, const std::filesystem::path& folder);

/// The heights of a prepared case.
std::filesystem::path terrain_file(const Case& subject, const std::filesystem::path& folder);

/// Writes the scenario of a piece of work beside its rasters, and names it.
std::filesystem::path write_scenario(const Work& work, const std::filesystem::path& folder);

}  // namespace qingliu::bench
