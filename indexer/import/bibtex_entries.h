// The entries of a BibTeX file one after another, read by btparse: "@type{key, name = value, …}".
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "indexer/import/byte_reader.h"

namespace paperfind {

struct BibtexEntry {
  std::size_t line = 0;
  std::string type;  // in lower case
  std::string key;
  std::map<std::string, std::string> fields;  // by name in lower case; LaTeX as written
  std::string fault;                          // why it is none; then there are no fields
  bool undefined_macro = false;               // one stands there by its name
};

// btparse ends the whole program over a quote in the wrong place or a hundred fields, and takes
// what it read for a printf format when it reports an error. So it gets one entry at a time, of
// which all that was checked, without '%'. Not for two threads at once.
class BibtexEntries {
 public:
  explicit BibtexEntries(ByteReader& bytes);
  ~BibtexEntries();
  BibtexEntries(const BibtexEntries&) = delete;
  BibtexEntries& operator=(const BibtexEntries&) = delete;

  // The next entry; @string defines a macro for those that follow, @comment and @preamble are
  // passed over, and so is all text between entries.
  bool next(BibtexEntry& entry);

 private:
  struct Raw {
    std::size_t line = 0;
    std::string type;
    std::string text;  // from '@' to the closing brace
    std::string fault;
    std::vector<std::string> macros;  // it uses, in lower case
  };
  bool next_raw(Raw& raw);
  bool read_head(Raw& raw);
  void read_body(Raw& raw, char open);
  bool interrupted(Raw& raw);
  void note_macro(Raw& raw, int c);
  void parse(const Raw& raw, BibtexEntry& entry);
  int read();

  ByteReader& bytes_;
  std::map<std::string, std::string> macros_;
  std::size_t macro_bytes_ = 0;  // of their values, also of those defined anew
  std::string ahead_;  // bytes read too far
  std::string word_;   // of a value, as far as it is read
  bool in_value_ = false;
};

}  // namespace paperfind
