#include "indexer/record_set.h"

#include <memory>
#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/base/sha256.h"
#include "engine/record/record_json.h"
#include "engine/schema/stored_paper.h"
#include "engine/store/generation.h"
#include "engine/store/paper_index.h"
#include "engine/store/snapshot.h"
#include "indexer/corpus_pass.h"

namespace paperfind {
namespace {

Result<Paper> decoded(const Result<std::string>& bytes) {
  if (!bytes.ok()) return bytes.error();
  return decode_paper(*bytes);
}

// A line of the site's synonyms is no record; all of them belong to its settings.
std::string settings_text(const CorpusFrame& frame) {
  nlohmann::ordered_json settings = to_json(frame.site);
  for (const SynonymGroup& group : frame.synonyms) {
    settings["synonyms of the file"].push_back({group.members, group.also});
  }
  return settings.dump();
}

}  // namespace

const char* name_of(RecordKind kind) {
  switch (kind) {
    case RecordKind::Paper:
      return "paper";
    case RecordKind::Session:
      return "session";
    case RecordKind::ScheduleEntry:
      return "schedule entry";
    case RecordKind::Event:
      return "event";
    case RecordKind::Person:
      return "person";
    case RecordKind::Institution:
      return "institution";
    case RecordKind::Settings:
      return "settings";
  }
  return "";
}

Result<RecordSet> RecordSet::open(const std::string& name, const BuildOptions& options,
                                  std::vector<Finding>& findings) {
  const bool current = name == "current" && !options.index.empty();
  if (!current && !is_generation_name(name)) {
    BuildOptions named = options;
    named.corpus = name;
    return of_corpus(named, findings);
  }
  if (options.index.empty()) {
    return Error{ErrorCode::InvalidInput, "is a generation, but of which index?", name,
                 "name its folder with --db, or in PAPERFIND_DB"};
  }
  Result<std::string> generation = name;
  if (current) generation = current_generation(options.index);
  if (!generation.ok()) return generation.error();
  return of_generation(options.index / *generation);
}

Result<RecordSet> RecordSet::of_generation(const std::filesystem::path& generation) {
  std::error_code error;
  if (!std::filesystem::is_directory(generation, error)) {
    return Error{ErrorCode::NotFound, "there is no such generation", generation.string(),
                 "paperfind-indexer status lists them"};
  }
  const Result<std::shared_ptr<const Snapshot>> snapshot = Snapshot::open(generation);
  if (!snapshot.ok()) return snapshot.error();
  RecordSet set;
  set.add_frame((*snapshot)->catalog().frame());
  const auto index = std::make_shared<const PaperIndex>(**snapshot);
  set.load_ = [snapshot = *snapshot, index](std::size_t place) -> Result<std::string> {
    return index->stored_paper(static_cast<DocId>(place));
  };
  for (DocId doc = 1; doc <= index->doc_count(); ++doc) {
    if (Status added = set.add_paper(doc); !added.ok()) return added.error();
  }
  return set;
}

Result<RecordSet> RecordSet::of_corpus(const BuildOptions& options,
                                       std::vector<Finding>& findings) {
  Result<CorpusPass> read = read_corpus(options.corpus, options.authority, {}, options.quiet);
  if (!read.ok()) return read.error();
  const auto corpus = std::make_shared<CorpusPass>(std::move(read).value());
  findings.insert(findings.end(), corpus->findings.begin(), corpus->findings.end());
  RecordSet set;
  set.add_frame(corpus->resolver.frame());
  set.load_ = [corpus](std::size_t place) { return corpus->papers.bytes(place); };
  for (std::size_t place = 0; place < corpus->papers.size(); ++place) {
    if (Status added = set.add_paper(place); !added.ok()) return added.error();
  }
  return set;
}

void RecordSet::add_frame(const CorpusFrame& frame) {
  const auto add = [this](RecordKind kind, const std::string& id, std::string text) {
    Entry& entry = entries_[{kind, id}];
    entry.hash = sha256_hex(text);
    entry.text = std::move(text);
  };
  for (const Event& event : frame.events) add(RecordKind::Event, event.id, to_json(event).dump());
  for (const Session& session : frame.sessions)
    add(RecordKind::Session, session.id, to_json(session).dump());
  for (const ScheduleEntry& entry : frame.schedule)
    add(RecordKind::ScheduleEntry, entry.id, to_json(entry).dump());
  for (const Person& person : frame.people)
    add(RecordKind::Person, person.id, to_json(person).dump());
  for (const Institution& institution : frame.institutions)
    add(RecordKind::Institution, institution.id, to_json(institution).dump());
  add(RecordKind::Settings, "site", settings_text(frame));
}

Status RecordSet::add_paper(std::size_t place) {
  const Result<std::string> bytes = load_(place);
  const Result<Paper> paper = decoded(bytes);
  if (!paper.ok()) return paper.error();
  entries_[{RecordKind::Paper, paper->id}] = {sha256_hex(*bytes), place, {}};
  return {};
}

Result<nlohmann::ordered_json> RecordSet::record(const Key& key) const {
  const Entry& entry = entries_.at(key);
  if (key.first != RecordKind::Paper) return nlohmann::ordered_json::parse(entry.text);
  const Result<Paper> paper = decoded(load_(entry.place));
  if (!paper.ok()) return paper.error();
  return to_json(*paper);
}

}  // namespace paperfind
