#pragma once
#include <hdf5.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace qingliu::io::hdf5 {

/// An HDF5 identifier with the function that closes it. A close that can lose data is called by name and
/// checked; the destructor covers the rest: property lists, data types, and whatever is open while an
/// exception passes.
class Handle {
 public:
  using Closer = herr_t (*)(hid_t);
  Handle(hid_t id, Closer closer) : id_(id), closer_(closer) {}
  Handle(Handle&& other) noexcept : id_(other.id_), closer_(other.closer_) { other.id_ = H5I_INVALID_HID; }
  Handle& operator=(Handle&& other) noexcept {
    std::swap(id_, other.id_);
    std::swap(closer_, other.closer_);
    return *this;
  }
  Handle(const Handle&) = delete;
  Handle& operator=(const Handle&) = delete;
  ~Handle() {
    if (id_ >= 0 && !abandoned_) closer_(id_);
  }
  /// From now on no destructor closes anything: closing a file of several ranks waits for all of them, and
  /// one that has failed may be alone.
  static void abandon_all() { abandoned_ = true; }

  operator hid_t() const { return id_; }
  bool close() { return closer_(std::exchange(id_, H5I_INVALID_HID)) >= 0; }

 private:
  inline static std::atomic<bool> abandoned_ = false;
  hid_t id_;
  Closer closer_;
};

using Shape = std::vector<hsize_t>;

/// How a dataset lies in the file. An empty chunk means contiguous and uncompressed.
struct Storage {
  Shape chunk;  ///< shuffled and deflated at level 1
  std::optional<float> fill;
};

/// Rows of a dataset along its first dimension.
struct Part {
  hsize_t first = 0, count = 0;
};

/// For a file on the disk that all ranks write together.
struct AllRanks {};

/// One rectangle of a virtual dataset, filled from a whole dataset of another file with as many elements.
struct VirtualPart {
  Shape start;  ///< in the virtual dataset
  Shape count;
  std::string file;  ///< relative to the folder of the virtual dataset's file; "." is that file itself
  std::string dataset;
  Shape source_shape;
};

/// An HDF5 file in memory: built with the core driver without backing store and taken out as an image, or
/// opened from an image. HDF5 itself never touches the disk: it crashes when that is full (docs/results.md).
/// Every failure is a FileError that begins with the file's name and ends with HDF5's own words. T is float,
/// double, std::int32_t, std::int64_t or std::uint8_t; groups on the way to a path are made where they are
/// missing.
class File {
 public:
  /// A new file. `name` serves the messages only.
  explicit File(std::string name);
  /// An existing file, to read. The bytes are copied.
  File(std::string name, std::span<const std::byte> image);
  /// A new file on the disk, of all ranks (parallel HDF5): all make the same calls with the same arguments,
  /// and write_part() takes each rank's own rows. It ends with close_together(); on any failure the ranks
  /// must end, since those that wait for each other inside HDF5 cannot be called back.
  File(std::string file, AllRanks);
  ~File();
  File(const File&) = delete;
  File& operator=(const File&) = delete;

  template <class T>
  void write(const std::string& path, const Shape& shape, const T* values, const Storage& storage = {});
  template <class T>
  void write(const std::string& path, const std::vector<T>& values) {
    write(path, {values.size()}, values.data());
  }
  /// The rows `own` of a dataset of this shape; in a file of all ranks every row comes from one of them.
  template <class T>
  void write_part(const std::string& path, const Shape& shape, Part own, const T* values,
                  const Storage& storage = {});
  /// UTF-8 texts of any length; a text ends at its first zero byte.
  void write_text(const std::string& path, const std::string& text);
  void write_texts(const std::string& path, const std::vector<std::string>& texts);
  /// A dataset of T without data of its own; what no part covers reads as `fill`.
  template <class T>
  void write_virtual(const std::string& path, const Shape& shape, const std::vector<VirtualPart>& parts,
                     T fill);

  void make_group(const std::string& path);
  /// Attributes of a group or dataset that exists. Texts have a fixed length, at most 64,000 bytes.
  void attribute(const std::string& path, const std::string& name, const std::string& text);
  template <class T>
  void attribute(const std::string& path, const std::string& name, const std::vector<T>& values);
  template <class T>
  void scalar_attribute(const std::string& path, const std::string& name, T value);

  /// A text attribute as written by attribute(); "" where the object has none of that name.
  std::string text_attribute(const std::string& path, const std::string& name) const;

  /// Declares a 1-D dataset a dimension scale, and attaches scales to the dimensions of a dataset.
  void make_scale(const std::string& path);
  void attach_scales(const std::string& path, const std::vector<std::string>& scales);

  /// Paths of all datasets below a group, relative to it; none when there is no such group.
  std::vector<std::string> datasets(const std::string& group) const;
  Shape shape(const std::string& path) const;
  /// All values of a dataset, in the order of the file. FileError when its type is not T.
  template <class T>
  std::vector<T> read(const std::string& path) const;

  /// The texts of a dataset as write_texts() made it.
  std::vector<std::string> read_texts(const std::string& path) const;

  /// Flushes, takes the bytes out and closes.
  std::vector<std::byte> image();
  /// Everything is on the disk of every rank's machine, and the file closed.
  void close_together();

 private:
  std::string memory_name() const;
  [[noreturn]] void fail(const std::string& doing) const;
  hid_t valid(hid_t id, const std::string& doing) const;
  void checked(bool good, const std::string& doing) const;
  Handle simple_space(const Shape& shape) const;
  Handle creation_list(const Storage& storage) const;
  Handle transfer_list() const;
  Handle create_dataset(const std::string& path, hid_t type, hid_t space, hid_t creation);
  Handle open_dataset(const std::string& path) const;
  void write_text_dataset(const std::string& path, hid_t space, const std::vector<std::string>& texts);
  void write_attribute(const std::string& path, const std::string& name, hid_t type, hid_t space,
                       const void* data);

  std::string name_;
  bool together_ = false;
  Handle file_;
};

}  // namespace qingliu::io::hdf5
