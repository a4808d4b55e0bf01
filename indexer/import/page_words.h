// Word lists by which lines of a programme page are told apart: data, kept in one place.
#pragma once

#include <string_view>
#include <vector>

namespace paperfind::program_page {

// A word of a job title: "Student", "Professor", "Engineer". Compared without case, punctuation
// dropped.
bool is_role_word(std::string_view word);
// A word institutions carry in their names: "University", "GmbH", "Labs".
bool is_institution_word(std::string_view word);
// A word of titles and headings that no name is made of: "Networks", "towards", "Session".
bool is_title_word(std::string_view word);
// A lower-case word inside names: "van", "de", "bin".
bool is_name_particle(std::string_view word);
// A field of work printed where an affiliation should stand: "Machine Learning".
bool is_field_of_work(std::string_view text);

// True when the part holds a role word and reads as a job title.
bool is_role(std::string_view part);
// True when one of the part's words is an institution word.
bool has_institution_word(std::string_view part);
// Prose ends in a full stop; "Syntiant Corp." and "J. Smith Jr." do not.
bool ends_like_prose(std::string_view line);

}  // namespace paperfind::program_page
