// A made-up corpus for tests of records and their pages: two days with the change to summer time
// between them, sessions with and without times, two people of one name, an institution with a
// past.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/search/result_page.h"

namespace paperfind::testing {

// "eth-zurich 3, mit 1"
inline std::string text_of(const std::vector<FacetValue>& values) {
  std::string out;
  for (const FacetValue& value : values) {
    out += (out.empty() ? "" : ", ") + value.id + " " + std::to_string(value.count);
  }
  return out;
}

inline std::string_view record_corpus() {
  return R"({"kind":"event","id":"e26","name":"Symposium 2026","short":"SYM 26","year":2026,"start":"2026-03-28","end":"2026-03-29","tz":"Europe/Zurich","place":"Zürich","series":"Symposium"}
{"kind":"event","id":"e25","name":"Symposium 2025","year":2025,"tz":"America/Los_Angeles","series":"Symposium"}
{"kind":"session","id":"a","title":"Morning talks","event":"e26","start":"2026-03-28T09:00","end":"2026-03-28T10:30","room":"Hall B","chairs":[{"name":"Petra Vogel","person":"petra-vogel","role":"Professor","affiliations":["ETH Zürich"]}],"description":"First.\nSecond."}
{"kind":"session","id":"b","title":"Parallel talks","event":"e26","start":"2026-03-28T09:00","end":"2026-03-28T10:00","room":"Hall A"}
{"kind":"session","id":"c","title":"Sunday talks","event":"e26","start":"2026-03-29T09:00","end":"2026-03-29T10:30","room":"Hall B"}
{"kind":"session","id":"d","title":"Posters","event":"e26","day":"2026-03-29","type":"poster"}
{"kind":"session","id":"f","title":"To be placed","event":"e26","parent":"a"}
{"kind":"schedule","id":"x1","title":"Welcome","event":"e26","type":"welcome","start":"2026-03-28T08:45","end":"2026-03-28T09:00"}
{"kind":"schedule","id":"x2","title":"Coffee","event":"e26","type":"break","start":"2026-03-28T10:30","end":"2026-03-28T11:00","room":"Foyer"}
{"kind":"paper","id":"p1","title":"Second by position","event":"e26","authors":[{"name":"Ana Díaz","orcid":"0000-0002-1825-0097","affiliations":["ETH Zürich"]},{"name":"Bo Okafor","affiliations":["MIT"]}],"presentations":[{"session":"a","position":2,"start":"2026-03-28T09:20","end":"2026-03-28T09:40"}]}
{"kind":"paper","id":"p2","title":"First by position","event":"e26","type":"short","authors":[{"name":"ANA DIAZ","affiliations":["Swiss Federal Institute"]},{"name":"Chen Li","affiliations":["MIT"]}],"presentations":[{"session":"a","position":1}]}
{"kind":"paper","id":"p3","title":"Later","event":"e26","authors":[{"name":"Chen Li","person":"chen-li-2","affiliations":["Acme Labs"]}],"presentations":[{"session":"a","start":"2026-03-28T10:10","room":"Annex"}]}
{"kind":"paper","id":"p4","title":"Sooner","event":"e26","authors":[{"name":"Bo Okafor","affiliations":["MIT"]}],"presentations":[{"session":"a","start":"2026-03-28T10:00"},{"session":"c","position":1}]}
{"kind":"paper","id":"p5","title":"Withdrawn","event":"e26","authors":[{"name":"Ana Díaz"},{"name":"Gone Person","affiliations":["Gone Labs"]}],"presentations":[{"session":"a","position":3}],"status":"withdrawn"}
{"kind":"paper","id":"p6","title":"On a wall","event":"e26","authors":[{"name":"Ana Díaz","affiliations":["ETH Zürich"]},{"name":"Bo Okafor","affiliations":["MIT"]}],"presentations":[{"session":"d"}]}
{"kind":"paper","id":"p7","title":"Last year","event":"e25","authors":[{"name":"Ana Díaz","affiliations":["MIT"]}]}
{"kind":"paper","id":"p8","title":"","event":"e26","authors":[]}
)";
}

inline std::string_view record_institutions() {
  return R"({"schema":1,"institutions":[
{"id":"eth-zurich","name":"ETH Zürich","aliases":["Swiss Federal Institute"],"acronyms":["ETH"],"country":"CH","city":"Zürich","ror":"https://ror.org/05a28rw58","url":"https://ethz.ch"},
{"id":"eth-old","name":"Polytechnikum","successor":"eth-zurich"},
{"id":"eth-ai","name":"ETH AI Center","parent":"eth-zurich"},
{"id":"mit","name":"Massachusetts Institute of Technology","aliases":["MIT"],"acronyms":["MIT"],"country":"US"}]})";
}

inline std::string_view record_people() {
  return R"({"schema":1,"people":[
{"id":"ana-diaz","name":"Ana Díaz","variants":["A. Díaz"],"homepage":"https://example.org/ana","not_same_as":["bo-okafor"]},
{"id":"a-diaz","name":"Ana M. Díaz","merged_into":"ana-diaz"},
{"id":"petra-vogel","name":"Petra Vogel"}]})";
}

}  // namespace paperfind::testing
