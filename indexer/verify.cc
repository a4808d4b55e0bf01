#include "indexer/verify.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <xapian.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <future>

#include "engine/schema/fields.h"
#include "engine/schema/stored_paper.h"
#include "engine/search/searcher.h"
#include "engine/store/generation.h"
#include "engine/store/snapshot.h"
#include "engine/store/xapian_guard.h"
#include "indexer/writer.h"

extern char** environ;

namespace paperfind {
namespace {

constexpr std::size_t kSampledPapers = 3;
constexpr std::size_t kDifferencesShown = 20;

Status run_xapian_check(const std::filesystem::path& shard) {
  const std::string path = shard.string();
  std::string program = "xapian-check";
  std::string argument = path;
  char* const arguments[] = {program.data(), argument.data(), nullptr};
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  for (const int fd : {1, 2})
    posix_spawn_file_actions_addopen(&actions, fd, "/dev/null", O_WRONLY, 0);
  // What we keep from ourselves while we write must still end the child.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  sigset_t none;
  sigemptyset(&none);
  posix_spawnattr_setsigmask(&attributes, &none);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
  pid_t child = 0;
  const int failed =
      ::posix_spawnp(&child, program.c_str(), &actions, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0) {
    return Error{ErrorCode::Io, fmt::format("cannot run xapian-check: {}", std::strerror(failed)),
                 path, "install the package xapian-tools"};
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  const std::string how = WIFSIGNALED(status)
                              ? fmt::format("crashed (signal {})", WTERMSIG(status))
                              : fmt::format("found errors (status {})", WEXITSTATUS(status));
  return Error{ErrorCode::InvalidData, "xapian-check " + how, path, "roll back or rebuild"};
}

// The papers at the start, in the middle and at the end answer to their titles, and a search with
// that title finds something. Titles may hold operators and be shared by hundreds: so the term of
// the whole title is asked for the paper, and the search only for an answer.
Status find_samples(Searcher& searcher, const Xapian::Database& db) {
  const Xapian::docid last = db.get_lastdocid();
  for (std::size_t sample = 0; sample < kSampledPapers && last > 0; ++sample) {
    const auto doc = static_cast<Xapian::docid>(1 + (last - 1) * sample / (kSampledPapers - 1));
    const Result<Paper> paper = decode_paper(db.get_document(doc).get_data());
    if (!paper.ok()) return paper.error();
    const std::string key = title_key_term(paper->title);
    if (key.empty() || paper->status == PaperStatus::Withdrawn) continue;
    auto posting = db.postlist_begin(key);
    posting.skip_to(doc);
    SearchRequest request;
    request.query = paper->title;
    request.no_facets = true;
    const Result<ResultPage> page = searcher.search(request);
    if (!page.ok()) return page.error();
    if (posting == db.postlist_end(key) || *posting != doc || page->total == 0) {
      return Error{ErrorCode::Internal, "the paper is not found by its title", paper->id,
                   "please report this with the corpus"};
    }
  }
  return {};
}

Xapian::Database open_shards(const std::filesystem::path& generation, const Manifest& manifest) {
  Xapian::Database db;
  for (const auto& shard : shard_paths(generation, manifest.shards)) {
    db.add_database(Xapian::Database(shard.string()));
  }
  return db;
}

}  // namespace

Status verify_generation(const std::filesystem::path& generation) {
  const Result<Manifest> manifest = read_manifest(generation);
  if (!manifest.ok()) return manifest.error();
  if (Status readable = check_readable(*manifest); !readable.ok()) return readable;
  // The child reads the tables while we hash them.
  std::future<Status> checked = std::async(std::launch::async, [&]() -> Status {
    for (const auto& shard : shard_paths(generation, manifest->shards)) {
      if (Status clean = run_xapian_check(shard); !clean.ok()) return clean;
    }
    return {};
  });
  const Status files = verify_files(generation, *manifest);
  const Status clean = checked.get();
  if (!files.ok()) return files;
  if (!clean.ok()) return clean;
  const Result<std::shared_ptr<const Snapshot>> snapshot = Snapshot::open(generation);
  if (!snapshot.ok()) return snapshot.error();
  const Result<std::unique_ptr<Searcher>> searcher = Searcher::open(*snapshot);
  if (!searcher.ok()) return searcher.error();
  return guard_xapian([&]() -> Status {
    const Xapian::Database db = open_shards(generation, *manifest);
    if (db.get_doccount() != manifest->papers) {
      return Error{
          ErrorCode::InvalidData,
          fmt::format("holds {} papers, the manifest says {}", db.get_doccount(), manifest->papers),
          generation.string(), "roll back or rebuild"};
    }
    return find_samples(**searcher, db);
  });
}

Result<std::vector<std::string>> compare_with_corpus(const std::filesystem::path& generation,
                                                     const CorpusPass& corpus) {
  const Result<Manifest> manifest = read_manifest(generation);
  if (!manifest.ok()) return manifest.error();
  return guard_xapian([&]() -> Result<std::vector<std::string>> {
    const Xapian::Database db = open_shards(generation, *manifest);
    std::vector<std::string> differences;
    const auto differ = [&](const std::string& id, const char* how) {
      differences.push_back(fmt::format("{}: {}", id, how));
      return differences.size() < kDifferencesShown;
    };
    for (std::size_t place = 0; place < corpus.papers.size(); ++place) {
      const Result<std::string> bytes = corpus.papers.bytes(place);
      if (!bytes.ok()) return bytes.error();
      const Result<Paper> paper = decode_paper(*bytes);
      if (!paper.ok()) return paper.error();
      const std::string term = id_term(paper->id);
      const auto posting = db.postlist_begin(term);
      const bool missing = posting == db.postlist_end(term);
      if (missing && !differ(paper->id, "is in the corpus, not in the index")) break;
      if (!missing && db.get_document(*posting).get_data() != *bytes &&
          !differ(paper->id, "is stored otherwise than the corpus has it now")) {
        break;
      }
    }
    if (differences.empty() && db.get_doccount() > corpus.papers.size()) {
      differences.push_back(fmt::format("the index holds {} papers more than the corpus",
                                        db.get_doccount() - corpus.papers.size()));
    }
    if (differences.empty()) {
      const Result<std::string> fingerprint = fingerprint_of(corpus);
      if (!fingerprint.ok()) return fingerprint.error();
      if (*fingerprint != manifest->fingerprint) {
        differences.emplace_back(
            "the papers agree, but sessions, institutions, people or settings differ");
      }
    }
    return differences;
  });
}

}  // namespace paperfind
