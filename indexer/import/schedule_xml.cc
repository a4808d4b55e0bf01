#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/record/json_position.h"
#include "indexer/import/schedule_file.h"
#include "indexer/import/text_repair.h"
#include "indexer/import/xml_text.h"

namespace paperfind {
namespace {

using pugi::xml_node;

std::string text_of(const xml_node& node, const char* child) {
  return inner_text(node.child(child));
}

// Where it stands in the text it was parsed from.
std::size_t offset_of(const xml_node& node, std::string_view text) {
  const std::ptrdiff_t offset = std::max<std::ptrdiff_t>(node.offset_debug(), 0);
  return std::min(static_cast<std::size_t>(offset), text.size());
}

ScheduleFile::Talk talk_of(const xml_node& event) {
  ScheduleFile::Talk talk;
  for (const char* key : kTalkIds) {
    if (talk.id.empty()) talk.id = event.attribute(key).value();
  }
  for (const auto& [name, text] : kTalkTexts) talk.*text = text_of(event, name);
  talk.license = text_of(event.child("recording"), "license");
  for (const xml_node& person : event.child("persons").children("person")) {
    std::string name = inner_text(person);
    if (!one_line(name).empty())
      talk.people.push_back({std::move(name), person.attribute("affiliation").value()});
  }
  for (const auto& [list, item] : {std::pair("links", "link"), {"attachments", "attachment"}}) {
    for (const xml_node& link : event.child(list).children(item)) {
      talk.links.push_back({link.attribute("href").value(), inner_text(link)});
    }
  }
  return talk;
}

}  // namespace

Result<ScheduleFile> schedule_from_xml(const std::string& text) {
  pugi::xml_document document;
  std::string reason;
  const bool whole = parse_xml(text, document, reason);
  LineCounter lines(text);
  const xml_node root = document.child("schedule");
  if (!root && !whole) return Error{ErrorCode::InvalidData, "is no XML: " + reason};
  if (!root) return Error{ErrorCode::InvalidData, "is no schedule: it has no <schedule>"};
  ScheduleFile out;
  const xml_node conference = root.child("conference");
  out.title = one_line(text_of(conference, "title"));
  out.acronym = one_line(text_of(conference, "acronym"));
  out.start = one_line(text_of(conference, "start")).substr(0, 10);
  out.end = one_line(text_of(conference, "end")).substr(0, 10);
  out.zone = one_line(text_of(conference, "time_zone_name"));
  const auto take = [&](const xml_node& event, const xml_node& day, const std::string& room) {
    ScheduleFile::Talk talk = talk_of(event);
    talk.line = lines.at(offset_of(event, text)).line;
    talk.day = std::string(day.attribute("date").value()).substr(0, 10);
    talk.room = room;
    out.talks.push_back(std::move(talk));
  };
  for (const xml_node& day : root.children("day")) {
    for (const xml_node& part : day.children()) {
      const std::string_view name = part.name();
      if (name == "event") take(part, day, "");
      if (name != "room") continue;
      for (const xml_node& event : part.children("event")) {
        take(event, day, part.attribute("name").value());
      }
    }
  }
  // What is read of a file that breaks off is sound but for the event it breaks off in.
  if (whole) return out;
  if (out.talks.empty()) return Error{ErrorCode::InvalidData, "is no whole XML: " + reason};
  out.talks.back().fault = "is not well-formed, and what follows is not read: " + reason;
  return out;
}

}  // namespace paperfind
