#include "engine/store/columns.h"

#include "engine/store/columns_builder.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using testing::read_text;
using testing::TempDir;
using testing::write_text;

Resolver resolver() {
  CorpusFrame frame;
  Event event;
  event.id = "sym";
  event.year = 2022;
  frame.events = {event};
  return std::move(Resolver::create(std::move(frame))).value();
}

Paper paper(const std::string& title, const std::string& type) {
  Paper paper;
  paper.id = title;
  paper.title = title;
  paper.event = "sym";
  paper.type = type;
  return paper;
}

Columns three_papers(const Resolver& resolver) {
  ColumnsBuilder builder(resolver);
  for (const Paper& p :
       {paper("Zebra", "short"), paper("émile", ""), paper("Apple", "Full paper")}) {
    builder.add(p, facets_of(p, resolver));
  }
  return builder.finish();
}

TEST_CASE("columns come back from disk as they were built", "[store]") {
  const Resolver built_with = resolver();
  const TempDir folder;
  REQUIRE(three_papers(built_with).save(folder.path()).ok());
  const Result<Columns> columns = Columns::load(folder.path());
  REQUIRE(columns.ok());
  CHECK(columns->doc_count() == 3);
  const FacetColumn& type = columns->facet(Facet::Type);
  REQUIRE(type.size() == 2);
  CHECK(type.label(0) == "Full paper");  // in the order of labels, whatever came first
  CHECK(type.id(1) == "short");
  CHECK(type.find("short") == Ordinal{1});
  CHECK(type.find("~none") == type.none());
  CHECK_FALSE(type.find("poster").has_value());
  CHECK(std::vector<Ordinal>(type.values(1).begin(), type.values(1).end()) ==
        std::vector<Ordinal>{1});
  CHECK(type.values(2).front() == type.none());
  // Titles as people sort them: accents and case do not part letters.
  using Numbers = std::vector<std::uint32_t>;
  const auto listed = [](std::span<const std::uint32_t> ranks) {
    return Numbers(ranks.begin(), ranks.end());
  };
  CHECK(listed(columns->sort().title) == Numbers{0, 2, 1, 0});
  CHECK(listed(columns->sort().programme) == Numbers{0, 0, 1, 2});
  CHECK(columns->days()[1] == 20220000);
}

TEST_CASE("damaged columns are refused, wherever they are cut or changed", "[store]") {
  const Resolver built_with = resolver();
  const TempDir folder;
  REQUIRE(three_papers(built_with).save(folder.path()).ok());
  const std::string bytes = read_text(folder.path() / "columns.bin");
  for (std::size_t size = 0; size < bytes.size(); size += 3) {
    CAPTURE(size);
    write_text(folder.path() / "columns.bin", bytes.substr(0, size));
    REQUIRE_FALSE(Columns::load(folder.path()).ok());
  }
  write_text(folder.path() / "columns.bin", bytes + "x");
  CHECK_FALSE(Columns::load(folder.path()).ok());
  // Whatever a changed byte makes of it, loading ends and nothing is read out of bounds.
  for (std::size_t at = 0; at < bytes.size(); ++at) {
    std::string changed = bytes;
    changed[at] = static_cast<char>(changed[at] ^ 0xff);
    write_text(folder.path() / "columns.bin", changed);
    const Result<Columns> columns = Columns::load(folder.path());
    if (!columns.ok()) CHECK(columns.error().message == "the columns are damaged");
  }
}

}  // namespace
}  // namespace paperfind
