#include "engine/store/generation.h"

#include <filesystem>

#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using testing::read_text;
using testing::TempDir;
using testing::write_text;
namespace fs = std::filesystem;

// A generation of two files that are no database: nothing here opens them.
std::string make_generation(const fs::path& index, const std::string& content) {
  Result<GenerationWriter> writer = GenerationWriter::begin(index);
  REQUIRE(writer.ok());
  write_text(writer->folder() / "shard-000" / "data", content);
  write_text(writer->folder() / "columns" / "columns.bin", content);
  REQUIRE(writer->complete(manifest_of_this_build()).ok());
  Result<std::string> name = writer->name();
  REQUIRE(name.ok());
  return *name;
}

TEST_CASE("generation names are told from anything else", "[store]") {
  CHECK(is_generation_name("gen-000002-9f31c2ab"));
  CHECK(is_generation_name("gen-1000000-9f31c2ab"));
  for (const char* name :
       {"gen-2-9f31c2ab", "gen-000002", "gen-000002-9F31C2AB", "gen-00000x-9f31c2ab",
        "gen-000002-9f31c2abc", "building-12", "CURRENT", ""}) {
    CAPTURE(name);
    CHECK_FALSE(is_generation_name(name));
  }
}

TEST_CASE("an index folder says plainly that it is empty", "[store]") {
  const TempDir folder;
  const Result<std::string> current = current_generation(folder.path());
  REQUIRE_FALSE(current.ok());
  CHECK(current.error().code == ErrorCode::NotFound);
  CHECK(current.error().message == "there is no index here");
}

TEST_CASE("publish moves CURRENT, counters grow, and old generations are retired", "[store]") {
  const TempDir folder;
  std::vector<std::string> names;
  for (int i = 1; i <= 5; ++i) {
    names.push_back(make_generation(folder.path(), "content " + std::to_string(i)));
    CHECK(names.back().substr(0, 11) == "gen-00000" + std::to_string(i) + "-");
    REQUIRE(publish(folder.path(), names.back()).ok());
    REQUIRE(retire(folder.path()).ok());
    CHECK(*current_generation(folder.path()) == names.back());
  }
  CHECK(read_text(folder.path() / "CURRENT") == "auto " + names.back() + "/shard-000\n");
  CHECK(*list_generations(folder.path()) == std::vector<std::string>(names.end() - 3, names.end()));
  // The one that serves is never retired, however old.
  REQUIRE(publish(folder.path(), names[2]).ok());
  REQUIRE(retire(folder.path(), 1).ok());
  CHECK(*list_generations(folder.path()) == std::vector<std::string>{names[2]});
}

TEST_CASE("what changed on disk is found and named", "[store]") {
  const TempDir folder;
  const fs::path generation = folder.path() / make_generation(folder.path(), "content");
  const Result<Manifest> manifest = read_manifest(generation);
  REQUIRE(manifest.ok());
  REQUIRE(verify_files(generation, *manifest).ok());
  const fs::path data = generation / "shard-000" / "data";
  SECTION("a flipped byte") {
    write_text(data, "c0ntent");
    const Status status = verify_files(generation, *manifest);
    REQUIRE_FALSE(status.ok());
    CHECK(status.error().code == ErrorCode::InvalidData);
    CHECK(status.error().where == data.string());
    CHECK(status.error().message == "does not have the hash of the manifest");
  }
  SECTION("a cut file") {
    write_text(data, "cont");
    CHECK(verify_files(generation, *manifest).error().message ==
          "has 4 bytes, the manifest says 7");
  }
  SECTION("a missing file") {
    fs::remove(data);
    CHECK(verify_files(generation, *manifest).error().message == "is missing");
  }
  SECTION("a file too many") {
    write_text(generation / "columns" / "extra", "");
    CHECK(verify_files(generation, *manifest).error().message == "is not in the manifest");
  }
  SECTION("a manifest that is not the folder's own") {
    write_text(generation / "MANIFEST.json", read_text(generation / "MANIFEST.json") + "\n");
    const Result<Manifest> refused = read_manifest(generation);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().message == "the manifest does not have the hash its folder names");
    CHECK_FALSE(publish(folder.path(), generation.filename().string()).ok());
  }
}

TEST_CASE("one writer at a time, and what a killed one left is cleared away", "[store]") {
  const TempDir folder;
  fs::create_directories(folder.path() / "building-1" / "shard-000");
  Result<GenerationWriter> first = GenerationWriter::begin(folder.path());
  REQUIRE(first.ok());
  CHECK_FALSE(fs::exists(folder.path() / "building-1"));
  const Result<GenerationWriter> second = GenerationWriter::begin(folder.path());
  REQUIRE_FALSE(second.ok());
  CHECK(second.error().code == ErrorCode::Busy);
  CHECK(second.error().message == "the index is locked by another process");
  const fs::path half = first->folder();
  { const GenerationWriter given_up = std::move(first).value(); }
  CHECK_FALSE(fs::exists(half));
}

TEST_CASE("an index of another version is refused by name", "[store]") {
  Manifest manifest = manifest_of_this_build();
  CHECK(check_readable(manifest).ok());
  manifest.schema_version = 99;
  const Status schema = check_readable(manifest);
  REQUIRE_FALSE(schema.ok());
  CHECK(schema.error().code == ErrorCode::Unsupported);
  CHECK(schema.error().message == "the index has schema version 99, this program reads 2");
  manifest = manifest_of_this_build();
  manifest.analyzer_version = 98;
  CHECK(check_readable(manifest).error().message ==
        "the index has analyzer version 98, this program reads 1");
}

TEST_CASE("a manifest comes back as it was, anything else is refused", "[store]") {
  Manifest manifest = manifest_of_this_build();
  manifest.papers = 22;
  manifest.files["shard-000/iamglass"] = {12, std::string(64, 'a')};
  const Result<Manifest> back = parse_manifest(to_text(manifest));
  REQUIRE(back.ok());
  CHECK(to_text(*back) == to_text(manifest));
  for (const char* text : {"", "{}", "[]", "{\"schema\":\"1\"}", "nonsense"}) {
    CAPTURE(text);
    const Result<Manifest> refused = parse_manifest(text);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::InvalidData);
  }
}

TEST_CASE("a number of a manifest that does not fit is no other number", "[store]") {
  struct Case {
    std::string key, most, past;
  };
  const Case c = GENERATE(values<Case>({
      {"schema", "2147483647", "2147483648"},
      {"schema", "-2147483648", "-2147483649"},
      // Of 32 bits these were 1.
      {"analyzer", "1", "4294967297"},
      {"shards", "1", "4294967297"},
      {"built_shards", "1", "4294967297"},
      {"papers", "18446744073709551615", "18446744073709551616"},
      {"sessions", "0", "-1"},
      {"institutions", "1", "1.5"},
      {"people", "1", "true"},
      {"size", "18446744073709551615", "-1"},
      {"next_visible", "9223372036854775807", "9223372036854775808"},
  }));
  CAPTURE(c.key, c.past);
  Manifest manifest = manifest_of_this_build();
  manifest.files["a"] = {7, std::string(64, 'a')};
  manifest.next_visible = 7;
  const auto with = [&](const std::string& number) {
    std::string text = to_text(manifest);
    const std::string name = "\"" + c.key + "\": ";
    const std::size_t at = text.find(name);
    if (at == std::string::npos) return text.insert(1, name + number + ",");
    const std::size_t begin = at + name.size();
    return text.replace(begin, text.find_first_of(",\n", begin) - begin, number);
  };
  CHECK(parse_manifest(with(c.most)).ok());
  const Result<Manifest> refused = parse_manifest(with(c.past));
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::InvalidData);
  CHECK(refused.error().message.starts_with(c.key + " is "));
  CHECK(refused.error().message.ends_with(", which is no number it can be"));
  CHECK(refused.error().where == "MANIFEST.json");
  CHECK(refused.error().hint == "rebuild the index or roll back");
}

}  // namespace
}  // namespace paperfind
