#include "io/pack.hpp"

#include <fmt/format.h>
#include <hdf5.h>
#include <hdf5_hl.h>

#include <algorithm>
#include <cstdlib>

#include "core/error.hpp"
#include "io/hdf5.hpp"
#include "io/result_folder.hpp"
#include "io/result_layout.hpp"

namespace qingliu::io {
namespace {

namespace fs = std::filesystem;
using hdf5::Handle;
using hdf5::Shape;

/// Copies the objects of one file into another.
class Packer {
 public:
  Packer(hid_t from, hid_t to, std::string name) : from_(from), to_(to), name_(std::move(name)) {}

  void pack() {
    copy_attributes("/", "/");
    copy_members("/");
    for (const std::string& path : scaled_) attach_scales(path);
  }

 private:
  hid_t good(hid_t id, const std::string& what) const {
    if (id < 0) throw FileError(fmt::format("{}: cannot {}", name_, what));
    return id;
  }

  std::vector<std::string> members(const std::string& group) const {
    const Handle open(good(H5Gopen2(from_, group.c_str(), H5P_DEFAULT), "read " + group), H5Gclose);
    std::vector<std::string> names;
    const auto take = [](hid_t, const char* name, const H5L_info_t*, void* list) {
      static_cast<std::vector<std::string>*>(list)->push_back(name);
      return herr_t{0};
    };
    H5Literate(open, H5_INDEX_NAME, H5_ITER_INC, nullptr, take, &names);
    return names;
  }

  void copy_members(const std::string& group) {
    for (const std::string& name : members(group)) {
      const std::string path = fmt::format("{}/{}", group == "/" ? "" : group, name);
      const Handle object(good(H5Oopen(from_, path.c_str(), H5P_DEFAULT), "read " + path), H5Oclose);
      if (H5Iget_type(object) == H5I_GROUP) {
        Handle made(
            good(H5Gcreate2(to_, path.c_str(), H5P_DEFAULT, H5P_DEFAULT, H5P_DEFAULT), "write " + path),
            H5Gclose);
        copy_attributes(path, path);
        copy_members(path);
      } else {
        copy_dataset(path, object);
      }
    }
  }

  void copy_dataset(const std::string& path, hid_t dataset) {
    const bool scaled = H5Aexists(dataset, "DIMENSION_LIST") > 0;
    const Handle list(H5Dget_create_plist(dataset), H5Pclose);
    const bool is_virtual = H5Pget_layout(list) == H5D_VIRTUAL;
    if (!is_virtual && !scaled && H5Aexists(dataset, "REFERENCE_LIST") <= 0) {
      good(H5Ocopy(from_, path.c_str(), to_, path.c_str(), H5P_DEFAULT, H5P_DEFAULT), "copy " + path);
      return;
    }
    if (is_virtual && path.rfind("/VTKHDF/CellData/", 0) == 0) {
      point_at_itself(path, dataset, list);
    } else {
      copy_values(path, dataset);
    }
    copy_attributes(path, path);
    if (scaled) scaled_.push_back(path);
  }

  static Shape shape_of(hid_t dataset) {
    const Handle space(H5Dget_space(dataset), H5Sclose);
    Shape shape(static_cast<std::size_t>(H5Sget_simple_extent_ndims(space)));
    H5Sget_simple_extent_dims(space, shape.data(), nullptr);
    return shape;
  }

  /// (time, y, x) in chunks of one time; everything else in pieces of at most 65,536 values.
  static Shape chunk_of(const Shape& shape) {
    Shape chunk = shape;
    if (shape.size() == 1 || (shape.size() == 2 && shape[1] <= 3)) {
      chunk[0] = std::min<hsize_t>(shape[0], 65536);
      return chunk;
    }
    for (hsize_t& edge : chunk) edge = std::min<hsize_t>(edge, 256);
    if (shape.size() == 3) chunk[0] = 1;
    return chunk;
  }

  void copy_values(const std::string& path, hid_t dataset) {
    const Shape shape = shape_of(dataset);
    const Handle type(H5Dget_type(dataset), H5Tclose);
    const Handle space(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose);
    const Handle list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    const bool empty = std::find(shape.begin(), shape.end(), hsize_t{0}) != shape.end();
    if (!shape.empty() && !empty) {
      H5Pset_chunk(list, static_cast<int>(shape.size()), chunk_of(shape).data());
      H5Pset_shuffle(list);
      H5Pset_deflate(list, 1);
    }
    const Handle made(
        good(H5Dcreate2(to_, path.c_str(), type, space, H5P_DEFAULT, list, H5P_DEFAULT), "write " + path),
        H5Dclose);
    if (empty) return;
    const hsize_t slabs = shape.size() == 3 ? shape[0] : 1;
    Shape start(shape.size(), 0), count = shape;
    if (slabs > 1) count[0] = 1;
    hsize_t values = 1;
    for (const hsize_t edge : count) values *= edge;
    std::vector<std::byte> buffer(values * H5Tget_size(type));
    const Handle memory(H5Screate_simple(static_cast<int>(count.size()), count.data(), nullptr), H5Sclose);
    for (hsize_t slab = 0; slab < slabs; ++slab) {
      if (!start.empty()) {
        start[0] = slabs > 1 ? slab : 0;
        H5Sselect_hyperslab(space, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
      }
      good(H5Dread(dataset, type, memory, space, H5P_DEFAULT, buffer.data()), "read " + path);
      good(H5Dwrite(made, type, memory, space, H5P_DEFAULT, buffer.data()), "write " + path);
    }
  }

  /// The same view, its sources /<field> of this file (time, y, x) in place of the segments' /<field> (y, x),
  /// and /static/<raster> in place of static.h5's /<raster>.
  void point_at_itself(const std::string& path, hid_t dataset, hid_t list) {
    const Handle type(H5Dget_type(dataset), H5Tclose);
    const Handle space(H5Dget_space(dataset), H5Sclose);
    const Handle made_list(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
    std::vector<std::byte> fill(H5Tget_size(type));
    H5Pget_fill_value(list, type, fill.data());
    H5Pset_fill_value(made_list, type, fill.data());
    std::size_t parts = 0;
    H5Pget_virtual_count(list, &parts);
    for (std::size_t part = 0; part < parts; ++part) {
      const auto text = [&](auto get) {
        std::string value(static_cast<std::size_t>(get(list, part, nullptr, 0)) + 1, '\0');
        get(list, part, value.data(), value.size());
        value.pop_back();
        return value;
      };
      const std::string file = text(H5Pget_virtual_filename);
      const bool still = file == static_file;
      const std::string source = (still ? "/static" : "") + text(H5Pget_virtual_dsetname);
      const Handle place(H5Pget_virtual_vspace(list, part), H5Sclose);
      const Handle field(good(H5Dopen2(from_, source.c_str(), H5P_DEFAULT), "read " + source), H5Dclose);
      const Shape shape = shape_of(field);
      const Handle taken(H5Screate_simple(static_cast<int>(shape.size()), shape.data(), nullptr), H5Sclose);
      Shape start(shape.size(), 0), count = shape;
      if (!still) {
        start[0] = std::strtoull(fs::path(file).stem().c_str(), nullptr, 10);
        count[0] = 1;
      }
      H5Sselect_hyperslab(taken, H5S_SELECT_SET, start.data(), nullptr, count.data(), nullptr);
      good(H5Pset_virtual(made_list, place, ".", source.c_str(), taken), "write " + path);
    }
    const Handle made(good(H5Dcreate2(to_, path.c_str(), type, space, H5P_DEFAULT, made_list, H5P_DEFAULT),
                           "write " + path),
                      H5Dclose);
  }

  void copy_attributes(const std::string& source, const std::string& target) {
    const Handle from(H5Oopen(from_, source.c_str(), H5P_DEFAULT), H5Oclose);
    const Handle to(H5Oopen(to_, target.c_str(), H5P_DEFAULT), H5Oclose);
    const int count = H5Aget_num_attrs(from);
    for (int k = 0; k < count; ++k) {
      const Handle one(H5Aopen_by_idx(from, ".", H5_INDEX_NAME, H5_ITER_INC, static_cast<hsize_t>(k),
                                      H5P_DEFAULT, H5P_DEFAULT),
                       H5Aclose);
      std::string name(256, '\0');
      name.resize(static_cast<std::size_t>(H5Aget_name(one, name.size(), name.data())));
      if (name == "DIMENSION_LIST" || name == "REFERENCE_LIST") continue;
      const Handle type(H5Aget_type(one), H5Tclose);
      const Handle space(H5Aget_space(one), H5Sclose);
      std::vector<std::byte> value(H5Tget_size(type) *
                                   static_cast<std::size_t>(H5Sget_simple_extent_npoints(space)));
      H5Aread(one, type, value.data());
      const Handle made(
          good(H5Acreate2(to, name.c_str(), type, space, H5P_DEFAULT, H5P_DEFAULT), "write " + name),
          H5Aclose);
      H5Awrite(made, type, value.data());
    }
  }

  void attach_scales(const std::string& path) {
    const Handle from(H5Dopen2(from_, path.c_str(), H5P_DEFAULT), H5Dclose);
    const Handle to(H5Dopen2(to_, path.c_str(), H5P_DEFAULT), H5Dclose);
    const auto take = [](hid_t, unsigned, hid_t scale, void* name) {
      std::string& text = *static_cast<std::string*>(name);
      text.resize(256);
      text.resize(static_cast<std::size_t>(H5Iget_name(scale, text.data(), text.size())));
      return herr_t{1};
    };
    for (unsigned dimension = 0; dimension < shape_of(from).size(); ++dimension) {
      std::string name;
      if (H5DSiterate_scales(from, dimension, nullptr, take, &name) <= 0) continue;
      const Handle scale(H5Dopen2(to_, name.c_str(), H5P_DEFAULT), H5Dclose);
      good(H5DSattach_scale(to, scale, dimension), "attach " + name);
    }
  }

  hid_t from_, to_;
  std::string name_;
  std::vector<std::string> scaled_;
};

/// The run that wrote an open file, "" where it does not say.
std::string run_of(hid_t file) {
  hsize_t dimensions = 0;
  H5T_class_t type{};
  std::size_t size = 0;
  if (H5LTget_attribute_info(file, "/", "run_id", &dimensions, &type, &size) < 0) return "";
  std::string text(size + 1, '\0');
  H5LTget_attribute_string(file, "/", "run_id", text.data());
  return text.c_str();
}

/// Every segment there, whole and of this run: a virtual dataset would read a missing one as "no value"
/// without a word.
std::uintmax_t checked_bytes(const StoredResults& results) {
  std::vector<Finding> findings;
  std::uintmax_t bytes = 0;
  const auto check = [&](const std::string& name) {
    const fs::path file = results.folder / name;
    const bool there = fs::exists(file);
    if (there) bytes += fs::file_size(file);
    const Handle open(there ? H5Fopen(file.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT) : H5I_INVALID_HID, H5Fclose);
    if (open >= 0 && (name == static_file || run_of(open) == results.run_id)) return;
    findings.push_back({Finding::Kind::error, Place{file.string()},
                        !there      ? "is missing; the results are not whole"
                        : open >= 0 ? "belongs to another run; copy that of this run again"
                                    : "is damaged or cut short; copy it again or repeat the run"});
  };
  check(static_file);
  for (std::size_t step = 0; step < results.times.size(); ++step) check(segment_file(step));
  if (!findings.empty()) throw InputError(findings);
  return bytes;
}

}  // namespace

void pack_results(const fs::path& folder, const fs::path& file, bool overwrite) {
  H5Eset_auto2(H5E_DEFAULT, nullptr, nullptr);
  const StoredResults results = open_results(folder);
  if (results.status != "complete") {
    throw InputError(
        fmt::format("{}: the run is not finished (status: {}). Let it end, or continue it with "
                    "--restart, then pack",
                    folder.string(), results.status));
  }
  const fs::path target = fs::absolute(file);
  if (fs::is_directory(target))
    throw InputError(fmt::format("{} is a folder. Name a file in it: {}", file.string(),
                                 (file / "results.vtkhdf").string()));
  if (!overwrite && fs::exists(target))
    throw InputError(
        fmt::format("{} is there already. Name another file, or give --overwrite", file.string()));
  if (!fs::is_directory(target.parent_path()))
    throw InputError(fmt::format("{}: the folder {} is not there. Make it first", file.string(),
                                 target.parent_path().string()));
  std::error_code none;
  if (fs::equivalent(target.parent_path(), folder, none))
    throw InputError(
        fmt::format("{} lies among the results that are packed. Name a file elsewhere", file.string()));
  const std::uintmax_t bytes = checked_bytes(results);
  if (fs::space(target.parent_path()).available < bytes + bytes / 4) {
    throw FileError(fmt::format("{}: about {} MB are needed, more than the disk has free", file.string(),
                                (bytes + bytes / 4) / 1000000));
  }
  const fs::path part = target.string() + ".part";
  const fs::path master = folder / "results.vtkhdf";
  Handle from(H5Fopen(master.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), H5Fclose);
  const Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V110);
  Handle to(H5Fcreate(part.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access), H5Fclose);
  if (from < 0 || to < 0)
    throw FileError(fmt::format("{}: cannot be opened", (from < 0 ? master : part).string()));
  Packer(from, to, part.string()).pack();
  if (!to.close()) throw FileError(fmt::format("{}: cannot be written to its end", part.string()));
  fs::rename(part, target);
}

}  // namespace qingliu::io
