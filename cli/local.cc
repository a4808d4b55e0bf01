#include "cli/local.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "engine/render/export.h"
#include "engine/render/json.h"
#include "engine/search/open_searchers.h"
#include "engine/search/searcher.h"
#include "engine/store/shard_hosts.h"
#include "engine/store/shard_places.h"
#include "engine/store/snapshot.h"

namespace paperfind::cli {
namespace {

class LocalSource : public Source {
 public:
  explicit LocalSource(std::unique_ptr<Searcher> searcher) : searcher_(std::move(searcher)) {}

  Result<std::string> get(const std::string& path, const Params& params) override {
    constexpr std::string_view kFacet = "facets/";
    constexpr std::string_view kPaper = "papers/";
    if (const ExportFormat* format = export_format_of(path)) {
      return exported(*format, path.substr(0, path.size() - format->suffix.size() - 1), params);
    }
    if (path == "search") return search(params, search_json);
    if (path == "facets") return search(params, facet_list_json);
    if (path == "suggest") return suggest(params);
    if (path.starts_with(kFacet)) return facet(path.substr(kFacet.size()), params);
    if (path.starts_with(kPaper)) return paper(path.substr(kPaper.size()));
    return Error{ErrorCode::NotFound, "there is nothing at this address", path, {}};
  }

 private:
  Result<std::string> search(const Params& params, std::string (*render)(const ResultPage&)) {
    const auto request = search_request_from(params, UnknownParams::Reject);
    if (!request.ok()) return request.error();
    const auto page = searcher_->search(*request);
    if (!page.ok()) return page.error();
    return render(*page);
  }

  [[nodiscard]] std::string site() const {
    return searcher_->snapshot().catalog().frame().site.base_url;
  }

  Result<std::string> exported(const ExportFormat& format, const std::string& what,
                               const Params& params) {
    constexpr std::string_view kPaper = "papers/";
    if (what.starts_with(kPaper)) {
      const auto view = searcher_->paper_record(what.substr(kPaper.size()));
      if (!view.ok()) return view.error();
      return export_text(format, *view, site());
    }
    const auto request = search_request_from(params, UnknownParams::Reject);
    if (!request.ok()) return request.error();
    return list_exported(format, whole_search(*request));
  }

  Result<std::string> list_exported(const ExportFormat& format, const SearchRequest& request) {
    const auto list = searcher_->find_all(request);
    if (!list.ok()) return list.error();
    Export whole(format, search_source(format, request, site()));
    std::string text;
    std::span<const std::uint32_t> left = list->docs;
    do {
      const std::size_t count = std::min(left.size(), kExportedAtOnce);
      const auto papers = searcher_->papers(left.first(count));
      if (!papers.ok()) return papers.error();
      if (text.empty()) text = whole.head(*papers);
      for (const PaperView& paper : *papers) text += whole.entry(paper);
      left = left.subspan(count);
    } while (!left.empty());
    return text + whole.tail();
  }

  Result<std::string> facet(const std::string& name, const Params& params) {
    const auto request = facet_request_from(name, params, UnknownParams::Reject);
    if (!request.ok()) return request.error();
    const auto page = searcher_->facet_values(*request);
    if (!page.ok()) return page.error();
    return facet_json(*page);
  }

  Result<std::string> suggest(const Params& params) {
    const auto request = suggest_request_from(params, UnknownParams::Reject);
    if (!request.ok()) return request.error();
    const auto page = searcher_->suggest(*request);
    if (!page.ok()) return page.error();
    return suggest_json(*page);
  }

  Result<std::string> paper(const std::string& id) {
    const auto view = searcher_->paper(id);
    if (!view.ok()) return view.error();
    return paper_json(*view);
  }

  std::unique_ptr<Searcher> searcher_;
};

}  // namespace

Result<std::unique_ptr<Source>> open_local(const std::filesystem::path& index) {
  auto snapshot = Snapshot::open_current(index);
  if (!snapshot.ok()) {
    Error error = snapshot.error();
    if (error.code == ErrorCode::NotFound && error.hint.empty()) {
      error.hint = "make one with paperfind-indexer build, or name another with --db or --url";
    }
    return error;
  }
  const auto places = read_shard_places(index);
  if (!places.ok()) return places.error();
  auto hosts = ShardHosts::create(**snapshot, *places);
  if (!hosts.ok()) return hosts.error();
  auto searchers = open_searchers(*snapshot, *hosts, 1);
  if (!searchers.ok()) return searchers.error();
  return std::unique_ptr<Source>(std::make_unique<LocalSource>(std::move(searchers->front())));
}

}  // namespace paperfind::cli
