#pragma once
#include <vector>

#include "io/result_writer.hpp"
#include "model/rain_series.hpp"
#include "run/findings.hpp"
#include "scenario/scenario.hpp"

namespace qingliu::run {

/// The series of every [[rain]] of a scenario, in seconds after its start.
std::vector<RainSeries> build_rain(const scenario::Scenario& scenario, Findings& findings,
                                   std::vector<io::InputFile>& inputs, std::vector<std::string>& notes);

/// Alternating blocks: depth-duration curve H_t = H (t/T)^(1-n), the largest block at `peak` of the duration,
/// the others by turns after and before it. depth [m], duration and block [s].
RainSeries alternating_blocks(double depth, double duration, double block, double peak, double exponent,
                              double begin);

}  // namespace qingliu::run
