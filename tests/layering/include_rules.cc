#include "tests/layering/include_rules.h"

#include <algorithm>
#include <fstream>
#include <optional>
#include <sstream>
#include <string_view>
#include <tuple>
#include <utility>

namespace paperfind::layering {
namespace fs = std::filesystem;
namespace {

using Prefixes = std::vector<std::string_view>;

// Which folders (or files, by the start of their path) a folder may include. The first row whose
// `from` the file's path starts with decides, so exceptions stand before their folder.
struct Room {
  std::string_view from;
  Prefixes may_include;
};

const std::vector<Room>& rooms() {
  static const std::vector<Room> kRooms = {
      {"engine/base/", {"engine/base/"}},
      // Two rooms on one floor: neither sees the other.
      {"engine/record/", {"engine/base/", "engine/record/"}},
      {"engine/text/", {"engine/base/", "engine/text/"}},
      {"engine/schema/", {"engine/base/", "engine/record/", "engine/text/", "engine/schema/"}},
      {"engine/store/",
       {"engine/base/", "engine/record/", "engine/text/", "engine/schema/", "engine/store/"}},
      {"engine/query/",
       {"engine/base/", "engine/record/", "engine/text/", "engine/schema/", "engine/store/",
        "engine/query/"}},
      {"engine/search/",
       {"engine/base/", "engine/record/", "engine/text/", "engine/schema/", "engine/store/",
        "engine/query/", "engine/search/"}},
      {"engine/render/", {"engine/"}},
      // Probe queries before and after a publish are asked through the front door.
      {"indexer/check.",
       {"engine/base/", "engine/record/", "engine/text/", "engine/schema/", "engine/store/",
        "engine/search/", "indexer/"}},
      {"indexer/publish.",
       {"engine/base/", "engine/record/", "engine/text/", "engine/schema/", "engine/store/",
        "engine/search/", "indexer/"}},
      {"indexer/verify.",
       {"engine/base/", "engine/record/", "engine/text/", "engine/schema/", "engine/store/",
        "engine/search/", "indexer/"}},
      {"indexer/",
       {"engine/base/", "engine/record/", "engine/text/", "engine/schema/", "engine/store/",
        "indexer/"}},
      {"searchd/", {"engine/", "searchd/"}},
      {"cli/", {"engine/", "cli/"}},
      {"tests/", {"engine/", "indexer/", "searchd/", "cli/", "tests/", "bench/"}},
      {"bench/", {"engine/", "indexer/", "searchd/", "cli/", "bench/", "tests/"}},
  };
  return kRooms;
}

// A library's headers stay behind the files whose path starts with one of `only_in`.
struct Wall {
  std::string_view header;  // start of what stands between the brackets
  Prefixes only_in;
};

const std::vector<Wall>& walls() {
  static const std::vector<Wall> kWalls = {
      {"xapian",
       {"engine/schema/", "engine/store/", "engine/query/", "engine/search/",
        "engine/text/stemmer.", "indexer/shard_writer.cc", "indexer/small_shard.",
        "indexer/writer.", "tests/", "bench/"}},
      // ICU is also the judge of our own segmentation in the tests of its room.
      {"unicode/",
       {"engine/text/", "engine/base/zoned_time.cc", "tests/unit/text/",
        "tests/fuzz/text_fuzzer.cc"}},
      {"httplib", {"searchd/http/", "cli/remote.cc", "tests/", "bench/"}},
      {"prometheus/", {"searchd/metrics/", "tests/unit/searchd/"}},
      {"systemd/", {"searchd/http/service_manager.cc"}},
      {"CLI/", {"indexer/", "searchd/", "cli/", "bench/"}},
      {"valijson/", {"engine/record/", "tests/"}},
      {"openssl/", {"engine/base/"}},
      {"nlohmann/json.hpp", {"engine/base/nlohmann_json.h"}},
      {"pugixml", {"indexer/import/", "tests/"}},
      {"yaml-cpp/", {"indexer/import/"}},
      {"btparse", {"indexer/import/bibtex_entries.cc"}},
      {"csv.h", {"indexer/import/csv_rows.cc"}},
      // Libraries of other search engines: to measure beside them.
      {"sqlite3", {"bench/peers/"}},
      {"libpq", {"bench/peers/"}},
      {"mysql", {"bench/peers/"}},
      // The engine does not print.
      {"iostream", {"indexer/", "searchd/", "cli/", "tests/", "bench/"}},
  };
  return kWalls;
}

const Prefixes kOurFolders = {"engine/", "indexer/", "searchd/", "cli/", "tests/", "bench/"};
// Data and what browsers read: no C++ here.
const Prefixes kNoCodeFolders = {"web/", "corpus/"};

bool starts_with_any(std::string_view text, const Prefixes& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](std::string_view prefix) { return text.starts_with(prefix); });
}

std::string_view trim_left(std::string_view text) {
  const auto start = text.find_first_not_of(" \t");
  return start == std::string_view::npos ? std::string_view{} : text.substr(start);
}

struct Directive {
  std::string_view name;
  std::string_view rest;
};

// "#  include <x>" gives {"include", "<x>"}; nothing for a line that is no directive.
std::optional<Directive> directive_of(std::string_view line) {
  line = trim_left(line);
  if (!line.starts_with('#')) return std::nullopt;
  line = trim_left(line.substr(1));
  const auto end = std::min(line.find_first_not_of("abcdefghijklmnopqrstuvwxyz_"), line.size());
  return Directive{line.substr(0, end), trim_left(line.substr(end))};
}

bool is_header(std::string_view file) { return file.ends_with(".h") || file.ends_with(".hpp"); }
bool is_source(std::string_view file) {
  return is_header(file) || file.ends_with(".cc") || file.ends_with(".cpp") || file.ends_with(".c");
}

class FileScan {
 public:
  FileScan(std::string file, std::vector<Violation>& out) : file_(std::move(file)), out_(out) {}

  void read(std::istream& in) {
    std::string line;
    while (std::getline(in, line)) {
      ++line_;
      if (const auto directive = directive_of(line)) look_at(*directive);
    }
    line_ = 1;
    if (is_header(file_) && !pragma_once_) report("header without #pragma once");
  }

 private:
  void look_at(const Directive& directive) {
    if (directive.name == "pragma" && directive.rest.starts_with("once")) pragma_once_ = true;
    if (directive.name == "define" && directive.rest.starts_with("CPPHTTPLIB_")) {
      report(
          "CPPHTTPLIB_ macros come from pkg-config alone: they decide the layout of its structs");
    }
    if (directive.name != "include" || directive.rest.empty()) return;
    const char close = directive.rest.front() == '<' ? '>' : '"';
    const auto end = directive.rest.find(close, 1);
    if (end == std::string_view::npos) return;
    const std::string_view target = directive.rest.substr(1, end - 1);
    if (close == '"') {
      look_at_own(target);
    } else if (starts_with_any(target, kOurFolders)) {
      report("our own headers are included with quotes");
    } else {
      look_at_library(target);
    }
  }

  void look_at_own(std::string_view target) {
    const auto& all = rooms();
    const auto room = std::find_if(all.begin(), all.end(), [&](const Room& candidate) {
      return file_.starts_with(candidate.from);
    });
    if (room == all.end())
      return report("no rule for this folder: give it a row in include_rules.cc");
    if (!starts_with_any(target, room->may_include)) {
      report("includes \"" + std::string(target) +
             "\", which is not below it (or not a full path)");
    }
    if (target.find("..") != std::string_view::npos) report("include by full path from the root");
    // A library reached through quotes is still behind its wall.
    look_at_library(target);
  }

  void look_at_library(std::string_view target) {
    for (const Wall& wall : walls()) {
      if (target.starts_with(wall.header) && !starts_with_any(file_, wall.only_in)) {
        report("<" + std::string(target) + "> stays behind its wall");
      }
    }
    if (target == "engine/base/nlohmann_json.h" && is_header(file_)) {
      report("all of nlohmann_json in a header: use <nlohmann/json_fwd.hpp>");
    }
  }

  void report(std::string message) { out_.push_back({file_, line_, std::move(message)}); }

  std::string file_;
  std::vector<Violation>& out_;
  std::size_t line_ = 0;
  bool pragma_once_ = false;
};

// What engine/<room>/CMakeLists.txt says after USES, held to the same table: a link is as good as
// an include.
void scan_links(const std::string& file, std::istream& in, std::vector<Violation>& out) {
  const auto& all = rooms();
  const std::string folder = file.substr(0, file.rfind('/') + 1);
  const auto room = std::find_if(all.begin(), all.end(),
                                 [&](const Room& candidate) { return candidate.from == folder; });
  if (room == all.end()) return;
  bool in_uses = false;
  std::string line;
  for (std::size_t number = 1; std::getline(in, line); ++number) {
    line = line.substr(0, line.find('#'));
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '(' || c == ')'; }, ' ');
    std::istringstream words(line);
    for (std::string word; words >> word;) {
      if (word == "USES" || word == "SOURCES" || word == "LIBS") {
        in_uses = word == "USES";
      } else if (in_uses && !starts_with_any("engine/" + word + "/", room->may_include)) {
        out.push_back({file, number, "links " + word + ", which is not below it"});
      }
    }
  }
}

void scan_file(const fs::path& path, const std::string& file, std::vector<Violation>& out) {
  const bool links = file.starts_with("engine/") && file.ends_with("/CMakeLists.txt");
  if (!links && !is_source(file)) return;
  if (starts_with_any(file, kNoCodeFolders)) {
    out.push_back({file, 1, "no C++ in this folder"});
    return;
  }
  std::ifstream in(path);
  if (!in) {
    out.push_back({file, 0, "cannot be read"});
    return;
  }
  if (links) return scan_links(file, in, out);
  FileScan(file, out).read(in);
}

}  // namespace

std::string Violation::to_string() const {
  return file + ":" + std::to_string(line) + ": " + message;
}

std::vector<Violation> scan(const fs::path& root) {
  std::vector<Violation> out;
  for (const auto& folders : {kOurFolders, kNoCodeFolders}) {
    for (const std::string_view folder : folders) {
      if (!fs::is_directory(root / folder)) continue;
      for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
        if (!entry.is_regular_file()) continue;
        scan_file(entry.path(), entry.path().lexically_relative(root).generic_string(), out);
      }
    }
  }
  std::sort(out.begin(), out.end(), [](const Violation& a, const Violation& b) {
    return std::tie(a.file, a.line, a.message) < std::tie(b.file, b.line, b.message);
  });
  return out;
}

}  // namespace paperfind::layering
