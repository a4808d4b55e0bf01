#include "engine/store/synonyms.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "engine/base/file.h"
#include "engine/store/packed_bytes.h"

namespace paperfind {
namespace {

constexpr std::string_view kMagic = "PFSYN-1\n";
constexpr const char* kFileName = "synonyms.bin";

bool by_key(const Synonyms::Entry& a, const Synonyms::Entry& b) { return a.key < b.key; }

}  // namespace

std::string synonym_key(std::span<const Token> tokens) {
  std::string key;
  for (const Token& token : tokens) key += token.stem;
  return key;
}

std::string acronym_key(std::string_view term) { return "=" + std::string(term); }

std::string other_number(const std::string& term) {
  return term.size() > 2 && term.back() == 's' ? term.substr(0, term.size() - 1) : term + 's';
}

Synonyms::Synonyms(std::vector<Entry> entries) : entries_(std::move(entries)) {
  std::sort(entries_.begin(), entries_.end(), by_key);
}

const Synonyms::Entry* Synonyms::find(std::string_view key) const {
  const auto found = std::lower_bound(
      entries_.begin(), entries_.end(), key,
      [](const Entry& entry, std::string_view wanted) { return entry.key < wanted; });
  return found != entries_.end() && found->key == key ? &*found : nullptr;
}

Status Synonyms::save(const std::filesystem::path& folder) const {
  PackedWriter out(kMagic);
  std::vector<std::string> keys;
  std::vector<std::uint8_t> flags;
  for (const Entry& entry : entries_) {
    keys.push_back(entry.key);
    flags.push_back(entry.only_in_capitals ? 1 : 0);
  }
  out.strings(keys);
  out.small_numbers(flags);
  for (const Entry& entry : entries_) out.strings(entry.others);
  return write_file_atomic(folder / kFileName, out.bytes);
}

Result<Synonyms> Synonyms::load(const std::filesystem::path& folder) {
  const std::filesystem::path path = folder / kFileName;
  const Result<std::string> bytes = read_file(path);
  if (!bytes.ok()) return bytes.error();
  PackedReader in(*bytes, kMagic);
  std::vector<std::string> keys = in.strings();
  const std::vector<std::uint8_t> flags = in.small_numbers();
  std::vector<Entry> entries;
  bool sound = in.good && flags.size() == keys.size();
  for (std::size_t i = 0; sound && i < keys.size(); ++i) {
    entries.push_back({std::move(keys[i]), in.strings(), flags[i] != 0});
    sound = in.good && flags[i] <= 1 && entries.back().others.size() <= kMaxSynonyms &&
            (i == 0 || entries[i - 1].key < entries[i].key);
  }
  if (!sound || !in.finished()) {
    return Error{ErrorCode::InvalidData, "the synonyms are damaged", path.string(),
                 "rebuild the index or roll back"};
  }
  return Synonyms(std::move(entries));
}

}  // namespace paperfind
