#pragma once
#include <string>

namespace qingliu::io {

/// A Python script that opens the results beside it in ParaView 5.11 or later: land coloured by height, water
/// deeper than 1 cm, erosion and deposition (hidden at first), streams as tubes, gauges as needles, the run's
/// clock. It reads nothing but the folder that it lies in.  title, mark: what stands in the picture; mark is
/// empty, or says what is synthetic.
std::string paraview_script(const std::string& title, const std::string& mark);

}  // namespace qingliu::io
