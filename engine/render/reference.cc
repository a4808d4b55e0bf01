#include "engine/render/reference.h"

#include <algorithm>
#include <array>

#include "engine/base/ascii.h"
#include "engine/base/zoned_time.h"
#include "engine/render/links.h"
#include "engine/text/normalize.h"

namespace paperfind::reference {
namespace {

constexpr std::array<std::string_view, 8> kSuffixes = {"Jr", "Jr.", "Sr",  "Sr.",
                                                       "II", "III", "2nd", "3rd"};

std::vector<std::string> words_of(const std::string& line) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t end = std::min(line.find(' ', at), line.size());
    if (end > at) words.push_back(line.substr(at, end - at));
    at = end + 1;
  }
  return words;
}

bool begins_small(const std::string& word) { return word.front() >= 'a' && word.front() <= 'z'; }

bool is_suffix(const std::string& word) {
  return std::find(kSuffixes.begin(), kSuffixes.end(), word) != kSuffixes.end();
}

// Names of groups and companies are no person's: they are left whole.
bool is_divisible(const std::vector<std::string>& words) {
  return words.size() >= 2 && std::none_of(words.begin(), words.end(), [](const std::string& word) {
           return word == "and" || word == "for" || word == "of" ||
                  word.find_first_of(",;:()&0123456789") != std::string::npos;
         });
}

}  // namespace

Kind kind_of(const PaperView& view) {
  const std::string type = ascii_lower(view.paper.type);
  if (container_of(view).empty() || type == "preprint") return Kind::Other;
  return type == "article" || type == "journal" ? Kind::Article : Kind::Conference;
}

Name name_of(const Author& author) {
  if (!author.family.empty()) return {"", one_line(author.family), one_line(author.given), ""};
  const std::string whole = one_line(author.name);
  std::vector<std::string> words = words_of(whole);
  if (!is_divisible(words)) return {"", whole, "", ""};
  Name name;
  if (words.size() > 2 && is_suffix(words.back())) {
    name.suffix = words.back();
    words.pop_back();
  }
  name.family = words.back();
  words.pop_back();
  std::size_t first_small = words.size();
  while (first_small > 1 && begins_small(words[first_small - 1])) --first_small;
  const auto middle = words.begin() + static_cast<std::ptrdiff_t>(first_small);
  name.given = joined({words.begin(), middle}, " ");
  name.particle = joined({middle, words.end()}, " ");
  return name;
}

std::string container_of(const PaperView& view) {
  const Event& event = view.event;
  return one_line(event.proceedings_title.empty() ? event.name : event.proceedings_title);
}

std::string title_of(const Paper& paper) {
  const std::string title = one_line(paper.title);
  return title.empty() ? "Untitled" : title;
}

std::string address_of(const ExportState& state, const Paper& paper) {
  if (!state.source.site.empty()) return state.source.site + paper_path(paper.id);
  for (const std::string* url : {&paper.html, &paper.pdf}) {
    if (is_web_address(*url)) return *url;
  }
  return {};
}

std::vector<int> date_of(const PaperView& view) {
  std::string day = view.paper.published;
  if (day.empty() && !view.sessions.empty()) day = view.sessions.front().start.substr(0, 10);
  if (day.empty()) day = view.event.start;
  const std::optional<CivilTime> date = parse_date(day);
  // The year is the event's; a day of another year says when something else happened.
  if (date && (view.year == 0 || date->year == view.year)) {
    return {date->year, date->month, date->day};
  }
  return view.year == 0 ? std::vector<int>() : std::vector<int>{view.year};
}

std::vector<std::string> institution_names(const PaperView& view) {
  std::vector<std::string> names;
  const auto add = [&names](std::string name) {
    if (name.empty() || std::find(names.begin(), names.end(), name) != names.end()) return;
    names.push_back(std::move(name));
  };
  for (const InstitutionRef& ref : view.institutions) add(one_line(ref.name));
  for (const Author& author : view.paper.authors) {
    for (const Affiliation& affiliation : author.affiliations) {
      if (affiliation.institution.empty()) add(one_line(affiliation.raw));
    }
  }
  return names;
}

std::string note_of(const Paper& paper) {
  std::vector<std::string> parts;
  if (paper.status == PaperStatus::Retracted) {
    parts.push_back(paper.status_note.empty() ? "Retracted"
                                              : "Retracted: " + one_line(paper.status_note));
  }
  if (!paper.award.empty()) parts.push_back(one_line(paper.award));
  return joined(parts, ". ");
}

std::string one_line(std::string_view text) {
  std::string clean = repair_utf8(text);
  // Line ends that are no control bytes, and what is no character and has no place in XML.
  for (const std::string_view end : {"\u2028", "\u2029", "\xC2\x85", "\uFFFE", "\uFFFF"}) {
    for (std::size_t at = clean.find(end); at != std::string::npos; at = clean.find(end, at)) {
      clean.replace(at, end.size(), " ");
    }
  }
  std::string out;
  out.reserve(clean.size());
  for (const char c : clean) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte > 0x20 && byte != 0x7F) {
      out += c;
    } else if (!out.empty() && out.back() != ' ') {
      out += ' ';
    }
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += between;
    out += part;
  }
  return out;
}

}  // namespace paperfind::reference
