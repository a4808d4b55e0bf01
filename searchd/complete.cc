#include "searchd/complete.h"

#include <CLI/CLI.hpp>

namespace paperfind {
namespace {

// "TEXT:{a,b}" where there is a choice; any other text is a folder.
std::string values_of(const CLI::Option& flag, const std::string& typed) {
  const std::string type = flag.get_type_name();
  const auto open = type.find('{');
  if (open == std::string::npos) {
    const bool folder = flag.check_name("--db") || flag.check_name("--templates");
    return folder ? ":folder\n" : "";
  }
  std::string out;
  for (const std::string& choice :
       CLI::detail::split(type.substr(open + 1, type.find('}') - open - 1), ',')) {
    if (choice.starts_with(typed)) out += choice + "\t\n";
  }
  return out;
}

}  // namespace

std::string complete(const CLI::App& app, const std::vector<std::string>& words) {
  const std::string typed = words.empty() ? "" : words.back();
  if (words.size() > 1 && words[words.size() - 2].starts_with('-')) {
    const CLI::Option* flag = app.get_option_no_throw(words[words.size() - 2]);
    if (flag != nullptr && flag->get_items_expected_max() > 0) return values_of(*flag, typed);
  }
  std::string out;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) {
      const std::string word = "--" + name;
      if (word.starts_with(typed)) out += word + "\t" + option->get_description() + "\n";
    }
  }
  return out;
}

}  // namespace paperfind
