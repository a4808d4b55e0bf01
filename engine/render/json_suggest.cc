#include <utility>

#include "engine/base/nlohmann_json.h"
#include "engine/base/number_text.h"
#include "engine/render/html_escape.h"
#include "engine/render/json.h"
#include "engine/render/json_parts.h"
#include "engine/render/links.h"
#include "engine/render/value_match.h"

namespace paperfind {
namespace {

using json_parts::Json;

std::string url_of(SuggestType type, const Suggestion& item) {
  if (item.search) return html_link(*item.search);
  switch (type) {
    case SuggestType::Person:
      return person_path(item.id);
    case SuggestType::Institution:
      return institution_path(item.id);
    case SuggestType::Session:
      return session_path(item.id);
    case SuggestType::Phrase:  // is always a search
    case SuggestType::Paper:
      break;
  }
  return paper_path(item.id);
}

Json item_json(SuggestType type, const Suggestion& item, const std::string& typed) {
  return {{"id", json_parts::text_or_null(item.id)},
          {"text", item.text},
          {"html", mark_html(mark_prefix(item.text, typed))},
          {"hint", json_parts::text_or_null(item.hint)},
          {"count", item.papers},
          {"typo", item.typo},
          {"url", url_of(type, item)}};
}

// "Session, Wed 3 Jun 10:30 CEST, 12 papers"
std::string description_of(SuggestType type, const Suggestion& item) {
  std::string out;
  const auto add = [&out](const std::string& part) {
    if (!part.empty()) out += (out.empty() ? "" : ", ") + part;
  };
  if (type == SuggestType::Paper) return item.hint;
  if (type == SuggestType::Session) add("Session");
  add(item.hint);
  add(papers_text(item.papers));
  return out;
}

}  // namespace

std::string suggest_json(const SuggestPage& page) {
  Json groups = Json::array();
  for (const SuggestGroup& group : page.groups) {
    Json items = Json::array();
    for (const Suggestion& item : group.items)
      items.push_back(item_json(group.type, item, page.typed));
    groups.push_back({{"type", name_of(group.type)}, {"items", std::move(items)}});
  }
  return json_parts::dump({{"q", page.request.context.query},
                           {"generation", page.generation},
                           {"groups", std::move(groups)}});
}

std::string opensearch_suggestions_json(const SuggestPage& page, const std::string& site) {
  Json texts = Json::array(), descriptions = Json::array(), urls = Json::array();
  for (const SuggestGroup& group : page.groups) {
    for (const Suggestion& item : group.items) {
      texts.push_back(item.text);
      descriptions.push_back(description_of(group.type, item));
      urls.push_back(site + url_of(group.type, item));
    }
  }
  return json_parts::dump(Json::array(
      {page.request.context.query, std::move(texts), std::move(descriptions), std::move(urls)}));
}

}  // namespace paperfind
