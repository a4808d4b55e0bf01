#include "indexer/import/page_records.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/base/ascii.h"
#include "engine/base/nlohmann_json.h"
#include "engine/record/json_position.h"
#include "engine/text/normalize.h"
#include "engine/text/person_name.h"
#include "indexer/import/page_days.h"
#include "indexer/import/page_ids.h"
#include "indexer/import/page_names.h"

namespace paperfind::program_page {
namespace {

using nlohmann::json;

class Builder {
 public:
  Builder(const Event& event, const KnownInstitutions& known, const Overrides& overrides)
      : event_(event), overrides_(overrides), names_(known, overrides) {
    file_.event = event;
  }

  Result<EventFile> run(const std::vector<DatedSlot>& slots) {
    for (const DatedSlot& slot : slots) {
      if (Status status = start_slot(slot); !status) return status.error();
      if (slot.sections.empty()) add_break(slot);
      for (const Section& section : slot.sections) add_section(section);
    }
    if (Status status = give_ids(); !status) return status.error();
    if (Status status = names_.check_all_used(); !status) return status.error();
    return std::move(file_);
  }

 private:
  Status start_slot(const DatedSlot& slot) {
    day_ = day_text(slot.day);
    start_.clear();
    end_.clear();
    if (day_.empty()) return {};
    const auto at = [&](int minutes) {
      CivilTime time = slot.day;
      time.hour = minutes / 60;
      time.minute = minutes % 60;
      return to_rfc3339(time, event_.tz);
    };
    Result<std::string> start = at(slot.times.start);
    if (!start) return start.error();
    start_ = *start;
    CivilTime last_day = slot.times.end < slot.times.start ? add_days(slot.day, 1) : slot.day;
    last_day.hour = slot.times.end / 60;
    last_day.minute = slot.times.end % 60;
    Result<std::string> end = to_rfc3339(last_day, event_.tz);
    if (!end) return end.error();
    end_ = *end;
    return {};
  }

  void add_break(const DatedSlot& slot) {
    // Two slots without a title have nothing but their time to tell them apart.
    std::string clock = std::to_string(slot.times.start / 60 * 100 + slot.times.start % 60);
    clock.insert(0, 4 - clock.size(), '0');
    ScheduleEntry entry;
    entry.title = "Break";
    entry.type = "break";
    std::string day = day_;
    std::erase(day, '-');
    add_entry(std::move(entry), "Break " + day + " " + clock);
  }

  void add_entry(ScheduleEntry entry, const std::string& id_title) {
    entry.event = event_.id;
    entry.start = start_;
    entry.end = end_;
    entry_ids_.push_back({id_base(event_.id, id_title, "entry"), id_title, entry.start});
    file_.schedule.push_back(std::move(entry));
  }

  void add_section(const Section& section) {
    timed_ = section.timed;
    if (section.heading.empty()) {
      if (section.talks.empty()) return;
      const bool alone = section.talks.size() == 1;
      for (const Talk& talk : section.talks) add_talk(talk, nullptr, alone);
      return;
    }
    const char* type = schedule_type(section.heading, !section.talks.empty());
    if (type != nullptr) return add_entries(section, type);
    if (section.talks.empty() && starts_with_word(section.heading, "tutorial"))
      return add_tutorial(section);
    if (section.talks.empty() && section.chairs.empty()) return add_entries(section, "other");
    add_session(section);
  }

  // "Tutorial by Jane Doe, Acme Labs" with nothing below it.
  void add_tutorial(const Section& section) {
    Talk talk;
    talk.line = section.line;
    talk.title = section.heading;
    talk.speakers = true;
    if (!section.description.empty()) talk.paragraphs.push_back(section.description);
    const std::size_t by = section.heading.find(" by ");
    if (by != std::string::npos) {
      std::string people = section.heading.substr(by + 4);
      const std::size_t dash = std::min(people.find(" - "), people.find(" \xE2\x80\x93 "));
      if (dash != std::string::npos)
        people = people.substr(0, dash) + ", " + people.substr(people.find(' ', dash + 1) + 1);
      talk.author_lines.push_back(people);
    }
    add_talk(talk, nullptr, true);
  }

  // A heading that is an entry of the schedule, and the talks below it, which then are entries too.
  void add_entries(const Section& section, const char* type) {
    json extra_chairs = json::array();
    for (const std::string& line : section.chairs) {
      for (const Chair& chair : names_.chairs_of(line)) extra_chairs.push_back(chair.name);
    }
    const std::size_t count = std::max<std::size_t>(section.talks.size(), 1);
    for (std::size_t i = 0; i < count; ++i) {
      ScheduleEntry entry;
      entry.type = type;
      entry.title = unescape_tex(section.heading);
      if (!extra_chairs.empty()) entry.extra["x_chairs"] = extra_chairs.dump();
      if (!section.description.empty())
        entry.extra["x_description"] = json(section.description).dump();
      if (i < section.talks.size()) {
        const Talk& talk = section.talks[i];
        if (talk.title != section.heading) entry.title += ": " + unescape_tex(talk.title);
        keep_talk(section.talks[i], entry);
      }
      const std::string id_title = entry.title;
      add_entry(std::move(entry), id_title);
    }
  }

  // What a schedule entry has no keys for is kept beside it.
  void keep_talk(const Talk& talk, ScheduleEntry& entry) {
    json speakers = json::array();
    for (const Author& author : names_.authors_of(talk)) {
      json speaker = {{"name", author.name}};
      for (const Affiliation& place : author.affiliations)
        speaker["affiliations"].push_back(place.raw);
      speakers.push_back(std::move(speaker));
    }
    if (!speakers.empty()) entry.extra["x_speakers"] = speakers.dump();
    if (!talk.paragraphs.empty()) entry.extra["x_abstract"] = json(abstract_of(talk)).dump();
    json links = json::array();
    for (const Link& link : talk.links)
      links.push_back(link.url.empty() ? link.provider : link.url);
    if (!links.empty()) entry.extra["x_links"] = links.dump();
  }

  void add_session(const Section& section) {
    Session session;
    session.title = unescape_tex(section.heading);
    session.event = event_.id;
    session.day = day_;
    session.tz = event_.tz;
    if (timed_) {
      session.start = start_;
      session.end = end_;
    }
    const std::string lower = ascii_lower(section.heading);
    const bool is_short = lower.find("short paper") != std::string::npos;
    session.type = is_short                                      ? "short"
                   : lower.find("poster") != std::string::npos   ? "poster"
                   : lower.find("workshop") != std::string::npos ? "workshop"
                                                                 : "oral";
    for (const std::string& line : section.chairs) {
      for (Chair& chair : names_.chairs_of(line)) session.chairs.push_back(std::move(chair));
    }
    session.description = section.description;
    session_ids_.push_back(
        {id_base(event_.id, section.heading, "session"), section.heading, day_ + start_});
    file_.sessions.push_back(std::move(session));
    papers_in_session_ = 0;
    for (const Talk& talk : section.talks) add_talk(talk, &file_.sessions.back(), false);
  }

  void add_talk(const Talk& talk, const Session* session, bool own_times) {
    const bool people = !talk.author_lines.empty() || !talk.paragraphs.empty();
    if (const char* type = schedule_type(talk.title, people); type != nullptr) {
      ScheduleEntry entry;
      entry.type = type;
      entry.title = unescape_tex(talk.title);
      keep_talk(talk, entry);
      const std::string id_title = entry.title;
      return add_entry(std::move(entry), id_title);
    }
    Paper paper;
    paper.title = unescape_tex(talk.title);
    paper.authors = names_.authors_of(talk);
    paper.abstract = abstract_of(talk);
    paper.event = event_.id;
    paper.type = session != nullptr && session->type == "short" ? "short" : "full";
    for (const Link& link : talk.links) add_link(link, paper);
    Presentation slot;
    if (session != nullptr) {
      slot.session = std::to_string(file_.sessions.size() - 1);  // its index, until ids are given
      slot.position = ++papers_in_session_;
    } else if (own_times && timed_) {
      slot.start = start_;
      slot.end = end_;
    }
    if (slot != Presentation{}) paper.presentations.push_back(std::move(slot));
    add_paper(std::move(paper));
  }

  // The same title by the same people a second time is the same paper in another slot.
  void add_paper(Paper paper) {
    std::string key = fold_key(paper.title) + "\n";
    for (const Author& author : paper.authors) key += person_key(author.name) + "\n";
    const auto [known, is_new] = paper_of_key_.emplace(key, file_.papers.size());
    if (!is_new && !paper.authors.empty()) {
      Paper& first = file_.papers[known->second];
      if (paper.abstract.empty() || first.abstract.empty() || paper.abstract == first.abstract) {
        merge(std::move(paper), first);
        return;
      }
    }
    std::string people;
    for (const Author& author : paper.authors) people += author.name + "\n";
    paper_ids_.push_back({paper_id_base(event_.id, paper.title), paper.title, people});
    file_.papers.push_back(std::move(paper));
  }

  static void merge(Paper again, Paper& first) {
    for (Presentation& slot : again.presentations) first.presentations.push_back(std::move(slot));
    if (first.abstract.empty()) first.abstract = std::move(again.abstract);
    for (Video& video : again.videos) {
      if (std::find(first.videos.begin(), first.videos.end(), video) == first.videos.end()) {
        first.videos.push_back(std::move(video));
      }
    }
    if (again.type == "full") first.type = "full";
  }

  static void add_link(const Link& link, Paper& paper) {
    if (link.kind == LinkKind::Slides) {
      paper.slides.push_back(link.url);
    } else if (link.kind == LinkKind::Paper) {
      paper.pdf = link.url;
    } else {
      Video video;
      video.url = link.url;
      video.announced = link.url.empty();
      video.provider = link.provider;
      if (std::find(paper.videos.begin(), paper.videos.end(), video) == paper.videos.end()) {
        paper.videos.push_back(std::move(video));
      }
    }
  }

  static std::string abstract_of(const Talk& talk) {
    std::string out;
    for (const std::string& paragraph : talk.paragraphs) {
      out += (out.empty() ? "" : "\n") + unescape_tex(paragraph);
    }
    return out;
  }

  Status give_ids() {
    std::set<std::string> titles;
    for (const IdRequest& request : paper_ids_) titles.insert(request.title);
    for (const IdRequest& request : session_ids_) titles.insert(request.title);
    for (const auto& [title, id] : overrides_.ids) {
      if (titles.contains(title)) continue;
      return Error{ErrorCode::InvalidData, "no paper or session of the page has this title",
                   "/ids/" + escape_pointer_token(title),
                   "write it as the page prints it, or take it away"};
    }
    const std::vector<std::string> papers = assign_ids(paper_ids_, overrides_.ids);
    const std::vector<std::string> sessions = assign_ids(session_ids_, overrides_.ids);
    const std::vector<std::string> entries = assign_ids(entry_ids_, {});
    for (std::size_t i = 0; i < papers.size(); ++i) file_.papers[i].id = papers[i];
    for (std::size_t i = 0; i < sessions.size(); ++i) file_.sessions[i].id = sessions[i];
    for (std::size_t i = 0; i < entries.size(); ++i) file_.schedule[i].id = entries[i];
    for (Paper& paper : file_.papers) {
      for (Presentation& slot : paper.presentations) {
        if (!slot.session.empty()) slot.session = sessions[std::stoul(slot.session)];
      }
    }
    return {};
  }

  const Event& event_;
  const Overrides& overrides_;
  NameBook names_;
  EventFile file_;
  std::string day_;
  std::string start_;
  std::string end_;
  bool timed_ = true;
  int papers_in_session_ = 0;
  std::vector<IdRequest> paper_ids_;
  std::vector<IdRequest> session_ids_;
  std::vector<IdRequest> entry_ids_;
  std::map<std::string, std::size_t> paper_of_key_;
};

}  // namespace

Result<EventFile> build_records(const Event& event, const std::vector<DatedSlot>& slots,
                                const KnownInstitutions& known, const Overrides& overrides) {
  return Builder(event, known, overrides).run(slots);
}

}  // namespace paperfind::program_page
