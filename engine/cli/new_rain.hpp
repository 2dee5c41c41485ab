#pragma once
#include <filesystem>
#include <string>

namespace qingliu::cli {

/// The rain that `qingliu new` is given.
struct NewRain {
  std::filesystem::path file;  ///< CSV of moments and rain; empty: a design storm
  double storm_mm = 0.0;       ///< [mm] of the design storm; 0: of an example
};

/// The rain as a scenario in `folder` has it.
struct RainText {
  std::string start;    ///< time.start
  std::string section;  ///< [[rain]]
  double hours = 0.0;   ///< of the run: the rain and three hours more
  std::string assumed;  ///< of the rain; "" for nothing
};

/// Finds the columns of moments and of rain by what stands in them and by their names. Throws InputError
/// where more than one column may hold the rain, none holds moments, or the name says that it is no rain
/// between rows.
RainText rain_text(const NewRain& rain, const std::filesystem::path& folder);

/// A path as the scenario in `folder` writes it.
std::string from_folder(const std::filesystem::path& file, const std::filesystem::path& folder);

/// A text of TOML with its quotation marks.
std::string in_quotes(const std::string& text);

}  // namespace qingliu::cli
