#pragma once
// English and Chinese: what pictures and reports are written in.
#include <string>
#include <vector>

namespace qingliu::postprocess {

enum class Language { english, chinese };

/// Words, or a pattern of fmt, in both languages.
struct Phrase {
  const char* english;
  const char* chinese;
};

class Speaker {
 public:
  explicit Speaker(Language language) : language_(language) {}
  std::string operator()(const Phrase& phrase) const {
    return language_ == Language::chinese ? phrase.chinese : phrase.english;
  }
  bool chinese() const { return language_ == Language::chinese; }
  const char* tag() const { return language_ == Language::chinese ? "zh-CN" : "en"; }

 private:
  Language language_;
};

/// "zh" is Chinese, anything else English.
inline Language language_named(const std::string& tag) {
  return tag == "zh" ? Language::chinese : Language::english;
}

/// The language that pictures can be lettered in: English, with a warning, where no font of this machine has
/// Chinese characters.
Language language_of_pictures(Language wanted, std::vector<std::string>& warnings);

/// Name of a picture's file: "depth-peak.png", "depth-peak.zh.png".
std::string picture_file(const std::string& stem, Language language);

}  // namespace qingliu::postprocess
