#include "indexer/import/program_page.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "engine/base/file.h"
#include "engine/base/nlohmann_json.h"
#include "engine/base/utf16.h"
#include "engine/base/utf8.h"
#include "engine/record/identifiers.h"
#include "engine/record/json_position.h"
#include "engine/record/json_reader.h"
#include "engine/record/record_json.h"
#include "engine/record/validate.h"
#include "indexer/import/page_days.h"
#include "indexer/import/page_outline.h"
#include "indexer/import/page_people.h"
#include "indexer/import/page_records.h"
#include "indexer/import/page_sections.h"

namespace paperfind {
namespace {

using namespace program_page;  // NOLINT: this file is its front door

// Far more than any programme has; a file of another kind is told early.
constexpr std::uint64_t kMaxPageBytes = std::uint64_t{64} << 20;
// An event's id starts all others and a hash may follow: half of the 64 bytes leave room for words.
constexpr std::size_t kMaxEventId = 32;

Error wrong(std::string message, std::string where = {}, std::string hint = {}) {
  return {ErrorCode::InvalidData, std::move(message), std::move(where), std::move(hint)};
}

// The page's lines with the overrides' replacements; a replacement's lines keep the number of the
// line they stand for.
Result<std::vector<Line>> read_lines(std::string_view page, const Overrides& overrides) {
  std::vector<Line> lines;
  std::set<std::string> used;
  std::map<std::string, const std::vector<std::string>*> replacements;
  for (const auto& [line, by] : overrides.replaced_lines)
    replacements.emplace(clean_line(line), &by);
  for (Line& line : split_page(page)) {
    const auto replacement = replacements.find(line.text);
    if (replacement == replacements.end()) {
      lines.push_back(std::move(line));
      continue;
    }
    used.insert(replacement->first);
    for (const std::string& by : *replacement->second) {
      Line next{line.number, clean_line(by),
                &by == &replacement->second->front() && line.after_blank};
      if (!next.text.empty()) lines.push_back(std::move(next));
    }
  }
  for (const auto& [line, by] : overrides.replaced_lines) {
    if (used.contains(clean_line(line))) continue;
    return wrong("no line of the page reads so", "/lines/replace/" + escape_pointer_token(line),
                 "copy the line from the page, or take it away");
  }
  return lines;
}

Status ignore_lines(Ledger& ledger, const Overrides& overrides) {
  for (std::size_t n = 0; n < overrides.ignored_lines.size(); ++n) {
    const std::string wanted = clean_line(overrides.ignored_lines[n]);
    bool found = false;
    for (std::size_t i = 0; i < ledger.size(); ++i) {
      if (ledger.text(i) != wanted) continue;
      ledger.ignore(i, "left out by the overrides");
      found = true;
    }
    if (!found) {
      return wrong("no line of the page reads so", "/lines/ignore/" + std::to_string(n),
                   "copy the line from the page, or take it away");
    }
  }
  return {};
}

Event event_of(const Outline& outline, std::string_view id) {
  Event event;
  event.id = id;
  event.name = outline.name;
  event.tz = outline.zone;
  event.place = outline.place;
  if (const std::optional<DateSpan> days = event_days(outline)) {
    event.year = days->first.year;
    event.start = day_text(days->first);
    event.end = day_text(days->last);
  }
  return event;
}

// Institutions that stand alone behind a name somewhere on the page. Read on a copy of the ledger,
// since it takes the very structure it helps to find: the second reading uses what the first one
// learnt.
void learn_institutions(Ledger ledger, const Outline& outline, KnownInstitutions& known) {
  std::vector<std::string> seen;
  for (const Slot& slot : outline.slots) {
    for (const Section& section : read_sections(ledger, slot, known)) {
      for (const std::string& chair : section.chairs) seen.push_back(sure_affiliation(chair));
      for (const Talk& talk : section.talks) {
        for (const std::string& line : talk.author_lines) seen.push_back(sure_affiliation(line));
      }
    }
  }
  for (const std::string& affiliation : seen) known.add(affiliation);
}

constexpr std::size_t kMaxShownBytes = 160;  // of a line in a report

void report(const Ledger& ledger, ProgramPageImport& out) {
  out.lines = ledger.size();
  for (const Ledger::Entry& entry : ledger.entries()) {
    switch (entry.fate) {
      case Fate::Placed:
        ++out.placed;
        break;
      case Fate::Ignored:
        if (out.ignored.empty() || out.ignored.back().reason != entry.reason) {
          out.ignored.push_back({entry.line.number, entry.line.number, 0, entry.reason});
        }
        out.ignored.back().last = entry.line.number;
        ++out.ignored.back().lines;
        break;
      case Fate::Open:
      case Fate::Warned:
        out.warnings.push_back({entry.line.number, shortened(entry.line.text, kMaxShownBytes),
                                entry.reason.empty() ? "not understood" : entry.reason});
        break;
    }
  }
}

Result<std::vector<std::string>> read_institution_names(
    const std::filesystem::path& corpus_folder) {
  const std::filesystem::path path = corpus_folder / "authority" / "institutions.json";
  std::error_code ignored;
  if (!std::filesystem::exists(path, ignored)) return std::vector<std::string>{};
  Result<std::string> text = read_file(path, kMaxPageBytes);
  if (!text) return text.error();
  Result<std::vector<std::string>> names = institution_names(*text);
  if (!names) return wrong(names.error().message, path.string(), names.error().hint);
  return names;
}

}  // namespace

Result<ProgramPageImport> import_program_page(std::string_view page_text, std::string_view event_id,
                                              const Overrides& overrides,
                                              std::span<const std::string> known_institutions) {
  if (!is_valid_id(event_id) || event_id.size() > kMaxEventId) {
    return Error{
        ErrorCode::InvalidInput,
        "\"" + std::string(event_id) + "\" cannot be an event's id",
        {},
        "letters, digits, '.', '_' and '-', 32 at most; it is the name of the output file"};
  }
  Result<std::vector<Line>> lines = read_lines(page_text, overrides);
  if (!lines) return lines.error();
  Ledger ledger(std::move(*lines));
  if (Status status = ignore_lines(ledger, overrides); !status) return status.error();
  const Outline outline = read_outline(ledger);
  if (outline.slots.empty()) {
    return wrong(
        ledger.size() == 0 ? "the page is empty" : "no programme found: no line is a time range",
        {}, "a slot starts with a line such as \"9:30 am to 10:50 am\"");
  }
  Result<Event> event = patch_event(event_of(outline, event_id), overrides);
  if (!event) return event.error();

  KnownInstitutions known;
  for (const std::string& name : known_institutions) known.add(name);
  for (const std::string& name : overrides.institutions) known.add(name);
  learn_institutions(ledger, outline, known);

  const std::vector<CivilTime> days = slot_days(outline, *event, ledger);
  std::vector<DatedSlot> slots;
  for (std::size_t i = 0; i < outline.slots.size(); ++i) {
    const Slot& slot = outline.slots[i];
    slots.push_back({days[i], slot.times, slot.line, read_sections(ledger, slot, known)});
  }
  Result<EventFile> file = build_records(*event, slots, known, overrides);
  if (!file) return file.error();
  if (Status status = patch_records(*file, overrides); !status) return status.error();

  ProgramPageImport out;
  out.file = std::move(*file);
  report(ledger, out);
  return out;
}

Result<std::vector<std::string>> institution_names(std::string_view authority_text) {
  std::vector<JsonProblem> problems;
  const std::optional<nlohmann::json> root = parse_json(authority_text, problems);
  if (!root || !problems.empty()) {
    return wrong(problems.empty() ? "is no JSON" : problems[0].message, {},
                 problems.empty() ? "" : problems[0].hint);
  }
  const SchemaChecker checker;
  if (!checker.accepts(SchemaKind::Institutions, *root)) {
    const std::vector<Violation> violations = checker.explain(SchemaKind::Institutions, *root);
    return wrong(violations.empty() ? "is no authority file"
                                    : violations[0].pointer + ": " + violations[0].message);
  }
  std::vector<std::string> names;
  for (const nlohmann::json& value : root->at("institutions")) {
    const Institution institution = institution_from_json(value);
    names.push_back(institution.name);
    names.insert(names.end(), institution.aliases.begin(), institution.aliases.end());
    names.insert(names.end(), institution.acronyms.begin(), institution.acronyms.end());
  }
  return names;
}

Result<ProgramPageImport> run_program_page_import(const std::filesystem::path& page,
                                                  const std::filesystem::path& output) {
  Result<std::string> text = read_file(page, kMaxPageBytes);
  if (!text) return text.error();
  if (looks_like_utf16(*text)) return wrong("is UTF-16", page.string(), "save it as UTF-8");
  const std::filesystem::path beside = overrides_path(page);
  Result<Overrides> overrides = read_overrides(beside);
  if (!overrides) return overrides.error();
  Result<std::vector<std::string>> names = read_institution_names(output.parent_path());
  if (!names) return names.error();
  Result<ProgramPageImport> import =
      import_program_page(*text, output.stem().string(), *overrides, *names);
  if (!import) {
    // A pointer is one into the overrides; what has none is said of the page.
    Error error = import.error();
    if (error.code == ErrorCode::InvalidData) {
      error.where = error.where.empty() ? page.string() : beside.string() + ": " + error.where;
    }
    return error;
  }
  if (Status status = write_file_atomic(output, to_text(import->file)); !status)
    return status.error();
  return import;
}

std::string describe(const ProgramPageImport& import, const std::string& page_name) {
  const auto count = [](std::size_t n, const std::string& one, const std::string& many) {
    return std::to_string(n) + " " + (n == 1 ? one : many);
  };
  const auto& papers = import.file.papers;
  const auto abstracts = std::count_if(papers.begin(), papers.end(),
                                       [](const Paper& p) { return !p.abstract.empty(); });
  const auto videos =
      std::count_if(papers.begin(), papers.end(), [](const Paper& p) { return !p.videos.empty(); });
  std::string out = count(papers.size(), "paper", "papers") + " (" + std::to_string(abstracts) +
                    " with an abstract, " + std::to_string(videos) + " with a video), " +
                    count(import.file.sessions.size(), "session", "sessions") + ", " +
                    count(import.file.schedule.size(), "schedule entry", "schedule entries") +
                    "; " + count(import.warnings.size(), "warning", "warnings") + "\n";
  for (const PageIgnored& part : import.ignored) {
    out += page_name + ":" + std::to_string(part.first) +
           ": note: " + count(part.lines, "line", "lines") + " left out: " + part.reason + "\n";
  }
  for (const PageWarning& warning : import.warnings) {
    out += page_name + ":" + std::to_string(warning.line) + ": warning: " + warning.reason + ": " +
           warning.text + "\n";
  }
  return out;
}

}  // namespace paperfind
