#include "engine/store/forward_writer.h"

#include "engine/store/sections.h"

namespace paperfind {

void put_number(std::string& out, std::uint32_t value) {
  while (value >= 0x80) {
    out += static_cast<char>(value | 0x80U);
    value >>= 7U;
  }
  out += static_cast<char>(value);
}

void put_text(std::string& out, const IndexedText& text) {
  out += static_cast<char>(text.field);
  put_number(out, text.position);
  put_number(out, text.words);
  put_number(out, static_cast<std::uint32_t>(text.bytes.size()));
  out += text.bytes;
}

void put_renumbered(std::string& out, IndexedTexts paper,
                    const std::vector<WordNumber>& new_numbers) {
  std::string words;
  std::vector<WordNumber> variants;
  for (IndexedText text; paper.next(text);) {
    words.clear();
    WordWriter writer(words);
    for (IndexedWords word(text); word.next();) {
      variants.clear();
      for (const WordNumber variant : word.variants) variants.push_back(new_numbers[variant]);
      writer.put(word.begin, word.end, word.joined_to_next, new_numbers[word.word], variants);
    }
    text.bytes = words;
    put_text(out, text);
  }
}

void write_words(PackedWriter& out, const std::vector<NumberedWord>& sorted) {
  std::vector<std::string_view> keys;
  std::vector<std::uint32_t> number_of_key, key_of_number(sorted.size());
  keys.reserve(sorted.size());
  number_of_key.reserve(sorted.size());
  for (const auto& [word, number] : sorted) {
    key_of_number[number] = static_cast<std::uint32_t>(keys.size());
    keys.push_back(word);
    number_of_key.push_back(number);
  }
  write_keys(out, keys);
  out.numbers(number_of_key);
  out.numbers(key_of_number);
}

}  // namespace paperfind
