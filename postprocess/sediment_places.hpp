#pragma once
// Where the sediment of a run came from and where it is now, by the kind of place.
#include "postprocess/report_run.hpp"

namespace qingliu::postprocess {

/// [kg] of all classes, from the run's tables. What came: the first seven; what became of it: the others.
/// Both sums are equal to the ledger's error.
struct SedimentPlaces {
  bool there = false;        ///< false: the run has no tables, or no sediment
  bool streams_told = true;  ///< false: a run with streams without totals.csv; beds stand under `slopes`
  double slopes = 0.0, beds = 0.0, banks = 0.0, gullies = 0.0, collapsing = 0.0;  ///< eroded there
  double inflow = 0.0, at_start = 0.0;                  ///< over boundaries; silt on beds at the start
  double on_land = 0.0, on_beds = 0.0, in_works = 0.0;  ///< lies there; in_works: on slopes
  double in_reservoirs = 0.0, behind_dams = 0.0;        ///< lies there
  double dredged = 0.0, in_water = 0.0, left = 0.0;

  double came() const { return slopes + beds + banks + gullies + collapsing + inflow + at_start; }
  double became() const {
    return on_land + on_beds + in_works + in_reservoirs + behind_dams + dredged + in_water + left;
  }
};

SedimentPlaces sediment_places(const ReportedRun& run);

}  // namespace qingliu::postprocess
