#include "postprocess/hdf5_reader.hpp"

#include <fmt/format.h>
#include <hdf5.h>

#include <type_traits>
#include <utility>

#include "core/error.hpp"

namespace qingliu::postprocess {

namespace {

/// Closes an HDF5 identifier when it goes out of sight.
class Handle {
 public:
  Handle(hid_t id, herr_t (*closer)(hid_t)) : id_(id), closer_(closer) {}
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (id_ >= 0) closer_(id_);
  }
  operator hid_t() const { return id_; }

 private:
  hid_t id_;
  herr_t (*closer_)(hid_t);
};

/// Published files never change, so no lock is needed, and a read-only or network folder must not be refused
/// one.
hid_t open_file(const std::filesystem::path& file) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
#if H5_VERSION_GE(1, 10, 7)
  H5Pset_file_locking(access, false, true);
#endif
  return H5Fopen(file.c_str(), H5F_ACC_RDONLY, access);
}

bool has_attribute(hid_t file, const std::string& object, const std::string& name) {
  return H5Aexists_by_name(file, object.c_str(), name.c_str(), H5P_DEFAULT) > 0;
}

std::string fixed_text(hid_t attribute, hid_t type) {
  std::string text(H5Tget_size(type), '\0');
  if (H5Aread(attribute, type, text.data()) < 0) return "";
  return text.substr(0, text.find('\0'));
}

std::string variable_text(hid_t attribute, hid_t type) {
  char* stored = nullptr;
  if (H5Aread(attribute, type, &stored) < 0 || stored == nullptr) return "";
  const std::string text = stored;
  H5free_memory(stored);
  return text;
}

}  // namespace

Hdf5Reader::Hdf5Reader(std::filesystem::path file) : file_(std::move(file)), id_(open_file(file_)) {
  if (id_ < 0) fail("as HDF5: it is truncated, or another kind of file");
}

Hdf5Reader::~Hdf5Reader() {
  if (id_ >= 0) H5Fclose(id_);
}

void Hdf5Reader::fail(const std::string& what) const {
  throw FileError(fmt::format("{}: cannot be read {}", file_.string(), what));
}

std::vector<std::string> Hdf5Reader::datasets() const {
  std::vector<std::string> names;
  const auto collect = [](hid_t group, const char* name, const H5L_info_t*, void* data) -> herr_t {
    const Handle object(H5Oopen(group, name, H5P_DEFAULT), H5Oclose);
    if (object >= 0 && H5Iget_type(object) == H5I_DATASET)
      static_cast<std::vector<std::string>*>(data)->push_back(name);
    return 0;
  };
  if (H5Literate(id_, H5_INDEX_NAME, H5_ITER_INC, nullptr, collect, &names) < 0) fail("to list its fields");
  return names;
}

bool Hdf5Reader::has(const std::string& path) const {
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    if (H5Lexists(id_, path.substr(0, end).c_str(), H5P_DEFAULT) <= 0) return false;
    if (end == std::string::npos) return true;
  }
}

std::optional<std::string> Hdf5Reader::text_attribute(const std::string& object,
                                                      const std::string& name) const {
  if (!has_attribute(id_, object, name)) return std::nullopt;
  const Handle attribute(H5Aopen_by_name(id_, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT),
                         H5Aclose);
  const Handle type(H5Aget_type(attribute), H5Tclose);
  const Handle space(H5Aget_space(attribute), H5Sclose);
  if (H5Tget_class(type) != H5T_STRING || H5Sget_simple_extent_npoints(space) != 1) return std::nullopt;
  return H5Tis_variable_str(type) > 0 ? variable_text(attribute, type) : fixed_text(attribute, type);
}

std::optional<double> Hdf5Reader::number_attribute(const std::string& object, const std::string& name) const {
  if (!has_attribute(id_, object, name)) return std::nullopt;
  const Handle attribute(H5Aopen_by_name(id_, object.c_str(), name.c_str(), H5P_DEFAULT, H5P_DEFAULT),
                         H5Aclose);
  const Handle type(H5Aget_type(attribute), H5Tclose);
  const Handle space(H5Aget_space(attribute), H5Sclose);
  const H5T_class_t kind = H5Tget_class(type);
  double value = 0.0;
  const bool good = (kind == H5T_FLOAT || kind == H5T_INTEGER) && H5Sget_simple_extent_npoints(space) == 1 &&
                    H5Aread(attribute, H5T_NATIVE_DOUBLE, &value) >= 0;
  return good ? std::optional(value) : std::nullopt;
}

template <class T>
std::vector<T> Hdf5Reader::read(const std::string& path, int rank,
                                std::vector<unsigned long long>& shape) const {
  const Handle dataset(H5Dopen2(id_, path.c_str(), H5P_DEFAULT), H5Dclose);
  if (dataset < 0) fail(fmt::format("where {} should be", path));
  const Handle space(H5Dget_space(dataset), H5Sclose);
  if (H5Sget_simple_extent_ndims(space) != rank)
    fail(fmt::format("as results: {} has not {} dimensions", path, rank));
  shape.assign(static_cast<std::size_t>(rank), 0);
  std::vector<hsize_t> sizes(static_cast<std::size_t>(rank));
  H5Sget_simple_extent_dims(space, sizes.data(), nullptr);
  std::size_t count = 1;
  for (std::size_t d = 0; d < sizes.size(); ++d) {
    shape[d] = sizes[d];
    count *= sizes[d];
  }
  std::vector<T> values(count);
  const hid_t type = std::is_same_v<T, float> ? H5T_NATIVE_FLOAT : H5T_NATIVE_DOUBLE;
  if (H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) < 0) {
    fail(fmt::format("in {}: the data are damaged", path));
  }
  return values;
}

std::vector<double> Hdf5Reader::numbers(const std::string& path) const {
  std::vector<unsigned long long> shape;
  return read<double>(path, 1, shape);
}

std::optional<std::string> Hdf5Reader::text(const std::string& path) const {
  if (!has(path)) return std::nullopt;
  const Handle dataset(H5Dopen2(id_, path.c_str(), H5P_DEFAULT), H5Dclose);
  if (dataset < 0) return std::nullopt;
  const Handle type(H5Dget_type(dataset), H5Tclose);
  const Handle space(H5Dget_space(dataset), H5Sclose);
  if (H5Tget_class(type) != H5T_STRING || H5Tis_variable_str(type) <= 0 ||
      H5Sget_simple_extent_npoints(space) != 1)
    return std::nullopt;
  char* stored = nullptr;
  if (H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, &stored) < 0 || stored == nullptr)
    return std::nullopt;
  std::string text = stored;
  H5free_memory(stored);
  return text;
}

Raster Hdf5Reader::raster(const std::string& path) const {
  std::vector<unsigned long long> shape;
  std::vector<float> values = read<float>(path, 2, shape);
  return {static_cast<int>(shape[1]), static_cast<int>(shape[0]), std::move(values)};
}

}  // namespace qingliu::postprocess
