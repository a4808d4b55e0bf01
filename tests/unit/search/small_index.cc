#include "tests/unit/search/small_index.h"

#include <stdexcept>

#include "engine/search/request_params.h"
#include "engine/store/snapshot.h"
#include "indexer/build.h"

namespace paperfind::testing {

SmallIndex::SmallIndex(std::string_view lines, std::string_view institutions,
                       std::string_view synonyms, std::string_view people) {
  write_text(folder_.path() / "corpus" / "papers.jsonl", lines);
  if (!institutions.empty()) {
    write_text(folder_.path() / "corpus" / "authority" / "institutions.json", institutions);
  }
  if (!people.empty()) {
    write_text(folder_.path() / "corpus" / "authority" / "people.json", people);
  }
  if (!synonyms.empty()) {
    write_text(folder_.path() / "corpus" / "site.json", R"({"synonyms":"names.txt"})");
    write_text(folder_.path() / "corpus" / "names.txt", synonyms);
  }
  BuildOptions options;
  options.corpus = folder_.path() / "corpus";
  options.index = index();
  options.quiet = true;
  const Result<BuildReport> report = build_index(options);
  if (!report.ok()) throw std::runtime_error(report.error().to_string());
  if (!report->findings.empty()) throw std::runtime_error(report->findings.front().to_string());
  const auto snapshot = Snapshot::open_current(index());
  if (!snapshot.ok()) throw std::runtime_error(snapshot.error().to_string());
  auto searcher = Searcher::open(*snapshot);
  if (!searcher.ok()) throw std::runtime_error(searcher.error().to_string());
  searcher_ = std::move(searcher).value();
}

ResultPage SmallIndex::search(const SearchRequest& request) {
  Result<ResultPage> page = searcher_->search(request);
  if (!page.ok()) throw std::runtime_error(page.error().to_string());
  return std::move(page).value();
}

ResultPage SmallIndex::search(std::string_view query) {
  const Result<SearchRequest> request =
      search_request_from(decode_query(query), UnknownParams::Reject);
  if (!request.ok()) throw std::runtime_error(request.error().to_string());
  return search(*request);
}

std::vector<std::string> SmallIndex::ids(std::string_view query) {
  std::vector<std::string> ids;
  for (const Hit& hit : search(query).hits) ids.push_back(hit.paper.id);
  return ids;
}

std::string_view small_corpus() {
  return R"({"kind":"event","id":"sym22","name":"Symposium 2022","year":2022,"tz":"Europe/Zurich"}
{"kind":"event","id":"sym21","name":"Symposium 2021","year":2021,"tz":"Europe/Zurich"}
{"kind":"session","id":"s1","title":"Efficient models","event":"sym22","start":"2022-03-28T09:00:00+02:00","end":"2022-03-28T10:00:00+02:00","tz":"Europe/Zurich","room":"Hall B","chairs":[{"name":"Petra Vogel"}]}
{"kind":"session","id":"s2","title":"Speech","event":"sym22","start":"2022-03-28T11:00:00+02:00","end":"2022-03-28T12:00:00+02:00","tz":"Europe/Zurich"}
{"kind":"session","id":"s3","title":"Efficient models","event":"sym21","order":1}
{"kind":"session","id":"s4","title":"Empty session","event":"sym21","order":2}
{"kind":"paper","id":"p1","title":"Pruning attention heads","event":"sym22","type":"full","abstract":"We prune sixty percent of attention heads. The loss in accuracy is small.","authors":[{"name":"Ana Díaz","affiliations":["ETH Zürich"]},{"name":"Bo Okafor","affiliations":["Department of CS, ETHZ","MIT"]}],"presentations":[{"session":"s1","position":1}],"keywords":["pruning","attention"]}
{"kind":"paper","id":"p2","title":"Keyword spotting on microcontrollers","event":"sym22","type":"short","abstract":"Wake words at one milliwatt.","authors":[{"name":"Chen Li","affiliations":["MIT"]}],"presentations":[{"session":"s2","position":1}],"videos":[{"announced":true,"provider":"YouTube"}]}
{"kind":"paper","id":"p3","title":"A study of low-precision training","event":"sym22","type":"full","abstract":"Training with low precision. Pruning is compared.","authors":[{"name":"Dana Müller","affiliations":["Acme Labs"]}],"presentations":[{"session":"s1","position":2}]}
{"kind":"paper","id":"p4","title":"Speech enhancement","event":"sym22","type":"full","abstract":"","authors":[{"name":"Eve Núñez"}],"presentations":[{"session":"s2","position":2},{"session":"s1","position":3}]}
{"kind":"paper","id":"p5","title":"Pruning","event":"sym21","type":"full","abstract":"All about pruning, pruned networks and how to prune.","authors":[{"name":"Ana Díaz","affiliations":["MIT"]}],"presentations":[{"session":"s3","position":1}]}
{"kind":"paper","id":"p6","title":"","event":"sym21","abstract":"An untitled note on quantization.","authors":[]}
{"kind":"paper","id":"p7","title":"Withdrawn work on pruning","event":"sym21","abstract":"","authors":[],"status":"withdrawn","status_note":"by the authors"}
{"kind":"paper","id":"p8","title":"C++ for tiny devices","event":"sym21","type":"short","abstract":"Integer-only inference in pure C++.","authors":[{"name":"Fay O'Connor","affiliations":["Acme Labs"]}],"presentations":[{"session":"s3","position":2}]}
{"kind":"paper","id":"p9","title":"TinyM^2Net: multimodal learning","event":"sym21","type":"short","abstract":"A 1.5-bit model draws 49.6 μW; cost is $\\alpha$-weighted.","authors":[{"name":"Gus Ng"}],"presentations":[{"session":"s3","position":3}],"aliases":["old-9"]}
)";
}

std::string_view small_authority() {
  return R"({"schema":1,"institutions":[
{"id":"eth-zurich","name":"ETH Zürich","aliases":["ETHZ"],"acronyms":["ETH"],"country":"CH"},
{"id":"mit","name":"Massachusetts Institute of Technology","acronyms":["MIT"],"country":"US"}]})";
}

}  // namespace paperfind::testing
