// Waits until somebody changes a file of a corpus.
#pragma once

#include <chrono>
#include <filesystem>
#include <optional>
#include <vector>

#include "engine/base/result.h"
#include "indexer/source_files.h"

namespace paperfind {

class CorpusWatch {
 public:
  // `corpus`: its folder, or its one file. `authority`: empty for the corpus's own.
  static Result<CorpusWatch> create(std::filesystem::path corpus, std::filesystem::path authority);
  CorpusWatch(CorpusWatch&& other) noexcept;
  CorpusWatch& operator=(CorpusWatch&&) = delete;
  ~CorpusWatch();

  // Returns when files are others than at the last call, and nobody has written there for a moment:
  // editors and version control write many at once. The first call returns at once. A corpus that
  // is gone is waited for. Returns too when the clock says `until`.
  void wait(std::optional<std::chrono::sys_seconds> until = std::nullopt);

 private:
  CorpusWatch(int fd, std::filesystem::path corpus, std::filesystem::path authority);
  // What is there now; nothing while the corpus is not.
  [[nodiscard]] SourceFiles files() const;
  // Folders may have come, or others taken their place. False while there is none.
  bool add_folders();
  // True when something happened before the time was over.
  bool happens_within(std::chrono::milliseconds time);

  int fd_;
  std::filesystem::path corpus_;
  std::filesystem::path authority_;
  SourceFiles seen_;
  bool started_ = false;
};

}  // namespace paperfind
