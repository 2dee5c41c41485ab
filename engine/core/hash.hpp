#pragma once
#include <bit>
#include <cstddef>
#include <cstdint>

namespace qingliu {

/// Running 64-bit hash over the bits of numbers, in the order they are given (FNV-1a on 64-bit words).
class BitHash {
 public:
  void add(double value) { add_bits(std::bit_cast<std::uint64_t>(value)); }
  void add_bits(std::uint64_t bits) { value_ = (value_ ^ bits) * 1099511628211ULL; }
  std::uint64_t value() const { return value_; }

 private:
  std::uint64_t value_ = 14695981039346656037ULL;
};

}  // namespace qingliu
