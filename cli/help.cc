#include "cli/help.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include "cli/styled_text.h"
#include "engine/base/nearest.h"
#include "engine/schema/fields.h"

namespace paperfind::cli {
namespace {

constexpr int kHelpWidth = 80;

// "  left          text", the text wrapped in its own column.
std::string entry(const std::string& left, std::string_view text, int column) {
  std::string out = "  " + left;
  int used = width_of(left) + 2;
  if (used + 2 > column) {
    out += "\n";
    used = 0;
  }
  bool first = true;
  for (const Glyphs& line : wrap(glyphs_of(text), kHelpWidth - column)) {
    out += padding(first ? used : 0, column) + to_bytes(line, Style::Plain, false) + "\n";
    first = false;
  }
  return out;
}

std::string flag_text(const FlagSpec& flag) {
  std::string out = flag.short_name != 0 ? std::string("-") + flag.short_name + ", " : "    ";
  out += "--" + flag.long_name;
  if (!flag.value.empty()) out += " " + flag.value;
  return out;
}

std::string flags_of(Verb verb) {
  std::string filters;
  std::string others;
  for (const FlagSpec& flag : flags()) {
    if ((flag.verbs & bit(verb)) == 0) continue;
    (flag.id == FlagId::Filter ? filters : others) += entry(flag_text(flag), flag.help, 30);
  }
  std::string out;
  if (!filters.empty())
    out += "\nFilters (an id, a name or an alias; \"~none\" for not given):\n" + filters;
  return out + "\nFlags:\n" + others;
}

std::string_view examples(Verb verb) {
  switch (verb) {
    case Verb::Search:
      return "\nExamples:\n"
             "  paperfind search keyword spotting\n"
             "  paperfind search pruning --institution \"ETH Zürich\" --format ids\n"
             "  paperfind search --phrase \"neural architecture search\" --year 2021..\n"
             "  paperfind search --author \"Ana Díaz\" --format bib > diaz.bib\n"
             "  paperfind search -- attention -survey\n"
             "\nExit: 0 papers found, 1 none, 2 usage, 65 damaged index, 66 no index,\n"
             "69 service down, 74 input or output error, 75 try again.\n";
    case Verb::Show:
      return "\nExamples:\n"
             "  paperfind show p0421\n"
             "  paperfind search keyword spotting --format ids | paperfind show -\n";
    case Verb::Facets:
      return "\nExamples:\n"
             "  paperfind facets\n"
             "  paperfind facets session\n"
             "  paperfind facets institution -q \"keyword spotting\"\n";
    case Verb::Suggest:
      return "\nExamples:\n"
             "  paperfind suggest keyw\n"
             "  paperfind suggest mach lea --types phrase,paper\n"
             "  paperfind suggest mul --types person --year 2022\n";
    case Verb::Eval:
      return "\nExamples:\n"
             "  paperfind eval --queries queries.tsv --qrels qrels.tsv --run today.run\n"
             "  paperfind eval --queries queries.tsv --qrels qrels.tsv --baseline today.run\n"
             "\nExit: 0 measured, 1 below --min-ndcg, 2 usage, 65 a file holds what it may not\n"
             "(file:line), 66 no such file or index, 69 service down, 74 input or output\n"
             "error, 75 try again.\n";
    case Verb::Embed:
      return "\nExamples:\n"
             "  paperfind embed --url https://search.example.org\n";
    case Verb::None:
    case Verb::Help:
    case Verb::Version:
      break;
  }
  return "";
}

struct Example {
  std::string_view typed;  // behind "paperfind search", for a shell
  std::string_view help;
};

// Each finds something in the corpus of this tree: a test runs them.
constexpr Example kQueryExamples[] = {
    {"keyword spotting", "papers with both words, in any form: \"prune\" also finds \"pruning\""},
    {"'\"neural network\"'",
     "the two side by side, exactly so; the same as --phrase \"neural network\" (the shell eats a "
     "single pair of quotes)"},
    {"'\"pruned\"'", "this form alone, not its relatives"},
    {"-- pruning -attention",
     "without the word attention; \"--\" first, or the shell word is taken for a flag"},
    {"pruning OR quantization",
     "one of them is enough; AND, NOT and parentheses work too, in capitals"},
    {"+quantization training", "quantization even where no paper holds both words"},
    {"low NEAR/3 precision", "the words at most 3 apart, in any order; NEAR alone means 10"},
    {"neural ADJ/3 search", "the same in this order"},
    {"'transform*'", "words that begin so; three letters at least, two such words at most"},
    {"title:pruning", "the word in one field alone"},
    {"'author:(yiyu shi)'", "both words in one field; quoted for the shell"},
    {"energy year:2021..2023", "of these years; 2021.., ..2023 and 2022 work too"},
    {"energy day:2022-03-28", "presented on that day; ranges as for years, and 2022-03"},
    {"id:tinyml-2022-how-to-manage-tiny-machine-learning",
     "a paper's id, DOI, arXiv id or address finds that paper, also without id:"},
};

std::string query_help() {
  std::string fields;
  for (const TextFieldSpec& field : kTextFields) {
    if (!fields.empty()) fields += ", ";
    fields += std::string(field.name) + ":";
    if (!field.alias.empty()) fields += " (" + std::string(field.alias) + ":)";
  }
  std::string out = "How a query is written, behind paperfind search\n\n";
  for (const Example& example : kQueryExamples) {
    out += entry(std::string(example.typed), example.help, 28);
  }
  out += "\nFields: " + fields + "\n";
  out += "Accents and capitals do not matter: jelcicoova finds Jelčicoová.\n";
  out +=
      "Other names are searched too: KWS finds keyword spotting, tiny ML finds tinyML; not in\n"
      "quotes, and not with --no-synonyms. -v says which.\n";
  out += "Nothing at all, or *, is every paper in programme order.\n";
  return out;
}

}  // namespace

std::string overview() {
  std::string out =
      "paperfind finds papers in an index, or asks a paperfind-searchd over HTTP.\n\n"
      "Usage: paperfind COMMAND [WORD…] [FLAG…]\n\nCommands:\n";
  for (const VerbSpec& verb : verbs()) {
    out += entry(std::string(verb.name) + " " + std::string(verb.arguments), verb.help, 26);
  }
  return out + "\nWhere to look:\n" +
         entry("--db DIR", "an index folder, made by paperfind-indexer build", 26) +
         entry("--url URL", "a daemon, such as http://127.0.0.1:8080", 26) +
         "  or else PAPERFIND_DB, PAPERFIND_URL, db or url in\n"
         "  ~/.config/paperfind/config.toml, ~/.local/share/paperfind.\n"
         "\nBegin with:\n"
         "  paperfind search keyword spotting --db index\n"
         "  paperfind facets session --db index\n"
         "\nMore: paperfind COMMAND --help, paperfind help query\n";
}

std::string help_on(Verb verb) {
  if (verb == Verb::None || verb == Verb::Help || verb == Verb::Version) return overview();
  const VerbSpec& spec = spec_of(verb);
  std::string out = "Usage: paperfind " + std::string(spec.name) + " " +
                    std::string(spec.arguments) + " [FLAG…]\n\n" + std::string(spec.help) + "\n";
  return out + flags_of(verb) + std::string(examples(verb));
}

Result<std::string> help_on(const std::string& topic) {
  if (topic == "query") return query_help();
  if (const VerbSpec* verb = find_verb(topic)) return help_on(verb->verb);
  std::vector<std::string> topics = {"query"};
  for (const VerbSpec& verb : verbs()) topics.emplace_back(verb.name);
  const auto close = nearest(topic, topics);
  return Error{ErrorCode::InvalidInput,
               "there is no help on \"" + topic + "\"",
               {},
               close ? "did you mean \"" + *close + "\"?" : "see paperfind --help"};
}

}  // namespace paperfind::cli
