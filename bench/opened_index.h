// An index opened for measuring.
#pragma once

#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <utility>

#include "engine/search/searcher.h"
#include "engine/store/snapshot.h"

namespace paperfind {

struct OpenedIndex {
  std::shared_ptr<const Snapshot> snapshot;
  std::unique_ptr<Searcher> searcher;
};

// Where there is none to be opened: says why and ends the program.
inline OpenedIndex open_index(const char* folder) {
  const auto value_of = [](auto result) {
    if (!result.ok()) {
      fmt::print(stderr, "{}\n", result.error().to_string());
      std::exit(1);
    }
    return std::move(result).value();
  };
  OpenedIndex opened;
  opened.snapshot = value_of(Snapshot::open_current(folder));
  opened.searcher = value_of(Searcher::open(opened.snapshot));
  return opened;
}

}  // namespace paperfind
