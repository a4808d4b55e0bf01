#include "engine/search/partial_matches.h"

#include <algorithm>
#include <random>
#include <set>
#include <string>

#include "engine/query/parse_query.h"
#include "tests/catch.h"

namespace paperfind {
namespace {

using Docs = std::vector<DocId>;
using Words = std::set<std::string>;

// Each document is the words it holds; its id is its number.
const std::vector<Words>& universe() {
  static const std::vector<Words> kUniverse = {
      {},  // there is no document 0
      {"ant", "bee", "cat", "dog", "eel"},
      {"ant", "bee"},
      {"ant", "cat", "the"},
      {"bee", "dog"},
      {"cat"},
      {"eel", "fox", "the"},
      {"the"},
      {},
  };
  return kUniverse;
}

bool holds(DocId doc, const QueryNode& node) {
  const Words& words = universe()[doc];
  const auto child = [&](const QueryNode& other) { return holds(doc, other); };
  const auto token = [&](const Token& other) { return words.contains(other.term); };
  switch (node.kind) {
    case NodeKind::And:
      return std::all_of(node.children.begin(), node.children.end(), child);
    case NodeKind::Or:
      return std::any_of(node.children.begin(), node.children.end(), child);
    case NodeKind::Not:
      return !holds(doc, node.children.front());
    case NodeKind::Id:
      return node.text == std::to_string(doc);
    default:
      return std::all_of(node.tokens.begin(), node.tokens.end(), token);
  }
}

DocSet matches_of(const QueryNode& node) {
  DocSet docs(static_cast<DocId>(universe().size() - 1));
  for (DocId doc = 1; doc < universe().size(); ++doc) {
    if (holds(doc, node)) docs.add(doc);
  }
  return docs;
}

QueryNode parsed(std::string_view typed) {
  Analyzer analyzer;
  return parse_query(typed, analyzer).root;
}

Docs listed(const DocSet& docs) {
  Docs list;
  docs.for_each([&](DocId doc) { list.push_back(doc); });
  return list;
}

struct Case {
  std::string typed;
  Docs docs;
};

TEST_CASE("papers with some of the words are found", "[search]") {
  const Case c = GENERATE(values<Case>({
      {"ant fox", {1, 2, 3, 6}},
      {"cat eel", {1, 3, 5, 6}},
      {"ant zebra", {1, 2, 3}},
      {"zebra gnu", {}},
      // Common words do not choose.
      {"the ant fox", {1, 2, 3, 6}},
      {"ant title:fox", {1, 2, 3, 6}},
      {"ant-bee fox", {1, 2, 6}},
      // Exclusions and conditions hold.
      {"ant fox -cat", {2, 6}},
      {"ant fox -(bee cat)", {2, 3, 6}},
      {"ant fox id:3", {3}},
      {"ant fox (id:2 OR id:6)", {2, 6}},
      {"ant fox id:5", {}},
      // What is insisted on holds, and then the words no longer choose.
      {"+ant fox", {1, 2, 3}},
      {"+ant +bee fox", {1, 2}},
      {"\"ant bee\" fox", {1, 2}},
      {"\"ant\" fox", {1, 2, 3}},
      {"(ant OR eel) fox", {1, 2, 3, 6}},
      {"(ant OR eel) (bee OR fox) zebra", {1, 2, 6}},
      {"+ant fox -cat", {2}},
      {"ant NEAR/3 cat fox dog", {1, 3}},
      {"+the fox", {3, 6, 7}},
  }));
  CAPTURE(c.typed);
  const std::optional<DocSet> found = partial_matches(parsed(c.typed), matches_of);
  REQUIRE(found);
  CHECK(listed(*found) == c.docs);
}

TEST_CASE("where there is no choice of words nothing is partial", "[search]") {
  const std::string typed = GENERATE(values<std::string>({
      "",
      "ant",
      "the ant",
      "ant -bee",
      "ant id:3",
      "-ant",
      "\"ant bee\"",
      "\"ant bee\" \"cat\"",
      "+ant +bee",
      "ant OR bee",
      "(ant bee) OR cat",
      "(ant OR bee) (cat OR dog)",
      "ant NEAR bee",
      "id:3 year:2019",
      "+ant -bee id:3",
      "+the ant-bee -cat \"\"",
  }));
  CAPTURE(typed);
  const bool choice = typed.starts_with("+the");  // a compound is one word that may be left out
  CHECK(partial_matches(parsed(typed), matches_of).has_value() == choice);
}

TEST_CASE("stop words are words where there are no others", "[search]") {
  const std::optional<DocSet> found = partial_matches(parsed("the of"), matches_of);
  REQUIRE(found);
  CHECK(listed(*found) == Docs{3, 6, 7});
}

std::string random_query(std::mt19937& random) {
  static constexpr const char* kWords[] = {"ant", "bee", "cat", "dog", "eel", "fox", "gnu", "the"};
  const auto word = [&] { return std::string(kWords[random() % std::size(kWords)]); };
  std::string query;
  for (unsigned left = 1 + random() % 6; left > 0; --left) {
    switch (random() % 10) {
      case 0:
        query += "+" + word();
        break;
      case 1:
        query += "-" + word();
        break;
      case 2:
        query += "\"" + word() + " " + word() + "\"";
        break;
      case 3:
        query += "(" + word() + " OR " + word() + ")";
        break;
      case 4:
        query += "(id:1 OR id:" + std::to_string(1 + random() % 8) + ")";
        break;
      default:
        query += word();
    }
    query += " ";
  }
  return query;
}

// What the documentation says of one document.
bool is_partial(DocId doc, const QueryNode& root) {
  std::size_t words = 0, held = 0, insisted = 0;
  for (const QueryNode& part : root.children) {
    const bool has = holds(doc, part);
    const bool word = part.kind == NodeKind::Word && !part.required && !part.exact;
    if (word && part.common) continue;
    if (word) {
      ++words;
      held += has ? 1 : 0;
    } else if (!has) {
      return false;
    } else if (part.kind == NodeKind::Word || part.kind == NodeKind::Phrase ||
               (part.kind == NodeKind::Or && part.children.front().kind != NodeKind::Id)) {
      ++insisted;
    }
  }
  return words > 0 && (insisted > 0 || held > 0);
}

TEST_CASE("partial matches are what is said of them and hold the full ones", "[search]") {
  int partial = 0;
  for (unsigned seed = 1; seed <= 2000; ++seed) {
    std::mt19937 random(seed);
    const std::string typed = random_query(random);
    CAPTURE(seed, typed);
    const QueryNode root = parsed(typed);
    const std::optional<DocSet> found = partial_matches(root, matches_of);
    if (!found) continue;
    ++partial;
    QueryNode insisted = root;
    std::erase_if(insisted.children, [](const QueryNode& node) { return node.common; });
    for (DocId doc = 1; doc < universe().size(); ++doc) {
      CAPTURE(doc);
      REQUIRE(found->contains(doc) == is_partial(doc, root));
      if (holds(doc, insisted)) REQUIRE(found->contains(doc));
    }
  }
  CHECK(partial > 500);
}

struct Loosened {
  std::string typed;
  std::string loose;  // empty: nothing to loosen
  std::string common = {};
};

void list_common(const QueryNode& node, std::string& out) {
  if (node.common) out += (out.empty() ? "" : " ") + to_string(node);
  for (const QueryNode& child : node.children) list_common(child, out);
}

TEST_CASE("among four plain words a phrase is taken apart", "[search]") {
  const Loosened c = GENERATE(values<Loosened>({
      {"ant bee cat dog \"eel fox\"", "(ant AND bee AND cat AND dog AND eel AND fox)"},
      {"\"eel fox\" ant bee cat dog", "(eel AND fox AND ant AND bee AND cat AND dog)"},
      {"ant bee cat dog \"eel\"", "(ant AND bee AND cat AND dog AND eel)"},
      {"ant bee cat dog title:\"eel fox\"",
       "(ant AND bee AND cat AND dog AND title:eel AND title:fox)"},
      {"ant bee cat dog \"eel fox\" \"gnu hen\"",
       "(ant AND bee AND cat AND dog AND eel AND fox AND gnu AND hen)"},
      // Its stop words are as common as any.
      {"ant bee cat dog \"the eel\"", "(ant AND bee AND cat AND dog AND the AND eel)", "the"},
      {"ant bee cat dog \"papers of\"", "(ant AND bee AND cat AND dog AND papers AND of)",
       "papers of"},
      // What else is insisted on stays.
      {"ant bee cat dog \"eel fox\" -gnu",
       "(ant AND bee AND cat AND dog AND eel AND fox AND "
       "NOT gnu)"},
      {"ant bee cat dog \"eel fox\" +\"gnu hen\"",
       "(ant AND bee AND cat AND dog AND eel AND fox AND \"gnu hen\")"},
      {"ant bee cat dog \"eel fox\" (gnu OR hen)",
       "(ant AND bee AND cat AND dog AND eel AND fox AND (gnu OR hen))"},
      // Too few plain words beside it.
      {"ant bee cat \"eel fox\"", ""},
      {"ant bee cat the \"eel fox\"", ""},
      {"ant bee cat +dog \"eel fox\"", ""},
      {"ant bee cat -dog \"eel fox\"", ""},
      {"ant bee cat \"dog\" \"eel fox\"", ""},
      // Nothing in quotes.
      {"ant bee cat dog eel", ""},
      {"ant bee cat dog +\"eel fox\"", ""},
      {"ant bee cat dog +\"eel\"", ""},
      {"ant bee cat dog -\"eel fox\"", ""},
      {"ant bee cat dog (\"eel fox\" OR gnu)", ""},
      {"ant bee cat dog eel NEAR fox", ""},
      {"ant OR bee OR cat OR dog OR \"eel fox\"", ""},
      {"\"eel fox\"", ""},
      {"", ""},
  }));
  CAPTURE(c.typed);
  const std::optional<QueryNode> loose = loosen_phrases(parsed(c.typed));
  CHECK(loose.has_value() == !c.loose.empty());
  if (!loose) return;
  CHECK(to_string(*loose) == c.loose);
  std::string common;
  list_common(*loose, common);
  CHECK(common == c.common);
  for (const QueryNode& child : loose->children) {
    if (child.kind == NodeKind::Word) CHECK_FALSE(child.exact);
  }
}

}  // namespace
}  // namespace paperfind
