// Tables of a generation made from two, against those the builders make of all the papers.
#include <algorithm>
#include <random>

#include "engine/schema/document.h"
#include "engine/store/columns_builder.h"
#include "engine/store/columns_merge.h"
#include "engine/store/forward_builder.h"
#include "engine/store/forward_merge.h"
#include "engine/store/suggest_builder.h"
#include "engine/store/suggest_merge.h"
#include "engine/store/vectors_merge.h"
#include "engine/store/word_list_builder.h"
#include "engine/store/words_merge.h"
#include "tests/catch.h"
#include "tests/support/temp_dir.h"

namespace paperfind {
namespace {

using testing::read_text;
using testing::TempDir;

Resolver made_resolver() {
  CorpusFrame frame;
  for (const int year : {2019, 2021, 2022}) {
    Event event;
    event.id = "sym" + std::to_string(year);
    event.name = "Symposium " + std::to_string(year);
    event.year = year;
    Session session;
    session.id = event.id + "-s1";
    session.title = year == 2021 ? "Quantized networks" : "Speech";
    session.event = event.id;
    session.day = std::to_string(year) + "-03-2" + std::to_string(year % 10);
    session.code = "S" + std::to_string(year % 3);
    frame.events.push_back(event);
    frame.sessions.push_back(session);
  }
  Institution eth;
  eth.id = "eth";
  eth.name = "ETH Zürich";
  eth.acronyms = {"ETHZ"};
  eth.country = "CH";
  frame.institutions = {eth};
  Person ana;
  ana.id = "ana-diaz";
  ana.name = "Ana Díaz";
  ana.variants = {"A. Diaz-Moreno"};
  frame.people = {ana};
  return std::move(Resolver::create(std::move(frame))).value();
}

class RandomPapers {
 public:
  explicit RandomPapers(unsigned seed) : random_(seed) {}

  Paper next() {
    // Words in several forms, of several scripts, and such as no form tells; runs come up again.
    static const std::vector<std::string> kWords = {"deep learning", "Deep Learning",
                                                    "Deep learning", "DEEP",
                                                    "for",           "keyword spotting",
                                                    "TinyML",        "TinyMLs",
                                                    "naïve Bayes",   "the",
                                                    "end-to-end",    "End-to-End",
                                                    "語彙の小",      "prune",
                                                    "pruned",        "3ds",
                                                    "a_b",           "speech  on",
                                                    "AND",           "k-NN",
                                                    "Müller's",      "of",
                                                    "microphones",   "x: y"};
    Paper paper;
    paper.id = "p" + std::to_string(++count_);
    for (std::size_t left = below(6); left > 0; --left) {
      paper.title += (paper.title.empty() ? "" : " ") + one_of(kWords);
    }
    for (std::size_t left = below(12); left > 0; --left) paper.abstract += one_of(kWords) + " ";
    if (below(6) == 0) paper.title = "Word" + std::to_string(below(40));
    if (below(3) > 0) paper.event = one_of({"sym2019", "sym2021", "sym2022"});
    if (!paper.event.empty() && below(2) == 0) {
      paper.presentations.emplace_back().session = paper.event + "-s1";
    }
    if (below(4) == 0) paper.published = one_of({"2020-05-01", "2018", "2021-03-29"});
    if (below(2) == 0) paper.type = one_of({"Short", "short", "Full paper"});
    if (below(2) == 0) paper.keywords = {one_of(kWords), one_of(kWords)};
    if (below(9) == 0) paper.status = PaperStatus::Withdrawn;
    if (below(8) == 0) paper.translations["de"] = {one_of({"Sprache", "Rauschen"}), ""};
    add_authors(paper);
    return paper;
  }

  std::size_t below(std::size_t end) { return random_() % end; }

 private:
  void add_authors(Paper& paper) {
    // One person under several names: the first paper's is the label.
    static const std::vector<Author> kAuthors = {author("José García", "García", "jose-garcia"),
                                                 author("Jose Garcia", "", "jose-garcia"),
                                                 author("Zoë García", "García", "jose-garcia"),
                                                 author("Bo Okafor", "Okafor", "bo"),
                                                 author("Ana D.", "Díaz", "ana-diaz"),
                                                 author("Li Wei", "Li", "li-wei"),
                                                 author("LI Wei", "Li", "li-wei"),
                                                 author("Éva Nagy", "Nagy", "eva")};
    for (std::size_t left = below(4); left > 0; --left) {
      paper.authors.push_back(one_of(kAuthors));
      if (below(2) == 0) paper.authors.back().affiliations = {{"ETH Zurich, D-ITET", "eth"}};
      if (below(3) == 0) {
        paper.authors.back().affiliations = {
            {one_of({"Acme Labs", "ACME labs", "Zeta"}), one_of({"acme-labs", "zeta"})}};
      }
    }
  }

  static Author author(const std::string& name, const std::string& family,
                       const std::string& person) {
    Author author;
    author.name = name;
    author.family = family;
    author.person = person;
    return author;
  }

  template <typename T>
  T one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }
  std::string one_of(const std::vector<std::string>& all) { return all[below(all.size())]; }

  std::mt19937 random_;
  unsigned count_ = 0;
};

// The tables of one generation.
struct Tables {
  std::vector<Paper> papers;
  Columns columns;
  ForwardIndex forward;
  WordList words;
  DocVectors vectors;
  TitleForms forms;
  SuggestTable suggest;
  std::string suggest_bytes;
};

SuggestTable loaded(const std::string& bytes) {
  const TempDir folder;
  REQUIRE(save_suggest_table(folder.path(), bytes).ok());
  return std::move(SuggestTable::load(folder.path())).value();
}

template <typename Table>
std::string saved(const Table& table, const char* file) {
  const TempDir folder;
  REQUIRE(table.save(folder.path()).ok());
  return read_text(folder.path() / file);
}

// What collects papers.
struct Builders {
  explicit Builders(const Resolver& resolver, const std::vector<Paper>& papers)
      : columns(resolver) {
    DocumentBuilder documents(resolver);
    for (const Paper& paper : papers) {
      const PaperFacets facets =
          paper.status == PaperStatus::Withdrawn ? PaperFacets() : facets_of(paper, resolver);
      forward.begin_paper();
      vectors.add(documents.build(
          paper, facets, 0,
          [&](TextField field, Xapian::termpos position, std::span<const Token> tokens) {
            forward.add(field, position, tokens);
          }));
      columns.add(paper, facets);
      titles.add(paper);
    }
  }
  ColumnsBuilder columns;
  ForwardBuilder forward;
  DocVectorsBuilder vectors;
  TitleList titles;
};

Tables built(const Resolver& resolver, const std::vector<Paper>& papers) {
  Builders builders(resolver, papers);
  Tables tables;
  tables.papers = papers;
  tables.columns = builders.columns.finish();
  tables.forward = std::move(ForwardIndex::parse(builders.forward.finish())).value();
  tables.words = words_of(tables.forward);
  tables.vectors = builders.vectors.finish(tables.forward);
  tables.forms = TitleForms::of(builders.titles);
  tables.suggest_bytes = suggest_table_bytes({tables.columns, resolver.frame(), builders.titles});
  tables.suggest = loaded(tables.suggest_bytes);
  return tables;
}

// What becomes of a generation's papers.
struct Edit {
  DocMerge map;
  std::vector<Paper> fresh, all;
};

// Some are gone, some changed, some new, anywhere.
Edit random_edit(const std::vector<Paper>& before, RandomPapers& random) {
  Edit edit;
  const std::size_t calm = 2 + random.below(12);
  const auto add_fresh = [&] {
    edit.fresh.push_back(random.next());
    edit.all.push_back(edit.fresh.back());
    edit.map.of.push_back({true, static_cast<DocId>(edit.fresh.size())});
  };
  for (DocId doc = 1; doc <= before.size(); ++doc) {
    if (random.below(calm) == 0) add_fresh();
    if (random.below(calm) == 0) continue;
    edit.all.push_back(before[doc - 1]);
    edit.map.of.push_back({false, doc});
  }
  if (random.below(2) == 0) add_fresh();
  return edit;
}

Tables merged(const Resolver& resolver, const Tables& a, const Edit& edit) {
  Builders fresh(resolver, edit.fresh);
  const StoredPaper paper = [&](DocMerge::Source source) -> Result<Paper> {
    return (source.fresh ? edit.fresh : a.papers)[source.doc - 1];
  };
  const DocMerge& map = edit.map;
  Tables tables;
  tables.papers = edit.all;
  const Columns columns = fresh.columns.finish();
  MergedColumns both = std::move(merge_columns({a.columns, columns, map, resolver}, paper)).value();
  const ForwardIndex forward = std::move(ForwardIndex::parse(fresh.forward.finish())).value();
  tables.forward = std::move(ForwardIndex::parse(merge_forward(a.forward, forward, map))).value();
  tables.words = merge_words(a.words, words_of(forward), map, a.forward);
  tables.vectors = merge_vectors(a.vectors, fresh.vectors.finish_among(tables.forward), map);
  tables.forms = merge_title_forms(a.forms, TitleForms::of(fresh.titles), map);
  tables.suggest_bytes =
      merge_suggest({a.suggest, a.forms, a.forward, map, both, tables.forms, tables.forward,
                     resolver.frame(), fresh.titles, least_titles(edit.all.size())},
                    paper)
          .value();
  tables.suggest = loaded(tables.suggest_bytes);
  tables.columns = std::move(both.columns);
  return tables;
}

// A paper's texts word by word.
std::string spelled(const ForwardIndex& forward, DocId doc) {
  std::string out;
  IndexedTexts texts = forward.texts(doc);
  for (IndexedText text; texts.next(text);) {
    out += std::to_string(static_cast<int>(text.field)) + "@" + std::to_string(text.position) + ":";
    for (IndexedWords word(text); word.next();) {
      out += std::string(forward.word(word.word)) + "[" + std::to_string(word.begin) + "," +
             std::to_string(word.end) + (word.joined_to_next ? "]-" : "]");
      for (const WordNumber variant : word.variants)
        out += "|" + std::string(forward.word(variant));
    }
  }
  return out;
}

// The words of a stem that stand in some text.
std::vector<std::string> with_stem(const ForwardIndex& forward, std::string_view stem,
                                   const ForwardIndex& known) {
  std::vector<std::string> words;
  for (const WordNumber number : forward.with_stem(stem)) {
    if (known.number(forward.word(number))) words.emplace_back(forward.word(number));
  }
  std::sort(words.begin(), words.end());
  return words;
}

void check_forward(const ForwardIndex& merged, const ForwardIndex& whole) {
  REQUIRE(merged.doc_count() == whole.doc_count());
  for (DocId doc = 1; doc <= whole.doc_count(); ++doc) {
    REQUIRE(spelled(merged, doc) == spelled(whole, doc));
  }
  Analyzer analyzer;
  for (WordNumber number = 0; number < whole.word_count(); ++number) {
    const std::string word(whole.word(number));
    REQUIRE(merged.word(merged.number(word).value()) == word);
    const std::string stem(analyzer.stem(word));
    CAPTURE(word, stem);
    REQUIRE(with_stem(merged, stem, whole) == with_stem(whole, stem, whole));
  }
}

// Papers that are new have the vectors of a full build; the others keep theirs.
void check_vectors(const DocVectors& merged, const DocVectors& whole, const Edit& edit) {
  REQUIRE(merged.doc_count() == whole.doc_count());
  for (DocId x = 1; x <= whole.doc_count(); ++x) {
    for (DocId y = 1; y <= whole.doc_count(); ++y) {
      if (!edit.map.of[x].fresh || !edit.map.of[y].fresh) continue;
      REQUIRE(merged.likeness(x, y) == Approx(whole.likeness(x, y)));
    }
  }
}

TEST_CASE("merged tables are those of all the papers", "[store]") {
  const Resolver resolver = made_resolver();
  for (unsigned seed = 1; seed <= 40; ++seed) {
    CAPTURE(seed);
    RandomPapers random(seed);
    std::vector<Paper> papers(random.below(60));
    for (Paper& paper : papers) paper = random.next();
    Tables tables = built(resolver, papers);
    for (int round = 0; round < 4; ++round) {
      CAPTURE(round);
      const Edit edit = random_edit(tables.papers, random);
      const Tables whole = built(resolver, edit.all);
      tables = merged(resolver, tables, edit);
      REQUIRE(saved(tables.columns, "columns.bin") == saved(whole.columns, "columns.bin"));
      REQUIRE(saved(tables.words, "words.bin") == saved(whole.words, "words.bin"));
      REQUIRE(saved(tables.forms, "title_forms.bin") == saved(whole.forms, "title_forms.bin"));
      REQUIRE(tables.suggest_bytes == whole.suggest_bytes);
      check_forward(tables.forward, whole.forward);
      check_vectors(tables.vectors, whole.vectors, edit);
    }
  }
}

Paper titled(const std::string& title) {
  Paper paper;
  paper.id = paper.title = title;
  return paper;
}

TEST_CASE("a phrase is left out for a longer one that no changed title has", "[store]") {
  const Resolver resolver = made_resolver();
  std::vector<Paper> papers;
  for (const char* last : {"one", "two", "three", "four", "five"}) {
    papers.push_back(titled(std::string("State of the art, ") + last));
  }
  const Tables before = built(resolver, papers);
  Edit edit{{}, {titled("A state machine")}, papers};
  for (DocId doc = 1; doc <= papers.size(); ++doc) edit.map.of.push_back({false, doc});
  edit.map.of.push_back({true, 1});
  edit.all.push_back(edit.fresh.front());
  const Tables after = merged(resolver, before, edit);
  // "state" alone is in six titles, but five of them go on with "of the art".
  const PhraseIndex& phrases = after.suggest.phrases();
  CHECK(phrases.keys.find("state", KeyMatch::Whole).empty());
  CHECK_FALSE(phrases.keys.find("state of the art", KeyMatch::Whole).empty());
  CHECK(after.suggest_bytes == built(resolver, edit.all).suggest_bytes);
}

}  // namespace
}  // namespace paperfind
