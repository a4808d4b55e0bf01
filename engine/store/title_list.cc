#include "engine/store/title_list.h"

#include <iterator>
#include <utility>

namespace paperfind {

void TitleList::add(const Paper& paper) {
  Titles titles;
  if (paper.status != PaperStatus::Withdrawn) {
    titles.own = paper.title;
    for (const auto& [language, translation] : paper.translations) {
      titles.translated += translation.title + '\n';
    }
  }
  titles_.push_back(std::move(titles));
}

void TitleList::append(TitleList&& later) {
  std::move(later.titles_.begin(), later.titles_.end(), std::back_inserter(titles_));
}

}  // namespace paperfind
