#include "indexer/import/page_sections.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "engine/base/ascii.h"
#include "indexer/import/page_words.h"

namespace paperfind::program_page {
namespace {

enum class Kind { Text, Chair, Abstract, Link };

struct Item {
  std::size_t line = 0;
  Kind kind = Kind::Text;
  std::string text;  // of a chair line: what stands behind the colon
  bool bullet = false;
  Link link = {};
};

constexpr std::size_t kMaxTitle = 400;

// "• text" → "text".
bool drop_bullet(std::string& text) {
  for (const std::string_view bullet :
       {"\xE2\x80\xA2", "\xC2\xB7", "\xE2\x96\xAA", "\xE2\x97\xA6", "* ", "- ", "\xE2\x80\x93 "}) {
    if (!text.starts_with(bullet)) continue;
    text = std::string(trim(std::string_view(text).substr(bullet.size())));
    return true;
  }
  return false;
}

bool is_abstract_marker(std::string_view text) {
  std::string lower = ascii_lower(text);
  if (lower.ends_with(":")) lower.pop_back();
  constexpr std::string_view kWord = "abstract";
  if (!lower.starts_with(kWord)) return false;
  const std::string_view rest = trim(std::string_view(lower).substr(kWord.size()));
  return rest.empty() || (rest.front() == '(' && rest.find(')') == rest.size() - 1);
}

// "YouTube", "YouTube: https://…", "Download presentation (https://…)", a bare address of a video.
std::optional<Link> parse_link(std::string_view text, bool bullet) {
  struct Label {
    std::string_view text;
    LinkKind kind;
    std::string_view provider;
  };
  static constexpr Label kLabels[] = {{"youtube", LinkKind::Video, "YouTube"},
                                      {"watch on youtube", LinkKind::Video, "YouTube"},
                                      {"youtube video", LinkKind::Video, "YouTube"},
                                      {"vimeo", LinkKind::Video, "Vimeo"},
                                      {"video", LinkKind::Video, ""},
                                      {"recording", LinkKind::Video, ""},
                                      {"slides", LinkKind::Slides, ""},
                                      {"presentation", LinkKind::Slides, ""},
                                      {"download presentation", LinkKind::Slides, ""},
                                      {"presentation pdf", LinkKind::Slides, ""},
                                      {"download slides", LinkKind::Slides, ""},
                                      {"paper", LinkKind::Paper, ""},
                                      {"pdf", LinkKind::Paper, ""},
                                      {"paper pdf", LinkKind::Paper, ""},
                                      {"download paper", LinkKind::Paper, ""},
                                      {"download pdf", LinkKind::Paper, ""},
                                      {"download presentation pdf", LinkKind::Slides, ""},
                                      {"download slides pdf", LinkKind::Slides, ""},
                                      {"slides pdf", LinkKind::Slides, ""},
                                      {"watch video", LinkKind::Video, ""},
                                      {"watch the video", LinkKind::Video, ""}};
  const std::string lower = ascii_lower(text);
  const std::size_t at = std::min(lower.find("http://"), lower.find("https://"));
  std::string label = lower.substr(0, std::min(at, lower.size()));
  while (!label.empty() && std::string_view(" :(-").find(label.back()) != std::string_view::npos)
    label.pop_back();
  std::string url;
  if (at != std::string::npos) {
    url = text.substr(at);
    while (!url.empty() && (url.back() == ')' || url.back() == '.' || url.back() == ','))
      url.pop_back();
    if (url.find(' ') != std::string::npos) return std::nullopt;
  }
  for (const Label& known : kLabels) {
    // Without a bullet or an address only the provider's name is a link: "Video" may be a heading.
    if (label == known.text && (bullet || !url.empty() || !known.provider.empty())) {
      return Link{known.kind, std::string(known.provider), url};
    }
  }
  const bool youtube =
      url.find("youtube.com/") != std::string::npos || url.find("youtu.be/") != std::string::npos;
  if (label.empty() && youtube) return Link{LinkKind::Video, "YouTube", url};
  return std::nullopt;
}

std::vector<Item> read_items(const Ledger& ledger, const Slot& slot) {
  std::vector<Item> items;
  if (!slot.times.rest.empty()) items.push_back({slot.line, Kind::Text, slot.times.rest});
  for (const std::size_t line : slot.lines) {
    Item item{line, Kind::Text, ledger.text(line)};
    item.bullet = drop_bullet(item.text);
    if (std::optional<Link> link = parse_link(item.text, item.bullet)) {
      item.kind = Kind::Link;
      item.link = std::move(*link);
    } else if (std::optional<std::string> chair = parse_chair_line(item.text)) {
      item.kind = Kind::Chair;
      item.text = std::move(*chair);
    } else if (is_abstract_marker(item.text)) {
      item.kind = Kind::Abstract;
    }
    items.push_back(std::move(item));
  }
  return items;
}

class Parser {
 public:
  Parser(Ledger& ledger, std::vector<Item> items, const KnownInstitutions& known)
      : ledger_(ledger), items_(std::move(items)), known_(known) {
    for (const Item& item : items_) {
      likeness_.push_back(item.kind == Kind::Text ? person_likeness(item.text, known_)
                                                  : Likeness::None);
    }
  }

  std::vector<Section> run() {
    while (at_ < items_.size()) step();
    return std::move(sections_);
  }

 private:
  // What kind of thing stands at `i`; false beyond the end.
  [[nodiscard]] bool is(std::size_t i, Kind kind) const {
    return i < items_.size() && items_[i].kind == kind;
  }
  [[nodiscard]] Likeness likeness(std::size_t i) const {
    return i < items_.size() ? likeness_[i] : Likeness::None;
  }
  [[nodiscard]] bool bare_name(std::size_t i) const {
    return is(i, Kind::Text) && is_bare_name(items_[i].text);
  }
  [[nodiscard]] bool adjacent(std::size_t i) const {
    return i < items_.size() && !ledger_.after_blank(items_[i].line);
  }
  [[nodiscard]] bool titled(std::size_t i) const {
    return is(i, Kind::Text) && !items_[i].bullet && items_[i].text.size() <= kMaxTitle;
  }

  Section& section() {
    if (sections_.empty()) sections_.emplace_back();
    return sections_.back();
  }
  [[nodiscard]] bool fresh() const {
    return sections_.empty() || (sections_.back().heading.empty() &&
                                 sections_.back().talks.empty() && sections_.back().chairs.empty());
  }

  void step() {
    const Item& item = items_[at_];
    switch (item.kind) {
      case Kind::Chair:
        read_chair(item);
        break;
      case Kind::Abstract:
        read_marker(item);
        break;
      case Kind::Link:
        read_link(item);
        break;
      case Kind::Text:
        read_text(item);
        break;
    }
  }

  void read_chair(const Item& item) {
    ++at_;
    in_abstract_ = false;
    if (item.text.empty()) return ledger_.warn(item.line, "a chair line without a name");
    section().chairs.push_back(item.text);
    ledger_.place(item.line);
  }

  void read_marker(const Item& item) {
    ++at_;
    if (talk_ == nullptr) return ledger_.warn(item.line, "an abstract with no talk above it");
    in_abstract_ = true;
    ledger_.place(item.line);
  }

  void read_link(const Item& item) {
    ++at_;
    if (talk_ == nullptr) return ledger_.warn(item.line, "a link with no talk above it");
    in_abstract_ = false;
    if (item.link.url.empty() && item.link.kind != LinkKind::Video) {
      return ledger_.warn(item.line, "a link without an address");
    }
    talk_->links.push_back(item.link);
    ledger_.place(item.line);
  }

  void read_text(const Item& item) {
    if (starts_section(at_)) {
      start_section(item);
    } else if (const std::size_t lines = title_lines(at_); lines > 0) {
      read_talk(lines);
    } else if (!in_abstract_ && names_only_talk(at_)) {
      read_heading_talk(item);
    } else if (in_abstract_) {
      talk_->paragraphs.push_back(item.text);
      ledger_.place(item.line);
      ++at_;
    } else {
      read_heading(item);
    }
  }

  // A speaker right below heading and chair, and an abstract: the heading is the talk's title too.
  [[nodiscard]] bool names_only_talk(std::size_t i) const {
    return likeness(i) != Likeness::None && !fresh() && !sections_.back().heading.empty() &&
           sections_.back().talks.empty() && announces_abstract(i);
  }

  void read_heading_talk(const Item& item) {
    Talk talk;
    talk.line = item.line;
    talk.title = section().heading;
    talk.speakers = true;
    read_authors(std::move(talk), false);
  }

  void read_heading(const Item& item) {
    Section& here = section();
    ++at_;
    if (fresh() && !item.bullet && item.text.size() <= kMaxTitle) {
      here.heading = item.text;
      here.line = item.line;
    } else if (here.talks.empty() && (ends_like_prose(item.text) || item.bullet)) {
      here.description += (here.description.empty() ? "" : "\n") + item.text;
    } else {
      return ledger_.warn(item.line, "neither a talk's title nor one of its authors");
    }
    ledger_.place(item.line);
  }

  // A heading with a chair below it, where a section is open already.
  [[nodiscard]] bool starts_section(std::size_t i) const {
    return is(i + 1, Kind::Chair) && titled(i) && !fresh() && !ends_like_prose(items_[i].text) &&
           likeness(i) != Likeness::Strong;
  }

  void start_section(const Item& item) {
    Section& open = section();
    ledger_.place(item.line);
    ++at_;
    if (open.talks.empty() && open.chairs.empty() && open.description.empty()) {
      open.heading += ": " + item.text;  // a heading of two lines
      return;
    }
    Section next;
    next.heading = item.text;
    next.line = item.line;
    next.timed = false;
    sections_.push_back(std::move(next));
    talk_ = nullptr;
    in_abstract_ = false;
  }

  // Number of lines of the title of a talk that starts at `i`: 0 when none does.
  [[nodiscard]] std::size_t title_lines(std::size_t i) const {
    if (!titled(i) || likeness(i) == Likeness::Strong) return 0;
    if (starts_talk(i)) return 1;
    // A title broken over two lines of one block: "…\n…\nauthors".
    const bool wrapped = !fresh() && !in_abstract_ && !adjacent(i) && adjacent(i + 1) &&
                         titled(i + 1) && likeness(i + 1) == Likeness::None && adjacent(i + 2) &&
                         likeness(i + 2) != Likeness::None;
    return wrapped ? 2 : 0;
  }

  [[nodiscard]] bool starts_talk(std::size_t i) const {
    const bool prose = ends_like_prose(items_[i].text);
    if (is(i + 1, Kind::Abstract)) {
      // A talk whose authors are not given. A name here would be an author whose title is missing.
      return !prose && likeness(i) == Likeness::None && (!in_abstract_ || !adjacent(i));
    }
    if (likeness(i + 1) != Likeness::None) {
      // "Session / Sparse Sums, Dense Gains / Jane DOE, Professor": what looks like a name is the
      // title.
      if (fresh() && likeness(i + 1) == Likeness::Weak && likeness(i + 2) == Likeness::Strong)
        return false;
      return !prose || (likeness(i + 1) == Likeness::Strong && announces_abstract(i + 1));
    }
    if (prose || !bare_name(i + 1)) return false;
    return announces_abstract(i + 1) || (!in_abstract_ && !adjacent(i) && adjacent(i + 1));
  }

  // Only names from `i` on, up to "Abstract". No talk has more speakers than a screen holds.
  [[nodiscard]] bool announces_abstract(std::size_t i) const {
    constexpr std::size_t kMaxSpeakers = 40;
    const std::size_t end = i + kMaxSpeakers;
    while (i < end && (likeness(i) != Likeness::None || bare_name(i))) ++i;
    return is(i, Kind::Abstract);
  }

  void read_talk(std::size_t title_lines) {
    Talk talk;
    talk.line = items_[at_].line;
    for (std::size_t n = 0; n < title_lines; ++n, ++at_) {
      talk.title += (n > 0 ? " " : "") + items_[at_].text;
      ledger_.place(items_[at_].line);
    }
    const bool block = adjacent(at_) && ledger_.after_blank(talk.line);
    talk.speakers = !block && is(at_, Kind::Text);
    read_authors(std::move(talk), block);
  }

  // The author lines from here on, and the talk into its section.
  void read_authors(Talk talk, bool block) {
    while (is(at_, Kind::Text) && (!block || adjacent(at_)) && is_author(talk, block)) ++at_;
    section().talks.push_back(std::move(talk));
    talk_ = &section().talks.back();
    in_abstract_ = false;
  }

  // Takes the line at `at_` as an author line of `talk`, or does not.
  bool is_author(Talk& talk, bool block) {
    const Item& item = items_[at_];
    const Likeness self = likeness(at_);
    if (self == Likeness::None && !(bare_name(at_) && (block || announces_abstract(at_)))) {
      if (!block) return false;
      ledger_.warn(item.line, "not read as an author");
      return true;
    }
    // Another talk's title that looks like a name, between authors that are surely names.
    if (!block && self == Likeness::Weak && !talk.author_lines.empty() && !adjacent(at_) &&
        person_likeness(talk.author_lines.back(), known_) == Likeness::Strong &&
        likeness(at_ + 1) == Likeness::Strong) {
      return false;
    }
    talk.author_lines.push_back(item.text);
    ledger_.place(item.line);
    return true;
  }

  Ledger& ledger_;
  std::vector<Item> items_;
  const KnownInstitutions& known_;
  std::vector<Likeness> likeness_;
  std::vector<Section> sections_;
  std::size_t at_ = 0;
  Talk* talk_ =
      nullptr;  // the talk abstracts and links belong to: the last one of the last section
  bool in_abstract_ = false;
};

}  // namespace

std::vector<Section> read_sections(Ledger& ledger, const Slot& slot,
                                   const KnownInstitutions& known) {
  std::vector<Section> sections = Parser(ledger, read_items(ledger, slot), known).run();
  if (!sections.empty() && sections.front().line == 0) sections.front().line = slot.line;
  return sections;
}

}  // namespace paperfind::program_page
