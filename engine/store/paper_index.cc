#include "engine/store/paper_index.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "engine/store/doc_list_source.h"
#include "engine/store/generation.h"

namespace paperfind {
namespace {

// Sees every match when the enquiry checks all of them.
class DocCollector : public Xapian::MatchSpy {
 public:
  void operator()(const Xapian::Document& document, double) override {
    docs.push_back(document.get_docid());
  }
  std::vector<DocId> docs;
};

}  // namespace

PaperIndex::PaperIndex(const std::filesystem::path& generation)
    : PaperIndex(Xapian::Database(shard_paths(generation, 1).front().string())) {}

PaperIndex::PaperIndex(Xapian::Database documents)
    : db_(std::move(documents)), docs_(db_.get_doccount()) {
  if (db_.get_lastdocid() != docs_) {
    throw Xapian::DatabaseCorruptError("the documents are not numbered one after the other");
  }
}

std::string PaperIndex::stored_paper(DocId doc) const {
  return db_.get_document(doc, Xapian::DOC_ASSUME_VALID).get_data();
}

std::vector<std::uint32_t> PaperIndex::lengths() const {
  std::vector<std::uint32_t> lengths(std::size_t{docs_} + 1);
  for (auto doc = db_.postlist_begin(""); doc != db_.postlist_end(""); ++doc) {
    lengths[*doc] = doc.get_doclength();
  }
  return lengths;
}

std::uint32_t PaperIndex::doc_frequency(const std::string& term) const {
  return db_.get_termfreq(term);
}

bool PaperIndex::has_term(const std::string& term) const { return db_.term_exists(term); }

DocId PaperIndex::first_with(const std::string& term) const {
  const PaperCursor papers = papers_with(term);
  return papers.at_end() ? 0 : papers.doc();
}

PaperCursor PaperIndex::papers_with(const std::string& term) const {
  return {db_.postlist_begin(term), db_.postlist_end(term)};
}

TermPostings PaperIndex::postings(const std::string& term) const {
  constexpr Xapian::termcount kMost = std::numeric_limits<std::uint16_t>::max();
  TermPostings read;
  const auto end = db_.postlist_end(term);
  auto posting = db_.postlist_begin(term);
  if (posting != end) {
    const Xapian::doccount size = db_.get_termfreq(term);
    read.docs.reserve(size);
    read.counts.reserve(size);
  }
  for (; posting != end; ++posting) {
    read.docs.push_back(*posting);
    read.counts.push_back(static_cast<std::uint16_t>(std::min(posting.get_wdf(), kMost)));
  }
  return read;
}

void PaperIndex::for_each_term(
    const std::string& prefix, const std::string& from,
    const std::function<bool(const std::string&, std::uint32_t)>& visit) const {
  auto term = db_.allterms_begin(prefix);
  const auto end = db_.allterms_end(prefix);
  if (!from.empty()) term.skip_to(prefix + from);
  while (term != end && visit(*term, term.get_termfreq())) ++term;
}

std::vector<DocId> PaperIndex::found_among(const std::vector<DocId>& papers,
                                           const Xapian::Query& query) const {
  DocListSource source(papers);
  Xapian::Enquire enquire(db_);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(&source)));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  DocCollector collector;
  enquire.add_matchspy(&collector);
  enquire.get_mset(0, 1, docs_);
  std::sort(collector.docs.begin(), collector.docs.end());
  return std::move(collector.docs);
}

}  // namespace paperfind
