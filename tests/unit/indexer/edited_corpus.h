// A corpus of made-up papers that somebody edits at random.
#pragma once

#include <filesystem>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace paperfind::testing {

struct MadePaper {
  std::string id, title, abstract, session, status, alias;
  int position = 1;
  std::vector<std::pair<std::string, std::string>> authors;  // with their affiliations
  std::vector<std::string> keywords;

  [[nodiscard]] std::string line() const;
};

class EditedCorpus {
 public:
  EditedCorpus(unsigned seed, int papers);

  // One of: add, delete, retitle, rewrite the abstract, move to another session, rename an author,
  // change affiliations or keywords, withdraw, reinstate, give another id and keep the old one as
  // an alias, override or no longer. What was done, for messages.
  std::string edit();
  // As papers.jsonl and overrides.jsonl in a folder.
  void write(const std::filesystem::path& folder) const;
  [[nodiscard]] const std::vector<MadePaper>& papers() const { return papers_; }
  // Some of the words papers are made of.
  [[nodiscard]] std::string words(int count);
  [[nodiscard]] std::size_t below(std::size_t end) { return random_() % end; }

 private:
  MadePaper made();
  MadePaper& any() { return papers_[below(papers_.size())]; }
  std::string person();
  std::string institution();

  std::mt19937 random_;
  std::vector<MadePaper> papers_;
  std::map<std::string, std::string> overrides_;  // patches by id, also of papers that are gone
  int next_ = 0;
};

}  // namespace paperfind::testing
