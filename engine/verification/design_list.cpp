#include "verification/design_list.hpp"

namespace qingliu::verification {

const std::vector<Listed>& design_list() {
  static const std::vector<Listed> list{
      {"V01", "lake at rest", "V01", ""},
      {"V02", "Ritter's dam break on a dry bed", "V02", ""},
      {"V03", "Stoker's dam break on a wet bed", "V03", ""},
      {"V04", "Dressler's dam break with Chezy friction", "",
       "no page: the engine's friction is Manning's, and the formulas could not be checked against the "
       "paper"},
      {"V04b", "Toro's five Riemann problems", "V04b", ""},
      {"V05", "Thacker's parabolic channel", "V05", ""},
      {"V06", "Thacker's bowl", "V06", ""},
      {"V07", "steady flow over a bump", "V07", ""},
      {"V08", "steady flow with rain and friction (MacDonald)", "V08",
       "growth of roll waves on fast flow: V08b"},
      {"V09", "rain on a box", "V09", ""},
      {"V10", "kinematic plane", "V10", "films on planes of 2 to 60 %: V10b"},
      {"V11", "V-catchment", "V11", ""},
      {"V12", "friction spin-up", "V12", ""},
      {"V13", "decay by friction", "V13", ""},
      {"V14", "oblique plane", "V14", "ragged disc: V14b; the light scheme inertial: V14c"},
      {"V15", "dry fronts on random terrain", "V15", "tests/verification/water_test.cpp"},
      {"V16", "steep plane with correction", "V16", ""},
      {"V17", "Green-Ampt, ponded", "V17", ""},
      {"V18", "Mein-Larson", "V18", ""},
      {"V19", "two layers", "V19", ""},
      {"V20", "saturation excess", "V20", ""},
      {"V21", "interception", "V21", ""},
      {"V22", "level pool", "V22", ""},
      {"V23", "channel narrower than a cell", "V23", "beside the resolved valley: V23b"},
      {"V24", "one level of stream and land", "V24", "tests/process/stream_test.cpp"},
      {"V25", "settling in uniform flow", "V25", ""},
      {"V26", "deposition and detachment on a rain-fed plane", "V26", ""},
      {"V27", "adaptation to the capacity", "V27", ""},
      {"V28", "WEPP rill", "V28", ""},
      {"V29", "Hairsine-Rose, steady plane", "V29", ""},
      {"V30", "Hairsine-Rose transient, one class", "V30", ""},
      {"V31", "Hairsine-Rose transient, five classes", "V31", ""},
      {"V32", "Hairsine-Rose transport limit", "V32", ""},
      {"V33", "capacity laws at printed points", "V33", "tests/process/bedload_laws_test.cpp"},
      {"V34", "settling velocities", "V34", ""},
      {"V35", "Exner hump", "V35", ""},
      {"V36", "exact solution of shallow water and Exner", "V36", ""},
      {"V37", "diffusion of the bed", "V37", ""},
      {"V38", "equilibrium slope", "V38", ""},
      {"V39", "avalanche to repose", "V39", ""},
      {"V40", "mass ledger", "V40",
       "tests/verification/sediment_test.cpp and tests/verification/moving_bed_test.cpp"},
      {"V41", "trap efficiency of a pool", "V41", ""},
      {"V42", "Culmann's height and the breach", "V42",
       "widening stream: V42b; numbers of the breach: tests/process/reservoir_test.cpp"},
      {"V43", "LS factor", "", "no page: the engine has no annual model"},
      {"V44", "WaTEM on a chain of cells", "", "no page: the engine has no annual model"},
      {"V45", "decay and Streeter-Phelps", "",
       "no page: decay along a stream is in tests/process/constituents_test.cpp; oxygen is not computed"},
  };
  return list;
}

}  // namespace qingliu::verification
