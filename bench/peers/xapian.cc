// Xapian by itself: the common words as terms with positions, a slot of packed numbers a facet,
// counted by a MatchSpy; BM25 as it comes.
#include <xapian.h>

#include <algorithm>
#include <cstring>

#include "bench/peers/engines.h"

namespace paperfind::peers {
namespace {

namespace fs = std::filesystem;

std::string packed(const std::vector<std::uint32_t>& values) {
  std::string out(values.size() * sizeof(std::uint32_t), '\0');
  if (!values.empty()) std::memcpy(out.data(), values.data(), out.size());
  return out;
}

class CountingSpy : public Xapian::MatchSpy {
 public:
  CountingSpy(Xapian::valueno slot, std::size_t values) : slot_(slot), counts_(values) {}
  void operator()(const Xapian::Document& document, double) override {
    const std::string value = document.get_value(slot_);
    for (std::size_t at = 0; at + sizeof(std::uint32_t) <= value.size();
         at += sizeof(std::uint32_t)) {
      std::uint32_t number = 0;
      std::memcpy(&number, value.data() + at, sizeof number);
      if (counts_[number]++ == 0) seen_.push_back(number);
    }
  }
  std::vector<ValueCount> top() {
    std::vector<ValueCount> values;
    for (const std::uint32_t number : seen_) values.push_back({number, counts_[number]});
    const auto end =
        values.begin() + static_cast<std::ptrdiff_t>(std::min(values.size(), kFacetValues));
    std::partial_sort(values.begin(), end, values.end(),
                      [](const ValueCount& a, const ValueCount& b) { return a.count > b.count; });
    values.erase(end, values.end());
    return values;
  }

 private:
  Xapian::valueno slot_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint32_t> seen_;
};

Xapian::Query planned(const Query& query, bool all) {
  std::vector<Xapian::Query> clauses;
  for (const Clause& clause : query.clauses) {
    clauses.push_back(clause.size() == 1
                          ? Xapian::Query(clause.front())
                          : Xapian::Query(Xapian::Query::OP_PHRASE, clause.begin(), clause.end(),
                                          static_cast<Xapian::termcount>(clause.size())));
  }
  return {all ? Xapian::Query::OP_AND : Xapian::Query::OP_OR, clauses.begin(), clauses.end()};
}

class XapianConnection : public Connection {
 public:
  XapianConnection(const std::string& path, std::vector<std::size_t> values, bool exact)
      : db_(path), values_(std::move(values)), exact_(exact) {}

  Result<Answer> ask(const Query& query, const Ask& ask) override {
    try {
      const Stopwatch watch;
      Xapian::Enquire enquire(db_);
      enquire.set_query(planned(query, ask.all));
      std::vector<std::unique_ptr<CountingSpy>> spies;
      for (std::size_t facet = 0; ask.facets && facet < values_.size(); ++facet) {
        spies.push_back(std::make_unique<CountingSpy>(facet, values_[facet]));
        enquire.add_matchspy(spies.back().get());
      }
      const Xapian::doccount look_at = exact_ || ask.facets ? db_.get_doccount() : 0;
      const Xapian::MSet found = enquire.get_mset(0, kHits, look_at);
      Answer answer;
      answer.total = found.get_matches_estimated();
      answer.hits = found.size();
      for (const auto& spy : spies) answer.facets.push_back(spy->top());
      answer.ms = watch.ms();
      return answer;
    } catch (const Xapian::Error& error) {
      return Error{ErrorCode::Internal, error.get_description()};
    }
  }

 private:
  Xapian::Database db_;
  std::vector<std::size_t> values_;
  bool exact_;
};

class XapianEngine : public Engine {
 public:
  XapianEngine(const Place& place, bool exact) : place_(place), exact_(exact) {}

  std::string version() override { return Xapian::version_string(); }
  std::string setup() const override {
    return exact_ ? "in process, BM25, exact totals, packed numbers in value slots, MatchSpy"
                  : "the same, totals estimated, so that the match may end early";
  }
  bool has_facets() const override { return exact_; }
  bool counts_exactly() const override { return exact_; }

  Result<double> build() override {
    const Stopwatch watch;
    fs::remove_all(folder());
    fs::create_directories(folder());
    try {
      const Status added = add_papers();
      if (!added.ok()) return added.error();
      Xapian::Database(grown()).compact(compacted());
    } catch (const Xapian::Error& error) {
      return Error{ErrorCode::Internal, error.get_description()};
    }
    fs::remove_all(grown());
    return watch.ms() / 1000;
  }
  std::uintmax_t index_bytes() override { return bytes_below(folder()); }

  Status start() override {
    const auto facets = read_facets(place_.work);
    if (!facets.ok()) return facets.error();
    for (const FacetTable& facet : *facets) values_.push_back(facet.ids.size());
    return {};
  }
  Result<std::unique_ptr<Connection>> connect() override {
    try {
      return std::unique_ptr<Connection>(new XapianConnection(compacted(), values_, exact_));
    } catch (const Xapian::Error& error) {
      return Error{ErrorCode::Io, error.get_description()};
    }
  }

 private:
  [[nodiscard]] fs::path folder() const { return place_.work / "xapian"; }
  [[nodiscard]] std::string grown() const { return folder() / "grown"; }
  [[nodiscard]] std::string compacted() const { return folder() / "compacted"; }

  Status add_papers() {
    Xapian::WritableDatabase db(grown(), Xapian::DB_CREATE_OR_OVERWRITE);
    Status added = for_each_paper(place_.work, [&](std::uint32_t, const PaperLine& paper) {
      Xapian::Document document;
      Xapian::termpos position = 0;
      for (const std::string_view word : split(paper.words, ' ')) {
        document.add_posting(std::string(word.substr(0, kMaxWord)), ++position);
      }
      for (std::size_t facet = 0; facet < paper.values.size(); ++facet) {
        document.add_value(static_cast<Xapian::valueno>(facet), packed(paper.values[facet]));
      }
      db.add_document(document);
      return Status();
    });
    db.commit();
    return added;
  }

  static constexpr std::size_t kMaxWord = 240;  // Xapian's limit is 245 bytes
  Place place_;
  bool exact_;
  std::vector<std::size_t> values_;
};

}  // namespace

std::unique_ptr<Engine> make_xapian(const Place& place, bool exact) {
  return std::make_unique<XapianEngine>(place, exact);
}

}  // namespace paperfind::peers
