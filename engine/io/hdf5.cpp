#include "io/hdf5.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "io/hdf5_types.hpp"

namespace qingliu::io::hdf5 {

namespace {

/// The innermost message of HDF5's error stack, e.g. "unable to allocate memory", or "".
std::string last_words() {
  std::string words;
  H5Ewalk2(
      H5E_DEFAULT, H5E_WALK_UPWARD,
      [](unsigned, const H5E_error2_t* error, void* data) -> herr_t {
        auto& text = *static_cast<std::string*>(data);
        if (text.empty() && error->desc != nullptr) text = error->desc;
        return 0;
      },
      &words);
  return words;
}

/// Access through the core driver, without backing store; versions as docs/results.md promises them to
/// readers.
Handle core_access(std::span<const std::byte> image) {
  silence_hdf5();
  constexpr std::size_t growth = std::size_t{4} << 20;
  Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  const bool good =
      access >= 0 && H5Pset_fapl_core(access, growth, false) >= 0 &&
      H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V110) >= 0 &&
      (image.empty() || H5Pset_file_image(access, const_cast<std::byte*>(image.data()), image.size()) >= 0);
  if (!good) throw FileError("HDF5 cannot set up a file in memory: " + last_words());
  return access;
}

}  // namespace

void silence_hdf5() { H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr); }

File::File(std::string name) : name_(std::move(name)), file_(H5I_INVALID_HID, H5Fclose) {
  const Handle access = core_access({});
  file_ = Handle(valid(H5Fcreate(memory_name().c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access),
                       "create the file in memory"),
                 H5Fclose);
}

File::File(std::string name, std::span<const std::byte> image)
    : name_(std::move(name)), file_(H5I_INVALID_HID, H5Fclose) {
  const Handle access = core_access(image);
  file_ = Handle(valid(H5Fopen(memory_name().c_str(), H5F_ACC_RDONLY, access), "open the file"), H5Fclose);
}

/// HDF5 takes two open files of one name for the same one, and refuses an image whose name is a file on the
/// disk.
std::string File::memory_name() const { return fmt::format("{} in memory at {}", name_, fmt::ptr(this)); }

void File::fail(const std::string& doing) const {
  const std::string words = last_words();
  if (together_) Handle::abandon_all();
  throw FileError(fmt::format("{}: HDF5 cannot {}{}{}", name_, doing, words.empty() ? "" : ": ", words));
}

hid_t File::valid(hid_t id, const std::string& doing) const {
  if (id < 0) fail(doing);
  return id;
}

void File::checked(bool good, const std::string& doing) const {
  if (!good) fail(doing);
}

Handle File::simple_space(const Shape& shape) const {
  return {valid(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), "make a data space"),
          H5Sclose};
}

Handle File::creation_list(const Storage& storage) const {
  Handle list(valid(H5Pcreate(H5P_DATASET_CREATE), "make a property list"), H5Pclose);
  bool good = H5Pset_obj_track_times(list, false) >= 0;
  if (!storage.chunk.empty()) {
    good = good && H5Pset_chunk(list, static_cast<int>(storage.chunk.size()), storage.chunk.data()) >= 0 &&
           H5Pset_shuffle(list) >= 0 && H5Pset_deflate(list, 1) >= 0;
  }
  if (storage.fill) good = good && H5Pset_fill_value(list, H5T_NATIVE_FLOAT, &*storage.fill) >= 0;
  checked(good, "set the storage of a dataset");
  return list;
}

Handle File::create_dataset(const std::string& path, hid_t type, hid_t space, hid_t creation) {
  Handle links(valid(H5Pcreate(H5P_LINK_CREATE), "make a property list"), H5Pclose);
  checked(H5Pset_create_intermediate_group(links, 1) >= 0, "set a property");
  const hid_t id = H5Dcreate2(file_, path.c_str(), type, space, links, creation, H5P_DEFAULT);
  return {valid(id, "create " + path), H5Dclose};
}

Handle File::open_dataset(const std::string& path) const {
  return {valid(H5Dopen2(file_, path.c_str(), H5P_DEFAULT), "open " + path), H5Dclose};
}

template <class T>
void File::write(const std::string& path, const Shape& shape, const T* values, const Storage& storage) {
  const hid_t type = native_type<T>();
  Handle space = simple_space(shape);
  Handle dataset = create_dataset(path, type, space, creation_list(storage));
  if (H5Sget_simple_extent_npoints(space) > 0) {
    checked(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, values) >= 0, "write " + path);
  }
  checked(dataset.close(), "close " + path);
}

template <class T>
void File::write_part(const std::string& path, const Shape& shape, Part own, const T* values,
                      const Storage& storage) {
  const hid_t type = native_type<T>();
  Handle space = simple_space(shape);
  Handle dataset = create_dataset(path, type, space, creation_list(storage));
  Shape start(shape.size(), 0), count = shape;
  start[0] = own.first;
  count[0] = own.count;
  Handle from = simple_space(count);
  const bool none = H5Sget_simple_extent_npoints(from) == 0;
  const bool good =
      none ? H5Sselect_none(space) >= 0 && H5Sselect_none(from) >= 0
           : H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr) >= 0;
  checked(good, "choose rows of " + path);
  const Handle transfer = transfer_list();
  checked(H5Dwrite(dataset, type, from, space, transfer, values) >= 0, "write " + path);
  checked(dataset.close(), "close " + path);
}

void File::write_text_dataset(const std::string& path, hid_t space, const std::vector<std::string>& texts) {
  std::vector<const char*> pointers;
  for (const std::string& text : texts) pointers.push_back(text.c_str());
  Handle type(valid(H5Tcopy(H5T_C_S1), "make a text type"), H5Tclose);
  checked(H5Tset_size(type, H5T_VARIABLE) >= 0 && H5Tset_cset(type, H5T_CSET_UTF8) >= 0, "make a text type");
  Handle dataset = create_dataset(path, type, space, creation_list({}));
  if (!texts.empty()) {
    checked(H5Dwrite(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()) >= 0, "write " + path);
  }
  checked(dataset.close(), "close " + path);
}

void File::write_text(const std::string& path, const std::string& text) {
  Handle space(valid(H5Screate(H5S_SCALAR), "make a data space"), H5Sclose);
  write_text_dataset(path, space, {text});
}

void File::write_texts(const std::string& path, const std::vector<std::string>& texts) {
  write_text_dataset(path, simple_space({texts.size()}), texts);
}

std::vector<std::string> File::read_texts(const std::string& path) const {
  const Handle dataset = open_dataset(path);
  const Handle type(valid(H5Dget_type(dataset), "read the type of " + path), H5Tclose);
  const Handle space(valid(H5Dget_space(dataset), "read the shape of " + path), H5Sclose);
  checked(H5Tis_variable_str(type) > 0, "read texts from " + path);
  std::vector<char*> pointers(static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
  if (pointers.empty()) return {};
  checked(H5Dread(dataset, type, H5S_ALL, H5S_ALL, H5P_DEFAULT, pointers.data()) >= 0, "read " + path);
  std::vector<std::string> texts(pointers.begin(), pointers.end());
  H5Dvlen_reclaim(type, space, H5P_DEFAULT, pointers.data());
  return texts;
}

template <class T>
void File::write_virtual(const std::string& path, const Shape& shape, const std::vector<VirtualPart>& parts,
                         T fill) {
  const hid_t type = native_type<T>();
  Handle space = simple_space(shape);
  Handle list = creation_list({});
  checked(H5Pset_fill_value(list, type, &fill) >= 0, "set a fill value");
  for (const VirtualPart& part : parts) {
    Handle source = simple_space(part.source_shape);
    const bool good = H5Sselect_hyperslab(space, H5S_SELECT_SET, part.start.data(), nullptr,
                                          part.count.data(), nullptr) >= 0 &&
                      H5Pset_virtual(list, space, part.file.c_str(), part.dataset.c_str(), source) >= 0;
    checked(good, fmt::format("map {} onto {}:{}", path, part.file, part.dataset));
  }
  checked(H5Sselect_all(space) >= 0, "select all of " + path);
  Handle dataset = create_dataset(path, type, space, list);
  checked(dataset.close(), "close " + path);
}

void File::make_group(const std::string& path) {
  Handle links(valid(H5Pcreate(H5P_LINK_CREATE), "make a property list"), H5Pclose);
  checked(H5Pset_create_intermediate_group(links, 1) >= 0, "set a property");
  Handle group(
      valid(H5Gcreate2(file_, path.c_str(), links, H5P_DEFAULT, H5P_DEFAULT), "create group " + path),
      H5Gclose);
  checked(group.close(), "close group " + path);
}

std::vector<std::string> File::datasets(const std::string& group) const {
  std::vector<std::string> paths;
  if (H5Lexists(file_, group.c_str(), H5P_DEFAULT) <= 0) return paths;
  const auto collect = [](hid_t location, const char* name, const H5O_info_t* info, void* data) -> herr_t {
    static_cast<void>(location);
    if (info->type == H5O_TYPE_DATASET) static_cast<std::vector<std::string>*>(data)->emplace_back(name);
    return 0;
  };
  checked(H5Ovisit_by_name2(file_, group.c_str(), H5_INDEX_NAME, H5_ITER_INC, collect, &paths, H5O_INFO_BASIC,
                            H5P_DEFAULT) >= 0,
          "list " + group);
  return paths;
}

Shape File::shape(const std::string& path) const {
  const Handle dataset = open_dataset(path);
  const Handle space(valid(H5Dget_space(dataset), "read the shape of " + path), H5Sclose);
  const int rank = H5Sget_simple_extent_ndims(space);
  checked(rank >= 0, "read the shape of " + path);
  Shape extent(static_cast<std::size_t>(rank));
  checked(H5Sget_simple_extent_dims(space, extent.data(), nullptr) >= 0, "read the shape of " + path);
  return extent;
}

template <class T>
std::vector<T> File::read(const std::string& path) const {
  Handle dataset = open_dataset(path);
  Handle type(valid(H5Dget_type(dataset), "read the type of " + path), H5Tclose);
  checked(H5Tequal(type, native_type<T>()) > 0,
          fmt::format("read {} as numbers of {} bytes", path, sizeof(T)));
  Handle space(valid(H5Dget_space(dataset), "read the shape of " + path), H5Sclose);
  const hssize_t count = H5Sget_simple_extent_npoints(space);
  checked(count >= 0, "read the shape of " + path);
  std::vector<T> values(static_cast<std::size_t>(count));
  if (count > 0) {
    checked(H5Dread(dataset, native_type<T>(), H5S_ALL, H5S_ALL, H5P_DEFAULT, values.data()) >= 0,
            "read " + path);
  }
  checked(dataset.close(), "close " + path);
  return values;
}

std::vector<std::byte> File::image() {
  checked(H5Fflush(file_, H5F_SCOPE_GLOBAL) >= 0, "flush the file");
  const ssize_t size = H5Fget_file_image(file_, nullptr, 0);
  checked(size > 0, "measure the file");
  std::vector<std::byte> bytes(static_cast<std::size_t>(size));
  checked(H5Fget_file_image(file_, bytes.data(), bytes.size()) == size, "take the file out of memory");
  checked(file_.close(), "close the file");
  return bytes;
}

#define QINGLIU_HDF5_TYPE(T)                                                                              \
  template void File::write<T>(const std::string&, const Shape&, const T*, const Storage&);               \
  template void File::write_virtual<T>(const std::string&, const Shape&, const std::vector<VirtualPart>&, \
                                       T);                                                                \
  template void File::write_part<T>(const std::string&, const Shape&, Part, const T*, const Storage&);    \
  template std::vector<T> File::read<T>(const std::string&) const;
QINGLIU_HDF5_TYPE(float)
QINGLIU_HDF5_TYPE(double)
QINGLIU_HDF5_TYPE(std::int32_t)
QINGLIU_HDF5_TYPE(std::int64_t)
QINGLIU_HDF5_TYPE(std::uint8_t)
#undef QINGLIU_HDF5_TYPE

}  // namespace qingliu::io::hdf5
