#include "bench/peers/papers.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

namespace paperfind::peers {
namespace fs = std::filesystem;
namespace {

Error unreadable(const fs::path& path) {
  return {ErrorCode::Io, "cannot be read", path.string(), "export the corpus first"};
}

constexpr std::string_view kKinds[] = {"plain", "phrase", "odd"};  // by QueryKind

std::uint32_t number(std::string_view text) {
  std::uint32_t value = 0;
  std::from_chars(text.data(), text.data() + text.size(), value);
  return value;
}

}  // namespace

std::string quoted_clauses(const Query& query, std::string_view joiner) {
  std::string text;
  for (const Clause& clause : query.clauses) {
    if (!text.empty()) text += joiner;
    text += fmt::format("\"{}\"", fmt::join(clause, " "));
  }
  return text;
}

std::string plain_word(std::string_view word) {
  std::string out;
  for (const char c : word) {
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
      out += c;
    } else {
      out += fmt::format("zq{:02x}", static_cast<unsigned char>(c));
    }
  }
  return out;
}

std::vector<std::string_view> split(std::string_view text, char by) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t at = text.find(by);
    parts.push_back(text.substr(0, at));
    if (at == std::string_view::npos) return parts;
    text.remove_prefix(at + 1);
  }
}

std::string joined(const std::vector<std::uint32_t>& numbers) {
  std::string out;
  for (const std::uint32_t value : numbers) {
    if (!out.empty()) out += ',';
    out += std::to_string(value);
  }
  return out;
}

Result<std::vector<FacetTable>> read_facets(const fs::path& work) {
  std::ifstream in(work / "facets.tsv");
  if (!in) return unreadable(work / "facets.tsv");
  std::vector<FacetTable> facets;
  for (std::string line; std::getline(in, line);) {
    const auto parts = split(line, '\t');
    if (parts.size() != 3) continue;
    if (facets.empty() || facets.back().name != parts[0])
      facets.push_back({std::string(parts[0]), {}});
    facets.back().ids.emplace_back(parts[2]);
  }
  return facets;
}

Result<std::vector<Query>> read_queries(const fs::path& work) {
  std::ifstream in(work / "queries.tsv");
  if (!in) return unreadable(work / "queries.tsv");
  std::vector<Query> queries;
  for (std::string line; std::getline(in, line);) {
    const auto parts = split(line, '\t');
    if (parts.size() != 4) continue;
    Query query;
    query.type = parts[0];
    const auto* const kind = std::find(std::begin(kKinds), std::end(kKinds), parts[1]);
    query.kind = static_cast<QueryKind>(kind - std::begin(kKinds));
    query.typed = parts[3];
    for (const std::string_view clause : split(parts[2], '|')) {
      query.clauses.emplace_back();
      for (const std::string_view word : split(clause, ' ')) {
        query.clauses.back().emplace_back(word);
      }
    }
    queries.push_back(std::move(query));
  }
  return queries;
}

Status write_queries(const fs::path& file, const std::vector<Query>& queries) {
  std::ofstream out(file);
  for (const Query& query : queries) {
    out << query.type << '\t' << kKinds[static_cast<std::size_t>(query.kind)] << '\t';
    for (const Clause& clause : query.clauses) {
      if (&clause != &query.clauses.front()) out << '|';
      for (const std::string& word : clause) out << (&word == &clause.front() ? "" : " ") << word;
    }
    out << '\t' << query.typed << '\n';
  }
  out.flush();
  return out ? Status() : Error{ErrorCode::Io, "cannot be written", file.string()};
}

Status for_each_paper(const fs::path& work,
                      const std::function<Status(std::uint32_t, const PaperLine&)>& visit) {
  std::ifstream in(work / "papers.tsv");
  if (!in) return unreadable(work / "papers.tsv");
  std::uint32_t count = 0;
  PaperLine paper;
  for (std::string line; std::getline(in, line);) {
    const auto parts = split(line, '\t');
    paper.values.assign(parts.size() - 1, {});
    for (std::size_t facet = 0; facet + 1 < parts.size(); ++facet) {
      if (parts[facet].empty()) continue;
      for (const auto value : split(parts[facet], ',')) {
        paper.values[facet].push_back(number(value));
      }
    }
    paper.words = parts.back();
    if (const Status done = visit(++count, paper); !done.ok()) return done;
  }
  return {};
}

}  // namespace paperfind::peers
