// What we export as CSL-JSON keeps to the data schema of CSL 1.0.2.
#include "tests/unit/render/csl_schema.h"

#include <string>
#include <vector>

#include "engine/base/nlohmann_json.h"
#include "engine/render/export.h"
#include "tests/catch.h"
#include "tests/unit/render/nasty_papers.h"

namespace paperfind {
namespace {

using Json = nlohmann::json;
using testing::csl_faults;

Json exported(const std::vector<PaperView>& papers) {
  Export out(*find_export_format("csl"), {"Papers", "https://papers.example.org", "", "", ""});
  std::string text = out.head();
  for (const PaperView& paper : papers) text += out.entry(paper);
  return Json::parse(text + out.tail());
}

TEST_CASE("CSL-JSON keeps to its schema, also of hostile records", "[csl]") {
  CHECK(csl_faults(exported({})) == std::vector<std::string>());
  CHECK(csl_faults(exported({sample::plain_paper()})) == std::vector<std::string>());
  const Json nasty = exported(sample::nasty_papers());
  CHECK(nasty.size() == sample::nasty_papers().size());
  CHECK(csl_faults(nasty) == std::vector<std::string>());
}

TEST_CASE("an item that breaks the schema of CSL-JSON is found", "[csl]") {
  const Json wrong = GENERATE(values<Json>({
      {{"type", "article"}},
      {{"id", "p"}, {"type", "paper"}},
      {{"id", "p"}, {"type", "article"}, {"pages", "1-2"}},
      {{"id", "p"}, {"type", "article"}, {"author", {{{"name", "Ada"}}}}},
      {{"id", "p"}, {"type", "article"}, {"issued", {{"date-parts", Json::array()}}}},
      {{"id", "p"}, {"type", "article"}, {"title", nullptr}},
  }));
  CAPTURE(wrong.dump());
  CHECK_FALSE(csl_faults(Json::array({wrong})).empty());
}

}  // namespace
}  // namespace paperfind
