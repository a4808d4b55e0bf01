// Groonga over HTTP: a lexicon with positions split at blanks, vector columns of references for the
// facets, drilldowns; its own score, how often the words occur.
#include <fmt/format.h>

#include <fstream>

#include "bench/peers/engines.h"
#include "bench/peers/http.h"
#include "bench/peers/process.h"
#include "engine/base/nlohmann_json.h"

namespace paperfind::peers {
namespace {

namespace fs = std::filesystem;

class GroongaConnection : public Connection {
 public:
  GroongaConnection(std::uint16_t port, std::size_t facets) : client_(port), facets_(facets) {}

  Result<Answer> ask(const Query& query, const Ask& ask) override {
    std::string target = fmt::format(
        "/d/select?table=Papers&match_columns=words&match_escalation_threshold=-1&"
        "output_columns=_id&sort_keys=-_score&limit={}&query={}",
        kHits, escaped(quoted_clauses(query, ask.all ? " " : " OR ")));
    for (std::size_t i = 0; ask.facets && i < facets_; ++i) {
      target += fmt::format(
          "&drilldowns%5Bf{0}%5D.keys=facet{0}&drilldowns%5Bf{0}%5D.sort_keys=-_nsubrecs&"
          "drilldowns%5Bf{0}%5D.limit={1}&drilldowns%5Bf{0}%5D.output_columns=_key,_nsubrecs",
          i, kFacetValues);
    }
    const Stopwatch watch;
    const auto body = client_.get(target);
    Answer answer;
    answer.ms = watch.ms();
    if (!body.ok()) return body.error();
    if (ask.keep) read(*body, ask.facets, answer);
    return answer;
  }

 private:
  // [[0,…],[[[total],[columns],row…],{"f0":[[count],[columns],[key,count]…]}]]
  void read(std::string_view body, bool facets, Answer& answer) const {
    constexpr std::size_t kHead = 2;  // the count and the names of the columns
    const auto json = nlohmann::json::parse(body);
    const auto& found = json[1][0];
    answer.total = found[0][0].get<std::size_t>();
    answer.hits = found.size() - kHead;
    for (std::size_t i = 0; facets && i < facets_; ++i) {
      answer.facets.emplace_back();
      const auto& rows = json[1][1][fmt::format("f{}", i)];
      for (std::size_t row = kHead; row < rows.size(); ++row) {
        answer.facets.back().push_back(
            {rows[row][0].get<std::uint32_t>(), rows[row][1].get<std::size_t>()});
      }
    }
  }

  HttpClient client_;
  std::size_t facets_;
};

class Groonga : public Engine {
 public:
  explicit Groonga(const Place& place) : place_(place) {}

  std::string version() override {
    HttpClient client(port_);
    const auto body = client.get("/d/status");
    if (!body.ok()) return "?";
    const auto json = nlohmann::json::parse(*body);
    return json[1].value("version", "?");
  }
  std::string setup() const override {
    return "server over HTTP, TokenDelimit with positions, no cache, counts words for its score, "
           "drilldowns";
  }

  Result<double> build() override {
    fs::remove_all(folder());
    fs::create_directories(folder());
    const auto facets = read_facets(place_.work);
    if (!facets.ok()) return facets.error();
    const Stopwatch watch;
    const fs::path commands = folder() / "load.grn";
    if (Status written = write_commands(commands, facets->size()); !written.ok()) {
      return written.error();
    }
    const fs::path log = place_.work / "groonga.log";
    const Status loaded =
        run({{"groonga", "--log-path", log.string(), "-n", db().string()}, log, commands, {}});
    if (!loaded.ok()) return loaded.error();
    fs::remove(commands);
    return watch.ms() / 1000;
  }
  std::uintmax_t index_bytes() override { return bytes_below(folder()); }

  Status start() override {
    const auto facets = read_facets(place_.work);
    if (!facets.ok()) return facets.error();
    facets_ = facets->size();
    port_ = free_port();
    const fs::path log = place_.work / "groonga.log";
    // 64 clients keep their connections, and each holds a thread.
    const Status started =
        server_.start({{"groonga", "-s", "--protocol", "http", "--bind-address", "127.0.0.1",
                        "--port", std::to_string(port_), "--cache-limit", "0", "--max-threads",
                        "80", "--log-path", log.string(), db().string()},
                       log,
                       {},
                       {}});
    return started.ok() ? server_.wait_until([&] { return accepts(port_); }) : started;
  }
  Result<std::unique_ptr<Connection>> connect() override {
    return std::unique_ptr<Connection>(new GroongaConnection(port_, facets_));
  }

 private:
  [[nodiscard]] fs::path folder() const { return place_.work / "groonga"; }
  [[nodiscard]] fs::path db() const { return folder() / "db"; }

  // The index after the papers: built at once, as Groonga's manual advises.
  Status write_commands(const fs::path& file, std::size_t facets) const {
    std::ofstream out(file);
    out << "table_create Papers TABLE_NO_KEY\ncolumn_create Papers words COLUMN_SCALAR Text\n";
    for (std::size_t i = 0; i < facets; ++i) {
      out << fmt::format(
          "table_create Values{0} TABLE_HASH_KEY UInt32\n"
          "column_create Papers facet{0} COLUMN_VECTOR Values{0}\n",
          i);
    }
    out << "load --table Papers\n[\n";
    const Status read =
        for_each_paper(place_.work, [&](std::uint32_t number, const PaperLine& paper) {
          nlohmann::json row{{"words", paper.words}};
          for (std::size_t i = 0; i < facets; ++i) row[fmt::format("facet{}", i)] = paper.values[i];
          out << (number == 1 ? "" : ",\n") << row.dump();
          return Status();
        });
    if (!read.ok()) return read;
    out << "\n]\ntable_create Lexicon TABLE_PAT_KEY ShortText --default_tokenizer TokenDelimit\n"
           "column_create Lexicon at COLUMN_INDEX|WITH_POSITION Papers words\n";
    out.flush();
    return out ? Status() : Error{ErrorCode::Io, "cannot be written", file.string()};
  }

  Place place_;
  Process server_;
  std::uint16_t port_ = 0;
  std::size_t facets_ = 0;
};

}  // namespace

std::unique_ptr<Engine> make_groonga(const Place& place) {
  return std::make_unique<Groonga>(place);
}

}  // namespace paperfind::peers
