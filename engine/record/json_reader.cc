#include "engine/record/json_reader.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/base/utf8.h"
#include "engine/record/json_position.h"

namespace paperfind {
namespace {

using nlohmann::json;

// Tells how far the parser has read.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, const char** reached) : at_(at), reached_(reached) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    *reached_ = ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator before = *this;
    ++*this;
    return before;
  }
  friend bool operator==(const CountingIterator& a, const CountingIterator& b) {
    return a.at_ == b.at_;
  }
  friend bool operator!=(const CountingIterator& a, const CountingIterator& b) { return !(a == b); }

 private:
  const char* at_;
  const char** reached_;
};

// Builds the tree, and beside it notes what is refused. After a problem in a record the reading
// goes on with the next.
class StrictReader {
 public:
  StrictReader(std::string_view text, const RecordVisitor* visitor,
               std::vector<JsonProblem>& problems, NulRule nul)
      : text_(text), visitor_(visitor), problems_(problems), nul_(nul), reached_(text.data()) {}

  bool run() {
    if (text_.empty()) {  // each version of the parser has words of its own for it
      problems_.push_back({0, "", "there is nothing in it", "write {} for an empty object"});
      return false;
    }
    const char* end = text_.data() + text_.size();
    return json::sax_parse(CountingIterator(text_.data(), &reached_),
                           CountingIterator(end, &reached_), this);
  }
  json take_root() { return std::move(root_); }
  [[nodiscard]] bool stopped() const { return stopped_; }

  // The events of nlohmann's parser; their names and shapes are its own.
  bool null() { return scalar(nullptr); }
  bool boolean(bool value) { return scalar(value); }
  bool number_integer(json::number_integer_t value) { return scalar(value); }
  bool number_unsigned(json::number_unsigned_t value) { return scalar(value); }
  bool number_float(json::number_float_t value, const std::string& written);
  bool string(std::string& value) {
    begin_value();
    check_string(value);
    return finish(std::move(value));
  }
  bool binary(json::binary_t&) { return false; }  // no such thing in JSON text
  bool start_object(std::size_t) { return open(json::value_t::object); }
  bool key(std::string& key);
  bool end_object() { return close(); }
  bool start_array(std::size_t) { return open(json::value_t::array); }
  bool end_array() { return close(); }
  bool parse_error(std::size_t position, const std::string& token, const json::exception& error);

 private:
  struct Level {
    json* node = nullptr;   // null: skipped
    std::string key;        // of an object: the member being read
    std::size_t count = 0;  // of an array: elements begun
  };

  [[nodiscard]] std::size_t offset() const {
    return static_cast<std::size_t>(reached_ - text_.data());
  }
  [[nodiscard]] std::size_t before(std::size_t bytes) const {
    return offset() - std::min(offset(), bytes);
  }
  // A list of records directly below the top-level object.
  [[nodiscard]] bool at_record() const {
    return visitor_ != nullptr && levels_.size() == 2 && in_list_;
  }
  [[nodiscard]] std::string pointer() const;
  [[nodiscard]] std::size_t string_start() const;
  [[nodiscard]] std::size_t error_offset(std::size_t position, std::size_t token_bytes,
                                         std::string_view what) const;

  void refuse(std::size_t at, std::string message, std::string hint);
  void check_string(const std::string& value);
  void begin_value();
  json* place(json&& value);
  bool end_value();
  bool open(json::value_t type);
  bool close();
  template <typename Value>
  bool finish(Value&& value) {
    if (!skipping_) place(json(std::forward<Value>(value)));
    return end_value();
  }
  template <typename Value>
  bool scalar(Value value) {
    begin_value();
    return finish(value);
  }

  std::string_view text_;
  const RecordVisitor* visitor_;
  std::vector<JsonProblem>& problems_;
  NulRule nul_;
  const char* reached_;

  json root_;
  json record_;
  std::vector<JsonProblem> record_problems_;
  std::vector<Level> levels_;
  std::size_t begin_ = 0;     // of the record being read
  std::size_t last_end_ = 0;  // of the record before it, or of the '[' of the list
  std::size_t index_ = 0;     // of the record in its list
  bool in_list_ = false;      // the second level is a list of records
  bool in_record_ = false;
  bool skipping_ = false;  // in a value nobody wants
  bool stopped_ = false;
};

std::string StrictReader::pointer() const {
  std::string out;
  for (std::size_t i = 0; i < levels_.size(); ++i) {
    const Level& level = levels_[i];
    const bool array = level.node == nullptr ? level.key.empty() : level.node->is_array();
    if (array) {
      if (level.count > 0) out += fmt::format("/{}", level.count - 1);
    } else {
      out += fmt::format("/{}", escape_pointer_token(level.key));
    }
  }
  return out;
}

// Of the string token that ends where the parser stands: its opening quote is the last one not
// escaped.
std::size_t StrictReader::string_start() const {
  std::size_t at = offset() < 2 ? 0 : offset() - 2;
  while (at > 0) {
    std::size_t slashes = 0;
    if (text_[at] == '"') {
      while (slashes < at && text_[at - slashes - 1] == '\\') ++slashes;
      if (slashes % 2 == 0) break;
    }
    --at;
  }
  return at;
}

void StrictReader::refuse(std::size_t at, std::string message, std::string hint) {
  // One is enough to know about: more would be noise, or an attack on our memory.
  constexpr std::size_t kMaxProblems = 20;
  std::vector<JsonProblem>& where = in_record_ ? record_problems_ : problems_;
  if (skipping_ || where.size() >= kMaxProblems) return;
  where.push_back({at, pointer(), std::move(message), std::move(hint)});
}

void StrictReader::check_string(const std::string& value) {
  if (value.size() > kMaxJsonStringBytes) {
    refuse(string_start(), fmt::format("a string of {} bytes", value.size()),
           fmt::format("at most {} bytes are read", kMaxJsonStringBytes));
  }
  if (nul_ == NulRule::Refuse && value.find('\0') != std::string::npos) {
    refuse(string_start(), "a string holds the character NUL", R"(remove \u0000)");
  }
}

// Whole numbers of more than 64 bits arrive here, rounded.
bool StrictReader::number_float(json::number_float_t value, const std::string& written) {
  begin_value();
  if (written.find_first_of(".eE") == std::string::npos) {
    // The parser has read one byte on to know where the number ends, unless the text ended.
    const std::size_t start = before(written.size() + 1);
    const bool read_on = text_.substr(start, written.size()) == written;
    refuse(read_on ? start : start + 1, fmt::format("the number {} is out of range", written),
           "write it as a string");
  }
  return finish(value);
}

bool StrictReader::key(std::string& key) {
  Level& level = levels_.back();
  level.key = std::move(key);
  if (level.node != nullptr && level.node->contains(level.key)) {
    refuse(string_start(), fmt::format("the key \"{}\" stands twice in one object", level.key),
           "keep one of them");
  }
  if (level.key.size() > kMaxJsonStringBytes || level.key.find('\0') != std::string::npos) {
    level.key.clear();
    refuse(string_start(), "a key that is too long or holds NUL", "remove it");
  }
  return true;
}

// Steps before any value: counts it, and finds where a record starts.
void StrictReader::begin_value() {
  if (!levels_.empty()) ++levels_.back().count;
  if (!at_record()) return;
  begin_ = text_.find_first_not_of(" \t\r\n,", last_end_);
  index_ = levels_.back().count - 1;
  const std::string& list = levels_.front().key;
  skipping_ =
      std::find(visitor_->lists.begin(), visitor_->lists.end(), list) == visitor_->lists.end();
  in_record_ = true;
  record_ = nullptr;
  record_problems_.clear();
}

json* StrictReader::place(json&& value) {
  if (in_record_ && levels_.size() == 2) return &(record_ = std::move(value));
  if (levels_.empty()) return &(root_ = std::move(value));
  Level& level = levels_.back();
  if (level.node == nullptr) return nullptr;
  if (level.node->is_array()) {
    level.node->push_back(std::move(value));
    return &level.node->back();
  }
  return &((*level.node)[level.key] = std::move(value));
}

// Steps after any value: hands over a record that is whole.
bool StrictReader::end_value() {
  if (!in_record_ || levels_.size() != 2) return true;
  in_record_ = false;
  last_end_ = offset();
  const bool wanted = !std::exchange(skipping_, false);
  if (!wanted) return true;
  // A number is only known to have ended once the byte after it was read.
  const std::size_t end = record_.is_number() ? before(1) : offset();
  if (end - begin_ > kMaxRecordBytes) {
    record_problems_.push_back({begin_, "", fmt::format("a record of {} bytes", end - begin_),
                                fmt::format("at most {} bytes are read", kMaxRecordBytes)});
  }
  const RawRecord raw{
      levels_.front().key, index_, begin_, end, record_problems_.empty() ? &record_ : nullptr,
      &record_problems_};
  stopped_ = !visitor_->visit(raw);
  return !stopped_;
}

bool StrictReader::open(json::value_t type) {
  begin_value();
  json* node = skipping_ ? nullptr : place(json(type));
  if (levels_.size() == kMaxJsonDepth) {
    refuse(before(1), fmt::format("nested deeper than {} levels", kMaxJsonDepth), "flatten it");
    node = nullptr;
  }
  levels_.push_back({node, {}, 0});
  if (levels_.size() == 2) {
    in_list_ = visitor_ != nullptr && type == json::value_t::array && root_.is_object();
    last_end_ = offset();
  }
  return true;
}

bool StrictReader::close() {
  levels_.pop_back();
  if (levels_.size() == 1) in_list_ = false;
  return end_value();
}

// "[json.exception.parse_error.101] parse error at line 1, column 5: syntax error …": we say where
// ourselves.
std::string without_preamble(std::string_view what) {
  if (const std::size_t bracket = what.find("] "); bracket != std::string_view::npos) {
    what.remove_prefix(bracket + 2);
  }
  if (what.substr(0, 11) == "parse error") {
    const std::size_t colon = what.find(": ");
    if (colon != std::string_view::npos) what.remove_prefix(colon + 2);
  }
  return std::string(what);
}

constexpr std::size_t kMaxMessageBytes = 300;

// Where the token starts that the parser stumbled over. It counts the bytes read, and keeps the
// text of strings and numbers only.
std::size_t StrictReader::error_offset(std::size_t position, std::size_t token_bytes,
                                       std::string_view what) const {
  const auto says = [&](std::string_view part) { return what.find(part) != what.npos; };
  if (says("unexpected end of input")) return text_.size();
  if (says("unexpected string literal")) return string_start();
  position = std::min(position, text_.size());
  if (says("unexpected number literal") || says("number overflow")) {
    return position - std::min(position, token_bytes);
  }
  return position - std::min<std::size_t>(position, 1);
}

bool StrictReader::parse_error(std::size_t position, const std::string& token,
                               const json::exception& error) {
  const std::size_t at = error_offset(position, token.size(), error.what());
  const bool out_of_range = dynamic_cast<const json::out_of_range*>(&error) != nullptr;
  problems_.push_back({at, "", shortened(without_preamble(error.what()), kMaxMessageBytes),
                       out_of_range ? "write a number that fits, or a string"
                                    : "make the text valid JSON in UTF-8 from here on"});
  return false;
}

}  // namespace

std::optional<json> parse_json(std::string_view text, std::vector<JsonProblem>& problems,
                               NulRule nul) {
  const std::size_t before = problems.size();
  StrictReader reader(text, nullptr, problems, nul);
  if (!reader.run() || problems.size() > before) return std::nullopt;
  return reader.take_root();
}

void read_records(std::string_view text, const RecordVisitor& visitor,
                  std::vector<JsonProblem>& problems,
                  const std::function<void(const RecordFile&)>& finish) {
  const std::size_t before = problems.size();
  StrictReader reader(text, &visitor, problems, NulRule::Refuse);
  const bool read = reader.run();
  json rest = reader.take_root();
  finish({&rest, problems.size() == before && (read || reader.stopped())});
}

}  // namespace paperfind
