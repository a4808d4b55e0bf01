#include "indexer/import/session_file.h"

#include <yaml-cpp/yaml.h>

#include <exception>
#include <utility>

#include "engine/base/file.h"
#include "engine/base/nlohmann_json.h"
#include "engine/text/markup.h"
#include "engine/text/normalize.h"
#include "indexer/import/source_time.h"
#include "indexer/import/text_repair.h"

namespace paperfind {
namespace {

using nlohmann::json;

// Far more than any programme has.
constexpr std::uint64_t kMaxBytes = std::uint64_t{16} << 20;
// And what aliases may make of it.
constexpr std::size_t kMaxMentions = 1'000'000;
constexpr std::size_t kMaxSessionBytes = std::size_t{64} << 20;

std::size_t line_of(const YAML::Node& node) {
  return static_cast<std::size_t>(node.Mark().line + 1);
}

std::string scalar(const YAML::Node& node) {
  return node.IsScalar() ? node.Scalar() : std::string();
}

// The first of these keys that has a scalar.
std::string first_of(const YAML::Node& map, const std::vector<const char*>& keys) {
  for (const char* key : keys) {
    if (const YAML::Node value = map[key]; value && value.IsScalar()) return value.Scalar();
  }
  return {};
}

json flat_session(const std::string& name, const YAML::Node& body) {
  json session;
  const std::string title = first_of(body, {"long_name", "title", "name"});
  session["title"] = plain_text(title.empty() ? name : title);
  session["start"] = first_of(body, {"date", "start_time", "start"});
  session["end"] = first_of(body, {"end_time", "end"});
  session["room"] = first_of(body, {"room", "location"});
  session["tz"] = first_of(body, {"tz", "timezone"});
  session["track"] = first_of(body, {"track"});
  session["type"] = first_of(body, {"type"});
  // Two files may have sessions of one name.
  session["key"] = name + "@" + session["start"].get<std::string>();
  return session;
}

// Of a time in any of its forms.
std::string year_of(const std::string& time) {
  if (time.size() > 4 && time[4] == '-') return time.substr(0, 4);
  return read_source_time(time, "UTC").value_or("").substr(0, 4);
}

class Sessions {
 public:
  explicit Sessions(SessionFile& out) : out_(out) {}

  // A map from names to sessions, or a list of sessions.
  bool read(const YAML::Node& root) {
    if (root.IsMap()) {
      for (const auto& entry : root) take(scalar(entry.first), entry.second);
    } else if (root.IsSequence()) {
      for (const YAML::Node& entry : root) {
        if (entry.IsMap()) take(first_of(entry, {"name", "title", "id"}), entry);
      }
    }
    return !out_.mentions.empty();
  }
  [[nodiscard]] bool too_many() const {
    return out_.mentions.size() >= kMaxMentions || session_bytes_ >= kMaxSessionBytes;
  }

 private:
  void take(const std::string& name, const YAML::Node& body) {
    if (!body.IsMap() || too_many()) return;
    const YAML::Node papers = body["papers"];
    if (!papers || !papers.IsSequence()) return;
    const json session = flat_session(name, body);
    if (out_.year.empty()) out_.year = year_of(session["start"].get<std::string>());
    out_.sessions.push_back(session.dump(-1, ' ', false, json::error_handler_t::replace));
    session_bytes_ += out_.sessions.back().size();
    for (const YAML::Node& paper : papers) {
      if (too_many()) return;
      std::string id = paper.IsMap() ? first_of(paper, {"UID", "uid", "id"}) : scalar(paper);
      if (id.empty()) continue;
      out_.mentions.push_back({line_of(paper), std::move(id), out_.sessions.size() - 1});
    }
  }

  SessionFile& out_;
  std::size_t session_bytes_ = 0;
};

Error wrong(const std::filesystem::path& path, std::size_t line, std::string what) {
  return {ErrorCode::InvalidData, std::move(what), path.string() + ":" + std::to_string(line)};
}

}  // namespace

Result<SessionFile> SessionFile::read(const std::filesystem::path& path) {
  const Result<std::string> bytes = read_file(path, kMaxBytes);
  if (!bytes.ok()) return bytes.error();
  SessionFile out;
  try {
    const std::string text = is_clean_utf8(*bytes) ? *bytes : decode_bytes(*bytes);
    Sessions sessions(out);
    if (!sessions.read(YAML::Load(text))) return wrong(path, 1, "names no papers of sessions");
    if (sessions.too_many()) {
      return wrong(path, 1, "holds more sessions and papers than any programme has");
    }
  } catch (const YAML::Exception& error) {
    const int line = error.mark.is_null() ? 0 : error.mark.line;
    return wrong(path, static_cast<std::size_t>(line + 1), "is no YAML: " + error.msg);
  } catch (const std::exception& error) {
    return wrong(path, 1, std::string("is no YAML: ") + error.what());
  }
  return out;
}

}  // namespace paperfind
