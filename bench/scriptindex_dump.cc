// Papers in the form Xapian's own scriptindex reads: the texts our documents are made of, and the
// facets as boolean terms.
//   scriptindex_dump CORPUS FOLDER        (FOLDER/papers.dump and FOLDER/papers.script are made)
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "engine/schema/facet_values.h"
#include "engine/schema/stored_paper.h"
#include "indexer/corpus_pass.h"

namespace {

using namespace paperfind;

// Fields with our weights; as with us, abstracts have positions for words anywhere only.
constexpr const char* kScript = R"(id : field boolean=Q unique=Q
title : field weight=10 index weight=1 index=S
keyword : field weight=6 index weight=1 index=K
author : field weight=4 index weight=1 index=A
session : weight=3 index weight=1 index=XSE
institution : weight=2 index weight=1 index=XIN
abstract : field weight=2 index weight=1 indexnopos=B
facet : boolean=XF
)";

void write_field(std::ofstream& out, const char* name, const std::string& value) {
  if (value.empty()) return;
  out << name << '=';
  for (const char c : value) out << (c == '\n' || c == '\r' ? ' ' : c);
  out << '\n';
}

void write_paper(std::ofstream& out, const Paper& paper, const Resolver& resolver) {
  write_field(out, "id", paper.id);
  write_field(out, "title", paper.title);
  for (const std::string& keyword : paper.keywords) write_field(out, "keyword", keyword);
  for (const Author& author : paper.authors) {
    write_field(out, "author", author.name);
    for (const Affiliation& from : author.affiliations) write_field(out, "institution", from.raw);
  }
  for (const Presentation& slot : paper.presentations) {
    const Session* session = resolver.session(slot.session);
    if (session != nullptr) write_field(out, "session", session->title);
  }
  write_field(out, "abstract", paper.abstract);
  const PaperFacets facets = facets_of(paper, resolver);
  for (std::size_t facet = 0; facet < facets.size(); ++facet) {
    for (const FacetValueRef& value : facets[facet]) {
      write_field(out, "facet", fmt::format("{}:{}", kFacets[facet].name, value.id));
    }
  }
  out << '\n';
}

[[noreturn]] void fail(const Error& error) {
  fmt::print(stderr, "scriptindex_dump: {}\n", error.to_string());
  std::exit(1);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fputs("usage: scriptindex_dump CORPUS FOLDER\n", stderr);
    return 64;
  }
  const std::filesystem::path folder = argv[2];
  std::filesystem::create_directories(folder);
  const auto corpus = read_corpus(argv[1], {}, folder, true);
  if (!corpus.ok()) fail(corpus.error());
  std::ofstream(folder / "papers.script") << kScript;
  std::ofstream out(folder / "papers.dump");
  for (std::size_t place = 0; place < corpus->papers.size(); ++place) {
    const auto bytes = corpus->papers.bytes(place);
    if (!bytes.ok()) fail(bytes.error());
    const auto paper = decode_paper(*bytes);
    if (!paper.ok()) fail(paper.error());
    if (paper->status != PaperStatus::Withdrawn) write_paper(out, *paper, corpus->resolver);
  }
  out.close();
  if (!out) fail({ErrorCode::Io, "cannot write", (folder / "papers.dump").string()});
  return 0;
}
