#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "tests/catch.h"
#include "tests/layering/include_rules.h"

namespace fs = std::filesystem;
using paperfind::layering::scan;
using paperfind::layering::Violation;

namespace {

// A source tree of one file, gone with the object.
class OneFileTree {
 public:
  OneFileTree(const std::string& file, const std::string& text) {
    std::string pattern = (fs::temp_directory_path() / "layering-XXXXXX").string();
    REQUIRE(::mkdtemp(pattern.data()) != nullptr);
    root_ = pattern;
    fs::create_directories((root_ / file).parent_path());
    std::ofstream(root_ / file) << text;
  }
  ~OneFileTree() { fs::remove_all(root_); }
  OneFileTree(const OneFileTree&) = delete;
  OneFileTree& operator=(const OneFileTree&) = delete;

  [[nodiscard]] const fs::path& root() const { return root_; }

 private:
  fs::path root_;
};

struct Case {
  std::string file;
  std::string text;
  std::string breach;  // part of the one message expected; empty: the file is fine
};

}  // namespace

TEST_CASE("This tree keeps the include direction and the walls", "[layering]") {
  const fs::path root = PAPERFIND_SOURCE_DIR;
  REQUIRE(fs::exists(root / "engine/base/result.h"));
  std::string found;
  for (const Violation& violation : scan(root)) found += violation.to_string() + "\n";
  CHECK(found == "");
}

TEST_CASE("A wrong include is found, a right one is not", "[layering]") {
  const Case c = GENERATE(values<Case>({
      // Rooms.
      {"engine/base/a.cc", "#include \"engine/base/result.h\"\n", ""},
      {"engine/base/a.cc", "#include \"engine/record/paper.h\"\n", "not below it"},
      {"engine/record/a.cc", "#include \"engine/text/normalize.h\"\n", "not below it"},
      {"engine/text/a.cc", "#include \"engine/record/paper.h\"\n", "not below it"},
      {"engine/schema/authority.cc", "#include \"engine/text/pattern.h\"\n", ""},
      {"engine/store/a.cc", "#include \"engine/query/parse_query.h\"\n", "not below it"},
      {"engine/search/a.cc", "#include \"engine/render/json.h\"\n", "not below it"},
      {"engine/render/a.cc", "#include \"engine/search/result_page.h\"\n", ""},
      {"engine/render/a.cc", "#include \"cli/table.h\"\n", "not below it"},
      {"engine/search/a.cc", "#include \"searchd/http/server.h\"\n", "not below it"},
      {"indexer/import/a.cc", "#include \"engine/store/generation.h\"\n", ""},
      {"indexer/import/a.cc", "#include \"engine/search/searcher.h\"\n", "not below it"},
      {"indexer/check.cc", "#include \"engine/search/searcher.h\"\n", ""},
      {"indexer/publish.cc", "#include \"engine/search/searcher.h\"\n", ""},
      {"indexer/check.cc", "#include \"engine/render/json.h\"\n", "not below it"},
      {"searchd/main.cc", "#include \"engine/render/json.h\"\n", ""},
      {"searchd/main.cc", "#include \"indexer/writer.h\"\n", "not below it"},
      {"cli/main.cc", "#include \"indexer/writer.h\"\n", "not below it"},
      {"cli/main.cc", "#include \"searchd/config.h\"\n", "not below it"},
      // However it is spelled.
      {"cli/main.cc", "  #  include\t\"indexer/writer.h\"\n", "not below it"},
      {"cli/main.cc", "#include <indexer/writer.h>\n", "with quotes"},
      {"cli/main.cc", "#include \"table.h\"\n", "not a full path"},
      {"cli/main.cc", "#include \"cli/../indexer/writer.h\"\n", "full path from the root"},
      {"cli/main.cc", "// #include \"indexer/writer.h\"\n", ""},
      {"engine/attic/a.cc", "#include \"engine/base/result.h\"\n", "no rule for this folder"},
      // Walls.
      {"engine/schema/a.h", "#pragma once\n#include <xapian.h>\n", ""},
      {"engine/text/stemmer.cc", "#include <xapian.h>\n", ""},
      {"engine/text/analyzer.cc", "#include <xapian.h>\n", "behind its wall"},
      {"engine/text/analyzer.cc", "#include \"xapian.h\"\n", "behind its wall"},
      {"indexer/writer.cc", "#include <xapian.h>\n", ""},
      {"indexer/main.cc", "#include <xapian.h>\n", "behind its wall"},
      {"cli/main.cc", "#include <xapian/database.h>\n", "behind its wall"},
      {"engine/text/a.cc", "#include <unicode/unistr.h>\n", ""},
      {"engine/base/zoned_time.cc", "#include <unicode/timezone.h>\n", ""},
      {"engine/base/file.cc", "#include <unicode/unistr.h>\n", "behind its wall"},
      {"searchd/http/server.cc", "#include <httplib.h>\n", ""},
      {"searchd/main.cc", "#include <httplib.h>\n", "behind its wall"},
      {"searchd/metrics/a.cc", "#include <prometheus/counter.h>\n", ""},
      {"searchd/http/server.cc", "#include <prometheus/counter.h>\n", "behind its wall"},
      {"cli/remote.cc", "#include <httplib.h>\n", ""},
      {"cli/remote.h", "#pragma once\n#include <httplib.h>\n", "behind its wall"},
      {"bench/peers/fts5.cc", "#include <sqlite3.h>\n", ""},
      {"bench/raw_index.cc", "#include <sqlite3.h>\n", "behind its wall"},
      {"engine/store/a.cc", "#include <libpq-fe.h>\n", "behind its wall"},
      {"engine/base/a.cc", "#include <iostream>\n", "behind its wall"},
      {"engine/record/a.cc", "#include \"engine/base/nlohmann_json.h\"\n", ""},
      {"engine/record/a.h", "#pragma once\n#include \"engine/base/nlohmann_json.h\"\n",
       "json_fwd.hpp"},
      {"engine/record/a.cc", "#include <nlohmann/json.hpp>\n", "behind its wall"},
      {"engine/record/a.h", "#pragma once\n#include <nlohmann/json.hpp>\n", "behind its wall"},
      {"engine/record/a.h", "#pragma once\n#include <nlohmann/json_fwd.hpp>\n", ""},
      // Headers, and macros that would change the layout of a linked library's structs.
      {"cli/a.h", "int f();\n", "without #pragma once"},
      {"searchd/http/server.cc", "#define CPPHTTPLIB_ZLIB_SUPPORT\n", "pkg-config alone"},
      {"tests/http/a.cc", "# define CPPHTTPLIB_THREAD_POOL_COUNT 4\n", "pkg-config alone"},
      {"web/a.cc", "\n", "no C++"},
      {"corpus/a.h", "#pragma once\n", "no C++"},
      // Links.
      {"engine/query/CMakeLists.txt", "paperfind_room(query\n  SOURCES a.cc\n  USES schema text)\n",
       ""},
      {"engine/query/CMakeLists.txt", "paperfind_room(query SOURCES a.cc\n  USES search)\n",
       "links search"},
      {"engine/base/CMakeLists.txt", "paperfind_room(base SOURCES a.cc USES text LIBS x)\n",
       "links text"},
  }));
  CAPTURE(c.file, c.text);
  const OneFileTree tree(c.file, c.text);
  const std::vector<Violation> found = scan(tree.root());
  if (c.breach.empty()) {
    for (const Violation& violation : found) FAIL_CHECK(violation.to_string());
    return;
  }
  REQUIRE_FALSE(found.empty());
  CHECK(found.front().file == c.file);
  CHECK(found.front().to_string().find(c.breach) != std::string::npos);
}

TEST_CASE("A breach names its file and line", "[layering]") {
  const OneFileTree tree("engine/base/a.cc", "#include <string>\n\n#include \"cli/table.h\"\n");
  const std::vector<Violation> found = scan(tree.root());
  REQUIRE(found.size() == 1);
  CHECK(found.front().to_string() ==
        "engine/base/a.cc:3: includes \"cli/table.h\", which is not below it (or not a full path)");
}
