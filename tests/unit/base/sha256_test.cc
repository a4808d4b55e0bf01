#include "engine/base/sha256.h"

#include <filesystem>
#include <fstream>
#include <string>

#include "tests/catch.h"

namespace paperfind {
namespace {

TEST_CASE("sha256_hex gives the digests of FIPS 180", "[sha256]") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex(std::string(1000000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256_file agrees with sha256_hex, also over many blocks", "[sha256]") {
  const auto path = std::filesystem::temp_directory_path() / "paperfind-sha256-test";
  // One byte more than two blocks.
  const std::string bytes((2 << 20) + 1, 'x');
  {
    std::ofstream out(path, std::ios::binary);
    out << bytes;
  }
  const auto digest = sha256_file(path);
  std::filesystem::remove(path);
  REQUIRE(digest.ok());
  CHECK(digest.value() == sha256_hex(bytes));
}

TEST_CASE("sha256_file names the file it cannot open", "[sha256]") {
  const auto digest = sha256_file("/nonexistent/file");
  REQUIRE_FALSE(digest.ok());
  CHECK(digest.error().code == ErrorCode::Io);
  CHECK(digest.error().where == "/nonexistent/file");
}

TEST_CASE("a script's integrity is its SHA-384 in base64", "[base]") {
  // printf abc | openssl dgst -sha384 -binary | openssl base64 -A
  CHECK(integrity_of("abc") ==
        "sha384-ywB1P0WjXou1oD1pmsZQBycsMqsO3tFjGotgWkP/W+2AhgcroefMI1i67KE0yCWn");
  CHECK(integrity_of("").size() == 7 + 64);
}

}  // namespace
}  // namespace paperfind
