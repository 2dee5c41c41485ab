#include "grid/aligned_memory.hpp"

#include <cstdlib>
#include <new>

#ifdef __linux__
#include <sys/mman.h>
#endif

namespace qingliu {

void* allocate_aligned(std::size_t bytes) {
  constexpr std::size_t line = 64, huge_page = std::size_t{2} << 20;
  const bool huge = bytes >= huge_page;
  void* memory = nullptr;
  if (posix_memalign(&memory, huge ? huge_page : line, bytes) != 0) throw std::bad_alloc();
#ifdef __linux__
  // Whole huge pages only: the rest of the field is not to grow by a page. A refusal costs speed, nothing
  // else.
  if (huge) static_cast<void>(madvise(memory, bytes / huge_page * huge_page, MADV_HUGEPAGE));
#endif
  return memory;
}

void free_aligned(void* memory) { std::free(memory); }

}  // namespace qingliu
