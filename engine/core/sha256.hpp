#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

namespace qingliu {

/// SHA-256 (NIST FIPS 180-4, section 6.2) of bytes that arrive in pieces.
class Sha256 {
 public:
  using Digest = std::array<std::uint8_t, 32>;

  void add(std::span<const std::byte> bytes);
  /// The digest of all bytes added. Call once, last.
  Digest finish();

 private:
  void compress(const std::uint8_t* block);

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> block_ = {};
  std::size_t filled_ = 0;    ///< bytes waiting in block_
  std::uint64_t length_ = 0;  ///< bytes added
};

/// 64 hexadecimal digits, lower case.
std::string hexadecimal(const Sha256::Digest& digest);

}  // namespace qingliu
