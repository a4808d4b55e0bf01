#include "engine/base/sha256.h"

#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>
#include <vector>

namespace paperfind {
namespace {

class Digest {
 public:
  Digest() : context_(EVP_MD_CTX_new(), &EVP_MD_CTX_free) {
    EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
  }
  void update(const char* data, std::size_t size) { EVP_DigestUpdate(context_.get(), data, size); }
  std::string bytes() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
    unsigned int size = 0;
    EVP_DigestFinal_ex(context_.get(), raw.data(), &size);
    return {reinterpret_cast<const char*>(raw.data()), size};
  }

 private:
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context_;
};

}  // namespace

std::string hex_of(std::string_view bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char byte : bytes) {
    out += kDigits[static_cast<unsigned char>(byte) >> 4U];
    out += kDigits[static_cast<unsigned char>(byte) & 15U];
  }
  return out;
}

std::string sha256_bytes(std::string_view bytes) {
  Digest digest;
  digest.update(bytes.data(), bytes.size());
  return digest.bytes();
}

std::string sha256_hex(std::string_view bytes) { return hex_of(sha256_bytes(bytes)); }

std::string integrity_of(std::string_view bytes) {
  std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), raw.data(), &size, EVP_sha384(), nullptr);
  std::array<unsigned char, EVP_MAX_MD_SIZE * 2> text{};  // base64 takes four thirds, and a NUL
  const int length = EVP_EncodeBlock(text.data(), raw.data(), static_cast<int>(size));
  return "sha384-" + std::string(text.begin(), text.begin() + length);
}

Result<std::string> sha256_file(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return Error{ErrorCode::Io, "cannot open to hash", path.string()};
  Digest digest;
  std::vector<char> block(1 << 16);
  while (in.read(block.data(), static_cast<std::streamsize>(block.size())) || in.gcount() > 0) {
    digest.update(block.data(), static_cast<std::size_t>(in.gcount()));
  }
  if (in.bad()) return Error{ErrorCode::Io, "cannot read to hash", path.string()};
  return hex_of(digest.bytes());
}

}  // namespace paperfind
