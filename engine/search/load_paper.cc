#include "engine/search/load_paper.h"

#include <memory>
#include <string>

#include "engine/schema/stored_paper.h"

namespace paperfind {

Result<Paper> load_paper(const Snapshot& snapshot, const PaperIndex& index, DocId doc) {
  LruCache<std::string>& stored = snapshot.stored_papers();
  const std::string key = std::to_string(doc);
  if (const auto kept = stored.find(key)) return decode_paper(*kept);
  auto read = std::make_shared<const std::string>(index.stored_paper(doc));
  stored.keep(key, read, read->capacity());
  return decode_paper(*read);
}

Result<Paper> load_paper_once(const Snapshot& snapshot, const PaperIndex& index, DocId doc) {
  if (const auto kept = snapshot.stored_papers().find(std::to_string(doc))) {
    return decode_paper(*kept);
  }
  return decode_paper(index.stored_paper(doc));
}

}  // namespace paperfind
