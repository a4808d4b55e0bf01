#include "cli/complete.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "cli/arguments.h"
#include "cli/choices.h"
#include "cli/flags.h"
#include "cli/source.h"
#include "engine/base/nlohmann_json.h"
#include "engine/render/export.h"
#include "engine/schema/fields.h"
#include "engine/search/suggest_page.h"

namespace paperfind::cli {
namespace {

using nlohmann::json;

// More than anybody reads through.
constexpr std::size_t kMostValues = 100;

class Completion {
 public:
  Completion(const std::vector<std::string>& words, const Environment& environment)
      : typed_(words.empty() ? std::string() : words.back()), environment_(environment) {
    if (!words.empty()) before_.assign(words.begin(), words.end() - 1);
    verb_at_ = verb_index(before_);
    if (verb_at_ == before_.size()) return;
    if (const VerbSpec* spec = find_verb(before_[verb_at_])) verb_ = spec->verb;
  }

  std::string run() {
    const auto equals = typed_.find('=');
    if (std::find(before_.begin(), before_.end(), "--") != before_.end()) return {};
    if (const FlagSpec* flag = waiting_flag()) {
      add_values(*flag, typed_);
    } else if (typed_.starts_with("--") && equals != std::string::npos) {
      lead_ = typed_.substr(0, equals + 1);
      if (const FlagSpec* named = flag_named(typed_.substr(0, equals))) {
        add_values(*named, typed_.substr(equals + 1));
      }
    } else if (typed_.starts_with('-')) {
      add_flags();
    } else {
      add_words();
    }
    return std::move(out_);
  }

 private:
  [[nodiscard]] const FlagSpec* flag_named(std::string_view word) const {
    const Verb verb =
        verb_ == Verb::None ? Verb::Search : verb_;  // flags may stand before the verb
    if (word.starts_with("--")) return find_flag(word.substr(2), verb);
    return word.size() == 2 && word[0] == '-' ? find_flag(word[1], verb) : nullptr;
  }

  // The flag whose value is typed.
  [[nodiscard]] const FlagSpec* waiting_flag() const {
    if (before_.empty() || before_.size() == verb_at_ + 1) return nullptr;
    const FlagSpec* flag = flag_named(before_.back());
    return flag != nullptr && !flag->value.empty() ? flag : nullptr;
  }

  void add(std::string_view word, std::string_view meaning) {
    std::string line = lead_ + std::string(word) + "\t" + std::string(meaning);
    std::replace_if(
        line.begin(), line.end(), [](char c) { return c == '\n' || c == '\r'; }, ' ');
    out_ += line + "\n";
  }
  // Where it can become that by more typing.
  void offer(std::string_view word, std::string_view typed, std::string_view meaning = {}) {
    if (word.starts_with(typed)) add(word, meaning);
  }

  void add_flags() {
    for (const FlagSpec& flag : flags()) {
      if ((flag.verbs & bit(verb_)) != 0) offer("--" + flag.long_name, typed_, flag.help);
    }
  }

  void add_words() {
    if (verb_at_ == before_.size() || verb_ == Verb::Help) {
      for (const VerbSpec& spec : verbs()) offer(spec.name, typed_, spec.help);
    }
    if (verb_ == Verb::Help) offer("query", typed_, "how a query is written");
    if (verb_ == Verb::Facets && before_.size() == verb_at_ + 1) add_facet_names(typed_, "");
  }

  void add_facet_names(std::string_view typed, const std::string& behind) {
    for (const FacetSpec& facet : kFacets) {
      offer(std::string(facet.name) + behind, typed, facet.label);
    }
  }

  void add_values(const FlagSpec& flag, const std::string& typed) {
    switch (flag.id) {
      case FlagId::Filter:
        return add_facet_values(flag.long_name, typed);
      case FlagId::Not:
      case FlagId::All:
        return add_pairs(typed);
      case FlagId::Sort:
        return add_choices(kSortKeys, typed);
      case FlagId::Order:
        return add_choices(kOrders, typed);
      case FlagId::Color:
        return add_choices(kColors, typed);
      case FlagId::Format:
        return add_formats(typed);
      case FlagId::Facets:
      case FlagId::Types:
        return add_list(flag.id, typed);
      case FlagId::Db:
        out_ = ":folder\n";
        return;
      case FlagId::Queries:
      case FlagId::Qrels:
      case FlagId::Run:
      case FlagId::Baseline:
      case FlagId::Exclude:
        out_ = ":file\n";
        return;
      default:
        return;
    }
  }

  template <typename Choices>
  void add_choices(const Choices& choices, std::string_view typed) {
    for (const auto& choice : choices) offer(choice.name, typed);
  }

  void add_formats(std::string_view typed) {
    if (verb_ == Verb::Eval) return add_choices(kEvalFormats, typed);
    add_choices(kFormats, typed);
    if (verb_ != Verb::Search && verb_ != Verb::Show) return;
    for (const ExportFormat& format : all_export_formats()) {
      if (format.key != "jsonl") offer(format.key, typed, format.label);
    }
  }

  // The last of a list parted by commas.
  void add_list(FlagId id, const std::string& typed) {
    const auto comma = typed.rfind(',');
    const std::size_t done = comma == std::string::npos ? 0 : comma + 1;
    lead_ += typed.substr(0, done);
    const std::string_view rest = std::string_view(typed).substr(done);
    if (id == FlagId::Facets) return add_facet_names(rest, "");
    for (const SuggestTypeSpec& type : kSuggestTypes) offer(type.name, rest);
  }

  // FACET=VALUE
  void add_pairs(const std::string& typed) {
    const auto equals = typed.find('=');
    if (equals == std::string::npos) return add_facet_names(typed, "=");
    lead_ += typed.substr(0, equals + 1);
    const std::string name = typed.substr(0, equals);
    if (find_facet(name) != nullptr) add_facet_values(name, typed.substr(equals + 1));
  }

  // The last value that was typed for the flag.
  [[nodiscard]] std::string given(const std::string& flag) const {
    std::string out;
    for (std::size_t i = 0; i < before_.size(); ++i) {
      if (before_[i] == flag && i + 1 < before_.size()) out = before_[i + 1];
      if (before_[i].starts_with(flag + "=")) out = before_[i].substr(flag.size() + 1);
    }
    return out;
  }

  // Values whose id begins like that; else those with a word of their name that does, so that a
  // name leads to its id.
  void add_facet_values(const std::string& facet, const std::string& typed) {
    Options options;
    options.db = given("--db");
    options.url = given("--url");
    const auto place = find_place(options, environment_);
    if (!place.ok()) return;
    const auto source = open_source(*place);
    if (!source.ok()) return;
    const std::string before = out_;
    for (const json& value : values(**source, facet, "", kMaxFacetLimit)) {
      offer(value.at("id").get<std::string>(), typed, value.at("label").get<std::string>());
    }
    if (out_ != before) return;
    for (const json& value : values(**source, facet, typed, kMostValues)) {
      add(value.at("id").get<std::string>(), value.at("label").get<std::string>());
    }
  }

  // An empty list where there is no answer: the shell has nowhere to show an error.
  static json values(Source& source, const std::string& facet, const std::string& prefix,
                     std::size_t most) {
    Params params = {{"per_page", std::to_string(most)}};
    if (!prefix.empty()) params.emplace_back("prefix", prefix);
    const auto body = source.get("facets/" + facet, params);
    if (!body.ok()) return json::array();
    return json::parse(*body).at("values");
  }

  std::string typed_;
  std::vector<std::string> before_;
  std::size_t verb_at_ = 0;
  Verb verb_ = Verb::None;
  std::string lead_;  // of what is typed, stays in front of every word
  const Environment& environment_;
  std::string out_;
};

}  // namespace

std::string complete(const std::vector<std::string>& words, const Environment& environment) {
  try {
    return Completion(words, environment).run();
  } catch (const json::exception&) {
    return {};  // a daemon of another version
  }
}

}  // namespace paperfind::cli
