// PostgreSQL: tsvector with GIN, ts_rank; facet values as arrays in the row, unnested and grouped
// in the same statement as the hits. A private cluster below the work folder, on a socket there.
#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "bench/peers/engines.h"
#include "bench/peers/process.h"

namespace paperfind::peers {
namespace {

namespace fs = std::filesystem;

struct CloseResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
struct CloseConnection {
  void operator()(PGconn* connection) const { PQfinish(connection); }
};
using Rows = std::unique_ptr<PGresult, CloseResult>;
using Pg = std::unique_ptr<PGconn, CloseConnection>;

Error error_of(PGconn* connection) {
  return {ErrorCode::Internal, PQerrorMessage(connection), "postgres"};
}

Status execute(PGconn* connection, const std::string& sql) {
  const Rows rows(PQexec(connection, sql.c_str()));
  const ExecStatusType status = PQresultStatus(rows.get());
  if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK) return {};
  return error_of(connection);
}

std::size_t number(const char* text) {
  return static_cast<std::size_t>(std::strtoull(text, nullptr, 10));
}

// 'word' & 'word'; a phrase is 'a' <-> 'b'.
std::string tsquery(const Query& query, bool all) {
  std::string text;
  for (const Clause& clause : query.clauses) {
    if (!text.empty()) text += all ? " & " : " | ";
    text += '(';
    for (const std::string& word : clause) {
      text += '\'' + word + '\'' + (&word == &clause.back() ? "" : " <-> ");
    }
    text += ')';
  }
  return text;
}

// The text form of a tsvector with the places of each word; those beyond its limit are cut off.
std::string tsvector(const std::string& words) {
  constexpr std::size_t kMaxPosition = 16383, kMaxPositions = 255;
  std::map<std::string_view, std::vector<std::uint32_t>> places;
  std::size_t position = 0;
  for (const std::string_view word : split(words, ' ')) {
    position = std::min(position + 1, kMaxPosition);
    if (places[word].size() < kMaxPositions) {
      places[word].push_back(static_cast<std::uint32_t>(position));
    }
  }
  std::string out;
  for (const auto& [word, at] : places) out += fmt::format("'{}':{} ", word, joined(at));
  return out;
}

// Small answers of few rows, from memory.
constexpr const char* kSettings[] = {
    "listen_addresses=", "shared_buffers=512MB",       "work_mem=64MB",  "jit=off",
    "max_wal_size=4GB",  "maintenance_work_mem=512MB", "autovacuum=off", "max_connections=100"};

constexpr const char* kTop = "top";
constexpr const char* kFacets = "facets";

class PostgresConnection : public Connection {
 public:
  explicit PostgresConnection(Pg pg) : pg_(std::move(pg)) {}

  Status prepare(std::size_t facets) {
    facets_ = facets;
    const std::string top = fmt::format(
        "SELECT 'h', id, count(*) OVER (), ts_rank(words, $1::tsquery) AS r FROM papers "
        "WHERE words @@ $1::tsquery ORDER BY r DESC, id LIMIT {}",
        kHits);
    std::string columns, parts;
    for (std::size_t i = 0; i < facets; ++i) {
      columns += fmt::format(", facet{}", i);
      parts += fmt::format(
          " UNION ALL (SELECT '{0}', v, count(*) AS n, 0 FROM "
          "(SELECT unnest(facet{0}) AS v FROM m) AS f GROUP BY v ORDER BY n DESC LIMIT {1})",
          i, kFacetValues);
    }
    const std::string with = fmt::format(
        "WITH m AS MATERIALIZED (SELECT id, ts_rank(words, $1::tsquery) AS r{} FROM papers "
        "WHERE words @@ $1::tsquery) (SELECT 'h', id, count(*) OVER (), r FROM m "
        "ORDER BY r DESC, id LIMIT {}){}",
        columns, kHits, parts);
    for (const auto& [name, sql] : {std::pair{kTop, top}, std::pair{kFacets, with}}) {
      const Rows rows(PQprepare(pg_.get(), name, sql.c_str(), 1, nullptr));
      if (PQresultStatus(rows.get()) != PGRES_COMMAND_OK) return error_of(pg_.get());
    }
    return {};
  }

  Result<Answer> ask(const Query& query, const Ask& ask) override {
    const std::string text = tsquery(query, ask.all);
    const char* values[] = {text.c_str()};
    const Stopwatch watch;
    const Rows rows(
        PQexecPrepared(pg_.get(), ask.facets ? kFacets : kTop, 1, values, nullptr, nullptr, 0));
    Answer answer;
    answer.ms = watch.ms();
    if (PQresultStatus(rows.get()) != PGRES_TUPLES_OK) return error_of(pg_.get());
    if (ask.facets) answer.facets.resize(facets_);
    for (int i = 0; ask.keep && i < PQntuples(rows.get()); ++i) {
      const char kind = *PQgetvalue(rows.get(), i, 0);
      const std::size_t id = number(PQgetvalue(rows.get(), i, 1));
      const std::size_t count = number(PQgetvalue(rows.get(), i, 2));
      if (kind == 'h') {
        answer.total = count;
        ++answer.hits;
      } else {
        answer.facets[static_cast<std::size_t>(kind - '0')].push_back(
            {static_cast<std::uint32_t>(id), count});
      }
    }
    return answer;
  }

 private:
  Pg pg_;
  std::size_t facets_ = 0;
};

class Postgres : public Engine {
 public:
  explicit Postgres(const Place& place) : place_(place) {
    const char* programs = std::getenv("PEERS_POSTGRES");
    programs_ = programs == nullptr ? "/usr/lib/postgresql/15/bin" : programs;
    // A socket's path has a hundred bytes at most, and the work folder's may be longer.
    const char* socket = std::getenv("PEERS_SOCKET");
    socket_ = socket == nullptr ? folder() : fs::path(socket);
  }

  std::string version() override {
    auto pg = connection();
    if (!pg.ok()) return "?";
    const char* version = PQparameterStatus(pg->get(), "server_version");
    return version == nullptr ? "?" : version;
  }
  std::string setup() const override {
    return "server on a local socket, tsvector with positions, GIN, ts_rank; facets by unnest and "
           "GROUP BY over the matches; shared_buffers 512MB, work_mem 64MB, jit off";
  }

  Result<double> build() override {
    fs::remove_all(folder());
    fs::create_directories(folder());
    if (Status given = give_to(kUser, folder()); !given.ok()) return given.error();
    // Its own user: PostgreSQL does not run as root.
    const Status made = run({{(programs_ / "initdb").string(), "-D", data().string(), "-A", "trust",
                              "-U", kUser, "-E", "UTF8", "--locale=C"},
                             place_.work / "postgres.log",
                             {},
                             kUser});
    if (!made.ok()) return made.error();
    if (Status started = start(); !started.ok()) return started.error();
    auto pg = connection();
    if (!pg.ok()) return pg.error();
    const Stopwatch watch;
    const auto facets = read_facets(place_.work);
    if (!facets.ok()) return facets.error();
    if (Status filled = fill(pg->get(), facets->size()); !filled.ok()) return filled.error();
    return watch.ms() / 1000;
  }

  std::uintmax_t index_bytes() override {
    auto pg = connection();
    if (!pg.ok()) return 0;
    const Rows rows(PQexec(pg->get(), "SELECT pg_total_relation_size('papers')"));
    return PQntuples(rows.get()) == 1 ? number(PQgetvalue(rows.get(), 0, 0)) : 0;
  }

  Status start() override {
    if (server_.running()) return {};
    const auto facets = read_facets(place_.work);
    if (!facets.ok()) return facets.error();
    facets_ = facets->size();
    if (Status given = give_to(kUser, socket_); !given.ok()) return given;
    Command command;
    command.argv = {(programs_ / "postgres").string(), "-D", data().string(), "-k",
                    socket_.string()};
    for (const char* setting : kSettings) {
      command.argv.insert(command.argv.end(), {"-c", setting});
    }
    command.output = place_.work / "postgres.log";
    command.user = kUser;
    command.stop_signal = 2;  // "fast": does not wait for clients
    if (Status started = server_.start(command); !started.ok()) return started;
    return server_.wait_until([&] { return connection().ok(); });
  }

  Result<std::unique_ptr<Connection>> connect() override {
    auto pg = connection();
    if (!pg.ok()) return pg.error();
    auto made = std::make_unique<PostgresConnection>(std::move(*pg));
    if (Status prepared = made->prepare(facets_); !prepared.ok()) return prepared.error();
    return std::unique_ptr<Connection>(std::move(made));
  }

 private:
  static constexpr const char* kUser = "postgres";
  [[nodiscard]] fs::path folder() const { return place_.work / "postgres"; }
  [[nodiscard]] fs::path data() const { return folder() / "data"; }

  Result<Pg> connection() const {
    Pg pg(PQconnectdb(
        fmt::format("host={} user={} dbname=postgres", socket_.string(), kUser).c_str()));
    if (PQstatus(pg.get()) != CONNECTION_OK) return error_of(pg.get());
    return pg;
  }

  Status fill(PGconn* pg, std::size_t facets) const {
    std::string columns;
    for (std::size_t i = 0; i < facets; ++i) columns += fmt::format(", facet{} int[]", i);
    const std::string create =
        fmt::format("CREATE TABLE papers(id int PRIMARY KEY{}, words tsvector)", columns);
    if (Status made = execute(pg, create); !made.ok()) return made;
    const Rows started(PQexec(pg, "COPY papers FROM STDIN"));
    if (PQresultStatus(started.get()) != PGRES_COPY_IN) return error_of(pg);
    const Status copied =
        for_each_paper(place_.work, [&](std::uint32_t number, const PaperLine& paper) -> Status {
          std::string line = std::to_string(number);
          for (const auto& values : paper.values) line += "\t{" + joined(values) + "}";
          line += '\t' + tsvector(paper.words) + '\n';
          if (PQputCopyData(pg, line.data(), static_cast<int>(line.size())) == 1) return {};
          return error_of(pg);
        });
    if (!copied.ok()) return copied;
    if (PQputCopyEnd(pg, nullptr) != 1) return error_of(pg);
    const Rows ended(PQgetResult(pg));
    if (PQresultStatus(ended.get()) != PGRES_COMMAND_OK) return error_of(pg);
    while (PGresult* more = PQgetResult(pg)) PQclear(more);
    if (Status made = execute(pg, "CREATE INDEX ON papers USING gin(words)"); !made.ok()) {
      return made;
    }
    return execute(pg, "VACUUM ANALYZE papers");
  }

  Place place_;
  fs::path programs_, socket_;
  Process server_;
  std::size_t facets_ = 0;
};

}  // namespace

std::unique_ptr<Engine> make_postgres(const Place& place) {
  return std::make_unique<Postgres>(place);
}

}  // namespace paperfind::peers
