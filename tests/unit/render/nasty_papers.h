// Papers whose every text holds something that means more than itself somewhere.
#pragma once

#include <string>
#include <vector>

#include "engine/search/result_page.h"
#include "tests/unit/searchd/hostile_text.h"
#include "tests/unit/searchd/sample.h"

namespace paperfind::sample {

inline std::vector<std::string> own_nasty_texts() {
  return {
      "",
      " ",
      "plain words",
      "}",
      "{",
      "}}} @article{evil, title={x}",
      "\\",
      "\\input{/etc/passwd} \\write18{rm -rf}",
      "$\\input{x}$ and $x^^5cinput$",
      "$x_{1$ and $}{$",
      "costs $5 and $6 $7",
      "$L_1$-norm of $\\frac{a}{b}$",
      "100% of #1 & A_B ~ C^2 <b>|x|</b>",
      "=HYPERLINK(\"http://evil\",\"x\")",
      "+1+1",
      "-2+3|cmd' /C calc'!A0",
      "@SUM(A1)",
      "\t=1+1",
      "\r=1+1",
      " \n=1+1",
      "\uFF1D1+1",
      "\x01=1+1",
      "a,b;c\"d'e",
      "one\r\ntwo\nthree\rfour",
      "TY  - JOUR\r\nER  - \r\nTY  - BOOK",
      "BEGIN:VEVENT\r\nEND:VEVENT\r\nEND:VCALENDAR",
      "</title><script>alert(1)</script>]]>&amp;<!--",
      "\xC3\x28 ill-formed \xFF",
      std::string("nul \0 here", 10),
      "bell \x07 escape \x1B[31m delete \x7F",
      "\u05E9\u05DC\u05D5\u05DD \u202Eright to left",
      "\U0001F468\u200D\U0001F469\u200D\U0001F467 family \U0001F600",
      "\uFFFE \uFFFF \u2028 \u2029",
      std::string(300, 'x') + std::string(40, ' ') + "\u00E9",
      "Émile Über ÅNGSTRÖM \u4E2D\u6587",
  };
}

inline const std::vector<std::string>& nasty_texts() {
  static const std::vector<std::string> kTexts = [] {
    std::vector<std::string> texts = own_nasty_texts();
    for (const std::string& attack : testing::attacks()) texts.push_back(attack);
    return texts;
  }();
  return kTexts;
}

inline PaperView nasty_paper(const std::string& text, std::size_t number) {
  PaperView view;
  view.generation = "gen-000001-00000000";
  view.year = 2026;
  Paper& paper = view.paper;
  paper.id = "p" + std::to_string(number);
  paper.title = paper.abstract = paper.type = paper.track = paper.award = paper.pages = text;
  paper.keywords = {text, "plain"};
  paper.doi = "10.1000/" + text;
  paper.arxiv = paper.lang = paper.license = text;
  paper.pdf = paper.html = "https://example.org/" + text;
  paper.status = PaperStatus::Retracted;
  paper.status_note = text;
  Author first, second;
  first.name = text;
  first.affiliations = {{text, ""}};
  second.name = second.family = text;
  second.given = text;
  paper.authors = {first, second};
  view.institutions = {{"i1", text, ""}};
  view.event.id = "sym";
  view.event.name = "Symposium " + text;
  view.event.place = view.event.publisher = view.event.series = view.event.isbn = text;
  view.sessions = {session()};
  view.sessions[0].title = view.sessions[0].room = text;
  return view;
}

inline std::vector<PaperView> nasty_papers() {
  std::vector<PaperView> papers;
  for (const std::string& text : nasty_texts()) {
    papers.push_back(nasty_paper(text, papers.size()));
  }
  return papers;
}

// One that is written as people write.
inline PaperView plain_paper() {
  const Hit made = hit();
  PaperView view;
  view.generation = "gen-000002-9f31c2ab";
  view.paper = made.paper;
  view.paper.title = "Pruning attention heads of BERT & co: 60% of $L_1$";
  view.paper.keywords = {"attention", "tinyML"};
  view.paper.doi = "10.1000/x_1";
  view.paper.pages = "1\u20138";
  view.paper.authors.emplace_back();
  view.paper.authors[1].name = "Jan van der Berg III";
  view.year = 2026;
  view.event.id = "sym2026";
  view.event.name = "Symposium on Small Things 2026";
  view.event.place = "Zürich";
  view.event.start = "2026-06-03";
  view.event.tz = "Europe/Zurich";
  view.institutions = made.institutions;
  view.sessions = made.sessions;
  return view;
}

}  // namespace paperfind::sample
