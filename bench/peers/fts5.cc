// SQLite's FTS5: a table of the words without their text, a table without rowid a facet, joined
// with the matches and grouped; BM25 as it comes.
#include <fmt/format.h>
#include <sqlite3.h>

#include "bench/peers/engines.h"

namespace paperfind::peers {
namespace {

namespace fs = std::filesystem;

struct CloseDb {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
};
struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Db = std::unique_ptr<sqlite3, CloseDb>;
using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;

Error error_of(sqlite3* db) { return {ErrorCode::Internal, sqlite3_errmsg(db), "sqlite"}; }

Status execute(sqlite3* db, const std::string& sql) {
  if (sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK) return {};
  return error_of(db);
}

Result<Statement> prepare(sqlite3* db, const std::string& sql) {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v3(db, sql.c_str(), -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr) !=
      SQLITE_OK) {
    return error_of(db);
  }
  return Statement(statement);
}

Result<Db> open(const fs::path& file, int flags) {
  sqlite3* db = nullptr;
  const int done = sqlite3_open_v2(file.c_str(), &db, flags | SQLITE_OPEN_NOMUTEX, nullptr);
  Db owner(db);
  if (done != SQLITE_OK) return error_of(db);
  return owner;
}

class Fts5Connection : public Connection {
 public:
  static Result<std::unique_ptr<Connection>> open_at(const fs::path& file, std::size_t facets) {
    auto db = open(file, SQLITE_OPEN_READONLY);
    if (!db.ok()) return db.error();
    auto connection = std::unique_ptr<Fts5Connection>(new Fts5Connection());
    connection->db_ = std::move(*db);
    const Status set =
        execute(connection->db_.get(),
                "PRAGMA mmap_size=4294967296; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-65536;"
                "CREATE TEMP TABLE hits(paper INTEGER PRIMARY KEY, rank REAL)");
    if (!set.ok()) return set.error();
    if (const Status ready = connection->prepare_all(facets); !ready.ok()) return ready.error();
    return std::unique_ptr<Connection>(std::move(connection));
  }

  Result<Answer> ask(const Query& query, const Ask& ask) override {
    const std::string text = quoted_clauses(query, ask.all ? " AND " : " OR ");
    const Stopwatch watch;
    Answer answer;
    const Status done = ask.facets ? with_facets(text, answer) : without(text, answer);
    answer.ms = watch.ms();
    if (!done.ok()) return done.error();
    return answer;
  }

 private:
  Fts5Connection() = default;

  Status prepare_all(std::size_t facets) {
    const std::vector<std::pair<Statement*, std::string>> all = {
        {&top_, fmt::format("SELECT rowid FROM papers WHERE papers MATCH ?1 ORDER BY rank LIMIT {}",
                            kHits)},
        {&count_, "SELECT count(*) FROM papers WHERE papers MATCH ?1"},
        {&keep_,
         "INSERT INTO temp.hits SELECT rowid, bm25(papers) FROM papers WHERE papers MATCH ?1"},
        {&top_kept_, fmt::format("SELECT paper FROM temp.hits ORDER BY rank LIMIT {}", kHits)},
        {&count_kept_, "SELECT count(*) FROM temp.hits"},
        {&forget_, "DELETE FROM temp.hits"},
    };
    for (const auto& [statement, sql] : all) {
      auto made = prepare(db_.get(), sql);
      if (!made.ok()) return made.error();
      *statement = std::move(*made);
    }
    for (std::size_t i = 0; i < facets; ++i) {
      // CROSS: from the matches to their values; a plain join reads the whole table of values.
      auto made = prepare(
          db_.get(),
          fmt::format("SELECT value, count(*) AS n FROM temp.hits CROSS JOIN facet{} USING (paper) "
                      "GROUP BY value ORDER BY n DESC LIMIT {}",
                      i, kFacetValues));
      if (!made.ok()) return made.error();
      facets_.push_back(std::move(*made));
    }
    return {};
  }

  // Calls `row` for each; `text` is bound where it is not null.
  template <typename Row>
  Status step(const Statement& statement, const std::string* text, const Row& row) {
    sqlite3_reset(statement.get());
    if (text != nullptr) {
      sqlite3_bind_text(statement.get(), 1, text->data(), static_cast<int>(text->size()),
                        SQLITE_STATIC);
    }
    int result = SQLITE_ROW;
    while ((result = sqlite3_step(statement.get())) == SQLITE_ROW) row(statement.get());
    const Status done = result == SQLITE_DONE ? Status() : Status(error_of(db_.get()));
    sqlite3_reset(statement.get());
    return done;
  }

  Status without(const std::string& text, Answer& answer) {
    Status done = step(top_, &text, [&](sqlite3_stmt*) { ++answer.hits; });
    if (!done.ok()) return done;
    return step(count_, &text, [&](sqlite3_stmt* row) {
      answer.total = static_cast<std::size_t>(sqlite3_column_int64(row, 0));
    });
  }

  Status with_facets(const std::string& text, Answer& answer) {
    const auto nothing = [](sqlite3_stmt*) {};
    if (Status done = step(keep_, &text, nothing); !done.ok()) return done;
    Status done = step(top_kept_, nullptr, [&](sqlite3_stmt*) { ++answer.hits; });
    if (!done.ok()) return done;
    done = step(count_kept_, nullptr, [&](sqlite3_stmt* row) {
      answer.total = static_cast<std::size_t>(sqlite3_column_int64(row, 0));
    });
    for (const Statement& facet : facets_) {
      if (!done.ok()) return done;
      answer.facets.emplace_back();
      done = step(facet, nullptr, [&](sqlite3_stmt* row) {
        answer.facets.back().push_back({static_cast<std::uint32_t>(sqlite3_column_int64(row, 0)),
                                        static_cast<std::size_t>(sqlite3_column_int64(row, 1))});
      });
    }
    if (!done.ok()) return done;
    return step(forget_, nullptr, nothing);
  }

  Db db_;
  Statement top_, count_, keep_, top_kept_, count_kept_, forget_;
  std::vector<Statement> facets_;
};

class Fts5 : public Engine {
 public:
  explicit Fts5(const Place& place) : place_(place) {}

  std::string version() override { return sqlite3_libversion(); }
  std::string setup() const override {
    return "in process, tokenize=ascii, contentless, BM25, mmap; facets by join and GROUP BY over "
           "a "
           "temporary table of the matches";
  }

  Result<double> build() override {
    const Stopwatch watch;
    fs::remove_all(folder());
    fs::create_directories(folder());
    auto db = open(file(), SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
    if (!db.ok()) return db.error();
    const auto facets = read_facets(place_.work);
    if (!facets.ok()) return facets.error();
    std::string sql =
        "PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA cache_size=-262144;"
        "CREATE VIRTUAL TABLE papers USING fts5(words, content='', tokenize='ascii');";
    for (std::size_t i = 0; i < facets->size(); ++i) {
      sql += fmt::format(
          "CREATE TABLE facet{}(paper INTEGER, value INTEGER, PRIMARY KEY(paper, value)) "
          "WITHOUT ROWID;",
          i);
    }
    for (const Status& done : {execute(db->get(), sql + "BEGIN"), fill(db->get(), facets->size()),
                               execute(db->get(),
                                       "COMMIT; INSERT INTO papers(papers) VALUES('optimize');"
                                       "ANALYZE")}) {
      if (!done.ok()) return done.error();
    }
    return watch.ms() / 1000;
  }
  std::uintmax_t index_bytes() override { return bytes_below(folder()); }

  Status start() override {
    const auto facets = read_facets(place_.work);
    if (!facets.ok()) return facets.error();
    facets_ = facets->size();
    return {};
  }
  Result<std::unique_ptr<Connection>> connect() override {
    return Fts5Connection::open_at(file(), facets_);
  }

 private:
  [[nodiscard]] fs::path folder() const { return place_.work / "fts5"; }
  [[nodiscard]] fs::path file() const { return folder() / "papers.sqlite"; }

  Status fill(sqlite3* db, std::size_t facets) const {
    auto words = prepare(db, "INSERT INTO papers(rowid, words) VALUES(?1, ?2)");
    if (!words.ok()) return words.error();
    std::vector<Statement> values;
    for (std::size_t i = 0; i < facets; ++i) {
      auto made = prepare(db, fmt::format("INSERT INTO facet{} VALUES(?1, ?2)", i));
      if (!made.ok()) return made.error();
      values.push_back(std::move(*made));
    }
    return for_each_paper(place_.work, [&](std::uint32_t number, const PaperLine& paper) -> Status {
      sqlite3_bind_int64(words->get(), 1, number);
      sqlite3_bind_text(words->get(), 2, paper.words.data(), static_cast<int>(paper.words.size()),
                        SQLITE_STATIC);
      if (sqlite3_step(words->get()) != SQLITE_DONE) return error_of(db);
      sqlite3_reset(words->get());
      for (std::size_t facet = 0; facet < facets; ++facet) {
        for (const std::uint32_t value : paper.values[facet]) {
          sqlite3_bind_int64(values[facet].get(), 1, number);
          sqlite3_bind_int64(values[facet].get(), 2, value);
          if (sqlite3_step(values[facet].get()) != SQLITE_DONE) return error_of(db);
          sqlite3_reset(values[facet].get());
        }
      }
      return {};
    });
  }

  Place place_;
  std::size_t facets_ = 0;
};

}  // namespace

std::unique_ptr<Engine> make_fts5(const Place& place) { return std::make_unique<Fts5>(place); }

}  // namespace paperfind::peers
