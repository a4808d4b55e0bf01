// What stands between a reader of one foreign format and the frame that makes a corpus file of it.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "engine/base/result.h"
#include "indexer/import/flat_record.h"

namespace paperfind {

// Receives what a source reads, in input order.
class ItemSink {
 public:
  ItemSink() = default;
  ItemSink(const ItemSink&) = delete;
  ItemSink& operator=(const ItemSink&) = delete;
  virtual ~ItemSink() = default;

  // One paper or schedule entry, or why there is none. `input` is the number of its file.
  virtual Status item(std::size_t input, std::size_t line, Result<FlatRecord> record) = 0;
  // Something read that is no paper by nature.
  virtual void left_out(const std::string& what) = 0;
  virtual void note(std::size_t input, std::size_t line, const std::string& what) = 0;
};

// Reads all inputs once and gives every item to the sink. The frame calls it twice, so that it
// holds ids in memory and never papers: the same items must come both times. An error is one of
// reading a file; what is wrong inside a file goes to the sink.
using ImportSource = std::function<Status(ItemSink&)>;

struct ImportJob {
  std::vector<std::filesystem::path> inputs;
  std::filesystem::path output;
  ImportSettings settings;
};

}  // namespace paperfind
