// What a time slot holds.
//
//   slot     = section { section }          (a later section starts with a heading and a chair)
//   section  = [ heading ] { chair } [ description ] { talk }
//   talk     = title { author-line } [ "Abstract (English)" { paragraph } ] { link }
//
// A slot with one talk and no heading, and a heading with no talk, are both usual.
#pragma once

#include <string>
#include <vector>

#include "indexer/import/page_outline.h"
#include "indexer/import/page_people.h"

namespace paperfind::program_page {

enum class LinkKind { Video, Slides, Paper };

struct Link {
  LinkKind kind = LinkKind::Video;
  std::string provider;  // "YouTube"
  std::string url;       // may be empty
};

struct Talk {
  std::size_t line = 0;  // of the title
  std::string title;
  std::vector<std::string> author_lines;
  bool speakers =
      false;  // lines of their own below the title: these people speak; else they are the authors
  std::vector<std::string> paragraphs;
  std::vector<Link> links;
};

struct Section {
  std::size_t line = 0;
  std::string heading;
  std::vector<std::string> chairs;  // what stands behind "Session Chair:"
  std::string description;
  std::vector<Talk> talks;
  bool timed = true;  // false for a later section of a slot: its own times are not known
};

// Marks every line of the slot.
std::vector<Section> read_sections(Ledger& ledger, const Slot& slot,
                                   const KnownInstitutions& known);

}  // namespace paperfind::program_page
