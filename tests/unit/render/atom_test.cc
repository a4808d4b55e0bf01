#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/render/export.h"
#include "tests/catch.h"
#include "tests/unit/render/nasty_papers.h"

namespace paperfind {
namespace {

std::string feed_of(const std::vector<PaperView>& papers, const std::string& site) {
  Export out(*find_export_format("atom"),
             {"Papers <of> a & b", site, "/search.atom?q=a&b=c", "/search?q=a&b=c", "2026-06-03"});
  std::string text = out.head();
  for (const PaperView& paper : papers) text += out.entry(paper);
  return text + out.tail();
}

// Throws where the text is no well-formed XML of the few kinds of markup a feed needs.
class XmlReader {
 public:
  explicit XmlReader(std::string_view text) : text_(text) {}

  std::size_t count_elements() {
    take("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    do {
      if (text_.starts_with("</")) {
        end_element();
      } else if (text_.starts_with("<")) {
        begin_element();
      } else {
        character("<");
      }
    } while (!open_.empty());
    if (text_ != "\n") throw std::runtime_error("something follows the root");
    return elements_;
  }

 private:
  void begin_element() {
    take("<");
    const std::string name = word();
    while (text_.starts_with(" ")) {
      take(" ");
      word();
      take("=\"");
      while (!text_.starts_with("\"")) character("<\"");
      take("\"");
    }
    ++elements_;
    if (text_.starts_with("/>")) return take("/>");
    take(">");
    open_.push_back(name);
  }
  void end_element() {
    take("</");
    if (open_.empty() || word() != open_.back()) throw std::runtime_error("a wrong end");
    open_.pop_back();
    take(">");
  }
  void character(std::string_view never) {
    const auto c = static_cast<unsigned char>(text_.at(0));
    if (never.find(text_[0]) != std::string_view::npos) throw std::runtime_error("bare markup");
    if (c < 0x20 && c != '\n') throw std::runtime_error("a control character");
    if (text_.starts_with("\uFFFE") || text_.starts_with("\uFFFF")) {
      throw std::runtime_error("no character");
    }
    if (c == '&') {
      const std::string_view name = text_.substr(0, text_.find(';') + 1);
      static constexpr std::string_view kNames[] = {"&amp;", "&lt;", "&gt;", "&quot;", "&#39;"};
      if (std::find(std::begin(kNames), std::end(kNames), name) == std::end(kNames)) {
        throw std::runtime_error("an unknown entity");
      }
      return text_.remove_prefix(name.size());
    }
    text_.remove_prefix(1);
  }
  std::string word() {
    const std::size_t end = text_.find_first_of(" =>/");
    const std::string out(text_.substr(0, end));
    if (out.empty()) throw std::runtime_error("a name is missing");
    text_.remove_prefix(out.size());
    return out;
  }
  void take(std::string_view wanted) {
    if (!text_.starts_with(wanted)) throw std::runtime_error("no " + std::string(wanted));
    text_.remove_prefix(wanted.size());
  }

  std::string_view text_;
  std::vector<std::string> open_;
  std::size_t elements_ = 0;
};

TEST_CASE("a feed names the search, its papers and when they changed", "[atom]") {
  PaperView paper = sample::plain_paper();
  paper.paper.updated = "2026-07-01";
  CHECK(feed_of({paper}, "https://papers.example.org") ==
        R"(<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>tag:papers.example.org,2026:/search.atom?q=a&amp;b=c</id>
<title>Papers &lt;of&gt; a &amp; b</title>
<updated>2026-06-03T00:00:00Z</updated>
<link rel="self" href="https://papers.example.org/search.atom?q=a&amp;b=c"/>
<link rel="alternate" href="https://papers.example.org/search?q=a&amp;b=c"/>
<generator>paperfind</generator>
<entry>
<id>tag:papers.example.org,2026:/papers/p0421</id>
<title>Pruning attention heads of BERT &amp; co: 60% of $L_1$</title>
<updated>2026-07-01T00:00:00Z</updated>
<author><name>Ana Díaz</name>
</author>
<author><name>Jan van der Berg III</name>
</author>
<link rel="alternate" href="https://papers.example.org/papers/p0421"/>
<link rel="related" href="https://example.org/p0421.pdf"/>
<category term="attention"/>
<category term="tinyML"/>
<summary>We prune. Pruning attention heads</summary>
</entry>
</feed>
)");
}

TEST_CASE("whatever a record holds, a feed of it is XML", "[atom]") {
  const std::string text = feed_of(sample::nasty_papers(), "https://papers.example.org");
  CHECK_NOTHROW(XmlReader(text).count_elements());
  CHECK(XmlReader(feed_of({}, "")).count_elements() == 7);
}

TEST_CASE("a name of an entry does not change with scheme and port", "[atom]") {
  struct Case {
    std::string site, authority;
  };
  const Case c = GENERATE(values<Case>({
      {"https://papers.example.org", "papers.example.org"},
      {"http://papers.example.org:8080", "papers.example.org"},
      {"http://[::1]:8080", "localhost"},
      {"", "localhost"},
  }));
  CHECK(feed_of({sample::plain_paper()}, c.site)
            .find("<id>tag:" + c.authority + ",2026:/papers/p0421</id>") != std::string::npos);
}

TEST_CASE("every entry has an author and a time", "[atom]") {
  PaperView bare;
  bare.paper.id = "p1";
  const std::string text = feed_of({bare}, "");
  CHECK(text.find("<author><name>Unknown</name></author>") != std::string::npos);
  CHECK(text.find("<updated>1970-01-01T00:00:00Z</updated>") != std::string::npos);
}

}  // namespace
}  // namespace paperfind
