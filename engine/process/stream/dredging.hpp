#pragma once
#include <vector>

#include "process/stream/stream_process.hpp"

namespace qingliu::stream {

/// What a dredger took from one segment.
struct Dredged {
  double volume = 0.0;         ///< [m3] of bed
  std::vector<double> masses;  ///< [kg] of each class
};

/// [m] over which water and bed of a segment exchange now.
double bed_width_of(const StreamNetwork& network, const StreamState& state, int segment);

/// Lowers the bed of a segment by `depth` [m] >= 0: what lies loose first, all classes in the shares they
/// have there, then the original bed, below its erodible depth too. Of what is loose `stirred` [-] stays in
/// the water, where there is any. The section keeps its shape. Masses go to state.removed and state.dug.
Dredged dredge(const StreamNetwork& network, const std::vector<GrainClass>& grains, const StreamBed& bed,
               int segment, double depth, double stirred, StreamState& state);

}  // namespace qingliu::stream
