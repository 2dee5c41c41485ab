#include "core/sha256.hpp"

#include <catch2/catch.hpp>

using qingliu::Sha256;

namespace {

std::string digest_of(const std::string& text, std::size_t piece) {
  Sha256 sha;
  for (std::size_t k = 0; k < text.size(); k += piece) {
    sha.add(std::as_bytes(std::span(text).subspan(k, std::min(piece, text.size() - k))));
  }
  return qingliu::hexadecimal(sha.finish());
}

}  // namespace

TEST_CASE("SHA-256 gives the digests of the NIST examples", "[sha256]") {
  CHECK(digest_of("abc", 3) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(digest_of("", 1) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(digest_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 56) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(digest_of(std::string(1000000, 'a'), 1000000) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("SHA-256 does not depend on how the bytes are cut into pieces", "[sha256]") {
  const std::string text(1000, 'q');
  const std::string whole = digest_of(text, text.size());
  for (const std::size_t piece : {1, 7, 55, 56, 63, 64, 65, 128, 999}) CHECK(digest_of(text, piece) == whole);
}
