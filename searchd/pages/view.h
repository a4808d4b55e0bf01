// What a template is filled with, and the few ways we fill it.
#pragma once

#include <kainjow/mustache.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace paperfind {

using View = kainjow::mustache::data;

// Absent text is `false`, so that {{#key}}…{{/key}} shows nothing. Every key of a list's item is
// set, also when it is absent: a missing one would be looked up in the surroundings.
void set_text(View& view, const std::string& key, std::string_view text);
void set_flag(View& view, const std::string& key, bool on);
// An empty list is absent, too; `key` + "_any" tells, once, whether there is anything.
void set_list(View& view, const std::string& key, const std::vector<View>& items);

}  // namespace paperfind
