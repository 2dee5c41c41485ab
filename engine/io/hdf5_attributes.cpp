#include <fmt/format.h>
#include <hdf5_hl.h>

#include <algorithm>

#include "io/hdf5.hpp"
#include "io/hdf5_types.hpp"

namespace qingliu::io::hdf5 {

namespace {

/// Fixed length, without a closing zero: what VTKHDF demands and what netCDF reads as text. Negative on
/// failure.
Handle text_type(const std::string& text) {
  const bool ascii = std::all_of(text.begin(), text.end(), [](char c) { return (c & 0x80) == 0; });
  Handle type(H5Tcopy(H5T_C_S1), H5Tclose);
  const bool good = type >= 0 && H5Tset_size(type, std::max<std::size_t>(text.size(), 1)) >= 0 &&
                    H5Tset_strpad(type, H5T_STR_NULLPAD) >= 0 &&
                    H5Tset_cset(type, ascii ? H5T_CSET_ASCII : H5T_CSET_UTF8) >= 0;
  return good ? std::move(type) : Handle(H5I_INVALID_HID, H5Tclose);
}

}  // namespace

void File::write_attribute(const std::string& path, const std::string& name, hid_t type, hid_t space,
                           const void* data) {
  const std::string what = fmt::format("attribute {} of {}", name, path);
  Handle attribute(valid(H5Acreate_by_name(file_, path.c_str(), name.c_str(), type, space, H5P_DEFAULT,
                                           H5P_DEFAULT, H5P_DEFAULT),
                         "create " + what),
                   H5Aclose);
  checked(H5Awrite(attribute, type, data) >= 0, "write " + what);
  checked(attribute.close(), "close " + what);
}

void File::attribute(const std::string& path, const std::string& name, const std::string& text) {
  Handle space(valid(H5Screate(H5S_SCALAR), "make a data space"), H5Sclose);
  const Handle type = text_type(text);
  valid(type, "make a text type");
  write_attribute(path, name, type, space, text.c_str());
}

template <class T>
void File::attribute(const std::string& path, const std::string& name, const std::vector<T>& values) {
  write_attribute(path, name, native_type<T>(), simple_space({values.size()}), values.data());
}

template <class T>
void File::scalar_attribute(const std::string& path, const std::string& name, T value) {
  Handle space(valid(H5Screate(H5S_SCALAR), "make a data space"), H5Sclose);
  write_attribute(path, name, native_type<T>(), space, &value);
}

std::string File::text_attribute(const std::string& path, const std::string& name) const {
  if (H5Aexists_by_name(file_, path.c_str(), name.c_str(), H5P_DEFAULT) <= 0) return {};
  const std::string what = fmt::format("attribute {} of {}", name, path);
  Handle attribute(
      valid(H5Aopen_by_name(file_, path.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT), "open " + what),
      H5Aclose);
  Handle type(valid(H5Aget_type(attribute), "read the type of " + what), H5Tclose);
  checked(H5Tget_class(type) == H5T_STRING && H5Tis_variable_str(type) == 0, "read as text " + what);
  std::string text(H5Tget_size(type), '\0');
  checked(H5Aread(attribute, type, text.data()) >= 0, "read " + what);
  text.resize(std::min(text.size(), text.find('\0')));
  checked(attribute.close(), "close " + what);
  return text;
}

void File::make_scale(const std::string& path) {
  Handle dataset = open_dataset(path);
  const std::string name = path.substr(path.rfind('/') + 1);
  checked(H5DSset_scale(dataset, name.c_str()) >= 0, "make a dimension scale of " + path);
  checked(dataset.close(), "close " + path);
}

void File::attach_scales(const std::string& path, const std::vector<std::string>& scales) {
  Handle dataset = open_dataset(path);
  for (unsigned k = 0; k < scales.size(); ++k) {
    Handle scale = open_dataset(scales[k]);
    checked(H5DSattach_scale(dataset, scale, k) >= 0, fmt::format("attach {} to {}", scales[k], path));
    checked(scale.close(), "close " + scales[k]);
  }
  checked(dataset.close(), "close " + path);
}

#define QINGLIU_HDF5_TYPE(T)                                                                       \
  template void File::attribute<T>(const std::string&, const std::string&, const std::vector<T>&); \
  template void File::scalar_attribute<T>(const std::string&, const std::string&, T);
QINGLIU_HDF5_TYPE(float)
QINGLIU_HDF5_TYPE(double)
QINGLIU_HDF5_TYPE(std::int32_t)
QINGLIU_HDF5_TYPE(std::int64_t)
#undef QINGLIU_HDF5_TYPE

}  // namespace qingliu::io::hdf5
