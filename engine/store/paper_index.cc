#include "engine/store/paper_index.h"

#include <fmt/format.h>

#include <algorithm>
#include <future>
#include <limits>
#include <utility>

#include "engine/store/doc_list_source.h"
#include "engine/store/snapshot.h"

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

std::vector<DocId> find_among(const Xapian::Database& db, const std::vector<DocId>& documents,
                              const Xapian::Query& query) {
  DocListSource source(documents);
  Xapian::Enquire enquire(db);
  enquire.set_query(Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query(&source)));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  DocCollector collector;
  enquire.add_matchspy(&collector);
  enquire.get_mset(0, 1, db.get_doccount());
  std::sort(collector.docs.begin(), collector.docs.end());
  return std::move(collector.docs);
}

std::uint16_t count_of(double wdf) {
  constexpr auto kMost = std::numeric_limits<std::uint16_t>::max();
  return wdf < kMost ? static_cast<std::uint16_t>(wdf) : kMost;
}

TermPostings postings_in(const Xapian::Database& db, const std::string& term) {
  TermPostings read;
  const auto end = db.postlist_end(term);
  auto posting = db.postlist_begin(term);
  if (posting == end) return read;
  const Xapian::doccount size = db.get_termfreq(term);
  read.docs.reserve(size);
  read.counts.reserve(size);
  for (; posting != end; ++posting) {
    read.docs.push_back(*posting);
    read.counts.push_back(count_of(posting.get_wdf()));
  }
  return read;
}

// A server sends postings as a message each, and the papers a query finds as one: those are asked
// for, weighed by nothing but the occurrences. Not more than it finds well within the second after
// which it counts as silent.
TermPostings postings_on_server(const Xapian::Database& db, const std::string& term) {
  constexpr Xapian::doccount kMost = 500'000;
  Xapian::Enquire enquire(db);
  enquire.set_query(Xapian::Query(term));
  enquire.set_weighting_scheme(Xapian::TfIdfWeight("nnn"));
  const Xapian::MSet found = enquire.get_mset(0, kMost);
  if (found.size() == kMost) return postings_in(db, term);
  std::vector<std::pair<DocId, double>> postings;
  postings.reserve(found.size());
  for (auto document = found.begin(); document != found.end(); ++document) {
    postings.emplace_back(*document, document.get_weight());
  }
  std::sort(postings.begin(), postings.end());
  TermPostings read;
  read.docs.reserve(postings.size());
  read.counts.reserve(postings.size());
  for (const auto& [document, wdf] : postings) {
    read.docs.push_back(document);
    read.counts.push_back(count_of(wdf));
  }
  return read;
}

// Numbers of documents become those of papers; what is hidden goes.
void show(TermPostings& read, const ShardDocs& shard) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < read.docs.size(); ++i) {
    const DocId paper = shard.papers[read.docs[i]];
    if (paper == 0) continue;
    read.docs[kept] = paper;
    read.counts[kept++] = read.counts[i];
  }
  read.docs.resize(kept);
  read.counts.resize(kept);
}

TermPostings merged(TermPostings a, TermPostings b) {
  if (a.docs.empty()) return b;
  if (b.docs.empty()) return a;
  TermPostings all;
  all.docs.reserve(a.docs.size() + b.docs.size());
  all.counts.reserve(all.docs.capacity());
  for (std::size_t i = 0, j = 0; i < a.docs.size() || j < b.docs.size();) {
    const bool first = j == b.docs.size() || (i < a.docs.size() && a.docs[i] < b.docs[j]);
    TermPostings& from = first ? a : b;
    std::size_t& at = first ? i : j;
    all.docs.push_back(from.docs[at]);
    all.counts.push_back(from.counts[at++]);
  }
  return all;
}

// The documents of a shard among these papers.
std::vector<DocId> documents_of(const std::vector<DocId>& papers, const ShardDocs& shard) {
  std::vector<DocId> documents;
  auto from = shard.shown.begin();
  for (const DocId paper : papers) {
    from = std::lower_bound(from, shard.shown.end(), paper);
    if (from == shard.shown.end()) break;
    if (*from != paper) continue;
    documents.push_back(shard.documents[static_cast<std::size_t>(from - shard.shown.begin())]);
  }
  return documents;
}

OpenShards opened(const std::vector<Xapian::Database>& databases) {
  OpenShards shards;
  for (const Xapian::Database& db : databases) shards.shards.push_back({db, false});
  return shards;
}

}  // namespace

void PaperCursor::Part::settle() {
  for (doc = kEnd; at != end; ++at) {
    const DocId paper = docs == nullptr ? *at : docs->papers[*at];
    if (paper == 0) continue;
    doc = paper;
    return;
  }
}

void PaperCursor::Part::skip_to(DocId wanted) {
  if (doc >= wanted) return;
  DocId document = wanted;
  if (docs != nullptr) {
    const auto found = std::lower_bound(docs->shown.begin(), docs->shown.end(), wanted);
    if (found == docs->shown.end()) {
      at = end;
    } else {
      document = docs->documents[static_cast<std::size_t>(found - docs->shown.begin())];
    }
  }
  if (at != end) at.skip_to(document);
  settle();
}

void PaperCursor::add(Part part) {
  part.settle();
  parts_.push_back(std::move(part));
  find_least();
}

void PaperCursor::find_least() {
  doc_ = at_ < list_.size() ? list_[at_] : kEnd;
  for (const Part& part : parts_) doc_ = std::min(doc_, part.doc);
}

void PaperCursor::next() {
  if (at_ < list_.size()) ++at_;
  for (Part& part : parts_) {
    if (part.doc != doc_) continue;
    ++part.at;
    part.settle();
  }
  find_least();
}

void PaperCursor::skip_to(DocId doc) {
  const auto from = list_.begin() + static_cast<std::ptrdiff_t>(at_);
  at_ = static_cast<std::size_t>(std::lower_bound(from, list_.end(), doc) - list_.begin());
  for (Part& part : parts_) part.skip_to(doc);
  find_least();
}

PaperIndex::PaperIndex(const Snapshot& snapshot)
    : PaperIndex(snapshot, open_local_shards(snapshot)) {}

PaperIndex::PaperIndex(const Snapshot& snapshot, const OpenShards& shards)
    : PaperIndex(shards, snapshot.shard_map()) {
  lengths_ = snapshot.lengths();
}

PaperIndex::PaperIndex(const Xapian::Database& documents) : PaperIndex({documents}, ShardMap()) {}

PaperIndex::PaperIndex(const std::vector<Xapian::Database>& shards, const ShardMap& map)
    : PaperIndex(opened(shards), map) {}

PaperIndex::PaperIndex(const OpenShards& opened, const ShardMap& map) {
  const std::vector<OpenShards::Shard>& shards = opened.shards;
  const bool whole = map.shards().empty();
  if (!whole) map_ = &map;
  bool fits = shards.size() == (whole ? 1 : map.shards().size());
  for (std::size_t i = 0; fits && i < shards.size(); ++i) {
    const ShardDocs* docs = whole ? nullptr : &map.shards()[i];
    if (!shards[i].db) {
      fits = !whole;
      missing_.push_back(i);
      view_key_ += fmt::format("\1{}", i);
      shards_.push_back({Xapian::Database(), docs, true, false});
      continue;
    }
    const Xapian::Database& db = *shards[i].db;
    shards_.push_back({db, docs, false, shards[i].remote});
    any_remote_ |= shards[i].remote;
    all_.add_database(db);
    const std::size_t documents = db.get_doccount();
    fits = db.get_lastdocid() == documents && (whole || docs->papers.size() == documents + 1);
  }
  if (!fits) throw Xapian::DatabaseCorruptError("the shards hold other documents than they should");
  docs_ = whole ? all_.get_doccount() : map.paper_count();
  missing_papers_ = DocSet(docs_);
  for (const std::size_t shard : missing_) {
    for (const DocId paper : shards_[shard].docs->shown) missing_papers_.add(paper);
  }
}

std::string PaperIndex::stored_paper(DocId doc) const {
  const ShardMap::Place place = map_ == nullptr ? ShardMap::Place{0, doc} : map_->place(doc);
  if (shards_[place.shard].missing) {
    throw Xapian::NetworkError(shard_name(place.shard) + " is missing");
  }
  return shards_[place.shard].db.get_document(place.document, Xapian::DOC_ASSUME_VALID).get_data();
}

std::vector<std::uint32_t> PaperIndex::lengths() const {
  if (!lengths_.empty()) return {lengths_.begin(), lengths_.end()};
  std::vector<std::uint32_t> lengths(std::size_t{docs_} + 1);
  for (const Shard& shard : shards_) {
    if (shard.missing) continue;
    for (auto doc = shard.db.postlist_begin(""); doc != shard.db.postlist_end(""); ++doc) {
      lengths[shard.docs == nullptr ? *doc : shard.docs->papers[*doc]] = doc.get_doclength();
    }
  }
  lengths.front() = 0;  // of what is hidden
  return lengths;
}

template <typename Ask>
auto PaperIndex::ask_all(const Ask& ask) const {
  using Answer = decltype(ask(shards_.front()));
  std::vector<std::future<Answer>> coming;
  std::vector<Answer> answers;
  for (const Shard& shard : shards_) {
    if (shard.missing) continue;
    if (shard.remote) {
      coming.push_back(std::async(std::launch::async, [&shard, &ask] { return ask(shard); }));
    } else {
      answers.push_back(ask(shard));
    }
  }
  for (std::future<Answer>& shard : coming) answers.push_back(shard.get());
  return answers;
}

std::uint32_t PaperIndex::doc_frequency(const std::string& term) const {
  constexpr std::size_t kMostRemembered = 20'000;
  if (!any_remote_) return shown_with(term, all_.get_termfreq(term));
  if (const auto known = frequencies_.find(term); known != frequencies_.end()) {
    return known->second;
  }
  Xapian::doccount all = 0;
  for (const Xapian::doccount shard :
       ask_all([&term](const Shard& asked) { return asked.db.get_termfreq(term); })) {
    all += shard;
  }
  if (frequencies_.size() == kMostRemembered) frequencies_.clear();
  return frequencies_[term] = shown_with(term, all);
}

bool PaperIndex::has_term(const std::string& term) const {
  return map_ == nullptr ? all_.term_exists(term) : doc_frequency(term) > 0;
}

DocId PaperIndex::first_with(const std::string& term) const {
  const PaperCursor papers = papers_with(term);
  return papers.at_end() ? 0 : papers.doc();
}

PaperCursor PaperIndex::papers_with(const std::string& term) const {
  PaperCursor papers;
  if (any_remote_) {
    papers.list_ = postings(term).docs;
    papers.find_least();
    return papers;
  }
  for (const Shard& shard : shards_) {
    if (shard.missing) continue;
    papers.add({shard.db.postlist_begin(term), shard.db.postlist_end(term), shard.docs});
  }
  return papers;
}

TermPostings PaperIndex::postings_of(const Shard& shard, const std::string& term) {
  TermPostings read =
      shard.remote ? postings_on_server(shard.db, term) : postings_in(shard.db, term);
  show(read, *shard.docs);
  return read;
}

TermPostings PaperIndex::postings(const std::string& term) const {
  if (map_ == nullptr) return postings_in(all_, term);
  TermPostings all;
  for (TermPostings& shard :
       ask_all([&term](const Shard& asked) { return postings_of(asked, term); })) {
    all = merged(std::move(all), std::move(shard));
  }
  return all;
}

void PaperIndex::for_each_term(
    const std::string& prefix, const std::string& from,
    const std::function<bool(const std::string&, std::uint32_t)>& visit) const {
  auto term = all_.allterms_begin(prefix);
  const auto end = all_.allterms_end(prefix);
  if (!from.empty()) term.skip_to(prefix + from);
  for (; term != end; ++term) {
    const std::string name = *term;
    const std::uint32_t papers = shown_with(name, term.get_termfreq());
    if (papers > 0 && !visit(name, papers)) return;
  }
}

std::vector<DocId> PaperIndex::found_among(const std::vector<DocId>& papers,
                                           const Xapian::Query& query,
                                           const std::function<bool(DocId)>& passes) const {
  if (map_ == nullptr) return find_among(all_, papers, query);
  std::vector<DocId> all;
  for (const Shard& shard : shards_) {
    const std::vector<DocId> documents = documents_of(papers, *shard.docs);
    if (documents.empty() || shard.missing) continue;
    if (shard.remote) {
      for (const DocId document : documents) {
        const DocId paper = shard.docs->papers[document];
        if (passes(paper)) all.push_back(paper);
      }
      continue;
    }
    for (const DocId document : find_among(shard.db, documents, query)) {
      all.push_back(shard.docs->papers[document]);
    }
  }
  std::sort(all.begin(), all.end());
  return all;
}

}  // namespace paperfind
