// JSON written straight into a text, for answers with many parts: no tree of values in between.
// The bytes are those nlohmann::json dumps of the same values. Not for use outside engine/render.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace paperfind {

class JsonWriter {
 public:
  void begin_object() { begin('{'); }
  void end_object() { end('}'); }
  void begin_array() { begin('['); }
  void end_array() { end(']'); }

  // The name of the member that is written next. `name` needs no escaping: ours are plain.
  void key(std::string_view name);

  void value(std::string_view text);  // ill-formed UTF-8 becomes U+FFFD
  void value(const std::string& text) { value(std::string_view(text)); }
  void value(const char* text) { value(std::string_view(text)); }
  void value(std::uint64_t number);
  void value(std::int64_t number);
  void value(bool yes);
  void value(double number);
  void value(const std::vector<std::string>& texts);
  void null();
  // A value made elsewhere.
  void tree(const nlohmann::ordered_json& json);

  template <typename Value>
  void member(std::string_view name, const Value& of) {
    key(name);
    value(of);
  }
  // null for an empty text.
  void text_or_null(std::string_view name, std::string_view text);
  // null for 0.
  void number_or_null(std::string_view name, std::int64_t number);

  // The text so far; whole after as many ends as begins.
  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void begin(char sign);
  void end(char sign);
  void separate();

  std::string out_;
  bool first_ = true;  // of the object or array that is open, or after a key
};

}  // namespace paperfind
