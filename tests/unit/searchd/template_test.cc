#include <map>
#include <string>

#include "searchd/embedded.h"
#include "searchd/pages/template_set.h"
#include "tests/catch.h"

using namespace paperfind;

namespace {

std::string render_one(const std::string& source, const View& view) {
  const Result<TemplateSet> set = TemplateSet::compile({{"page", source}});
  REQUIRE(set.ok());
  return set->render("page", view);
}

}  // namespace

TEST_CASE("our own templates put nothing on a page unescaped but what ends in _html",
          "[template]") {
  std::size_t seen = 0;
  for (const EmbeddedFile& file : embedded_files()) {
    if (!file.name.ends_with(".mustache")) continue;
    ++seen;
    CAPTURE(file.name);
    CHECK(find_unsafe_tag(file.bytes).empty());
    // No script and no style of their own: the content security policy would stop them. Scripts
    // that are files may be named, and data is no script.
    for (std::size_t at = file.bytes.find("<script"); at != std::string_view::npos;
         at = file.bytes.find("<script", at + 1)) {
      const std::string_view tag = file.bytes.substr(at, file.bytes.find("</script>", at) - at);
      if (tag == "<script type=\"application/ld+json\">{{{json_ld_html}}}") continue;
      CHECK(tag.starts_with("<script type=\"module\" src=\"{{"));
      CHECK(tag.ends_with("}}\">"));
    }
    CHECK(file.bytes.find("style=") == std::string_view::npos);
    // An attribute without quotes would let a blank in a value begin another.
    CHECK(file.bytes.find("={{") == std::string_view::npos);
  }
  CHECK(seen >= 5);
  CHECK(TemplateSet::load().ok());
}

TEST_CASE("find_unsafe_tag sees each way around escaping", "[template]") {
  struct Case {
    std::string source;
    std::string unsafe;
  };
  const Case c = GENERATE(values<Case>({
      {"{{title}}", ""},
      {"{{{title_html}}}", ""},
      {"{{& title_html}}", ""},
      {"{{{title}}}", "title"},
      {"{{{ title }}}", "title"},
      {"{{&title}}", "title"},
      {"{{ & title }}", "title"},
      {"{{#a}}{{{b}}}{{/a}}", "b"},
      {"{{=<% %>=}}<%{title}%>", "=<% %>="},
      {"{{title", "unclosed {{"},
  }));
  CAPTURE(c.source);
  CHECK(find_unsafe_tag(c.source) == c.unsafe);
  CHECK(TemplateSet::compile({{"page", c.source}}).ok() == c.unsafe.empty());
}

TEST_CASE("values are escaped by our html_escape", "[template]") {
  View view;
  set_text(view, "x", "<script>'\"&");
  CHECK(render_one("{{x}}", view) == "&lt;script&gt;&#39;&quot;&amp;");
  set_text(view, "x_html", "<mark>a</mark>");
  CHECK(render_one("{{{x_html}}}", view) == "<mark>a</mark>");
}

TEST_CASE("a page stays UTF-8 whatever bytes its values have", "[template]") {
  View view;
  set_text(view, "a", "1\xff<2\xc3");
  CHECK(render_one("[{{a}}]", view) == "[1\uFFFD&lt;2\uFFFD]");
}

TEST_CASE("absent text and empty lists show nothing", "[template]") {
  View view;
  set_text(view, "text", "");
  set_list(view, "list", {});
  CHECK(render_one("[{{text}}{{#text}}yes{{/text}}{{^text}}no{{/text}}{{#list}}item{{/"
                   "list}}{{#list_any}}any{{/list_any}}]",
                   view) == "[no]");
}

TEST_CASE("templates include each other, but not in circles", "[template]") {
  const Result<TemplateSet> set =
      TemplateSet::compile({{"page", "a{{> part}}c"}, {"part", "{{x}}"}});
  REQUIRE(set.ok());
  View view;
  set_text(view, "x", "<b>");
  CHECK(set->render("page", view) == "a&lt;b&gt;c");

  const auto circle = TemplateSet::compile({{"a", "{{> b}}"}, {"b", "{{> a}}"}});
  REQUIRE_FALSE(circle.ok());
  CHECK(circle.error().message == "templates include each other");
  const auto missing = TemplateSet::compile({{"a", "{{> nothing}}"}});
  REQUIRE_FALSE(missing.ok());
  CHECK(missing.error().where == "nothing");
}

TEST_CASE("templates include each other eight deep", "[template]") {
  const auto chain = [](int depth) {
    std::map<std::string, std::string> sources = {{"t0", "end"}};
    for (int i = 1; i <= depth; ++i) {
      sources["t" + std::to_string(i)] = "{{> t" + std::to_string(i - 1) + "}}";
    }
    return TemplateSet::compile(sources);
  };
  CHECK(chain(8).ok());
  REQUIRE_FALSE(chain(9).ok());
  CHECK(chain(9).error().message == "templates include each other");
}

TEST_CASE("another template means another fingerprint", "[template]") {
  const auto one = TemplateSet::compile({{"a", "x"}});
  const auto two = TemplateSet::compile({{"a", "y"}});
  REQUIRE((one.ok() && two.ok()));
  CHECK(one->fingerprint() != two->fingerprint());
}

TEST_CASE("a folder of templates that is not there is an error, not silence", "[template]") {
  const auto set = TemplateSet::load("/nonexistent/templates");
  REQUIRE_FALSE(set.ok());
  CHECK(set.error().code == ErrorCode::Io);
}
