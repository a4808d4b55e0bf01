// What the interface is, told with examples of the index that serves.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/text/normalize.h"
#include "searchd/api/description.h"
#include "searchd/http/answer.h"
#include "searchd/http/handlers.h"
#include "searchd/pages/api_page.h"

namespace paperfind {
namespace {

// Its words, the longest first.
std::vector<std::string> words_of(const std::string& title) {
  std::vector<std::string> words(1);
  for (const char c : slug(title, title.size())) {
    if (c != '-') {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  std::stable_sort(words.begin(), words.end(),
                   [](const auto& a, const auto& b) { return a.size() > b.size(); });
  return words;
}

// What somebody might type, the first letters of a word of `title`, and what it becomes: the phrase
// that most papers have of those which begin so.
Status add_words(TimedSearcher& searcher, const std::string& title, ApiSamples& samples) {
  constexpr std::size_t kTypedLetters = 4, kTries = 8;
  SuggestRequest request;
  request.rows = 1;
  request.types = {SuggestType::Phrase};
  std::vector<std::string> words = words_of(title);
  words.resize(std::min(words.size(), kTries));
  for (const std::string& word : words) {
    if (word.size() < kTypedLetters) break;
    request.context.query = word.substr(0, kTypedLetters);
    const Result<SuggestPage> page = searcher.suggest(request);
    if (!page.ok()) return page.error();
    if (page->groups.empty()) continue;
    samples["typed"] = request.context.query;
    samples["words"] = page->groups.front().items.front().text;
    return {};
  }
  // Papers that share no words.
  if (words.front().empty()) return {};
  samples["typed"] = words.front().substr(0, kTypedLetters);
  samples["words"] = words.front();
  return {};
}

// Ids, names and words that examples are made with: of each facet the value with most papers.
Result<ApiSamples> samples_of(TimedSearcher& searcher) {
  SearchRequest request;
  request.per_page = 1;
  request.facet_limit = 1;
  for (const FacetSpec& facet : kFacets) {
    request.facets.emplace_back(facet.name);
    request.facet_order[std::string(facet.name)] = FacetOrder::Count;
  }
  const Result<ResultPage> page = searcher.search(request);
  if (!page.ok()) return page.error();
  ApiSamples samples;
  for (const FacetCounts& facet : page->facets) {
    if (facet.values.empty()) continue;
    samples[facet.name] = facet.values.front().id;
    samples.emplace("facet", facet.name);
  }
  if (page->hits.empty()) return samples;
  const Paper& paper = page->hits.front().paper;
  samples["paper"] = paper.id;
  if (const Status added = add_words(searcher, paper.title, samples); !added.ok()) {
    return added.error();
  }
  return samples;
}

template <typename Render>
HttpResponse description_response(const Call& call, const Context& context, const Render& render) {
  return answer_from_index(call, context, "", [&](TimedSearcher& searcher) -> Result<HttpResponse> {
    Result<ApiSamples> samples = samples_of(searcher);
    if (!samples.ok()) return samples.error();
    const Site site = site_for(context, &searcher.snapshot(), call.request);
    return render(site, ApiDescription{site.name, context.build.version, site.base_url,
                                       described_routes(all_routes()), std::move(*samples)});
  });
}

}  // namespace

HttpResponse get_openapi(const Call& call, const Context& context) {
  return description_response(call, context, [](const Site&, const ApiDescription& description) {
    return json_response(openapi_json(description));
  });
}

HttpResponse get_api_page(const Call& call, const Context& context) {
  return description_response(
      call, context, [&](const Site& site, const ApiDescription& description) {
        return page_response(api_page_html(context.templates, site, description));
      });
}

}  // namespace paperfind
