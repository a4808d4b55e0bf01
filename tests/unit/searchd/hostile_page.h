// Answers with one text everywhere a corpus or a visitor could have put it.
#pragma once

#include <cstdint>
#include <string>

#include "engine/record/corpus.h"
#include "engine/search/result_page.h"
#include "tests/unit/searchd/sample.h"

namespace paperfind::testing {

inline ResultPage page_of(const std::string& text) {
  ResultPage page = sample::page();
  page.request.query = text;
  page.query.raw = text;
  page.query.effective = text;
  page.query.notices = {text};
  page.query.ignored = {text};
  page.query.relaxed = {text};
  page.query.corrections = {{text, text, true, false, text},
                            {text, text, true, true, text},
                            {text, text, false, false, text}};
  page.request.filters = {{"institution", {text}, {}, {text}}, {"session", {}, {text}, {}}};
  page.request.from = "2022-01-01";
  Hit hit = sample::hit(text);
  hit.title.marks = {{0, static_cast<std::uint32_t>(text.size())}};
  hit.paper.lang = text;
  hit.paper.type = text;
  hit.paper.award = text;
  hit.paper.authors[0].name = text;
  hit.paper.authors[0].person = text;
  hit.authors[0] = {text, {{0, 1}}};
  hit.institutions[0].name = text;
  hit.institutions[0].id = text;
  hit.sessions[0].title = text;
  hit.sessions[0].id = text;
  hit.sessions[0].room = text;
  hit.snippet = {text, {}};
  hit.snippet_field = text;
  page.hits = {hit};
  page.facets[0].label = text;
  page.facets[0].values[0].label = text;
  page.facets[0].values[1].label = text;
  page.facets[0].values[1].hint = text;
  page.facets[0].values[1].id = text;
  return page;
}

inline PaperView paper_of(const std::string& text) {
  PaperView view;
  view.paper = page_of(text).hits[0].paper;
  view.paper.abstract = text + "\n" + text;
  view.paper.keywords = {text};
  view.paper.status_note = text;
  view.paper.authors[0].orcid = text;
  view.paper.authors[0].affiliations = {{text, ""}, {text, "mit"}};
  Video video;
  video.title = text;
  video.provider = text;
  video.url = "https://example.org/" + text;
  view.paper.videos = {video};
  view.event.name = text;
  view.sessions = page_of(text).hits[0].sessions;
  view.previous = {text, text};
  view.next = {text, text};
  return view;
}

inline CorpusFrame frame_of(const std::string& text) {
  CorpusFrame frame;
  frame.site.name = text;
  Event event;
  event.place = text;
  event.start = "2022-03-28";
  frame.events = {event};
  Session session;
  session.id = text;
  Chair chair;
  chair.name = text;
  chair.affiliations = {{text, ""}};
  session.chairs = {chair};
  frame.sessions = {session};
  return frame;
}

}  // namespace paperfind::testing
