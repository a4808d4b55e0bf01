#include "indexer/import/import_run.h"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>
#include <functional>
#include <utility>

#include "engine/base/file.h"
#include "engine/base/input_file.h"
#include "engine/base/utf16.h"
#include "engine/record/record_json.h"
#include "indexer/import/catalogue.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

// False where it cannot be read, which its importer will say.
bool is_utf16(const fs::path& path) {
  Result<InputFile> file = InputFile::open(path);
  std::string begin(4, '\0');
  const Result<std::size_t> got =
      file.ok() ? file->read(begin.data(), begin.size()) : Result<std::size_t>(0);
  return got.ok() && looks_like_utf16(begin.substr(0, *got));
}

// Counts, judges, and catalogues what may be kept.
class FirstPass : public ItemSink {
 public:
  FirstPass(const ImportJob& job, Catalogue& catalogue, ImportSummary& summary)
      : job_(job), catalogue_(catalogue), summary_(summary) {}

  Status item(std::size_t input, std::size_t line, Result<FlatRecord> record) override {
    ++summary_.read;
    const Catalogue::Place place{ordinal_++, input, line};
    const Status judged = record.ok() ? catalogue_.add(*record, place) : Status(record.error());
    if (judged.ok()) {
      if (record->entry) take_entry(input, line, *record);
      return {};
    }
    if (!record.ok()) catalogue_.skip(place.ordinal);
    ++summary_.rejected;
    summary_.rejects.push_back({where(input, line), judged.error().message});
    return {};
  }
  void left_out(const std::string& what) override {
    ++summary_.read;
    ++summary_.left_out[what];
  }
  void note(std::size_t input, std::size_t line, const std::string& what) override {
    summary_.notes.push_back({where(input, line), what});
  }

 private:
  // `repaired` counts papers, so that what befell an entry is said in notes.
  void take_entry(std::size_t input, std::size_t line, const FlatRecord& record) {
    ++summary_.schedule_entries;
    for (const std::string& repair : record.repairs) {
      note(input, line, "\"" + record.entry->title + "\": " + repair);
    }
  }
  [[nodiscard]] std::string where(std::size_t input, std::size_t line) const {
    return fmt::format("{}:{}", job_.inputs[input].string(), line);
  }

  const ImportJob& job_;
  Catalogue& catalogue_;
  ImportSummary& summary_;
  std::size_t ordinal_ = 0;
};

using PaperWriter = std::function<Status(Paper&&)>;

// Reads again what the first pass kept, and writes it.
class SecondPass : public ItemSink {
 public:
  SecondPass(const ImportJob& job, Catalogue& catalogue, ImportSummary& summary,
             const PaperWriter& write)
      : job_(job), catalogue_(catalogue), summary_(summary), write_(write) {}

  Status item(std::size_t input, std::size_t line, Result<FlatRecord> record) override {
    const std::string* id = catalogue_.given_id(ordinal_++);
    if (ordinal_ > catalogue_.items()) return changed(input, line);
    if (id == nullptr) return {};
    if (!record.ok()) return changed(input, line);
    ++summary_.kept;
    if (!record->repairs.empty()) ++summary_.repaired;
    for (const std::string& repair : record->repairs) ++summary_.repairs[repair];
    return write_(catalogue_.finished(std::move(*record), *id));
  }
  void left_out(const std::string& /*what*/) override {}
  void note(std::size_t /*input*/, std::size_t /*line*/, const std::string& /*what*/) override {}

  // Once all is read.
  [[nodiscard]] Status finish() const {
    if (ordinal_ < catalogue_.items() || summary_.kept != catalogue_.papers()) {
      return changed(job_.inputs.size() - 1, 1);  // there is one: it had items
    }
    return {};
  }

 private:
  [[nodiscard]] Error changed(std::size_t input, std::size_t line) const {
    return {ErrorCode::Io, "the file changed while it was read",
            fmt::format("{}:{}", job_.inputs[input].string(), line), "try again"};
  }

  const ImportJob& job_;
  Catalogue& catalogue_;
  ImportSummary& summary_;
  const PaperWriter& write_;
  std::size_t ordinal_ = 0;
};

// Held while `output` is written: two runs would mix what they write.
Result<FileLock> lock_output(const fs::path& output) {
  Result<FileLock> lock = FileLock::acquire(temporary_of(output), "the output");
  if (!lock.ok() && lock.error().code == ErrorCode::NotFound) {
    return Error{ErrorCode::Io, "cannot write: its folder is not there", output.string(),
                 "make the folder, or give another output"};
  }
  return lock;
}

// Lines to a temporary file beside `path`, renamed over it once they are safe on disk.
class LineWriter {
 public:
  explicit LineWriter(const fs::path& path)
      : path_(path), temporary_(temporary_of(path)), out_(temporary_, std::ios::binary) {}
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

  template <typename Record>
  Status write_all(const std::vector<Record>& records) {
    for (const Record& record : records) {
      if (Status written = write(to_jsonl_line(record)); !written.ok()) return written;
    }
    return {};
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

class SourceRun {
 public:
  SourceRun(const ImportSource& source, const ImportJob& job) : source_(source), job_(job) {}

  Result<ImportSummary> run() {
    if (Status sound = check_inputs(); !sound.ok()) return sound.error();
    FirstPass first(job_, catalogue_, summary_);
    if (Status read = source_(first); !read.ok()) return read.error();
    // Notes come while the files are opened, rejects as they are found.
    if (catalogue_.events().empty() || nothing_kept()) return nothing_read();
    const Status written = job_.output.extension() == ".jsonl" ? write_lines() : write_event_file();
    if (!written.ok()) return written.error();
    return summary_;
  }

 private:
  // What would be lost or misread as a whole.
  [[nodiscard]] Status check_inputs() const {
    for (const fs::path& input : job_.inputs) {
      std::error_code ignored;
      if (fs::equivalent(input, job_.output, ignored)) {
        return Error{ErrorCode::InvalidInput, "is read and written at once", job_.output.string(),
                     "give the output another name"};
      }
      if (is_utf16(input)) {
        return Error{ErrorCode::InvalidData, "is UTF-16", input.string(), "save it as UTF-8"};
      }
    }
    return {};
  }
  [[nodiscard]] bool nothing_kept() const {
    std::size_t left_out = 0;
    for (const auto& [what, count] : summary_.left_out) left_out += count;
    return summary_.read == summary_.rejected + left_out;
  }
  [[nodiscard]] Error nothing_read() const {
    return {ErrorCode::InvalidData, "no paper could be read",
            job_.inputs.empty() ? "" : job_.inputs.front().string(),
            summary_.rejects.empty()
                ? "is it of the kind named?"
                : summary_.rejects.front().where + ": " + summary_.rejects.front().reason};
  }

  Status write_lines() {
    const Result<FileLock> lock = lock_output(job_.output);
    if (!lock.ok()) return lock.error();
    LineWriter writer(job_.output);
    Status written = writer.write_all(catalogue_.events());
    if (written.ok()) written = writer.write_all(catalogue_.sessions());
    if (written.ok()) written = writer.write_all(catalogue_.schedule());
    const PaperWriter write = [&](Paper&& paper) { return writer.write(to_jsonl_line(paper)); };
    SecondPass second(job_, catalogue_, summary_, write);
    if (written.ok()) written = source_(second);
    if (written.ok()) written = second.finish();
    return written.ok() ? writer.finish() : written;
  }

  Status write_event_file() {
    if (catalogue_.events().size() > 1) {
      return Error{
          ErrorCode::InvalidInput,
          fmt::format("the input holds {} events, a .json file one", catalogue_.events().size()),
          job_.output.string(), "give an output name that ends in .jsonl"};
    }
    EventFile file;
    file.event = catalogue_.events().front();
    file.sessions = catalogue_.sessions();
    file.schedule = catalogue_.schedule();
    const PaperWriter write = [&](Paper&& paper) -> Status {
      file.papers.push_back(std::move(paper));
      return {};
    };
    SecondPass second(job_, catalogue_, summary_, write);
    Status papers = source_(second);
    if (papers.ok()) papers = second.finish();
    if (!papers.ok()) return papers;
    const Result<FileLock> lock = lock_output(job_.output);
    return lock.ok() ? write_file_atomic(job_.output, to_text(file)) : Status(lock.error());
  }

  const ImportSource& source_;
  const ImportJob& job_;
  Catalogue catalogue_;
  ImportSummary summary_;
};

}  // namespace

Result<ImportSummary> run_source(const ImportSource& source, const ImportJob& job) {
  return SourceRun(source, job).run();
}

}  // namespace paperfind
