// How long suggestions take while somebody types.
//
//   suggest_latency INDEX [PREFIXES]
//
// Asks for prefixes of 1 to 12 letters of titles and names (people, institutions, sessions) spread
// evenly over all there are, without filters and with three of them, and for texts that are hard.
// Prints milliseconds of processor time: what else the machine does is not ours.
#include <fmt/format.h>
#include <sys/utsname.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "bench/opened_index.h"
#include "engine/base/utf8.h"
#include "engine/schema/stored_paper.h"
#include "engine/store/paper_index.h"
#include "engine/store/suggest_builder.h"

namespace {

using namespace paperfind;

constexpr std::size_t kLongest = 12;

double milliseconds() {
  timespec time{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) * 1e-6;
}

struct Texts {
  std::vector<std::string> names;  // of people, institutions and sessions, and titles
  TitleList titles;
};

Texts all_texts(const Snapshot& snapshot) {
  Texts texts;
  const Columns& columns = snapshot.columns();
  for (const Facet facet : {Facet::Author, Facet::Institution, Facet::Session}) {
    const FacetColumn& column = columns.facet(facet);
    for (Ordinal value = 0; value < column.size(); ++value) {
      texts.names.emplace_back(column.label(value));
    }
  }
  const PaperIndex index(snapshot);
  for (DocId doc = 1; doc <= columns.doc_count(); ++doc) {
    const auto paper = decode_paper(index.stored_paper(doc));
    texts.titles.add(paper.ok() ? *paper : Paper());
    texts.names.push_back(texts.titles.of(doc).own);
  }
  return texts;
}

std::vector<std::string> prefixes_of(const std::vector<std::string>& texts, std::size_t count) {
  std::vector<std::string> prefixes;
  for (std::size_t i = 0; i < count; ++i) {
    const std::string& text = texts[i * texts.size() / count];
    std::size_t end = 0;
    for (std::size_t letters = i % kLongest + 1; letters > 0 && end < text.size(); --letters) {
      do {
        ++end;
      } while (end < text.size() && !starts_character(text[end]));
    }
    prefixes.push_back(text.substr(0, end));
  }
  return prefixes;
}

// Typed by nobody, or by somebody in a bad mood.
std::vector<std::string> hard_texts() {
  std::vector<std::string> texts = {"a",
                                    "the",
                                    "of the",
                                    "a e i o u",
                                    "univ of",
                                    "learni",
                                    "学",
                                    "習 学",
                                    "neural netwroks for",
                                    "de la",
                                    std::string(2048, 'a')};
  std::string many, words;
  for (int i = 0; i < 200; ++i) many += fmt::format("{} ", static_cast<char>('a' + i % 26));
  while (words.size() < 2000) words += "learning control networks for the ";
  texts.push_back(many);
  texts.push_back(words);
  texts.push_back("robot control with deep neural netwokr learning models");
  return texts;
}

struct Context {
  std::string name;
  SearchRequest request;
};

std::string most_frequent(const Columns& columns, Facet facet) {
  const FacetColumn& column = columns.facet(facet);
  std::vector<std::size_t> counts(column.size() + 1);
  for (DocId doc = 1; doc <= columns.doc_count(); ++doc) {
    for (const Ordinal value : column.values(doc)) ++counts[value];
  }
  const auto most = std::max_element(counts.begin(), counts.end() - 1);
  return std::string(
      most == counts.end() - 1 ? kNoValue : column.id(static_cast<Ordinal>(most - counts.begin())));
}

std::vector<Context> contexts_of(const Columns& columns) {
  std::vector<Context> contexts(4);
  contexts[0].name = "no filter";
  const Facet facets[] = {Facet::Session, Facet::Institution};
  for (std::size_t i = 0; i < 2; ++i) {
    const std::string name(spec_of(facets[i]).name);
    const std::string id = most_frequent(columns, facets[i]);
    contexts[i + 1].name = fmt::format("{}={}", name, id);
    contexts[i + 1].request.filters = {{name, {id}, {}, {}}};
  }
  // Half of all papers pass: the most work there is in counting.
  std::vector<std::uint32_t> days(columns.days().begin(), columns.days().end());
  std::nth_element(days.begin(), days.begin() + static_cast<std::ptrdiff_t>(days.size() / 2),
                   days.end());
  contexts[3].request.from = fmt::format("{:04}-01-01", days[days.size() / 2] / 10'000);
  contexts[3].name = "from=" + contexts[3].request.from;
  return contexts;
}

double ask(Searcher& searcher, SearchRequest request, const std::string& text) {
  SuggestRequest asked;
  asked.context = std::move(request);
  asked.context.query = text.substr(0, kMaxQueryBytes);
  const double start = milliseconds();
  const auto page = searcher.suggest(asked);
  const double took = milliseconds() - start;
  if (!page.ok()) fmt::print(stderr, "{}: {}\n", text, page.error().to_string());
  return took;
}

void measure(Searcher& searcher, const Context& context, const std::vector<std::string>& texts) {
  std::vector<double> samples;
  for (const std::string& text : texts) samples.push_back(ask(searcher, context.request, text));
  std::sort(samples.begin(), samples.end());
  double sum = 0;
  for (const double sample : samples) sum += sample;
  const auto at = [&](double share) {
    return samples[static_cast<std::size_t>(share * static_cast<double>(samples.size() - 1))];
  };
  fmt::print("{:40} {:>7} {:7.3f} {:7.3f} {:7.3f} {:7.3f} {:7.3f}\n", shortened(context.name, 36),
             samples.size(), sum / static_cast<double>(samples.size()), at(0.5), at(0.95), at(0.99),
             at(1));
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: suggest_latency INDEX [PREFIXES]\n");
    return 2;
  }
  const auto [snapshot, searcher] = open_index(argv[1]);
  const std::size_t count =
      argc > 2 ? static_cast<std::size_t>(std::max(1, std::atoi(argv[2]))) : 6000;
  utsname machine{};
  uname(&machine);
  fmt::print("{} {}, {} processors, {} papers, suggest.bin {} bytes\n", machine.sysname,
             machine.machine, std::thread::hardware_concurrency(), snapshot->manifest().papers,
             std::filesystem::file_size(snapshot->path() / "columns" / kSuggestFileName));
  const Texts texts = all_texts(*snapshot);
  double start = milliseconds();
  const auto opened = SuggestTable::load(snapshot->path() / "columns");
  fmt::print("opening: {:.1f} ms\n", milliseconds() - start);
  if (!opened.ok()) return 1;
  start = milliseconds();
  const std::string table =
      suggest_table_bytes({snapshot->columns(), snapshot->catalog().frame(), texts.titles});
  fmt::print("making its {} bytes: {:.0f} ms\n", table.size(), milliseconds() - start);
  fmt::print("{:40} {:>7} {:>7} {:>7} {:>7} {:>7} {:>7}\n", "CPU ms", "n", "mean", "p50", "p95",
             "p99", "max");
  const std::vector<std::string> prefixes = prefixes_of(texts.names, count);
  for (const Context& context : contexts_of(snapshot->columns())) {
    measure(*searcher, context, prefixes);
  }
  for (const std::string& text : hard_texts()) {
    const Context hard{fmt::format("\"{}\"", shortened(text, 24)), {}};
    measure(*searcher, hard, std::vector<std::string>(21, text));
  }
  return 0;
}
