// Files that all ranks write together, by HDF5 over MPI-IO. Without MPI there is one rank, and no such file.
#include "core/error.hpp"
#include "io/hdf5.hpp"
#include "io/hdf5_types.hpp"

namespace qingliu::io::hdf5 {
namespace {

/// Negative where the program was built without parallel HDF5, or on failure.
Handle shared_access() {
  silence_hdf5();
#ifdef H5_HAVE_PARALLEL
  Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  const bool good = access >= 0 && H5Pset_fapl_mpio(access, MPI_COMM_WORLD, MPI_INFO_NULL) >= 0 &&
                    H5Pset_coll_metadata_write(access, true) >= 0 &&
                    H5Pset_libver_bounds(access, H5F_LIBVER_EARLIEST, H5F_LIBVER_V110) >= 0;
  if (good) return access;
#endif
  return {H5I_INVALID_HID, H5Pclose};
}

}  // namespace

File::File(std::string file, AllRanks)
    : name_(std::move(file)), together_(true), file_(H5I_INVALID_HID, H5Fclose) {
  const Handle access = shared_access();
  valid(access, "set up a file of several ranks");
  file_ = Handle(valid(H5Fcreate(name_.c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access), "create the file"),
                 H5Fclose);
}

File::~File() {
  if (together_ && file_ >= 0) Handle::abandon_all();
}

/// Chunks that are compressed can be written by several ranks in collective calls only.
Handle File::transfer_list() const {
  Handle list(valid(H5Pcreate(H5P_DATASET_XFER), "make a property list"), H5Pclose);
#ifdef H5_HAVE_PARALLEL
  if (together_) checked(H5Pset_dxpl_mpio(list, H5FD_MPIO_COLLECTIVE) >= 0, "set a property");
#endif
  return list;
}

void File::close_together() {
  checked(H5Fflush(file_, H5F_SCOPE_GLOBAL) >= 0, "flush the file");
  checked(file_.close(), "close the file");
}

}  // namespace qingliu::io::hdf5
