#include "indexer/import/jsonl.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <fstream>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>
#include <utility>

#include "engine/base/file.h"
#include "engine/record/identifiers.h"
#include "engine/record/json_reader.h"
#include "engine/record/line_reader.h"
#include "engine/record/record_json.h"
#include "engine/text/normalize.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

// Where a line stands: which input, which line.
using Place = std::pair<std::size_t, std::size_t>;

std::string lower(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(),
                 [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return text;
}

std::string json_text(const std::string& value) {
  using nlohmann::json;
  return json(value).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string cut_on_word(std::string id) {
  if (id.size() <= kMaxIdBytes) return id;
  const std::size_t dash = id.rfind('-', kMaxIdBytes);
  id.resize(dash == std::string::npos || dash == 0 ? kMaxIdBytes : dash);
  return id;
}

// Gives each distinct raw string its own id: the wanted one if it is free, else that with a hash of
// the raw string.
class IdGiver {
 public:
  std::string give(const std::string& wanted, const std::string& raw) {
    std::string id = cut_on_word(wanted);
    if (!is_valid_id(id) || !taken_.insert(id).second) {
      id = with_hash_suffix(id, raw);
      taken_.insert(id);
    }
    return id;
  }

 private:
  std::set<std::string> taken_;
};

std::string first_words(const std::string& text, std::size_t count) {
  std::size_t end = 0;
  for (std::size_t words = 0; words < count && end != std::string::npos; ++words) {
    end = text.find(' ', end == 0 ? 0 : end + 1);
  }
  return text.substr(0, end);
}

// What the first pass learns, and the second one needs: events, sessions, and who has which id.
class Catalogue {
 public:
  const Event& event_of(const FlatRecord& record) {
    const auto key = std::make_pair(record.event, record.year);
    const auto [it, added] = event_index_.try_emplace(key, events_.size());
    if (!added) return events_[it->second];
    const std::string year = std::to_string(record.year);
    std::string wanted = slug(record.event);
    if (("-" + wanted + "-").find("-" + year + "-") == std::string::npos) {
      // The year stays when the name is cut.
      wanted = slug(record.event, kMaxIdBytes - year.size() - 1);
      wanted += (wanted.empty() ? "" : "-") + year;
    }
    Event event;
    event.id = event_ids_.give(wanted, record.event + " " + year);
    event.name = record.event;
    event.year = record.year;
    event.tz = "UTC";  // the flat form has no times
    events_.push_back(std::move(event));
    return events_.back();
  }

  // The id of the record's session; empty when it has none.
  std::string session_of(const FlatRecord& record, const Event& event) {
    if (record.session.empty()) return {};
    const auto key = std::make_pair(event.id, record.session);
    const auto [it, added] = session_index_.try_emplace(key, sessions_.size());
    if (!added) return sessions_[it->second].id;
    const std::string words = slug(record.session);
    Session session;
    // Without a letter to make words of, the hash alone tells it apart.
    session.id = words.empty() ? with_hash_suffix(event.id, record.session)
                               : session_ids_.give(event.id + "-" + words, record.session);
    session.title = record.session;
    session.event = event.id;
    sessions_.push_back(std::move(session));
    return sessions_.back().id;
  }

  // Takes an id for the record and catalogues its event and session, or says why it cannot have
  // one. A record that is refused leaves nothing behind.
  Status add(const FlatRecord& record, const Place& place) {
    std::string id = id_from_source(record.source_id);
    if (record.source_id.empty()) {
      id = id_from_title(event_of(record).id, record.paper.title);
    } else if (id.empty()) {
      return Error{ErrorCode::InvalidData,
                   fmt::format("id \"{}\" has no letter or digit", record.source_id)};
    }
    const auto [it, added] = papers_.try_emplace(lower(id), place);
    if (!added) {
      const auto& [input, line] = it->second;
      const std::string where = input == place.first ? "" : fmt::format(" of input {}", input + 1);
      return Error{ErrorCode::InvalidData,
                   fmt::format("id \"{}\" is taken by line {}{}", id, line, where)};
    }
    ids_.emplace(place, std::move(id));
    (void)session_of(record, event_of(record));
    return {};
  }

  // The id add() gave in the first pass.
  [[nodiscard]] const std::string* given_id(const Place& place) const {
    const auto it = ids_.find(place);
    return it == ids_.end() ? nullptr : &it->second;
  }
  [[nodiscard]] const std::vector<Event>& events() const { return events_; }
  [[nodiscard]] const std::vector<Session>& sessions() const { return sessions_; }

 private:
  // "<event>-<first six words>", with a hash of the title where another paper has that.
  std::string id_from_title(const std::string& event_id, const std::string& title) {
    const std::string words = slug(first_words(title, 6));
    const std::string id = cut_on_word(event_id + (words.empty() ? "" : "-" + words));
    const bool taken = words.empty() || papers_.count(lower(id)) > 0;
    return taken ? with_hash_suffix(id, title) : id;
  }

  std::vector<Event> events_;
  std::vector<Session> sessions_;
  std::map<std::pair<std::string, int>, std::size_t> event_index_;
  std::map<std::pair<std::string, std::string>, std::size_t> session_index_;
  IdGiver event_ids_;
  IdGiver session_ids_;
  std::unordered_map<std::string, Place> papers_;  // by id in lower case
  std::map<Place, std::string> ids_;
};

using LineVisit = std::function<Status(const Place&, const Line&)>;

Status for_each_line(const std::vector<fs::path>& inputs, const LineVisit& visit) {
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    Result<LineReader> reader = LineReader::open(inputs[i], kMaxRecordBytes);
    if (!reader.ok()) return reader.error();
    Line line;
    while (reader->next(line)) {
      if (line.text.find_first_not_of(" \t\r") == std::string_view::npos) continue;
      const Status visited = visit({i, line.number}, line);
      if (!visited.ok()) return visited;
    }
    if (!reader->status().ok()) return reader->status();
  }
  return {};
}

// What is read, and into what it is first changed.
struct Input {
  const std::vector<fs::path>& files;
  const Reshape& reshape;
};

Status judge_line(const Place& place, const Line& line, const Input& input, Catalogue& catalogue) {
  if (line.too_long) {
    return Error{ErrorCode::InvalidData,
                 fmt::format("the line is longer than {} bytes", kMaxRecordBytes)};
  }
  const Result<FlatRecord> record = read_flat_record(line.text, input.reshape);
  if (!record.ok()) return record.error();
  return catalogue.add(*record, place);
}

Status first_pass(const Input& input, Catalogue& catalogue, JsonlImportSummary& summary) {
  return for_each_line(input.files, [&](const Place& place, const Line& line) -> Status {
    ++summary.read;
    const Status judged = judge_line(place, line, input, catalogue);
    if (judged.ok()) return {};
    ++summary.rejected;
    summary.rejects.push_back(
        {fmt::format("{}:{}", input.files[place.first].string(), place.second),
         judged.error().message});
    return {};
  });
}

Status second_pass(const Input& input, Catalogue& catalogue, JsonlImportSummary& summary,
                   const std::function<Status(Paper&&)>& write) {
  return for_each_line(input.files, [&](const Place& place, const Line& line) -> Status {
    const std::string* id = catalogue.given_id(place);
    if (id == nullptr) return {};
    Result<FlatRecord> record = read_flat_record(line.text, input.reshape);
    if (!record.ok()) {
      return Error{ErrorCode::Io, "the file changed while it was read",
                   fmt::format("{}:{}", input.files[place.first].string(), place.second),
                   "try again"};
    }
    Paper& paper = record->paper;
    paper.id = *id;
    if (!record->source_id.empty() && record->source_id != *id) {
      paper.extra["x_source_id"] = json_text(record->source_id);
    }
    const Event& event = catalogue.event_of(*record);
    paper.event = event.id;
    const std::string session = catalogue.session_of(*record, event);
    if (!session.empty()) {
      paper.presentations.emplace_back();
      paper.presentations.back().session = session;
    }
    ++summary.kept;
    if (!record->repairs.empty()) ++summary.repaired;
    for (const std::string& repair : record->repairs) ++summary.repairs[repair];
    return write(std::move(paper));
  });
}

// Lines to a temporary file beside `path`, renamed over it once they are safe on disk.
class LineWriter {
 public:
  explicit LineWriter(const fs::path& path)
      : path_(path), temporary_(path.string() + ".tmp"), out_(temporary_, std::ios::binary) {}
  LineWriter(const LineWriter&) = delete;
  LineWriter& operator=(const LineWriter&) = delete;
  ~LineWriter() {
    if (!done_) std::remove(temporary_.c_str());
  }

  Status write(const std::string& line) {
    out_ << line << '\n';
    if (out_) return {};
    return Error{ErrorCode::Io, "cannot write", temporary_.string()};
  }

  Status finish() {
    out_.close();
    if (!out_) return Error{ErrorCode::Io, "cannot write", temporary_.string()};
    if (Status synced = sync_path(temporary_); !synced.ok()) return synced;
    std::error_code error;
    fs::rename(temporary_, path_, error);
    if (error) {
      return Error{ErrorCode::Io, "cannot rename into place: " + error.message(), path_.string()};
    }
    done_ = true;
    return sync_path(path_.has_parent_path() ? path_.parent_path() : fs::path("."));
  }

 private:
  fs::path path_;
  fs::path temporary_;
  std::ofstream out_;
  bool done_ = false;
};

Status write_lines(const Input& input, const fs::path& output, Catalogue& catalogue,
                   JsonlImportSummary& summary) {
  LineWriter writer(output);
  for (const Event& event : catalogue.events()) {
    if (Status written = writer.write(to_jsonl_line(event)); !written.ok()) return written;
  }
  for (const Session& session : catalogue.sessions()) {
    if (Status written = writer.write(to_jsonl_line(session)); !written.ok()) return written;
  }
  const Status papers = second_pass(
      input, catalogue, summary, [&](Paper&& paper) { return writer.write(to_jsonl_line(paper)); });
  return papers.ok() ? writer.finish() : papers;
}

Status write_event_file(const Input& input, const fs::path& output, Catalogue& catalogue,
                        JsonlImportSummary& summary) {
  if (catalogue.events().size() > 1) {
    return Error{
        ErrorCode::InvalidInput,
        fmt::format("the input holds {} events, a .json file one", catalogue.events().size()),
        output.string(), "give an output name that ends in .jsonl"};
  }
  EventFile file;
  file.event = catalogue.events().front();
  file.sessions = catalogue.sessions();
  const Status papers = second_pass(input, catalogue, summary, [&](Paper&& paper) -> Status {
    file.papers.push_back(std::move(paper));
    return {};
  });
  return papers.ok() ? write_file_atomic(output, to_text(file)) : papers;
}

}  // namespace

std::string JsonlImportSummary::to_string() const {
  std::string out = fmt::format("{} lines read, {} papers kept, {} repaired, {} rejected\n", read,
                                kept, repaired, rejected);
  for (const auto& [what, count] : repairs) out += fmt::format("repaired: {}: {}\n", what, count);
  for (const Reject& reject : rejects) {
    out += fmt::format("rejected: {}: {}\n", reject.where, reject.reason);
  }
  return out;
}

Result<JsonlImportSummary> import_jsonl(const std::vector<fs::path>& inputs, const fs::path& output,
                                        const Reshape& reshape) {
  const Input input{inputs, reshape};
  JsonlImportSummary summary;
  Catalogue catalogue;
  if (Status read = first_pass(input, catalogue, summary); !read.ok()) return read.error();
  if (summary.read == summary.rejected) {
    return Error{ErrorCode::InvalidData, "no paper could be read",
                 inputs.empty() ? "" : inputs.front().string(),
                 summary.rejects.empty()
                     ? "give a file with one paper a line"
                     : summary.rejects.front().where + ": " + summary.rejects.front().reason};
  }
  const Status written = output.extension() == ".jsonl"
                             ? write_lines(input, output, catalogue, summary)
                             : write_event_file(input, output, catalogue, summary);
  if (!written.ok()) return written.error();
  return summary;
}

}  // namespace paperfind
