#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/zoned_time.h"
#include "engine/render/links.h"
#include "searchd/http/answer.h"
#include "searchd/http/handlers.h"
#include "searchd/http/publication.h"
#include "searchd/pages/sitemap.h"

namespace paperfind {
namespace {

// "2026-06-03T10:30:00Z". Empty when the file system does not tell.
std::string publication_time(const Snapshot& snapshot) {
  const std::optional<std::time_t> written = written_at(snapshot);
  return written ? to_utc(*written) : std::string();
}

// The time is the file's own: folders of one name may differ in it.
Canonical at_publication_time(const std::string& name) {
  return [name](const Snapshot& snapshot) { return name + "\n" + publication_time(snapshot); };
}

HttpResponse xml_response(std::string body) {
  HttpResponse response = page_response(std::move(body));
  response.content_type = "application/xml";
  return response;
}

Result<std::vector<SitemapEntry>> entries_of(TimedSearcher& searcher, const SitemapPart& part) {
  const Snapshot& snapshot = searcher.snapshot();
  const std::string published = publication_time(snapshot);
  if (part.kind != kSitemapPapers) return sitemap_entries(snapshot, part, published);
  Result<std::vector<PaperStamp>> stamps =
      searcher.paper_stamps(static_cast<DocId>(part.first() + 1), kSitemapPart);
  if (!stamps.ok()) return stamps.error();
  std::vector<SitemapEntry> entries;
  for (const PaperStamp& stamp : *stamps) {
    entries.push_back({paper_path(stamp.id), stamp.changed.empty() ? published : stamp.changed});
  }
  return entries;
}

}  // namespace

HttpResponse get_sitemap_index(const Call& call, const Context& context) {
  return answer_from_index(
      call, context, at_publication_time(""), [&](TimedSearcher& searcher) -> Result<HttpResponse> {
        const Snapshot& snapshot = searcher.snapshot();
        return xml_response(sitemap_index_xml(site_for(context, &snapshot, call.request).address,
                                              sitemap_paths(snapshot), publication_time(snapshot)));
      });
}

HttpResponse get_sitemap_part(const Call& call, const Context& context) {
  const std::string& name = call.values.front();
  return answer_from_index(
      call, context, at_publication_time(name),
      [&](TimedSearcher& searcher) -> Result<HttpResponse> {
        const Snapshot& snapshot = searcher.snapshot();
        const std::optional<SitemapPart> part = sitemap_part(snapshot, name);
        if (!part) return Error{ErrorCode::NotFound, "There is no such part of the sitemap."};
        const Result<std::vector<SitemapEntry>> entries = entries_of(searcher, *part);
        if (!entries.ok()) return entries.error();
        return xml_response(
            sitemap_xml(site_for(context, &snapshot, call.request).address, *entries));
      });
}

// Also before there is an index: without an answer crawlers stay away, or come everywhere.
HttpResponse get_robots(const Call& call, const Context& context) {
  const std::shared_ptr<const Snapshot> snapshot = context.pool.snapshot();
  return text_response(200, robots_text(site_for(context, snapshot.get(), call.request).address));
}

}  // namespace paperfind
