#include <filesystem>
#include <string>
#include <vector>

#include "engine/record/corpus.h"
#include "indexer/import/beir.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"
#include "tests/unit/indexer/imported.h"

namespace paperfind {
namespace {

namespace fs = std::filesystem;

using testing::Imported;
using testing::TempDir;
using testing::write_text;

// Imports folder `name` with that corpus.jsonl.
Imported import(const std::string& name, const std::string& lines,
                const std::string& output_name = "out.jsonl") {
  const TempDir folder;
  write_text(folder / name + "/corpus.jsonl", lines);
  return testing::import_files(import_beir, {folder / name}, {}, output_name);
}

TEST_CASE("both layouts of a judged collection become papers", "[beir_import]") {
  for (const char* output : {"out.jsonl", "out.json"}) {
    CAPTURE(output);
    const Imported got = import(
        "tiny set",
        R"({"_id": "MED-10", "title": "Statins", "text": "They work.", "metadata": {"url": "u"}})"
        "\n\n"
        R"({"id": 7, "title": "", "text": "", "authors": ["Ada Example"], "meta": {}})"
        "\n"
        R"({"_id": "a/b", "title": "No text", "text": null, "abstract": "kept"})",
        output);
    CHECK(got.summary.to_string() == "3 lines read, 3 papers kept, 0 repaired, 0 rejected\n");
    REQUIRE(got.frame.events.size() == 1);
    CHECK(got.frame.events[0].id == "tiny-set-2000");
    CHECK(got.frame.events[0].name == "tiny set");
    CHECK(got.frame.events[0].year == 2000);
    REQUIRE(got.papers.size() == 3);
    CHECK(got.papers[0].id == "MED-10");
    CHECK(got.papers[0].abstract == "They work.");
    CHECK(got.papers[0].extra == ExtraFields{{"x_metadata", R"({"url":"u"})"}});
    CHECK(got.papers[1].id == "7");
    CHECK(got.papers[1].title.empty());
    CHECK(got.papers[1].authors.at(0).name == "Ada Example");
    CHECK(got.papers[1].extra.empty());
    CHECK(got.papers[2].id == "a-b");
    CHECK(got.papers[2].extra ==
          ExtraFields{{"x_abstract", "\"kept\""}, {"x_source_id", "\"a/b\""}});
  }
}

TEST_CASE("a paper of a judged collection that is left out is named with its reason",
          "[beir_import]") {
  const Imported got = import("set", R"({"_id": "a/b", "title": "A", "text": ""})"
                                     "\n"
                                     R"({"_id": "a:b", "title": "B", "text": ""})"
                                     "\n"
                                     R"({"_id": "", "title": "C", "text": ""})"
                                     "\n"
                                     R"({"title": "D", "text": ""})"
                                     "\n"
                                     R"({"_id": "e", "title": "E", "text": {}})"
                                     "\n"
                                     R"(["f"])"
                                     "\n"
                                     R"({"_id": "中", "title": "G"})");
  std::vector<std::string> rejects;
  for (const ImportSummary::Reject& reject : got.summary.rejects) {
    rejects.push_back(reject.where.substr(reject.where.rfind('/') + 1) + ": " + reject.reason);
  }
  CHECK(rejects == std::vector<std::string>{"corpus.jsonl:2: id \"a-b\" is taken by line 1",
                                            "corpus.jsonl:3: _id is missing",
                                            "corpus.jsonl:4: _id is missing",
                                            "corpus.jsonl:5: abstract is neither text nor null",
                                            "corpus.jsonl:6: is no JSON object",
                                            "corpus.jsonl:7: id \"中\" has no letter or digit"});
  CHECK(got.papers.size() == 1);
}

TEST_CASE("the year of a judged collection is the newest one known", "[beir_import]") {
  struct Case {
    const char* folder;
    const char* lines;
    const char* event;
  };
  const Case c = GENERATE(values<Case>({
      {"set",
       R"({"_id":"a","meta":{"year":1958}})"
       "\n"
       R"({"_id":"b","metadata":{"year":1979}})"
       "\n"
       R"({"_id":"c","meta":{"year":1962}})",
       "set-1979"},
      // What is no year says nothing.
      {"set",
       R"({"_id":"a","meta":{"year":"1958"}})"
       "\n"
       R"({"_id":"b","meta":{"year":-5}})"
       "\n"
       R"({"_id":"c","meta":[]})",
       "set-2000"},
      {"trec 2019 dl", R"({"_id":"a"})", "trec-2019-dl"},
      {"set-0042", R"({"_id":"a"})", "set-0042-2000"},
  }));
  CAPTURE(c.folder, c.lines);
  const Imported got = import(c.folder, c.lines);
  REQUIRE(got.frame.events.size() == 1);
  CHECK(got.frame.events[0].id == c.event);
}

TEST_CASE("a folder that is no judged collection is refused", "[beir_import]") {
  const TempDir folder;
  const auto none = import_beir({{folder.path()}, folder / "out.jsonl", {}});
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().code == ErrorCode::NotFound);
  CHECK(none.error().where == folder / "corpus.jsonl");
  write_text(folder / "corpus.jsonl", "\n");
  const auto empty = import_beir({{folder.path()}, folder / "out.jsonl", {}});
  REQUIRE_FALSE(empty.ok());
  CHECK(empty.error().message == "no paper could be read");
  CHECK_FALSE(fs::exists(folder / "out.jsonl"));
}

}  // namespace
}  // namespace paperfind
