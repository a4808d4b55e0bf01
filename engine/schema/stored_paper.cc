#include "engine/schema/stored_paper.h"

#include <cstdint>
#include <map>
#include <optional>
#include <type_traits>
#include <vector>

namespace paperfind {
namespace {

// First byte of every stored paper. Raise it with kSchemaVersion when a field is added to the lists
// below.
constexpr char kStoredVersion = 1;

// Layout: unsigned LEB128 numbers; a string is its length and its bytes; a list is its length and
// its items.
class Writer {
 public:
  explicit Writer(std::string& out) : out_(out) {}
  void number(std::uint64_t value) {
    while (value >= 0x80) {
      out_ += static_cast<char>(value | 0x80);
      value >>= 7;
    }
    out_ += static_cast<char>(value);
  }
  void bytes(std::string_view text) {
    number(text.size());
    out_ += text;
  }

 private:
  std::string& out_;
};

class Reader {
 public:
  explicit Reader(std::string_view in) : in_(in) {}
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (in_.empty()) break;
      const auto byte = static_cast<unsigned char>(in_.front());
      in_.remove_prefix(1);
      value |= std::uint64_t{byte & 0x7Fu} << shift;
      if (byte < 0x80) return value;
    }
    good_ = false;
    return 0;
  }
  std::string_view bytes() {
    const std::uint64_t size = number();
    if (size > in_.size()) {
      good_ = false;
      in_ = {};
      return {};
    }
    const std::string_view text = in_.substr(0, size);
    in_.remove_prefix(size);
    return text;
  }
  // Length of a list; every item takes a byte at least, so a larger one is a lie.
  std::size_t length() {
    const std::uint64_t size = number();
    if (size <= in_.size()) return size;
    good_ = false;
    return 0;
  }
  [[nodiscard]] bool finished() const { return good_ && in_.empty(); }

 private:
  std::string_view in_;
  bool good_ = true;
};

// One list of fields per type serves both directions, so they cannot drift apart. Archive is
// Encoder or Decoder.
template <typename Archive, typename Value>
void fields(Archive& ar, Value& value);

struct Encoder {
  Writer out;
  void operator()(const std::string& text) { out.bytes(text); }
  void operator()(int number) { out.number(static_cast<std::uint32_t>(number)); }
  void operator()(bool flag) { out.number(flag ? 1 : 0); }
  void operator()(PaperStatus status) { out.number(static_cast<std::uint64_t>(status)); }
  void operator()(const std::optional<int>& number) {
    out.number(number ? std::uint64_t{static_cast<std::uint32_t>(*number)} + 1 : 0);
  }
  template <typename T>
  void operator()(const std::vector<T>& list) {
    out.number(list.size());
    for (const T& item : list) (*this)(item);
  }
  template <typename T>
  void operator()(const std::map<std::string, T>& table) {
    out.number(table.size());
    for (const auto& [key, item] : table) {
      (*this)(key);
      (*this)(item);
    }
  }
  template <typename T>
  requires std::is_class_v<T>
  void operator()(const T& value) { fields(*this, value); }
};

struct Decoder {
  Reader in;
  void operator()(std::string& text) { text = in.bytes(); }
  void operator()(int& number) {
    number = static_cast<int>(static_cast<std::uint32_t>(in.number()));
  }
  void operator()(bool& flag) { flag = in.number() != 0; }
  void operator()(PaperStatus& status) {
    const std::uint64_t value = in.number();
    status = value <= 2 ? static_cast<PaperStatus>(value) : PaperStatus::Active;
  }
  void operator()(std::optional<int>& number) {
    const std::uint64_t value = in.number();
    number = value == 0 ? std::nullopt
                        : std::optional(static_cast<int>(static_cast<std::uint32_t>(value - 1)));
  }
  template <typename T>
  void operator()(std::vector<T>& list) {
    list.resize(in.length());
    for (T& item : list) (*this)(item);
  }
  template <typename T>
  void operator()(std::map<std::string, T>& table) {
    for (std::size_t left = in.length(); left > 0; --left) {
      std::string key;
      (*this)(key);
      (*this)(table[key]);
    }
  }
  template <typename T>
  requires std::is_class_v<T>
  void operator()(T& value) { fields(*this, value); }
};

template <typename Archive, typename... Items>
void each(Archive& ar, Items&... items) {
  (ar(items), ...);
}

template <typename Archive, typename Value>
void fields(Archive& ar, Value& v) {
  using T = std::remove_const_t<Value>;
  if constexpr (std::is_same_v<T, Affiliation>) {
    each(ar, v.raw, v.institution);
  } else if constexpr (std::is_same_v<T, Author>) {
    each(ar, v.name, v.source_name, v.given, v.family, v.person, v.orcid, v.affiliations,
         v.presenting, v.corresponding);
  } else if constexpr (std::is_same_v<T, Presentation>) {
    each(ar, v.session, v.position, v.start, v.end, v.room);
  } else if constexpr (std::is_same_v<T, Video>) {
    each(ar, v.url, v.announced, v.title, v.provider, v.duration, v.captions, v.transcript,
         v.thumbnail, v.recorded);
  } else if constexpr (std::is_same_v<T, Translation>) {
    each(ar, v.title, v.abstract);
  } else {
    static_assert(std::is_same_v<T, Paper>);
    each(ar, v.id, v.title, v.authors, v.abstract, v.event, v.presentations, v.type, v.track,
         v.keywords, v.lang, v.doi, v.arxiv, v.pages, v.pdf, v.html, v.slides, v.poster, v.code,
         v.data, v.videos, v.award, v.license, v.published, v.updated, v.visible_from, v.status,
         v.status_note, v.aliases, v.related, v.translations, v.extra);
  }
}

}  // namespace

std::string encode_paper(const Paper& paper) {
  std::string bytes(1, kStoredVersion);
  Encoder encoder{Writer(bytes)};
  encoder(paper);
  return bytes;
}

Result<Paper> decode_paper(std::string_view bytes) {
  if (bytes.empty() || bytes.front() != kStoredVersion) {
    return Error{ErrorCode::InvalidData, "stored paper of another version", "",
                 "rebuild the index"};
  }
  Paper paper;
  Decoder decoder{Reader(bytes.substr(1))};
  decoder(paper);
  if (!decoder.in.finished()) {
    return Error{ErrorCode::InvalidData, "stored paper is damaged", "", "rebuild the index"};
  }
  return paper;
}

}  // namespace paperfind
