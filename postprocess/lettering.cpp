#include "postprocess/lettering.hpp"

#include <vtkFreeTypeTools.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkTextProperty.h>
#if __has_include(<vtkUnicodeString.h>)
#include <vtkUnicodeString.h>
#else
#include <vtkStdString.h>
#endif

#include <cctype>

#include "core/error.hpp"
#include "postprocess/fonts.hpp"

namespace qingliu::postprocess {

namespace {

/// VTK 9.1 draws no character beyond ASCII from a vtkStdString; later versions have nothing else.
auto vtk_text(const std::string& text) {
#if __has_include(<vtkUnicodeString.h>)
  return vtkUnicodeString::from_utf8(text);
#else
  return vtkStdString(text);
#endif
}

void choose_font(vtkTextProperty& property, const std::string& text, const TextStyle& style) {
  const Fonts& fonts = installed_fonts();
  std::string file = style.bold ? fonts.bold : fonts.regular;
  if (needs_chinese_font(text)) file = fonts.chinese;
  property.SetFontFamilyToArial();
  property.SetBold(style.bold);
  if (file.empty()) return;
  property.SetFontFamily(VTK_FONT_FILE);
  property.SetFontFile(file.c_str());
}

TextImage coverage_of(vtkImageData& drawn) {
  const int* extent = drawn.GetExtent();
  TextImage image = {extent[1] - extent[0] + 1, extent[3] - extent[2] + 1, extent[0], extent[2], {}};
  for (int y = extent[2]; y <= extent[3]; ++y) {
    for (int x = extent[0]; x <= extent[1]; ++x) {
      image.coverage.push_back(static_cast<const std::uint8_t*>(drawn.GetScalarPointer(x, y, 0))[3]);
    }
  }
  return image;
}

bool has_word(const std::u32string& characters) {
  int letters = 0;
  for (const char32_t c : characters) {
    letters = c < 0x80 && std::isalpha(static_cast<int>(c)) != 0 ? letters + 1 : 0;
    if (letters == 3) return true;
  }
  return false;
}

}  // namespace

TextImage letter(const std::string& text, const TextStyle& style) {
  constexpr int dots_per_inch = 72;  // makes a point one pixel
  if (text.empty()) return {};
  vtkNew<vtkTextProperty> property;
  property->SetFontSize(style.size);
  property->SetColor(0.0, 0.0, 0.0);
  property->SetJustificationToLeft();
  property->SetVerticalJustificationToBottom();
  choose_font(*property, text, style);
  vtkNew<vtkImageData> drawn;
  vtkFreeTypeTools* tools = vtkFreeTypeTools::GetInstance();
  tools->ScaleToPowerTwoOff();
  if (!tools->RenderString(property, vtk_text(utf8_of(characters_of(text))), dots_per_inch, drawn)) {
    throw FileError("no font can be used for the letters of the pictures");
  }
  return coverage_of(*drawn);
}

DrawableText drawable(const std::string& text, const std::string& substitute) {
  if (!needs_chinese_font(text) || !installed_fonts().chinese.empty()) return {text, false};
  std::u32string kept;
  for (const char32_t c : characters_of(text)) {
    const bool drop = c >= 0x2E80 || (c == U' ' && (kept.empty() || kept.back() == U' '));
    if (!drop) kept.push_back(c);
  }
  return {has_word(kept) ? utf8_of(kept) : substitute, true};
}

}  // namespace qingliu::postprocess
