#include "indexer/import/schedule.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "engine/base/file.h"
#include "engine/base/nlohmann_json.h"
#include "engine/base/zoned_time.h"
#include "engine/text/normalize.h"
#include "indexer/import/event_name.h"
#include "indexer/import/import_run.h"
#include "indexer/import/schedule_file.h"
#include "indexer/import/source_time.h"
#include "indexer/import/text_repair.h"

namespace paperfind {
namespace {

using nlohmann::json;

constexpr std::uint64_t kMaxBytes = std::uint64_t{64} << 20;
// Beginnings of titles and types of what nobody gives a talk in.
constexpr std::pair<std::string_view, std::string_view> kEntryWords[] = {
    {"break", "break"},     {"coffee", "break"},    {"lunch", "break"},
    {"pause", "break"},     {"dinner", "break"},    {"reception", "break"},
    {"welcome", "welcome"}, {"opening", "welcome"}, {"registration", "other"}};

using Talk = ScheduleFile::Talk;

// Minutes of "00:30", "1:00:00" (the last is seconds, the first may be days) or "30".
std::optional<int> minutes_of(std::string_view duration) {
  int parts[4] = {};
  std::size_t count = 0;
  while (count < 4) {
    const auto [end, error] =
        std::from_chars(duration.data(), duration.data() + duration.size(), parts[count]);
    if (error != std::errc() || parts[count] < 0 || parts[count] > 100000) return std::nullopt;
    ++count;
    duration.remove_prefix(static_cast<std::size_t>(end - duration.data()));
    if (duration.empty()) break;
    if (duration.front() != ':') return std::nullopt;
    duration.remove_prefix(1);
  }
  if (!duration.empty()) return std::nullopt;
  if (count == 1) return parts[0];
  if (count == 4) return (parts[0] * 24 + parts[1]) * 60 + parts[2];
  return parts[0] * 60 + parts[1];
}

// Milliseconds since 1970, which read_source_time knows.
std::string milliseconds(std::int64_t seconds) { return std::to_string(seconds * 1000); }

struct Slot {
  std::string start;  // RFC 3339, or empty
  std::string end;
};

Slot slot_of(const Talk& talk, const std::string& zone) {
  Slot slot;
  auto start = read_source_time(one_line(talk.date), zone);
  if (!start) start = read_source_time(one_line(talk.day + "T" + talk.start), zone);
  if (!start) return slot;
  slot.start = *start;
  const auto minutes = minutes_of(one_line(talk.duration));
  const auto seconds = to_unix_seconds(*start);
  if (!minutes || !seconds) return slot;
  slot.end =
      read_source_time(milliseconds(*seconds + std::int64_t{60} * *minutes), zone).value_or("");
  return slot;
}

// What an event without people and text is; nothing for a talk.
std::optional<std::string> entry_type(const Talk& talk) {
  if (!talk.people.empty()) return std::nullopt;
  const std::string title = fold_key(talk.title);
  const std::string type = fold_key(talk.type);
  for (const auto& [word, kind] : kEntryWords) {
    if (title.starts_with(word) || type.starts_with(word)) return std::string(kind);
  }
  const bool silent = one_line(talk.abstract + talk.description).empty();
  return silent ? std::optional<std::string>("other") : std::nullopt;
}

// Days of a room are the sessions of a programme that names none.
struct Block {
  std::string start;
  std::string end;
};

// One file.
class Programme {
 public:
  Programme(const ImportJob& job, std::size_t input, ItemSink& sink)
      : job_(job), input_(input), sink_(sink), settings_(job.settings) {
    settings_.fallback_event = event_name(job.inputs[input].stem().string());
  }

  Status read() {
    const Result<ScheduleFile> file = ScheduleFile::read(job_.inputs[input_]);
    if (!file.ok()) {
      if (file.error().code != ErrorCode::InvalidData) return file.error();
      return sink_.item(input_, 1, Error{ErrorCode::InvalidData, file.error().message});
    }
    if (file->repaired) sink_.note(input_, 1, "ill-formed UTF-8, repaired");
    find_zone(*file);
    for (const Talk& talk : file->talks) widen(talk);
    for (const Talk& talk : file->talks) {
      if (Status taken = take(*file, talk); !taken.ok()) return taken;
    }
    if (!file->talks.empty()) return {};
    return sink_.item(input_, 1, Error{ErrorCode::InvalidData, "the schedule has no events"});
  }

 private:
  void find_zone(const ScheduleFile& file) {
    zone_ = !settings_.zone.empty() ? settings_.zone : is_known_zone(file.zone) ? file.zone : "UTC";
  }

  static std::string block_key(const Talk& talk) { return talk.room + "@" + talk.day; }

  void widen(const Talk& talk) {
    if (entry_type(talk)) return;
    const Slot slot = slot_of(talk, zone_);
    Block& block = blocks_[block_key(talk)];
    const auto begin = to_unix_seconds(slot.start);
    const auto end = to_unix_seconds(slot.end);
    if (begin && (block.start.empty() || *begin < to_unix_seconds(block.start)))
      block.start = slot.start;
    if (end && (block.end.empty() || *end > to_unix_seconds(block.end))) block.end = slot.end;
  }

  [[nodiscard]] json event_of(const ScheduleFile& file) const {
    return {{"name", file.title.empty() ? file.acronym : file.title},
            {"short", file.title.empty() ? "" : file.acronym},
            {"start", file.start},
            {"end", file.end},
            {"tz", zone_}};
  }

  [[nodiscard]] std::string year_of(const ScheduleFile& file, const Talk& talk) const {
    for (const std::string& text : {file.start, talk.day, talk.date}) {
      if (text.size() >= 4) return text.substr(0, 4);
    }
    return year_in(file.title);
  }

  Status take(const ScheduleFile& file, const Talk& talk) {
    if (!talk.fault.empty()) {
      return sink_.item(input_, talk.line, Error{ErrorCode::InvalidData, talk.fault});
    }
    json flat = json::object();
    flat["title"] = talk.subtitle.empty() ? talk.title : talk.title + ": " + talk.subtitle;
    flat["event"] = event_of(file);
    flat["year"] = year_of(file, talk);
    const Slot slot = slot_of(talk, zone_);
    if (const auto type = entry_type(talk)) {
      flat["entry"] = {
          {"type", *type}, {"start", slot.start}, {"end", slot.end}, {"room", talk.room}};
    } else {
      describe(talk, slot, flat);
    }
    Result<FlatRecord> record = read_flat_record(flat, settings_);
    if (record.ok() && slot.start.empty())
      record->repairs.insert("a time that cannot be read, left out");
    return sink_.item(input_, talk.line, std::move(record));
  }

  void describe(const Talk& talk, const Slot& slot, json& flat) const {
    flat["id"] = talk.id;
    flat["abstract"] = talk.abstract +
                       (talk.abstract.empty() || talk.description.empty() ? "" : "\n\n") +
                       talk.description;
    flat["track"] = talk.track;
    flat["type"] = talk.type;
    flat["lang"] = language(talk.language);
    flat["license"] = talk.license;
    flat["html"] = talk.url;
    flat["authors"] = json::array();
    for (const auto& [name, affiliation] : talk.people) {
      json person{{"name", name}};
      if (!affiliation.empty()) person["affiliations"] = {affiliation};
      flat["authors"].push_back(std::move(person));
    }
    for (const auto& [url, title] : talk.links) add_link(url, title, flat);
    const Block& block = blocks_.at(block_key(talk));
    const std::string parting = talk.room.empty() || talk.day.empty() ? "" : ", ";
    const std::string title = one_line(talk.room + parting + talk.day);
    flat["sessions"] = {
        {{"key", title.empty() ? "" : block_key(talk)},
         {"title", title},
         {"start", block.start},
         {"end", block.end},
         {"room", talk.room},
         {"slot", {{"start", slot.start}, {"end", slot.end}, {"room", talk.room}}}}};
  }

  // "de-formal" and "en" are tags; a word of a language is none.
  static std::string language(const std::string& text) {
    const std::string tag = one_line(text);
    const bool two = tag.size() == 2 || (tag.size() > 2 && (tag[2] == '-' || tag[2] == '_'));
    return two && std::all_of(tag.begin(), tag.begin() + 2,
                              [](char c) { return c >= 'a' && c <= 'z'; })
               ? tag.substr(0, 2)
               : std::string();
  }

  static void add_link(const std::string& url, const std::string& title, json& flat) {
    if (url.find("://") == std::string::npos) return;
    const std::string words = fold_key(title);
    const bool slides =
        words.find("slide") != std::string::npos || words.find("folien") != std::string::npos;
    const bool video =
        words.find("video") != std::string::npos || words.find("recording") != std::string::npos;
    if (slides) {
      flat["slides"].push_back(url);
    } else if (video) {
      flat["videos"].push_back(url);
    } else {
      flat["x_links"].push_back({{"url", url}, {"title", title}});
    }
  }

  const ImportJob& job_;
  std::size_t input_;
  ItemSink& sink_;
  ImportSettings settings_;
  std::string zone_;
  std::map<std::string, Block> blocks_;  // by room and day
};

}  // namespace

Result<ScheduleFile> ScheduleFile::read(const std::filesystem::path& path) {
  const Result<std::string> bytes = read_file(path, kMaxBytes);
  if (!bytes.ok()) return bytes.error();
  const bool clean = is_clean_utf8(*bytes);
  std::string text = clean ? *bytes : decode_bytes(*bytes);
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.erase(0, kByteOrderMark.size());
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool xml = first != std::string::npos && text[first] == '<';
  Result<ScheduleFile> file = xml ? schedule_from_xml(text) : schedule_from_json(text);
  if (file.ok()) file->repaired = !clean;
  return file;
}

Result<ImportSummary> import_schedule(const ImportJob& job) { return run_files<Programme>(job); }

}  // namespace paperfind
