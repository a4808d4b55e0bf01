// paperfind beside its peers: in this process and through its daemon.
#include <fmt/format.h>

#include <optional>
#include <unordered_map>

#include "bench/peers/engines.h"
#include "bench/peers/http.h"
#include "bench/peers/process.h"
#include "engine/base/nlohmann_json.h"
#include "engine/search/searcher.h"

namespace paperfind::peers {
namespace {

namespace fs = std::filesystem;

// Numbers of values by their ids.
class ValueNumbers {
 public:
  explicit ValueNumbers(const std::vector<FacetTable>& facets) {
    for (const FacetTable& facet : facets) {
      names_.push_back(facet.name);
      numbers_.emplace_back();
      for (std::uint32_t i = 0; i < facet.ids.size(); ++i) numbers_.back()[facet.ids[i]] = i;
    }
  }
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  [[nodiscard]] std::uint32_t number(std::size_t facet, const std::string& id) const {
    const auto it = numbers_[facet].find(id);
    return it == numbers_[facet].end() ? 0 : it->second;
  }

 private:
  std::vector<std::string> names_;
  std::vector<std::unordered_map<std::string, std::uint32_t>> numbers_;
};

// The settings that leave nothing but the words: what the others are asked.
SearchRequest words_alone(const Ask& ask, const std::vector<std::string>& facets) {
  SearchRequest request;
  request.per_page = kHits;
  request.mode = ask.all ? MatchMode::All : MatchMode::Any;
  request.typo = TypoMode::Off;
  request.relax = false;
  request.synonyms = false;
  request.highlight = HighlightMode::None;
  request.snippet_words = 0;
  request.fields = {"title"};
  request.no_facets = !ask.facets;
  request.facet_limit = kFacetValues;
  if (ask.facets) {
    request.facets = facets;
    for (const std::string& facet : facets) request.facet_order[facet] = FacetOrder::Count;
  }
  return request;
}

class InProcess : public Connection {
 public:
  InProcess(std::unique_ptr<Searcher> searcher, const ValueNumbers& values, bool as_typed)
      : searcher_(std::move(searcher)), values_(values), as_typed_(as_typed) {}

  Result<Answer> ask(const Query& query, const Ask& ask) override {
    SearchRequest request = as_typed_ ? SearchRequest() : words_alone(ask, values_.names());
    request.query = query.typed;
    const Stopwatch watch;
    const auto page = searcher_->search(request);
    Answer answer;
    answer.ms = watch.ms();
    if (!page.ok()) return page.error();
    answer.total = page->total;
    answer.hits = page->hits.size();
    if (as_typed_ || !ask.keep) return answer;
    for (std::size_t i = 0; i < page->facets.size(); ++i) {
      answer.facets.emplace_back();
      for (const FacetValue& value : page->facets[i].values) {
        answer.facets.back().push_back({values_.number(i, value.id), value.count});
      }
    }
    return answer;
  }

 private:
  std::unique_ptr<Searcher> searcher_;
  const ValueNumbers& values_;
  bool as_typed_;
};

std::string target_for(const Query& query, const Ask& ask, const std::vector<std::string>& facets) {
  std::string target = fmt::format(
      "/api/v1/search?per_page={}&mode={}&typo=off&relax=off&synonyms=off&"
      "highlight=none&snippet=0&fields=title&facet_limit={}&facets=",
      kHits, ask.all ? "all" : "any", kFacetValues);
  std::string orders;
  for (const std::string& facet : facets) {
    if (!ask.facets) break;
    if (!orders.empty()) target += ',';
    target += facet;
    orders += "&facet_order." + facet + "=count";
  }
  return target + (ask.facets ? orders : "none") + "&q=" + escaped(query.typed);
}

class OverHttp : public Connection {
 public:
  OverHttp(std::uint16_t port, const ValueNumbers& values, bool as_typed)
      : client_(port), values_(values), as_typed_(as_typed) {}

  Result<Answer> ask(const Query& query, const Ask& ask) override {
    const std::string target = as_typed_ ? "/api/v1/search?q=" + escaped(query.typed)
                                         : target_for(query, ask, values_.names());
    const Stopwatch watch;
    const auto body = client_.get(target);
    Answer answer;
    answer.ms = watch.ms();
    if (!body.ok()) return body.error();
    if (ask.keep && !as_typed_) read(*body, answer);
    return answer;
  }

 private:
  void read(std::string_view body, Answer& answer) const {
    const auto json = nlohmann::json::parse(body);
    answer.total = json["total"].get<std::size_t>();
    answer.hits = json["results"].size();
    for (std::size_t i = 0; i < values_.names().size(); ++i) {
      const auto facet = json["facets"].find(values_.names()[i]);
      if (facet == json["facets"].end()) return;
      answer.facets.emplace_back();
      for (const auto& value : (*facet)["values"]) {
        answer.facets.back().push_back(
            {values_.number(i, value["id"].get<std::string>()), value["count"].get<std::size_t>()});
      }
    }
  }

  HttpClient client_;
  const ValueNumbers& values_;
  bool as_typed_;
};

class Ours : public Engine {
 public:
  Ours(const Place& place, bool http, bool as_typed)
      : place_(place), http_(http), as_typed_(as_typed) {}

  std::string version() override { return "of this build"; }
  std::string setup() const override {
    if (as_typed_) {
      return "as a visitor gets it: corrections, synonyms, 20 hits, all facets, snippets";
    }
    return "reads what was typed; mode=all or any, typo, relax and synonyms off, 10 hits, no "
           "snippets";
  }
  bool reads_typed() const override { return true; }
  bool is_default_mode() const override { return as_typed_; }

  Result<double> build() override {
    fs::remove_all(folder());
    const Stopwatch watch;
    const Status built = run({{(place_.build / "bin/paperfind-indexer").string(), "build",
                               place_.corpus.string(), "--db", folder().string(), "--quiet"},
                              place_.work / "ours.log",
                              {},
                              {}});
    if (!built.ok()) return built.error();
    return watch.ms() / 1000;
  }
  std::uintmax_t index_bytes() override { return bytes_below(folder()); }

  Status start() override {
    const auto facets = read_facets(place_.work);
    if (!facets.ok()) return facets.error();
    values_.emplace(*facets);
    if (http_) return start_daemon();
    auto snapshot = Snapshot::open_current(folder());
    if (!snapshot.ok()) return snapshot.error();
    snapshot_ = *snapshot;
    return {};
  }

  Result<std::unique_ptr<Connection>> connect() override {
    if (http_) return std::unique_ptr<Connection>(new OverHttp(port_, *values_, as_typed_));
    auto searcher = Searcher::open(snapshot_);
    if (!searcher.ok()) return searcher.error();
    return std::unique_ptr<Connection>(
        new InProcess(std::move(searcher).value(), *values_, as_typed_));
  }

 private:
  [[nodiscard]] fs::path folder() const { return place_.work / "ours"; }

  Status start_daemon() {
    port_ = free_port();
    const Status started =
        daemon_.start({{(place_.build / "bin/paperfind-searchd").string(), "--db",
                        folder().string(), "--listen", fmt::format("127.0.0.1:{}", port_),
                        "--log-level", "error", "--no-verify", "--answer-cache-mb", "0"},
                       place_.work / "ours-daemon.log",
                       {},
                       {}});
    return started.ok() ? daemon_.wait_until([&] { return accepts(port_); }) : started;
  }

  Place place_;
  bool http_, as_typed_;
  std::optional<ValueNumbers> values_;
  std::shared_ptr<const Snapshot> snapshot_;
  Process daemon_;
  std::uint16_t port_ = 0;
};

}  // namespace

std::unique_ptr<Engine> make_ours(const Place& place, bool http, bool as_typed) {
  return std::make_unique<Ours>(place, http, as_typed);
}

}  // namespace paperfind::peers
