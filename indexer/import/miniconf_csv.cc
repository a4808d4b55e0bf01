#include "indexer/import/miniconf_csv.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/json_reader.h"
#include "engine/record/line_reader.h"
#include "engine/text/normalize.h"
#include "indexer/import/author_columns.h"
#include "indexer/import/csv_rows.h"
#include "indexer/import/event_name.h"
#include "indexer/import/import_run.h"
#include "indexer/import/name_list.h"
#include "indexer/import/session_file.h"
#include "indexer/import/text_repair.h"

namespace paperfind {
namespace {

using nlohmann::json;

// Columns by what they are in the flat form. The first of a row that a paper has counts.
constexpr std::pair<std::string_view, std::string_view> kColumns[] = {
    {"uid", "id"},
    {"paper_id", "id"},
    {"paperid", "id"},
    {"author", "authors"},
    {"speakers", "authors"},
    {"author_names", "authors"},
    {"paper_type", "type"},
    {"pdf_url", "pdf"},
    {"session", "sessions"},
    {"code_url", "code"},
    {"slides_url", "slides"},
    {"video_url", "videos"},
    {"poster_url", "poster"},
    {"institutions", "affiliations"},
    {"affiliation", "affiliations"}};

std::string column_name(std::string_view header) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (header.starts_with(kByteOrderMark)) header.remove_prefix(kByteOrderMark.size());
  std::string name = one_line(header);
  std::transform(name.begin(), name.end(), name.begin(),
                 [](char c) { return c == ' ' || c == '-' ? '_' : ascii_lower(c); });
  const auto* it = std::find_if(std::begin(kColumns), std::end(kColumns),
                                [&](const auto& row) { return row.first == name; });
  return it == std::end(kColumns) ? name : std::string(it->second);
}

bool is_yaml(const std::filesystem::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".yml" || extension == ".yaml";
}

// "Tues Session 1|Mon Session 1"
json parts_of(const std::string& text) {
  json out = json::array();
  for (std::size_t start = 0; start <= text.size();) {
    const std::size_t end = std::min(text.find('|', start), text.size());
    if (std::string part = one_line(text.substr(start, end - start)); !part.empty()) {
      out.push_back(std::move(part));
    }
    start = end + 1;
  }
  return out;
}

// Entities have semicolons of their own, so they are decoded before a list is parted.
std::string decoded(const std::string& text, std::set<std::string>& repairs) {
  const std::string clean = is_clean_utf8(text) ? text : decode_bytes(text);
  if (clean != text) repairs.insert("ill-formed UTF-8");
  std::string out = decode_entities(clean);
  if (out != clean) repairs.insert("HTML entities");
  return out;
}

void read_people(json& paper, std::set<std::string>& repairs) {
  const std::string authors = decoded(paper.value("authors", ""), repairs);
  std::string affiliations = decoded(paper.value("affiliations", ""), repairs);
  std::replace(affiliations.begin(), affiliations.end(), '|', ';');
  paper.erase("affiliations");
  AuthorColumns columns;
  columns.names = split_names(authors);
  if (!affiliations.empty()) columns.affiliations = split_list(affiliations);
  std::vector<std::string> unplaced;
  paper["authors"] = place_affiliations(std::move(columns), unplaced, repairs);
  if (!unplaced.empty()) paper["x_affiliations"] = unplaced;
}

class CsvImport {
 public:
  CsvImport(const ImportJob& job, ItemSink& sink)
      : job_(job), sink_(sink), settings_(job.settings) {
    settings_.fallback_event = event_name(job.output.stem().string());
  }

  Status read() {
    for (std::size_t i = 0; i < job_.inputs.size(); ++i) {
      if (!is_yaml(job_.inputs[i])) continue;
      if (Status taken = read_sessions(i); !taken.ok()) return taken;
    }
    for (std::size_t i = 0; i < job_.inputs.size(); ++i) {
      if (is_yaml(job_.inputs[i])) continue;
      if (Status taken = read_table(i); !taken.ok()) return taken;
    }
    for (const auto& [paper, mentions] : sessions_) {
      if (mentions.used) continue;
      sink_.note(mentions.input, mentions.line, "\"" + paper + "\" is in no CSV file");
    }
    return {};
  }

 private:
  struct Mentions {
    std::vector<std::size_t> sessions;  // numbers in `flat_sessions_`
    std::size_t input = 0;              // where the first one stands
    std::size_t line = 0;
    bool used = false;
  };

  static Error rejected(std::string why) { return {ErrorCode::InvalidData, std::move(why)}; }

  Status read_sessions(std::size_t input) {
    const Result<SessionFile> file = SessionFile::read(job_.inputs[input]);
    if (!file.ok()) {
      const Error& error = file.error();
      const std::size_t colon = error.where.rfind(':');
      if (error.code != ErrorCode::InvalidData || colon == std::string::npos) return error;
      return sink_.item(input, std::stoul("0" + error.where.substr(colon + 1)),
                        rejected(error.message));
    }
    if (year_.empty()) year_ = file->year;
    const std::size_t before = flat_sessions_.size();
    flat_sessions_.insert(flat_sessions_.end(), file->sessions.begin(), file->sessions.end());
    for (const SessionFile::Mention& mention : file->mentions) {
      const auto [it, added] = sessions_.try_emplace(mention.paper);
      if (added) {
        it->second.input = input;
        it->second.line = mention.line;
      }
      it->second.sessions.push_back(before + mention.session);
    }
    return {};
  }

  Status read_table(std::size_t input) {
    Result<LineReader> lines = LineReader::open(job_.inputs[input], kMaxRecordBytes);
    if (!lines.ok()) return lines.error();
    CsvRows rows(*lines);
    CsvRow row;
    std::vector<std::string> header;
    if (rows.next(row)) {
      for (const std::string& field : row.fields) header.push_back(column_name(field));
    }
    if (std::find(header.begin(), header.end(), "title") == header.end()) {
      const Status taken =
          sink_.item(input, 1, rejected("is no table of papers: it has no column \"title\""));
      return taken.ok() ? lines->status() : taken;
    }
    while (rows.next(row)) {
      if (Status taken = take(input, row, header); !taken.ok()) return taken;
    }
    return lines->status();
  }

  Status take(std::size_t input, const CsvRow& row, const std::vector<std::string>& header) {
    if (!row.fault.empty()) return sink_.item(input, row.line, rejected(row.fault));
    json paper = json::object();
    for (std::size_t i = 0; i < std::min(row.fields.size(), header.size()); ++i) {
      if (row.fields[i].empty() || paper.contains(header[i])) continue;
      paper[header[i]] = row.fields[i];
    }
    if (!paper.contains("title") && !paper.contains("id")) {
      return sink_.item(input, row.line, rejected("has neither a title nor an id"));
    }
    std::set<std::string> repairs;
    read_people(paper, repairs);
    add_sessions(paper);
    if (!paper.contains("year")) paper["year"] = year_of(paper.value("event", ""));
    Result<FlatRecord> record = read_flat_record(paper, settings_);
    if (record.ok()) record->repairs.merge(repairs);
    return sink_.item(input, row.line, std::move(record));
  }

  void add_sessions(json& paper) {
    json sessions = parts_of(paper.value("sessions", ""));
    const auto it = sessions_.find(paper.value("id", ""));
    if (it != sessions_.end()) {
      it->second.used = true;
      for (const std::size_t session : it->second.sessions) {
        sessions.push_back(json::parse(flat_sessions_[session]));
      }
    }
    paper["sessions"] = std::move(sessions);
  }

  // The year of the event's name, else that of the first session.
  [[nodiscard]] std::string year_of(const std::string& event) const {
    const std::string name = !event.empty()             ? event
                             : !settings_.event.empty() ? settings_.event
                                                        : settings_.fallback_event;
    const std::string year = year_in(name);
    return year.empty() ? year_ : year;
  }

  const ImportJob& job_;
  ItemSink& sink_;
  ImportSettings settings_;
  std::vector<std::string> flat_sessions_;    // as JSON
  std::map<std::string, Mentions> sessions_;  // by paper
  std::string year_;                          // of the first session
};

}  // namespace

Result<ImportSummary> import_csv(const ImportJob& job) {
  return run_source([&](ItemSink& sink) { return CsvImport(job, sink).read(); }, job);
}

}  // namespace paperfind
