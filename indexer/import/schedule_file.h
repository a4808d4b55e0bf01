// A programme of pretalx or frab, whichever of its two forms it came in.
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/base/result.h"

namespace paperfind {

struct ScheduleFile {
  struct Person {
    std::string name;
    std::string affiliation;
  };
  struct Link {
    std::string url;
    std::string title;
  };
  struct Talk {
    std::size_t line = 0;  // 1 in JSON, which keeps no lines
    std::string fault;     // why it cannot be read
    std::string id;        // the code or number of its page
    std::string day;       // "2026-05-04"
    std::string room;
    std::string date;      // with its time and offset; may be empty
    std::string start;     // "10:00"
    std::string duration;  // "00:30", "1:00:00" or minutes
    std::string title;
    std::string subtitle;
    std::string track;
    std::string type;
    std::string language;
    std::string abstract;
    std::string description;
    std::string url;
    std::string license;
    std::vector<Person> people;
    std::vector<Link> links;  // and attachments
  };
  std::string title;
  std::string acronym;
  std::string start;  // days
  std::string end;
  std::string zone;
  std::vector<Talk> talks;
  bool repaired = false;  // the file is no UTF-8

  // JSON or XML, by its first character. InvalidData with the file's name when it is neither, or no
  // schedule.
  static Result<ScheduleFile> read(const std::filesystem::path& path);
};

// Members of an event that have one name in both forms.
struct TalkText {
  const char* name;
  std::string ScheduleFile::Talk::*text;
};
inline constexpr TalkText kTalkTexts[] = {{"date", &ScheduleFile::Talk::date},
                                          {"start", &ScheduleFile::Talk::start},
                                          {"duration", &ScheduleFile::Talk::duration},
                                          {"title", &ScheduleFile::Talk::title},
                                          {"subtitle", &ScheduleFile::Talk::subtitle},
                                          {"track", &ScheduleFile::Talk::track},
                                          {"type", &ScheduleFile::Talk::type},
                                          {"language", &ScheduleFile::Talk::language},
                                          {"abstract", &ScheduleFile::Talk::abstract},
                                          {"description", &ScheduleFile::Talk::description},
                                          {"url", &ScheduleFile::Talk::url}};
// Its ids, the first that is there.
inline constexpr const char* kTalkIds[] = {"code", "id", "guid"};

// One for each form; text is UTF-8, or repaired to be.
Result<ScheduleFile> schedule_from_json(const std::string& text);
Result<ScheduleFile> schedule_from_xml(const std::string& text);

}  // namespace paperfind
