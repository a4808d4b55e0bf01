#include "engine/render/json_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

#include "engine/base/nlohmann_json.h"

namespace paperfind {
namespace {

std::string dumped(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

// By byte: stands for itself in a text.
constexpr std::array<bool, 256> kPlain = [] {
  std::array<bool, 256> plain{};
  for (std::size_t byte = 0x20; byte < 0x7F; ++byte) plain[byte] = byte != '"' && byte != '\\';
  return plain;
}();

bool is_plain(char c) { return kPlain[static_cast<unsigned char>(c)]; }

// Bytes of the well-formed character of two to four bytes that begins here; 0: there is none.
// Unicode's table 3-7.
std::size_t character_at(std::string_view text) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  const std::size_t size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < size) return 0;
  unsigned char least = 0x80, most = 0xBF;
  if (lead == 0xE0) least = 0xA0;
  if (lead == 0xED) most = 0x9F;
  if (lead == 0xF0) least = 0x90;
  if (lead == 0xF4) most = 0x8F;
  if (byte(1) < least || byte(1) > most) return 0;
  for (std::size_t i = 2; i < size; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  }
  return size;
}

}  // namespace

void JsonWriter::separate() {
  if (!first_) out_ += ',';
  first_ = false;
}

void JsonWriter::begin(char sign) {
  separate();
  out_ += sign;
  first_ = true;
}

void JsonWriter::end(char sign) {
  out_ += sign;
  first_ = false;
}

void JsonWriter::key(std::string_view name) {
  separate();
  out_ += '"';
  out_ += name;
  out_ += "\":";
  first_ = true;
}

void JsonWriter::value(std::string_view text) {
  separate();
  const std::size_t start = out_.size();
  const std::string_view whole = text;
  out_ += '"';
  while (!text.empty()) {
    const auto plain = static_cast<std::size_t>(
        std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
    out_ += text.substr(0, plain);
    text.remove_prefix(plain);
    if (text.empty()) break;
    std::size_t taken = 1;
    if (text.front() == '"' || text.front() == '\\') {
      out_ += '\\';
      out_ += text.front();
    } else if (static_cast<unsigned char>(text.front()) < 0x80) {
      const std::string escaped = dumped(std::string(text.substr(0, 1)));
      out_ += escaped.substr(1, escaped.size() - 2);
    } else if (taken = character_at(text); taken > 0) {
      out_ += text.substr(0, taken);
    } else {
      // How many bytes a replacement stands for the library decides, looking at all of them.
      out_.resize(start);
      out_ += dumped(std::string(whole));
      return;
    }
    text.remove_prefix(taken);
  }
  out_ += '"';
}

void JsonWriter::value(std::uint64_t number) {
  separate();
  fmt::format_to(std::back_inserter(out_), "{}", number);
}

void JsonWriter::value(std::int64_t number) {
  separate();
  fmt::format_to(std::back_inserter(out_), "{}", number);
}

void JsonWriter::value(bool yes) {
  separate();
  out_ += yes ? "true" : "false";
}

void JsonWriter::value(double number) { tree(number); }

void JsonWriter::value(const std::vector<std::string>& texts) {
  begin_array();
  for (const std::string& text : texts) value(text);
  end_array();
}

void JsonWriter::null() {
  separate();
  out_ += "null";
}

void JsonWriter::tree(const nlohmann::ordered_json& json) {
  separate();
  out_ += dumped(json);
}

void JsonWriter::text_or_null(std::string_view name, std::string_view text) {
  key(name);
  if (text.empty()) {
    null();
  } else {
    value(text);
  }
}

void JsonWriter::number_or_null(std::string_view name, std::int64_t number) {
  key(name);
  if (number == 0) {
    null();
  } else {
    value(number);
  }
}

}  // namespace paperfind
