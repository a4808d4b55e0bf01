#include "engine/search/similar_reason.h"

#include <algorithm>

namespace paperfind {
namespace {

constexpr std::size_t kPhrasesNamed = 3;
constexpr std::size_t kAuthorsNamed = 2;
// What each further word of a phrase adds to it: more than the words say one by one.
constexpr double kPhraseBonus = 0.5;
// Of the strongest: weaker ones say nothing beside it.
constexpr double kWeakest = 0.4;

// The spelling both papers use most, and of that how one writes it within a sentence.
const WrittenForm* spelling_of(const SharedPhrase& shared) {
  const WrittenForm* best = nullptr;
  double most = 0;
  for (const WrittenForm& ours : shared.ours->spellings) {
    const WrittenForm* written = &ours;
    double weight = ours.weight;
    for (const WrittenForm& theirs : shared.theirs->spellings) {
      if (theirs.folded != ours.folded) continue;
      weight += theirs.weight;
      if (theirs.form > written->form) written = &theirs;
    }
    if (weight <= most) continue;
    most = weight;
    best = written;
  }
  return best;
}

bool is_within(const std::string& a, const std::string& b) {
  return a.find(b) != std::string::npos || b.find(a) != std::string::npos;
}

// "spotting" is said by "keyword spotting", "microcontroller" by "micro-controller".
bool overlap(const SharedPhrase& a, const SharedPhrase& b) {
  const auto stems = [](const SharedPhrase& shared) {
    std::string out;
    for (const std::string& stem : shared.ours->stems) out += stem;
    return out;
  };
  return is_within(stems(a), stems(b)) || is_within(spelling_of(a)->folded, spelling_of(b)->folded);
}

// A word that stands once in each abstract is a coincidence more often than a subject.
bool is_subject(const SharedPhrase& shared) {
  return shared.ours->stems.size() > 1 || shared.ours->weight > 1 || shared.theirs->weight > 1;
}

std::vector<std::string> phrases_text(std::vector<SharedPhrase> phrases) {
  std::erase_if(phrases, [](const SharedPhrase& shared) {
    return !shared.ours->sayable || shared.ours->weak || shared.theirs->weak || !is_subject(shared);
  });
  for (SharedPhrase& shared : phrases) {
    shared.telling *= 1 + kPhraseBonus * static_cast<double>(shared.ours->stems.size() - 1);
  }
  std::stable_sort(
      phrases.begin(), phrases.end(),
      [](const SharedPhrase& a, const SharedPhrase& b) { return a.telling > b.telling; });
  std::vector<std::string> texts;
  std::vector<const SharedPhrase*> said;
  for (const SharedPhrase& shared : phrases) {
    if (shared.telling < kWeakest * phrases.front().telling) break;
    const auto says_it = [&](const SharedPhrase* other) { return overlap(shared, *other); };
    if (std::any_of(said.begin(), said.end(), says_it)) continue;
    said.push_back(&shared);
    texts.push_back(spelling_of(shared)->text);
    if (texts.size() == kPhrasesNamed) break;
  }
  return texts;
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) {
    if (!out.empty()) out += separator;
    out += part;
  }
  return out;
}

std::string authors_text(const std::vector<std::string>& authors) {
  std::string out = authors.size() == 1 ? "same author: " : "same authors: ";
  const std::size_t named = authors.size() > kAuthorsNamed + 1 ? kAuthorsNamed : authors.size();
  out += joined({authors.begin(), authors.begin() + static_cast<std::ptrdiff_t>(named)}, ", ");
  if (named < authors.size()) out += " and " + std::to_string(authors.size() - named) + " more";
  return out;
}

}  // namespace

std::string reason(const SharedThings& shared) {
  std::vector<std::string> parts;
  const std::vector<std::string> phrases = phrases_text(shared.phrases);
  if (!phrases.empty()) parts.push_back("shares: " + joined(phrases, ", "));
  if (!shared.authors.empty()) parts.push_back(authors_text(shared.authors));
  if (shared.session) parts.emplace_back("same session");
  return joined(parts, "; ");
}

}  // namespace paperfind
