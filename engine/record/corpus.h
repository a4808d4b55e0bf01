// Reading a corpus: a folder of *.json and *.jsonl with authority/ and site.json beside them, or
// one such file.
#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/record/paper.h"

namespace paperfind {

// Where a record stands in its source, for messages: "corpus/sym2026.json:12:5".
struct SourcePosition {
  std::string file;
  std::size_t line = 0;    // from 1; 0: the file as a whole
  std::size_t column = 0;  // in bytes, from 1
};

// One thing wrong with a corpus. `pointer` is the JSON pointer from the top of the file (for
// .jsonl: of the line).
struct Finding {
  SourcePosition position;
  std::string pointer;
  std::string message;
  std::string hint;  // what to do

  // "file:line:column: /papers/3/title: message (hint)"
  [[nodiscard]] std::string to_string() const;
};

// site.json: what a site sets. Unknown keys are findings.
struct SiteConfig {
  std::string name;                 // "tinyML Symposium papers"
  std::string base_url;             // absolute, no slash at the end; empty: links stay relative
  std::vector<std::string> facets;  // facets shown, in order; empty: the built-in order
  std::vector<std::string> languages;
  std::string synonyms;    // file name beside site.json
  std::string report_url;  // address template for "report a fix"
  friend bool operator==(const SiteConfig&, const SiteConfig&) = default;
};

// Words that mean the same here, as the site's synonyms file has them.
struct SynonymGroup {
  std::vector<std::string> members;  // one for the other, any of them
  std::vector<std::string> also;     // these for any of the members, but not the other way round
  friend bool operator==(const SynonymGroup&, const SynonymGroup&) = default;
};

// What a person knows better about one record, wherever it comes from: a line of overrides.jsonl.
struct CorpusOverride {
  SourcePosition position;
  std::string text;  // of the line
  std::string kind;  // "paper", "session", "schedule" or "event"
  std::string id;
  std::string set;  // JSON Merge Patch
};

// What one of them changes, key by key; none: what it says is so without it.
struct ChangedKey {
  std::string key;
  std::string before, after;  // JSON; empty: the key is not there
};
struct OverrideEffect {
  SourcePosition position;
  std::string kind, id;
  std::vector<ChangedKey> keys;
};
using OverrideLog = std::vector<OverrideEffect>;

// Everything but the papers: small enough to hold.
struct CorpusFrame {
  std::vector<Event> events;
  std::vector<Session> sessions;
  std::vector<ScheduleEntry> schedule;
  std::vector<Person> people;
  std::vector<Institution> institutions;
  SiteConfig site;
  std::vector<SynonymGroup> synonyms;
  std::vector<CorpusOverride> overrides;  // of the records above applied, of papers to apply
};

inline constexpr const char* kPeopleFile = "people.json";
inline constexpr const char* kInstitutionsFile = "institutions.json";

// People and institutions of an authority folder alone; files that are not there are empty.
Result<CorpusFrame> read_authority(const std::filesystem::path& folder,
                                   std::vector<Finding>& findings);

// A corpus opened for reading. Reads files again for each pass and never holds more than one file
// (.json) or one line
// (.jsonl) of papers in memory.
class CorpusReader {
 public:
  // `path`: a corpus folder or file. `authority`: the folder of people.json and institutions.json;
  // empty means "authority/" in the corpus folder (beside the file), which may be absent.
  static Result<CorpusReader> open(const std::filesystem::path& path,
                                   const std::filesystem::path& authority = {});

  // First pass: all but papers. Findings are appended; records with findings are left out. What is
  // wrong with a file as a whole (no JSON from some byte on, a key that may not be there) is found
  // here, not in the second pass. What overrides change is appended to `log`.
  Result<CorpusFrame> read_frame(std::vector<Finding>& findings, OverrideLog* log = nullptr) const;

  // What a second pass does with papers.
  struct PaperPass {
    // True for the text of a record that need not be read. Asked of each, in file order, from one
    // thread after another.
    std::function<bool(std::string_view text)> is_known;
    // Of each valid one of the others. False ends the pass.
    std::function<bool(Paper&&, std::string_view text)> visit;
    OverrideLog* log = nullptr;  // gets what overrides change
  };
  // The text is that of the line, or of the element of a list of papers; for visit() with that of
  // its override behind it. The others are checked against each other and the frame; not against
  // the known ones.
  Status read_papers(const CorpusFrame& frame, std::vector<Finding>& findings,
                     const PaperPass& pass) const;

  // Second pass: each valid paper in file order, with its position. Returning false from `visit`
  // stops. A paper's own findings are appended and the paper is left out; references (event,
  // session), duplicate ids and ids equal but for case are checked over the whole corpus against
  // `frame`.
  Status for_each_paper(const CorpusFrame& frame, std::vector<Finding>& findings,
                        const std::function<bool(Paper&&, const SourcePosition&)>& visit) const;

  // Whether the authority folder has an institutions.json.
  [[nodiscard]] bool has_institutions() const;

  // The files read, in order, as paths to show.
  [[nodiscard]] const std::vector<std::filesystem::path>& files() const { return files_; }
  // Everything that is read: those, and what there is of people.json, institutions.json, site.json,
  // the synonyms it names and overrides.jsonl.
  [[nodiscard]] std::vector<std::filesystem::path> inputs() const;

 private:
  std::vector<std::filesystem::path> files_;
  std::filesystem::path authority_;
  std::filesystem::path site_;
  std::filesystem::path overrides_;  // empty: a single file has none
};

}  // namespace paperfind
