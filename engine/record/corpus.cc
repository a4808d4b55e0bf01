#include "engine/record/corpus.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/base/file.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/corpus_overrides.h"
#include "engine/record/frame_builder.h"
#include "engine/record/json_reader.h"
#include "engine/record/line_reader.h"
#include "engine/record/paper_checker.h"
#include "engine/record/paper_lines.h"
#include "engine/record/record_source.h"
#include "engine/record/synonym_file.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

bool is_jsonl(const fs::path& path) { return path.extension() == ".jsonl"; }

// *.json and *.jsonl of a corpus folder that hold records.
bool is_corpus_file(const std::string& name) {
  return name.front() != '.' && name != "site.json" && name != kOverridesFile &&
         !name.ends_with(".overrides.json") &&
         (name.ends_with(".json") || name.ends_with(".jsonl"));
}

Result<std::vector<fs::path>> corpus_files(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code error;
  for (fs::directory_iterator it(folder, error); !error && it != fs::directory_iterator();
       it.increment(error)) {
    if (!is_corpus_file(it->path().filename().string())) continue;
    std::error_code ignored;
    if (!it->is_directory(ignored)) files.push_back(it->path());
  }
  if (error) {
    return Error{ErrorCode::Io, fmt::format("cannot list: {}", error.message()), folder.string()};
  }
  if (files.empty()) {
    return Error{ErrorCode::NotFound, "holds no *.json or *.jsonl file", folder.string(),
                 "see docs/corpus-format.md"};
  }
  std::sort(files.begin(), files.end(), [](const fs::path& a, const fs::path& b) {
    return a.filename().native() < b.filename().native();
  });
  return files;
}

Result<std::vector<fs::path>> single_file(const fs::path& path) {
  if (path.extension() != ".json" && path.extension() != ".jsonl") {
    return Error{ErrorCode::InvalidInput, "is neither a folder nor a .json or .jsonl file",
                 path.string()};
  }
  return std::vector<fs::path>{path};
}

// Whole-file errors that are about what is there, not about the disk, are findings.
bool is_finding(const Error& error) { return error.code == ErrorCode::InvalidData; }

// The source of an element of a list in a .json file.
RecordSource source_of(const RawRecord& raw, const std::string& file, std::string_view text,
                       LineCounter& lines) {
  return {file, fmt::format("/{}/{}", raw.list, raw.index), lines.at(raw.begin),
          text.substr(raw.begin, raw.end - raw.begin)};
}

void add_record_problems(const RawRecord& raw, const RecordSource& source, LineCounter& lines,
                         std::vector<Finding>& findings) {
  for (const JsonProblem& problem : *raw.problems) {
    const LineColumn at = lines.at(problem.offset);
    findings.push_back({{source.file, at.line, at.column},
                        problem.pointer.empty() ? source.pointer : problem.pointer,
                        problem.message,
                        problem.hint});
  }
}

// First pass over one .json file: an event's file, people.json, institutions.json or site.json.
Status read_json_frame(const fs::path& path, SchemaKind kind, FrameBuilder& frame) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes.ok() && is_finding(bytes.error())) {
    frame.findings().push_back(finding_of_file(bytes.error()));
    return {};
  }
  if (!bytes.ok()) return bytes.error();
  const std::string_view text = *bytes;
  LineCounter lines(text);
  RecordVisitor visitor;
  visitor.lists = {"sessions", "schedule", "people", "institutions"};
  visitor.visit = [&](const RawRecord& raw) {
    const RecordSource source = source_of(raw, path.string(), text, lines);
    if (raw.value == nullptr) {
      add_record_problems(raw, source, lines, frame.findings());
    } else {
      frame.add_listed(raw.list, std::move(*raw.value), source);
    }
    return true;
  };
  frame.begin_file(kind);
  const RecordSource whole{path.string(), "", {1, 1}, text};
  std::vector<JsonProblem> problems;
  if (kind == SchemaKind::Site) {
    // Its lists are values, not records: they must not be taken out.
    if (std::optional<json> site = parse_json(text, problems)) {
      frame.end_file(*site, problems.empty(), whole);
    }
  } else {
    read_records(text, visitor, problems,
                 [&](const RecordFile& file) { frame.end_file(*file.rest, file.complete, whole); });
  }
  add_problems(whole, problems, frame.findings());
  return {};
}

Finding too_long_line(const fs::path& path, const Line& line) {
  return {{path.string(), line.number, 1},
          "",
          fmt::format("the line is longer than {} bytes", kMaxRecordBytes),
          "a record may have 4 MB"};
}

// A dangling link is there, and is refused when read.
bool is_there(const fs::path& file) {
  std::error_code error;
  return fs::exists(fs::symlink_status(file, error));
}

Status read_if_there(const fs::path& file, SchemaKind kind, FrameBuilder& frame) {
  return is_there(file) ? read_json_frame(file, kind, frame) : Status();
}

Status read_authority_files(const fs::path& folder, FrameBuilder& frame) {
  Status read = read_if_there(folder / kPeopleFile, SchemaKind::People, frame);
  if (!read.ok()) return read;
  return read_if_there(folder / kInstitutionsFile, SchemaKind::Institutions, frame);
}

Status read_jsonl_frame(const fs::path& path, FrameBuilder& frame) {
  Result<LineReader> reader = LineReader::open(path, kMaxRecordBytes);
  if (!reader.ok() && is_finding(reader.error())) {
    frame.findings().push_back(finding_of_file(reader.error()));
    return {};
  }
  if (!reader.ok()) return reader.error();
  Line line;
  while (reader->next(line)) {
    if (line.too_long) frame.findings().push_back(too_long_line(path, line));
    if (line.too_long || line.text.starts_with(kPaperPrefix) || is_blank(line.text)) continue;
    const RecordSource source{path.string(), "", {line.number, 1}, line.text};
    std::vector<JsonProblem> problems;
    std::optional<json> value = parse_json(line.text, problems);
    add_problems(source, problems, frame.findings());
    if (value) frame.add_line(std::move(*value), source);
  }
  return reader->status();
}

// What the second pass does: as PaperPass, with where a record stands.
struct Pass {
  std::function<bool(std::string_view)> is_known;
  std::function<bool(Paper&&, const RecordSource&)> visit;
};

// Second pass over one .json file. Sets `go_on` to what the visitor said last.
Status read_json_papers(const fs::path& path, PaperChecker& checker, const Pass& pass,
                        bool& go_on) {
  const Result<std::string> bytes = read_file(path);
  if (!bytes.ok() && is_finding(bytes.error())) return {};  // found in the first pass
  if (!bytes.ok()) return bytes.error();
  const std::string_view text = *bytes;
  LineCounter lines(text);
  RecordVisitor visitor;
  visitor.lists = {"papers"};
  visitor.visit = [&](const RawRecord& raw) {
    RecordSource source = source_of(raw, path.string(), text, lines);
    if (raw.value == nullptr) {
      add_record_problems(raw, source, lines, checker.findings());
      return true;
    }
    if (pass.is_known(source.text)) return true;
    std::optional<Paper> paper = checker.check(std::move(*raw.value), source);
    if (paper) go_on = pass.visit(std::move(*paper), source);
    return go_on;
  };
  std::vector<JsonProblem> problems;  // found in the first pass
  read_records(text, visitor, problems, [](const RecordFile&) {});
  return {};
}

Status read_jsonl_papers(const fs::path& path, PaperChecker& checker, const Pass& pass,
                         bool& go_on) {
  Result<LineReader> reader = LineReader::open(path, kMaxRecordBytes);
  if (!reader.ok() && is_finding(reader.error())) return {};  // found in the first pass
  if (!reader.ok()) return reader.error();
  PaperLines parser(*reader, path, pass.is_known);
  for (std::vector<ParsedLine> lines = parser.next(); !lines.empty(); lines = parser.next()) {
    for (ParsedLine& line : lines) {
      if (!go_on) return {};
      std::move(line.findings.begin(), line.findings.end(), std::back_inserter(checker.findings()));
      if (!line.paper) continue;
      RecordSource source = parser.source_of(line);
      std::optional<Paper> paper = checker.check(std::move(*line.paper), source);
      if (paper) go_on = pass.visit(std::move(*paper), source);
    }
  }
  return reader->status();
}

Status read_papers_of(const std::vector<fs::path>& files, PaperChecker& checker, const Pass& pass) {
  bool go_on = true;
  for (auto file = files.begin(); file != files.end() && go_on; ++file) {
    const Status read = is_jsonl(*file) ? read_jsonl_papers(*file, checker, pass, go_on)
                                        : read_json_papers(*file, checker, pass, go_on);
    if (!read.ok()) return read;
  }
  if (go_on) checker.finish();
  return {};
}

}  // namespace

Result<CorpusReader> CorpusReader::open(const fs::path& path, const fs::path& authority) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (!fs::exists(status)) {
    return Error{ErrorCode::NotFound, "no such corpus folder or file", path.string()};
  }
  const bool folder = fs::is_directory(status);
  Result<std::vector<fs::path>> files = folder ? corpus_files(path) : single_file(path);
  if (!files.ok()) return files.error();
  CorpusReader reader;
  reader.files_ = std::move(files).value();
  const fs::path base = folder ? path : path.parent_path();
  reader.site_ = base / "site.json";
  if (folder) reader.overrides_ = base / kOverridesFile;
  reader.authority_ = authority.empty() ? base / "authority" : authority;
  if (!authority.empty() && !fs::is_directory(authority, error)) {
    return Error{ErrorCode::NotFound, "no such authority folder", authority.string()};
  }
  // Only what stands in the corpus folder is part of the corpus.
  if (authority.empty() && fs::is_symlink(fs::symlink_status(reader.authority_, error))) {
    return Error{ErrorCode::InvalidData, "is a symbolic link", reader.authority_.string(),
                 "put the folder itself there, or name it with --authority"};
  }
  return reader;
}

std::vector<fs::path> CorpusReader::inputs() const {
  std::vector<fs::path> inputs = files_;
  const auto add = [&inputs](const fs::path& file) {
    std::error_code error;
    if (fs::exists(fs::symlink_status(file, error))) inputs.push_back(file);
  };
  add(authority_ / "people.json");
  add(authority_ / "institutions.json");
  add(site_);
  std::vector<Finding> elsewhere;  // told by whoever reads the corpus
  FrameBuilder settings(elsewhere);
  std::error_code error;
  if (fs::exists(site_, error) && read_json_frame(site_, SchemaKind::Site, settings).ok()) {
    const std::string synonyms = settings.finish().site.synonyms;
    if (!synonyms.empty()) add(site_.parent_path() / synonyms);
  }
  if (!overrides_.empty()) add(overrides_);
  return inputs;
}

Result<CorpusFrame> CorpusReader::read_frame(std::vector<Finding>& findings,
                                             OverrideLog* log) const {
  Result<std::vector<CorpusOverride>> overrides = read_overrides_of_corpus(overrides_, findings);
  if (!overrides.ok()) return overrides.error();
  FrameBuilder frame(findings, OverrideBook(*overrides, log));
  for (const fs::path& file : files_) {
    const Status read = is_jsonl(file) ? read_jsonl_frame(file, frame)
                                       : read_json_frame(file, SchemaKind::Corpus, frame);
    if (!read.ok()) return read.error();
  }
  if (Status read = read_authority_files(authority_, frame); !read.ok()) return read.error();
  if (Status read = read_if_there(site_, SchemaKind::Site, frame); !read.ok()) return read.error();
  CorpusFrame read = frame.finish();
  read.overrides = std::move(overrides).value();
  if (!read.site.synonyms.empty()) {
    Result<std::vector<SynonymGroup>> groups =
        read_synonyms(site_.parent_path() / read.site.synonyms, findings);
    if (!groups.ok()) return groups.error();
    read.synonyms = std::move(groups).value();
  }
  return read;
}

bool CorpusReader::has_institutions() const { return is_there(authority_ / kInstitutionsFile); }

Result<CorpusFrame> read_authority(const fs::path& folder, std::vector<Finding>& findings) {
  FrameBuilder frame(findings);
  if (Status read = read_authority_files(folder, frame); !read.ok()) return read.error();
  return frame.finish();
}

Status CorpusReader::read_papers(const CorpusFrame& frame, std::vector<Finding>& findings,
                                 const PaperPass& pass) const {
  PaperChecker checker(frame, findings, pass.log);
  const auto visit = [&pass](Paper&& paper, const RecordSource& source) {
    if (source.changed_by == nullptr) return pass.visit(std::move(paper), source.text);
    return pass.visit(std::move(paper),
                      fmt::format("{}\n{}", source.text, source.changed_by->text));
  };
  return read_papers_of(files_, checker, {pass.is_known, visit});
}

Status CorpusReader::for_each_paper(
    const CorpusFrame& frame, std::vector<Finding>& findings,
    const std::function<bool(Paper&&, const SourcePosition&)>& visit) const {
  PaperChecker checker(frame, findings);
  const auto visit_at = [&](Paper&& paper, const RecordSource& source) {
    return visit(std::move(paper), source.position());
  };
  return read_papers_of(files_, checker, {[](std::string_view) { return false; }, visit_at});
}

}  // namespace paperfind
