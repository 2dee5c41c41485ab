#include "scenario/encoding.hpp"

#include <algorithm>
#include <array>

namespace qingliu::scenario {

LineColumn first_not_utf8(std::string_view text) {
  LineColumn place{1, 1};
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t length = utf8_sign(text, at);
    if (length == 0) return place;
    place = text[at] == '\n' ? LineColumn{place.first + 1, 1}
                             : LineColumn{place.first, place.second + static_cast<int>(length)};
    at += length;
  }
  return {0, 0};
}

std::string_view plain_sign(std::string_view foreign) {
  struct Sign {
    std::string_view foreign, plain;
  };
  static constexpr std::array signs = {Sign{"，", ","}, Sign{"＝", "="}, Sign{"“", "\""}, Sign{"”", "\""},
                                       Sign{"‘", "'"},  Sign{"’", "'"},  Sign{"［", "["}, Sign{"］", "]"},
                                       Sign{"【", "["}, Sign{"】", "]"}, Sign{"．", "."}, Sign{"。", "."},
                                       Sign{"　", " "}, Sign{"｛", "{"}, Sign{"｝", "}"}, Sign{"＃", "#"},
                                       Sign{"：", "="}, Sign{"−", "-"},  Sign{"－", "-"}};
  const auto* known = std::ranges::find(signs, foreign, &Sign::foreign);
  return known == signs.end() ? std::string_view() : known->plain;
}

}  // namespace qingliu::scenario
