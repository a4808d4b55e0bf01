#include "engine/record/synonym_file.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/file.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/record_source.h"

namespace paperfind {
namespace {

constexpr std::string_view kBlanks = " \t\r";
constexpr std::string_view kOneWay = "=>";
constexpr const char* kForm = "write the words with commas between: KWS, keyword spotting";

// Strictly: no byte beyond, no surrogates, no overlong forms.
bool is_utf8(std::string_view text) {
  try {
    static_cast<void>(nlohmann::json(text).dump());
    return true;
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

bool has_word(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

// Single blanks between the words, none around them.
std::string tidy(std::string_view text) {
  std::string out;
  while (true) {
    text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
    if (text.empty()) return out;
    const std::string_view word = text.substr(0, text.find_first_of(kBlanks));
    if (!out.empty()) out += ' ';
    out += word;
    text.remove_prefix(word.size());
  }
}

class LineParser {
 public:
  LineParser(const std::string& file, std::vector<Finding>& findings)
      : file_(file), findings_(findings) {}

  void read(std::string_view line, std::size_t number) {
    number_ = number;
    good_ = true;
    if (!is_utf8(line)) return report("is not UTF-8", "save the file as UTF-8");
    line = line.substr(0, line.find('#'));
    if (line.find_first_not_of(kBlanks) == std::string_view::npos) return;
    SynonymGroup group;
    const std::size_t arrow = line.find(kOneWay);
    group.members = members(line.substr(0, arrow));
    if (arrow != std::string_view::npos) group.also = members(line.substr(arrow + kOneWay.size()));
    const std::size_t count = group.members.size() + group.also.size();
    if (good_ && count < 2) report("a group needs two words or more", kForm);
    if (good_ && count > kMaxSynonymMembers) {
      report(fmt::format("a group has more than {} words", kMaxSynonymMembers), "part it in two");
    }
    if (arrow == std::string_view::npos) claim(group.members);
    if (!good_) return;
    if (groups_.size() == kMaxSynonymGroups) {
      return report(fmt::format("there are more than {} groups", kMaxSynonymGroups),
                    "leave out what nobody asks for");
    }
    groups_.push_back(std::move(group));
  }

  std::vector<SynonymGroup> take() { return std::move(groups_); }

 private:
  void report(std::string message, std::string hint) {
    good_ = false;
    findings_.push_back({{file_, number_, 1}, "", std::move(message), std::move(hint)});
  }

  std::vector<std::string> members(std::string_view list) {
    std::vector<std::string> out;
    while (good_) {
      const std::size_t end = list.find_first_of(",=");
      std::string member = tidy(list.substr(0, end));
      check(member);
      out.push_back(std::move(member));
      if (end == std::string_view::npos) break;
      list.remove_prefix(end + 1);
    }
    return out;
  }

  void check(const std::string& member) {
    const auto words = 1 + std::count(member.begin(), member.end(), ' ');
    if (!has_word(member)) {
      report(fmt::format("\"{}\" has no word in it", member), kForm);
    } else if (member.size() > kMaxSynonymBytes ||
               static_cast<std::size_t>(words) > kMaxWordsOfSynonym) {
      report(fmt::format("\"{}\" is too long", member),
             fmt::format("at most {} words and {} bytes", kMaxWordsOfSynonym, kMaxSynonymBytes));
    }
  }

  // Two groups with one word would mean one thing by it and another.
  void claim(const std::vector<std::string>& members) {
    for (const std::string& member : members) {
      if (!good_) return;
      const auto [holder, is_new] = lines_.emplace(ascii_lower(member), number_);
      if (is_new) continue;
      report(fmt::format("\"{}\" stands on line {} already", member, holder->second),
             "put what means the same on one line");
    }
  }

  const std::string& file_;
  std::vector<Finding>& findings_;
  std::map<std::string, std::size_t> lines_;  // of each word
  std::vector<SynonymGroup> groups_;
  std::size_t number_ = 0;
  bool good_ = true;
};

}  // namespace

std::vector<SynonymGroup> parse_synonyms(std::string_view text, const std::string& file,
                                         std::vector<Finding>& findings) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  LineParser parser(file, findings);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    parser.read(text.substr(0, end), number);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return parser.take();
}

Result<std::vector<SynonymGroup>> read_synonyms(const std::filesystem::path& path,
                                                std::vector<Finding>& findings) {
  const Result<std::string> text = read_file(path, kMaxSynonymFileBytes);
  if (text.ok()) return parse_synonyms(*text, path.string(), findings);
  if (text.error().code == ErrorCode::Io) return text.error();
  findings.push_back(finding_of_file(text.error()));
  if (text.error().code == ErrorCode::NotFound) {
    findings.back().message = "site.json names this file, and it is not there";
    findings.back().hint = "add it, or take \"synonyms\" out of site.json";
  }
  return std::vector<SynonymGroup>();
}

}  // namespace paperfind
