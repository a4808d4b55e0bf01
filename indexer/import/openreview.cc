#include "indexer/import/openreview.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/json_reader.h"
#include "engine/text/normalize.h"
#include "indexer/import/author_columns.h"
#include "indexer/import/event_name.h"
#include "indexer/import/import_run.h"
#include "indexer/import/json_objects.h"
#include "indexer/import/name_list.h"
#include "indexer/import/text_repair.h"

namespace paperfind {
namespace {

using nlohmann::json;

constexpr std::string_view kOpenReview = "https://openreview.net";

// Reviews, statistics, mail addresses and what was derived from the rest: never kept.
constexpr std::string_view kDropped[] = {"author_num",
                                         "authorids",
                                         "bibtex",
                                         "confidence",
                                         "contribution",
                                         "correctness",
                                         "email",
                                         "paperhash",
                                         "pdf_size",
                                         "presentation",
                                         "rating",
                                         "rating_avg",
                                         "rebuttal",
                                         "recommendation",
                                         "reviewers",
                                         "soundness",
                                         "technical_novelty_and_significance",
                                         "venueid",
                                         "empirical_novelty_and_significance"};
constexpr std::string_view kDroppedStarts[] = {"_",        "aff_",   "corr_", "gs_",
                                               "replies_", "reply_", "wc_"};

bool is_dropped(std::string_view key) {
  return std::find(std::begin(kDropped), std::end(kDropped), key) != std::end(kDropped) ||
         std::any_of(std::begin(kDroppedStarts), std::end(kDroppedStarts),
                     [&](std::string_view start) { return key.starts_with(start); }) ||
         key.ends_with("_avg");
}

std::string text_of(const json& object, const char* key) {
  const auto it = object.find(key);
  return it != object.end() && it->is_string() ? it->get<std::string>() : std::string();
}

bool is_empty(const json& value) {
  return value.is_null() || value == "" || (value.is_structured() && value.empty());
}

void rename(json& object, const char* from, const char* to) {
  const auto it = object.find(from);
  if (it == object.end() || object.contains(to)) return;
  json value = std::move(*it);
  object.erase(it);
  object[to] = std::move(value);
}

// What the API calls a note: its fields stand in "content", each perhaps as {"value": …}.
void unwrap_note(json& note) {
  const auto content = note.find("content");
  if (content == note.end() || !content->is_object()) return;
  json flat = json::object();
  for (const auto& [key, value] : content->items()) {
    flat[key] = value.is_object() && value.contains("value") ? value["value"] : value;
  }
  const std::string id = text_of(note, "id");
  const std::string forum = text_of(note, "forum");
  if (!id.empty()) flat["id"] = id;
  if (!forum.empty()) flat["html"] = fmt::format("{}/forum?id={}", kOpenReview, forum);
  if (const std::string pdf = text_of(flat, "pdf"); pdf.starts_with('/')) {
    flat["pdf"] = std::string(kOpenReview) + pdf;
  }
  rename(flat, "authors", "author");
  note = std::move(flat);
}

// "ICLR 2031 poster" is an event and a type.
void read_venue(json& paper) {
  const std::string venue = text_of(paper, "venue");
  const std::size_t year = find_year(venue);
  if (year == std::string::npos) return;
  paper.erase("venue");
  constexpr std::string_view kSubmitted = "Submitted to ";
  const bool submitted = venue.starts_with(kSubmitted);
  const std::size_t start = submitted ? kSubmitted.size() : 0;
  const std::size_t end = year + 4;
  paper["event"] = venue.substr(start, end - start);
  if (!paper.contains("status"))
    paper["status"] = submitted ? "Reject" : one_line(venue.substr(end));
}

// What was decided: a type of presentation, or none.
Status read_decision(json& paper) {
  const std::string status = text_of(paper, "status");
  paper.erase("status");
  const std::string word = ascii_lower(status);
  if (word.find("reject") != std::string::npos) {
    return Error{ErrorCode::InvalidData, fmt::format("was not accepted: status \"{}\"", status)};
  }
  if (word.find("withdraw") != std::string::npos) {
    paper["status"] = "withdrawn";
  } else if (!status.empty() && !paper.contains("type")) {
    paper["type"] = status;
  }
  return {};
}

// A column of names or affiliations. Entities are decoded before the semicolons of the list are
// looked for, since they have their own.
std::vector<std::string> column(const json& value, bool& decoded) {
  std::vector<std::string> out;
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    const std::string plain = decode_entities(text);
    decoded = decoded || plain != text;
    return split_list(plain);
  }
  for (const json& item : value.is_array() ? value : json::array()) {
    std::string name = item.is_object() ? text_of(item, "fullname") : std::string();
    if (item.is_object() && name.empty()) name = text_of(item, "name");
    out.push_back(item.is_string() ? item.get<std::string>() : std::move(name));
  }
  return out;
}

void read_authors(json& paper, std::set<std::string>& repairs) {
  const json author = paper.value("author", json());
  const json aff = paper.value("aff", json());
  bool decoded = false;
  AuthorColumns columns{column(author, decoded), column(aff, decoded)};
  std::vector<std::string> unplaced;
  paper["authors"] = place_affiliations(std::move(columns), unplaced, repairs);
  if (!unplaced.empty()) paper["x_affiliations"] = unplaced;
  if (decoded) {
    repairs.insert("HTML entities");
    paper["x_source_authors"] = {author, aff};
  }
  paper.erase("author");
  paper.erase("aff");
}

Status make_flat(json& paper, const std::string& event, std::set<std::string>& repairs) {
  unwrap_note(paper);
  if (text_of(paper, "title").empty() && !paper.contains("author")) {
    return Error{ErrorCode::InvalidData, "has neither a title nor an author"};
  }
  read_venue(paper);
  for (auto it = paper.begin(); it != paper.end();) {
    it = is_dropped(it.key()) || is_empty(it.value()) ? paper.erase(it) : std::next(it);
  }
  read_authors(paper, repairs);
  rename(paper, "site", "html");
  rename(paper, "openreview", "html");
  rename(paper, "github", "code");
  rename(paper, "primary_area", "track");
  if (!paper.contains("event")) paper["event"] = event;
  // Of a paper that is not said to be of any year, its event is.
  if (!paper.contains("year")) paper["year"] = year_in(text_of(paper, "event"));
  return read_decision(paper);
}

// One file.
class PaperList {
 public:
  PaperList(const ImportJob& job, std::size_t input, ItemSink& sink)
      : job_(job),
        input_(input),
        sink_(sink),
        event_(event_name(job.inputs[input].stem().string())) {}

  Status read() {
    Result<ByteReader> bytes = ByteReader::open(job_.inputs[input_]);
    if (!bytes.ok()) return bytes.error();
    JsonObjects objects(*bytes);
    bool any = false;
    for (JsonObjectText object; objects.next(object); any = true) {
      if (Status taken = take(object); !taken.ok()) return taken;
    }
    if (!bytes->status().ok() || any) return bytes->status();
    return sink_.item(input_, 1, rejected("holds no JSON object"));
  }

 private:
  static Error rejected(std::string why) { return {ErrorCode::InvalidData, std::move(why)}; }

  Status take(const JsonObjectText& object) {
    Result<json> parsed = parse(object);
    if (!parsed.ok()) return sink_.item(input_, object.line, parsed.error());
    json& paper = *parsed;
    if (is_reply(paper)) {
      sink_.left_out("replies to papers");
      return {};
    }
    std::set<std::string> repairs;
    if (!is_clean_utf8(object.text)) repairs.insert("ill-formed UTF-8");
    if (Status flat = make_flat(paper, event_, repairs); !flat.ok()) {
      return sink_.item(input_, object.line, flat.error());
    }
    Result<FlatRecord> record = read_flat_record(paper, job_.settings);
    if (record.ok()) record->repairs.merge(repairs);
    return sink_.item(input_, object.line, std::move(record));
  }

  static Result<json> parse(const JsonObjectText& object) {
    if (object.too_long) return rejected(fmt::format("is longer than {} bytes", kMaxRecordBytes));
    const std::string text = is_clean_utf8(object.text) ? object.text : decode_bytes(object.text);
    std::vector<JsonProblem> problems;
    std::optional<json> value = parse_json(text, problems, NulRule::Keep);
    if (!value && !object.complete && object.text.starts_with('{')) return rejected("has no end");
    if (!value) return rejected(problems.front().message);
    if (!value->is_object()) return rejected("is no JSON object");
    return std::move(*value);
  }

  // Reviews and comments are notes too.
  static bool is_reply(const json& note) {
    return note.contains("content") && !is_empty(note.value("replyto", json()));
  }

  const ImportJob& job_;
  std::size_t input_;
  ItemSink& sink_;
  std::string event_;
};

}  // namespace

Result<ImportSummary> import_openreview(const ImportJob& job) { return run_files<PaperList>(job); }

}  // namespace paperfind
