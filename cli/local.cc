#include "cli/local.h"

#include <string_view>
#include <utility>

#include "engine/render/json.h"
#include "engine/search/searcher.h"
#include "engine/store/snapshot.h"

namespace paperfind::cli {
namespace {

class LocalSource : public Source {
 public:
  explicit LocalSource(std::unique_ptr<Searcher> searcher) : searcher_(std::move(searcher)) {}

  Result<std::string> get(const std::string& path, const Params& params) override {
    constexpr std::string_view kFacet = "facets/";
    constexpr std::string_view kPaper = "papers/";
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
  auto searcher = Searcher::open(std::move(snapshot).value());
  if (!searcher.ok()) return searcher.error();
  return std::unique_ptr<Source>(std::make_unique<LocalSource>(std::move(searcher).value()));
}

}  // namespace paperfind::cli
