#include "tests/unit/indexer/edited_corpus.h"

#include <fmt/format.h>

#include "tests/support/temp_dir.h"

namespace paperfind::testing {
namespace {

constexpr const char* kWords[] = {
    "sparse",  "attention", "pruning",  "network", "speech",    "keyword",  "spotting", "robot",
    "control", "learning",  "gradient", "memory",  "quantized", "training", "vision",   "sensor",
    "energy",  "latency",   "compiler", "kernel",  "graph",     "temporal", "neural",   "adaptive",
    "models",  "devices",   "signal",   "camera",  "audio",     "drone",    "of",       "for"};
constexpr const char* kGiven[] = {"Ana", "Bo", "Chen", "Dana", "Eve", "Fay", "Gus", "Hua"};
constexpr const char* kFamily[] = {"Díaz", "Okafor", "Li", "Müller", "Núñez", "O'Connor", "Ng"};
constexpr const char* kPlaces[] = {"ETH Zürich", "MIT", "Acme Labs", "Universität Ulm",
                                   "Department of Tides, Port College"};
constexpr const char* kFrame =
    R"({"kind":"event","id":"sym22","name":"Symposium 2022","year":2022,"tz":"Europe/Zurich"}
{"kind":"event","id":"sym21","name":"Symposium 2021","year":2021,"tz":"Europe/Zurich"}
{"kind":"session","id":"s1","title":"Efficient models","event":"sym22","order":1,"day":"2022-03-28"}
{"kind":"session","id":"s2","title":"Speech","event":"sym22","order":2,"day":"2022-03-29"}
{"kind":"session","id":"s3","title":"Robots","event":"sym21","order":1,"day":"2021-03-22"}
)";
constexpr const char* kSessions[] = {"s1", "s2", "s3"};

}  // namespace

std::string MadePaper::line() const {
  std::string people, words;
  for (const auto& [name, place] : authors) {
    people += fmt::format(R"({}{{"name":"{}","affiliations":["{}"]}})", people.empty() ? "" : ",",
                          name, place);
  }
  for (const std::string& keyword : keywords) {
    words += fmt::format(R"({}"{}")", words.empty() ? "" : ",", keyword);
  }
  const std::string event = session == "s3" ? "sym21" : "sym22";
  std::string line = fmt::format(
      R"({{"kind":"paper","id":"{}","title":"{}","event":"{}","abstract":"{}","authors":[{}],"keywords":[{}],"presentations":[{{"session":"{}","position":{}}}])",
      id, title, event, abstract, people, words, session, position);
  if (!status.empty()) line += fmt::format(R"(,"status":"{}")", status);
  if (!alias.empty()) line += fmt::format(R"(,"aliases":["{}"])", alias);
  return line + "}\n";
}

EditedCorpus::EditedCorpus(unsigned seed, int papers) : random_(seed) {
  for (int i = 0; i < papers; ++i) papers_.push_back(made());
}

std::string EditedCorpus::words(int count) {
  std::string text;
  for (int i = 0; i < count; ++i) {
    if (i > 0) text += ' ';
    text += kWords[std::min(below(std::size(kWords)), below(std::size(kWords)))];
  }
  return text;
}

std::string EditedCorpus::person() {
  return fmt::format("{} {}", kGiven[below(std::size(kGiven))], kFamily[below(std::size(kFamily))]);
}

std::string EditedCorpus::institution() { return kPlaces[below(std::size(kPlaces))]; }

MadePaper EditedCorpus::made() {
  MadePaper paper;
  paper.id = fmt::format("p{}", next_++);
  paper.title = words(2 + static_cast<int>(below(5)));
  paper.abstract = words(static_cast<int>(below(30)));
  paper.session = kSessions[below(std::size(kSessions))];
  paper.position = static_cast<int>(1 + below(50));
  for (std::size_t i = 0, count = below(4); i < count; ++i) {
    paper.authors.emplace_back(person(), institution());
  }
  for (std::size_t i = 0, count = below(3); i < count; ++i) paper.keywords.push_back(words(2));
  return paper;
}

std::string EditedCorpus::edit() {
  MadePaper& paper = any();
  switch (below(13)) {
    case 0:
      papers_.push_back(made());
      return "add " + papers_.back().id;
    case 1: {
      const std::string id = paper.id;
      papers_.erase(papers_.begin() + (&paper - papers_.data()));
      return "delete " + id;
    }
    case 2:
      paper.title = words(3);
      return "retitle " + paper.id;
    case 3:
      paper.abstract = words(20);
      return "rewrite " + paper.id;
    case 4:
      paper.session = kSessions[below(std::size(kSessions))];
      return "move " + paper.id;
    case 5:
      if (!paper.authors.empty()) paper.authors.front().first = person();
      return "rename an author of " + paper.id;
    case 6:
      paper.authors.emplace_back("Zoë Newman", "Lab " + std::to_string(next_));
      return "add an author to " + paper.id;
    case 7:
      paper.keywords = {words(1), "rare" + std::to_string(next_)};
      return "change keywords of " + paper.id;
    case 8:
      paper.status = paper.status.empty() ? "withdrawn" : "";
      return "withdraw or reinstate " + paper.id;
    case 9:
      paper.alias = paper.id;
      paper.id = fmt::format("p{}", next_++);
      return "call " + paper.alias + " " + paper.id;
    case 10:
      overrides_[paper.id] = fmt::format(R"({{"title":"{}","keywords":null}})", words(4));
      return "override " + paper.id;
    case 11:
      if (overrides_.empty()) {
        overrides_[paper.id] = fmt::format(R"({{"abstract":"{}"}})", words(9));
        return "override the abstract of " + paper.id;
      }
      overrides_.erase(overrides_.begin());
      return "take an override back";
    default:
      paper.authors.clear();
      return "leave out the authors of " + paper.id;
  }
}

void EditedCorpus::write(const std::filesystem::path& folder) const {
  std::string lines = kFrame;
  std::string changes;
  for (const MadePaper& paper : papers_) {
    lines += paper.line();
    const auto found = overrides_.find(paper.id);
    if (found == overrides_.end()) continue;
    changes +=
        fmt::format("{{\"kind\":\"paper\",\"id\":\"{}\",\"set\":{}}}\n", paper.id, found->second);
  }
  write_text(folder / "papers.jsonl", lines);
  write_text(folder / "overrides.jsonl", changes);
}

}  // namespace paperfind::testing
