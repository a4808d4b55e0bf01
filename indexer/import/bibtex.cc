#include "indexer/import/bibtex.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/ascii.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/identifiers.h"
#include "indexer/import/bibtex_entries.h"
#include "indexer/import/bibtex_names.h"
#include "indexer/import/event_name.h"
#include "indexer/import/import_run.h"
#include "indexer/import/latex_text.h"
#include "indexer/import/text_repair.h"

namespace paperfind {
namespace {

using nlohmann::json;
using Fields = std::map<std::string, std::string>;

// Entries that are books of papers: what refers to them inherits their fields.
constexpr std::string_view kVolumes[] = {"collection", "mvproceedings", "proceedings"};
// What programs of bibliographies write for themselves.
constexpr std::string_view kDropped[] = {"bibsource",     "biburl",   "date-added",
                                         "date-modified", "file",     "owner",
                                         "timestamp",     "crossref", "editor"};
// By what they are in the flat form, which some are already.
constexpr std::pair<std::string_view, std::string_view> kNames[] = {{"journaltitle", "journal"},
                                                                    {"eventtitle", "booktitle"},
                                                                    {"location", "address"},
                                                                    {"institution", "publisher"},
                                                                    {"annotation", "annote"}};
// What a volume says of itself alone: a paper without a DOI has not that of its book.
constexpr std::string_view kOwn[] = {"abstract", "author", "code", "doi",        "eprint",
                                     "html",     "pages",  "pdf",  "shorttitle", "url"};
// They are held in memory, and abbreviations may make much of little.
constexpr std::size_t kMaxVolumeBytes = std::size_t{64} << 20;
// Fields whose text is an address or an id: LaTeX means nothing there but its escapes.
constexpr std::string_view kVerbatim[] = {"doi", "url", "pdf", "eprint", "html", "code"};

template <typename List>
bool holds(const List& list, std::string_view word) {
  return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

std::string field(const Fields& fields, const std::string& name) {
  const auto it = fields.find(name);
  return it == fields.end() ? std::string() : it->second;
}

// "\_" and "\%" of addresses.
std::string without_escapes(std::string text) {
  text.erase(std::remove_if(text.begin(), text.end(),
                            [](char c) { return c == '\\' || c == '{' || c == '}'; }),
             text.end());
  return text;
}

// What the volume says, where the paper does not say it itself; its title is the papers' booktitle.
void inherit(Fields& fields, const Fields& volume) {
  for (const auto& [name, value] : volume) {
    if (holds(kOwn, name)) continue;
    fields.emplace(name == "title" ? "booktitle" : name, value);
  }
}

json authors_of(const std::string& field, std::set<std::string>& repairs) {
  json out = json::array();
  bool others = false;
  for (const BibtexName& name : split_bibtex_names(field, others)) {
    const std::string given = one_line(latex_text(name.given));
    const std::string family = one_line(latex_text(name.family));
    const std::string suffix = one_line(latex_text(name.suffix));
    json author;
    author["name"] = given + (given.empty() || family.empty() ? "" : " ") + family +
                     (suffix.empty() ? "" : ", " + suffix);
    if (!given.empty() && !family.empty()) {
      author["given"] = given;
      author["family"] = family;
    }
    out.push_back(std::move(author));
  }
  if (others) repairs.insert("\"and others\", left out");
  return out;
}

json event_of(const Fields& fields) {
  std::string name = field(fields, "booktitle");
  if (name.empty()) name = field(fields, "journal");
  json event;
  if (!name.empty()) event["name"] = name;
  event["publisher"] = field(fields, "publisher");
  event["place"] = field(fields, "address");
  return event;
}

std::string year_of(const Fields& fields) {
  const std::string year = field(fields, "year");
  return year.empty() ? year_in(field(fields, "date").substr(0, 4)) : year_in(year);
}

// One file.
class Bibliography {
 public:
  Bibliography(const ImportJob& job, std::size_t input, ItemSink& sink)
      : job_(job), input_(input), sink_(sink), settings_(job.settings) {
    settings_.fallback_event = event_name(job.output.stem().string());
  }

  Status read() {
    if (Status volumes = read_volumes(); !volumes.ok()) return volumes;
    Result<ByteReader> bytes = ByteReader::open(job_.inputs[input_]);
    if (!bytes.ok()) return bytes.error();
    BibtexEntries entries(*bytes);
    bool any = false;
    for (BibtexEntry entry; entries.next(entry); any = true) {
      if (Status taken = take(entry); !taken.ok()) return taken;
    }
    if (!bytes->status().ok() || any) return bytes->status();
    return sink_.item(input_, 1, rejected("holds no BibTeX entry"));
  }

 private:
  static Error rejected(std::string why) { return {ErrorCode::InvalidData, std::move(why)}; }

  // They stand behind the papers that refer to them.
  Status read_volumes() {
    Result<ByteReader> bytes = ByteReader::open(job_.inputs[input_]);
    if (!bytes.ok()) return bytes.error();
    BibtexEntries entries(*bytes);
    for (BibtexEntry entry; entries.next(entry);) {
      if (!entry.fault.empty() || !holds(kVolumes, entry.type)) continue;
      for (const auto& [name, value] : entry.fields) volume_bytes_ += value.size();
      if (volume_bytes_ > kMaxVolumeBytes) {
        sink_.note(input_, entry.line,
                   "more than 64 MB of volumes: no paper inherits from this "
                   "one and those behind it");
        break;
      }
      volumes_.emplace(ascii_lower(entry.key), entry.fields);
    }
    return bytes->status();
  }

  Status take(BibtexEntry& entry) {
    if (!entry.fault.empty()) return sink_.item(input_, entry.line, rejected(entry.fault));
    if (holds(kVolumes, entry.type)) {
      sink_.left_out("volumes of papers");
      return {};
    }
    const auto volume = volumes_.find(ascii_lower(field(entry.fields, "crossref")));
    if (volume != volumes_.end()) inherit(entry.fields, volume->second);
    std::set<std::string> repairs;
    if (entry.undefined_macro) repairs.insert("an undefined abbreviation, kept as its name");
    Result<FlatRecord> record = read_flat_record(flat(entry, repairs), settings_);
    if (record.ok() && record->paper.title.empty() && record->paper.authors.empty()) {
      return sink_.item(input_, entry.line, rejected("has neither a title nor an author"));
    }
    if (record.ok()) record->repairs.merge(repairs);
    return sink_.item(input_, entry.line, std::move(record));
  }

  static json flat(const BibtexEntry& entry, std::set<std::string>& repairs) {
    Fields fields;
    json paper = json::object();
    for (const auto& [name, latex] : entry.fields) {
      TextRepair repair = repair_text(latex);
      repairs.merge(repair.kinds);
      if (repair.letters_changed && name != "author") paper["x_source_" + name] = latex;
      if (name == "author") paper["authors"] = authors_of(repair.text, repairs);
      const auto* row =
          std::find_if(std::begin(kNames), std::end(kNames),
                       [&name = name](const auto& known) { return known.first == name; });
      fields[row == std::end(kNames) ? name : std::string(row->second)] =
          holds(kVerbatim, name) ? without_escapes(repair.text) : latex_text(repair.text);
    }
    paper["id"] = entry.key;
    paper["event"] = event_of(fields);
    paper["year"] = year_of(fields);
    const std::string eprint = field(fields, "eprint");
    if (parse_arxiv(eprint)) paper["arxiv"] = eprint;
    for (const auto& [name, value] : fields) {
      const bool used = paper.contains(name) || name == "booktitle" || name == "journal" ||
                        name == "publisher" || name == "address" || name == "author" ||
                        name == "eprint" || name == "date" || name == "archiveprefix";
      if (!used && !holds(kDropped, name) && !value.empty()) paper[flat_name(name)] = value;
    }
    return paper;
  }

  // Fields of the flat form that are text are read as such, others are kept aside.
  static std::string flat_name(const std::string& name) {
    constexpr std::string_view kText[] = {"title", "abstract", "pages", "keywords", "doi",
                                          "url",   "pdf",      "award", "track",    "session"};
    return holds(kText, name) ? name : "x_" + name;
  }

  const ImportJob& job_;
  std::size_t input_;
  ItemSink& sink_;
  ImportSettings settings_;
  std::size_t volume_bytes_ = 0;
  std::map<std::string, Fields> volumes_;  // by key in lower case: BibTeX minds no case of keys
};

}  // namespace

Result<ImportSummary> import_bibtex(const ImportJob& job) { return run_files<Bibliography>(job); }

}  // namespace paperfind
