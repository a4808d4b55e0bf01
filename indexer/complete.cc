#include "indexer/complete.h"

#include <CLI/CLI.hpp>
#include <string_view>

#include "engine/store/generation.h"

namespace paperfind {
namespace {

class Completion {
 public:
  Completion(const CLI::App& app, const std::vector<std::string>& words,
             const std::filesystem::path& index)
      : app_(app), level_(&app), index_(index) {
    for (std::size_t i = 0; i + 1 < words.size(); ++i) look_at(words[i]);
    typed_ = words.empty() ? "" : words.back();
  }

  std::string run() {
    if (waiting_ != nullptr) {
      add_values(*waiting_);
    } else if (typed_.starts_with('-')) {
      add_flags(*level_);
      if (level_ != &app_) add_flags(app_);
    } else {
      add_words();
    }
    return std::move(out_);
  }

 private:
  // One of the words before.
  void look_at(const std::string& word) {
    if (waiting_ != nullptr) {
      if (waiting_->check_name("--db")) index_ = word;
      waiting_ = nullptr;
      return;
    }
    if (word.starts_with('-')) {
      const CLI::Option* flag = level_->get_option_no_throw(word);
      if (flag != nullptr && flag->get_items_expected_max() > 0) waiting_ = flag;
      return;
    }
    for (const CLI::App* below : level_->get_subcommands([](const CLI::App*) { return true; })) {
      if (below->get_name() != word) continue;
      level_ = below;
      return;
    }
    ++positionals_;
  }

  void offer(const std::string& word, const std::string& meaning = {}) {
    if (word.starts_with(typed_)) out_ += word + "\t" + meaning + "\n";
  }

  void add_flags(const CLI::App& app) {
    for (const CLI::Option* option : app.get_options()) {
      for (const std::string& name : option->get_lnames()) {
        if (&app == level_ || name != "help") offer("--" + name, option->get_description());
      }
    }
  }

  // "TEXT:{a,b}" where there is a choice.
  void add_values(const CLI::Option& option) {
    const std::string type = option.get_type_name();
    const auto open = type.find('{');
    if (open == std::string::npos) {
      const bool folder = option.check_name("--db") || option.check_name("--authority");
      if (type.starts_with("TEXT")) out_ = folder ? ":folder\n" : ":file\n";
      return;
    }
    for (const std::string& choice :
         CLI::detail::split(type.substr(open + 1, type.find('}') - open - 1), ',')) {
      offer(choice);
    }
  }

  void add_words() {
    const auto below = level_->get_subcommands([](const CLI::App*) { return true; });
    for (const CLI::App* command : below) offer(command->get_name(), command->get_description());
    if (!below.empty()) return;
    std::size_t at = 0;
    for (const CLI::Option* option : level_->get_options()) {
      if (!option->get_positional()) continue;
      const bool many = option->get_items_expected_max() > 1;
      if (at++ == positionals_ || many) return add_positional(*option);
    }
  }

  void add_positional(const CLI::Option& option) {
    const bool compared = level_->get_name() == "diff";
    if (level_->get_name() != "rollback" && !compared) return add_values(option);
    if (compared) offer("current", "the generation that serves");
    const Result<std::vector<std::string>> names = list_generations(index_);
    if (!names.ok()) return;
    for (const std::string& name : *names) offer(name);
    if (compared && out_.empty()) out_ = ":file\n";
  }

  const CLI::App& app_;
  const CLI::App* level_;  // the command that is used
  std::filesystem::path index_;
  const CLI::Option* waiting_ = nullptr;  // its value comes next
  std::size_t positionals_ = 0;           // behind the command
  std::string typed_;
  std::string out_;
};

}  // namespace

std::string complete(const CLI::App& app, const std::vector<std::string>& words,
                     const std::filesystem::path& index) {
  return Completion(app, words, index).run();
}

}  // namespace paperfind
