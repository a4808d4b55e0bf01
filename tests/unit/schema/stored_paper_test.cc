#include "engine/schema/stored_paper.h"

#include <string>

#include "tests/catch.h"

namespace paperfind {
namespace {

// Every field set, so that one left out of the codec shows.
Paper full_paper() {
  Paper paper;
  paper.id = "sym-1";
  paper.title = "Pruning “heads”";
  paper.authors = {{"Ana Díaz",
                    "Ana DÍAZ",
                    "Ana",
                    "Díaz",
                    "ana-diaz",
                    "0000-0002-1825-0097",
                    {{"Dept., ETH Zürich", "eth-zurich"}, {"Hall B", ""}},
                    true,
                    true},
                   {"Bo", "", "", "", "", "", {}, false, false}};
  paper.abstract = std::string(100'000, 'x') + "\nSecond paragraph.";
  paper.event = "sym";
  paper.presentations = {
      {"s1", 3, "2022-03-28T09:30:00-07:00", "2022-03-28T10:50:00-07:00", "Hall B"},
      {"s2", std::nullopt, "", "", ""},
      {"s3", 0, "", "", ""}};
  paper.type = "full";
  paper.track = "Hardware";
  paper.keywords = {"a", "", "c"};
  paper.lang = "en";
  paper.doi = "10.1/x";
  paper.arxiv = "2203.01234";
  paper.pages = "1–9";
  paper.pdf = "https://example.org/1.pdf";
  paper.html = "https://example.org/1";
  paper.slides = {"https://example.org/s"};
  paper.poster = "https://example.org/p";
  paper.code = {"https://example.org/c"};
  paper.data = {"https://example.org/d"};
  paper.videos = {{"https://example.org/v", true, "Talk", "YouTube", 754, "c.vtt", "t.txt", "t.png",
                   "2022-04-01"}};
  paper.award = "Best paper";
  paper.license = "CC-BY-4.0";
  paper.published = "2022-03-28";
  paper.updated = "2022-04-01";
  paper.visible_from = "2022-03-01";
  paper.status = PaperStatus::Retracted;
  paper.status_note = "Error in proof";
  paper.aliases = {"old-1"};
  paper.related = {"sym-2"};
  paper.translations = {{"de", {"Köpfe stutzen", "Kurz."}}};
  paper.extra = {{"x_source_id", "\"12:3\""}};
  return paper;
}

TEST_CASE("a stored paper comes back as it was", "[schema]") {
  const Paper paper = GENERATE(full_paper(), Paper());
  const Result<Paper> back = decode_paper(encode_paper(paper));
  REQUIRE(back.ok());
  CHECK(*back == paper);
}

TEST_CASE("a damaged stored paper is refused, never read past its end", "[schema]") {
  const std::string bytes = encode_paper(full_paper());
  for (std::size_t size = 0; size < 600; ++size) {
    CAPTURE(size);
    REQUIRE_FALSE(decode_paper(std::string_view(bytes).substr(0, size)).ok());
  }
  CHECK_FALSE(decode_paper(bytes + "x").ok());
  std::string other_version = bytes;
  other_version[0] = 99;
  const Result<Paper> refused = decode_paper(other_version);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().code == ErrorCode::InvalidData);
  CHECK(refused.error().message == "stored paper of another version");
  // A length that promises more than there is must not allocate it.
  CHECK_FALSE(
      decode_paper(std::string("\x01\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\x7f", 12)).ok());
}

}  // namespace
}  // namespace paperfind
