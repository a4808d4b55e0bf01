#include "engine/render/value_match.h"

#include <string>

#include "engine/render/html_escape.h"
#include "tests/catch.h"

using namespace paperfind;

TEST_CASE("mark_prefix marks what was typed in each word that begins so", "[facets]") {
  struct Case {
    std::string label;
    std::string typed;
    std::string html;
  };
  const Case c = GENERATE(values<Case>({
      {"ETH Zürich", "zur", "ETH <mark>Zür</mark>ich"},
      {"ETH Zürich", "ZÜRICH eth", "<mark>ETH</mark> <mark>Zürich</mark>"},
      {"ETH Zürich", "", "ETH Zürich"},
      {"ETH Zürich", "rich", "ETH Zürich"},
      {"ETH Zürich", " .,- ", "ETH Zürich"},
      // ß folds to two letters: the mark takes the whole of it.
      {"Straße", "stras", "<mark>Straß</mark>e"},
      {"AT&T <Labs>", "lab", "AT&amp;T &lt;<mark>Lab</mark>s&gt;"},
      {"", "a", ""},
  }));
  CAPTURE(c.label, c.typed);
  CHECK(mark_html(mark_prefix(c.label, c.typed)) == c.html);
}
