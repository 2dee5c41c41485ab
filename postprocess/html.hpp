#pragma once
#include <filesystem>
#include <string>

namespace qingliu::postprocess {

/// Text as it may stand between tags and in attributes.
std::string escaped(const std::string& text);

/// A file as a data: address, so that a page needs no other file.
std::string data_address(const std::filesystem::path& file, const std::string& media_type);

}  // namespace qingliu::postprocess
