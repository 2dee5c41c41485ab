#pragma once
#include <hdf5.h>

#include <cstdint>
#include <type_traits>

namespace qingliu::io::hdf5 {

/// HDF5 keeps its messages until they are asked for.
void silence_hdf5();

/// HDF5's name for a C++ type of numbers.
template <class T>
hid_t native_type() {
  if constexpr (std::is_same_v<T, float>) return H5T_NATIVE_FLOAT;
  if constexpr (std::is_same_v<T, double>) return H5T_NATIVE_DOUBLE;
  if constexpr (std::is_same_v<T, std::int32_t>) return H5T_NATIVE_INT32;
  if constexpr (std::is_same_v<T, std::int64_t>) return H5T_NATIVE_INT64;
  if constexpr (std::is_same_v<T, std::uint8_t>) return H5T_NATIVE_UINT8;
}

}  // namespace qingliu::io::hdf5
