#pragma once
#include <cstddef>
#include <memory>

namespace qingliu {

/// Memory for rows of numbers: on a cache line, or, from 2 MB on, on a page of 2 MB that the system is asked
/// to make a huge one (a sweep walks through dozens of fields at once, each on a small page of its own).
/// Throws std::bad_alloc.
void* allocate_aligned(std::size_t bytes);
void free_aligned(void* memory);

struct FreeAligned {
  template <class T>
  void operator()(T* pointer) const {
    free_aligned(pointer);
  }
};

}  // namespace qingliu
