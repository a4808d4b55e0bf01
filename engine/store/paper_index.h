// The papers of a generation as its Xapian databases hold them: all that searching asks of those,
// with the shards put together and without documents that are none of the papers.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/store/columns.h"
#include "engine/store/doc_set.h"
#include "engine/store/shard_hosts.h"
#include "engine/store/shard_map.h"

namespace paperfind {

class Snapshot;

// The papers that have a term, ascending, one after the other.
class PaperCursor {
 public:
  [[nodiscard]] bool at_end() const { return doc_ == kEnd; }
  [[nodiscard]] DocId doc() const { return doc_; }
  void next();
  // To the first at or after `doc`; never back. Not at the end.
  void skip_to(DocId doc);

 private:
  friend class PaperIndex;
  static constexpr DocId kEnd = ~DocId{0};

  // The documents of one shard.
  struct Part {
    Xapian::PostingIterator at, end;
    const ShardDocs* docs;  // null: documents are papers
    DocId doc = kEnd;       // the paper it stands at

    void settle();
    void skip_to(DocId wanted);
  };
  void add(Part part);
  void find_least();

  std::vector<Part> parts_;
  // In place of parts: where a shard is on a server, which would send one message for each.
  std::vector<DocId> list_;
  std::size_t at_ = 0;
  DocId doc_ = kEnd;
};

// Papers that have a term, ascending, and how often each has it (Xapian's wdf), 65,535 for more.
struct TermPostings {
  std::vector<DocId> docs;
  std::vector<std::uint16_t> counts;
};

// One per thread, as Xapian's databases are. Every member throws Xapian::Error.
class PaperIndex {
 public:
  // Of a generation, which must outlive it, by files here or by these shards.
  explicit PaperIndex(const Snapshot& snapshot);
  PaperIndex(const Snapshot& snapshot, const OpenShards& shards);
  // Of documents numbered from 1 without gaps.
  explicit PaperIndex(const Xapian::Database& documents);
  // Of shards that hold what the map says, which must outlive it; see ShardMap of those without.
  PaperIndex(const std::vector<Xapian::Database>& shards, const ShardMap& map);
  PaperIndex(const OpenShards& shards, const ShardMap& map);

  // Those of missing shards too, of which nothing else is known.
  [[nodiscard]] DocId doc_count() const { return docs_; }
  [[nodiscard]] std::size_t shard_count() const { return shards_.size(); }
  // Shards nobody can ask at the moment.
  [[nodiscard]] const std::vector<std::size_t>& missing() const { return missing_; }
  // Tells apart what was read with different shards missing; empty with none.
  [[nodiscard]] const std::string& view_key() const { return view_key_; }
  // Servers close connections that say nothing for a while.
  void keep_alive() { all_.keep_alive(); }
  // Papers of missing shards.
  [[nodiscard]] const DocSet& missing_papers() const { return missing_papers_; }
  // The record as encode_paper() gave it.
  [[nodiscard]] std::string stored_paper(DocId doc) const;
  // How many occurrences of terms each paper has, by number; 0 for number 0.
  [[nodiscard]] std::vector<std::uint32_t> lengths() const;

  // How many papers have a term.
  [[nodiscard]] std::uint32_t doc_frequency(const std::string& term) const;
  [[nodiscard]] bool has_term(const std::string& term) const;
  // 0: none has it.
  [[nodiscard]] DocId first_with(const std::string& term) const;
  [[nodiscard]] PaperCursor papers_with(const std::string& term) const;
  [[nodiscard]] TermPostings postings(const std::string& term) const;

  // Calls visit(term, papers that have it) for the terms that begin with `prefix`, in order of
  // their bytes, from the one that goes on with `from`, until it returns false.
  void for_each_term(const std::string& prefix, const std::string& from,
                     const std::function<bool(const std::string&, std::uint32_t)>& visit) const;

  // Which of these papers, ascending, a query finds, by the positions of their words too. Those on
  // servers it does find that pass: a server would look at all it has, and nobody hears of it until
  // it is done.
  [[nodiscard]] std::vector<DocId> found_among(const std::vector<DocId>& papers,
                                               const Xapian::Query& query,
                                               const std::function<bool(DocId)>& passes) const;

 private:
  struct Shard {
    Xapian::Database db;
    const ShardDocs* docs = nullptr;  // null: its documents are the papers
    bool missing = false;             // then there is no database
    bool remote = false;              // then it knows no posting sources and spies of ours
  };
  [[nodiscard]] std::uint32_t shown_with(const std::string& term, Xapian::doccount all) const {
    const std::uint32_t hidden = map_ == nullptr ? 0 : map_->hidden_with(term);
    return all > hidden ? all - hidden : 0;
  }

  [[nodiscard]] static TermPostings postings_of(const Shard& shard, const std::string& term);
  // What ask(shard) says of each that is not missing. All servers at once: each has a connection,
  // and so a database, of its own.
  template <typename Ask>
  [[nodiscard]] auto ask_all(const Ask& ask) const;

  std::vector<Shard> shards_;
  std::vector<std::size_t> missing_;
  DocSet missing_papers_;
  std::string view_key_;
  Xapian::Database all_;           // for what does not ask for numbers of documents
  const ShardMap* map_ = nullptr;  // null: there is one shard, and all in it is shown
  DocId docs_ = 0;
  std::span<const std::uint32_t> lengths_;  // empty: the databases know
  bool any_remote_ = false;
  // What servers said, for corrections ask the same again and again.
  mutable std::unordered_map<std::string, std::uint32_t> frequencies_;
};

}  // namespace paperfind
