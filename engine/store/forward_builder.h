// Collects the words of papers while they are indexed.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.h"
#include "engine/base/string_numbers.h"
#include "engine/schema/fields.h"
#include "engine/store/forward_index.h"
#include "engine/text/analyzer.h"

namespace paperfind {

class ForwardBuilder {
 public:
  // In order of docid, from 1: a paper, then its texts, each with the position before its first
  // word.
  void begin_paper();
  void add(TextField field, std::uint32_t position, std::span<const Token> tokens);
  // As if the papers of `later` had been added here.
  void append(ForwardBuilder&& later);
  // The bytes of forward.bin, the same however the papers were parted; empty when the texts need
  // more than its 4 GiB. Once, at the end.
  [[nodiscard]] std::string finish();

 private:
  // Papers whose words still have the numbers they had where they were first written down.
  struct Block {
    std::string texts;
    std::vector<std::uint32_t> ends;  // of each paper in `texts`
    std::vector<WordNumber> numbers;  // here, of those there
  };

  WordNumber number_of(std::string_view word);
  void close_own();
  // New numbers, the most frequent word first.
  [[nodiscard]] std::vector<WordNumber> rank() const;

  StringNumbers numbers_;
  std::vector<std::uint32_t> counts_;  // by number: how often it stands somewhere
  std::vector<Block> closed_;
  std::string own_texts_;
  std::vector<std::uint32_t> own_ends_;
  std::string words_;  // of one text
};

Status save_forward_index(const std::filesystem::path& folder, const std::string& bytes);

}  // namespace paperfind
