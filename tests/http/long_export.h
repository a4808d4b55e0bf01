// Exports that no buffer on the way holds, and clients that do not fetch them.
#pragma once

#include <string>

namespace paperfind::testing {

inline constexpr int kManyPapers = 1500;

// An export of it is about 15 MB. Built once a process.
const std::string& long_index();

// Asks, and reads next to nothing of the answer.
class SlowReader {
 public:
  SlowReader(int port, const std::string& target);
  ~SlowReader();
  SlowReader(const SlowReader&) = delete;
  SlowReader& operator=(const SlowReader&) = delete;

  // Waits for the beginning of the answer.
  [[nodiscard]] std::string status_line() const;

 private:
  int fd_;
};

}  // namespace paperfind::testing
