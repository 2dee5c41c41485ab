#include "postprocess/language.hpp"

#include "postprocess/fonts.hpp"

namespace qingliu::postprocess {

Language language_of_pictures(Language wanted, std::vector<std::string>& warnings) {
  if (wanted == Language::english || !installed_fonts().chinese.empty()) return wanted;
  warnings.emplace_back(
      "no font with Chinese characters is installed (for instance fonts-wqy-microhei or fonts-noto-cjk): the "
      "pictures are lettered in English");
  return Language::english;
}

std::string picture_file(const std::string& stem, Language language) {
  return stem + (language == Language::chinese ? ".zh.png" : ".png");
}

}  // namespace qingliu::postprocess
