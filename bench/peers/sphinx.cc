// Sphinx over SphinxQL: a plain index with positions, attributes of several values for the facets,
// FACET clauses; BM25.
#include <fmt/format.h>
#include <mysql.h>

#include <cstdlib>
#include <fstream>

#include "bench/peers/engines.h"
#include "bench/peers/process.h"

namespace paperfind::peers {
namespace {

namespace fs = std::filesystem;

struct CloseMysql {
  void operator()(MYSQL* mysql) const { mysql_close(mysql); }
};
struct FreeRows {
  void operator()(MYSQL_RES* rows) const { mysql_free_result(rows); }
};
using Mysql = std::unique_ptr<MYSQL, CloseMysql>;
using Rows = std::unique_ptr<MYSQL_RES, FreeRows>;

// Sphinx's default. It keeps that many groups in mind, so that a count may be an estimate where
// there are more; as many as a facet has values would cost several times the search.
constexpr std::size_t kGroups = 1000;

Error error_of(MYSQL* mysql) { return {ErrorCode::Internal, mysql_error(mysql), "sphinx"}; }

std::size_t number(const char* text) {
  return text == nullptr ? 0 : static_cast<std::size_t>(std::strtoull(text, nullptr, 10));
}

class SphinxConnection : public Connection {
 public:
  SphinxConnection(Mysql mysql, std::vector<std::size_t> values)
      : mysql_(std::move(mysql)), values_(std::move(values)) {}

  Result<Answer> ask(const Query& query, const Ask& ask) override {
    const std::string sql = statement(query, ask);
    const Stopwatch watch;
    std::vector<Rows> results;
    if (Status got = exchange(sql, results); !got.ok()) return got.error();
    Answer answer;
    answer.ms = watch.ms();
    if (!ask.keep || results.empty()) return answer;
    answer.hits = mysql_num_rows(results.front().get());
    for (std::size_t i = 1; i + 1 < results.size(); ++i) {
      answer.facets.emplace_back();
      while (const MYSQL_ROW row = mysql_fetch_row(results[i].get())) {
        answer.facets.back().push_back(
            {static_cast<std::uint32_t>(number(row[0])), number(row[1])});
      }
    }
    while (const MYSQL_ROW row = mysql_fetch_row(results.back().get())) {
      if (std::string_view(row[0]) == "total_found") answer.total = number(row[1]);
    }
    return answer;
  }

 private:
  [[nodiscard]] std::string statement(const Query& query, const Ask& ask) const {
    std::string sql = fmt::format(
        "SELECT id FROM papers WHERE MATCH('{}') LIMIT {} OPTION ranker=bm25, max_matches={}",
        quoted_clauses(query, ask.all ? " " : " | "), kHits, ask.facets ? kGroups : kHits);
    for (std::size_t i = 0; ask.facets && i < values_.size(); ++i) {
      sql += fmt::format(" FACET facet{} ORDER BY COUNT(*) DESC LIMIT {}", i, kFacetValues);
    }
    return sql + "; SHOW META";
  }

  Status exchange(const std::string& sql, std::vector<Rows>& results) {
    if (mysql_real_query(mysql_.get(), sql.data(), sql.size()) != 0) return error_of(mysql_.get());
    int more = 0;
    while (more == 0) {
      results.emplace_back(mysql_store_result(mysql_.get()));
      if (results.back() == nullptr) return error_of(mysql_.get());
      more = mysql_next_result(mysql_.get());
    }
    return more > 0 ? error_of(mysql_.get()) : Status();
  }

  Mysql mysql_;
  std::vector<std::size_t> values_;
};

class Sphinx : public Engine {
 public:
  explicit Sphinx(const Place& place) : place_(place) {}

  std::string version() override {
    const auto mysql = connection();
    return mysql.ok() ? mysql_get_server_info(mysql->get()) : "?";
  }
  std::string setup() const override {
    return "server over SphinxQL, plain index, ranker=bm25, FACET over attributes of several "
           "values "
           "with max_matches=1000, SHOW META for the total";
  }

  Result<double> build() override {
    fs::remove_all(folder());
    fs::create_directories(folder());
    const auto facets = read_facets(place_.work);
    if (!facets.ok()) return facets.error();
    const Stopwatch watch;
    if (Status written = write_source(); !written.ok()) return written.error();
    if (Status written = write_settings(facets->size(), 0); !written.ok()) return written.error();
    const Status indexed = run({{"indexer", "--config", settings().string(), "--all"},
                                place_.work / "sphinx.log",
                                {},
                                {}});
    if (!indexed.ok()) return indexed.error();
    fs::remove(folder() / "papers.tsv");
    return watch.ms() / 1000;
  }
  std::uintmax_t index_bytes() override { return bytes_below(folder()); }

  Status start() override {
    const auto facets = read_facets(place_.work);
    if (!facets.ok()) return facets.error();
    for (const FacetTable& facet : *facets) values_.push_back(facet.ids.size());
    port_ = free_port();
    if (Status written = write_settings(values_.size(), port_); !written.ok()) return written;
    const Status started =
        server_.start({{"searchd", "--nodetach", "--config", settings().string()},
                       place_.work / "sphinx.log",
                       {},
                       {}});
    return started.ok() ? server_.wait_until([&] { return accepts(port_); }) : started;
  }
  Result<std::unique_ptr<Connection>> connect() override {
    auto mysql = connection();
    if (!mysql.ok()) return mysql.error();
    return std::unique_ptr<Connection>(new SphinxConnection(std::move(*mysql), values_));
  }

 private:
  [[nodiscard]] fs::path folder() const { return place_.work / "sphinx"; }
  [[nodiscard]] fs::path settings() const { return folder() / "sphinx.conf"; }

  Result<Mysql> connection() const {
    Mysql mysql(mysql_init(nullptr));
    if (mysql_real_connect(mysql.get(), "127.0.0.1", "", "", "", port_, nullptr,
                           CLIENT_MULTI_STATEMENTS) == nullptr) {
      return error_of(mysql.get());
    }
    return mysql;
  }

  // number <tab> words <tab> values of each facet
  Status write_source() const {
    std::ofstream out(folder() / "papers.tsv");
    Status read = for_each_paper(place_.work, [&](std::uint32_t number, const PaperLine& paper) {
      out << number << '\t' << paper.words;
      for (const auto& values : paper.values) out << '\t' << joined(values);
      out << '\n';
      return Status();
    });
    if (!read.ok()) return read;
    out.flush();
    return out ? Status() : Error{ErrorCode::Io, "cannot be written", folder().string()};
  }

  Status write_settings(std::size_t facets, std::uint16_t port) const {
    std::string multi;
    for (std::size_t i = 0; i < facets; ++i)
      multi += fmt::format("  tsvpipe_attr_multi = facet{}\n", i);
    std::ofstream out(settings());
    out << fmt::format(
        "source papers {{\n  type = tsvpipe\n  tsvpipe_command = cat '{0}/papers.tsv'\n"
        "  tsvpipe_field = words\n{1}}}\n"
        "index papers {{\n  source = papers\n  path = {0}/papers\n  docinfo = extern\n"
        "  charset_table = 0..9, a..z\n  min_word_len = 1\n}}\n"
        "indexer {{\n  mem_limit = 512M\n  max_file_field_buffer = 32M\n}}\n"
        "searchd {{\n  listen = 127.0.0.1:{2}:mysql41\n  pid_file = {0}/sphinx.pid\n"
        "  log = {0}/searchd.log\n  binlog_path =\n  workers = threads\n  max_children = 0\n}}\n",
        folder().string(), multi, port);
    out.flush();
    return out ? Status() : Error{ErrorCode::Io, "cannot be written", settings().string()};
  }

  Place place_;
  Process server_;
  std::uint16_t port_ = 0;
  std::vector<std::size_t> values_;
};

}  // namespace

std::unique_ptr<Engine> make_sphinx(const Place& place) { return std::make_unique<Sphinx>(place); }

}  // namespace paperfind::peers
