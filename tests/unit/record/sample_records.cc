#include "tests/unit/record/sample_records.h"

#include <random>
#include <string>
#include <vector>

namespace paperfind::testing {
namespace {

// Draws for a random paper, all from one generator.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t count) { return static_cast<std::size_t>(engine_() % count); }
  bool coin() { return below(2) == 0; }

  std::string text() {
    static const std::vector<std::string> kPieces = {"a",        "Zuzana Jelčicoová",
                                                     "\"",       "\\",
                                                     "\n",       "\t",
                                                     "$x^2$",    "<b>",
                                                     "中文",     "😀",
                                                     "\xC2\x85", "/",
                                                     "~",        "'",
                                                     "{",        "}",
                                                     "é",        "\xE2\x80\xA8",
                                                     "0",        " ",
                                                     ",",        "[",
                                                     "x_y",      "]",
                                                     "C++",      "\x7f",
                                                     "\x01"};
    std::string out;
    for (std::size_t i = below(8); i > 0; --i) out += kPieces[below(kPieces.size())];
    return out;
  }
  std::string word() { return text() + "w"; }
  std::string id() {
    static const std::string kBytes = "abcXYZ019_-.";
    std::string out = "i";
    for (std::size_t i = below(20); i > 0; --i) out += kBytes[below(kBytes.size())];
    return out + "9";  // so that it ends in no suffix
  }
  std::string url() {
    return (coin() ? "https://" : "http://") + std::string("example.org/") + id();
  }
  std::string day() { return "20" + two(99) + "-" + two(12) + "-" + two(28); }
  std::string time() { return day() + "T" + two(23) + ":" + two(59) + ":00+00:00"; }
  std::string optional(std::string value) { return coin() ? value : ""; }
  template <typename Make>
  auto some(Make make) {
    std::vector<decltype(make())> out;
    for (std::size_t i = below(3); i > 0; --i) out.push_back(make());
    return out;
  }

 private:
  // "01" to `last`.
  std::string two(std::size_t last) {
    const std::string number = std::to_string(1 + below(last));
    return number.size() < 2 ? "0" + number : number;
  }
  std::mt19937_64 engine_;
};

Affiliation random_affiliation(Dice& dice) { return {dice.text(), dice.optional(dice.id())}; }

Author random_author(Dice& dice) {
  Author author;
  author.name = dice.word();
  author.source_name = dice.text();
  author.given = dice.text();
  author.family = dice.text();
  author.person = dice.optional(dice.id());
  author.orcid = dice.optional("0000-0002-1694-233X");
  author.affiliations = dice.some([&] { return random_affiliation(dice); });
  author.presenting = dice.coin();
  author.corresponding = dice.coin();
  return author;
}

Presentation random_presentation(Dice& dice) {
  Presentation presentation;
  presentation.session = dice.optional("sym-s1");
  if (dice.coin()) presentation.position = static_cast<int>(1 + dice.below(999));
  if (dice.coin()) presentation.start = dice.time();
  presentation.room = dice.text();
  return presentation;
}

Video random_video(Dice& dice) {
  Video video;
  video.url = dice.optional(dice.url());
  video.announced = dice.coin();
  video.title = dice.text();
  video.provider = dice.text();
  video.duration = static_cast<int>(dice.below(9999));
  video.captions = dice.optional(dice.url());
  video.recorded = dice.optional(dice.day());
  return video;
}

}  // namespace

Paper random_paper(std::uint64_t seed) {
  Dice dice(seed);
  Paper paper;
  paper.id = "p" + std::to_string(seed);
  paper.title = dice.text();
  paper.authors = dice.some([&] { return random_author(dice); });
  paper.abstract = dice.text();
  paper.event = "sym";
  paper.presentations = dice.some([&] { return random_presentation(dice); });
  paper.type = dice.text();
  paper.track = dice.text();
  paper.keywords = dice.some([&] { return dice.text(); });
  paper.lang = dice.optional("zh-Hant-TW");
  paper.doi = dice.optional("10.1000/" + dice.id());
  for (char& c : paper.doi) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  paper.arxiv = dice.optional("2203.01234");
  paper.pages = dice.text();
  paper.pdf = dice.optional(dice.url());
  paper.html = dice.optional(dice.url());
  paper.slides = dice.some([&] { return dice.url(); });
  paper.poster = dice.optional(dice.url());
  paper.code = dice.some([&] { return dice.url(); });
  paper.data = dice.some([&] { return dice.url(); });
  paper.videos = dice.some([&] { return random_video(dice); });
  paper.award = dice.text();
  paper.license = dice.text();
  paper.published = dice.optional(dice.day());
  paper.updated = dice.optional(dice.day());
  paper.visible_from = dice.coin() ? dice.day() : dice.time();
  paper.status = static_cast<PaperStatus>(dice.below(3));
  paper.status_note = dice.text();
  paper.aliases = {paper.id + "-old"};
  paper.related = dice.some([&] { return dice.id(); });
  if (dice.coin()) paper.translations["fr"] = {dice.text(), dice.text()};
  if (dice.coin()) paper.extra["x_a"] = R"({"b":[1,2.5,null],"c":"é"})";
  if (dice.coin()) paper.extra["x_"] = "18446744073709551615";
  return paper;
}

Paper full_paper() {
  Paper paper;
  paper.id = "p1";
  paper.title = "Pruning $n$ attention heads";
  paper.authors = {{"Zoë Example",
                    "Zoë EXAMPLE",
                    "Zoë",
                    "Example",
                    "zoe-example",
                    "0000-0002-1825-0097",
                    {{"Dept. X, Univ. Y", ""}, {"Univ. Y", "univ-y"}},
                    true,
                    true},
                   {"B. Example", "", "", "", "", "", {}, false, false}};
  paper.abstract = "First paragraph.\nSecond, with \"quotes\".";
  paper.event = "sym";
  paper.presentations = {
      {"sym-s1", 2, "2026-05-04T10:30:00+02:00", "2026-05-04T10:45:00+02:00", "Hall B"},
      {"", std::nullopt, "", "", "Foyer"}};
  paper.type = "full";
  paper.track = "Systems";
  paper.keywords = {"sparsity", "attention"};
  paper.lang = "en";
  paper.doi = "10.1000/182";
  paper.arxiv = "2203.01234";
  paper.pages = "1–8";
  paper.pdf = "https://example.org/p1.pdf";
  paper.html = "https://example.org/p1";
  paper.slides = {"https://example.org/p1-slides.pdf"};
  paper.poster = "https://example.org/p1-poster.pdf";
  paper.code = {"https://example.org/code"};
  paper.data = {"https://example.org/data"};
  paper.videos = {{"https://example.org/v", true, "Talk", "YouTube", 900,
                   "https://example.org/v.vtt", "https://example.org/v.txt",
                   "https://example.org/v.png", "2026-05-04"}};
  paper.award = "Best paper";
  paper.license = "CC-BY-4.0";
  paper.published = "2026-05-04";
  paper.updated = "2026-05-05";
  paper.visible_from = "2026-05-04T08:00:00+02:00";
  paper.status = PaperStatus::Withdrawn;
  paper.status_note = "at the authors' wish";
  paper.aliases = {"old-p1"};
  paper.related = {"p2"};
  paper.translations = {{"de", {"Titel", "Text"}}, {"fr", {"Titre", ""}}};
  paper.extra = {{"x_internal", R"({"a":[1,2],"b":null})"}, {"x_note", "\"kept\""}};
  return paper;
}

EventFile full_event_file() {
  EventFile file;
  file.event = {"sym",
                "Symposium on Examples 2026",
                "SYM 2026",
                2026,
                "2026-05-04",
                "2026-05-06",
                "Europe/Zurich",
                "Zurich",
                "https://example.org/",
                "SYM",
                "Example Press",
                "978-0-00-000000-2",
                "Proceedings of SYM",
                {"en", "de"},
                {"session", "institution"},
                "https://example.org/logo.png",
                {{"x_e", "1"}}};
  Session session{"sym-s1",
                  "Sparse models",
                  "sym",
                  "Systems",
                  "2026-05-04",
                  "2026-05-04T10:30:00+02:00",
                  "2026-05-04T12:00:00+02:00",
                  "Europe/Zurich",
                  "Hall B",
                  {{"C. Chair", "c-chair", "Moderator", {{"Univ. Y", "univ-y"}}}},
                  "What it is about",
                  "https://example.org/live",
                  "oral",
                  "sym-day",
                  3,
                  "S1",
                  {{"x_s", "true"}}};
  Session parent;
  parent.id = "sym-day";
  parent.title = "Monday";
  parent.event = "sym";
  file.sessions = {session, parent};
  file.papers = {full_paper()};
  file.schedule = {{"sym-lunch",
                    "Lunch",
                    "sym",
                    "break",
                    "2026-05-04T12:00:00+02:00",
                    "2026-05-04T13:00:00+02:00",
                    "Foyer",
                    {{"x_l", "[]"}}}};
  return file;
}

Person full_person() {
  return {"zoe-example",
          "Zoë Example",
          {"Z. Example"},
          "0000-0002-1825-0097",
          "https://example.org/zoe",
          {"zoe-example-2"},
          "two people of that name",
          "zoe-example-2",
          {"sym2026-pruning"},
          {{"x_p", "0.5"}}};
}

Institution full_institution() {
  return {"univ-y",
          "University Y",
          {"Univ. Y"},
          {"UY"},
          "https://ror.org/042nb2s44",
          "CH",
          "Zurich",
          "univ-z",
          "https://example.org/y",
          {"uni.* y"},
          "univ-z",
          {{"x_i", "\"\""}}};
}

}  // namespace paperfind::testing
