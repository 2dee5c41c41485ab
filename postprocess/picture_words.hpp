#pragma once
#include <string>

#include "postprocess/quantities.hpp"

namespace qingliu::postprocess {

/// "12 h 05 min", with seconds where there are any.
std::string duration_words(double seconds, Language language = Language::english);

/// "12 h 05 min (2018-08-30 17:05)"; without the part in brackets when the start is no date "YYYY-MM-DD
/// hh:mm:ss".
std::string time_words(double seconds, const std::string& start, Language language = Language::english);

/// "running" or "stopped: reason" of the master file for a reader.
std::string status_words(const std::string& status, Language language);

/// What the reader should be warned of in the picture itself: a run that has not come to its end; "" when it
/// has.
std::string status_remark(const ResultFolder& results, Language language);

/// Fills the marks and facts of a sheet from its field and classes.
void add_findings(MapSheet& sheet, const Quantity& quantity, const ResultDescription& description);

}  // namespace qingliu::postprocess
