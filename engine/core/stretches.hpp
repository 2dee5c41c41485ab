#pragma once
// Loops over a row of cells that read tables by an index of each cell (soil, land use): where neighbours
// share the index, as they mostly do, the table is read once for the whole stretch instead of gathered cell
// by cell, and the loop vectorises on constants. Both ways compute the same bits.
#include <algorithm>
#include <cstdint>
#include <type_traits>

namespace qingliu {

/// [cells] so many are looked at together; a stretch is one or more of these.
inline constexpr int stretch_cells = 32;

/// A table of values by index, for loops of numbers T: of one index, or looked up for each.
template <bool same, class T = double>
class Lookup {
 public:
  Lookup(const double* table, std::int32_t first)
      : table_(table), value_(static_cast<T>(same ? table[first] : 0.0)) {}
  T operator()(std::int32_t index) const {
    if constexpr (same) return value_;
    return static_cast<T>(table_[index]);
  }

 private:
  const double* table_;
  T value_;
};

/// Whether cells [begin, end) share one index.
inline bool share_index(const std::int32_t* index, int begin, int end) {
  const std::int32_t first = index[begin];
  std::int32_t differ = 0;
  for (int i = begin; i < end; ++i) differ |= index[i] ^ first;
  return differ == 0;
}

/// Calls loop(begin, end, same) on consecutive stretches that cover [begin, end); `same` is std::true_type
/// where all cells of the stretch share each of the indices, else std::false_type.
template <class Loop, class... Index>
void for_stretches(int begin, int end, Loop loop, const Index*... index) {
  const auto shared = [&](int from) {
    const int to = std::min(from + stretch_cells, end);
    return (share_index(index, from, to) && ...);
  };
  if (begin < end && (share_index(index, begin, end) && ...)) {  // most rows of most land
    loop(begin, end, std::true_type());
    return;
  }
  bool same = begin < end && shared(begin);
  for (int from = begin; from < end;) {
    int to = from;
    bool next = same;
    do {
      to = std::min(to + stretch_cells, end);
      if (to == end) break;
      next = shared(to);
    } while (next == same && (!same || ((index[to] == index[from]) && ...)));
    if (same) {
      loop(from, to, std::true_type());
    } else {
      loop(from, to, std::false_type());
    }
    from = to;
    same = next;
  }
}

}  // namespace qingliu
