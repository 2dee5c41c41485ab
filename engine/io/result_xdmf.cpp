#include <fmt/format.h>

#include "io/result_layout.hpp"

namespace qingliu::io {

namespace {

std::string escaped(const std::string& text) {
  std::string result;
  for (const char c : text) {
    switch (c) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += c;
    }
  }
  return result;
}

std::string data_item(const std::string& dimensions, int precision, const std::string& source) {
  return fmt::format(
      R"(<DataItem Dimensions="{}" NumberType="Float" Precision="{}" Format="HDF">{}</DataItem>)", dimensions,
      precision, source);
}

std::string scalar(const std::string& name, const std::string& cells, const std::string& file) {
  return fmt::format(
      "        <Attribute Name=\"{0}\" AttributeType=\"Scalar\" Center=\"Cell\">\n"
      "          {1}\n        </Attribute>\n",
      escaped(name), data_item(cells, 4, file + ":/" + escaped(name)));
}

/// Read from the segment's own vector: ParaView's Xdmf3 readers cannot join components.
std::string velocity_vector(const std::string& cells, const std::string& file) {
  return fmt::format(
      "        <Attribute Name=\"velocity\" AttributeType=\"Vector\" Center=\"Cell\">\n"
      "          {}\n        </Attribute>\n",
      data_item(cells + " 3", 4, file + ":/velocity"));
}

std::string step_grid(const Grid& grid, const ResultContent& content, std::size_t step) {
  const std::string cells = fmt::format("{} {}", grid.ny(), grid.nx());
  const std::string points = fmt::format("{} {}", grid.ny() + 1, grid.nx() + 1);
  const std::string file = segment_file(step);
  std::string text = fmt::format(
      "      <Grid Name=\"step {0}\" GridType=\"Uniform\">\n        <Time Value=\"{1}\"/>\n"
      "        <Topology TopologyType=\"2DSMesh\" Dimensions=\"{2}\"/>\n"
      "        <Geometry GeometryType=\"XYZ\">\n          {3}\n        </Geometry>\n",
      step, content.times[step], points, data_item(points + " 3", 8, std::string(static_file) + ":/points"));
  for (const RasterName& field : content.fields) text += scalar(field.name, cells, file);
  if (has_velocity(content.fields)) text += velocity_vector(cells, file);
  for (const RasterName& raster : content.statics) text += scalar(raster.name, cells, static_file);
  return text + "      </Grid>\n";
}

}  // namespace

std::string xdmf_index(const Grid& grid, const ResultContent& content) {
  std::string text = fmt::format(
      "<?xml version=\"1.0\" ?>\n<!DOCTYPE Xdmf SYSTEM \"Xdmf.dtd\" []>\n<Xdmf Version=\"2.0\">\n  <Domain>\n"
      "    <Information Name=\"title\" Value=\"{}\"/>\n"
      "    <Grid Name=\"results\" GridType=\"Collection\" CollectionType=\"Temporal\">\n",
      escaped(full_title(content.description)));
  for (std::size_t k = 0; k < content.times.size(); ++k) text += step_grid(grid, content, k);
  return text + "    </Grid>\n  </Domain>\n</Xdmf>\n";
}

}  // namespace qingliu::io
