#include "searchd/http/gzip.h"

#include <zlib.h>

#include <string>

#include "tests/catch.h"

namespace paperfind {
namespace {

std::string unpacked(const std::string& packed) {
  z_stream stream = {};
  REQUIRE(inflateInit2(&stream, MAX_WBITS + 16) == Z_OK);
  std::string out(1'000'000, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(packed.data()));
  stream.avail_in = static_cast<uInt>(packed.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
  CHECK(stream.avail_in == 0);
  out.resize(stream.total_out);
  inflateEnd(&stream);
  return out;
}

std::string text_of(std::size_t bytes) {
  std::string text;
  for (std::size_t i = 0; text.size() < bytes; ++i) text += std::to_string(i * i) + ", ";
  text.resize(bytes);
  return text;
}

HttpResponse compressed(const std::string& body, bool accepts_gzip = true) {
  HttpRequest request;
  request.accepts_gzip = accepts_gzip;
  HttpResponse response;
  response.body = body;
  compress_for(request, response);
  return response;
}

TEST_CASE("a body is packed where it pays and is wanted", "[http]") {
  for (const std::size_t bytes : {1024U, 5'000U, 900'000U}) {
    CAPTURE(bytes);
    const std::string body = text_of(bytes);
    const HttpResponse packed = compressed(body);
    CHECK(packed.headers == HttpHeaders{{"Content-Encoding", "gzip"}});
    CHECK(packed.body.size() < bytes);
    CHECK(unpacked(packed.body) == body);
    CHECK(compressed(body, false).body == body);
    CHECK(compressed(body, false).headers.empty());
  }
  const std::string small = text_of(1023);
  CHECK(compressed(small).body == small);
  CHECK(compressed(small).headers.empty());
}

TEST_CASE("a packed body is left alone", "[http]") {
  HttpResponse response = compressed(text_of(900'000));
  const std::string once = response.body;
  HttpRequest request;
  request.accepts_gzip = true;
  compress_for(request, response);
  CHECK(response.body == once);
  CHECK(response.headers.size() == 1);
}

}  // namespace
}  // namespace paperfind
