#include "cli/arguments.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "engine/base/nearest.h"

namespace paperfind::cli {
namespace {

constexpr Verb kAllVerbs[] = {Verb::Search, Verb::Show, Verb::Facets,  Verb::Suggest, Verb::Eval,
                              Verb::Embed,  Verb::Help, Verb::Version, Verb::None};

bool is_flag(std::string_view argument) { return argument.size() > 1 && argument[0] == '-'; }

// Before the verb is known a flag may be any verb's.
const FlagSpec* find_anywhere(std::string_view long_name) {
  for (const Verb verb : kAllVerbs) {
    if (const FlagSpec* flag = find_flag(long_name, verb)) return flag;
  }
  return nullptr;
}

const FlagSpec* find_anywhere(char short_name) {
  for (const Verb verb : kAllVerbs) {
    if (const FlagSpec* flag = find_flag(short_name, verb)) return flag;
  }
  return nullptr;
}

// True when the value of this flag is the argument after it.
bool takes_next(std::string_view argument) {
  if (argument.starts_with("--")) {
    const FlagSpec* flag = find_anywhere(argument.substr(2));
    return flag != nullptr && !flag->value.empty();
  }
  const FlagSpec* flag = argument.size() == 2 ? find_anywhere(argument[1]) : nullptr;
  return flag != nullptr && !flag->value.empty() && flag->id != FlagId::Query;
}

Error unknown_verb(const std::string& typed) {
  std::vector<std::string> names;
  for (const VerbSpec& verb : verbs()) names.emplace_back(verb.name);
  const auto close = nearest(typed, names);
  return {ErrorCode::InvalidInput,
          "no command is called \"" + typed + "\"",
          {},
          close ? "did you mean \"" + *close + "\"?" : "to look for it: paperfind search " + typed};
}

Error unknown_flag(const std::string& typed, Verb verb) {
  Error error{ErrorCode::InvalidInput, "unknown flag " + typed, {}, {}};
  if (!typed.starts_with("--")) {
    error.hint = verb == Verb::Search
                     ? "to leave a word out of the search, end the flags first: -- " + typed
                     : "see paperfind --help";
    return error;
  }
  std::vector<std::string> names;
  for (const FlagSpec& flag : flags()) {
    if ((flag.verbs & bit(verb)) != 0) names.push_back(flag.long_name);
  }
  const std::string name = typed.substr(2);
  if (find_anywhere(name) != nullptr) {
    error.message = typed + " is no flag of " +
                    (verb == Verb::None ? "paperfind itself" : std::string(spec_of(verb).name));
    return error;
  }
  if (const auto close = nearest(name, names)) error.hint = "did you mean --" + *close + "?";
  return error;
}

class Parser {
 public:
  Parser(std::span<const std::string> argv, std::size_t verb_at, Verb verb)
      : argv_(argv), verb_at_(verb_at) {
    out_.verb = verb;
  }

  Result<Arguments> parse() {
    bool flags_over = false;
    for (; at_ < argv_.size(); ++at_) {
      const std::string& argument = argv_[at_];
      if (at_ == verb_at_) continue;
      if (flags_over || !is_flag(argument)) {
        out_.words.push_back(argument);
      } else if (argument == "--") {
        flags_over = true;
      } else if (const Status status =
                     argument[1] == '-' ? long_flag(argument) : short_flags(argument);
                 !status.ok()) {
        return status.error();
      }
    }
    return std::move(out_);
  }

 private:
  Status long_flag(const std::string& argument) {
    const auto equals = argument.find('=');
    const std::string typed = argument.substr(0, equals);
    const FlagSpec* flag = find_flag(std::string_view(typed).substr(2), out_.verb);
    if (flag == nullptr) return unknown_flag(typed, out_.verb);
    if (equals == std::string::npos) return add(*flag, typed);
    if (flag->value.empty()) {
      return Error{ErrorCode::InvalidInput, "takes no value", typed, {}};
    }
    out_.flags.push_back({flag->id, flag->long_name, argument.substr(equals + 1)});
    return {};
  }

  // "-vn5": flags without a value may be run together; the first with one takes the rest.
  Status short_flags(const std::string& argument) {
    for (std::size_t i = 1; i < argument.size(); ++i) {
      const FlagSpec* flag = find_flag(argument[i], out_.verb);
      if (flag == nullptr) return unknown_flag(argument, out_.verb);
      if (!flag->value.empty() && i + 1 < argument.size()) {
        out_.flags.push_back({flag->id, flag->long_name, argument.substr(i + 1)});
        return {};
      }
      if (Status status = add(*flag, std::string("-") + argument[i]); !status.ok()) {
        return status;
      }
    }
    return {};
  }

  // The flag with the next argument as its value, if it takes one.
  Status add(const FlagSpec& flag, const std::string& typed) {
    if (flag.value.empty()) {
      out_.flags.push_back({flag.id, flag.long_name, {}});
      return {};
    }
    if (at_ + 1 >= argv_.size() || at_ + 1 == verb_at_) {
      return Error{ErrorCode::InvalidInput, "needs a value: " + flag.value, typed, {}};
    }
    out_.flags.push_back({flag.id, flag.long_name, argv_[++at_]});
    return {};
  }

  std::span<const std::string> argv_;
  std::size_t verb_at_;
  std::size_t at_ = 0;
  Arguments out_;
};

}  // namespace

std::size_t verb_index(std::span<const std::string> argv) {
  for (std::size_t i = 0; i < argv.size(); ++i) {
    if (argv[i] == "--") return std::min(i + 1, argv.size());
    if (!is_flag(argv[i])) return i;
    if (takes_next(argv[i])) ++i;
  }
  return argv.size();
}

Result<Arguments> parse_arguments(std::span<const std::string> argv) {
  const std::size_t at = verb_index(argv);
  Verb verb = Verb::None;
  if (at < argv.size()) {
    const VerbSpec* spec = find_verb(argv[at]);
    if (spec == nullptr) return unknown_verb(argv[at]);
    verb = spec->verb;
  }
  return Parser(argv, at, verb).parse();
}

}  // namespace paperfind::cli
