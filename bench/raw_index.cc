// The limit a build is measured against: the same documents put into one Xapian database one by
// one, with all settings as Xapian has them.
//   raw_index CORPUS FOLDER        (FOLDER/raw is made; FOLDER/compacted is the same, compacted)
#include <fmt/format.h>
#include <xapian.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "engine/schema/document.h"
#include "engine/schema/facet_values.h"
#include "engine/schema/stored_paper.h"
#include "indexer/corpus_pass.h"

namespace {

using Clock = std::chrono::steady_clock;

[[noreturn]] void fail(const paperfind::Error& error) {
  fmt::print(stderr, "raw_index: {}\n", error.to_string());
  std::exit(1);
}

void say(const char* what, Clock::time_point since) {
  fmt::print("{} {:.1f} s\n", what, std::chrono::duration<double>(Clock::now() - since).count());
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: raw_index CORPUS FOLDER\n", stderr);
    return 64;
  }
  const std::filesystem::path folder = argv[2];
  std::filesystem::create_directories(folder);
  const Clock::time_point start = Clock::now();
  const auto corpus = paperfind::read_corpus(argv[1], {}, folder, true);
  if (!corpus.ok()) fail(corpus.error());
  say("reading", start);
  const Clock::time_point added = Clock::now();
  {
    Xapian::WritableDatabase db((folder / "raw").string(), Xapian::DB_CREATE_OR_OVERWRITE);
    paperfind::DocumentBuilder documents(corpus->resolver);
    for (std::size_t place = 0; place < corpus->papers.size(); ++place) {
      const auto bytes = corpus->papers.bytes(place);
      if (!bytes.ok()) fail(bytes.error());
      const auto paper = paperfind::decode_paper(*bytes);
      if (!paper.ok()) fail(paper.error());
      const auto facets = paper->status == paperfind::PaperStatus::Withdrawn
                              ? paperfind::PaperFacets()
                              : paperfind::facets_of(*paper, corpus->resolver);
      const Xapian::Document document =
          documents.build(*paper, facets, static_cast<std::uint32_t>(place));
      if (std::getenv("NOADD") == nullptr) db.add_document(document);
    }
    db.commit();
  }
  say("adding", added);
  const Clock::time_point compacted = Clock::now();
  Xapian::Database((folder / "raw").string()).compact((folder / "compacted").string());
  say("compacting, which the build time does not hold,", compacted);
  return 0;
}
