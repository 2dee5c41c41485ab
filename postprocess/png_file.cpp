#include "postprocess/png_file.hpp"

#include <fmt/format.h>
#include <vtkImageData.h>
#include <vtkNew.h>
#include <vtkPNGWriter.h>
#include <vtkUnsignedCharArray.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "core/error.hpp"

namespace qingliu::postprocess {

void write_png(const Canvas& canvas, const std::filesystem::path& file,
               const std::vector<std::pair<std::string, std::string>>& texts) {
  static_assert(sizeof(Rgb) == 3);
  vtkNew<vtkImageData> image;
  image->SetDimensions(canvas.width(), canvas.height(), 1);
  image->AllocateScalars(VTK_UNSIGNED_CHAR, 3);
  std::memcpy(image->GetScalarPointer(), canvas.pixels().data(), canvas.pixels().size() * sizeof(Rgb));
  vtkNew<vtkPNGWriter> writer;
  writer->SetInputData(image);
  writer->WriteToMemoryOn();
  for (const auto& [key, text] : texts) writer->AddText(key.c_str(), text.c_str());
  writer->Write();
  vtkUnsignedCharArray* bytes = writer->GetResult();
  if (bytes == nullptr) throw FileError(file.string() + ": the picture cannot be packed as PNG");

  const std::filesystem::path piece = file.string() + ".part";
  std::ofstream stream(piece, std::ios::binary | std::ios::trunc);
  stream.write(reinterpret_cast<const char*>(bytes->GetPointer(0)), bytes->GetNumberOfValues());
  stream.close();
  if (!stream)
    throw FileError(fmt::format("{}: cannot be written: {}", piece.string(), std::strerror(errno)));
  std::filesystem::rename(piece, file);
}

}  // namespace qingliu::postprocess
