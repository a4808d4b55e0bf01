#include "indexer/verify.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>

#include <cerrno>
#include <csignal>
#include <cstring>
#include <future>

#include "engine/schema/fields.h"
#include "engine/schema/stored_paper.h"
#include "engine/search/searcher.h"
#include "engine/store/generation.h"
#include "engine/store/paper_index.h"
#include "engine/store/snapshot.h"
#include "engine/store/xapian_guard.h"
#include "indexer/writer.h"

extern char** environ;

namespace paperfind {
namespace {

constexpr DocId kSampledPapers = 3;
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

// The paper answers to its title, and a search with that title finds something. Titles may hold
// operators and be shared by hundreds: so the term of the whole title is asked for the paper, and
// the search only for an answer.
Status find_by_title(Searcher& searcher, const PaperIndex& index, DocId doc) {
  const Result<Paper> paper = decode_paper(index.stored_paper(doc));
  if (!paper.ok()) return paper.error();
  const std::string key = title_key_term(paper->title);
  if (key.empty() || paper->status == PaperStatus::Withdrawn) return {};
  PaperCursor named = index.papers_with(key);
  if (!named.at_end()) named.skip_to(doc);
  SearchRequest request;
  request.query = paper->title;
  request.no_facets = true;
  const Result<ResultPage> page = searcher.search(request);
  if (!page.ok()) return page.error();
  if (!named.at_end() && named.doc() == doc && page->total > 0) return {};
  return Error{ErrorCode::Internal, "the paper is not found by its title", paper->id,
               "please report this with the corpus"};
}

// Some of so many, numbered from 1: the first, one in the middle, the last.
std::vector<DocId> sampled(DocId count) {
  std::vector<DocId> samples;
  for (DocId sample = 0; sample < kSampledPapers && count > 0; ++sample) {
    samples.push_back(1 + (count - 1) * sample / (kSampledPapers - 1));
  }
  return samples;
}

// What answers, opened as a daemon opens it.
struct Opened {
  std::shared_ptr<const Snapshot> snapshot;
  std::unique_ptr<Searcher> searcher;
};

Result<Opened> open_generation(const std::filesystem::path& generation) {
  Result<std::shared_ptr<const Snapshot>> snapshot = Snapshot::open(generation);
  if (!snapshot.ok()) return snapshot.error();
  Result<std::unique_ptr<Searcher>> searcher = Searcher::open(*snapshot);
  if (!searcher.ok()) return searcher.error();
  return Opened{std::move(snapshot).value(), std::move(searcher).value()};
}

Status find_samples(const std::filesystem::path& generation) {
  const Result<Opened> opened = open_generation(generation);
  if (!opened.ok()) return opened.error();
  return guard_xapian([&]() -> Status {
    const PaperIndex index(*opened->snapshot);
    for (const DocId doc : sampled(index.doc_count())) {
      if (Status found = find_by_title(*opened->searcher, index, doc); !found.ok()) return found;
    }
    return {};
  });
}

// Of papers that did not stay.
Status miss_gone(const Snapshot& before, const KnownPapers& known, const PaperIndex& index,
                 const ShardMap& map) {
  std::vector<DocId> gone;
  for (DocId doc = 1; doc <= known.size(); ++doc) {
    if (!known.kept()[doc]) gone.push_back(doc);
  }
  const PaperIndex old(before);
  for (const DocId place : sampled(static_cast<DocId>(gone.size()))) {
    const Result<Paper> paper = decode_paper(old.stored_paper(gone[place - 1]));
    if (!paper.ok()) return paper.error();
    const DocId doc = index.first_with(id_term(paper->id));
    if (doc == 0 || map.place(doc).shard + 1 == map.shards().size()) continue;
    return Error{ErrorCode::Internal, "the paper that is gone is still found", paper->id,
                 "please report this with the corpus"};
  }
  return {};
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
  return find_samples(generation);
}

Status verify_update(const std::filesystem::path& generation, const Snapshot& before,
                     const KnownPapers& known) {
  const Result<Opened> opened = open_generation(generation);
  if (!opened.ok()) return opened.error();
  const int shards = opened->snapshot->manifest().shards;
  if (Status clean = run_xapian_check(shard_paths(generation, shards).back()); !clean.ok())
    return clean;
  return guard_xapian([&]() -> Status {
    const ShardMap& map = opened->snapshot->shard_map();
    const PaperIndex index(*opened->snapshot);
    const std::vector<DocId>& small = map.shards().back().shown;
    std::vector<DocId> samples = sampled(index.doc_count());
    for (const DocId place : sampled(static_cast<DocId>(small.size()))) {
      samples.push_back(small[place - 1]);
    }
    for (const DocId doc : samples) {
      if (Status found = find_by_title(*opened->searcher, index, doc); !found.ok()) return found;
    }
    return miss_gone(before, known, index, map);
  });
}

Result<std::vector<std::string>> compare_with_corpus(const std::filesystem::path& generation,
                                                     const CorpusPass& corpus) {
  const Result<std::shared_ptr<const Snapshot>> snapshot = Snapshot::open(generation);
  if (!snapshot.ok()) return snapshot.error();
  return guard_xapian([&]() -> Result<std::vector<std::string>> {
    const PaperIndex index(**snapshot);
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
      const DocId doc = index.first_with(id_term(paper->id));
      const bool missing = doc == 0;
      if (missing && !differ(paper->id, "is in the corpus, not in the index")) break;
      if (!missing && index.stored_paper(doc) != *bytes &&
          !differ(paper->id, "is stored otherwise than the corpus has it now")) {
        break;
      }
    }
    if (differences.empty() && index.doc_count() > corpus.papers.size()) {
      differences.push_back(fmt::format("the index holds {} papers more than the corpus",
                                        index.doc_count() - corpus.papers.size()));
    }
    if (differences.empty()) {
      const Result<std::string> fingerprint = fingerprint_of(corpus);
      if (!fingerprint.ok()) return fingerprint.error();
      if (*fingerprint != (*snapshot)->manifest().fingerprint) {
        differences.emplace_back(
            "the papers agree, but sessions, institutions, people or settings differ");
      }
    }
    return differences;
  });
}

}  // namespace paperfind
