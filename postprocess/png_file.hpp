#pragma once
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "postprocess/canvas.hpp"

namespace qingliu::postprocess {

/// Writes the canvas as PNG, with texts such as {"Title", "..."} inside, as *.part and renames it. FileError
/// on failure.
void write_png(const Canvas& canvas, const std::filesystem::path& file,
               const std::vector<std::pair<std::string, std::string>>& texts);

}  // namespace qingliu::postprocess
