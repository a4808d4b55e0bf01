#include "cli/tables.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "cli/styled_text.h"
#include "engine/base/nlohmann_json.h"
#include "engine/base/zoned_time.h"

namespace paperfind::cli {
namespace {

using nlohmann::ordered_json;

constexpr int kIndent = 6;  // a rank and two blanks; what belongs to a paper stands below its title
constexpr std::size_t kAuthorsShown = 3;
constexpr std::size_t kSnippetLines = 3;

std::string text_of(const ordered_json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::string text_at(const ordered_json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? std::string() : text_of(*found);
}

Glyphs marked_at(const ordered_json& object, const std::string& key) {
  const auto ranges = object.find(key + "_ranges");
  return glyphs_of(text_at(object, key.c_str()),
                   ranges == object.end() ? Ranges() : ranges->get<Ranges>());
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (part.empty()) continue;
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

// Wrapped, each line behind `indent` blanks; the first behind `lead` instead, which is as wide.
std::string block(const Glyphs& text, Style style, const Screen& screen, std::string lead = {}) {
  std::string out;
  for (const Glyphs& line : wrap(text, screen.width - kIndent)) {
    out += lead.empty() ? std::string(kIndent, ' ') : lead;
    lead.clear();
    out += to_bytes(line, style, screen.color) + "\n";
  }
  return out;
}

std::string block(std::string_view text, Style style, const Screen& screen) {
  return text.empty() ? "" : block(glyphs_of(text), style, screen);
}

std::string authors_text(const ordered_json& authors) {
  std::vector<std::string> names;
  for (const ordered_json& author : authors) names.push_back(text_at(author, "name"));
  const std::size_t more = names.size() > kAuthorsShown + 1 ? names.size() - kAuthorsShown : 0;
  if (more > 0) names.resize(kAuthorsShown);
  return joined(names, ", ") + (more > 0 ? " +" + std::to_string(more) : "");
}

std::string sessions_text(const ordered_json& sessions) {
  std::vector<std::string> out;
  for (const ordered_json& session : sessions) {
    out.push_back(
        joined({text_at(session, "title"), time_text(session.at("start"), session.at("tz")),
                text_at(session, "room")},
               ", "));
  }
  return joined(out, " · ");
}

std::string list_text(const ordered_json& list) {
  std::vector<std::string> out;
  for (const ordered_json& entry : list) out.push_back(text_of(entry));
  return joined(out, " ");
}

std::string title_of(const ordered_json& paper) {
  const std::string title = text_at(paper, "title");
  return title.empty() ? "Untitled" : title;
}

std::string snippet_block(const ordered_json& hit, const Screen& screen) {
  std::vector<Glyphs> lines = wrap(marked_at(hit, "snippet"), screen.width - kIndent);
  if (lines.front().empty()) return "";
  if (lines.size() > kSnippetLines) {
    lines.resize(kSnippetLines);
    // The last line says that there is more, whether or not it was full.
    Glyphs& last = lines.back();
    last = clip(std::move(last), screen.width - kIndent - 2);
    last.push_back({" ", 1, false});
    last.push_back({"…", 1, false});
  }
  std::string out;
  for (const Glyphs& line : lines) {
    out += std::string(kIndent, ' ') + to_bytes(line, Style::Plain, screen.color) + "\n";
  }
  return out;
}

std::string explanation_block(const ordered_json& hit, const Screen& screen) {
  const auto parts = hit.find("explanation");
  if (parts == hit.end()) return "";
  std::vector<std::string> out = {"score " + hit.at("score").dump()};
  for (const ordered_json& part : *parts) {
    out.push_back(text_at(part, "part") + " " + part.at("weight").dump());
  }
  return block(joined(out, " · "), Style::Dim, screen);
}

std::string row_of(const ordered_json& hit, const Screen& screen) {
  std::string rank = std::to_string(hit.at("rank").get<std::size_t>());
  rank = padding(static_cast<int>(rank.size()), kIndent - 2) + rank + "  ";
  Glyphs title = marked_at(hit, "title");
  if (title.empty()) title = glyphs_of("Untitled");
  std::string out = block(title, Style::Bold, screen, rank);
  out += block(joined({authors_text(hit.at("authors")), sessions_text(hit.at("sessions")),
                       list_text(hit.at("has"))},
                      " · "),
               Style::Plain, screen);
  out += block(text_at(hit, "id"), Style::Dim, screen);
  return out + snippet_block(hit, screen) + explanation_block(hit, screen);
}

// A blank line before each paragraph.
std::string abstract_block(std::string_view abstract, const Screen& screen) {
  if (abstract.empty()) return "\n" + block("No abstract.", Style::Dim, screen);
  std::string out;
  while (!abstract.empty()) {
    const auto end = std::min(abstract.find('\n'), abstract.size());
    if (end > 0) out += "\n" + block(abstract.substr(0, end), Style::Plain, screen);
    abstract.remove_prefix(std::min(end + 1, abstract.size()));
  }
  return out;
}

std::string related_block(const ordered_json& paper, const Screen& screen) {
  std::string out;
  for (const ordered_json& related : paper.at("related")) {
    out += block(title_of(related), Style::Plain, screen);
    out +=
        block(joined({text_at(related, "id"), text_at(related, "why")}, " · "), Style::Dim, screen);
  }
  return out.empty()
             ? out
             : "\n" + to_bytes(glyphs_of("Similar papers"), Style::Bold, screen.color) + "\n" + out;
}

// " at ETH Zürich", " in Keyword Spotting", " not in …"
std::string filter_text(const ResolvedFilter& filter) {
  struct Word {
    std::string_view facet;
    std::string_view word;
  };
  static constexpr std::array kWords = {Word{"institution", "at"}, Word{"session", "in"},
                                        Word{"author", "by"},      Word{"year", "of"},
                                        Word{"event", "at"},       Word{"has", "with"}};
  const auto found = std::find_if(kWords.begin(), kWords.end(),
                                  [&](const Word& word) { return word.facet == filter.facet; });
  const std::string words =
      found == kWords.end() ? "with " + filter.facet : std::string(found->word);
  return (filter.prefix == "not." ? " not " : " ") + words + " " + filter.label;
}

std::string count_text(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " paper" : " papers");
}

std::string count_column(const ordered_json& value) {
  const std::string count = std::to_string(value.at("count").get<std::size_t>());
  return padding(static_cast<int>(count.size()), 6) + count + "  ";
}

}  // namespace

std::string printable_line(std::string_view text) { return printable(text) + "\n"; }

std::string time_text(const ordered_json& start, const ordered_json& zone) {
  static constexpr std::array kDays = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array kMonths = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const std::string text = text_of(start);
  const auto time = civil_of(text);
  if (!time) return text;
  const auto two = [](int n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::string(kDays.at(static_cast<std::size_t>(weekday(*time)))) + " " +
         std::to_string(time->day) + " " + kMonths.at(static_cast<std::size_t>(time->month - 1)) +
         " " + std::to_string(time->year) + " " + two(time->hour) + ":" + two(time->minute) + " " +
         zone_abbreviation(text, text_of(zone));
}

std::string result_header(const ordered_json& answer, const Asked& asked, const Screen& screen) {
  const auto total = answer.at("total").get<std::size_t>();
  const auto partial = answer.at("partial_total").get<std::size_t>();
  std::string text = count_text(total);
  const std::string query = text_at(answer.at("query"), "effective");
  if (!query.empty()) text += " for " + query;
  for (const ResolvedFilter& filter : asked.filters) text += filter_text(filter);
  if (partial > 0) text += ", and " + std::to_string(partial) + " with some of the words";
  text += "  (generation " + text_at(answer, "generation") + ")";
  std::string out;
  for (const Glyphs& line : wrap(glyphs_of(text), screen.width)) {
    out += to_bytes(line, Style::Plain, screen.color) + "\n";
  }
  return out;
}

std::string result_rows(const ordered_json& answer, const Screen& screen) {
  std::string out;
  bool partial = false;
  for (const ordered_json& hit : answer.at("results")) {
    const bool is_partial = text_at(hit, "match") == "partial";
    if (is_partial && !partial) {
      out += to_bytes(glyphs_of("With some of the words:"), Style::Dim, screen.color) + "\n";
    }
    partial = is_partial;
    out += row_of(hit, screen);
  }
  return out;
}

std::string facet_table(const ordered_json& facet, std::string_view name, const Screen& screen) {
  std::vector<ordered_json> values = facet.at("values").get<std::vector<ordered_json>>();
  if (!facet.at("missing").is_null()) values.push_back(facet.at("missing"));
  int label_width = 0;
  for (const ordered_json& value : values) {
    label_width = std::max(label_width, width_of(text_at(value, "label")));
  }
  label_width = std::min(label_width, screen.width / 2);
  const auto distinct = facet.at("distinct").get<std::size_t>();
  std::string out = to_bytes(glyphs_of(text_at(facet, "label")), Style::Bold, screen.color) + " (" +
                    std::string(name) + "): " + std::to_string(distinct) +
                    (distinct == 1 ? " value\n" : " values\n");
  for (const ordered_json& value : values) {
    const Glyphs label = clip(glyphs_of(text_at(value, "label")), label_width);
    const auto selected = value.find("selected");
    const bool is_selected = selected != value.end() && selected->get<bool>();
    std::string line = count_column(value);
    line += to_bytes(label, is_selected ? Style::Bold : Style::Plain, screen.color);
    line += padding(width_of(label), label_width) + "  ";
    line += to_bytes(glyphs_of(text_at(value, "id")), Style::Dim, screen.color);
    const std::string hint = text_at(value, "hint");
    if (!hint.empty()) line += "  " + to_bytes(glyphs_of(hint), Style::Dim, screen.color);
    out += line + "\n";
  }
  return out;
}

std::string facet_list_table(const ordered_json& answer, const Screen& screen) {
  constexpr int kNameWidth = 13;
  std::string out = count_text(answer.at("total").get<std::size_t>()) + "\n";
  for (const ordered_json& facet : answer.at("facets")) {
    const std::string name = text_at(facet, "name");
    const auto distinct = facet.at("distinct").get<std::size_t>();
    const auto missing = facet.at("missing").get<std::size_t>();
    if (distinct == 0) continue;  // nothing to choose from
    out += "  " + to_bytes(glyphs_of(name), Style::Bold, screen.color) +
           padding(width_of(name), kNameWidth) + std::to_string(distinct) +
           (distinct == 1 ? " value" : " values");
    if (missing > 0) out += ", not given for " + count_text(missing);
    out += "\n";
  }
  return out;
}

std::string suggestion_table(const ordered_json& answer, const Screen& screen) {
  std::string out;
  for (const ordered_json& group : answer.at("groups")) {
    out += to_bytes(glyphs_of(text_at(group, "type")), Style::Bold, screen.color) + "\n";
    for (const ordered_json& item : group.at("items")) {
      const Glyphs text = clip(glyphs_of(text_at(item, "text")), screen.width - 8);
      out += count_column(item) + to_bytes(text, Style::Plain, screen.color);
      const std::string rest = joined({text_at(item, "id"), text_at(item, "hint")}, "  ");
      if (!rest.empty()) out += "  " + to_bytes(glyphs_of(rest), Style::Dim, screen.color);
      out += "\n";
    }
  }
  return out;
}

std::string paper_card(const ordered_json& paper, const Screen& screen) {
  std::string out;
  for (const Glyphs& line : wrap(glyphs_of(title_of(paper)), screen.width)) {
    out += to_bytes(line, Style::Bold, screen.color) + "\n";
  }
  const std::string status = text_at(paper, "status");
  if (status != "active") {
    out += block(joined({status, text_at(paper, "status_note")}, ": "), Style::Bold, screen);
  }
  for (const ordered_json& author : paper.at("authors")) {
    std::vector<std::string> affiliations;
    for (const ordered_json& affiliation : author.at("affiliations")) {
      std::string raw = text_at(affiliation, "raw");
      // Printed once, named for each institution in it.
      if (affiliations.empty() || affiliations.back() != raw)
        affiliations.push_back(std::move(raw));
    }
    const std::string where = joined(affiliations, "; ");
    out += block(text_at(author, "name") + (where.empty() ? "" : " (" + where + ")"), Style::Plain,
                 screen);
  }
  for (const ordered_json& session : paper.at("sessions")) {
    out += block(sessions_text(ordered_json::array({session})), Style::Plain, screen);
  }
  out += block(joined({text_at(paper, "type"), text_at(paper, "track"), text_at(paper, "award"),
                       list_text(paper.at("has"))},
                      " · "),
               Style::Plain, screen);
  out += block(text_at(paper, "id"), Style::Dim, screen);
  for (const auto& [kind, url] : paper.at("links").items()) {
    if (url.get<std::string>().starts_with("/")) continue;  // exports, in the API's words
    out += block(kind + ": " + text_of(url), Style::Plain, screen);
  }
  return out + abstract_block(text_at(paper, "abstract"), screen) + related_block(paper, screen);
}

std::vector<std::string> notes_of(const ordered_json& answer) {
  std::vector<std::string> out;
  const ordered_json& query = answer.at("query");
  bool replaced = false;
  for (const ordered_json& correction : query.at("corrections")) {
    const std::string from = text_at(correction, "from");
    const std::string to = text_at(correction, "to");
    if (!correction.at("applied").get<bool>()) {
      out.push_back("did you mean \"" + to + "\" for \"" + from + "\"?");
    } else if (correction.value("also", false)) {
      out.push_back("including results for \"" + to + "\" (use --no-typo for \"" + from +
                    "\" alone)");
    } else {
      replaced = true;
    }
  }
  if (replaced) {
    out.insert(out.begin(), "showing results for \"" + text_at(query, "effective") +
                                "\" (use --no-typo for \"" + text_at(query, "raw") + "\")");
  }
  if (!query.at("relaxed").empty()) {
    out.emplace_back("no paper has all the words; these have some of them");
  }
  for (const ordered_json& notice : query.at("notices")) out.push_back(text_of(notice));
  return out;
}

std::vector<std::string> synonym_notes_of(const ordered_json& answer) {
  std::vector<std::string> out;
  for (const ordered_json& used : answer.at("query").at("synonyms")) {
    for (const ordered_json& other : used.at("to")) {
      out.push_back("also searched: \"" + text_of(other) + "\" for \"" + text_at(used, "from") +
                    "\" (--no-synonyms leaves it out)");
    }
  }
  return out;
}

}  // namespace paperfind::cli
