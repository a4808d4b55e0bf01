#include "indexer/import/page_ids.h"

#include <algorithm>
#include <cstddef>
#include <set>
#include <tuple>

#include "engine/record/identifiers.h"
#include "engine/text/normalize.h"
#include "indexer/import/page_text.h"

namespace paperfind::program_page {
namespace {

std::string join_base(std::string_view event, std::string_view text, std::string_view fallback) {
  std::string tail = slug(text, kMaxIdBytes - std::min(event.size() + 1, kMaxIdBytes - 1));
  if (tail.empty()) tail = fallback;
  return std::string(event) + "-" + tail;
}

}  // namespace

std::string paper_id_base(std::string_view event, std::string_view title) {
  constexpr std::size_t kWords = 6;
  std::string words;
  std::size_t count = 0;
  for (const std::string_view word : words_of(title)) {
    if (slug(word).empty()) continue;  // a dash between blanks is no word
    words += (count > 0 ? " " : "") + std::string(word);
    if (++count == kWords) break;
  }
  return join_base(event, words, "paper");
}

std::string id_base(std::string_view event, std::string_view title, std::string_view fallback) {
  return join_base(event, title, fallback);
}

std::vector<std::string> assign_ids(const std::vector<IdRequest>& requests,
                                    const std::map<std::string, std::string>& pinned) {
  std::vector<std::string> ids(requests.size());
  std::set<std::string> taken;
  for (const auto& [title, id] : pinned) taken.insert(id);
  std::set<std::string> pins_used;
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < requests.size(); ++i) {
    const auto pin = pinned.find(requests[i].title);
    if (pin != pinned.end() && pins_used.insert(pin->first).second) {
      ids[i] = pin->second;
    } else {
      order.push_back(i);
    }
  }
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const IdRequest& x = requests[a];
    const IdRequest& y = requests[b];
    return std::tuple(x.title.size(), x.title, x.tie) < std::tuple(y.title.size(), y.title, y.tie);
  });
  // Plain bases first, so that no hashed id can take one away.
  std::vector<std::size_t> rest;
  for (const std::size_t i : order) {
    if (taken.insert(requests[i].base).second) {
      ids[i] = requests[i].base;
    } else {
      rest.push_back(i);
    }
  }
  for (const std::size_t i : rest) {
    std::string raw = requests[i].title;
    std::string id = with_hash_suffix(requests[i].base, raw);
    for (int n = 0; !taken.insert(id).second; ++n) {
      raw = requests[i].title + "\n" + requests[i].tie +
            (n > 0 ? "\n" + std::to_string(n) : std::string());
      id = with_hash_suffix(requests[i].base, raw);
    }
    ids[i] = std::move(id);
  }
  return ids;
}

}  // namespace paperfind::program_page
